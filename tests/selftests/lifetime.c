// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that fork, exec, exit or are killed, with open sessions and during
 * calls. Processes that share the open file are not disturbed, and in the end
 * no transform is in use.
 */
#include "../kselftest_harness.h"
#include <signal.h>
#include "lib/cases.h"
#include "lib/pins.h"
#include "lib/process.h"
#include "lib/thread_load.h"

#define KILLS		60
#define LONG		(4 << 20)
#define DRIVERS		3

static const uint8_t sha256_abc[32] =
	"\xba\x78\x16\xbf\x8f\x01\xcf\xea\x41\x41\x40\xde\x5d\xae\x22\x23"
	"\xb0\x03\x61\xa3\x96\x17\x7a\x9c\xb4\x10\xff\x61\xf2\x00\x15\xad";

static const uint8_t key[16] = "0123456789abcde";

/* The sessions of a shared open file, and their expected results. */
FIXTURE(lifetime) {
	int fd;
	long long pins;		/* before the test */
	uint32_t sha;
	struct thread_load cbc, gcm;
	uint8_t *room;
	char drivers[DRIVERS][CRYPTODEV_MAX_ALG_NAME];
	int in_use[DRIVERS];	/* before there was any session */
};

/* Returns a driver's reference count from /proc/crypto, itself included. */
static int users_of(const char *driver)
{
	char line[256], want[CRYPTODEV_MAX_ALG_NAME + 32];
	FILE *f = fopen("/proc/crypto", "r");
	bool found = false;
	int n = -1;

	snprintf(want, sizeof(want), "driver       : %s\n", driver);
	while (f && n < 0 && fgets(line, sizeof(line), f)) {
		found |= !strcmp(line, want);
		if (found && sscanf(line, "refcnt       : %d", &n) != 1)
			n = -1;
	}
	if (f)
		fclose(f);
	return n;
}

/* Records the drivers of the sessions, with a descriptor of its own. */
static int learn_drivers(char (*drivers)[CRYPTODEV_MAX_ALG_NAME])
{
	static const uint32_t kinds[DRIVERS][2] = {
		{ CRYPTO_AES_CBC, 0 }, { CRYPTO_AES_GCM, 0 },
		{ 0, CRYPTO_SHA2_256 },
	};
	int i, err = 0, fd = dc_open();
	struct session_info_op info;

	for (i = 0; i < DRIVERS && !err; i++) {
		err = dc_session(fd, kinds[i][0], key, i < 2 ? 16 : 0,
				 kinds[i][1], NULL, 0, &info.ses) ?:
		      dc_ioctl(fd, CIOCGSESSINFO, &info);
		if (!err)
			memcpy(drivers[i], i < 2 ?
			       info.cipher_info.cra_driver_name :
			       info.hash_info.cra_driver_name,
			       sizeof(drivers[i]));
	}
	close(fd);
	return err;
}

/* Waits for deferred frees; returns true once the counts are as before. */
static bool none_left(FIXTURE_DATA(lifetime) *self)
{
	double end = seconds() + WAIT_LIMIT;
	int i;

	for (i = 0; i < DRIVERS; i++) {
		while (users_of(self->drivers[i]) > self->in_use[i]) {
			if (seconds() > end)
				return false;
			usleep(10000);
		}
	}
	return true;
}

static int open_sessions(FIXTURE_DATA(lifetime) *self)
{
	self->fd = dc_open();
	self->cbc.fd = self->fd;
	self->gcm.fd = self->fd;
	self->gcm.aead = true;
	return dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
			  &self->cbc.ses) ?:
	       dc_session(self->fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0,
			  &self->gcm.ses) ?:
	       dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
			  &self->sha) ?:
	       load_init(&self->cbc, 1) ?: load_init(&self->gcm, 2);
}

