// SPDX-License-Identifier: GPL-2.0
/*
 * Requests with arrays of ranges or keys of their own, with each allocation and each
 * copy failing in turn: the error is ENOMEM or EFAULT, nothing is lost, and the same
 * request succeeds afterwards.
 */
#include <sys/uio.h>

#include "../kselftest_harness.h"

#include "lib/buffers.h"
#include "lib/faults.h"
#include "lib/native.h"
#include "lib/pins.h"

#define MOST	32768

static const uint8_t keys[2][32] = {
	"the key of the session, 32 byte",
	"the key of the request, 32 byte",
};
static const uint8_t iv[16] = "an IV of 16 byte";

/**
 * struct trial - a request
 * @cipher: number of its cipher
 * @flags: CRYPTODEV_REQ_* of arrays and keys
 * @len: bytes of its input
 * @in_place: both arrays are the same
 * @fd: the device
 * @r: the request
 * @src: ranges of the input
 * @dst: ranges of the output
 * @now: its memory, of 2 * MOST bytes
 * @was: contents of @now before the request
 * @want: contents of @now after the request
 */
struct trial {
	uint32_t cipher, flags, len;
	bool in_place;
	int fd;
	struct cryptodev_req r;
	struct iovec src[2], dst[2];
	uint8_t *now, *was, *want;
};

FIXTURE(faults)
{
	long long pins;
	struct trial t;
};

FIXTURE_SETUP(faults)
{
	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	ASSERT_TRUE(faults_enable_all());
	self->pins = pins_held();
	self->t.fd = -1;
	self->t.now = pages(2 * MOST);
	self->t.was = pages(2 * MOST);
	self->t.want = pages(2 * MOST);
	ASSERT_TRUE(self->t.now && self->t.was && self->t.want);
	fill(self->t.was, 2 * MOST, 4);
}

FIXTURE_TEARDOWN(faults)
{
	if (self->t.fd >= 0)
		close(self->t.fd);
	EXPECT_TRUE(pins_back_to(self->pins));
}

static const char *fresh(void *data)
{
	struct trial *t = data;

	if (t->fd >= 0)
		close(t->fd);
	t->fd = dc_open();
	if (t->fd < 0)
		return "no device";
	return dc_session(t->fd, t->cipher, keys[0], 32, 0, NULL, 0, &t->r.ses) ?
		"no session" : NULL;
}

static void rewind_memory(void *data)
{
	struct trial *t = data;

	memcpy(t->now, t->was, 2 * MOST);
}

static int run(void *data)
{
	struct trial *t = data;
	struct cryptodev_req r = t->r;
	int n = dc_submit(t->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1);

	return n < 0 ? n : r.result;
}

/*
 * A fault of a later copy of the output stands for a thread that unmaps a part of it
 * at the same time. Then the bytes before that part are written.
 */
static bool is_partly_written(const struct trial *t)
{
	size_t n = 0;

	while (n < 2 * MOST && t->now[n] == t->want[n])
		n++;
	return same(t->now + n, t->was + n, 2 * MOST - n);
}

static const char *fault(void *data, int err)
{
	struct trial *t = data;

	if (!err)
		return same(t->now, t->want, 2 * MOST) ? NULL : "wrong result";
	if (err != -ENOMEM && err != -EFAULT)
		return "no such error";
	if (same(t->now, t->was, 2 * MOST) ||
	    same(t->now, t->want, 2 * MOST))
		return NULL;
	return err == -EFAULT && t->flags & CRYPTODEV_REQ_SRC_IOVEC &&
	       is_partly_written(t) ? NULL : "memory has changed";
}

static void prepare(struct trial *t)
{
	uint32_t half = t->len / 2, ses = t->r.ses;
	uint8_t *out = t->in_place ? t->now : t->now + MOST;

	t->src[0] = (struct iovec) { t->now, half };
	t->src[1] = (struct iovec) { t->now + half + 64, half };
	t->dst[0] = (struct iovec) { out, half };
	t->dst[1] = (struct iovec) { out + half + 64, half + 16 };
	t->r = (struct cryptodev_req) {
		.ses = ses, .flags = t->flags, .len = t->len,
		.iv = native_pointer(iv), .src = native_pointer(t->now),
		.dst = native_pointer(out), .keylen = 32,
		.key = native_pointer(keys[1]),
	};
	if (t->flags & CRYPTODEV_REQ_SRC_IOVEC) {
		t->r.src = native_pointer(t->src);
		t->r.src_nr = 2;
	}
	if (t->flags & CRYPTODEV_REQ_DST_IOVEC) {
		t->r.dst = native_pointer(t->dst);
		t->r.dst_nr = 2;
	}
}

static void try(struct __test_metadata *_metadata, struct trial *t,
		uint32_t flags)
{
	static const uint32_t ciphers[] = { CRYPTO_AES_CBC, CRYPTO_AES_GCM };
	static const uint32_t lens[] = { 512, 16384 };
	struct fault_case c = {
		.fresh = fresh, .rewind = rewind_memory, .run = run,
		.fault = fault, .data = t,
	};
	int i, nr = 0;

	t->flags = flags;
	for (i = 0; i < 8; i++) {
		t->cipher = ciphers[i & 1];
		t->len = lens[i / 2 & 1];
		t->in_place = i / 4;
		ASSERT_TRUE(fresh(t) == NULL);
		prepare(t);
		rewind_memory(t);
		ASSERT_EQ(0, run(t));
		memcpy(t->want, t->now, 2 * MOST);
		EXPECT_FAULTS_HANDLED(&c, "request");
	}
	EXPECT_LT(0, nr);
}

TEST_F(faults, arrays)
{
	try(_metadata, &self->t, CRYPTODEV_REQ_SRC_IOVEC |
	    CRYPTODEV_REQ_DST_IOVEC);
}

TEST_F(faults, array_of_the_input)
{
	try(_metadata, &self->t, CRYPTODEV_REQ_SRC_IOVEC);
}

TEST_F(faults, keys)
{
	try(_metadata, &self->t, CRYPTODEV_REQ_KEY);
}

TEST_HARNESS_MAIN
