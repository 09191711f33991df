// SPDX-License-Identifier: GPL-2.0
/*
 * CRYPTODEV_SUBMIT: each request of a batch gives the same as the single call,
 * whether the batch waits or its results are reaped. And the rules of the call
 * itself.
 */
#include "../kselftest_harness.h"
#include "lib/batch_case.h"
#include "lib/process.h"
#include "lib/sysctl.h"

FIXTURE(batch) {
	int fd;
	long max;		/* dev.crypto.max_in_flight */
	uint8_t key[64];
	uint32_t ses[KINDS], twin[KINDS];
	struct batch_memory *room, *alone;
	struct cryptodev_req reqs[KINDS];
};

/**
 * @submit: CRYPTODEV_SUBMIT_*
 * @req: CRYPTODEV_REQ_*, added to the flags of each request
 */
FIXTURE_VARIANT(batch) {
	uint32_t submit;
	uint32_t req;
};

FIXTURE_VARIANT_ADD(batch, waited_for) { .submit = CRYPTODEV_SUBMIT_WAIT };
FIXTURE_VARIANT_ADD(batch, waited_for_worker) {
	.submit = CRYPTODEV_SUBMIT_WAIT, .req = CRYPTODEV_REQ_WORKER,
};

FIXTURE_VARIANT_ADD(batch, reaped) { .submit = 0 };
FIXTURE_VARIANT_ADD(batch, reaped_worker) { .req = CRYPTODEV_REQ_WORKER };

FIXTURE_SETUP(batch)
{
	int i;

	self->max = sysctl_get("max_in_flight");
	ASSERT_LT(0, self->max);
	WORKER_SETUP(variant->req);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 1);
	self->room = (void *)pages(KINDS * sizeof(struct batch_memory));
	self->alone = (void *)pages(KINDS * sizeof(struct batch_memory));
	for (i = 0; i < KINDS; i++) {
		ASSERT_EQ(0, kind_create(&kinds[i], self->fd, self->key,
					 &self->ses[i])) {
			TH_LOG("%s", kinds[i].name);
		}
		ASSERT_EQ(0, kind_create(&kinds[i], self->fd, self->key,
					 &self->twin[i]));
		batch_memory_init(&self->room[i], i);
		batch_memory_init(&self->alone[i], i);
		self->reqs[i] = kind_req(i, self->ses[i], &self->room[i],
					 variant->req);
	}
}

FIXTURE_TEARDOWN(batch)
{
	close(self->fd);
	EXPECT_TRUE(sysctl_set("max_in_flight", self->max));
}

/*
 * Submits all requests; afterwards each holds its result, for both ways to
 * report it.
 */
static int submit_all(int fd, uint32_t flags, struct cryptodev_req *reqs, int nr)
{
	struct cryptodev_result results[64];
	int i, n, left, got;

	n = dc_submit(fd, flags, reqs, nr);
	if (flags || n < 0)
		return n;
	for (left = n; left; left -= got) {
		got = dc_reap(fd, results, 1, 64,
			      deadline_in_ms(WAIT_LIMIT_MS));
		if (got <= 0)
			return got ?: -ETIME;
		for (i = 0; i < got; i++) {
			reqs[results[i].user_data].result = results[i].result;
			reqs[results[i].user_data].out_len = results[i].out_len;
		}
	}
	return n;
}

/* Runs each request alone, and compares everything that it must leave. */
static void compare(struct __test_metadata *_metadata,
		    FIXTURE_DATA(batch) *self, uint32_t back_len[])
{
	uint32_t out_len;
	int i;

	for (i = 0; i < KINDS; i++) {
		struct batch_memory *p = &self->alone[i];
		struct cryptodev_req r = back_len ?
			kind_req_back(i, self->twin[i], p, 0, back_len[i]) :
			kind_req(i, self->twin[i], p, 0);

		EXPECT_EQ(kind_run_alone(self->fd, i, &r, &out_len),
			  self->reqs[i].result) {
			TH_LOG("%s", kinds[i].name);
		}
		EXPECT_EQ(out_len, self->reqs[i].out_len) {
			TH_LOG("%s", kinds[i].name);
		}
		EXPECT_TRUE(same(p, &self->room[i], sizeof(*p))) {
			TH_LOG("%s", kinds[i].name);
		}
	}
}

