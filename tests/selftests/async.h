/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests that are not waited for: the calls as functions, which return a
 * number or a negative errno, and waiting for what is to come of them.
 */
#ifndef ASYNC_H
#define ASYNC_H

#include <poll.h>
#include <stdbool.h>
#include <time.h>
#include <crypto/cryptodev_native.h>

#include "devcrypto.h"

#define SOON_MS		60000	/* an emulated machine takes its time */

/* A session as CRYPTODEV_CREATE makes it; the same key for cipher and mac. */
static inline int dc_create(int fd, uint32_t flags, uint32_t cipher,
			    uint32_t mac, const void *key, uint32_t keylen,
			    uint32_t *ses)
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

/* Whether a driver other than the CPU serves the session. */
static inline bool answers_later(int fd, uint32_t ses)
{
	struct session_info_op info = { .ses = ses };

	return !dc_ioctl(fd, CIOCGSESSINFO, &info) &&
	       info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY;
}

static inline int dc_async(int fd, const struct crypt_op *cop)
{
	return dc_ioctl(fd, CIOCASYNCCRYPT, (void *)cop);
}

static inline int dc_fetch(int fd, struct crypt_op *cop)
{
	return dc_ioctl(fd, CIOCASYNCFETCH, cop);
}

/* Which of the events there are within so many milliseconds. */
static inline int dc_poll(int fd, int events, int ms)
{
	struct pollfd p = { .fd = fd, .events = events };
	int n = poll(&p, 1, ms);

	return n < 0 ? -errno : p.revents;
}

/* The oldest result, as soon as there is one. */
static inline int dc_fetch_soon(int fd, struct crypt_op *cop)
{
	int events = dc_poll(fd, POLLIN, SOON_MS);

	return events == POLLIN ? dc_fetch(fd, cop) : -ETIME;
}

/* Submits and fetches: for a file of which nothing else is under way. */
static inline int dc_async_crypt(int fd, struct crypt_op *cop)
{
	int err = dc_async(fd, cop);

	if (err)
		return err;
	memset(cop, 0, sizeof(*cop));
	return dc_fetch_soon(fd, cop);
}

/* How many were taken. */
static inline int dc_submit(int fd, uint32_t flags, const void *reqs,
			    uint32_t nr)
{
	struct cryptodev_submit submit = {
		.size = sizeof(submit), .flags = flags, .nr = nr,
		.req_size = sizeof(struct cryptodev_req),
		.reqs = (uintptr_t)reqs,
	};
	int n = ioctl(fd, CRYPTODEV_SUBMIT, &submit);

	return n < 0 ? -errno : n;
}

/* How many were fetched. */
static inline int dc_reap(int fd, struct cryptodev_result *results,
			  uint32_t min, uint32_t max, uint64_t deadline)
{
	struct cryptodev_reap reap = {
		.size = sizeof(reap), .min = min, .max = max,
		.results = (uintptr_t)results, .deadline = deadline,
	};
	int n = ioctl(fd, CRYPTODEV_REAP, &reap);

	return n < 0 ? -errno : n;
}

/*
 * CRYPTODEV_REQ_WORKER, or 0 if this kernel has no threads for such requests:
 * then the flag is unknown to it.
 */
static inline uint32_t worker_flag(void)
{
	static int flag = -1;
	struct cryptodev_req r = { .flags = CRYPTODEV_REQ_WORKER };
	uint8_t digest[32];
	int fd;

	if (flag >= 0)
		return flag;
	fd = dc_open();
	r.mac = (uintptr_t)digest;
	if (!dc_session(fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0, &r.ses) &&
	    dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, &r, 1) == 1)
		flag = r.result == -EINVAL ? 0 : CRYPTODEV_REQ_WORKER;
	close(fd);
	return flag;
}

/* Ends the setup of a variant whose flags this kernel does not know. */
#define WORKER_SETUP(flags) do {					\
	if (((flags) & CRYPTODEV_REQ_WORKER) && !worker_flag())		\
		SKIP(return, "no threads in their caller's cgroup");	\
} while (0)

/* A time for dc_reap(), in so many milliseconds from now. */
static inline uint64_t in_ms(long ms)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec + ms * 1000000ll;
}

#endif /* ASYNC_H */
