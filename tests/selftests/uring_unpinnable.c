// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring commands in memory that can be read and written but not pinned.
 */
#include "../kselftest_harness.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/sessions.h"
#include "lib/unpinnable.h"
#include "lib/uring.h"

#define LEN	60000

FIXTURE(uring_unpinnable) {
	int fd;
	struct io_uring ring;
	struct sessions ses;
	uint8_t *at, *plain, *want;
	uint8_t iv[16];
};

FIXTURE_VARIANT(uring_unpinnable) {
	enum unpinnable kind;
};

FIXTURE_VARIANT_ADD(uring_unpinnable, secret) { .kind = SECRET_MEMORY };
FIXTURE_VARIANT_ADD(uring_unpinnable, device) { .kind = DEVICE_MEMORY };

FIXTURE_SETUP(uring_unpinnable)
{
	if (!uring_has_commands())
		SKIP(return, "this kernel's io_uring has no commands");
	self->at = unpinnable_map(variant->kind, 2 * LEN);
	if (!self->at)
		SKIP(return, "this machine has no such memory");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, uring_open(&self->ring, 8, true));
	fill(self->iv, 16, 2);
	ASSERT_EQ(0, sessions_init(&self->ses, self->fd));
	self->plain = pages(2 * LEN);
	self->want = pages(2 * LEN);
	fill(self->plain, 2 * LEN, 3);
}

FIXTURE_TEARDOWN(uring_unpinnable)
{
	close(self->fd);
}

TEST_F(uring_unpinnable, commands_use_unpinnable_memory)
{
	static const uint32_t lens[] = { 16, 1040, LEN };
	uint8_t *p = self->at + 40, *mac = self->at + page_size() - 5;
	uint8_t digest[32];
	struct cryptodev_req r = {
		.src = (uintptr_t)p, .dst = (uintptr_t)p,
		.iv = (uintptr_t)self->iv,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		memcpy(p, self->plain, lens[i]);
		ASSERT_EQ(0, dc_crypt(self->fd, self->ses.cbc, COP_ENCRYPT, 0,
				      self->plain, lens[i], self->want, NULL,
				      self->iv));
		r.ses = self->ses.cbc;
		r.len = lens[i];
		r.flags = 0;
		r.mac = 0;
		EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r));
		EXPECT_TRUE(same(p, self->want, lens[i]));
		memcpy(p, self->plain, lens[i]);
		r.ses = self->ses.gcm;
		EXPECT_EQ(lens[i] + 16, uring_run(&self->ring, self->fd, &r));
		r.len += 16;
		r.flags = CRYPTODEV_REQ_DECRYPT;
		EXPECT_EQ(lens[i], uring_run(&self->ring, self->fd, &r));
		EXPECT_TRUE(same(p, self->plain, lens[i]));
		ASSERT_EQ(0, dc_hash(self->fd, self->ses.sha, 0, self->plain,
				     lens[i], digest));
		r.ses = self->ses.sha;
		r.flags = 0;
		r.len = lens[i];
		r.mac = (uintptr_t)mac;
		EXPECT_EQ(0, uring_run(&self->ring, self->fd, &r));
		EXPECT_TRUE(same(mac, digest, 32));
	}
}

TEST_HARNESS_MAIN
