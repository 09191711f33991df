// SPDX-License-Identifier: GPL-2.0
/*
 * Mappings of files and of anonymous memory. A readable mapping works as a
 * source and does not change. A mapping that is not writable gives EFAULT as a
 * destination and does not change, nor does its file. Shared and private
 * mappings keep their meaning.
 */
#include "lib/mapping_fixture.h"

TEST_F(mappings, read_only_shared_file_mapping)
{
	uint8_t *p = map(self->t.len, PROT_READ, MAP_SHARED, self->t.read_only);

	ASSERT_RIGHT(check_source(&self->t, p));
	ASSERT_RIGHT(check_no_destination(&self->t, p));
	EXPECT_TRUE(mapping_file_is_plain(&self->t));
	munmap(p, self->t.len);
	/* nor if the file is writable, but the mapping is not */
	p = map(self->t.len, PROT_READ, MAP_SHARED, self->t.file);
	ASSERT_RIGHT(check_no_destination(&self->t, p));
	EXPECT_TRUE(mapping_file_is_plain(&self->t));
}

TEST_F(mappings, private_file_mapping)
{
	uint8_t *p =
		map(self->t.len, PROT_READ, MAP_PRIVATE, self->t.read_only);

	ASSERT_RIGHT(check_source(&self->t, p));
	ASSERT_RIGHT(check_no_destination(&self->t, p));
	EXPECT_TRUE(mapping_file_is_plain(&self->t));
	munmap(p, self->t.len);
	/* a write changes the mapping's own copy */
	p = map(self->t.len, PROT_READ | PROT_WRITE, MAP_PRIVATE,
		self->t.read_only);
	ASSERT_EQ(0, mapping_encrypt(&self->t, p, p));
	EXPECT_TRUE(same(p, self->t.secret, self->t.len));
	EXPECT_TRUE(mapping_file_is_plain(&self->t));
	munmap(p, self->t.len);
	p = map(self->t.len, PROT_READ | PROT_WRITE, MAP_PRIVATE,
		self->t.read_only);
	EXPECT_TRUE(same(p, self->t.plain, self->t.len));
	ASSERT_RIGHT(check_both(&self->t, p));
	EXPECT_TRUE(mapping_file_is_plain(&self->t));
}

TEST_F(mappings, shared_file_mapping)
{
	uint8_t *p = map(self->t.len, PROT_READ | PROT_WRITE, MAP_SHARED,
			 self->t.file);
	uint8_t *q = pages(self->t.len);

	ASSERT_RIGHT(check_both(&self->t, p));
	/* the file has it, and so has another mapping */
	ASSERT_EQ((ssize_t)self->t.len,
		  pread(self->t.read_only, q, self->t.len, 0));
	EXPECT_TRUE(same(q, self->t.secret, self->t.len));
	q = map(self->t.len, PROT_READ, MAP_SHARED, self->t.read_only);
	EXPECT_TRUE(same(q, self->t.secret, self->t.len));
	/* two mappings of the same pages */
	memcpy(p, self->t.plain, self->t.len);
	ASSERT_EQ(0, mapping_encrypt(&self->t, q, self->t.opened));
	EXPECT_TRUE(same(self->t.opened, self->t.secret, self->t.len));
}

TEST_F(mappings, file_shorter_than_mapping)
{
	uint8_t *p = map(self->t.len, PROT_READ | PROT_WRITE, MAP_SHARED,
			 self->t.file);
	uint8_t *out = pages(self->t.len);
	size_t left = self->t.len - page_size();

	ASSERT_EQ(0, ftruncate(self->t.file, left));
	memset(out, 0xa5, self->t.len);
	EXPECT_EQ(-EFAULT, mapping_encrypt(&self->t, p, out));
	EXPECT_TRUE(all_are(out, self->t.len, 0xa5));
	EXPECT_EQ(-EFAULT, mapping_encrypt(&self->t, self->t.plain, p));
	EXPECT_TRUE(same(p, self->t.plain, left));
}

