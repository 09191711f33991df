// SPDX-License-Identifier: GPL-2.0
/* Each fault of one call of any dialect. */
#include "call_faults.h"

#include "accel.h"
#include "buffers.h"
#include "devcrypto.h"
#include "faults.h"
#include "sysctl.h"
#include "usage.h"

/* A session for compression counts as several. */
#define LIMIT		16

#define ARG_ROOM	(2 * CALL_ARG)

/**
 * struct call_state - a trial and the memory that it is compared with
 * @t: the trial
 * @arg_was: the structure before the call
 * @was: the memory before the call
 * @want: the memory after the call
 * @sessions: how many sessions the file has before the call
 * @in_flight: how many requests without a fetched result
 */
struct call_state {
	struct call_trial *t;
	uint8_t arg_was[ARG_ROOM];
	uint8_t *was;
	uint8_t *want;
	long long sessions;
	long long in_flight;
};

static unsigned int room_was;

/* Returns how many more sessions the user may create. */
static unsigned int room_for_sessions(void)
{
	unsigned int nr = 0;
	uint32_t ses;
	int fd = dc_open();

	while (nr < LIMIT &&
	       !dc_session(fd, CRYPTO_NULL, NULL, 0, 0, NULL, 0, &ses))
		nr++;
	close(fd);
	return nr;
}

bool call_limit(long *limit_was)
{
	/* Sessions that an earlier program left would be freed during the test. */
	accel_users_at_rest();
	*limit_was = sysctl_get("max_user_sessions");
	if (*limit_was <= 0 || !sysctl_set("max_user_sessions", LIMIT))
		return false;
	room_was = room_for_sessions();
	return room_was;
}

bool call_limit_end(long limit_was)
{
	return limit_was <= 0 || sysctl_set("max_user_sessions", limit_was);
}

int call_ioctl(const struct call_trial *t, unsigned long cmd, void *arg)
{
	return ioctl(t->fd, cmd, arg) ? errno : 0;
}

void call_want(struct call_trial *t)
{
	uint8_t arg[ARG_ROOM];

	memcpy(arg, t->arg, ARG_ROOM);
	if (call_ioctl(t, t->cmd, arg))
		memset(t->now, 0xee, CALL_ROOM);
}

/* A driver may hold requests of a closed file, and their sessions, for a while. */
static bool soon_has_room(void)
{
	double end = seconds() + WAIT_LIMIT;

	while (room_for_sessions() != room_was) {
		if (seconds() > end)
			return false;
		usleep(10000);
	}
	return true;
}

static const char *fresh_call(void *data)
{
	struct call_state *s = data;
	struct call_trial *t = s->t;

	if (t->fd >= 0)
		close(t->fd);
	t->fd = dc_open();
	if (t->fd < 0)
		return "no device";
	memset(t->arg, 0, ARG_ROOM);
	memset(t->now, 0, CALL_ROOM);
	if (t->prepare(t))
		return "cannot prepare";
	s->sessions = usage_fdinfo(t->fd, "sessions");
	s->in_flight = usage_fdinfo(t->fd, "in-flight");
	memcpy(s->was, t->now, CALL_ROOM);
	if (t->want)
		t->want(t);
	memcpy(s->want, t->now, CALL_ROOM);
	return NULL;
}

static void rewind_call(void *data)
{
	struct call_state *s = data;

	memcpy(s->t->now, s->was, CALL_ROOM);
	memcpy(s->arg_was, s->t->arg, ARG_ROOM);
}

static int run_call(void *data)
{
	struct call_state *s = data;
	struct call_trial *t = s->t;
	int err = call_ioctl(t, t->cmd, t->arg);

	fault_disarm();
	if (err && !t->any_arg && memcmp(t->arg, s->arg_was, ARG_ROOM))
		return -EBADE;
	if (t->after)
		err = t->after(t, err);
	if (!t->new_arg)
		memcpy(t->arg, s->arg_was, ARG_ROOM);
	return -err;
}

static const char *fault_of_call(void *data, int err)
{
	struct call_state *s = data;
	const struct call_trial *t = s->t;

	if (err == -EBADE)
		return "its structure has changed";
	if (err == -CALL_WRONG)
		return "wrong effect";
	if (err && err != -ENOMEM && err != -EFAULT)
		return "no such error";
	if (err && !t->any_memory && !t->ignore_memory &&
	    !same(t->now, s->was, CALL_ROOM))
		return "memory has changed";
	if (!err && !t->ignore_memory && !same(t->now, s->want, CALL_ROOM))
		return "wrong result";
	if (usage_fdinfo(t->fd, "sessions") != s->sessions)
		return "the number of sessions has changed";
	if (usage_fdinfo(t->fd, "in-flight") != s->in_flight)
		return "the number of requests has changed";
	return NULL;
}

const char *call_faults(struct call_trial *t, int *nr)
{
	struct call_state s = { .t = t };
	struct fault_case c = {
		.fresh = fresh_call, .rewind = rewind_call, .run = run_call,
		.fault = fault_of_call, .data = &s,
	};
	const char *wrong;

	t->fd = -1;
	t->arg = pages(ARG_ROOM);
	t->now = pages(CALL_ROOM);
	s.was = pages(CALL_ROOM);
	s.want = pages(CALL_ROOM);
	wrong = fault_each(&c);
	*nr += c.nr;
	close(t->fd);
	if (!wrong && !soon_has_room())
		wrong = "the user's number of sessions has changed";
	munmap(t->arg, page_round(ARG_ROOM));
	munmap(t->now, CALL_ROOM);
	munmap(s.was, CALL_ROOM);
	munmap(s.want, CALL_ROOM);
	return wrong;
}
