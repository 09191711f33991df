#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Prints a shell script that builds a recipe of packaging/yocto.

    bitbake.py RECIPE NAME=VALUE...

It knows the part of BitBake's language and of OpenEmbedded's classes that the recipes
use. The script needs the directories T (to build in) and D (to install to). It fails
if a file that the recipe installs is in none of its packages.
"""

import os
import re
import sys

CLASSES = {
    "module": {
        "EXTRA_OEMAKE": ' KERNEL_SRC="${STAGING_KERNEL_DIR}"',
        "do_compile": """
unset CFLAGS CPPFLAGS CXXFLAGS LDFLAGS
export ARCH=${KARCH} CROSS_COMPILE=${TARGET_PREFIX}
oe_runmake KERNEL_PATH=${STAGING_KERNEL_DIR} KERNEL_VERSION=${KERNEL_VERSION} \\
    CC="${TARGET_PREFIX}gcc -fuse-ld=bfd" LD="${TARGET_PREFIX}ld.bfd" \\
    AR="${TARGET_PREFIX}ar" OBJCOPY="${TARGET_PREFIX}objcopy" \\
    STRIP="${TARGET_PREFIX}strip" O=${STAGING_KERNEL_BUILDDIR} \\
    KBUILD_EXTRA_SYMBOLS=""
""",
        "do_install": """
unset CFLAGS CPPFLAGS CXXFLAGS LDFLAGS
export ARCH=${KARCH} CROSS_COMPILE=${TARGET_PREFIX}
oe_runmake DEPMOD=echo \\
    MODLIB="${D}${nonarch_base_libdir}/modules/${KERNEL_VERSION}" \\
    INSTALL_FW_PATH="${D}${nonarch_base_libdir}/firmware" \\
    CC="${TARGET_PREFIX}gcc -fuse-ld=bfd" LD="${TARGET_PREFIX}ld.bfd" \\
    OBJCOPY="${TARGET_PREFIX}objcopy" STRIP="${TARGET_PREFIX}strip" \\
    O=${STAGING_KERNEL_BUILDDIR} modules_install
test -e Module.symvers
""",
        "FILES:${PN}": " ${nonarch_base_libdir}/modules",
    },
    "bash-completion": {
        "PACKAGES": " ${PN}-bash-completion",
        "FILES:${PN}-bash-completion": "${datadir}/bash-completion",
    },
    "pkgconfig": {},
    "useradd": {},
}

DEFAULTS = {
    "prefix": "/usr",
    "bindir": "${prefix}/bin",
    "libdir": "${prefix}/lib",
    "includedir": "${prefix}/include",
    "datadir": "${prefix}/share",
    "mandir": "${datadir}/man",
    "nonarch_libdir": "${prefix}/lib",
    "nonarch_base_libdir": "${prefix}/lib",
    "WORKDIR": "${T}",
    "BP": "${BPN}-${PV}",
    "B": "${S}",
    "EXTRA_OEMAKE": "",
    "PACKAGES": "${PN}-dev ${PN}-doc ${PN}",
    "FILES:${PN}": "${bindir} ${libdir}/udev ${datadir}/${BPN}",
    "FILES:${PN}-dev": "${includedir} ${libdir}/pkgconfig ${datadir}/pkgconfig",
    "FILES:${PN}-doc": "${mandir}",
}


class Recipe:
    def __init__(self, path, settings):
        pn, pv = os.path.basename(path).removesuffix(".bb").split("_")
        self.vars = {k.replace("${PN}", pn): v for k, v in DEFAULTS.items()}
        self.vars.update(PN=pn, BPN=pn, PV=pv, **settings)
        self.read(path)

    def get(self, name):
        return self.expand(self.vars.get(name, ""))

    getVar = get

    def expand(self, text):
        def value(match):
            name = match.group(1)
            if name.startswith("@"):
                return str(eval(name[1:], {"d": self}))
            # Another word is a variable of the shell.
            return self.get(name) if name in self.vars else match.group(0)
        while True:
            new = re.sub(r"\$\{([^{}]+)\}", value, text)
            if new == text:
                return text
            text = new

    def add(self, name, operator, value):
        name = name.replace("${PN}", self.vars["PN"])
        if name.endswith(":append"):
            name, operator = name.removesuffix(":append"), "append"
        old = self.vars.get(name, "")
        self.vars[name] = {
            "=": value, "append": old + value, "+=": f"{old} {value}",
            "=+": f"{value} {old}", "?=": old or value,
        }[operator]

    def inherit(self, name):
        for key, value in CLASSES[name].items():
            self.add(key, "append" if key[0].isupper() else "=", value)

    def read(self, path):
        text = open(path).read()
        text = re.sub(r"^#.*\n", "", text, flags=re.M)
        # Functions first: their lines are not assignments.
        functions = re.findall(r"^(do_\w+(?::append)?)\(\) \{\n(.*?)^\}\n", text,
                               flags=re.M | re.S)
        text = re.sub(r"^do_\w+(:append)?\(\) \{\n.*?^\}\n", "", text,
                      flags=re.M | re.S)
        for line in text.replace("\\\n", "").splitlines():
            if not line.strip():
                continue
            if line.startswith("require "):
                self.read(os.path.join(os.path.dirname(path), line.split()[1]))
            elif line.startswith("inherit "):
                for name in line.split()[1:]:
                    self.inherit(name)
            else:
                parts = re.fullmatch(r'(\S+) (=|\+=|=\+|\?=) "(.*)"', line)
                if not parts:
                    sys.exit(f"{path}: cannot read: {line}")
                self.add(*parts.groups())
        for name, body in functions:
            self.add(name, "=", body)

    def script(self):
        tarball = self.get("SRC_URI").removeprefix("file://")
        licence, md5 = self.get("LIC_FILES_CHKSUM").removeprefix(
            "file://").split(";md5=")
        packages = " ".join(
            f"'{name}={self.get('FILES:' + name)}'"
            for name in self.get("PACKAGES").split())
        return f"""set -e
oe_runmake() {{ make -j2 {self.get("EXTRA_OEMAKE")} "$@"; }}
mkdir -p {self.get("T")} {self.get("D")}
echo '{self.get("SRC_URI[sha256sum]")}  {tarball}' | sha256sum -c
tar -C {self.get("T")} -xzf {tarball}
cd {self.get("B")}
echo '{md5}  {licence}' | md5sum -c
( {self.get("do_compile")} )
( {self.get("do_install")} )
cd {self.get("D")}
for package in {packages}; do
    for path in ${{package#*=}}; do
        [ ! -e ".$path" ] || find ".$path" ! -type d | sed "s|^[.]|${{package%%=*}} |"
    done
done | sort -u >{self.get("T")}/packages
find . ! -type d | sed 's|^[.]||' | sort >{self.get("T")}/installed
cut -d ' ' -f 2 {self.get("T")}/packages | sort -u | diff {self.get("T")}/installed -
"""


def main():
    settings = dict(word.split("=", 1) for word in sys.argv[2:])
    print(Recipe(sys.argv[1], settings).script(), end="")


main()
