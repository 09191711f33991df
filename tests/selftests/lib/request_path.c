// SPDX-License-Identifier: GPL-2.0
/* One request through each of the calls. */
#include "request_path.h"

const char *path_name(enum request_path path)
{
	static const char * const names[NR_PATHS] = {
		"CIOCCRYPT", "CIOCASYNCCRYPT", "a batch", "a batch's worker",
		"reaped", "reaped from a worker",
	};

	return names[path];
}

static int path_batch(int fd, enum request_path path,
		      const struct crypt_op *cop)
{
	bool wait = path == PATH_BATCH || path == PATH_BATCH_WORKER;
	bool worker = path == PATH_BATCH_WORKER || path == PATH_REAPED_WORKER;
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
	n = dc_reap(fd, &result, 1, 1, deadline_in_ms(WAIT_LIMIT_MS));
	return n == 1 ? result.result : n ?: -ETIME;
}

int path_run(int fd, enum request_path path, const struct crypt_op *cop)
{
	struct crypt_op copy = *cop;

	switch (path) {
	case PATH_CALL:
		return dc_ioctl(fd, CIOCCRYPT, &copy);
	case PATH_ASYNC:
		return dc_async_crypt(fd, &copy);
	default:
		return path_batch(fd, path, cop);
	}
}
