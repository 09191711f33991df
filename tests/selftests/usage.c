// SPDX-License-Identifier: GPL-2.0
/*
 * The usage that the module reports for drivers and open files: each session,
 * request, byte and error counts once, through each path.
 */
#include <sched.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/key.h"
#include "lib/process.h"
#include "lib/request_path.h"
#include "lib/thread_group.h"
#include "lib/usage.h"

#define LEN	48

FIXTURE(usage) {
	int fd;
	uint32_t ses;
	char driver[CRYPTODEV_MAX_ALG_NAME];
	struct usage was;
	uint8_t key[64], iv[16], text[LEN], out[LEN + 16];
	struct thread_group group;
};

FIXTURE_SETUP(usage)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 1);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &self->ses));
	ASSERT_TRUE(session_driver(self->fd, self->ses, false, self->driver));
	self->was = usage_driver(self->driver);
}

FIXTURE_TEARDOWN(usage)
{
	close(self->fd);
}

static struct crypt_op op(FIXTURE_DATA(usage) *self, uint32_t len)
{
	struct crypt_op cop = {
		.ses = self->ses, .op = COP_ENCRYPT, .len = len,
		.src = self->text, .dst = self->out, .iv = self->iv,
	};

	return cop;
}

static int run(FIXTURE_DATA(usage) *self, uint32_t len)
{
	struct crypt_op cop = op(self, len);

	return dc_ioctl(self->fd, CIOCCRYPT, &cop);
}

TEST_F(usage, new_file_has_no_usage)
{
	int fd = dc_open();
	struct usage u = usage_file(fd), none = {};

	EXPECT_USAGE_GREW(u, none, 0, 0, 0, 0);
	EXPECT_EQ(0, usage_fdinfo(fd, "in-flight"));
	EXPECT_NE(usage_fdinfo(self->fd, "file"), usage_fdinfo(fd, "file"));
	close(fd);
}

TEST_F(usage, driver_counts_requests)
{
	char text[CRYPTODEV_MAX_ALG_NAME];
	struct session_info_op info = { .ses = self->ses };

	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	ASSERT_TRUE(usage_text(self->driver, "algorithm", text, sizeof(text)));
	EXPECT_STREQ("cbc(aes)", text);
	EXPECT_EQ(!!(info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY),
		  usage_number(self->driver, "asynchronous"));
}

TEST_F(usage, requests_bytes_and_errors)
{
	struct usage none = {};
	int i;

	for (i = 0; i < 7; i++)
		EXPECT_EQ(0, run(self, LEN));
	EXPECT_USAGE_GREW(usage_driver(self->driver), self->was, 0, 7, 7 * LEN,
			  0);
	EXPECT_USAGE_GREW(usage_file(self->fd), none, 1, 7, 7 * LEN, 0);

	/* Not whole blocks: an error; and no session: not a request. */
	EXPECT_EQ(-EINVAL, run(self, 15));
	self->ses++;
	EXPECT_EQ(-EINVAL, run(self, LEN));
	EXPECT_USAGE_GREW(usage_driver(self->driver), self->was, 0, 8,
			  7 * LEN + 15, 1);
	EXPECT_USAGE_GREW(usage_file(self->fd), none, 1, 8, 7 * LEN + 15, 1);
}

TEST_F(usage, sessions_are_counted)
{
	struct usage none = {};
	uint32_t ses[5];
	int i, fd;

	for (i = 0; i < 5; i++)
		ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 32,
					0, NULL, 0, &ses[i]));
	EXPECT_USAGE_GREW(usage_driver(self->driver), self->was, 5, 0, 0, 0);
	EXPECT_USAGE_GREW(usage_file(self->fd), none, 6, 0, 0, 0);
	for (i = 0; i < 3; i++)
		ASSERT_EQ(0, dc_free(self->fd, ses[i]));
	EXPECT_USAGE_GREW(usage_driver(self->driver), self->was, 2, 0, 0, 0);
	EXPECT_USAGE_GREW(usage_file(self->fd), none, 3, 0, 0, 0);

	/* A session that is rejected, and the sessions of a closed file. */
	EXPECT_EQ(-EINVAL, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 17,
				      0, NULL, 0, &ses[0]));
	fd = dc_open();
	ASSERT_EQ(0, dc_session(fd, CRYPTO_AES_CBC, self->key, 16, 0, NULL, 0,
				&ses[0]));
	EXPECT_USAGE_GREW(usage_driver(self->driver), self->was, 3, 0, 0, 0);
	close(fd);
	EXPECT_USAGE_GREW(usage_driver(self->driver), self->was, 2, 0, 0, 0);
}

