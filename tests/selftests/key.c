// SPDX-License-Identifier: GPL-2.0
/*
 * Public-key operations that are rejected: an error of the call does not change
 * crk_status, an error of the operation is in both, and neither writes a
 * result. No operation takes unlimited time or memory.
 */
#include "../kselftest_harness.h"
#include "lib/cases.h"
#include "lib/key.h"
#include "lib/process.h"
#include "lib/sysctl.h"
#include "lib/thread_group.h"

#define NR_OPS	5	/* operations of the fixture: one of each kind */

FIXTURE(key) {
	int fd;
	long allowed;
	union {
		struct {
			struct key_op power, crt, dh, sign, verify;
		};
		struct key_op ops[NR_OPS];
	};
};

/* Long numbers; the first and the last bit are 1. */
static void set_long(struct key_number *n, uint32_t bits, uint32_t seed)
{
	size_t len = key_bytes(bits);

	fill(n->data, len, seed);
	n->bits = bits;
	n->data[0] |= 1;
	n->data[len - 1] &= 0xff >> (8 * len - bits);
	n->data[len - 1] |= 1 << ((bits - 1) % 8);
}

FIXTURE_SETUP(key)
{
	static const uint32_t crt[6] = { 61, 53, 2790, 53, 49, 38 };
	int i;

	self->fd = dc_open();
	KEY_SETUP();
	ASSERT_LE(0, self->fd);
	self->allowed = sysctl_get("userasymcrypto");
	self->power = (struct key_op) {
		.op = CRK_MOD_EXP, .nr = 3, .out_bits = 2048,
	};
	for (i = 0; i < 3; i++)
		set_long(&self->power.in[i], 2048, i);
	set_long(&self->power.in[1], 17, 1);
	self->crt = (struct key_op) {
		.op = CRK_MOD_EXP_CRT, .nr = 6, .out_bits = 12,
	};
	for (i = 0; i < 6; i++)
		key_set_small(&self->crt.in[i], crt[i]);
	self->dh = (struct key_op) {
		.op = CRK_DH_COMPUTE_KEY, .nr = 3, .out_bits = 5,
	};
	key_set_small(&self->dh.in[0], 6);
	key_set_small(&self->dh.in[1], 19);
	key_set_small(&self->dh.in[2], 23);
	self->sign = key_sign(&dsa_vectors[0]);
	self->verify = key_verify(&dsa_vectors[0]);
}

FIXTURE_TEARDOWN(key)
{
	if (self->allowed >= 0)
		sysctl_set("userasymcrypto", self->allowed);
	close(self->fd);
}

/* Returns a power of small numbers, with room for 16 bits. */
static struct key_op small(uint32_t base, uint32_t exponent, uint32_t modulus)
{
	struct key_op op = { .op = CRK_MOD_EXP, .nr = 3, .out_bits = 16 };

	key_set_small(&op.in[0], base);
	key_set_small(&op.in[1], exponent);
	key_set_small(&op.in[2], modulus);
	return op;
}

static uint32_t result(const struct key_op *op)
{
	return op->out[0] | op->out[1] << 8;
}

TEST_F(key, feature_mask)
{
	uint32_t features = 0;

	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCASYMFEAT, &features));
	EXPECT_EQ(CRF_MOD_EXP | CRF_MOD_EXP_CRT | CRF_DSA_SIGN |
		  CRF_DSA_VERIFY | CRF_DH_COMPUTE_KEY, features);
}

TEST_F(key, small_known_answers)
{
	static const struct {
		uint32_t base, exponent, modulus, result;
	} powers[] = {
		{ 4, 13, 497, 445 }, { 65, 17, 3233, 2790 },
		{ 0, 5, 7, 0 }, { 0, 0, 7, 1 }, { 5, 0, 7, 1 },
		{ 5, 0, 1, 0 }, { 5, 3, 1, 0 }, { 1, 9, 7, 1 },
		{ 6, 3, 7, 6 }, { 7, 3, 7, 0 }, { 1000000, 1, 7, 1 },
		{ 3, 5, 16, 3 }, { 2, 20, 4096, 0 }, { 7, 2, 2, 1 },
	};
	struct key_op op;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(powers); i++) {
		op = small(powers[i].base, powers[i].exponent,
			   powers[i].modulus);
		EXPECT_EQ(0, key_run(self->fd, &op));
		EXPECT_EQ(powers[i].result, result(&op));
	}
	EXPECT_EQ(0, key_run(self->fd, &self->crt));
	EXPECT_EQ(65, result(&self->crt));
	EXPECT_EQ(0, key_run(self->fd, &self->dh));
	EXPECT_EQ(2, self->dh.out[0]);
	EXPECT_EQ(0, key_run(self->fd, &self->power));
}

/*
 * The call writes as many bytes as the bits need, with zeros above the result.
 */
