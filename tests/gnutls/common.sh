# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# What the tests of GnuTLS share. They run in the virtual machine, in their own
# directory, and print KTAP.

set -u

built=$(realpath ../../build/gnutls)
prefix=$built/prefix
tmp=$(mktemp -d)
results=0

# result STATUS DESCRIPTION...
result()
{
	local status=$1 not=

	shift
	[ "$status" = 0 ] || not='not '
	results=$((results + 1))
	echo "${not}ok $results $*"
}

# is DESCRIPTION ACTUAL EXPECTED, which are numbers or words
is()
{
	[ "$2" = "$3" ]
	result $? "$1"
	[ "$2" = "$3" ] || echo "# is $2, should be $3"
}

# at_least DESCRIPTION ACTUAL LEAST
at_least()
{
	[ "$2" -ge "$3" ]
	result $? "$1"
	[ "$2" -ge "$3" ] || echo "# is $2, should be at least $3"
}

# same DESCRIPTION EXPECTED ACTUAL, which are files
same()
{
	cmp "$2" "$3" >"$tmp/diff" 2>&1 && [ -s "$2" ]
	result $? "$1"
	sed 's/^/# /' "$tmp/diff"
}

finish()
{
	rm -rf "$tmp"
	echo "1..$results"
}

# accelerate DRIVERS: plugs the accelerator in with those drivers, patterns that
# commas separate; and waits until the kernel has tested them, since their
# requests are going to be counted.
accelerate()
{
	insmod "$built/accelerator.ko" algs="$1" || return
	while grep -q '^selftest *: unknown' /proc/crypto; do
		sleep 0.1
	done
}

decelerate()
{
	rmmod cryptodev_accel
}

# How many requests the accelerator has taken.
requests()
{
	cat /sys/module/cryptodev_accel/counters/requests 2>/dev/null || echo 0
}

# With the GnuTLS that has the backend. The code for the CPU's own AES and SHA
# would go before that, but for the variable.
with_own=(env LD_LIBRARY_PATH="$prefix/lib" GNUTLS_CPUID_OVERRIDE=0x1)

# own COMMAND...: runs it so
own()
{
	"${with_own[@]}" "$@"
}

# traced COMMAND...: the same, and notes each ioctl on the device.
traced()
{
	own strace -f --seccomp-bpf -e trace=ioctl -P /dev/crypto \
		-o "$tmp/trace" "$@"
}

# How many sessions the traced command asked for (0x63 is 'c', and CIOCGSESSION
# is 102), and how many operations: CIOCCRYPT, 104, and CIOCAUTHCRYPT, 109.
sessions() { grep -c '0x63, 0x66' "$tmp/trace"; }
operations() { grep -c '0x63, 0x6[8d]' "$tmp/trace"; }
