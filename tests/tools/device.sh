# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Shared by the tests of clients of the device, beside common.sh: the simulated
# accelerator, which is $built/accelerator.ko, and the module's counters.

# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/common.sh"

# untested: whether the kernel still tests a driver of the accelerator.
untested()
{
	awk '/^$/ { ours = 0 }
		/^driver .*-accel$/ { ours = 1 }
		ours && /^selftest *: unknown/ { found = 1 }
		END { exit !found }' /proc/crypto
}

# accelerate PARAMETER...: loads the simulated accelerator, and waits until the
# kernel has tested its drivers.
accelerate()
{
	decelerate
	# shellcheck disable=SC2154 # the script sets it
	insmod "$built/accelerator.ko" "$@"
	while untested; do
		sleep 0.1
	done
}

# decelerate: unloads it, if it is loaded. A process that has ended may leave requests
# to it for a moment.
decelerate()
{
	local n=600

	while [ -e /sys/module/cryptodev_accel ] && [ $((n -= 1)) != 0 ]; do
		rmmod cryptodev_accel 2>/dev/null || sleep 0.1
	done
	[ ! -e /sys/module/cryptodev_accel ]
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