TEST_F(usage, driver_counts_survive_close)
{
	struct usage none = {}, before;
	uint32_t own = self->ses;
	int fd = dc_open(), mine = self->fd;

	ASSERT_EQ(0, dc_session(fd, CRYPTO_AES_CBC, self->key, 16, 0, NULL, 0,
				&self->ses));
	self->fd = fd;
	EXPECT_EQ(0, run(self, LEN));
	EXPECT_EQ(-EINVAL, run(self, 1));
	EXPECT_EQ(0, dc_free(fd, self->ses));
	before = usage_driver(self->driver);
	EXPECT_USAGE_GREW(before, self->was, 0, 2, LEN + 1, 1);
	EXPECT_USAGE_GREW(usage_file(fd), none, 0, 2, LEN + 1, 1);
	close(fd);
	EXPECT_USAGE_GREW(usage_driver(self->driver), before, 0, 0, 0, 0);
	self->fd = mine;
	self->ses = own;
	EXPECT_USAGE_GREW(usage_file(mine), none, 1, 0, 0, 0);
}

TEST_F(usage, each_path_counts_once)
{
	struct crypt_op good = op(self, LEN), bad = op(self, LEN - 1);
	struct usage was, file;
	enum request_path path;

	for (path = 0; path < NR_PATHS; path++) {
		was = usage_driver(self->driver);
		file = usage_file(self->fd);
		EXPECT_EQ(0, path_run(self->fd, path, &good));
		EXPECT_EQ(-EINVAL, path_run(self->fd, path, &bad)) {
			TH_LOG("%s", path_name(path));
		}
		EXPECT_USAGE_GREW(usage_driver(self->driver), was, 0, 2,
				  2 * LEN - 1, 1);
		EXPECT_USAGE_GREW(usage_file(self->fd), file, 0, 2, 2 * LEN - 1,
				  1);
		EXPECT_EQ(0, usage_fdinfo(self->fd, "in-flight"));
	}
}

TEST_F(usage, in_flight_gauge)
{
	struct crypt_op cop = op(self, LEN);
	int i;

	for (i = 0; i < 3; i++)
		ASSERT_EQ(0, dc_async(self->fd, &cop));
	EXPECT_EQ(3, usage_fdinfo(self->fd, "in-flight"));
	EXPECT_EQ(3, usage_fdinfo(self->fd, "requests"));
	for (i = 2; i >= 0; i--) {
		ASSERT_EQ(0, dc_fetch_wait(self->fd, &cop));
		EXPECT_EQ(i, usage_fdinfo(self->fd, "in-flight"));
	}
}

/* Both drivers count the request. */
TEST_F(usage, both_drivers_of_session_count)
{
	char driver[CRYPTODEV_MAX_ALG_NAME];
	struct usage was, file;
	uint8_t mac[32];
	uint32_t ses;

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16,
				CRYPTO_SHA2_256_HMAC, self->key, 16, &ses));
	ASSERT_TRUE(session_driver(self->fd, ses, true, driver));
	was = usage_driver(driver);
	file = usage_file(self->fd);
	EXPECT_EQ(0, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, self->text, LEN,
			      self->out, mac, self->iv));
	EXPECT_EQ(-EINVAL, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, self->text,
				    9, self->out, mac, self->iv));
	EXPECT_USAGE_GREW(usage_driver(driver), was, 0, 2, LEN + 9, 1);
	EXPECT_USAGE_GREW(usage_driver(self->driver), self->was, 1, 2, LEN + 9,
			  1);
	EXPECT_USAGE_GREW(usage_file(self->fd), file, 0, 4, 2 * (LEN + 9), 2);
	EXPECT_EQ(0, dc_free(self->fd, ses));
	EXPECT_EQ(was.sessions - 1, usage_driver(driver).sessions);
	EXPECT_USAGE_GREW(usage_driver(self->driver), self->was, 0, 2, LEN + 9,
			  1);
}

/*
 * A message that does not verify is an error; associated data does not count.
 */
