// SPDX-License-Identifier: GPL-2.0
/* A flow of queued requests. */
#include "flow.h"

#include "accel.h"
#include "async.h"
#include "cases.h"

const char *flow_fetch(const struct flow *f, int nr, int *got)
{
	struct cryptodev_result results[FLOW_DEPTH_MAX];
	const char *wrong;
	int i;

	*got = dc_reap(f->fd, results, nr, f->depth,
		       deadline_in_ms(2 * WAIT_LIMIT_MS));
	if (*got < nr)
		return failure("%d results instead of %d", *got, nr);
	for (i = 0; i < *got; i++) {
		wrong = f->check(f->test, &results[i]);
		if (wrong)
			return wrong;
	}
	return NULL;
}

const char *flow_run(const struct flow *f, int nr, bool *stalled)
{
	int done = 0, sent = 0, got;
	const char *wrong;

	while (done < nr) {
		for (; sent < nr && sent - done < f->depth; sent++)
			if (f->submit(f->test) != 1)
				return failure("request %d is refused", sent);
		if (*stalled && !accel_set("stall", 0))
			return failure("the accelerator stays stalled");
		*stalled = false;
		wrong = flow_fetch(f, sent == nr ? sent - done : f->batch, &got);
		if (wrong)
			return wrong;
		done += got;
	}
	return NULL;
}
