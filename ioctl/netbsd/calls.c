// SPDX-License-Identifier: GPL-2.0
/*
 * The calls of the NetBSD dialect that FreeBSD's does not have: CRIOGET,
 * CIOCFSESSION, CIOCKEY and CIOCASYMFEAT are the same in both.
 */
#include <linux/ioctl.h>
#include <linux/kernel.h>

#include "ioctl/argument.h"
#include "ioctl/bsd_calls.h"
#include "ioctl/netbsd/netbsd.h"

#define SIZE		sizeof(struct netbsd_array)
#define SIZE32		NETBSD_ARRAY_SIZE32

static const struct cryptodev_arg_call calls[] = {
	ARG_CALL(ARG_INOUT, 108, NETBSD_ARRAY_FIELDS, SIZE, SIZE32,
		 .keeps = true, .run = netbsd_nfkeym),
	ARG_CALL(_IOC_WRITE, 109, NETBSD_ARRAY_FIELDS, SIZE, SIZE32,
		 .run = netbsd_nfsession),
	ARG_CALL(ARG_INOUT, 110, NETBSD_ARRAY_FIELDS, SIZE, SIZE32,
		 .keeps = true, .if_sealed = true, .run = netbsd_ncryptretm),
	ARG_CALL(ARG_INOUT, 111, "wwp", sizeof(struct netbsd_crypt_result), 12,
		 .keeps = true, .if_sealed = true, .run = netbsd_ncryptret),
	ARG_CALL(ARG_INOUT, 112, "wwwwpwpw", sizeof(struct netbsd_session_op),
		 32, .run = netbsd_gsession, .undo = netbsd_gsession_undo),
	ARG_CALL(ARG_INOUT, 113, NETBSD_ARRAY_FIELDS, SIZE, SIZE32,
		 .keeps = true, .run = netbsd_ngsession),
	ARG_CALL(ARG_INOUT, 114, "wwwppppw", sizeof(struct netbsd_crypt_op),
		 32, .keeps = true, .if_sealed = true, .run = netbsd_crypt),
	ARG_CALL(ARG_INOUT, 115, NETBSD_ARRAY_FIELDS, SIZE, SIZE32,
		 .keeps = true, .if_sealed = true, .run = netbsd_ncryptm),
};

const struct cryptodev_arg_calls cryptodev_netbsd_calls = {
	calls, ARRAY_SIZE(calls)
};