TEST_F(usage, aead_bytes_and_errors)
{
	char driver[CRYPTODEV_MAX_ALG_NAME];
	struct crypt_auth_op seal = {
		.op = COP_ENCRYPT, .len = LEN, .auth_src = self->key,
		.auth_len = 20, .src = self->text, .dst = self->out,
		.iv = self->iv, .iv_len = 12,
	};
	struct crypt_auth_op opened;
	struct usage was;
	uint8_t text[LEN];

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, self->key, 16, 0,
				NULL, 0, &seal.ses));
	ASSERT_TRUE(session_driver(self->fd, seal.ses, false, driver));
	was = usage_driver(driver);
	opened = seal;
	opened.op = COP_DECRYPT;
	opened.src = self->out;
	opened.len = LEN + 16;
	opened.dst = text;
	ASSERT_EQ(0, dc_aead(self->fd, &seal));
	EXPECT_USAGE_GREW(usage_driver(driver), was, 0, 1, LEN, 0);
	self->out[3] ^= 1;
	EXPECT_EQ(-EBADMSG, dc_aead(self->fd, &opened));
	EXPECT_USAGE_GREW(usage_driver(driver), was, 0, 2, 2 * LEN + 16, 1);
}

/*
 * A mac's message counts, although the transform takes it as associated data.
 */
TEST_F(usage, gmac_bytes)
{
	char driver[CRYPTODEV_MAX_ALG_NAME];
	struct usage was;
	uint8_t mac[16];
	uint32_t ses;

	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_AES_NIST_GMAC,
				self->key, 16, &ses));
	ASSERT_TRUE(session_driver(self->fd, ses, true, driver));
	was = usage_driver(driver);
	EXPECT_EQ(0, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, self->text, LEN,
			      NULL, mac, self->iv));
	EXPECT_USAGE_GREW(usage_driver(driver), was, 0, 1, LEN, 0);
}

/* These have no session; their bytes are those of the modulus. */
TEST_F(usage, ciockey_operations_count)
{
	struct usage none = {}, was;
	struct key_op op;
	int fd;

	KEY_SETUP();
	fd = dc_open();
	was = usage_driver("mpi");
	op = key_small_power(1000);
	EXPECT_EQ(0, key_run(fd, &op));
	EXPECT_EQ(243, op.out[0]);
	op = key_small_power(70000);
	EXPECT_EQ(0, key_run(fd, &op));
	EXPECT_USAGE_GREW(usage_driver("mpi"), was, 0, 2, 2 + 3, 0);
	EXPECT_USAGE_GREW(usage_file(fd), none, 0, 2, 2 + 3, 0);
	/* No driver would process these. */
	op = key_small_power(0);
	EXPECT_EQ(-EINVAL, key_run(fd, &op));
	op = key_small_power(1000);
	op.out_bits = 8;
	EXPECT_EQ(-EINVAL, key_refused(fd, &op));
	EXPECT_USAGE_GREW(usage_file(fd), none, 0, 2, 2 + 3, 0);
	close(fd);
	EXPECT_USAGE_GREW(usage_driver("mpi"), was, 0, 2, 2 + 3, 0);
	EXPECT_EQ(0, usage_number("mpi", "asynchronous"));
}

static void work(struct group_thread *thread)
{
	FIXTURE_DATA(usage) *self = thread->group->data;
	uint8_t out[LEN];
	cpu_set_t cpu;
	int err;

	CPU_ZERO(&cpu);
	CPU_SET(thread->nr % 2, &cpu);
	if (!thread->done)
		sched_setaffinity(0, sizeof(cpu), &cpu);
	err = dc_crypt(self->fd, self->ses, COP_ENCRYPT, 0, self->text,
		       thread->done % 4 ? LEN : LEN - 1, out, NULL, self->iv);
	if (err != (thread->done % 4 ? 0 : -EINVAL))
		thread_failed(thread, "request", err);
}

/* On two CPUs, if the machine has them. */
TEST_F(usage, threads_lose_no_count)
{
	struct usage none = {};

	self->group.size = 4;
	self->group.rounds = 400;
	self->group.work = work;
	self->group.data = self;
	ASSERT_TRUE(group_run(&self->group, 0));
	EXPECT_THREADS_OK(&self->group);
	EXPECT_USAGE_GREW(usage_file(self->fd), none, 1, 1600, 1600 * LEN - 400,
			  400);
	EXPECT_USAGE_GREW(usage_driver(self->driver), self->was, 0, 1600,
			  1600 * LEN - 400, 400);
}

