// SPDX-License-Identifier: GPL-2.0
/*
 * Random numbers: each allocation and each copy of creating a session and of a
 * request fails in turn. The call fails, or its result is right; and a short
 * output is all or nothing.
 */
#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/faults.h"
#include "lib/rng.h"

#define LONG	(CRYPTODEV_RNG_PIECE + 1000)
#define ROOM	(LONG + 64)
#define AAD	"additional input"

/**
 * struct trial - a request on a new session with test entropy
 * @len: bytes to write
 * @flags: CRYPTODEV_REQ_*
 * @makes: creating the session is part of the trial
 * @fd: the device
 * @ses: the session
 * @out: the output, ROOM bytes
 * @want: its right contents, of the session's first request
 * @told: the request has a result; otherwise a call failed
 */
struct trial {
	uint32_t len;
	uint32_t flags;
	bool makes;
	int fd;
	uint32_t ses;
	uint8_t *out;
	uint8_t *want;
	bool told;
};

static int create(struct trial *t)
{
	return rng_test_session(t->fd, RNG_DRBG, "entropy", 7, "nonce", 5,
				"personal", 8, &t->ses);
}

static const char *fresh_session(void *data)
{
	struct trial *t = data;

	if (t->fd >= 0)
		close(t->fd);
	t->fd = dc_open();
	if (t->fd < 0)
		return "no device";
	return !t->makes && create(t) ? "no session" : NULL;
}

static void rewind_output(void *data)
{
	struct trial *t = data;

	memset(t->out, 0xa5, ROOM);
}

static int run_request(void *data)
{
	struct trial *t = data;
	struct cryptodev_req r;
	int err, nr;

	t->told = false;
	err = t->makes ? create(t) : 0;
	if (err)
		return err;
	r = rng_req(t->ses, t->flags, t->out, t->len);
	r.aad = native_pointer(AAD);
	r.aad_len = strlen(AAD);
	nr = dc_submit(t->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1);
	t->told = nr == 1;
	return t->told ? r.result : nr ?: -EIO;
}

/* A DRBG may have gone on before the fault, so only a first output is known. */
static const char *fault_of_request(void *data, int err)
{
	const struct trial *t = data;

	if (err && err != -ENOMEM && err != -EFAULT && err != -EIO &&
	    err != -ENOENT)
		return "no such error";
	if (err && t->told && t->len <= CRYPTODEV_RNG_PIECE &&
	    !all_are(t->out, ROOM, 0xa5))
		return "memory has changed";
	if (!err && t->makes && !same(t->out, t->want, t->len))
		return "wrong result";
	return all_are(t->out + t->len, ROOM - t->len, 0xa5) ? NULL :
		"written beyond the room";
}

TEST(every_fault)
{
	static const struct trial trials[] = {
		{ .len = 100, .makes = true },
		{ .len = LONG, .makes = true },
		{ .len = 100, .flags = CRYPTODEV_REQ_RESET, .makes = true },
		{ .len = 100 },
		{ .len = LONG, .flags = CRYPTODEV_REQ_RESET },
	};
	struct fault_case c = {
		.fresh = fresh_session, .rewind = rewind_output,
		.run = run_request, .fault = fault_of_request,
	};
	uint32_t i;
	int nr = 0;

	if (!faults_available())
		SKIP(return, "this kernel cannot make things fail");
	ASSERT_TRUE(faults_enable_all());
	for (i = 0; i < sizeof(trials) / sizeof(trials[0]); i++) {
		struct trial t = trials[i];

		t.fd = -1;
		t.out = pages(ROOM);
		t.want = pages(ROOM);
		ASSERT_TRUE(!fresh_session(&t));
		ASSERT_EQ(0, run_request(&t));
		memcpy(t.want, t.out, ROOM);
		c.data = &t;
		EXPECT_FAULTS_HANDLED(&c, t.makes ? "create" : "request");
		close(t.fd);
	}
	TH_LOG("%d faults", nr);
}

TEST_HARNESS_MAIN
