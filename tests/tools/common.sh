# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# What the tests of cryptoctl share. Each function of theirs that is named
# test_... is a test: it runs in a directory and a shell of its own, with set
# -e, and what fails there fails it.

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

# not COMMAND...: it fails; with "!" before it alone, set -e is not in force.
not()
{
	if "$@"; then
		echo "did not fail: $*"
		return 1
	fi
}

# says LINE: all that the last one of ends() had to say of an error.
says()
{
	printf '%s\n' "$*" | diff - err
}

# gone FILE...: none of them is there, nor anything that was to be one.
gone()
{
	local file left

	for file; do
		not [ -e "$file" ]
	done
	left=$(find . -name '.cryptoctl-*')
	[ -z "$left" ] || { echo "left behind: $left"; return 1; }
}

# field JSON NAME FIELD: of the algorithm with that name.
field()
{
	python3 - "$@" <<-'END'
	import json, sys
	for alg in json.load(open(sys.argv[1])):
	    if alg["name"] == sys.argv[2]:
	        print(alg.get(sys.argv[3]))
	END
}

# pattern BYTES: as many, always the same, and no two blocks alike.
pattern()
{
	seq 1 "$(($1 / 2 + 1))" | head -c "$1" || :
}

new_key()
{
	(umask 077 && openssl rand -hex "${2:-32}" >"$1")
}

# run_tests [-t NAME]: all of them, or that one.
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
		# Not in a condition: that would take set -e away.
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