TEST_F(batch, all_kinds_equal_single_calls)
{
	uint8_t text[TEXT_LEN];
	uint32_t lens[KINDS];
	int i;

	ASSERT_EQ(KINDS, submit_all(self->fd, variant->submit, self->reqs,
				    KINDS));
	compare(_metadata, self, NULL);
	for (i = 0; i < KINDS; i++) {
		EXPECT_EQ(0, self->reqs[i].result);
		lens[i] = self->reqs[i].out_len;
		self->reqs[i] = kind_req_back(i, self->ses[i], &self->room[i],
					      variant->req, lens[i]);
	}
	ASSERT_EQ(KINDS, submit_all(self->fd, variant->submit, self->reqs,
				    KINDS));
	compare(_metadata, self, lens);
	for (i = 0; i < KINDS; i++) {
		fill(text, TEXT_LEN, i + 3);
		EXPECT_TRUE(!kinds[i].opens ||
			    same(text, ptr(self->reqs[i].dst), TEXT_LEN)) {
			TH_LOG("%s", kinds[i].name);
		}
	}
}

/*
 * Forged messages among good ones: each leaves the same as when it runs alone.
 */
TEST_F(batch, forged_messages_among_good_ones)
{
	uint32_t lens[KINDS];
	int i;

	ASSERT_EQ(KINDS, submit_all(self->fd, variant->submit, self->reqs,
				    KINDS));
	compare(_metadata, self, NULL);
	for (i = 0; i < KINDS; i++) {
		lens[i] = self->reqs[i].out_len;
		((uint8_t *)ptr(self->reqs[i].dst))[100] ^= 1;
		((uint8_t *)ptr(self->reqs[i].dst) - self->room[i].text +
		 self->alone[i].text)[100] ^= 1;
		self->reqs[i] = kind_req_back(i, self->ses[i], &self->room[i],
					      variant->req, lens[i]);
	}
	ASSERT_EQ(KINDS, submit_all(self->fd, variant->submit, self->reqs,
				    KINDS));
	for (i = 0; i < KINDS; i++) {
		EXPECT_EQ(kinds[i].auth ? -EBADMSG : 0, self->reqs[i].result) {
			TH_LOG("%s", kinds[i].name);
		}
		EXPECT_TRUE(!kinds[i].auth || !self->reqs[i].out_len);
	}
	compare(_metadata, self, lens);
}

/* A bad request fails, and the requests beside it succeed. */
TEST_F(batch, bad_requests_do_not_affect_others)
{
	uint8_t *nowhere = guarded(4096) + 4096;
	struct cryptodev_req reqs[9];
	static const int want[] = {
		0, -EFAULT, -EFAULT, -EINVAL, -EFAULT, -EFAULT, -EBADMSG,
		-EFAULT, 0
	};
	int i;

	memset(nowhere - 4096, 0xa5, 4096);
	for (i = 0; i < 9; i++) {
		reqs[i] = self->reqs[0];
		reqs[i].user_data = i;
		reqs[i].dst = (uintptr_t)self->room[1 + i].out;
	}
	reqs[1].src = (uintptr_t)nowhere - 2048;
	reqs[2].dst = (uintptr_t)nowhere - 2048;
	reqs[3].len--;
	reqs[4].iv = (uintptr_t)nowhere;
	reqs[5].len = 512;
	reqs[5].dst = (uintptr_t)nowhere;
	reqs[6] = self->reqs[3];
	reqs[6].flags |= CRYPTODEV_REQ_VERIFY;
	reqs[6].user_data = 6;
	reqs[7] = self->reqs[6];
	reqs[7].aad = (uintptr_t)nowhere;
	reqs[7].user_data = 7;
	ASSERT_EQ(9, submit_all(self->fd, variant->submit, reqs, 9));
	for (i = 0; i < 9; i++) {
		EXPECT_EQ(want[i], reqs[i].result) {
			TH_LOG("request %d", i);
		}
		EXPECT_EQ(0, reqs[i].out_len);
		EXPECT_EQ(!want[i], !all_are(self->room[1 + i].out,
					     TEXT_LEN, 0xa5));
	}
	EXPECT_TRUE(all_are(nowhere - 4096, 4096, 0xa5));
	EXPECT_TRUE(same(self->room[1].out, self->room[9].out, TEXT_LEN));
}

