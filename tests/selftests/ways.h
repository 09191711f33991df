/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ways to have one request worked, but for io_uring.
 */
#ifndef WAYS_H
#define WAYS_H

#include "async.h"

enum way {
	WAY_CALL,
	WAY_ASYNC,
	WAY_BATCH,
	WAY_BATCH_WORKER,
	WAY_REAPED,
	WAY_REAPED_WORKER,
	NR_WAYS
};

static inline const char *way_name(enum way way)
{
	static const char * const names[NR_WAYS] = {
		"CIOCCRYPT", "CIOCASYNCCRYPT", "a batch", "a batch's worker",
		"reaped", "reaped from a worker",
	};

	return names[way];
}

static inline int way_batch(int fd, enum way way, const struct crypt_op *cop)
{
	bool wait = way == WAY_BATCH || way == WAY_BATCH_WORKER;
	bool worker = way == WAY_BATCH_WORKER || way == WAY_REAPED_WORKER;
	struct cryptodev_result result;
	struct cryptodev_req r = {
		.ses = cop->ses,
		.flags = (cop->op == COP_DECRYPT ? CRYPTODEV_REQ_DECRYPT : 0) |
			 (worker ? worker_flag() : 0),
		.len = cop->len, .src = (uintptr_t)cop->src,
		.dst = (uintptr_t)cop->dst, .iv = (uintptr_t)cop->iv,
	};
	int n;

	n = dc_submit(fd, wait ? CRYPTODEV_SUBMIT_WAIT : 0, &r, 1);
	if (n != 1)
		return n ?: -EIO;
	if (wait)
		return r.result;
	n = dc_reap(fd, &result, 1, 1, in_ms(SOON_MS));
	return n == 1 ? result.result : n ?: -ETIME;
}

/* Encrypts or decrypts: 0 or a negative errno, however that is told. */
static inline int way_run(int fd, enum way way, const struct crypt_op *cop)
{
	struct crypt_op copy = *cop;

	switch (way) {
	case WAY_CALL:
		return dc_ioctl(fd, CIOCCRYPT, &copy);
	case WAY_ASYNC:
		return dc_async_crypt(fd, &copy);
	default:
		return way_batch(fd, way, cop);
	}
}

#endif /* WAYS_H */
