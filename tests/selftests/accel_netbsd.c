// SPDX-License-Identifier: GPL-2.0
/*
 * NetBSD's queue on a device, tests/accel: AES in counter mode (RFC 3686) and a
 * hash complete early, late, out of order or with an error, and each is fetched
 * with its own result.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>

#include <netbsd/crypto/cryptodev.h>

#include "../kselftest_harness.h"
#include "lib/accel.h"
#include "lib/answers.h"
#include "lib/buffers.h"

#define REQUESTS	16	/* in one CIOCNCRYPTM: half of them hashes */
#define FILLER		0xa5

/* FIPS 180: SHA-1 of "abc". */
static const struct answer sha1 = {
	.in = "abc", .len = 3,
	.out = "\xa9\x99\x3e\x36\x47\x06\x81\x6a\xba\x3e\x25\x71\x78\x50\xc2\x6c"
	       "\x9c\xd0\xd8\x9d",
	.out_len = 20,
};

static const struct answer *answer_of(int i)
{
	return i % 2 ? &sha1 : &answer_rfc3686;
}

static int call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? errno : 0;
}

FIXTURE(accel_netbsd) {
	int fd;
	struct accel_before before;
	uint32_t ctr, sha1;
	uint8_t out[REQUESTS][ANSWER_MAX];
	struct crypt_n_op reqs[REQUESTS];
};

FIXTURE_SETUP(accel_netbsd)
{
	struct session_op ctr = {
		.cipher = CRYPTO_AES_CTR, .keylen = answer_rfc3686.keylen,
		.key = (void *)answer_rfc3686.key,
	};
	struct session_op hash = { .mac = CRYPTO_SHA1 };

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_TRUE(accel_begin(&self->before));
	self->fd = open("/dev/crypto", O_RDWR);
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, call(self->fd, CIOCGSESSION, &ctr));
	ASSERT_EQ(0, call(self->fd, CIOCGSESSION, &hash));
	self->ctr = ctr.ses;
	self->sha1 = hash.ses;
}

/* In the parent: a test that fails must not leave the device stalled. */
FIXTURE_TEARDOWN_PARENT(accel_netbsd)
{
	EXPECT_TRUE(accel_end(&self->before));
}

/* Submits all requests in one call. */
static void submit(struct __test_metadata *_metadata,
		   FIXTURE_DATA(accel_netbsd) *self)
{
	struct crypt_mop mop = { .count = REQUESTS, .reqs = self->reqs };
	int i;

	memset(self->out, FILLER, sizeof(self->out));
	memset(self->reqs, 0, sizeof(self->reqs));
	for (i = 0; i < REQUESTS; i++) {
		const struct answer *a = answer_of(i);
		struct crypt_n_op *n = &self->reqs[i];

		n->ses = a->iv ? self->ctr : self->sha1;
		n->op = COP_ENCRYPT;
		n->len = a->len;
		n->src = (void *)a->in;
		n->dst = a->iv ? self->out[i] : NULL;
		n->mac = a->iv ? NULL : self->out[i];
		n->iv = (void *)a->iv;
		n->opaque = n;
	}
	ASSERT_EQ(0, call(self->fd, CIOCNCRYPTM, &mop));
	for (i = 0; i < REQUESTS; i++)
		ASSERT_EQ(0, self->reqs[i].status);
}

/* The output of a request, and nothing after it; none if it has failed. */
static bool output_is_right(const FIXTURE_DATA(accel_netbsd) *self, int i,
			    uint32_t status)
{
	const struct answer *a = answer_of(i);
	uint32_t len = status ? 0 : a->out_len;

	return same(self->out[i], a->out, len) &&
	       all_are(self->out[i] + len, ANSWER_MAX - len, FILLER);
}

static bool result_is_right(const FIXTURE_DATA(accel_netbsd) *self,
			    const struct crypt_result *result, uint32_t status)
{
	const struct crypt_n_op *n = result->opaque;
	int i = n - self->reqs;

	return i >= 0 && i < REQUESTS && result->reqid == n->reqid &&
	       result->status == status && output_is_right(self, i, status);
}

/* Polls for results, and fetches each that is there, until all are fetched. */
static void fetch_all(struct __test_metadata *_metadata,
		      FIXTURE_DATA(accel_netbsd) *self, uint32_t status)
{
	struct pollfd poller = { .fd = self->fd, .events = POLLIN };
	struct crypt_result results[REQUESTS];
	uint32_t done = 0, seen = 0, i;

	while (done < REQUESTS) {
		struct cryptret ret = { .count = REQUESTS, .results = results };

		ASSERT_EQ(1, poll(&poller, 1, WAIT_LIMIT * 1000));
		ASSERT_EQ(0, call(self->fd, CIOCNCRYPTRETM, &ret));
		for (i = 0; i < ret.count; i++) {
			const struct crypt_n_op *n = results[i].opaque;

			EXPECT_TRUE(result_is_right(self, &results[i], status));
			seen |= 1u << (n - self->reqs);
		}
		done += ret.count;
	}
	EXPECT_EQ(REQUESTS, done);
	EXPECT_EQ((1u << REQUESTS) - 1, seen);
	EXPECT_EQ(0, poll(&poller, 1, 0));
}

