// SPDX-License-Identifier: GPL-2.0
/*
 * Buffers in memory that the program has not mapped itself: on the stack, in
 * its data, at the end of the address space; and in huge pages.
 */
#include "lib/mapping_fixture.h"
#include <linux/mman.h>

#define HUGE		(2 << 20)

static const char in_rodata[4096] = "read-only, by the linker";

TEST_F(mappings, stack_and_data_segment)
{
	uint8_t stack[4096 + 48], digest[32], want[32];
	static uint8_t data[4096];

	self->t.len = 4096;
	ASSERT_RIGHT(check_both(&self->t, stack + 13));
	ASSERT_RIGHT(check_both(&self->t, data));
	EXPECT_EQ(-EFAULT,
		  mapping_encrypt(&self->t, self->t.plain, (void *)in_rodata));
	EXPECT_EQ(-EFAULT,
		  mapping_encrypt(&self->t, in_rodata, (void *)in_rodata));
	EXPECT_STREQ("read-only, by the linker", in_rodata);
	memcpy(stack, in_rodata, 4096);
	ASSERT_EQ(0, dc_hash(self->t.fd, self->t.ses.sha, 0, in_rodata, 4096,
			     digest));
	ASSERT_EQ(0,
		  dc_hash(self->t.fd, self->t.ses.sha, 0, stack, 4096, want));
	EXPECT_TRUE(same(digest, want, 32));
}

/* Not inlined: its frame is below anything that the stack has used. */
static __attribute__((noinline)) int deep(struct mapping_test *t, bool dst)
{
	uint8_t room[1 << 20], *p = room;
	int err;

	/* hides from the compiler that the array is not initialised */
	__asm__ volatile("" : "+r" (p));
	err = dst ? mapping_encrypt(t, t->plain, p) :
		    mapping_encrypt(t, p, t->opened);
	if (!err && dst && !same(p, t->secret, t->len))
		err = -1000;
	return err;
}

TEST_F(mappings, stack_grows_for_buffer)
{
	pid_t pid;
	int dst;

	for (dst = 0; dst < 2; dst++) {
		pid = fork();
		ASSERT_LE(0, pid);
		if (!pid)
			_exit(!!deep(&self->t, dst));
		EXPECT_TRUE(exits_well(pid)) {
			TH_LOG("as %s", dst ? "destination" : "source");
		}
	}
}

/* A buffer may end where the address space does, and not a byte later. */
TEST_F(mappings, end_of_address_space)
{
	uintptr_t end = sizeof(void *) == 8 ? (uintptr_t)0x7ffffffff000 :
					      (uintptr_t)0xffffe000;
	size_t room = page_round(self->t.len);
	uint32_t past;
	uint8_t *p;

	p = mmap((void *)(end - room), room, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	if (p != (uint8_t *)(end - room))
		SKIP(return, "the address space ends elsewhere");
	ASSERT_RIGHT(check_both(&self->t, p));
	memcpy(p, self->t.plain, room);
	for (past = 16; past < room; past += past < 64 ? 16 : 1040) {
		memset(self->t.opened, 0xa5, self->t.len);
		EXPECT_EQ(-EFAULT,
			  mapping_encrypt(&self->t, p + past, self->t.opened));
		EXPECT_TRUE(all_are(self->t.opened, self->t.len, 0xa5));
		EXPECT_EQ(-EFAULT,
			  mapping_encrypt(&self->t, self->t.plain, p + past));
		EXPECT_EQ(-EFAULT,
			  mapping_encrypt(&self->t, p + past, p + past));
		EXPECT_TRUE(same(p, self->t.plain, room));
	}
}

TEST_F(mappings, huge_pages)
{
	uint8_t *room = map(3 * HUGE, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1);
	uint8_t *p = (uint8_t *)(((uintptr_t)room + HUGE - 1) & -(uintptr_t)HUGE);
	uint8_t *tlb;

	madvise(p, 2 * HUGE, MADV_HUGEPAGE);
	/* across the middle, and at odd addresses */
	ASSERT_RIGHT(check_both(&self->t,
				p + HUGE - self->t.len / 2));
	ASSERT_RIGHT(check_both(&self->t, p + HUGE - 4096 - 7));
	ASSERT_RIGHT(check_both(&self->t, p + 4099));
	/* a read-only part of a huge page */
	memcpy(p + 65536, self->t.plain, self->t.len);
	ASSERT_EQ(0, mprotect(p + 65536, self->t.len, PROT_READ));
	ASSERT_RIGHT(check_source(&self->t, p + 65536));
	ASSERT_RIGHT(check_no_destination(&self->t, p + 65536));
	tlb = map(HUGE, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | MAP_HUGE_2MB, -1);
	if (!tlb)
		return;	/* none reserved */
	ASSERT_RIGHT(check_both(&self->t, tlb + 100));
}

/* No input at all, and a tag across two pages. */
TEST_F(mappings, empty_message_across_pages)
{
	uint8_t *p = pages(2 * 4096), *seam = p + 4096, want[TAG_LEN];
	struct crypt_auth_op op = { .ses = self->t.ses.gcm, .iv = self->t.iv };
	uint32_t below;
	int i;

	op.dst = want;
	ASSERT_EQ(0, dc_aead(self->t.fd, &op));
	ASSERT_EQ(TAG_LEN, op.len);
	for (below = 0; below <= TAG_LEN; below++) {
		for (i = 0; i < 2; i++) {
			memset(p, 0xa5, 2 * 4096);
			op.op = COP_ENCRYPT;
			op.len = 0;
			op.src = i ? self->t.plain : NULL;
			op.dst = seam - below;
			ASSERT_EQ(0, dc_aead(self->t.fd, &op));
			EXPECT_EQ(TAG_LEN, op.len);
			EXPECT_TRUE(same(seam - below, want, TAG_LEN));
			EXPECT_TRUE(all_are(p, 4096 - below, 0xa5));
			EXPECT_TRUE(all_are(seam - below + TAG_LEN,
					    4096 - TAG_LEN + below, 0xa5));
		}
		/* and decryption, with no output */
		op.op = COP_DECRYPT;
		op.src = seam - below;
		op.dst = NULL;
		ASSERT_EQ(0, dc_aead(self->t.fd, &op));
		EXPECT_EQ(0, op.len);
		seam[-(int)below] ^= 1;
		op.len = TAG_LEN;
		EXPECT_EQ(-EBADMSG, dc_aead(self->t.fd, &op));
	}
	munmap(p, 2 * 4096);
}

TEST_HARNESS_MAIN
