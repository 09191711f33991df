# SPDX-License-Identifier: GPL-2.0
#
# The part of OpenWrt's build system that the recipes of packaging/openwrt use: the
# same names, and the same calls of a package's makefile. To run a recipe:
#
#   make -C RECIPE TOPDIR=. ARCH=mips CROSS=mips-linux-gnu- OUT=DIRECTORY LINUX=DIRECTORY
#
# leaves the files of each package in OUT/PACKAGE, and those for other packages to
# build with in OUT/staging.

INCLUDE_DIR := $(TOPDIR)/include
BUILD_DIR := $(OUT)/build
KERNEL_BUILD_DIR := $(OUT)/build/linux
LINUX_DIR := $(LINUX)
LINUX_KARCH := $(ARCH)
MODULES_SUBDIR := lib/modules/release

CP := cp -fpR
INSTALL_BIN := install -m0755
INSTALL_DIR := install -d -m0755
INSTALL_DATA := install -m0644

TARGET_CC := $(CROSS)gcc
TARGET_CFLAGS := -Os -pipe -fno-caller-saves -Wformat -Werror=format-security \
	-fstack-protector -D_FORTIFY_SOURCE=1
TARGET_CPPFLAGS := -I$(OUT)/staging/usr/include
TARGET_LDFLAGS := -L$(OUT)/staging/usr/lib -Wl,-z,now -Wl,-z,relro
TARGET_CONFIGURE_OPTS = AR="$(CROSS)ar" AS="$(TARGET_CC) -c $(TARGET_CFLAGS)" \
	LD="$(CROSS)ld" NM="$(CROSS)nm" CC="$(TARGET_CC)" GCC="$(TARGET_CC)" \
	RANLIB="$(CROSS)ranlib" STRIP="$(CROSS)strip" OBJCOPY="$(CROSS)objcopy" \
	OBJDUMP="$(CROSS)objdump" SIZE="$(CROSS)size"
KERNEL_MAKE_FLAGS = KCFLAGS="-fno-caller-saves" HOSTCFLAGS="-O2 -Wall" \
	CROSS_COMPILE="$(CROSS)" ARCH="$(LINUX_KARCH)" KBUILD_HAVE_NLS=no \
	KBUILD_BUILD_USER="" KBUILD_BUILD_HOST="" KBUILD_BUILD_VERSION="0" \
	CONFIG_SHELL="/bin/sh" V='' cmd_syscalls=
PKG_JOBS := -j2

AutoLoad = $(1) $(2)
