// SPDX-License-Identifier: GPL-2.0
/*
 * Packets with extended sequence numbers through io_uring, whose requests are
 * longer than a submission entry.
 */
#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/esn.h"
#include "lib/uring.h"

#define FILLER	0xa5
#define ROOM	(ESN_TEXT + 64)

FIXTURE(uring_esn)
{
	int fd;
	struct io_uring ring;
	uint8_t out[ROOM];
};

FIXTURE_VARIANT(uring_esn)
{
	bool long_entries;
};

FIXTURE_VARIANT_ADD(uring_esn, short_entries) { false };
FIXTURE_VARIANT_ADD(uring_esn, long_entries) { true };

FIXTURE_SETUP(uring_esn)
{
	if (!uring_has_commands())
		SKIP(return, "this kernel's io_uring has no commands");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, uring_open(&self->ring, 4, variant->long_entries));
	memset(self->out, FILLER, ROOM);
}

FIXTURE_TEARDOWN(uring_esn)
{
	io_uring_queue_exit(&self->ring);
	close(self->fd);
}

TEST_F(uring_esn, sealed_opened_and_forged_packet)
{
	struct cryptodev_req r;
	struct esn_packet p;
	uint32_t ses, len;
	int i, err;

	for (i = 0; i < ESN_KINDS; i++) {
		const struct esn_kind *k = &esn_kinds[i];

		err = esn_session(self->fd, k, 0, &ses);
		if (err == -ENOENT)
			continue;
		ASSERT_EQ(0, err);
		esn_packet(k, &p);
		len = ESN_TEXT + k->tag;
		r = esn_request(k, ses, &p, 0, self->out);
		EXPECT_EQ(len, uring_run_at(&self->ring, self->fd, &r,
					    sizeof(r)));
		EXPECT_TRUE(same(self->out, p.sealed, len));
		EXPECT_TRUE(all_are(self->out + len, ROOM - len, FILLER));
		memset(self->out, FILLER, ROOM);
		r = esn_request(k, ses, &p, CRYPTODEV_REQ_DECRYPT, self->out);
		r.esn ^= 1 << 31;
		EXPECT_EQ(-EBADMSG, uring_run_at(&self->ring, self->fd, &r,
						 sizeof(r)));
		EXPECT_EQ(-EINVAL, uring_run_at(&self->ring, self->fd, &r,
						CRYPTODEV_REQ_FIRST_SIZE));
		EXPECT_TRUE(all_are(self->out, ROOM, FILLER));
		r.esn ^= 1 << 31;
		EXPECT_EQ(ESN_TEXT, uring_run_at(&self->ring, self->fd, &r,
						 sizeof(r)));
		EXPECT_TRUE(same(self->out, p.text, ESN_TEXT));
		EXPECT_TRUE(all_are(self->out + ESN_TEXT, 64, FILLER));
		memset(self->out, FILLER, ROOM);
	}
}

TEST_HARNESS_MAIN
