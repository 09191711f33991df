# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# What other architectures are called. To be sourced.

# arch_of NAME: an architecture as Debian calls it, or a kernel whose name has
# that behind a dash. Sets
#
#   arch     Debian's name
#   karch    the kernel's, for ARCH=
#   triplet  what its compiler's name begins with
#   machine  what QEMU's name for it ends with
#   console  the kernel's first serial console
#   debian   the release of Debian whose programs run on these kernels
#
# This machine's own has no karch, no triplet and no debian. User Mode Linux has
# a karch only.
# shellcheck disable=SC2034 # they are for who sources this
arch_of()
{
	case -$1 in
	*-arm64*)
		arch=arm64 karch=arm64 triplet=aarch64-linux-gnu
		machine=aarch64 console=ttyAMA0 debian=trixie
		;;
	*-armhf)
		arch=armhf karch=arm triplet=arm-linux-gnueabihf
		machine=arm console=ttyAMA0 debian=bookworm
		;;
	*-s390x)
		arch=s390x karch=s390 triplet=s390x-linux-gnu
		machine=s390x console=ttyS0 debian=bookworm
		;;
	*-uml*)
		arch=amd64 karch=um triplet='' debian='' machine='' console=''
		;;
	*)
		arch=amd64 karch='' triplet='' debian=''
		machine=x86_64 console=ttyS0
		;;
	esac
}
