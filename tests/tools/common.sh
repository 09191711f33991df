# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Shared by the tests of cryptoctl. Each function named test_... is a test. It
# runs in its own directory and shell, with set -e: a command that fails fails
# the test.

set -uo pipefail
export LC_ALL=C
unset NO_COLOR

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=${here%/tests/tools}
ctl=${CRYPTOCTL:-$top/build/tools/cryptoctl}
export ctl

# ends STATUS COMMAND...: its output is in the files out and err.
ends()
{
	local wanted=$1 status=0

	shift
	"$@" >out 2>err || status=$?
	[ "$status" = "$wanted" ] && return
	echo "status $status, not $wanted: ${*##*/}"
	cat err
	return 1
}

# not COMMAND...: expects it to fail. A plain "!" would disable set -e.
not()
{
	if "$@"; then
		echo "did not fail: $*"
		return 1
	fi
}

# says LINE: expects this line as the only error output of the last ends().
says()
{
	printf '%s\n' "$*" | diff - err
}

# gone FILE...: expects none of these files, nor a temporary file of one.
gone()
{
	local file left

	for file; do
		not [ -e "$file" ]
	done
	left=$(find . -name '.cryptoctl-*')
	[ -z "$left" ] || { echo "left behind: $left"; return 1; }
}

# field JSON NAME FIELD: prints a field of the algorithm with that name.
field()
{
	python3 - "$@" <<-'END'
	import json, sys
	for alg in json.load(open(sys.argv[1])):
	    if alg["name"] == sys.argv[2]:
	        print(alg.get(sys.argv[3]))
	END
}

# pattern BYTES: prints so many bytes, always the same, with no two equal
# blocks.
pattern()
{
	seq 1 "$(($1 / 2 + 1))" | head -c "$1" || :
}

# rows FILE: prints the rows of a table for public-key algorithms.
rows()
{
	awk '$2 == "pke" || $2 == "sig" || $2 == "kex"' "$1"
}

# wrong HOW ALGORITHM...: runs check with a driver that is wrong in that way;
# prints the algorithms that fail, and the reasons.
wrong()
{
	local how=$1

	shift
	[ -e wrong.so ] || gcc -Wall -Wextra -I"$top/uapi" -shared -fPIC \
		-o wrong.so "$here/wrong.c"
	ends 3 env WRONG="$how" LD_PRELOAD="$PWD/wrong.so" \
		ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0" \
		"$ctl" check "$@"
	[ ! -s err ]
	sed -n 's/^FAILED \([^ ]*\) *[^ ]*: /\1: /p' out
}

new_key()
{
	(umask 077 && openssl rand -hex "${2:-32}" >"$1")
}

# run_tests [-t NAME]: runs all tests, or that one.
run_tests()
{
	local tests tmp nr=0 failed=0 name status

	mapfile -t tests < <(declare -F |
		sed -n "s/^declare -f test_\\(${2:-.*}\\)\$/\\1/p")
	tmp=$(mktemp -d)
	echo TAP version 13
	echo "1..${#tests[@]}"
	for name in "${tests[@]}"; do
		nr=$((nr + 1))
		mkdir "$tmp/$name"
		# Not in a condition, which would disable set -e.
		(
			cd "$tmp/$name" || exit 1
			set -e
			"test_$name"
		) >"$tmp/log" 2>&1 </dev/null
		status=$?
		if [ "$status" = 0 ]; then
			echo "ok $nr $name"
		else
			sed 's/^/# /' "$tmp/log"
			echo "not ok $nr $name"
			failed=1
		fi
	done
	rm -rf "$tmp"
	return "$failed"
}
