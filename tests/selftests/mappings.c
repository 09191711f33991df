// SPDX-License-Identifier: GPL-2.0
/*
 * Mappings of files and of anonymous memory: what may be read works as a
 * source and is not changed by it, what may not be written is EFAULT as a
 * destination and stays as it is, down to the file behind it, and what is
 * shared or copied on write keeps its meaning.
 */
#include "mapped.h"

TEST_F(mappings, file_shared_read_only)
{
	uint8_t *p = map(self->len, PROT_READ, MAP_SHARED, self->read_only);

	check_source(_metadata, self, p);
	check_no_destination(_metadata, self, p);
	EXPECT_TRUE(file_is_plain(self));
	munmap(p, self->len);
	/* nor if the file could be written, but the mapping not */
	p = map(self->len, PROT_READ, MAP_SHARED, self->file);
	check_no_destination(_metadata, self, p);
	EXPECT_TRUE(file_is_plain(self));
}

TEST_F(mappings, file_private)
{
	uint8_t *p = map(self->len, PROT_READ, MAP_PRIVATE, self->read_only);

	check_source(_metadata, self, p);
	check_no_destination(_metadata, self, p);
	EXPECT_TRUE(file_is_plain(self));
	munmap(p, self->len);
	/* written, it is the mapping's own copy that changes */
	p = map(self->len, PROT_READ | PROT_WRITE, MAP_PRIVATE, self->read_only);
	ASSERT_EQ(0, encrypt(self, p, p));
	EXPECT_TRUE(same(p, self->secret, self->len));
	EXPECT_TRUE(file_is_plain(self));
	munmap(p, self->len);
	p = map(self->len, PROT_READ | PROT_WRITE, MAP_PRIVATE, self->read_only);
	EXPECT_TRUE(same(p, self->plain, self->len));
	check_both(_metadata, self, p);
	EXPECT_TRUE(file_is_plain(self));
}

TEST_F(mappings, file_shared)
{
	uint8_t *p = map(self->len, PROT_READ | PROT_WRITE, MAP_SHARED,
			 self->file);
	uint8_t *q = pages(self->len);

	check_both(_metadata, self, p);
	/* the file has it, and so has another mapping */
	ASSERT_EQ((ssize_t)self->len, pread(self->read_only, q, self->len, 0));
	EXPECT_TRUE(same(q, self->secret, self->len));
	q = map(self->len, PROT_READ, MAP_SHARED, self->read_only);
	EXPECT_TRUE(same(q, self->secret, self->len));
	/* two names for the same pages */
	memcpy(p, self->plain, self->len);
	ASSERT_EQ(0, encrypt(self, q, self->opened));
	EXPECT_TRUE(same(self->opened, self->secret, self->len));
}

TEST_F(mappings, a_file_that_ends_too_soon)
{
	uint8_t *p = map(self->len, PROT_READ | PROT_WRITE, MAP_SHARED,
			 self->file);
	uint8_t *out = pages(self->len);
	size_t left = self->len - page_size();

	ASSERT_EQ(0, ftruncate(self->file, left));
	memset(out, 0xa5, self->len);
	EXPECT_EQ(-EFAULT, encrypt(self, p, out));
	EXPECT_TRUE(all_are(out, self->len, 0xa5));
	EXPECT_EQ(-EFAULT, encrypt(self, self->plain, p));
	EXPECT_TRUE(same(p, self->plain, left));
}

