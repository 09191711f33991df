# SPDX-License-Identifier: GPL-2.0
#
# Reads the version from Kbuild. It is there because DKMS builds the module from a
# copy that has no other makefile.

version := $(shell sed -n 's/^cryptodev-version := //p' \
	$(dir $(lastword $(MAKEFILE_LIST)))../Kbuild)