FIXTURE_SETUP(lifetime)
{
	/* on a kernel with one CPU, it takes a few time slices */
	double end = seconds() + brief(0.5, 0.1);
	int i, n;

	self->pins = pins_held();
	ASSERT_EQ(0, learn_drivers(self->drivers));
	for (i = 0; i < DRIVERS; i++)
		self->in_use[i] = users_of(self->drivers[i]);
	/* the child's memory may be freed later */
	while (seconds() < end) {
		usleep(20000);
		for (i = 0; i < DRIVERS; i++) {
			n = users_of(self->drivers[i]);
			if (n < self->in_use[i])
				self->in_use[i] = n;
		}
	}
	for (i = 0; i < DRIVERS; i++) {
		ASSERT_LT(0, self->in_use[i]) {
			TH_LOG("driver %s", self->drivers[i]);
		}
	}
	self->room = pages(LONG);
	ASSERT_EQ(0, open_sessions(self));
	/* the count includes sessions */
	ASSERT_LT(self->in_use[0], users_of(self->drivers[0]));
}

FIXTURE_TEARDOWN(lifetime)
{
	close(self->fd);
	EXPECT_TRUE(pins_back_to(self->pins));
	EXPECT_TRUE(none_left(self));
}

/* Returns true if the sessions still give the expected results. */
static bool works(FIXTURE_DATA(lifetime) *self)
{
	struct group_thread thread = { .data = &self->cbc };
	uint8_t digest[32] = { 0 };

	for (thread.done = 0; thread.done < LOAD_LENGTHS; thread.done++)
		load_work(&thread);
	thread.data = &self->gcm;
	for (thread.done = 0; thread.done < LOAD_LENGTHS; thread.done++)
		load_work(&thread);
	return !thread.bad &&
	       !dc_hash(self->fd, self->sha, 0, "abc", 3, digest) &&
	       same(digest, sha256_abc, 32);
}

/* Uses inherited sessions and its own, in all ways, until it is killed. */
static void use_sessions(FIXTURE_DATA(lifetime) *self, unsigned int seed)
{
	FIXTURE_DATA(lifetime) own = { .room = self->room };
	struct group_thread thread = { 0 };
	struct cphash_op copy;
	uint32_t ses;

	if (open_sessions(&own))
		_exit(1);
	for (;;) {
		FIXTURE_DATA(lifetime) *one = rand_r(&seed) % 2 ? self : &own;

		switch (rand_r(&seed) % 7) {
		case 0:
			thread.data = &one->cbc;
			load_work(&thread);
			break;
		case 1:
			thread.data = &one->gcm;
			load_work(&thread);
			break;
		case 2:
			dc_hash(one->fd, one->sha, COP_FLAG_UPDATE, one->room,
				rand_r(&seed) % 100000, self->room);
			break;
		case 3:
			if (dc_session(one->fd, CRYPTO_AES_GCM, key, 16, 0,
				       NULL, 0, &ses) ||
			    dc_free(one->fd, ses))
				_exit(2);
			break;
		case 4:
			dc_crypt(one->fd, one->cbc.ses, COP_ENCRYPT, 0,
				 one->room, LONG, one->room, NULL, one->cbc.iv);
			break;
		case 5:
			dc_hash(one->fd, one->sha, 0, one->room, LONG,
				one->room);
			break;
		case 6:
			copy.src_ses = one->sha;
			if (dc_session(one->fd, 0, NULL, 0, CRYPTO_SHA2_256,
				       NULL, 0, &copy.dst_ses) ||
			    dc_ioctl(one->fd, CIOCCPHASH, &copy) ||
			    dc_free(one->fd, copy.dst_ses))
				_exit(3);
			break;
		}
		if (thread.bad)
			_exit(4);
		thread.done++;
	}
}

TEST_F(lifetime, killed_in_the_middle)
{
	const int kills = brief(KILLS, 14);	/* two for each kind of call */
	unsigned int seed = 1;
	int i, status;
	pid_t pid;

	for (i = 0; i < kills; i++) {
		pid = fork();
		ASSERT_LE(0, pid);
		if (!pid)
			use_sessions(self, i);
		usleep(rand_r(&seed) % (i % 2 ? 50000 : 200000));
		ASSERT_EQ(0, kill(pid, SIGKILL));
		ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
		ASSERT_TRUE(WIFSIGNALED(status)) {
			TH_LOG("child's status %#x", status);
		}
		if (i % 10 == 9) {
			ASSERT_TRUE(works(self));
		}
	}
}

