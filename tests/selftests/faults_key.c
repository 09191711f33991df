// SPDX-License-Identifier: GPL-2.0
/*
 * Each allocation and each copy for an operation of CIOCKEY fails in turn: on the
 * CPU, and with the simulated accelerator also on a driver, and on a driver that
 * fails, whose operations the CPU takes over.
 */
#include "../kselftest_harness.h"
#include "lib/accel.h"
#include "lib/faults.h"
#include "lib/key.h"

/* Lengths that drivers of rsa and of dh take, in bits. */
#define RSA_BITS	512
#define DH_BITS		1536

/**
 * struct key_trial - one case
 * @fd: an open file
 * @failing: the driver fails each operation
 * @op: the operation
 * @want: the same with its result
 */
struct key_trial {
	int fd;
	bool failing;
	struct key_op op;
	struct key_op want;
};

FIXTURE(faults_key)
{
	struct key_trial t;
	long was[ACCEL_SETTINGS];	/* before the test, if it changes them */
};

FIXTURE_SETUP(faults_key)
{
	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	KEY_SETUP();
	ASSERT_TRUE(faults_enable_all());
	self->t.fd = dc_open();
	ASSERT_LE(0, self->t.fd);
}

/* In the parent: a test that fails must not leave the driver failing. */
FIXTURE_TEARDOWN_PARENT(faults_key)
{
	if (self->t.failing)
		EXPECT_TRUE(accel_restore(self->was));
}

/* An odd number of so many bits, all ones but for a few. */
static void set_modulus(struct key_number *n, uint32_t bits)
{
	n->bits = bits;
	memset(n->data, 0xff, bits / 8);
	n->data[bits / 16] = 0x2d;
}

static struct key_op make_power(void)
{
	struct key_op op = {
		.op = CRK_MOD_EXP, .nr = 3, .out_bits = RSA_BITS,
	};

	key_set_small(&op.in[0], 0x12345);
	key_set_small(&op.in[1], 65537);
	set_modulus(&op.in[2], RSA_BITS);
	return op;
}

static struct key_op make_agreement(void)
{
	struct key_op op = {
		.op = CRK_DH_COMPUTE_KEY, .nr = 3, .out_bits = DH_BITS,
	};

	key_set_small(&op.in[0], 0x6789abcd);
	key_set_small(&op.in[1], 0x12345);
	set_modulus(&op.in[2], DH_BITS);
	return op;
}

static const char *nothing_to_do(void *data)
{
	return NULL;
}

/* The bytes of the result change with it alone. */
static void rewind_result(void *data)
{
	struct key_trial *t = data;

	memset(t->op.out, KEY_FILL, sizeof(t->op.out));
}

static int run_key(void *data)
{
	struct key_trial *t = data;
	size_t len = key_bytes(t->op.out_bits);
	struct crypt_kop kop;
	int err;

	key_argument(&kop, &t->op, t->op.out);
	err = dc_ioctl(t->fd, CIOCKEY, &kop);
	return !err && !same(t->op.out, t->want.out, len) ? -EPROTO : err;
}

static const char *fault_of_key(void *data, int err)
{
	struct key_trial *t = data;

	if (err && err != -ENOMEM && err != -EFAULT &&
	    !(t->failing && err == -EIO))
		return "no such error";
	if (err && !all_are(t->op.out, sizeof(t->op.out), KEY_FILL))
		return "result written";
	return NULL;
}

static void check_operations(struct __test_metadata *_metadata,
			     struct key_trial *t)
{
	struct fault_case c = {
		.fresh = nothing_to_do, .rewind = rewind_result, .run = run_key,
		.fault = fault_of_key, .data = t,
	};
	int i, nr = 0;

	for (i = 0; i < 2; i++) {
		t->want = i ? make_agreement() : make_power();
		ASSERT_EQ(0, key_run(t->fd, &t->want));
		t->op = t->want;
		EXPECT_FAULTS_HANDLED(&c, i ? "agreement" : "power");
	}
	TH_LOG("%d faults", nr);
}

TEST_F(faults_key, operations)
{
	check_operations(_metadata, &self->t);
}

TEST_F(faults_key, operations_that_fail_over)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	self->t.failing = true;
	ASSERT_TRUE(accel_fail_all(self->was));
	check_operations(_metadata, &self->t);
}

TEST_HARNESS_MAIN
