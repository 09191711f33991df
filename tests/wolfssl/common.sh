# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Shared by the tests of wolfSSL. They run in the virtual machine. Each function
# named test_... is a test: see tests/tools/common.sh.

# shellcheck source-path=SCRIPTDIR source=../tools/device.sh
. "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/../tools/device.sh"

# shellcheck disable=SC2154 # common.sh sets top
built=$top/build/wolfssl
wolfssl=$built/prefix

# prepare: wolfSSL's programs look for its certificates in the current directory.
prepare() { ln -s "$wolfssl/certs" .; }

# total COUNTER ALGORITHM: prints the sum of a counter of the algorithm's drivers.
total()
{
	local directory sum=0

	for directory in /sys/kernel/cryptodev/*/; do
		[ "$(cat "$directory/algorithm" 2>/dev/null)" != "$2" ] ||
			sum=$((sum + $(cat "$directory/$1")))
	done
	echo $sum
}
