// SPDX-License-Identifier: GPL-2.0
/*
 * The calls about sessions and files, and other effects of single requests:
 * each allocation and each copy fails in turn. No session, no descriptor and no
 * hash state is lost or half made.
 */
#include "../kselftest_harness.h"
#include "lib/accel.h"
#include "lib/batch_case.h"
#include "lib/faults.h"
#include "lib/pins.h"
#include "lib/sysctl.h"

#define SESSIONS	3	/* the sessions of one trial at most */
#define ROOM		(24 * 4096)

static const uint8_t key[64] = "keys of any length that is wanted here are taken from this text";

FIXTURE(faults) {
	long max_user_sessions;
	long long pins;
};

FIXTURE_SETUP(faults)
{
	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	ASSERT_TRUE(faults_enable_all());
	/* Sessions that an earlier program left count for the limit. */
	accel_users_at_rest();
	self->pins = pins_held();
	self->max_user_sessions = sysctl_get("max_user_sessions");
	ASSERT_TRUE(sysctl_set("max_user_sessions", SESSIONS));
}

FIXTURE_TEARDOWN_PARENT(faults)
{
	if (self->max_user_sessions <= 0)
		return;
	EXPECT_TRUE(sysctl_set("max_user_sessions", self->max_user_sessions));
	EXPECT_TRUE(pins_back_to(self->pins));
}

/**
 * struct trial - one call
 * @fd: the device
 * @ses: the sessions that a call uses
 * @now: the memory that a call reads and writes
 * @was: its contents before the call
 * @want: its contents after the call
 * @what: a number that selects the call or its input
 */
struct trial {
	int fd;
	uint32_t ses[SESSIONS];
	uint8_t *now, *was, *want;
	const void *what;
};

static const char *fresh_file(void *data)
{
	struct trial *t = data;

	if (t->fd >= 0)
		close(t->fd);
	t->fd = dc_open();
	return t->fd < 0 ? "no device" : NULL;
}

static void rewind_memory(void *data)
{
	struct trial *t = data;

	memcpy(t->now, t->was, ROOM);
}

static const char *fault(void *data, int err)
{
	const struct trial *t = data;

	if (err && err != -ENOMEM && err != -EFAULT)
		return "no such error";
	if (!same(t->now, err ? t->was : t->want, ROOM))
		return err ? "memory has changed" : "wrong result";
	return NULL;
}

static void trial_init(struct trial *t)
{
	memset(t, 0, sizeof(*t));
	t->fd = -1;
	t->now = pages(ROOM);
	t->was = pages(ROOM);
	t->want = pages(ROOM);
	fill(t->was, ROOM / 2, 1);
}

static int run_create(void *data)
{
	struct trial *t = data;

	return kind_create(t->what, t->fd, key, &t->ses[0]);
}

static int run_gsession(void *data)
{
	struct trial *t = data;
	const struct batch_kind *k = t->what;

	return dc_session(t->fd, k->cipher, key, k->cipher ? k->keylen : 0,
			  k->mac, key, k->mac ? k->keylen : 0, &t->ses[0]);
}

/*
 * After success there is one session; else there is room for as many as before.
 */
static const char *fault_of_create(void *data, int err)
{
	struct trial *t = data;
	int i, left = err ? 0 : 1;

	if (err && err != -ENOMEM && err != -EFAULT)
		return "no such error";
	for (i = left; i < SESSIONS; i++)
		if (dc_session(t->fd, CRYPTO_NULL, NULL, 0, 0, NULL, 0,
			       &t->ses[i]))
			return "a session is lost";
	if (dc_session(t->fd, CRYPTO_NULL, NULL, 0, 0, NULL, 0, &t->ses[0]) !=
	    -EMFILE)
		return "a session is not counted";
	while (i--)
		if (dc_free(t->fd, t->ses[i]))
			return "is no session";
	return NULL;
}

TEST_F(faults, creating_sessions)
{
	struct trial t;
	struct fault_case c = {
		.fresh = fresh_file, .rewind = fault_no_rewind,
		.fault = fault_of_create, .data = &t,
	};
	int i, nr = 0;

	trial_init(&t);
	for (i = 0; i < KINDS; i++) {
		t.what = &kinds[i];
		c.run = run_create;
		EXPECT_FAULTS_HANDLED(&c, kinds[i].name);
		c.run = run_gsession;
		EXPECT_FAULTS_HANDLED(&c, kinds[i].name);
	}
	TH_LOG("%d faults", nr);
}

/* Opens a file, and uses what the module creates on first use. */
static int run_open(void *data)
{
	int fd = dc_open(), events;

	if (fd < 0)
		return -errno;
	/* a fetch without a request, with its own error */
	events = dc_poll(fd, POLLIN, 0);
	close(fd);
	return events == POLLERR ? -ENOMEM : events;
}

/* The process has as many descriptors as before. */
static const char *fault_of_open(void *data, int err)
{
	int fd = open("/dev/null", O_RDONLY), was = *(int *)data;

	close(fd);
	if (err && err != -ENOMEM && err != -EFAULT)
		return "no such error";
	return fd == was ? NULL : "a descriptor is lost";
}

static const char *no_need(void *data)
{
	return NULL;
}

TEST_F(faults, opening_file)
{
	int fd = dup(1), nr = 0;
	struct fault_case c = {
		.fresh = no_need, .rewind = fault_no_rewind, .run = run_open,
		.fault = fault_of_open, .data = &fd,
	};

	ASSERT_TRUE(fault_arm(1));
	fault_disarm();
	close(fd);
	EXPECT_FAULTS_HANDLED(&c, "open and poll");
	TH_LOG("%d faults", nr);
}

