# SPDX-License-Identifier: GPL-2.0
#
# What a person types; what the kernel builds is in Kbuild.

release := $(shell uname -r)
newest := $(lastword $(shell ls -d /usr/src/linux-headers-*-amd64 2>/dev/null | sort -V))

# Headers to build against: the running kernel's, else the newest installed.
KDIR ?= $(or $(wildcard /lib/modules/$(release)/build),$(newest))
DESTDIR ?=
PREFIX ?= /usr

.PHONY: help modules modules_install headers_install demo check gnutls debug-kernel
.PHONY: bench lint clean

help:
	@echo 'Try it, without touching this machine'"'"'s kernel:'
	@echo '  make demo     boot a Debian kernel in QEMU and encrypt a file with it'
	@echo '  make check    all tests, on 6.1, 6.12 and a kernel that checks itself'
	@echo '  make gnutls   the part of check that builds GnuTLS and has it use the device'
	@echo '  make bench    instructions per operation, beside AF_ALG'
	@echo 'Build and install:'
	@echo '  make modules [KDIR=headers]          leaves cryptodev.ko here'
	@echo '  make modules_install [KDIR=headers]  the module and its udev rule (root)'
	@echo '  make headers_install [PREFIX=/usr]   crypto/cryptodev.h for programs'
	@echo 'Work on it:'
	@echo '  make lint     warnings, sparse and checkpatch'
	@echo '  make debug-kernel  build the kernels that check themselves (the first time)'
	@echo '  make clean'
	@echo 'KDIR is now: $(or $(KDIR),not found: install linux-headers-amd64)'

modules:
	@test -n '$(KDIR)' || \
		{ echo 'No kernel headers: apt-get install linux-headers-amd64' >&2; exit 1; }
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

modules_install: modules
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules_install
	install -D -m 644 udev/60-cryptodev.rules \
		$(DESTDIR)/usr/lib/udev/rules.d/60-cryptodev.rules

headers_install:
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/include/crypto \
		uapi/crypto/cryptodev.h uapi/crypto/cryptodev_native.h

demo:
	tests/setup build vm demo
	examples/demo

check:
	tests/setup build vm test clients debug lint
	tests/check

gnutls:
	tests/setup build vm clients
	tests/check gnutls

debug-kernel:
	tests/setup build vm debug
	tests/vm/debug-kernel debug
	tests/vm/debug-kernel kcsan

bench:
	tests/setup build vm bench
	bench/run

lint:
	tests/setup build lint
	tests/lint

clean:
	$(if $(KDIR),$(MAKE) -C $(KDIR) M=$(CURDIR) clean)
	rm -rf build
