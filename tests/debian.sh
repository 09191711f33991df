# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Names that differ between the releases of Debian. To be sourced.

# The keys that sign Debian's archive.
# shellcheck disable=SC2034 # for the scripts that source this
debian_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# debian_release: prints the code name of this machine's release: bookworm, trixie,
# or sid for all later ones.
debian_release()
{
	local name

	# shellcheck disable=SC1091
	name=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
	case $name in
	bookworm|trixie) echo "$name" ;;
	*) echo sid ;;
	esac
}

# headers_package SERIES: prints the package that depends on this release's headers
# of a kernel series, 6.1 or 6.12. Prints nothing if the release has no such kernel:
# then tests/vm/suite-kernel fetches it from an older release.
headers_package()
{
	case $(debian_release)-$1 in
	bookworm-6.1|trixie-6.12) echo linux-headers-amd64 ;;
	bookworm-6.12) echo linux-headers-6.12-amd64 ;;
	esac
}

# headers_pattern SERIES: prints a regular expression for the releases of a series,
# without those of other flavours.
headers_pattern() { echo "${1//./\\.}"'\.[0-9]+([-+][a-z0-9.+~]+)?-amd64'; }

# installed_headers SERIES: prints the release of the newest installed headers of a
# kernel series, such as 6.12.117+deb13-amd64. The metapackage may belong to another
# series: that of the release's backports.
installed_headers()
{
	{ dpkg-query -W -f '${db:Status-Status} ${Package}\n' \
		"linux-headers-$1.*-amd64" 2>/dev/null || :; } |
		sed -nE "s/^installed linux-headers-($(headers_pattern "$1"))\$/\1/p" |
		sort -V | tail -n 1
}
