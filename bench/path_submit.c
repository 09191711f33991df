// SPDX-License-Identifier: GPL-2.0
/*
 * CRYPTODEV_SUBMIT and CRYPTODEV_REAP, which take many requests in a call.
 */
#include <string.h>
#include <sys/ioctl.h>

#include "measure.h"
#include "path_native.h"

static int fd;
static struct cryptodev_req reqs[PATH_DEPTH];

static void submit_open(struct slot *slots)
{
	uint32_t ses;
	unsigned int i;

	fd = device_open();
	ses = session_open(fd, alg_named("aes-128-cbc"));
	for (i = 0; i < PATH_DEPTH; i++) {
		reqs[i] = slot_request(ses, &slots[i]);
		reqs[i].user_data = i;
	}
}

static void submit_submit(const unsigned int *which, unsigned int nr)
{
	static struct cryptodev_req batch[PATH_DEPTH];
	struct cryptodev_submit s = {
		.size = sizeof(s),
		.nr = nr,
		.req_size = sizeof(*batch),
		.reqs = (uintptr_t)batch,
	};
	unsigned int i;

	for (i = 0; i < nr; i++)
		batch[i] = reqs[which[i]];
	if (ioctl(fd, CRYPTODEV_SUBMIT, &s) != (int)nr)
		fail("CRYPTODEV_SUBMIT");
}

static unsigned int submit_reap(unsigned int *which, unsigned int max)
{
	static struct cryptodev_result results[PATH_DEPTH];
	struct cryptodev_reap r = {
		.size = sizeof(r),
		.min = 1,
		.max = max,
		.results = (uintptr_t)results,
	};
	int i, nr = ioctl(fd, CRYPTODEV_REAP, &r);

	if (nr < 1)
		fail("CRYPTODEV_REAP");
	for (i = 0; i < nr; i++) {
		if (results[i].result)
			fail("request");
		which[i] = results[i].user_data;
	}
	return nr;
}

const struct path path_submit = {
	.name = "submit",
	.open = submit_open,
	.submit = submit_submit,
	.reap = submit_reap,
};
