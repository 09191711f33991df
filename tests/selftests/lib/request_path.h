/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One request through each of the calls that can submit it, except io_uring.
 */
#ifndef SELFTESTS_REQUEST_PATH_H
#define SELFTESTS_REQUEST_PATH_H

#include "async.h"

enum request_path {
	PATH_CALL,		/* CIOCCRYPT */
	PATH_ASYNC,		/* CIOCASYNCCRYPT, CIOCASYNCFETCH */
	PATH_BATCH,		/* CRYPTODEV_SUBMIT_WAIT */
	PATH_BATCH_WORKER,	/* the same with CRYPTODEV_REQ_WORKER */
	PATH_REAPED,		/* CRYPTODEV_SUBMIT, CRYPTODEV_REAP */
	PATH_REAPED_WORKER,	/* the same with CRYPTODEV_REQ_WORKER */
	NR_PATHS
};

/* Returns the name of a path, for messages. */
const char *path_name(enum request_path path);

/* Encrypts or decrypts through @path; returns 0 or a negative errno. */
int path_run(int fd, enum request_path path, const struct crypt_op *cop);

#endif /* SELFTESTS_REQUEST_PATH_H */
