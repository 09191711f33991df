// SPDX-License-Identifier: GPL-2.0
/*
 * dev.crypto.copy_bytes: the module copies requests of up to so many bytes and
 * pins nothing of them; it pins longer ones. The results do not depend on it.
 */
#include "../kselftest_harness.h"
#include "lib/pins.h"
#include "lib/request.h"
#include "lib/sessions.h"
#include "lib/sysctl.h"

#define MOST	32768	/* the largest value of the sysctl */
#define ROOM	(3 * MOST)
#define AAD	20

FIXTURE(copy_bytes) {
	int fd;
	long was;
	struct sessions ses;
	uint8_t *in, *out, *want;	/* ROOM bytes each */
	uint8_t iv[16], aad[AAD];
};

FIXTURE_SETUP(copy_bytes)
{
	self->was = sysctl_get("copy_bytes");
	ASSERT_LE(0, self->was);
	if (geteuid())
		SKIP(return, "needs root to change the sysctl");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, sessions_init(&self->ses, self->fd));
	self->in = pages(ROOM);
	self->out = pages(ROOM + 2 * page_size());
	self->want = pages(ROOM);
	fill(self->in, ROOM, 1);
	fill(self->iv, sizeof(self->iv), 2);
	fill(self->aad, AAD, 3);
	memset(self->out, 0xa5, ROOM);
}

FIXTURE_TEARDOWN_PARENT(copy_bytes)
{
	if (self->was >= 0) {
		EXPECT_TRUE(sysctl_set("copy_bytes", self->was));
	}
}

/* The pages of so many bytes from the start of a page. */
static long long count_pages(uint32_t len)
{
	return page_round(len) / page_size();
}

/* The pages that a request pins, or -1 if it fails. */
static long long pins_of(FIXTURE_DATA(copy_bytes) *self, const struct request *r)
{
	long long before = pins_taken();

	return request_run(self->fd, r) ? -1 : pins_taken() - before;
}

static struct request cipher(FIXTURE_DATA(copy_bytes) *self, uint32_t len)
{
	return (struct request) {
		.ses = self->ses.cbc, .len = len, .src = self->in,
		.dst = self->out, .iv = self->iv,
	};
}

static struct request aead(FIXTURE_DATA(copy_bytes) *self, uint32_t len)
{
	return (struct request) {
		.aead = true, .ses = self->ses.gcm, .len = len,
		.src = self->in, .dst = self->out, .iv = self->iv,
		.aad = self->aad, .aad_len = AAD,
	};
}

TEST_F(copy_bytes, default_is_4096_bytes)
{
	EXPECT_EQ(4096, self->was);
}

TEST_F(copy_bytes, value_is_bounded)
{
	EXPECT_FALSE(sysctl_set("copy_bytes", -1));
	EXPECT_FALSE(sysctl_set("copy_bytes", MOST + 1));
	EXPECT_EQ(self->was, sysctl_get("copy_bytes"));
	EXPECT_TRUE(sysctl_set("copy_bytes", 0));
	EXPECT_TRUE(sysctl_set("copy_bytes", MOST));
	EXPECT_EQ(MOST, sysctl_get("copy_bytes"));
}

/* Input and output that begin anywhere in a page, so also across two pages. */
TEST_F(copy_bytes, short_requests_pin_nothing)
{
	static const uint32_t at[] = { 0, 1, 4000, 4095 };
	struct request r;
	size_t i, j;

	if (pins_taken() < 0)
		SKIP(return, "this kernel does not count pins");
	for (i = 0; i < ARRAY_SIZE(at); i++) {
		for (j = 0; j < ARRAY_SIZE(at); j++) {
			r = cipher(self, 4096);
			r.src += at[i];
			r.dst += at[j];
			EXPECT_EQ(0, pins_of(self, &r));
			r.dst = self->out + at[i];
			r.src = r.dst;
			EXPECT_EQ(0, pins_of(self, &r));
			r = aead(self, 4096 - AAD - TAG_LEN);
			r.src += at[i];
			r.dst += at[j];
			EXPECT_EQ(0, pins_of(self, &r));
		}
		r = (struct request) {
			.ses = self->ses.sha, .len = 4096,
			.src = self->in + at[i], .mac = self->out,
		};
		EXPECT_EQ(0, pins_of(self, &r));
	}
}

