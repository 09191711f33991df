/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of the tests that put one message into all kinds of memory, and
 * what can be asked of a kind: that it may be read, or written, or not.
 */
#ifndef MAPPED_H
#define MAPPED_H

#include "../kselftest_harness.h"
#include "passing.h"
#include "request.h"

FIXTURE(mappings) {
	int fd;
	uint32_t cbc, gcm, sha;
	size_t len;		/* of a message, also of a file */
	uint8_t iv[16];
	uint8_t *plain, *secret, *opened;	/* secret has a tag's room */
	int file, read_only;	/* one file, opened twice */
};

FIXTURE_VARIANT(mappings) {
	size_t len;
};

/* a page and more */
FIXTURE_VARIANT_ADD(mappings, short) { .len = 4096 };
FIXTURE_VARIANT_ADD(mappings, long) { .len = 192 * 1024 };

FIXTURE_SETUP(mappings)
{
	uint8_t key[16];
	char path[40];

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->len = page_round(variant->len);
	fill(key, 16, 1);
	fill(self->iv, 16, 2);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0,
				&self->gcm));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	self->plain = pages(self->len);
	self->secret = pages(self->len + TAG_LEN);
	self->opened = pages(self->len);
	fill(self->plain, self->len, 3);
	ASSERT_EQ(0, crypt_pieces(self->fd, self->cbc, COP_ENCRYPT, self->plain,
				  self->len, self->secret, self->iv, 512));
	/* a file that holds the plaintext */
	self->file = memfd_create("file", MFD_CLOEXEC);
	ASSERT_LE(0, self->file);
	ASSERT_EQ((ssize_t)self->len, write(self->file, self->plain, self->len));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", self->file);
	self->read_only = open(path, O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, self->read_only);
}

FIXTURE_TEARDOWN(mappings)
{
	close(self->read_only);
	close(self->file);
	close(self->fd);
}

static inline int encrypt(FIXTURE_DATA(mappings) *self, const void *src, void *dst)
{
	return dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0, src, self->len,
			dst, NULL, self->iv);
}

static inline int decrypt(FIXTURE_DATA(mappings) *self, const void *src, void *dst)
{
	return dc_crypt(self->fd, self->cbc, COP_DECRYPT, 0, src, self->len,
			dst, NULL, self->iv);
}

static inline uint8_t *map(size_t len, int prot, int flags, int fd)
{
	uint8_t *p = mmap(NULL, len, prot, flags, fd, 0);

	return p == MAP_FAILED ? NULL : p;
}

/* Whether read(2) finds the plaintext in the file still. */
static inline bool file_is_plain(FIXTURE_DATA(mappings) *self)
{
	uint8_t *p = pages(self->len);
	bool ret;

	ret = pread(self->read_only, p, self->len, 0) == (ssize_t)self->len &&
	      same(p, self->plain, self->len);
	munmap(p, self->len);
	return ret;
}

/* Reading from p, which holds the plaintext, is right and leaves it alone. */
static inline void check_source(struct __test_metadata *_metadata,
				FIXTURE_DATA(mappings) *self, const uint8_t *p)
{
	uint8_t *out = pages(self->len), one[32], two[32];

	ASSERT_EQ(0, encrypt(self, p, out));
	EXPECT_TRUE(same(out, self->secret, self->len));
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, p, self->len, one));
	ASSERT_EQ(0, hash_pieces(self->fd, self->sha, self->plain, self->len,
				 two, 1000));
	EXPECT_TRUE(same(one, two, 32));
	EXPECT_TRUE(same(p, self->plain, self->len));
	munmap(out, self->len);
}

/* Writing to p is refused, and p holds what it did. */
static inline void check_no_destination(struct __test_metadata *_metadata,
					FIXTURE_DATA(mappings) *self, uint8_t *p)
{
	uint8_t *was = pages(self->len + TAG_LEN);
	struct request r = {
		.aead = true, .ses = self->gcm, .len = self->len - TAG_LEN,
		.src = self->plain, .dst = p, .iv = self->iv,
	};

	memcpy(was, p, self->len);
	EXPECT_EQ(-EFAULT, encrypt(self, self->plain, p));
	EXPECT_EQ(-EFAULT, decrypt(self, self->secret, p));
	/* in place */
	EXPECT_EQ(-EFAULT, encrypt(self, p, p));
	EXPECT_EQ(-EFAULT, decrypt(self, p, p));
	EXPECT_EQ(-EFAULT, dc_hash(self->fd, self->sha, 0, self->plain, 100, p));
	EXPECT_EQ(-EFAULT, request_run(self->fd, &r));
	r.src = p;
	EXPECT_EQ(-EFAULT, request_run(self->fd, &r));
	EXPECT_TRUE(same(p, was, self->len));
	munmap(was, self->len + TAG_LEN);
}

/* p serves as source and as destination, in place too. */
static inline void check_both(struct __test_metadata *_metadata,
			      FIXTURE_DATA(mappings) *self, uint8_t *p)
{
	memcpy(p, self->plain, self->len);
	check_source(_metadata, self, p);
	ASSERT_EQ(0, encrypt(self, p, p));
	EXPECT_TRUE(same(p, self->secret, self->len));
	ASSERT_EQ(0, decrypt(self, p, p));
	EXPECT_TRUE(same(p, self->plain, self->len));
	memset(p, 0, self->len);
	ASSERT_EQ(0, encrypt(self, self->plain, p));
	EXPECT_TRUE(same(p, self->secret, self->len));
}

#endif /* MAPPED_H */
