# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Shared by the tests of GnuTLS. They run in the virtual machine, in their own
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

# is DESCRIPTION ACTUAL EXPECTED: numbers or words
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

# same DESCRIPTION EXPECTED ACTUAL: files
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

# accelerate DRIVERS: loads the accelerator with those drivers, patterns
# separated by commas, and waits until the kernel has tested them, because the
# tests count their requests.
accelerate()
{
	insmod "$built/accelerator.ko" algs="$1" || return
	while grep -q '^selftest *: unknown' /proc/crypto; do
		sleep 0.1
	done
}

# decelerate: unloads it. A process that has ended may leave requests to it for a
# moment.
decelerate()
{
	local n=600

	until rmmod cryptodev_accel 2>/dev/null || [ $((n -= 1)) = 0 ]; do
		sleep 0.1
	done
}

# Prints the number of requests that the accelerator has accepted.
requests()
{
	cat /sys/module/cryptodev_accel/counters/requests 2>/dev/null || echo 0
}

# Uses the GnuTLS that has the backend. Without the variable it would prefer its
# own code for the CPU's AES and SHA.
with_own=(env LD_LIBRARY_PATH="$prefix/lib" GNUTLS_CPUID_OVERRIDE=0x1)

# own COMMAND...: runs it with that library
own()
{
	"${with_own[@]}" "$@"
}

# traced COMMAND...: the same, and records each ioctl on the device.
traced()
{
	own strace -f --seccomp-bpf -e trace=ioctl -P /dev/crypto \
		-o "$tmp/trace" "$@"
}

# The numbers of sessions and of operations that the traced command requested
# (0x63 is 'c'; CIOCGSESSION is 102, CIOCCRYPT 104, CIOCAUTHCRYPT 109).
sessions() { grep -c '0x63, 0x66' "$tmp/trace"; }
operations() { grep -c '0x63, 0x6[8d]' "$tmp/trace"; }
