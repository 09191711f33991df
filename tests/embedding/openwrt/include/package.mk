# SPDX-License-Identifier: GPL-2.0
#
# BuildPackage(NAME): makes the package NAME as the recipe installs it.

.DEFAULT_GOAL := all

define BuildPackage
packages += $(1)
.PHONY: $(1)
$(1): compiled
	mkdir -p $$(OUT)/$$@
	$$(call Package/$(1)/install,$$(OUT)/$$@)
endef

define Build/Prepare
	mkdir -p $(dir $(PKG_BUILD_DIR))
	rm -rf $(PKG_BUILD_DIR)
	cp $(PKG_SOURCE_URL:file://%=%)/$(PKG_SOURCE) $(OUT)/
	echo '$(PKG_HASH)  $(OUT)/$(PKG_SOURCE)' | sha256sum -c
	tar -C $(dir $(PKG_BUILD_DIR)) -xzf $(OUT)/$(PKG_SOURCE)
	rm $(OUT)/$(PKG_SOURCE)
endef

.PHONY: all compiled
.SECONDEXPANSION:

compiled:
	$(Build/Prepare)
	$(Build/Configure)
	$(Build/Compile)
	$(call Build/InstallDev,$(OUT)/staging)

all: $$(packages)
