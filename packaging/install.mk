# SPDX-License-Identifier: GPL-2.0
#
# Where each file is installed. The Makefile includes this file and has the
# settings. uninstall removes the files of all targets but dkms_install
# and provider_config_install.

include packaging/version.mk

prefix := $(DESTDIR)$(PREFIX)
headers := uapi/crypto/cryptodev.h uapi/crypto/cryptodev_native.h
# The headers of the other systems' dialects, each found by a pkg-config file.
systems := freebsd netbsd
system_dir := $(prefix)/include/cryptodev
config := $(prefix)/lib/udev/rules.d/60-cryptodev.rules \
	  $(prefix)/lib/sysusers.d/cryptodev.conf \
	  $(prefix)/lib/modules-load.d/cryptodev.conf
dkms_dir := $(DESTDIR)/usr/src/cryptodev-$(version)
pc_dir := $(prefix)/share/pkgconfig
pc := $(pc_dir)/cryptodev.pc $(systems:%=$(pc_dir)/cryptodev-%.pc)
man4 := $(prefix)/share/man/man4/cryptodev.4
# The provider itself is where libcrypto looks: provider/Makefile installs it.
provider := $(prefix)/share/man/man7/provider-devcrypto.7 \
	    $(prefix)/share/openssl-provider-devcrypto/devcrypto.cnf

# put(SOURCE,FILE,EDIT): installs the source with the edits of sed. These targets
# need no other programs than a shell's usual ones.
define put
	mkdir -p '$(dir $(2))'
	rm -f '$(strip $(2))'
	sed -e '$(strip $(3))' $(1) >'$(strip $(2))'
	chmod 644 '$(strip $(2))'

endef

install: modules_install config_install headers_install

# Headers packages lack the key that the kernel's modules are signed with: then
# sign-file would only print an error.
sig_key = $(shell sed -n 's/^CONFIG_MODULE_SIG_KEY="\(.*\)"/\1/p' \
	  $(KDIR)/include/config/auto.conf)
sig_file = $(wildcard $(filter /%,$(sig_key)) $(sig_key:%=$(KDIR)/%)) \
	   $(filter pkcs11:%,$(sig_key))

modules_install: modules
	$(MAKE) -C $(KDIR) M=$(CURDIR) INSTALL_MOD_PATH=$(INSTALL_MOD_PATH) \
		$(if $(strip $(sig_file)),,CONFIG_MODULE_SIG_ALL=) modules_install

config_install:
	$(call put,udev/60-cryptodev.rules,$(word 1,$(config)))
	$(call put,packaging/cryptodev.sysusers,$(word 2,$(config)))
	$(call put,packaging/cryptodev.modules-load,$(word 3,$(config)))

# Once installed, the headers of the other systems are in include/cryptodev.
headers_install:
	$(foreach header,$(headers),$(call put,$(header),\
		$(header:uapi/%=$(prefix)/include/%),\
		s|"\.\./\([a-z]*bsd\)/|"../cryptodev/\1/|))
	$(foreach system,$(systems),$(call put,uapi/$(system)/crypto/cryptodev.h,\
		$(system_dir)/$(system)/crypto/cryptodev.h))
	$(call put,man/cryptodev.4,$(man4))
	$(foreach file,$(pc),$(call put,packaging/$(notdir $(file)).in,$(file),\
		s|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(version)|))

provider_config_install:
	$(call put,man/provider-devcrypto.7,$(word 1,$(provider)))
	$(call put,packaging/openssl-devcrypto.cnf,$(word 2,$(provider)),\
		s|/usr/share|$(PREFIX)/share|)

# The sources that Kbuild names, and their headers.
dkms_install:
	install -d $(dkms_dir)
	find Kbuild compat ioctl crypto zc uapi -name '*.mod.c' -o \
		\( -name '*.[ch]' -o -name Kbuild \) -print | \
		xargs -I '{}' install -D -m 644 '{}' $(dkms_dir)/'{}'
	sed 's/#MODULE_VERSION#/$(version)/' packaging/dkms.conf \
		>$(dkms_dir)/dkms.conf

uninstall:
	release=$$($(MAKE) -s --no-print-directory -C $(KDIR) kernelrelease) && \
	rm -f $(INSTALL_MOD_PATH)/lib/modules/$$release/*/cryptodev.ko* && \
	{ [ -n '$(INSTALL_MOD_PATH)' ] || depmod $$release; }
	rm -f $(config) $(man4) $(pc) \
		$(addprefix $(prefix)/include/,$(headers:uapi/%=%))
	rm -rf $(system_dir)
