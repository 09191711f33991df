# SPDX-License-Identifier: GPL-2.0
#
# The part of Buildroot that the recipes of packaging/buildroot use: the same names,
# and the same calls of a package's makefile. To run a recipe:
#
#   make -f buildroot.mk RECIPE=DIRECTORY ARCH=arm CROSS=arm-linux-gnueabihf- \
#	OUT=DIRECTORY LINUX_DIR=DIRECTORY
#
# leaves the files of the system in OUT/target, and those to build other packages with
# in OUT/staging.

.DEFAULT_GOAL := all

name := $(notdir $(RECIPE))
NAME := $(shell echo $(name) | tr a-z- A-Z_)
TARGET_DIR := $(OUT)/target
STAGING_DIR := $(OUT)/staging

define sep


endef

TARGET_CFLAGS := -D_LARGEFILE_SOURCE -D_LARGEFILE64_SOURCE -D_FILE_OFFSET_BITS=64 -Os -g0
TARGET_MAKE_ENV := PATH="$(PATH)"
TARGET_CONFIGURE_OPTS := PATH="$(PATH)" AR="$(CROSS)ar" AS="$(CROSS)as" \
	LD="$(CROSS)ld" NM="$(CROSS)nm" CC="$(CROSS)gcc" GCC="$(CROSS)gcc" \
	CPP="$(CROSS)cpp" RANLIB="$(CROSS)ranlib" READELF="$(CROSS)readelf" \
	STRIP="$(CROSS)strip" OBJCOPY="$(CROSS)objcopy" OBJDUMP="$(CROSS)objdump" \
	AR_FOR_BUILD=ar CC_FOR_BUILD=gcc CPPFLAGS="-D_LARGEFILE_SOURCE" \
	CFLAGS="$(TARGET_CFLAGS)" LDFLAGS="" PKG_CONFIG="pkg-config" \
	STAGING_DIR="$(STAGING_DIR)"
LINUX_MAKE_FLAGS := HOSTCC="gcc -O2" ARCH=$(ARCH) KCFLAGS="" \
	INSTALL_MOD_PATH=$(TARGET_DIR) CROSS_COMPILE="$(CROSS)" WERROR=0 \
	REGENERATE_PARSERS=1 DEPMOD=true

define build_modules
	$(TARGET_MAKE_ENV) $(MAKE) -j2 -C $(LINUX_DIR) $(LINUX_MAKE_FLAGS) \
		PWD=$(@D)/. M=$(@D)/. modules
endef
define install_modules
	$(TARGET_MAKE_ENV) $(MAKE) -C $(LINUX_DIR) $(LINUX_MAKE_FLAGS) \
		PWD=$(@D)/. M=$(@D)/. modules_install
endef
define kernel-module
$(NAME)_POST_BUILD_HOOKS += build_modules
$(NAME)_POST_INSTALL_TARGET_HOOKS += install_modules
endef

run_hooks = $(foreach hook,$($(NAME)_$(1)_HOOKS),$($(hook))$(sep))

define generic-package
.PHONY: all
all: $$(OUT)/build/$$(name)-$$($(NAME)_VERSION)/.stamp
endef

include $(RECIPE)/$(name).mk

source := $($(NAME)_SOURCE)
# A line of the file of sums is the kind of sum, the sum, and the file's name.
sum = sed -n 's/^sha256  \(.*  $(1)\)$$/\1/p' $(RECIPE)/$(name).hash

$(OUT)/build/$(name)-$($(NAME)_VERSION)/.stamp:
	mkdir -p $(@D) $(TARGET_DIR) $(STAGING_DIR)
	cd $($(NAME)_SITE:file://%=%) && $(call sum,$(source)) | sha256sum -c
	tar -C $(@D) --strip-components=1 -xzf $($(NAME)_SITE:file://%=%)/$(source)
	cd $(@D) && $(call sum,COPYING) | sha256sum -c
	$($(NAME)_BUILD_CMDS)
	$(call run_hooks,POST_BUILD)
	$($(NAME)_INSTALL_STAGING_CMDS)
	$($(NAME)_INSTALL_TARGET_CMDS)
	$(call run_hooks,POST_INSTALL_TARGET)
