# SPDX-License-Identifier: GPL-2.0
################################################################################
#
# cryptodev-tools
#
################################################################################

CRYPTODEV_TOOLS_VERSION = @VERSION@
CRYPTODEV_TOOLS_SITE = @URL@
CRYPTODEV_TOOLS_SOURCE = cryptodev-$(CRYPTODEV_TOOLS_VERSION).tar.gz
CRYPTODEV_TOOLS_LICENSE = GPL-2.0
CRYPTODEV_TOOLS_LICENSE_FILES = COPYING
CRYPTODEV_TOOLS_DEPENDENCIES = cryptodev-linux json-c openssl

# Not each of Buildroot's compilers can optimise at link time.
CRYPTODEV_TOOLS_MAKE_OPTS = $(TARGET_CONFIGURE_OPTS) \
	CFLAGS="$(TARGET_CFLAGS) -fno-lto" \
	DESTDIR=$(TARGET_DIR) PREFIX=/usr MODULESDIR=/usr/lib/ossl-modules

define CRYPTODEV_TOOLS_BUILD_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) $(CRYPTODEV_TOOLS_MAKE_OPTS) -C $(@D) tools
endef

define CRYPTODEV_TOOLS_INSTALL_TARGET_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) $(CRYPTODEV_TOOLS_MAKE_OPTS) -C $(@D) tools_install
endef

ifeq ($(BR2_PACKAGE_CRYPTODEV_TOOLS_PROVIDER),y)
define CRYPTODEV_TOOLS_BUILD_PROVIDER
	$(TARGET_MAKE_ENV) $(MAKE) $(CRYPTODEV_TOOLS_MAKE_OPTS) -C $(@D) provider
endef
CRYPTODEV_TOOLS_POST_BUILD_HOOKS += CRYPTODEV_TOOLS_BUILD_PROVIDER

define CRYPTODEV_TOOLS_INSTALL_PROVIDER
	$(TARGET_MAKE_ENV) $(MAKE) $(CRYPTODEV_TOOLS_MAKE_OPTS) -C $(@D) provider_install
endef
CRYPTODEV_TOOLS_POST_INSTALL_TARGET_HOOKS += CRYPTODEV_TOOLS_INSTALL_PROVIDER
endif

$(eval $(generic-package))