TEST_F(lifetime, parent_and_child_use_sessions)
{
	struct group_thread thread = { .data = &self->cbc };
	double end = seconds() + brief(2, 0.4);	/* many time slices */
	pid_t pid = fork();

	ASSERT_LE(0, pid);
	if (!pid)
		thread.nr = 3;
	/* at least once, however late this process runs */
	do {
		thread.data = thread.done % 2 ? &self->gcm : &self->cbc;
		load_work(&thread);
		thread.done++;
	} while (seconds() < end);
	if (!pid)
		_exit(!!thread.bad);
	EXPECT_EQ(0, thread.bad);
	EXPECT_TRUE(exits_well(pid));
	EXPECT_TRUE(works(self));
}

TEST_F(lifetime, exit_frees_many_sessions)
{
	const int sessions = brief(1000, 200);
	uint32_t ses;
	int i, n, fd;
	pid_t pid;

	for (i = 0; i < 4; i++) {
		pid = fork();
		ASSERT_LE(0, pid);
		if (!pid) {
			fd = dc_open();
			for (n = 0; n < sessions; n++)
				if (dc_session(fd, n % 2 ? CRYPTO_AES_CBC :
					       CRYPTO_AES_GCM, key, 16, 0, NULL,
					       0, &ses))
					_exit(1);
			if (i % 2)
				raise(SIGKILL);
			_exit(0);
		}
		ASSERT_EQ(pid, waitpid(pid, &n, 0));
		ASSERT_EQ(i % 2 ? SIGKILL : 0, n);
	}
	EXPECT_TRUE(works(self));
}

static void *busy_thread(void *self)
{
	use_sessions(self, (uintptr_t)&self);
	return NULL;
}

/* Starts threads that are in calls most of the time. */
static void use_sessions_in_threads(FIXTURE_DATA(lifetime) *self)
{
	pthread_t thread;
	int i;

	for (i = 0; i < 4; i++)
		if (pthread_create(&thread, NULL, busy_thread, self))
			_exit(5);
	usleep(50000);
}

TEST_F(lifetime, exit_during_calls)
{
	const int exits = brief(8, 3);
	int i, status;
	pid_t pid;

	for (i = 0; i < exits; i++) {
		pid = fork();
		ASSERT_LE(0, pid);
		if (!pid) {
			use_sessions_in_threads(self);
			_exit(0);
		}
		ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
		ASSERT_EQ(0, status);
	}
	EXPECT_TRUE(works(self));
}

/* Runs as another program: see main(). */
static int after_exec(int fd, uint32_t ses)
{
	uint8_t digest[32] = { 0 };
	int err = dc_hash(fd, ses, 0, "abc", 3, digest);

	if (err == -EBADF)
		return 10;
	return err ? 11 : !same(digest, sha256_abc, 32);
}

static void exec_self(FIXTURE_DATA(lifetime) *self)
{
	char fd[12], ses[12];

	snprintf(fd, sizeof(fd), "%d", self->fd);
	snprintf(ses, sizeof(ses), "%u", self->sha);
	execl("/proc/self/exe", "lifetime", "--after-exec", fd, ses, NULL);
	_exit(12);
}

TEST_F(lifetime, exec_with_and_without_descriptor)
{
	int i, status;
	pid_t pid;

	for (i = 0; i < 4; i++) {
		pid = fork();
		ASSERT_LE(0, pid);
		if (!pid) {
			/*
			 * a program that inherits the descriptor, and one that
			 * does not
			 */
			if (i % 2)
				fcntl(self->fd, F_SETFD, 0);
			if (i / 2)
				use_sessions_in_threads(self);
			exec_self(self);
		}
		ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
		ASSERT_TRUE(WIFEXITED(status));
		EXPECT_EQ(i % 2 ? 0 : 10, WEXITSTATUS(status)) {
			TH_LOG("round %d", i);
		}
	}
	EXPECT_TRUE(works(self));
}

int main(int argc, char **argv)
{
	if (argc == 4 && !strcmp(argv[1], "--after-exec"))
		return after_exec(atoi(argv[2]), strtoul(argv[3], NULL, 10));
	return test_harness_run(argc, argv);
}