TEST_F(mappings, anonymous_read_only)
{
	uint8_t *p = pages(self->len), *q;

	memcpy(p, self->plain, self->len);
	ASSERT_EQ(0, mprotect(p, self->len, PROT_READ));
	check_source(_metadata, self, p);
	check_no_destination(_metadata, self, p);
	/* never touched: what is read is the zero page, which is everyone's */
	p = map(self->len, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	check_no_destination(_metadata, self, p);
	EXPECT_TRUE(all_are(p, self->len, 0));
	q = map(self->len, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	EXPECT_EQ(-EFAULT, encrypt(self, q, q));
	EXPECT_TRUE(all_are(q, self->len, 0));
	/* read before, writable: a page of its own when written */
	ASSERT_EQ(0, mprotect(p, self->len, PROT_READ | PROT_WRITE));
	ASSERT_EQ(0, encrypt(self, self->plain, p));
	EXPECT_TRUE(same(p, self->secret, self->len));
	EXPECT_TRUE(all_are(q, self->len, 0));
}

TEST_F(mappings, anonymous_untouched)
{
	uint8_t *zeros = pages(self->len), *fresh = pages(self->len);

	ASSERT_EQ(0, encrypt(self, fresh, self->opened));
	EXPECT_TRUE(all_are(fresh, self->len, 0));
	memset(zeros, 0, self->len);
	ASSERT_EQ(0, encrypt(self, zeros, zeros));
	EXPECT_TRUE(same(zeros, self->opened, self->len));
	fresh = pages(self->len);
	ASSERT_EQ(0, encrypt(self, self->plain, fresh));
	EXPECT_TRUE(same(fresh, self->secret, self->len));
}

TEST_F(mappings, shared_with_a_child)
{
	uint8_t *p = map(self->len, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1);
	pid_t pid;

	check_both(_metadata, self, p);
	memset(p, 0, self->len);
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(!!encrypt(self, self->plain, p));
	ASSERT_TRUE(exits_well(pid));
	EXPECT_TRUE(same(p, self->secret, self->len));
}

TEST_F(mappings, copied_on_write_with_a_child)
{
	uint8_t *p = pages(self->len);
	pid_t pid;

	memcpy(p, self->plain, self->len);
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(encrypt(self, p, p) ||
		      !same(p, self->secret, self->len));
	ASSERT_TRUE(exits_well(pid));
	EXPECT_TRUE(same(p, self->plain, self->len));
	/* and the other way round: the child looks after the parent wrote */
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		usleep(100000);
		_exit(!same(p, self->plain, self->len));
	}
	EXPECT_EQ(0, encrypt(self, p, p));
	EXPECT_TRUE(same(p, self->secret, self->len));
	EXPECT_TRUE(exits_well(pid));
}

/* A tag in place is read; only the plaintext before it is written. */
TEST_F(mappings, tag_on_a_read_only_page)
{
	uint8_t *p = pages(self->len + page_size());
	struct request r = {
		.aead = true, .ses = self->gcm, .len = self->len,
		.src = self->plain, .dst = p, .iv = self->iv,
	};

	ASSERT_EQ(0, request_run(self->fd, &r));
	ASSERT_EQ(0, mprotect(p + self->len, page_size(), PROT_READ));
	r.op = COP_DECRYPT;
	r.len = self->len + TAG_LEN;
	r.src = p;
	EXPECT_EQ(0, request_run(self->fd, &r));
	EXPECT_TRUE(same(p, self->plain, self->len));
	/* to seal, it is not enough */
	r.op = COP_ENCRYPT;
	r.len = self->len;
	memcpy(self->opened, p, self->len);
	EXPECT_EQ(-EFAULT, request_run(self->fd, &r));
	EXPECT_TRUE(same(p, self->opened, self->len));
	/* and for one that is forged neither is written */
	ASSERT_EQ(0, mprotect(p + self->len, page_size(),
			      PROT_READ | PROT_WRITE));
	ASSERT_EQ(0, request_run(self->fd, &r));
	p[self->len + 3] ^= 1;
	memcpy(self->secret, p, self->len + TAG_LEN);
	ASSERT_EQ(0, mprotect(p + self->len, page_size(), PROT_READ));
	r.op = COP_DECRYPT;
	r.len = self->len + TAG_LEN;
	EXPECT_EQ(-EBADMSG, request_run(self->fd, &r));
	EXPECT_TRUE(same(p + self->len, self->secret + self->len, TAG_LEN));
	EXPECT_TRUE(same(p, self->secret, self->len) || all_are(p, self->len, 0));
}

TEST_HARNESS_MAIN
