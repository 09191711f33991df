# SPDX-License-Identifier: GPL-2.0
################################################################################
#
# cryptodev-linux
#
################################################################################

CRYPTODEV_LINUX_VERSION = @VERSION@
CRYPTODEV_LINUX_SITE = @URL@
CRYPTODEV_LINUX_SOURCE = cryptodev-$(CRYPTODEV_LINUX_VERSION).tar.gz
CRYPTODEV_LINUX_LICENSE = GPL-2.0, GPL-2.0 or BSD-2-Clause (headers)
CRYPTODEV_LINUX_LICENSE_FILES = COPYING
CRYPTODEV_LINUX_INSTALL_STAGING = YES

# The module needs these options. It finds out which of the others the kernel has.
define CRYPTODEV_LINUX_LINUX_CONFIG_FIXUPS
	$(call KCONFIG_ENABLE_OPT,CONFIG_MODULES)
	$(call KCONFIG_ENABLE_OPT,CONFIG_CRYPTO)
	$(call KCONFIG_ENABLE_OPT,CONFIG_CRYPTO_AUTHENC)
	$(call KCONFIG_ENABLE_OPT,CONFIG_CRYPTO_NULL)
	$(call KCONFIG_ENABLE_OPT,CONFIG_CRYPTO_CBC)
	$(call KCONFIG_ENABLE_OPT,CONFIG_CRYPTO_HMAC)
endef

define CRYPTODEV_LINUX_INSTALL_STAGING_CMDS
	$(MAKE) -C $(@D) headers_install DESTDIR=$(STAGING_DIR) PREFIX=/usr
endef

# The kernel-module infrastructure installs the module itself.
define CRYPTODEV_LINUX_INSTALL_TARGET_CMDS
	$(MAKE) -C $(@D) config_install DESTDIR=$(TARGET_DIR) PREFIX=/usr
endef

define CRYPTODEV_LINUX_USERS
	- - crypto -1 - - - - Access to /dev/crypto
endef

$(eval $(kernel-module))
$(eval $(generic-package))
