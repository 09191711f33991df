// SPDX-License-Identifier: GPL-2.0
/* The calls of the native dialect. */
#include "native.h"

#include <sys/wait.h>
#include <unistd.h>

uint64_t native_pointer(const void *p)
{
	return (uintptr_t)p;
}

int dc_etm_session(int fd, uint32_t cipher, const void *key, uint32_t keylen,
		   uint32_t mac, const void *mackey, uint32_t mackeylen,
		   uint32_t *ses)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .flags = CRYPTODEV_CREATE_ETM,
		.cipher = cipher, .mac = mac,
		.keylen = keylen, .mackeylen = mackeylen,
		.key = native_pointer(key), .mackey = native_pointer(mackey),
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &create);

	if (!err)
		*ses = create.ses;
	return err;
}

int dc_create(int fd, uint32_t flags, uint32_t cipher, uint32_t mac,
	      const void *key, uint32_t keylen, uint32_t *ses)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .flags = flags,
		.cipher = cipher, .keylen = cipher ? keylen : 0,
		.mac = mac, .mackeylen = mac ? keylen : 0,
		.key = (uintptr_t)key, .mackey = (uintptr_t)key,
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &create);

	if (!err)
		*ses = create.ses;
	return err;
}

bool session_is_offloaded(int fd, uint32_t ses)
{
	struct session_info_op info = { .ses = ses };

	return !dc_ioctl(fd, CIOCGSESSINFO, &info) &&
	       info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY;
}

int dc_submit(int fd, uint32_t flags, const void *reqs, uint32_t nr)
{
	struct cryptodev_submit submit = {
		.size = sizeof(submit), .flags = flags, .nr = nr,
		.req_size = sizeof(struct cryptodev_req),
		.reqs = (uintptr_t)reqs,
	};
	int n = ioctl(fd, CRYPTODEV_SUBMIT, &submit);

	return n < 0 ? -errno : n;
}

int dc_reap(int fd, struct cryptodev_result *results, uint32_t min,
	    uint32_t max, uint64_t deadline)
{
	struct cryptodev_reap reap = {
		.size = sizeof(reap), .min = min, .max = max,
		.results = (uintptr_t)results, .deadline = deadline,
	};
	int n = ioctl(fd, CRYPTODEV_REAP, &reap);

	return n < 0 ? -errno : n;
}

/* Returns 1 if a worker can process a request, 0 if not, -1 on failure. */
static int try_worker(void)
{
	struct cryptodev_req r = { .flags = CRYPTODEV_REQ_WORKER };
	uint8_t digest[32];
	int fd = dc_open();

	r.mac = (uintptr_t)digest;
	if (dc_session(fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0, &r.ses) ||
	    dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, &r, 1) != 1)
		return -1;
	return r.result != -EINVAL;
}

/* In a child: the first request of the test itself must find no worker. */
uint32_t worker_flag(void)
{
	static int flag = -1;
	int status;
	pid_t pid;

	if (flag >= 0)
		return flag;
	pid = fork();
	if (!pid)
		_exit(try_worker());
	if (pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
	    WEXITSTATUS(status) <= 1)
		flag = WEXITSTATUS(status) ? CRYPTODEV_REQ_WORKER : 0;
	return flag;
}
