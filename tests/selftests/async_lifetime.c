// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that exit, fork, close their file or free their session while
 * requests are in flight: no task waits without need, and in the end nothing is
 * held.
 */
#include "lib/in_flight_fixture.h"
#include <signal.h>
#include <stdlib.h>

TEST_F(in_flight, requests_complete)
{
	ASSERT_TRUE(in_flight_submit(&self->t));
	ASSERT_TRUE(in_flight_resume(&self->t));
	ASSERT_TRUE(in_flight_reap(&self->t));
	EXPECT_TRUE(in_flight_settles(&self->t) &&
		    in_flight_is_right(&self->t, 0) &&
		    in_flight_is_right(&self->t, 1));
	EXPECT_TRUE(in_flight_file_works(&self->t));
}

TEST_F(in_flight, close_does_not_wait)
{
	double start;

	ASSERT_TRUE(in_flight_submit(&self->t));
	start = seconds();
	EXPECT_EQ(0, close(self->t.fd));
	EXPECT_GT(EXIT_LIMIT, seconds() - start);
	if (self->t.stalls) {
		EXPECT_EQ(NR, accel_pending());
		EXPECT_LT(self->t.pins, pins_held());
	}
	ASSERT_TRUE(in_flight_resume(&self->t));
	EXPECT_TRUE(in_flight_settles(&self->t));
}

TEST_F(in_flight, requests_outlive_session)
{
	int i;

	ASSERT_TRUE(in_flight_submit(&self->t));
	EXPECT_EQ(0, dc_free(self->t.fd, self->t.ses));
	EXPECT_EQ(-EINVAL, dc_submit(self->t.fd, 0, self->t.reqs, 1));
	ASSERT_TRUE(in_flight_resume(&self->t));
	ASSERT_TRUE(in_flight_reap(&self->t));
	for (i = 0; i < NR; i++) {
		EXPECT_EQ(0, self->t.results[i].result);
		EXPECT_TRUE(in_flight_is_right(&self->t, i));
	}
}

static void exit_as(int how)
{
	if (how == 1)
		raise(SIGKILL);
	if (how == 2)
		execl("/proc/self/exe", "async_lifetime", "--nothing", NULL);
	_exit(how);
}

static void submit_and_exit(const struct in_flight_test *t, int own, int how)
{
	/* the fixture's memory is shared with the parent */
	struct in_flight_test mine = *t;
	int i;

	if (own) {
		mine.fd = dc_open();
		if (dc_session(mine.fd, CRYPTO_AES_CBC, mine.key, 16, 0, NULL,
			       0, &mine.ses))
			_exit(4);
		for (i = 0; i < NR; i++)
			mine.reqs[i].ses = mine.ses;
	}
	exit_as(in_flight_submit(&mine) ? how : 3);
}

/*
 * A child that exits with requests in flight, on its own file or its parent's.
 */
TEST_F(in_flight, exit_does_not_wait)
{
	int how, own, status;
	pid_t pid;

	for (how = 0; how < 3; how++) {
		for (own = 0; own < 2; own++) {
			pid = fork();
			ASSERT_LE(0, pid);
			if (!pid)
				submit_and_exit(&self->t, own, how);
			ASSERT_TRUE(ends_within(pid, 30, &status));
			EXPECT_EQ(how == 1 ? SIGKILL : 0, status) {
				TH_LOG("how %d, own %d", how, own);
			}
			ASSERT_TRUE(in_flight_resume(&self->t));
			EXPECT_TRUE(all_are(self->t.out, NR * STRIDE, 0xa5));
			EXPECT_TRUE(in_flight_file_works(&self->t));
			memset(self->t.out, 0xa5, NR * STRIDE);
		}
	}
}

/* Runs in a child: later output does not appear in its memory. */
static int memory_is_unchanged(struct in_flight_test *t, int go)
{
	uint8_t *was = pages(NR * STRIDE), byte;

	memcpy(was, t->out, NR * STRIDE);
	return read(go, &byte, 1) != 1 || !same(t->out, was, NR * STRIDE);
}

TEST_F(in_flight, forked)
{
	int i, go[2];
	pid_t pid;

	ASSERT_EQ(0, pipe(go));
	ASSERT_TRUE(in_flight_submit(&self->t));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(memory_is_unchanged(&self->t, go[0]));
	ASSERT_TRUE(in_flight_resume(&self->t));
	ASSERT_TRUE(in_flight_reap(&self->t));
	for (i = 0; i < NR; i++) {
		EXPECT_EQ(0, self->t.results[i].result);
		EXPECT_TRUE(in_flight_is_right(&self->t, i));
	}
	ASSERT_EQ(1, write(go[1], "", 1));
	EXPECT_TRUE(exits_well(pid));
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "--nothing"))
		return 0;
	return test_harness_run(argc, argv);
}
