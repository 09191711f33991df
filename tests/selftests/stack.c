// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that grows downwards on access, as a stack does. A range may begin
 * below it; a range that runs into it from other memory gives EFAULT, without a
 * message in the kernel log.
 */
#include <stdlib.h>

#include "../kselftest_harness.h"
#include "lib/request.h"

#define GAP	(4 * page_size())
#define LEN	(6 * page_size())	/* a page, the gap, and a page */

FIXTURE(stack) {
	int fd, log;
	uint32_t cbc, sha;
	uint8_t *other, *start;	/* a page of other memory, and the stack's */
	uint8_t *good, *was, *out;
	uint8_t iv[16];
};

/* Maps a stack, with nothing below it but @other, a gap away. */
static bool make_stack(uint8_t **other, uint8_t **start)
{
	size_t room = 512 * page_size();
	int prot = PROT_READ | PROT_WRITE;
	int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
	uint8_t *p = mmap(NULL, room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
			  -1, 0);

	if (p == MAP_FAILED || munmap(p, room))
		return false;
	*start = p + room - 2 * page_size();
	*other = *start - GAP - page_size();
	return mmap(*other, page_size(), prot, flags, -1, 0) == *other &&
	       mmap(*start, 2 * page_size(), prot, flags | MAP_GROWSDOWN, -1,
		    0) == *start;
}

FIXTURE_SETUP(stack)
{
	uint8_t key[16];

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(key, 16, 1);
	fill(self->iv, 16, 2);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	self->good = pages(LEN);
	self->was = pages(LEN);
	self->out = pages(LEN);
	fill(self->good, LEN, 3);
	memcpy(self->was, self->good, LEN);
	ASSERT_TRUE(make_stack(&self->other, &self->start));
	self->log = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (self->log >= 0)
		lseek(self->log, 0, SEEK_END);
}

FIXTURE_TEARDOWN(stack)
{
	close(self->log);
	close(self->fd);
}

/* Returns true if the kernel has logged a stack since the test began. */
static bool log_mentions_stack(FIXTURE_DATA(stack) *self)
{
	char line[8192];
	ssize_t n;

	while ((n = read(self->log, line, sizeof(line) - 1)) > 0) {
		line[n] = 0;
		if (strstr(line, "grows the stack"))
			return true;
	}
	return false;
}

static int encrypt(FIXTURE_DATA(stack) *self, const void *src, void *dst)
{
	return dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0, src, LEN, dst,
			NULL, self->iv);
}

/* The kernel logs this once an hour, so only the first wrong use is visible. */
TEST_F(stack, range_across_the_gap_is_refused_silently)
{
	uint8_t *across = self->other, digest[32];

	memset(across, 0x5a, page_size());
	EXPECT_EQ(-EFAULT, dc_hash(self->fd, self->sha, 0, across, LEN,
				   digest));
	ASSERT_FALSE(log_mentions_stack(self));
	EXPECT_EQ(-EFAULT, encrypt(self, across, self->good));
	EXPECT_TRUE(same(self->good, self->was, LEN));
	ASSERT_FALSE(log_mentions_stack(self));
	EXPECT_EQ(-EFAULT, encrypt(self, self->good, across));
	EXPECT_EQ(-EFAULT, encrypt(self, across, across));
	EXPECT_TRUE(all_are(across, page_size(), 0x5a));
	ASSERT_FALSE(log_mentions_stack(self));
}

/* A digest that begins in the last bytes of the other memory. */
TEST_F(stack, digest_across_the_gap_is_refused_silently)
{
	uint8_t *end = self->other + page_size();

	memset(self->other, 0x5a, page_size());
	EXPECT_EQ(-EFAULT, dc_crypt(self->fd, self->sha, 0, 0, self->good, 100,
				    NULL, end - 8, NULL));
	EXPECT_TRUE(all_are(self->other, page_size(), 0x5a));
	EXPECT_FALSE(log_mentions_stack(self));
}

TEST_F(stack, stack_grows_below_a_range)
{
	uint8_t *below = self->start - LEN + 2 * page_size();

	ASSERT_EQ(0, munmap(self->other, page_size()));
	ASSERT_EQ(0, encrypt(self, self->good, self->out));
	ASSERT_EQ(0, encrypt(self, self->good, below));
	EXPECT_TRUE(same(below, self->out, LEN));
	EXPECT_FALSE(log_mentions_stack(self));
}

TEST_HARNESS_MAIN
