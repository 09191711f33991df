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

/* struct session_op, the first fields of struct session2_op */
#define SESSION_FIELDS	"wwwpwpw"
#define SESSION_SIZE	48
#define SESSION_SIZE32	28

static const struct cryptodev_arg_call calls[] = {
	CRYPTODEV_ARG_CALL(CRYPTODEV_INOUT, 100, "w", 4, 4, .keeps = true, .run = bsd_criget),
	CRYPTODEV_ARG_CALL(CRYPTODEV_INOUT, 101, SESSION_FIELDS, SESSION_SIZE, SESSION_SIZE32,
	     .run = freebsd_gsession, .undo = freebsd_gsession_undo),
	CRYPTODEV_ARG_CALL(_IOC_WRITE, 102, "w", 4, 4, .run = bsd_fsession),
	CRYPTODEV_ARG_CALL(CRYPTODEV_INOUT, 103, "wwwpppp", sizeof(struct freebsd_crypt_op), 28,
	     .keeps = true, .run = freebsd_crypt),
	CRYPTODEV_ARG_CALL(CRYPTODEV_INOUT, 104, BSD_KOP_FIELDS, BSD_KOP_SIZE, BSD_KOP_SIZE32,
	     .keeps = true, .run = bsd_key),
	CRYPTODEV_ARG_CALL(_IOC_READ, 105, "w", 4, 4, .run = bsd_asymfeat),
	CRYPTODEV_ARG_CALL(CRYPTODEV_INOUT, 106, SESSION_FIELDS "wwwww",
	     sizeof(struct freebsd_session2_op), 48,
	     .run = freebsd_gsession2, .undo = freebsd_gsession_undo),
	CRYPTODEV_ARG_CALL(CRYPTODEV_INOUT, 107, BSD_KOP_FIELDS, BSD_KOP_SIZE, BSD_KOP_SIZE32,
	     .keeps = true, .run = bsd_key),
	CRYPTODEV_ARG_CALL(CRYPTODEV_INOUT, 108, "wwwwwwwww", sizeof(struct freebsd_crypt_find_op), 36,
	     .run = freebsd_finddev),
	CRYPTODEV_ARG_CALL(CRYPTODEV_INOUT, 109, "wwwwwppppp", sizeof(struct freebsd_crypt_aead), 40,
	     .keeps = true, .run = freebsd_cryptaead),
};

const struct cryptodev_arg_calls cryptodev_freebsd_calls = {
	calls, ARRAY_SIZE(calls)
};