TEST_F(accel_netbsd, each_result_is_fetched_in_each_way)
{
	long requests = accel_count("requests");
	const char *way;
	int i;

	for (i = 0; i < ACCEL_WAYS; i++) {
		way = accel_set_way(i);
		ASSERT_NE(NULL, way);
		submit(_metadata, self);
		fetch_all(_metadata, self, 0);
		requests += REQUESTS;
		EXPECT_EQ(requests, accel_count("requests")) {
			TH_LOG("%s", way);
		}
	}
}

/* Later requests overtake earlier ones, as often as that has to happen. */
TEST_F(accel_netbsd, results_overtake)
{
	long overtaken = accel_count("overtaken");
	double end = seconds() + WAIT_LIMIT;

	ASSERT_TRUE(accel_set("latency_us", 1000));
	ASSERT_TRUE(accel_set("out_of_order", 50));
	do {
		submit(_metadata, self);
		fetch_all(_metadata, self, 0);
	} while (accel_count("overtaken") == overtaken && seconds() < end);
	EXPECT_LT(overtaken, accel_count("overtaken"));
}

/* CIOCNCRYPTRET of one request: the last one first. */
TEST_F(accel_netbsd, late_result_is_in_progress_until_then)
{
	struct pollfd poller = { .fd = self->fd, .events = POLLIN };
	struct crypt_result one;
	int i;

	ASSERT_TRUE(accel_set("stall", 1));
	submit(_metadata, self);
	EXPECT_EQ(REQUESTS, accel_pending());
	EXPECT_EQ(0, poll(&poller, 1, 0));
	for (i = 0; i < REQUESTS; i++) {
		one = (struct crypt_result) { .reqid = self->reqs[i].reqid };
		EXPECT_EQ(EINPROGRESS, call(self->fd, CIOCNCRYPTRET, &one));
		EXPECT_EQ(NULL, one.opaque);
		EXPECT_TRUE(all_are(self->out[i], ANSWER_MAX, FILLER));
	}
	ASSERT_TRUE(accel_set("stall", 0));
	ASSERT_TRUE(accel_pending_becomes(0));
	for (i = REQUESTS; i--; ) {
		EXPECT_TRUE(all_are(self->out[i], ANSWER_MAX, FILLER));
		one = (struct crypt_result) { .reqid = self->reqs[i].reqid };
		EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRET, &one));
		EXPECT_EQ(&self->reqs[i], one.opaque);
		EXPECT_TRUE(result_is_right(self, &one, 0));
		EXPECT_EQ(EINPROGRESS, call(self->fd, CIOCNCRYPTRET, &one));
	}
}

TEST_F(accel_netbsd, driver_error_is_the_status)
{
	long errors = accel_count("errors");
	int i;

	for (i = 0; i < ACCEL_WAYS; i++) {
		ASSERT_NE(NULL, accel_set_way(i));
		ASSERT_TRUE(accel_set("error_percent", 100));
		submit(_metadata, self);
		fetch_all(_metadata, self, EIO);
		errors += REQUESTS;
		EXPECT_EQ(errors, accel_count("errors"));
		ASSERT_TRUE(accel_set("error_percent", 0));
		submit(_metadata, self);
		fetch_all(_metadata, self, 0);
	}
}

/* CIOCCRYPT waits for the device and returns its error. */
TEST_F(accel_netbsd, call_returns_driver_error)
{
	const struct answer *a = &answer_rfc3686;
	struct crypt_op cop = {
		.ses = self->ctr, .op = COP_ENCRYPT, .len = a->len,
		.src = (void *)a->in, .dst = self->out[0], .iv = (void *)a->iv,
	};
	int i;

	for (i = 0; i < ACCEL_WAYS; i++) {
		memset(self->out[0], FILLER, ANSWER_MAX);
		ASSERT_NE(NULL, accel_set_way(i));
		ASSERT_TRUE(accel_set("error_percent", 100));
		EXPECT_EQ(EIO, call(self->fd, CIOCCRYPT, &cop));
		EXPECT_TRUE(output_is_right(self, 0, EIO));
		ASSERT_TRUE(accel_set("error_percent", 0));
		EXPECT_EQ(0, call(self->fd, CIOCCRYPT, &cop));
		EXPECT_TRUE(output_is_right(self, 0, 0));
	}
}

TEST_HARNESS_MAIN
