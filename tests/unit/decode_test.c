// SPDX-License-Identifier: GPL-2.0
/*
 * From what a program passes to a request, as far as no memory of the program is
 * read.
 */
#include <kunit/test.h>

#include "ioctl/calls.h"
#include "ioctl/native/native.h"

/* In place of native_calls.c: which flags it was asked about. */
static u32 checked_flags;

int cryptodev_native_check(struct cryptodev_request *req,
			   const struct file *file, const void __user *at,
			   u32 size, enum cryptodev_native_caller caller)
{
	checked_flags = req->op.flags;
	return -EINVAL;
}

static int fill_req(struct cryptodev_request *req,
		    const struct cryptodev_req *r)
{
	return cryptodev_native_fill(req, r, NULL, NULL, 0,
				     CRYPTODEV_CALLER_SYSCALL);
}

static void every_field_arrives(struct kunit *test)
{
	static const struct cryptodev_req r = {
		.flags = CRYPTODEV_OP_DECRYPT,
		.len = 0x11111111,
		.src = 0x2222222222222222,
		.dst = 0x3333333333333333,
		.aad = 0x4444444444444444,
		.mac = 0x5555555555555555,
		.iv = 0x6666666666666666,
		.aad_len = 0x77777777,
		.tag_len = 0x88888888,
		.iv_len = 0x99999999,
	};
	struct cryptodev_request *req;
	const struct cryptodev_op *op;

	req = kunit_kmalloc(test, sizeof(*req), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, req);
	memset(req, 0xee, sizeof(*req));
	req->ses = kunit_kzalloc(test, sizeof(*req->ses), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, req->ses);
	op = &req->op;
	checked_flags = 0;
	KUNIT_EXPECT_EQ(test, fill_req(req, &r), 0);
	KUNIT_EXPECT_EQ(test, checked_flags, 0);
	KUNIT_EXPECT_EQ(test, op->flags, CRYPTODEV_OP_DECRYPT);
	KUNIT_EXPECT_EQ(test, op->len, r.len);
	KUNIT_EXPECT_EQ(test, (u64)(unsigned long)op->src, r.src);
	KUNIT_EXPECT_EQ(test, (u64)(unsigned long)op->dst, r.dst);
	KUNIT_EXPECT_EQ(test, (u64)(unsigned long)op->aad, r.aad);
	KUNIT_EXPECT_EQ(test, (u64)(unsigned long)op->mac, r.mac);
	KUNIT_EXPECT_EQ(test, (u64)(unsigned long)op->iv, r.iv);
	KUNIT_EXPECT_EQ(test, op->aad_len, r.aad_len);
	KUNIT_EXPECT_EQ(test, op->tag_len, r.tag_len);
	KUNIT_EXPECT_EQ(test, op->iv_len, r.iv_len);
	KUNIT_EXPECT_EQ(test, op->out_len, 0);
}

static void every_other_flag_is_checked(struct kunit *test)
{
	struct cryptodev_req r = {};
	struct cryptodev_request *req;
	u32 bit;

	req = kunit_kzalloc(test, sizeof(*req), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, req);
	req->ses = kunit_kzalloc(test, sizeof(*req->ses), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, req->ses);
	for (bit = 1; bit < 32; bit++) {
		r.flags = BIT(bit) | CRYPTODEV_OP_DECRYPT;
		checked_flags = 0;
		KUNIT_EXPECT_EQ(test, fill_req(req, &r), -EINVAL);
		KUNIT_EXPECT_EQ(test, checked_flags, r.flags);
	}
}

static long first_call(struct file *file, void __user *arg)
{
	return 1000 + (long)arg;
}

static long second_call(struct file *file, void __user *arg)
{
	return 2000 + (long)arg;
}

static long other_call(struct file *file, unsigned int cmd, void __user *arg)
{
	return 3000 + (long)arg;
}

static const struct cryptodev_call calls[] = {
	CRYPTODEV_CALL(CIOCGSESSION, first_call),
	CRYPTODEV_CALL(CIOCFSESSION, second_call),
};

static long dispatch(u32 nr, unsigned int cmd)
{
	return cryptodev_dispatch(calls, nr, NULL, cmd, (void __user *)5,
				  other_call);
}

static void call_runs_by_its_whole_number(struct kunit *test)
{
	const u32 nr = ARRAY_SIZE(calls);
	u32 bit;

	KUNIT_EXPECT_EQ(test, dispatch(nr, CIOCGSESSION), 1005);
	KUNIT_EXPECT_EQ(test, dispatch(nr, CIOCFSESSION), 2005);
	KUNIT_EXPECT_EQ(test, dispatch(nr - 1, CIOCFSESSION), 3005);
	/* Direction and size are part of the number. */
	for (bit = 0; bit < 32; bit++)
		KUNIT_EXPECT_EQ(test, dispatch(nr, CIOCGSESSION ^ BIT(bit)),
				3005);
}

static void auth_result_is_written_for_both_verdicts(struct kunit *test)
{
	int err;

	for (err = 0; err >= -MAX_ERRNO; err--)
		KUNIT_ASSERT_EQ_MSG(test, cryptodev_auth_writes_back(err),
				    !err || err == -EBADMSG, "error %d", err);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(every_field_arrives),
	KUNIT_CASE(every_other_flag_is_checked),
	KUNIT_CASE(call_runs_by_its_whole_number),
	KUNIT_CASE(auth_result_is_written_for_both_verdicts),
	{}
};

static struct kunit_suite suite = {
	.name = "decode",
	.test_cases = cases,
};

kunit_test_suite(suite);
