// SPDX-License-Identifier: GPL-2.0
/*
 * Outputs that cannot be written: the module finds each before the transform
 * runs, for asynchronous requests too. The result is EFAULT, and nothing is
 * written anywhere, although the text is in place.
 */
#include "../kselftest_harness.h"
#include "lib/asym.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/key.h"
#include "lib/sessions.h"
#include "lib/test_keys.h"
#include "lib/unpinnable.h"

#define LEN	8192

FIXTURE(outputs) {
	int fd;
	struct sessions ses;
	uint8_t *text, *was;
	uint8_t *edge;		/* start of a read-only page */
	uint8_t iv[16];
};

FIXTURE_VARIANT(outputs) {
	bool secret;		/* the page cannot be pinned either */
	uint32_t flags;
};

FIXTURE_VARIANT_ADD(outputs, driver) { .flags = 0 };
FIXTURE_VARIANT_ADD(outputs, worker) { .flags = CRYPTODEV_REQ_WORKER };
FIXTURE_VARIANT_ADD(outputs, secret) { .secret = true };

FIXTURE_SETUP(outputs)
{
	uint8_t *p;

	WORKER_SETUP(variant->flags);
	p = variant->secret ? unpinnable_map(SECRET_MEMORY, 2 * page_size()) :
			      pages(2 * page_size());
	if (!p)
		SKIP(return, "this kernel has no secret memory");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->iv, 16, 2);
	ASSERT_EQ(0, sessions_init(&self->ses, self->fd));
	self->text = pages(LEN);
	self->was = pages(LEN);
	fill(self->text, LEN, 3);
	memcpy(self->was, self->text, LEN);
	self->edge = p + page_size();
	fill(p, 2 * page_size(), 4);
	ASSERT_EQ(0, mprotect(self->edge, page_size(), PROT_READ));
}

FIXTURE_TEARDOWN(outputs)
{
	close(self->fd);
}

/* Returns true if the text and the pages around the edge have not changed. */
static bool nothing_is_written(FIXTURE_DATA(outputs) *self)
{
	uint8_t *p = pages(2 * page_size());
	bool is_same;

	fill(p, 2 * page_size(), 4);
	is_same = same(p, self->edge - page_size(), 2 * page_size()) &&
		  same(self->text, self->was, LEN);
	munmap(p, 2 * page_size());
	return is_same;
}

static struct cryptodev_req in_place(FIXTURE_DATA(outputs) *self,
				     uint32_t ses, uint32_t len, uint32_t flags)
{
	return (struct cryptodev_req) {
		.ses = ses, .flags = flags, .len = len,
		.src = (uintptr_t)self->text, .dst = (uintptr_t)self->text,
		.iv = (uintptr_t)self->iv,
	};
}

/* The output is bad as a whole, or in its second half. */
static const int before_the_edge[] = { 0, 8 };

TEST_F(outputs, iv_is_checked_before_the_text_is_written)
{
	static const uint32_t lens[] = { 512, LEN };
	struct cryptodev_req r;
	struct crypt_op cop;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		for (j = 0; j < ARRAY_SIZE(before_the_edge); j++) {
			r = in_place(self, self->ses.cbc, lens[i],
				     variant->flags | CRYPTODEV_REQ_WRITE_IV);
			r.iv = (uintptr_t)(self->edge - before_the_edge[j]);
			EXPECT_EQ(-EFAULT, dc_submit_and_reap(self->fd, &r));
			EXPECT_TRUE(nothing_is_written(self));
			cop = (struct crypt_op){
				.ses = self->ses.cbc,
				.flags = COP_FLAG_WRITE_IV,
				.len = lens[i],
				.src = self->text,
				.dst = self->text,
				.iv = self->edge - before_the_edge[j],
			};
			EXPECT_EQ(-EFAULT, dc_async_crypt(self->fd, &cop));
			EXPECT_TRUE(nothing_is_written(self));
		}
	}
}