/*
 * A malformed request gets a result if the batch waits; otherwise the call
 * rejects it.
 */
TEST_F(batch, malformed_requests_are_rejected)
{
	const struct {
		uint32_t ses, flags;
		int err;
	} cases[] = {
		{ self->ses[0] + 1000, 0, -EINVAL },
		{ 0, 0, -EINVAL },
		{ self->ses[0], 0x400, -EINVAL },
		{ self->ses[0], 0x80000000, -EINVAL },
		{ self->ses[10], CRYPTODEV_REQ_TLS | CRYPTODEV_REQ_SRTP,
		  -EINVAL },
		{ self->ses[0], CRYPTODEV_REQ_TLS, -EOPNOTSUPP },
		{ self->ses[6], CRYPTODEV_REQ_SRTP, -EOPNOTSUPP },
		{ self->ses[0], CRYPTODEV_REQ_VERIFY, -EOPNOTSUPP },
	};
	struct cryptodev_req reqs[3];
	struct cryptodev_result none;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		reqs[0] = self->reqs[0];
		reqs[1] = self->reqs[2];
		reqs[2] = self->reqs[2];
		reqs[0].user_data = 0;
		reqs[1].ses = cases[i].ses;
		reqs[1].flags = cases[i].flags | variant->req;
		memset(self->room[2].out, 0xa5, TEXT_LEN);
		if (variant->submit) {
			EXPECT_EQ(3, submit_all(self->fd, variant->submit, reqs,
						3));
			EXPECT_EQ(cases[i].err, reqs[1].result);
			EXPECT_EQ(0, reqs[1].out_len);
			EXPECT_EQ(0, reqs[2].result);
			continue;
		}
		EXPECT_EQ(1, submit_all(self->fd, 0, reqs, 3));
		EXPECT_EQ(0, reqs[0].result);
		EXPECT_EQ(12345, reqs[2].result);
		EXPECT_EQ(cases[i].err, dc_submit(self->fd, 0, reqs + 1, 2));
		EXPECT_TRUE(all_are(self->room[2].out, TEXT_LEN, 0xa5));
		EXPECT_EQ(0, dc_reap(self->fd, &none, 0, 1, 0));
	}
}

/* A batch fills the queue; the call fails only if no request fits. */
/* A batch that waits reports in its requests, and returns how many. */
TEST_F(batch, unwritable_results_are_efault)
{
	struct cryptodev_req *reqs, *edge;
	uint8_t *p = pages(2 * page_size());
	int i;

	if (!variant->submit)
		SKIP(return, "results are not in the requests");
	edge = (void *)(p + page_size());
	reqs = edge - 3;
	memcpy(reqs, self->reqs, 6 * sizeof(*reqs));
	ASSERT_EQ(0, mprotect(edge, page_size(), PROT_READ));
	EXPECT_EQ(3, dc_submit(self->fd, variant->submit, reqs, 6));
	for (i = 0; i < 6; i++)
		EXPECT_EQ(i < 3 ? 0 : 12345, reqs[i].result);
	EXPECT_EQ(-EFAULT, dc_submit(self->fd, variant->submit, edge, 3));
	EXPECT_EQ(3, dc_submit(self->fd, variant->submit, reqs, 3));
}