/* Another descriptor is the same file. */
TEST_F(usage, duplicate_descriptor_is_same_file)
{
	int fd = dup(self->fd);

	EXPECT_EQ(0, run(self, LEN));
	EXPECT_EQ(1, usage_fdinfo(fd, "requests"));
	EXPECT_EQ(usage_fdinfo(self->fd, "file"), usage_fdinfo(fd, "file"));
	close(fd);
	EXPECT_EQ(1, usage_fdinfo(self->fd, "requests"));
}

static const char * const driver_files[] = {
	"algorithm", "asynchronous", "sessions", "requests", "bytes", "errors",
};

/* Returns the seconds that a read of a driver's file takes, or -1. */
static double read_time(const char *driver, const char *name)
{
	char path[256], text[64];
	double began, took;
	int fd;

	usage_path(path, sizeof(path), driver, name);
	fd = open(path, O_RDONLY);
	began = seconds();
	took = pread(fd, text, sizeof(text), 0) > 0 ? seconds() - began : -1;
	close(fd);
	return took;
}

#define ROUNDS	9

/*
 * Returns how many times as long as a file with a constant a driver's file takes: the
 * shortest of some reads of each, in turn, because the machine may be slower later.
 */
static double time_once(const char *driver, const char *name)
{
	double took, constant, best = 1, best_constant = 1;
	int i;

	for (i = 0; i < 20; i++) {
		took = read_time(driver, name);
		constant = read_time(driver, "algorithm");
		if (took < 0 || constant < 0)
			return -1;
		if (took < best)
			best = took;
		if (constant < best_constant)
			best_constant = constant;
	}
	return best / best_constant;
}

static int compare_times(const void *a, const void *b)
{
	const double *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

/* The median of some rounds: the machine may become slower or faster in one. */
static double relative_time(const char *driver, const char *name)
{
	double times[ROUNDS];
	int i;

	for (i = 0; i < ROUNDS; i++)
		times[i] = time_once(driver, name);
	qsort(times, ROUNDS, sizeof(times[0]), compare_times);
	return times[ROUNDS / 2];
}

/* Opens files, each of which uses the driver. */
static bool open_files(FIXTURE_DATA(usage) *self, int nr)
{
	struct rlimit limit = { nr + 100, nr + 100 };
	uint32_t ses;

	if (setrlimit(RLIMIT_NOFILE, &limit))
		return false;
	while (nr--)
		if (dc_session(dc_open(), CRYPTO_AES_CBC, self->key, 16, 0,
			       NULL, 0, &ses))
			return false;
	return true;
}

/* The totals are stored, so a read takes as long with 1000 files open. */
TEST_F(usage, read_time_is_independent_of_open_files)
{
	double before[ARRAY_SIZE(driver_files)], after;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(driver_files); i++) {
		before[i] = relative_time(self->driver, driver_files[i]);
		ASSERT_LT(0, before[i]);
	}
	ASSERT_TRUE(open_files(self, 1000));
	for (i = 0; i < ARRAY_SIZE(driver_files); i++) {
		after = relative_time(self->driver, driver_files[i]);
		EXPECT_LT(0, after);
		EXPECT_LT(after, 4 * before[i]);
	}
}

/* A file's number does not reveal how many others have been opened. */
TEST_F(usage, file_number_is_random)
{
	long long last = usage_fdinfo(self->fd, "file"), number;
	int i, fd;

	for (i = 0; i < 8; i++) {
		fd = dc_open();
		number = usage_fdinfo(fd, "file");
		close(fd);
		EXPECT_LE(0, number);
		EXPECT_LT(1 << 20, llabs(number - last));
		last = number;
	}
}

/* Only root may see how much others use the device, and for what. */
TEST_F(usage, only_root_reads_driver_usage)
{
	static const struct {
		const char *name;
		int mode;
	} files[] = {
		{ "algorithm", 0444 }, { "asynchronous", 0444 },
		{ "sessions", 0400 }, { "requests", 0400 },
		{ "bytes", 0400 }, { "errors", 0400 },
	};
	char path[256];
	struct stat st;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(files); i++) {
		usage_path(path, sizeof(path), self->driver, files[i].name);
		ASSERT_EQ(0, stat(path, &st));
		EXPECT_EQ(S_IFREG | files[i].mode, st.st_mode);
		EXPECT_EQ(0, st.st_uid);
	}
	ASSERT_EQ(0, setuid(65534));
	usage_path(path, sizeof(path), self->driver, "bytes");
	EXPECT_EQ(-1, open(path, O_RDONLY));
	EXPECT_EQ(EACCES, errno);
}

TEST_HARNESS_MAIN