TEST_F(key, result_needs_room)
{
	struct key_op op = small(4, 13, 497);
	static const uint8_t want[2] = { 445 & 0xff, 445 >> 8 };
	uint32_t bits;

	for (bits = 0; bits < 9; bits++) {
		op.out_bits = bits;
		EXPECT_EQ(-EINVAL, key_refused(self->fd, &op));
	}
	/* even if this result is shorter than the modulus allows */
	op = small(0, 1, 497);
	op.out_bits = 8;
	EXPECT_EQ(-EINVAL, key_refused(self->fd, &op));
	op = small(4, 13, 497);
	for (bits = 9; bits <= KEY_BITS; bits = bits < 70 ? bits + 1 :
							    bits + 1003) {
		op.out_bits = bits;
		EXPECT_EQ(0, key_run(self->fd, &op));
		EXPECT_TRUE(same(op.out, want, 2));
		EXPECT_TRUE(all_are(op.out + 2, key_bytes(bits) - 2, 0));
	}
	self->crt.out_bits = 8;
	EXPECT_EQ(-EINVAL, key_refused(self->fd, &self->crt));
	self->dh.out_bits = 0;
	EXPECT_EQ(-EINVAL, key_refused(self->fd, &self->dh));
}

/* Zeros above a number do not count as its length. */
TEST_F(key, leading_zeros_do_not_count)
{
	struct key_op op = small(4, 13, 497);
	int i;

	for (i = 0; i < 3; i++)
		op.in[i].bits = KEY_BITS - 7 * i;
	EXPECT_EQ(0, key_run(self->fd, &op));
	EXPECT_EQ(445, result(&op));
	/* whole bytes count */
	op = small(4, 13, 497);
	op.in[1].bits = 1;
	EXPECT_EQ(0, key_run(self->fd, &op));
	EXPECT_EQ(445, result(&op));
}

TEST_F(key, unknown_operations_are_rejected)
{
	static const uint32_t unknown[] = { 5, 6, 10, 255, 0x7fffffff,
					    0xffffffff };
	struct key_op op = small(4, 13, 497);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(unknown); i++) {
		op.op = unknown[i];
		EXPECT_EQ(-EINVAL, key_refused(self->fd, &op));
	}
}

TEST_F(key, parameter_counts_are_checked)
{
	static const uint16_t counts[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 256,
					   32768, 65535 };
	struct key_op *ops = self->ops;
	struct crypt_kop kop, was;
	uint8_t out[KEY_BYTES];
	size_t i, j;

	memset(out, KEY_FILL, sizeof(out));
	for (i = 0; i < NR_OPS; i++) {
		for (j = 0; j < 2 * ARRAY_SIZE(counts); j++) {
			key_argument(&kop, &ops[i], out);
			if (j % 2)
				kop.crk_iparams = counts[j / 2];
			else
				kop.crk_oparams = counts[j / 2];
			was = kop;
			if (kop.crk_iparams == ops[i].nr &&
			    kop.crk_oparams == key_outputs(ops[i].op))
				continue;
			EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CIOCKEY, &kop));
			EXPECT_TRUE(same(&kop, &was, sizeof(kop)));
		}
	}
	EXPECT_TRUE(all_are(out, sizeof(out), KEY_FILL));
}

/* Numbers longer than the limit, at unmapped addresses. */
TEST_F(key, long_numbers_are_rejected)
{
	static const uint32_t lengths[] = { KEY_BITS + 1, KEY_BITS + 8, 16384,
		0x10000, 0x7fffffff, 0x80000000, 0xfffffff8, 0xfffffff9,
		0xffffffff };
	struct key_op *ops = self->ops;
	double start = seconds();
	struct crypt_kop kop;
	uint8_t out[KEY_BYTES];
	size_t i, j, k;

	memset(out, KEY_FILL, sizeof(out));
	for (i = 0; i < NR_OPS; i++) {
		for (j = 0; j < ops[i].nr + key_outputs(ops[i].op); j++) {
			for (k = 0; k < ARRAY_SIZE(lengths); k++) {
				key_argument(&kop, &ops[i], out);
				kop.crk_param[j].crp_nbits = lengths[k];
				EXPECT_EQ(-E2BIG, dc_ioctl(self->fd, CIOCKEY,
							   &kop));
				EXPECT_EQ(0x5a5a5a5a, kop.crk_status);
			}
		}
	}
	EXPECT_TRUE(all_are(out, sizeof(out), KEY_FILL));
	EXPECT_GT(WAIT_LIMIT, seconds() - start);
}

