// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that end, fork, close their file or free their session while
 * requests are under way: nobody waits who need not, and in the end nothing is
 * held.
 */
#include "under_way.h"
#include <signal.h>
#include <stdlib.h>

TEST_F(under_way, undisturbed)
{
	ASSERT_TRUE(ask(self));
	ASSERT_TRUE(let_go(self));
	ASSERT_TRUE(reap_all(self));
	EXPECT_TRUE(settles(self) && is_right(self, 0) && is_right(self, 1));
	EXPECT_TRUE(works(self));
}

TEST_F(under_way, file_closed)
{
	double start;

	ASSERT_TRUE(ask(self));
	start = seconds();
	EXPECT_EQ(0, close(self->fd));
	EXPECT_GT(LEAVES, seconds() - start);
	if (self->stalls) {
		EXPECT_EQ(NR, device_pending());
		EXPECT_LT(self->pins, pins_held());
	}
	ASSERT_TRUE(let_go(self));
	EXPECT_TRUE(settles(self));
}

TEST_F(under_way, session_freed)
{
	int i;

	ASSERT_TRUE(ask(self));
	EXPECT_EQ(0, dc_free(self->fd, self->ses));
	EXPECT_EQ(-EINVAL, dc_submit(self->fd, 0, self->reqs, 1));
	ASSERT_TRUE(let_go(self));
	ASSERT_TRUE(reap_all(self));
	for (i = 0; i < NR; i++) {
		EXPECT_EQ(0, self->results[i].result);
		EXPECT_TRUE(is_right(self, i));
	}
}

static void end_as(int how)
{
	if (how == 1)
		raise(SIGKILL);
	if (how == 2)
		execl("/proc/self/exe", "async_lifetime", "--nothing", NULL);
	_exit(how);
}

static void ask_and_end(const FIXTURE_DATA(under_way) *self, int own, int how)
{
	/* the fixture's own is shared with the parent */
	FIXTURE_DATA(under_way) mine = *self;
	int i;

	if (own) {
		mine.fd = dc_open();
		if (dc_session(mine.fd, CRYPTO_AES_CBC, mine.key, 16, 0, NULL,
			       0, &mine.ses))
			_exit(4);
		for (i = 0; i < NR; i++)
			mine.reqs[i].ses = mine.ses;
	}
	end_as(ask(&mine) ? how : 3);
}

/* A child that ends with requests under way, on its own file or its parent's. */
TEST_F(under_way, process_ends)
{
	int how, own, status;
	pid_t pid;

	for (how = 0; how < 3; how++) {
		for (own = 0; own < 2; own++) {
			pid = fork();
			ASSERT_LE(0, pid);
			if (!pid)
				ask_and_end(self, own, how);
			ASSERT_TRUE(ends_within(pid, 30, &status));
			EXPECT_EQ(how == 1 ? SIGKILL : 0, status) {
				TH_LOG("how %d, own %d", how, own);
			}
			ASSERT_TRUE(let_go(self));
			EXPECT_TRUE(all_are(self->out, NR * STRIDE, 0xa5));
			EXPECT_TRUE(works(self));
			memset(self->out, 0xa5, NR * STRIDE);
		}
	}
}

/* Runs in a child: what is written from now on is not written here. */
static int stays_the_same(FIXTURE_DATA(under_way) *self, int go)
{
	uint8_t *was = pages(NR * STRIDE), byte;

	memcpy(was, self->out, NR * STRIDE);
	return read(go, &byte, 1) != 1 || !same(self->out, was, NR * STRIDE);
}

TEST_F(under_way, forked)
{
	int i, go[2];
	pid_t pid;

	ASSERT_EQ(0, pipe(go));
	ASSERT_TRUE(ask(self));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(stays_the_same(self, go[0]));
	ASSERT_TRUE(let_go(self));
	ASSERT_TRUE(reap_all(self));
	for (i = 0; i < NR; i++) {
		EXPECT_EQ(0, self->results[i].result);
		EXPECT_TRUE(is_right(self, i));
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