TEST_F(batch, full_queue_takes_part_of_batch)
{
	struct cryptodev_result results[KINDS];
	int i;

	ASSERT_TRUE(sysctl_set("max_in_flight", 2));
	if (variant->submit) {
		/* requests of a batch that waits make room themselves */
		EXPECT_EQ(KINDS, submit_all(self->fd, variant->submit,
					    self->reqs, KINDS));
		compare(_metadata, self, NULL);
		return;
	}
	EXPECT_EQ(2, dc_submit(self->fd, 0, self->reqs, KINDS));
	EXPECT_EQ(-EBUSY, dc_submit(self->fd, 0, self->reqs + 2, KINDS - 2));
	EXPECT_EQ(1, dc_reap(self->fd, results, 1, 1, 0));
	EXPECT_EQ(1, dc_submit(self->fd, 0, self->reqs + 2, KINDS - 2));
	EXPECT_EQ(2, dc_reap(self->fd, results + 1, 2, 2, 0));
	for (i = 0; i < 3; i++)
		EXPECT_EQ(0, results[i].result);
	EXPECT_EQ(3, results[0].user_data + results[1].user_data +
		  results[2].user_data);
	EXPECT_EQ(0, dc_reap(self->fd, results, 0, 1, 0));
}

/*
 * Requests that continue from the one before: a hash with UPDATE, and a cipher
 * without an IV. In a batch that waits they run in order.
 */
TEST_F(batch, waiting_batch_keeps_order)
{
	uint8_t want[32];
	struct cryptodev_req reqs[16];
	int i;

	if (!variant->submit)
		return;
	ASSERT_EQ(0, dc_hash(self->fd, self->twin[3], 0, self->room[0].text,
			     8 * 500, want));
	ASSERT_EQ(0, dc_crypt(self->fd, self->twin[0], COP_ENCRYPT, 0,
			      self->room[0].text, 8 * 496, self->alone[0].out,
			      NULL, self->room[0].iv));
	for (i = 0; i < 8; i++) {
		reqs[i] = self->reqs[3];
		reqs[i].flags |= CRYPTODEV_REQ_UPDATE |
				 (i == 7 ? CRYPTODEV_REQ_FINAL : 0);
		reqs[i].src = (uintptr_t)self->room[0].text + i * 500;
		reqs[i].len = 500;
		reqs[8 + i] = self->reqs[0];
		reqs[8 + i].src += i * 496;
		reqs[8 + i].dst += i * 496;
		reqs[8 + i].len = 496;
		if (i)
			reqs[8 + i].iv = 0;
	}
	ASSERT_EQ(16, submit_all(self->fd, variant->submit, reqs, 16));
	for (i = 0; i < 16; i++)
		EXPECT_EQ(0, reqs[i].result);
	EXPECT_TRUE(same(self->room[3].mac, want, 32));
	EXPECT_TRUE(same(self->room[0].out, self->alone[0].out, 8 * 496));
}

/* TLS records and messages of one session do not disturb each other. */
TEST_F(batch, records_and_messages_in_one_session)
{
	struct cryptodev_req *record = &self->reqs[10], message = *record;
	uint32_t out_len;

	record->user_data = 0;
	message.user_data = 0;
	message.flags &= ~CRYPTODEV_REQ_TLS;
	message.src = (uintptr_t)self->room[0].text;
	message.dst = (uintptr_t)self->room[0].out;
	ASSERT_EQ(1, submit_all(self->fd, variant->submit, record, 1));
	EXPECT_EQ(0, record->result);
	ASSERT_EQ(1, submit_all(self->fd, variant->submit, &message, 1));
	EXPECT_EQ(0, message.result);
	message.ses = self->twin[10];
	message.dst = (uintptr_t)self->alone[0].out;
	ASSERT_EQ(0, kind_run_alone(self->fd, 5, &message, &out_len));
	EXPECT_TRUE(same(self->room[0].out, self->alone[0].out, TEXT_LEN));
}

TEST_HARNESS_MAIN
