# SPDX-License-Identifier: GPL-2.0

SUMMARY = "/dev/crypto kernel module and its headers"
DESCRIPTION = "This kernel module provides /dev/crypto, the ioctl interface of the \
BSDs in its Linux form. Programs use it to run the kernel's ciphers, hashes, MACs, \
AEADs and public-key algorithms, and to reach accelerators that have only a kernel \
driver."

require cryptodev.inc

inherit module useradd

# The names of the recipes that this one replaces: OpenSSL's needs the first to be
# built, and recommends the package of the second.
PROVIDES += "cryptodev-linux cryptodev-module"
RPROVIDES:${PN} += "cryptodev-module"
RCONFLICTS:${PN} += "cryptodev-module"
RREPLACES:${PN} += "cryptodev-module"

USERADD_PACKAGES = "${PN}"
GROUPADD_PARAM:${PN} = "--system crypto"

do_install:append() {
	oe_runmake headers_install config_install DESTDIR="${D}" PREFIX="${prefix}"
}

FILES:${PN} += "${nonarch_libdir}/udev/rules.d ${nonarch_libdir}/sysusers.d \
	${nonarch_libdir}/modules-load.d"