/* An operation without a result, for one number replaced by another. */
static void no_result(struct __test_metadata *_metadata, int fd,
		      const struct key_op *op, unsigned int which,
		      uint32_t value)
{
	struct key_op bad = *op;

	key_set_small(&bad.in[which], value);
	EXPECT_EQ(-EINVAL, key_run(fd, &bad)) {
		TH_LOG("operation %u with %u as number %u", op->op, value,
		       which);
	}
	/* the same number with zeros above */
	bad.in[which].bits += 64;
	EXPECT_EQ(-EINVAL, key_run(fd, &bad));
}

TEST_F(key, operation_without_result_fails)
{
	static const struct {
		unsigned int which;
		uint32_t value;
	} crt[] = {
		{ 0, 0 }, { 0, 1 }, { 0, 53 }, { 0, 106 }, { 0, 59 },
		{ 1, 0 }, { 1, 1 }, { 1, 61 }, { 1, 122 }, { 1, 54 },
		{ 5, 0 }, { 5, 1 }, { 5, 37 }, { 5, 39 },
	}, dh[] = {
		{ 0, 0 }, { 1, 0 }, { 1, 1 }, { 1, 22 }, { 1, 23 }, { 1, 24 },
		{ 1, 0xffffffff }, { 2, 0 }, { 2, 1 }, { 2, 2 }, { 2, 22 },
		{ 2, 24 }, { 2, 19 }, { 2, 3 },
	};
	size_t i;

	no_result(_metadata, self->fd, &self->power, 2, 0);
	for (i = 0; i < ARRAY_SIZE(crt); i++)
		no_result(_metadata, self->fd, &self->crt, crt[i].which,
			  crt[i].value);
	for (i = 0; i < ARRAY_SIZE(dh); i++)
		no_result(_metadata, self->fd, &self->dh, dh[i].which,
			  dh[i].value);
}

/* Where a number lies, and what makes that place bad. */
static const struct {
	enum side side;		/* bytes before the page boundary */
	int prot;		/* protection for an input */
	int result_prot;	/* protection for a result */
	void *nowhere;		/* an address instead */
} places[] = {
	{ LOW, PROT_NONE, PROT_READ, NULL },
	{ HIGH, PROT_NONE, PROT_READ, NULL },
	{ LOW, PROT_NONE, PROT_NONE, NULL },
	{ HIGH, PROT_NONE, PROT_NONE, NULL },
	{ .nowhere = NULL }, { .nowhere = (void *)4096 },
	{ .nowhere = (void *)-4096 }, { .nowhere = (void *)-1 },
};

/* Each number, and the result, in all of these places. */
static void bad_place(struct __test_metadata *_metadata, int fd,
		      struct key_op *op, unsigned int which)
{
	bool is_result = which >= op->nr;
	size_t i, len = key_bytes(!is_result ? op->in[which].bits :
				  which == op->nr ? op->out_bits :
				  op->second_bits);
	uint8_t out[KEY_BYTES], *at;
	struct crypt_kop kop, was;
	struct seam s;

	ASSERT_TRUE(seam_init(&s, len));
	for (i = 0; i < ARRAY_SIZE(places); i++) {
		/* one byte is on one side */
		at = s.edge - (places[i].side == LOW ? (len + 1) / 2 : len / 2);
		memset(out, KEY_FILL, sizeof(out));
		memset(op->second, KEY_FILL, sizeof(op->second));
		memset(s.map, KEY_FILL, s.size);
		if (!is_result)
			memcpy(at, op->in[which].data, len);
		key_argument(&kop, op, out);
		kop.crk_param[which].crp_p = places[i].side ?
					     at : places[i].nowhere;
		was = kop;
		if (places[i].side)
			ASSERT_TRUE(seam_protect(&s, places[i].side, is_result ?
						 places[i].result_prot :
						 places[i].prot));
		EXPECT_EQ(-EFAULT, dc_ioctl(fd, CIOCKEY, &kop)) {
			TH_LOG("operation %u, number %u, place %zu", op->op,
			       which, i);
		}
		EXPECT_TRUE(same(&kop, &was, sizeof(kop)));
		EXPECT_TRUE(all_are(out, sizeof(out), KEY_FILL));
		EXPECT_TRUE(all_are(op->second, sizeof(op->second), KEY_FILL));
		if (is_result)
			EXPECT_TRUE(all_are(s.view, s.size, KEY_FILL));
		ASSERT_TRUE(seam_mend(&s));
	}
	seam_free(&s);
}

TEST_F(key, bad_memory_is_efault)
{
	struct key_op *ops = self->ops;
	unsigned int i, j;

	for (i = 0; i < NR_OPS; i++)
		for (j = 0; j < ops[i].nr + key_outputs(ops[i].op); j++)
			bad_place(_metadata, self->fd, &ops[i], j);
}

