// SPDX-License-Identifier: GPL-2.0
/*
 * The queue of NetBSD's crypto(4): CIOCNCRYPTM and CIOCNCRYPTRETM, which take
 * many requests in a call.
 */
#include <poll.h>

#include <netbsd/crypto/cryptodev.h>

#include "measure.h"
#include "path.h"

static int fd;
static struct crypt_n_op reqs[PATH_DEPTH];

static void netbsd_open(struct slot *slots)
{
	static uint8_t key[16];
	struct session_op sop = {
		.cipher = CRYPTO_AES_CBC, .keylen = sizeof(key), .key = key,
	};
	unsigned int i;

	fd = device_open();
	if (ioctl(fd, CIOCGSESSION, &sop))
		fail("CIOCGSESSION");
	for (i = 0; i < PATH_DEPTH; i++)
		reqs[i] = (struct crypt_n_op) {
			.ses = sop.ses,
			.op = COP_ENCRYPT,
			.len = PATH_BYTES,
			.opaque = &reqs[i],
			.src = slots[i].src,
			.dst = slots[i].dst,
			.iv = slots[i].iv,
		};
}

static void netbsd_submit(const unsigned int *which, unsigned int nr)
{
	static struct crypt_n_op batch[PATH_DEPTH];
	struct crypt_mop mop = { .count = nr, .reqs = batch };
	unsigned int i;

	for (i = 0; i < nr; i++)
		batch[i] = reqs[which[i]];
	if (ioctl(fd, CIOCNCRYPTM, &mop))
		fail("CIOCNCRYPTM");
	for (i = 0; i < nr; i++)
		if (batch[i].status)
			fail("request");
}

static unsigned int netbsd_reap(unsigned int *which, unsigned int max)
{
	static struct crypt_result results[PATH_DEPTH];
	struct cryptret ret = { .count = max, .results = results };
	struct pollfd p = { .fd = fd, .events = POLLIN };
	unsigned int i;

	if (poll(&p, 1, -1) != 1)
		fail("poll");
	if (ioctl(fd, CIOCNCRYPTRETM, &ret) || !ret.count)
		fail("CIOCNCRYPTRETM");
	for (i = 0; i < ret.count; i++) {
		if (results[i].status)
			fail("request");
		which[i] = (struct crypt_n_op *)results[i].opaque - reqs;
	}
	return ret.count;
}

const struct path path_netbsd = {
	.name = "netbsd",
	.open = netbsd_open,
	.submit = netbsd_submit,
	.reap = netbsd_reap,
};