/* Calls that return their result in the argument. */
static const struct plain_call {
	const char *name;
	unsigned long cmd;
	bool frees;		/* a session */
	bool makes;		/* a descriptor */
} plain_calls[] = {
	{ "CRIOGET", CRIOGET, false, true },
	{ "CIOCFSESSION", CIOCFSESSION, true, false },
	{ "CIOCGSESSINFO", CIOCGSESSINFO, false, false },
	{ "CIOCASYMFEAT", CIOCASYMFEAT, false, false },
};

static const char *fresh_session(void *data)
{
	struct trial *t = data;
	const char *wrong = fresh_file(data);

	if (wrong)
		return wrong;
	if (dc_session(t->fd, CRYPTO_AES_CBC, key, 16, CRYPTO_SHA1_HMAC, key,
		       20, &t->ses[0]))
		return "no session";
	memcpy(t->was, &t->ses[0], sizeof(t->ses[0]));
	return NULL;
}

static int run_plain(void *data)
{
	struct trial *t = data;
	const struct plain_call *call = t->what;
	int err = dc_ioctl(t->fd, call->cmd, t->now);

	fault_disarm();
	if (!err && call->makes && close(*(int *)t->now))
		return -EBADF;
	if (!err && call->frees &&
	    dc_session(t->fd, CRYPTO_AES_CBC, key, 16, CRYPTO_SHA1_HMAC, key,
		       20, (void *)t->was))
		return -EMFILE;
	return err;
}

/* If the result could not be written whole, a part may have been written. */
static const char *fault_of_plain(void *data, int err)
{
	struct trial *t = data;
	size_t size = _IOC_SIZE(((struct plain_call *)t->what)->cmd);

	if (err && err != -ENOMEM && err != -EFAULT)
		return "no such error";
	if (!same(t->now + size, t->was + size, ROOM - size))
		return "memory behind the argument has changed";
	return NULL;
}

TEST_F(faults, other_calls)
{
	struct trial t;
	struct fault_case c = {
		.fresh = fresh_session, .rewind = rewind_memory,
		.run = run_plain, .fault = fault_of_plain, .data = &t,
	};
	size_t i;
	int nr = 0;

	trial_init(&t);
	for (i = 0; i < ARRAY_SIZE(plain_calls); i++) {
		t.what = &plain_calls[i];
		EXPECT_FAULTS_HANDLED(&c, plain_calls[i].name);
	}
	TH_LOG("%d faults", nr);
}

/*
 * A running hash of three parts. The second one fails: the update must leave
 * the state as it was.
 */
static int run_update(void *data)
{
	struct trial *t = data;
	uint8_t *digest = t->now + ROOM - 4096;
	int err, end;

	err = dc_hash(t->fd, t->ses[0], COP_FLAG_UPDATE, t->now + 100, 5000,
		      NULL);
	fault_disarm();
	if (err)
		return err;
	end = dc_hash(t->fd, t->ses[0], COP_FLAG_FINAL, t->now + 5100, 3,
		      digest);
	/* for the next trial */
	return end ?: dc_hash(t->fd, t->ses[0], COP_FLAG_UPDATE, t->now, 100,
			      NULL);
}

static int run_final(void *data)
{
	struct trial *t = data;
	int err;

	err = dc_hash(t->fd, t->ses[0], COP_FLAG_FINAL, t->now + 100, 5003,
		      t->now + ROOM - 4096);
	fault_disarm();
	return err ?: dc_hash(t->fd, t->ses[0], COP_FLAG_UPDATE, t->now, 100,
			      NULL);
}

/* Copies a state to a session that has its own; both continue. */
static int run_copy(void *data)
{
	struct trial *t = data;
	struct cphash_op op = { .dst_ses = t->ses[1], .src_ses = t->ses[0] };
	int err = dc_ioctl(t->fd, CIOCCPHASH, &op);

	fault_disarm();
	if (err)
		return err;
	return dc_hash(t->fd, t->ses[1], COP_FLAG_FINAL, t->now + 100, 5003,
		       t->now + ROOM - 4096);
}

static const char *fresh_hashes(void *data)
{
	struct trial *t = data;
	const char *wrong = fresh_file(data);
	int i;

	for (i = 0; i < 2 && !wrong; i++) {
		if (dc_session(t->fd, 0, NULL, 0, CRYPTO_SHA2_256_HMAC, key, 32,
			       &t->ses[i]) ||
		    dc_hash(t->fd, t->ses[i], COP_FLAG_UPDATE, t->was, 100 + i,
			    NULL))
			wrong = "no running hash";
	}
	return wrong;
}

TEST_F(faults, running_hashes)
{
	static const struct {
		const char *name;
		int (*run)(void *data);
	} runs[] = {
		{ "update", run_update },
		{ "final", run_final },
		{ "copy", run_copy },
	};
	struct trial t;
	struct fault_case c = {
		.fresh = fresh_hashes, .rewind = rewind_memory,
		.fault = fault, .data = &t,
	};
	size_t i;
	int nr = 0;

	trial_init(&t);
	memcpy(t.want, t.was, ROOM);
	ASSERT_TRUE(!fresh_hashes(&t));
	ASSERT_EQ(0, dc_hash(t.fd, t.ses[0], 0, t.was, 5103,
			     t.want + ROOM - 4096));
	for (i = 0; i < ARRAY_SIZE(runs); i++) {
		c.run = runs[i].run;
		EXPECT_FAULTS_HANDLED(&c, runs[i].name);
	}
	TH_LOG("%d faults", nr);
}

TEST_HARNESS_MAIN
