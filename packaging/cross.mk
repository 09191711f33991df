# SPDX-License-Identifier: GPL-2.0
#
# The programs that build for another machine: CROSS_COMPILE is the beginning of
# their names, unless the caller names one itself. The makefiles of tools, provider
# and examples include this file.

ifneq ($(CROSS_COMPILE),)
ifeq ($(origin CC),default)
CC := $(CROSS_COMPILE)gcc
endif
endif
PKG_CONFIG ?= $(CROSS_COMPILE)pkg-config
