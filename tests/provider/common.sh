# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Shared by the tests of the provider. They run in the virtual machine. Each
# function named test_... is a test: see tests/tools/common.sh.

# shellcheck source-path=SCRIPTDIR source=../tools/common.sh
. "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/../tools/common.sh"

# shellcheck disable=SC2154 # common.sh sets top
built=$top/build/provider

# sections PARAMETERS NAME...: prints a configuration that loads these providers.
# PARAMETERS are lines for the section of devcrypto.
sections()
{
	local parameters=$1 name

	shift
	printf '%s\n' 'openssl_conf = init' 'config_diagnostics = 1' \
		'[init]' 'providers = providers' '[providers]'
	printf '%s\n' "${@/%/_section}" | sed 's/\(.*\)_section/\1 = &/'
	for name; do
		printf '%s\n' "[${name}_section]" 'activate = 1'
		[ "$name" != devcrypto ] ||
			printf '%s\n' "module = $built/devcrypto.so" "$parameters"
	done
}

# offers FILE: prints "KIND NAME" for each name of an algorithm that devcrypto offers
# with the configuration in FILE, in lower case.
offers()
{
	local kind

	for kind in cipher digest mac signature key-exchange asymcipher; do
		OPENSSL_CONF=$1 openssl list "-$kind-algorithms" |
			awk -v kind="$kind" '
			sub(/ @ devcrypto$/, "") {
				gsub(/^ *({ *)?|, *| *}$/, "\n" kind " ")
				print tolower($0)
			}'
	done | grep -v '^[a-z-]* *$'
}

# accelerate PARAMETER...: loads the simulated accelerator, and waits until the
# kernel has tested its drivers.
accelerate()
{
	insmod "$built/accelerator.ko" "$@"
	while grep -A 6 '^driver .*-accel$' /proc/crypto |
		grep -q '^selftest *: unknown'; do
		sleep 0.1
	done
}

# requests: prints the number of requests that all drivers have processed.
requests()
{
	cat /sys/kernel/cryptodev/*/requests 2>/dev/null |
		awk '{ n += $1 } END { print n + 0 }'
}
