# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Shared by the tests of the provider. They run in the virtual machine. Each
# function named test_... is a test: see tests/tools/common.sh.

# shellcheck source-path=SCRIPTDIR source=../tools/device.sh
. "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/../tools/device.sh"

# shellcheck disable=SC2154 # common.sh sets top
offers_file=/run/offers
built=${PROGRAMS:-$top/build/provider}

# passes COMMAND...: a program that prints KTAP must pass all tests of its plan.
passes()
{
	"$@" >ktap || { grep -v '^ok ' ktap; return 1; }
	not grep '^not ok ' ktap
	[ "$(grep -c '^ok ' ktap)" = "$(sed -n 's/^1\.\.//p' ktap)" ]
}

# kernel_has NAME: does the crypto API have an algorithm? Linux 7.2 has no curve25519.
kernel_has() { grep -q "^name *: $1\$" /proc/crypto; }

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
	local list kind

	for list in {cipher,digest,mac,signature,key-exchange,asymcipher}-algorithms \
		key-managers store-loaders; do
		kind=${list%s}
		kind=${kind%-algorithm}
		OPENSSL_CONF=$1 openssl list "-$list" | awk -v kind="$kind" '
			sub(/ @ devcrypto$/, "") {
				sub(/^ *IDs: /, "")
				gsub(/^ *({ *)?|, *| *}$/, "\n" kind " ")
				print tolower($0)
			}'
	done | grep -v '^[a-z-]* *$'
}

# plain COMMAND...: runs it without the provider.
plain() { OPENSSL_CONF=/etc/ssl/openssl.cnf "$@"; }

# add_key NAME: moves the private RSA key in the file "key" to the kernel, where only
# the provider can use it. The file "public" gets the other half.
add_key()
{
	plain openssl pkey -in key -pubout -out public
	plain openssl rsa -in key -traditional -outform DER 2>log |
		keyctl padd user "$1" @u
	rm key
}

# system_conf [PARAMETER...]: prints Debian's configuration with the snippet of the
# package, and lines for the section of devcrypto.
system_conf()
{
	cat /etc/ssl/openssl.cnf "$top/packaging/openssl-devcrypto.cnf"
	printf '%s\n' '[devcrypto_sect]' "module = $built/devcrypto.so" "$@"
}

# is_offered KIND NAME: whether the configuration in $OPENSSL_CONF offers it.
is_offered()
{
	[ -s "$offers_file" ] || offers "$OPENSSL_CONF" >"$offers_file"
	grep -qixF "$1 $2" "$offers_file"
}