TEST_F(outputs, digest_is_checked_before_it_is_written)
{
	struct cryptodev_req r;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(before_the_edge); i++) {
		r = in_place(self, self->ses.sha, LEN, variant->flags);
		r.mac = (uintptr_t)(self->edge - before_the_edge[i]);
		EXPECT_EQ(-EFAULT, dc_submit_and_reap(self->fd, &r));
		r.ses = self->ses.gmac;
		EXPECT_EQ(-EFAULT, dc_submit_and_reap(self->fd, &r));
		EXPECT_TRUE(nothing_is_written(self));
	}
}

/* The hash beside a cipher ends only if the cipher's IV can be written. */
TEST_F(outputs, iv_is_checked_before_the_hash_of_an_empty_message)
{
	uint8_t key[16] = { 5 }, out[512], digest[20], want[20];
	struct cryptodev_req r;
	uint32_t pair, sha1;
	size_t i;

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, CRYPTO_SHA1,
				NULL, 0, &pair));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA1, NULL, 0,
				&sha1));
	ASSERT_EQ(0, dc_hash(self->fd, sha1, 0, self->text, 512, want));
	r = in_place(self, pair, 512, variant->flags | CRYPTODEV_REQ_UPDATE);
	r.dst = (uintptr_t)out;
	ASSERT_EQ(0, dc_submit_and_reap(self->fd, &r));
	memset(digest, 0xa5, sizeof(digest));
	r = in_place(self, pair, 0, variant->flags | CRYPTODEV_REQ_FINAL |
		     CRYPTODEV_REQ_WRITE_IV);
	r.mac = (uintptr_t)digest;
	for (i = 0; i < ARRAY_SIZE(before_the_edge); i++) {
		r.iv = (uintptr_t)(self->edge - before_the_edge[i]);
		EXPECT_EQ(-EFAULT, dc_submit_and_reap(self->fd, &r));
		EXPECT_TRUE(all_are(digest, sizeof(digest), 0xa5));
		EXPECT_TRUE(nothing_is_written(self));
	}
	r.iv = (uintptr_t)self->iv;
	EXPECT_EQ(0, dc_submit_and_reap(self->fd, &r));
	EXPECT_TRUE(same(digest, want, sizeof(want)));
}

TEST_F(outputs, copied_output_is_checked)
{
	struct cryptodev_req r;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(before_the_edge); i++) {
		r = in_place(self, self->ses.cbc, 512, variant->flags |
			     CRYPTODEV_REQ_WRITE_IV);
		r.dst = (uintptr_t)(self->edge - before_the_edge[i]);
		EXPECT_EQ(-EFAULT, dc_submit_and_reap(self->fd, &r));
		r.ses = self->ses.gcm;
		r.flags = variant->flags;
		EXPECT_EQ(-EFAULT, dc_submit_and_reap(self->fd, &r));
		EXPECT_TRUE(nothing_is_written(self));
	}
}

TEST_F(outputs, public_key_result_is_checked)
{
	struct cryptodev_req r;
	uint32_t rsa;
	size_t i;

	if (!key_is_available())
		SKIP(return, "not for modules before Linux 6.0");
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_RSA, 0, rsa_public,
				 RSA_KEY_BYTES, &rsa));
	for (i = 0; i < ARRAY_SIZE(before_the_edge); i++) {
		r = in_place(self, rsa, 4, variant->flags);
		r.dst = (uintptr_t)(self->edge - before_the_edge[i]);
		EXPECT_EQ(-EFAULT, dc_submit_and_reap(self->fd, &r));
		EXPECT_TRUE(nothing_is_written(self));
	}
}

/* Requests that wait for completion return their results in themselves. */
TEST_F(outputs, result_is_checked_before_the_text_is_written)
{
	struct cryptodev_req *r = (void *)self->edge;

	ASSERT_EQ(0, mprotect(self->edge, page_size(), PROT_READ | PROT_WRITE));
	*r = in_place(self, self->ses.cbc, LEN, variant->flags);
	ASSERT_EQ(0, mprotect(self->edge, page_size(), PROT_READ));
	EXPECT_EQ(-EFAULT, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, r, 1));
	EXPECT_TRUE(same(self->text, self->was, LEN));
}

TEST_HARNESS_MAIN
