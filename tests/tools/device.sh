# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Shared by the tests of clients of the device, beside common.sh: the simulated
# accelerator, which is $built/accelerator.ko, and the module's counters.

# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/common.sh"

# accelerate PARAMETER...: loads the simulated accelerator, and waits until the
# kernel has tested its drivers.
accelerate()
{
	[ ! -e /sys/module/cryptodev_accel ] || rmmod cryptodev_accel
	# shellcheck disable=SC2154 # the script sets it
	insmod "$built/accelerator.ko" "$@"
	while grep -A 6 '^driver .*-accel$' /proc/crypto |
		grep -q '^selftest *: unknown'; do
		sleep 0.1
	done
}

# requests: prints the number of requests that all drivers have processed.
requests()
{
	find /sys/kernel/cryptodev -name requests -exec cat {} + |
		awk '{ n += $1 } END { print n + 0 }'
}

# used NUMBER COMMAND...: the command must send so many requests to the device.
used()
{
	local least=$1 before after

	shift
	before=$(requests)
	"$@"
	after=$(requests)
	[ $((after - before)) -ge "$least" ] || {
		echo "$((after - before)) requests, fewer than $least"
		return 1
	}
}
