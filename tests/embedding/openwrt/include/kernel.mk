# SPDX-License-Identifier: GPL-2.0
#
# KernelPackage(NAME): makes the package kmod-NAME of the files that the recipe names,
# and of a list of the modules to load.

define KernelPackage
$(eval $(call KernelPackage/$(1)))
packages += kmod-$(1)
.PHONY: kmod-$(1)
kmod-$(1): compiled
	mkdir -p $$(OUT)/$$@/$$(MODULES_SUBDIR) $$(OUT)/$$@/etc/modules.d
	$$(CP) $$(FILES) $$(OUT)/$$@/$$(MODULES_SUBDIR)/
	printf '%s\n' $$(wordlist 2,99,$$(AUTOLOAD)) \
		>$$(OUT)/$$@/etc/modules.d/$$(firstword $$(AUTOLOAD))-$(1)
	$$(call KernelPackage/$(1)/install,$$(OUT)/$$@)
endef