TEST_F(copy_bytes, longer_requests_are_pinned)
{
	struct request r;

	if (pins_taken() < 0)
		SKIP(return, "this kernel does not count pins");
	r = cipher(self, 4096 + 16);
	EXPECT_EQ(2 * count_pages(4112), pins_of(self, &r));
	r.dst = self->in;
	EXPECT_EQ(count_pages(4112), pins_of(self, &r));
	r = aead(self, 4096 - AAD - TAG_LEN + 1);
	EXPECT_EQ(1 + 1, pins_of(self, &r));
	r = (struct request) {
		.ses = self->ses.sha, .len = 4097, .src = self->in,
		.mac = self->out,
	};
	EXPECT_EQ(count_pages(4097), pins_of(self, &r));
}

TEST_F(copy_bytes, value_takes_effect_at_once)
{
	struct request r = cipher(self, 16);

	if (pins_taken() < 0)
		SKIP(return, "this kernel does not count pins");
	ASSERT_TRUE(sysctl_set("copy_bytes", 0));
	EXPECT_EQ(1 + 1, pins_of(self, &r));
	ASSERT_TRUE(sysctl_set("copy_bytes", 16));
	EXPECT_EQ(0, pins_of(self, &r));
	r.len = MOST;
	ASSERT_TRUE(sysctl_set("copy_bytes", MOST));
	EXPECT_EQ(0, pins_of(self, &r));
	ASSERT_TRUE(sysctl_set("copy_bytes", MOST - 1));
	EXPECT_EQ(2 * count_pages(MOST), pins_of(self, &r));
}

/* Expects the same output as a request that is copied as a whole. */
static void check_output(struct __test_metadata *_metadata,
			 FIXTURE_DATA(copy_bytes) *self, struct request r,
			 long value)
{
	uint32_t room = r.len + (r.aead ? TAG_LEN : 0);
	uint8_t *out = self->out + 7;

	memset(self->out, 0xa5, ROOM);
	ASSERT_TRUE(sysctl_set("copy_bytes", MOST));
	r.dst = self->want;
	ASSERT_EQ(0, request_run(self->fd, &r));
	ASSERT_TRUE(sysctl_set("copy_bytes", value));
	r.dst = out;
	EXPECT_EQ(0, request_run(self->fd, &r));
	EXPECT_TRUE(same(out, self->want, room)) {
		TH_LOG("%u bytes, copy_bytes %ld", r.len, value);
	}
	EXPECT_TRUE(all_are(self->out, 7, 0xa5));
	EXPECT_TRUE(all_are(out + room, 4096, 0xa5));
	/* and back, in place */
	r.op = COP_DECRYPT;
	r.src = out;
	r.len = room;
	EXPECT_EQ(0, request_run(self->fd, &r));
	EXPECT_TRUE(same(out, self->in, r.len - (r.aead ? TAG_LEN : 0)));
	EXPECT_TRUE(all_are(out + room, 4096, 0xa5));
}

TEST_F(copy_bytes, results_do_not_depend_on_it)
{
	static const uint32_t lens[] = { 16, 1024, 4080, 4096, 4112, 20000, MOST };
	static const long values[] = { 0, 1, 1024, 4096, MOST };
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (j = 0; j < ARRAY_SIZE(values); j++) {
			check_output(_metadata, self, cipher(self, lens[i]),
				     values[j]);
			check_output(_metadata, self, aead(self, lens[i]),
				     values[j]);
		}
	}
}

/* The head of an AEAD has pages of its own if it is longer than the sysctl. */
TEST_F(copy_bytes, long_aad_does_not_depend_on_it)
{
	static const long values[] = { 0, 1024, 4096, MOST };
	struct request r = aead(self, 100);
	size_t i;

	r.aad = self->in;
	r.aad_len = 20000;
	for (i = 0; i < ARRAY_SIZE(values); i++)
		check_output(_metadata, self, r, values[i]);
}

/* The second page of the output is read-only. */
TEST_F(copy_bytes, output_across_pages_is_written_whole_or_not)
{
	static const long values[] = { 0, MOST };
	struct request r = cipher(self, 4096);
	size_t i;

	ASSERT_EQ(0, mprotect(self->out + page_size(), page_size(), PROT_READ));
	r.dst = self->out + page_size() - 96;
	for (i = 0; i < ARRAY_SIZE(values); i++) {
		ASSERT_TRUE(sysctl_set("copy_bytes", values[i]));
		EXPECT_EQ(-EFAULT, request_run(self->fd, &r));
		EXPECT_TRUE(all_are(self->out, ROOM, 0xa5));
	}
}

TEST_HARNESS_MAIN
