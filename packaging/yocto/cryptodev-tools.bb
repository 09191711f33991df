# SPDX-License-Identifier: GPL-2.0

SUMMARY = "cryptoctl for /dev/crypto, and an OpenSSL provider"
DESCRIPTION = "The command cryptoctl shows which drivers serve /dev/crypto, tests \
and measures them, and uses them to encrypt and digest files. The provider lets \
OpenSSL use accelerators that have only a kernel driver."

require cryptodev.inc

DEPENDS = "json-c openssl"

inherit pkgconfig bash-completion

EXTRA_OEMAKE = "PREFIX=${prefix} MODULESDIR=${libdir}/ossl-modules"

do_compile() {
	oe_runmake tools provider
}

do_install() {
	oe_runmake tools_install provider_install DESTDIR="${D}"
}

PACKAGES =+ "openssl-provider-devcrypto"
FILES:openssl-provider-devcrypto = "${libdir}/ossl-modules \
	${datadir}/openssl-provider-devcrypto"
FILES:${PN} += "${datadir}/zsh"
RRECOMMENDS:${PN} += "cryptodev"
RRECOMMENDS:openssl-provider-devcrypto += "cryptodev"
