// SPDX-License-Identifier: GPL-2.0
/* Requests that are in flight while something else changes. */
#include "in_flight.h"

const char *in_flight_begin(struct in_flight_test *t)
{
	t->stalls = accel_is_loaded();
	t->users = accel_users_at_rest();
	t->pins = pins_held();
	t->max_bytes = sysctl_get("max_pinned_bytes");
	return t->max_bytes > 0 ? NULL : "cannot read max_pinned_bytes";
}

const char *in_flight_init(struct in_flight_test *t, uint32_t flags)
{
	int i;

	t->fd = dc_open();
	if (t->fd < 0)
		return "cannot open the device";
	fill(t->key, 16, 1);
	fill(t->iv, 16, 2);
	if (dc_session(t->fd, CRYPTO_AES_CBC, t->key, 16, 0, NULL, 0, &t->ses))
		return "cannot create the session";
	t->later = session_is_offloaded(t->fd, t->ses);
	t->in = pages(STRIDE);
	t->out = pages(NR * STRIDE);
	t->want = pages(STRIDE);
	fill(t->in, STRIDE, 3);
	memset(t->out, 0xa5, NR * STRIDE);
	if (dc_crypt(t->fd, t->ses, COP_ENCRYPT, 0, t->in, LONG, t->want, NULL,
		     t->iv))
		return "cannot encrypt the input";
	for (i = 0; i < NR; i++)
		t->reqs[i] = (struct cryptodev_req) {
			.ses = t->ses, .flags = flags,
			.len = i % 2 ? SHORT : LONG,
			.src = (uintptr_t)t->in,
			.dst = (uintptr_t)(t->out + i * STRIDE),
			.iv = (uintptr_t)t->iv, .user_data = i,
		};
	return NULL;
}

const char *in_flight_end(struct in_flight_test *t)
{
	const char *wrong = NULL;

	if (!sysctl_set("max_pinned_bytes", t->max_bytes))
		wrong = "cannot restore max_pinned_bytes";
	if (t->stalls) {
		if (!accel_set("stall", 0) || !accel_set("sync_percent", 0))
			wrong = "cannot restore the accelerator";
		if (!accel_pending_becomes(0) || accel_count("in_flight"))
			wrong = "requests are left";
		if (!accel_users_become(t->users))
			wrong = "transforms are left";
	}
	if (!pins_back_to(t->pins))
		wrong = "pins are left";
	return wrong;
}

bool in_flight_submit(struct in_flight_test *t)
{
	/* Those of a process that has exited may not have completed yet. */
	if (t->stalls && (!accel_pending_becomes(0) || !accel_set("stall", 1)))
		return false;
	return dc_submit(t->fd, 0, t->reqs, NR) == NR &&
	       (!t->stalls || accel_pending_becomes(NR));
}

bool in_flight_resume(struct in_flight_test *t)
{
	return !t->stalls || accel_set("stall", 0);
}

bool in_flight_reap(struct in_flight_test *t)
{
	double end = seconds() + 60;
	int n = 0, more;

	while (n < NR && seconds() < end) {
		more = dc_reap(t->fd, t->results + n, 1, NR - n,
			       deadline_in_ms(1000));
		if (more == -EPERM)
			usleep(10000);
		else if (more < 0)
			return false;
		else
			n += more;
	}
	return n == NR;
}

bool in_flight_is_right(struct in_flight_test *t, int i)
{
	uint32_t len = t->reqs[i].len;
	uint8_t *out = t->out + i * STRIDE;

	return same(out, t->want, len) &&
	       all_are(out + len, STRIDE - len, 0xa5);
}

bool in_flight_settles(struct in_flight_test *t)
{
	double end = seconds() + 30;
	int i;

	for (i = 0; i < NR; i++) {
		while (!in_flight_is_right(t, i) &&
		       !all_are(t->out + i * STRIDE, STRIDE, 0xa5)) {
			if (seconds() > end)
				return false;
			usleep(10000);
		}
	}
	return true;
}

bool in_flight_file_works(struct in_flight_test *t)
{
	int i;

	memset(t->out, 0xa5, NR * STRIDE);
	if (dc_submit(t->fd, 0, t->reqs, NR) != NR || !in_flight_reap(t))
		return false;
	for (i = 0; i < NR; i++)
		if (t->results[i].result || !in_flight_is_right(t, i))
			return false;
	return true;
}
