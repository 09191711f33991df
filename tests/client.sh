# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Shared by the scripts that build clients of the device, from Debian's source
# packages, in the cache. Sets top and cache, and tmp if something is built.

top=$(dirname "$(dirname "$(realpath "${BASH_SOURCE[0]}")")")
cache=${CRYPTODEV_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/cryptodev}

# quietly COMMAND...: shows its output only if it fails.
quietly()
{
	"$@" >"$tmp/log" 2>&1 || {
		tail -n 50 "$tmp/log" >&2
		# shellcheck disable=SC2154 # the script's directory
		echo "${here##*/}: failed: ${*##*/}" >&2
		return 1
	}
}

# Prints the device's header without its comments.
header()
{
	echo '#include <crypto/cryptodev.h>' |
		gcc -I"$top/uapi" -E -dD -P -x c -
}

# cached NAME: prints the directory of a client in the cache. Its name depends on the
# standard input, which has all that the client is made of.
cached() { echo "$cache/$1-$(sha256sum | cut -c1-16)"; }

# build_once DIRECTORY COMMAND...: the command makes the directory $tmp/result, which
# becomes DIRECTORY, unless there is one already.
build_once()
{
	local dir=$1

	shift
	[ ! -d "$dir" ] || return 0
	mkdir -p "$cache"
	tmp=$(mktemp -d "$cache/.tmp.XXXXXX")
	trap 'rm -rf "$tmp"' EXIT
	"$@"
	# Another build may have finished first: its files are as good.
	mv -T "$tmp/result" "$dir" 2>/dev/null || [ -d "$dir" ]
}