TEST_F(mappings, read_only_anonymous_mapping)
{
	uint8_t *p = pages(self->t.len), *q;

	memcpy(p, self->t.plain, self->t.len);
	ASSERT_EQ(0, mprotect(p, self->t.len, PROT_READ));
	ASSERT_RIGHT(check_source(&self->t, p));
	ASSERT_RIGHT(check_no_destination(&self->t, p));
	/* never touched: reads see the zero page, which all processes share */
	p = map(self->t.len, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	ASSERT_RIGHT(check_no_destination(&self->t, p));
	EXPECT_TRUE(all_are(p, self->t.len, 0));
	q = map(self->t.len, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	EXPECT_EQ(-EFAULT, mapping_encrypt(&self->t, q, q));
	EXPECT_TRUE(all_are(q, self->t.len, 0));
	/* read before, and writable: a write gives it its own page */
	ASSERT_EQ(0, mprotect(p, self->t.len, PROT_READ | PROT_WRITE));
	ASSERT_EQ(0, mapping_encrypt(&self->t, self->t.plain, p));
	EXPECT_TRUE(same(p, self->t.secret, self->t.len));
	EXPECT_TRUE(all_are(q, self->t.len, 0));
}

TEST_F(mappings, untouched_anonymous_mapping)
{
	uint8_t *zeros = pages(self->t.len), *fresh = pages(self->t.len);

	ASSERT_EQ(0, mapping_encrypt(&self->t, fresh, self->t.opened));
	EXPECT_TRUE(all_are(fresh, self->t.len, 0));
	memset(zeros, 0, self->t.len);
	ASSERT_EQ(0, mapping_encrypt(&self->t, zeros, zeros));
	EXPECT_TRUE(same(zeros, self->t.opened, self->t.len));
	fresh = pages(self->t.len);
	ASSERT_EQ(0, mapping_encrypt(&self->t, self->t.plain, fresh));
	EXPECT_TRUE(same(fresh, self->t.secret, self->t.len));
}

TEST_F(mappings, mapping_shared_with_child)
{
	uint8_t *p = map(self->t.len, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1);
	pid_t pid;

	ASSERT_RIGHT(check_both(&self->t, p));
	memset(p, 0, self->t.len);
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(!!mapping_encrypt(&self->t, self->t.plain, p));
	ASSERT_TRUE(exits_well(pid));
	EXPECT_TRUE(same(p, self->t.secret, self->t.len));
}

TEST_F(mappings, copy_on_write_with_child)
{
	uint8_t *p = pages(self->t.len);
	int written[2];
	char byte;
	pid_t pid;

	memcpy(p, self->t.plain, self->t.len);
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(mapping_encrypt(&self->t, p, p) ||
		      !same(p, self->t.secret, self->t.len));
	ASSERT_TRUE(exits_well(pid));
	EXPECT_TRUE(same(p, self->t.plain, self->t.len));
	/* and the reverse: the child checks after the parent has written */
	ASSERT_EQ(0, pipe(written));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		close(written[1]);
		_exit(read(written[0], &byte, 1) != 1 ||
		      !same(p, self->t.plain, self->t.len));
	}
	EXPECT_EQ(0, mapping_encrypt(&self->t, p, p));
	EXPECT_EQ(1, write(written[1], "", 1));
	EXPECT_TRUE(same(p, self->t.secret, self->t.len));
	EXPECT_TRUE(exits_well(pid));
}

/* A tag in place is only read; only the plaintext before it is written. */
TEST_F(mappings, tag_on_read_only_page)
{
	uint8_t *p = pages(self->t.len + page_size());
	struct request r = {
		.aead = true, .ses = self->t.ses.gcm, .len = self->t.len,
		.src = self->t.plain, .dst = p, .iv = self->t.iv,
	};

	ASSERT_EQ(0, request_run(self->t.fd, &r));
	ASSERT_EQ(0, mprotect(p + self->t.len, page_size(), PROT_READ));
	r.op = COP_DECRYPT;
	r.len = self->t.len + TAG_LEN;
	r.src = p;
	EXPECT_EQ(0, request_run(self->t.fd, &r));
	EXPECT_TRUE(same(p, self->t.plain, self->t.len));
	/* encryption needs to write the tag */
	r.op = COP_ENCRYPT;
	r.len = self->t.len;
	memcpy(self->t.opened, p, self->t.len);
	EXPECT_EQ(-EFAULT, request_run(self->t.fd, &r));
	EXPECT_TRUE(same(p, self->t.opened, self->t.len));
	/* of a forged message, neither is written */
	ASSERT_EQ(0, mprotect(p + self->t.len, page_size(),
			      PROT_READ | PROT_WRITE));
	ASSERT_EQ(0, request_run(self->t.fd, &r));
	p[self->t.len + 3] ^= 1;
	memcpy(self->t.secret, p, self->t.len + TAG_LEN);
	ASSERT_EQ(0, mprotect(p + self->t.len, page_size(), PROT_READ));
	r.op = COP_DECRYPT;
	r.len = self->t.len + TAG_LEN;
	EXPECT_EQ(-EBADMSG, request_run(self->t.fd, &r));
	EXPECT_TRUE(
		same(p + self->t.len, self->t.secret + self->t.len, TAG_LEN));
	EXPECT_TRUE(same(p, self->t.secret, self->t.len) ||
		    all_are(p, self->t.len, 0));
}

TEST_HARNESS_MAIN
