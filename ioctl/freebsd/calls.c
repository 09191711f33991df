// SPDX-License-Identifier: GPL-2.0
/*
 * The calls of the FreeBSD dialect. NetBSD's CRIOGET, CIOCKEY and CIOCASYMFEAT are
 * the same.
 */
#include <linux/ioctl.h>
#include <linux/kernel.h>

#include "ioctl/argument.h"
#include "ioctl/bsd_calls.h"
#include "ioctl/freebsd/freebsd.h"

/* struct session_op of the Linux dialect: the first fields of session2_op */
#define SESSION_FIELDS	"wwwpwpw"
#define SESSION2_FIELDS	"wwwpwpwwwwww"
#define SESSION_SIZE	sizeof(struct session_op)
#define SESSION_SIZE32	28

static const struct cryptodev_arg_call calls[] = {
	ARG_CALL(ARG_INOUT, 100, "w", 4, 4, .keeps = true, .run = bsd_criget),
	ARG_CALL(ARG_INOUT, 101, SESSION_FIELDS, SESSION_SIZE, SESSION_SIZE32,
		 .run = freebsd_gsession, .undo = freebsd_gsession_undo),
	ARG_CALL(_IOC_WRITE, 102, "w", 4, 4, .run = bsd_fsession),
	ARG_CALL(ARG_INOUT, 103, "wwwpppp", sizeof(struct freebsd_crypt_op),
		 28, .keeps = true, .if_sealed = true, .run = freebsd_crypt),
	ARG_CALL(ARG_INOUT, 104, BSD_KOP_FIELDS, BSD_KOP_SIZE, BSD_KOP_SIZE32,
		 .keeps = true, .run = bsd_key),
	ARG_CALL(_IOC_READ, 105, "w", 4, 4, .if_sealed = true,
		 .run = bsd_asymfeat),
	ARG_CALL(ARG_INOUT, 106, SESSION2_FIELDS,
		 sizeof(struct freebsd_session2_op), 48,
		 .run = freebsd_gsession2, .undo = freebsd_gsession_undo),
	ARG_CALL(ARG_INOUT, 107, BSD_KOP_FIELDS, BSD_KOP_SIZE, BSD_KOP_SIZE32,
		 .keeps = true, .run = freebsd_key2),
	ARG_CALL(ARG_INOUT, 108, "wwwwwwwww",
		 sizeof(struct freebsd_crypt_find_op), 36, .if_sealed = true,
		 .run = freebsd_finddev),
	ARG_CALL(ARG_INOUT, 109, "wwwwwppppp",
		 sizeof(struct freebsd_crypt_aead), 40, .keeps = true,
		 .if_sealed = true, .run = freebsd_cryptaead),
};

const struct cryptodev_arg_calls cryptodev_freebsd_calls = {
	calls, ARRAY_SIZE(calls)
};
