// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCASYNCCRYPT and CIOCASYNCFETCH, which take one request each.
 */
#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>

#include <crypto/cryptodev.h>

#include "measure.h"
#include "path.h"

static int fd;
static uint32_t ses;
static struct slot *slots;

static void async_open(struct slot *memory)
{
	fd = device_open();
	ses = session_open(fd, alg_named("aes-128-cbc"));
	slots = memory;
}

static void async_submit(const unsigned int *which, unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < nr; i++) {
		struct slot *slot = &slots[which[i]];
		struct crypt_op op = {
			.ses = ses, .len = PATH_BYTES, .src = slot->src,
			.dst = slot->dst, .iv = slot->iv,
		};

		if (ioctl(fd, CIOCASYNCCRYPT, &op))
			fail("CIOCASYNCCRYPT");
	}
}

static unsigned int async_reap(unsigned int *which, unsigned int max)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct crypt_op op;
	unsigned int nr;

	if (poll(&p, 1, -1) != 1)
		fail("poll");
	for (nr = 0; nr < max; nr++) {
		if (ioctl(fd, CIOCASYNCFETCH, &op)) {
			if (nr && errno == EBUSY)
				break;
			fail("CIOCASYNCFETCH");
		}
		which[nr] = (struct slot *)op.src - slots;
	}
	return nr;
}

const struct path path_async = {
	.name = "async",
	.open = async_open,
	.submit = async_submit,
	.reap = async_reap,
};
