// SPDX-License-Identifier: GPL-2.0
/* Asynchronous requests. */
#include "async.h"

#include <time.h>

int dc_async(int fd, const struct crypt_op *cop)
{
	return dc_ioctl(fd, CIOCASYNCCRYPT, (void *)cop);
}

int dc_fetch(int fd, struct crypt_op *cop)
{
	return dc_ioctl(fd, CIOCASYNCFETCH, cop);
}

int dc_poll(int fd, int events, int ms)
{
	struct pollfd p = { .fd = fd, .events = events };
	int n = poll(&p, 1, ms);

	return n < 0 ? -errno : p.revents;
}

int dc_fetch_wait(int fd, struct crypt_op *cop)
{
	int events = dc_poll(fd, POLLIN, WAIT_LIMIT_MS);

	return events == POLLIN ? dc_fetch(fd, cop) : -ETIME;
}

int dc_async_crypt(int fd, struct crypt_op *cop)
{
	int err = dc_async(fd, cop);

	if (err)
		return err;
	memset(cop, 0, sizeof(*cop));
	return dc_fetch_wait(fd, cop);
}

uint64_t deadline_in_ms(long ms)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec + ms * 1000000ll;
}

int dc_submit_and_reap(int fd, struct cryptodev_req *r)
{
	struct cryptodev_result result;
	int n = dc_submit(fd, 0, r, 1);

	if (n != 1)
		return n ?: -EAGAIN;
	n = dc_reap(fd, &result, 1, 1, deadline_in_ms(WAIT_LIMIT_MS));
	return n == 1 ? result.result : n ?: -ETIME;
}