/* Numbers across pages, in read-only memory, and overlapping each other. */
TEST_F(key, numbers_across_pages_and_overlapping)
{
	struct key_op *op = &self->power;
	struct crypt_kop kop;
	struct seam s, input;
	unsigned int i;

	ASSERT_EQ(0, key_run(self->fd, op));
	ASSERT_TRUE(seam_init(&s, KEY_BYTES));
	ASSERT_TRUE(seam_init(&input, KEY_BYTES));
	for (i = 0; i < 3; i++) {
		memcpy(input.edge - 77, op->in[i].data, 256);
		ASSERT_TRUE(seam_protect(&input, BOTH, PROT_READ));
		memset(s.map, KEY_FILL, s.size);
		key_argument(&kop, op, s.edge - 100);
		kop.crk_param[i].crp_p = input.edge - 77;
		EXPECT_EQ(0, dc_ioctl(self->fd, CIOCKEY, &kop));
		EXPECT_EQ(0, kop.crk_status);
		EXPECT_TRUE(same(s.edge - 100, op->out, 256));
		EXPECT_TRUE(all_are(s.map, s.edge - 100 - s.map, KEY_FILL));
		EXPECT_TRUE(all_are(s.edge + 156, s.size / 2 - 156, KEY_FILL));
		ASSERT_TRUE(seam_mend(&input));

		/* the result replaces its own input */
		memcpy(input.edge - 77, op->in[i].data, 256);
		key_argument(&kop, op, input.edge - 77 + i);
		kop.crk_param[i].crp_p = input.edge - 77;
		EXPECT_EQ(0, dc_ioctl(self->fd, CIOCKEY, &kop));
		EXPECT_TRUE(same(input.edge - 77 + i, op->out, 256));
	}
	/* a number of 0 bits is 0, at any address */
	key_argument(&kop, op, s.edge);
	kop.crk_param[0].crp_p = NULL;
	kop.crk_param[0].crp_nbits = 0;
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCKEY, &kop));
	EXPECT_TRUE(all_are(s.edge, 256, 0));
	seam_free(&s);
	seam_free(&input);
}

TEST_F(key, disabled_operations_are_rejected)
{
	struct key_op *ops = self->ops;
	uint32_t features = 0xffffffff;
	unsigned int i;

	if (geteuid())
		SKIP(return, "needs root to forbid it");
	EXPECT_EQ(1, self->allowed);
	EXPECT_FALSE(sysctl_set("userasymcrypto", 2));
	EXPECT_FALSE(sysctl_set("userasymcrypto", -1));
	EXPECT_EQ(1, sysctl_get("userasymcrypto"));
	ASSERT_TRUE(sysctl_set("userasymcrypto", 0));
	for (i = 0; i < NR_OPS; i++)
		EXPECT_EQ(-EPERM, key_refused(self->fd, &ops[i]));
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCASYMFEAT, &features));
	EXPECT_EQ(0U, features);
	/* checked before everything else */
	EXPECT_EQ(-EPERM, dc_ioctl(self->fd, CIOCKEY, NULL));
	ASSERT_TRUE(sysctl_set("userasymcrypto", 1));
	EXPECT_EQ(0, key_run(self->fd, &self->power));
}

/* The most work that one call can request. */
static struct key_op *longest(void)
{
	static struct key_op op = {
		.op = CRK_MOD_EXP, .nr = 3, .out_bits = KEY_BITS,
	};
	int i;

	for (i = 0; i < 3; i++)
		set_long(&op.in[i], KEY_BITS, i);
	return &op;
}

TEST_F(key, kill_ends_operation)
{
	int i;

	for (i = 0; i < 3; i++)
		EXPECT_TRUE(key_ends_when_killed(self->fd, longest(),
						 1000 + 20000 * i));
	EXPECT_EQ(0, key_run(self->fd, &self->power));
}

/* Threads with their own numbers on one descriptor. */
static void work(struct group_thread *thread)
{
	struct key_op *op = thread->data;
	uint8_t want[KEY_BYTES];
	int err;

	memcpy(want, op->out, sizeof(want));
	err = key_run(*(int *)thread->group->data, op);
	if (err || !same(want, op->out, key_bytes(op->out_bits)))
		thread_failed(thread, "wrong result", err);
}

TEST_F(key, threads_with_own_numbers)
{
	struct thread_group group = { .size = 6,
				      .work = work,
				      .data = &self->fd };
	struct key_op ops[6];
	int i;

	for (i = 0; i < group.size; i++) {
		ops[i] = i % 3 == 0 ? self->power :
			 i % 3 == 1 ? self->crt : self->dh;
		if (i % 3 == 0)
			set_long(&ops[i].in[0], 2000 + i, 7 + i);
		ASSERT_EQ(0, key_run(self->fd, &ops[i]));
		group.threads[i].data = &ops[i];
	}
	ASSERT_TRUE(group_run(&group, brief(2, 0.5)));
	EXPECT_THREADS_OK(&group);
}

TEST_HARNESS_MAIN
