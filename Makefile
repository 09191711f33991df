# SPDX-License-Identifier: GPL-2.0
#
# The commands that a person types. Kbuild has the files that the kernel builds.

release = $(shell uname -r)
newest = $(lastword $(shell ls -d /usr/src/linux-headers-*-amd64 2>/dev/null | sort -V))

# Headers to build against: the running kernel's, else the newest installed.
# OpenWrt, OpenEmbedded and cryptodev-linux have other names for KDIR.
KDIR ?= $(or $(KERNEL_DIR),$(KERNEL_SRC),$(wildcard /lib/modules/$(release)/build),$(newest))
DESTDIR ?=
PREFIX ?= /usr
INSTALL_MOD_PATH ?= $(DESTDIR)
# Without OUTPUT, each part's own makefile chooses a directory in build/.
output = $(if $(OUTPUT),OUTPUT='$(abspath $(OUTPUT))/$(1)')

.DEFAULT_GOAL := modules

.PHONY: help modules modules_install headers_install tools_install demo check test quick
.PHONY: install uninstall config_install dkms_install check-all gnutls soak kunit
.PHONY: tools_uninstall debug-kernel tools bench coverage fuzz lint clean dist
.PHONY: provider provider_install provider_uninstall provider_config_install

help:
	@echo 'Try it, without touching this machine'"'"'s kernel:'
	@echo '  make demo     boot a Debian kernel in QEMU and encrypt a file with it'
	@echo '  make check    all tests, on User Mode Linux, Debian 6.1 and 6.12, and with'
	@echo '      KASAN, lockdep and injected faults'
	@echo '  make check-all  these tests, and those that take long: kernels 5.10 and 7.3,'
	@echo '      PREEMPT_RT, packages, and machines other than PCs'
	@echo '  make gnutls   the part of check that tests GnuTLS with the device'
	@echo '  make soak [MINUTES=60]  many processes with little memory'
	@echo '  make bench    instructions per operation, beside AF_ALG; accelerators; scale'
	@echo 'Build and install:'
	@echo '  make [modules] [KDIR=headers]        leaves cryptodev.ko here; from Linux'
	@echo '      6.13 on, MO=DIRECTORY leaves it there and needs no writable source'
	@echo '  make tools [OUTPUT=build]            cryptoctl, in build/tools'
	@echo '  make provider [OUTPUT=build]         the OpenSSL provider, in build/provider'
	@echo '  make install [KDIR=headers] [DESTDIR=] [PREFIX=/usr] [INSTALL_MOD_PATH=]'
	@echo '      modules_install  the module'
	@echo '      config_install   its udev rule, its group, and its loading at boot'
	@echo '      headers_install  <crypto/cryptodev.h> and its manual page'
	@echo '      not part of it: tools_install, cryptoctl and its manual page;'
	@echo '      provider_install [MODULESDIR=], the OpenSSL provider, its manual page'
	@echo '      and a snippet for openssl.cnf;'
	@echo '      dkms_install, the source, for DKMS to build'
	@echo '  make uninstall, tools_uninstall, provider_uninstall   what these have put'
	@echo '      there, with the same settings'
	@echo '  CC, CROSS_COMPILE, ARCH, PKG_CONFIG and the like are honoured; KERNEL_DIR'
	@echo '  and KERNEL_SRC are other names for KDIR. See doc/embedded.md'
	@echo 'Work on it:'
	@echo '  make test T=PROGRAM[:TEST] [ON=uml]  run one program of tests/selftests, or'
	@echo '      one test, on User Mode Linux; ON=accel there with the simulated'
	@echo '      accelerator; ON=6.12, 6.1, debug... in QEMU'
	@echo '  make quick [CHECKED=1]   all functional tests on User Mode Linux, before'
	@echo '      each commit; CHECKED=1: with KASAN, lockdep and injected faults'
	@echo '  make kunit [CHECKED=1]   unit tests of pure functions (tests/unit), in seconds'
	@echo '  make lint     warnings, sparse, checkpatch, kernel-doc and layout of the source'
	@echo '  make debug-kernel  build the kernels with checks, unless the cache has them'
	@echo '  make fuzz [MINUTES=120]  random calls, on kernels with checks'
	@echo '  make coverage            which lines of the module the tests run'
	@echo '  make dist [URL=]  the release, in build/dist: a tarball of the last commit,'
	@echo '      and recipes that download it from URL'
	@echo '  make clean'
	@echo 'KDIR is now: $(or $(KDIR),not found: install linux-headers-amd64)'

modules:
	@test -n '$(KDIR)' || \
		{ echo 'No kernel headers: set KDIR, or apt-get install linux-headers-amd64' >&2; exit 1; }
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

include packaging/install.mk

tools:
	$(MAKE) -C tools $(call output,tools)

tools_install:
	$(MAKE) -C tools install $(call output,tools)

tools_uninstall:
	$(MAKE) -C tools uninstall

provider:
	$(MAKE) -C provider $(call output,provider)

provider_install: provider_config_install
	$(MAKE) -C provider install $(call output,provider)

provider_uninstall:
	$(MAKE) -C provider uninstall
	rm -f $(provider)

demo:
	tests/setup build vm demo provider
	examples/demo

ON ?= uml$(if $(CHECKED),-checked)

test:
	@test -n '$(T)' || { echo 'make test T=PROGRAM[:TEST] [ON=uml]' >&2; exit 2; }
	tests/setup uml test
	@tests/try -o '$(ON)' $(T)

quick:
	tests/setup uml test
	@tests/quick $(if $(CHECKED),-c)

kunit:
	tests/setup uml
	@tests/kunit $(if $(CHECKED),-c)

check:
	tests/setup build tools vm uml test clients debug lint
	tests/check

check-all:
	tests/setup build tools vm uml test clients debug lint packages suites arch
	tests/check all

gnutls:
	tests/setup uml test clients
	tests/check gnutls

MINUTES ?= 60

soak:
	tests/setup build vm test
	tests/soak/run $(MINUTES)

debug-kernel:
	tests/setup build vm uml debug
	tests/vm/debug-kernel uml-checked
	tests/vm/debug-kernel debug
	tests/vm/debug-kernel kcsan

bench:
	tests/setup build vm bench arch suites
	bench/run

fuzz:
	tests/setup build vm uml test debug
	tests/fuzz/long $(or $(MINUTES),120)

coverage:
	tests/setup build vm test
	rm -f build/check/coverage-*
	CRYPTODEV_COVERAGE=1 tests/check 6.12-all 6.1-all accel-all virtio-crypto
	tests/coverage/report 95

lint:
	tests/setup build lint
	tests/lint

# The tarball is the same for each maker: gzip -n adds no name and no date.
release_name = cryptodev-$(version)
URL ?= file://$(CURDIR)/build/dist
dist:
	tests/version
	@git diff --quiet HEAD || { echo 'First commit the changes' >&2; exit 1; }
	mkdir -p build/dist
	git archive --prefix=$(release_name)/ HEAD | gzip -9n \
		>build/dist/$(release_name).tar.gz
	packaging/recipes build/dist/$(release_name).tar.gz '$(URL)' build/dist

clean:
	$(if $(KDIR),$(MAKE) -C $(KDIR) M=$(CURDIR) clean)
	rm -rf build
