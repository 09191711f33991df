// SPDX-License-Identifier: GPL-2.0
/*
 * Public-key operations: CIOCKEY and CIOCASYMFEAT.
 *
 * What goes wrong before the operation, or besides it, is the call's error
 * alone: EPERM, EFAULT, EOPNOTSUPP, EINVAL for the numbers' count and for too
 * little room, E2BIG, EMFILE, EBUSY, ENOMEM, EINTR; then crk_status is as it was. What the
 * operation itself answers, EINVAL for numbers that have no result or a
 * driver's error, is in crk_status and is the call's error too: there are
 * programs that look at one of them only.
 */
#include <linux/nospec.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "crypto/modexp/modexp.h"
#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "zc/reject.h"
#include "zc/user_copy.h"
#include "zc/zc.h"

/**
 * struct key_call - an operation as the interface has it
 * @feature: its bit in CIOCASYMFEAT's mask; 0 for one that is not served
 * @kind: what it is
 * @inputs: how many numbers it takes; each makes one
 */
struct key_call {
	u32 feature;
	enum cryptodev_modexp_kind kind;
	u16 inputs;
};

static const struct key_call key_calls[] = {
	[CRK_MOD_EXP] = { CRF_MOD_EXP, CRYPTODEV_MODEXP_PLAIN, 3 },
	[CRK_MOD_EXP_CRT] = { CRF_MOD_EXP_CRT, CRYPTODEV_MODEXP_CRT, 6 },
	[CRK_DSA_SIGN] = {},
	[CRK_DSA_VERIFY] = {},
	[CRK_DH_COMPUTE_KEY] = { CRF_DH_COMPUTE_KEY, CRYPTODEV_MODEXP_DH, 3 },
};

/* Of an operation that there is. */
static const struct key_call *call_of(u32 op)
{
	return &key_calls[array_index_nospec(op, ARRAY_SIZE(key_calls))];
}

static u32 param_len(const struct crparam *param)
{
	return DIV_ROUND_UP(param->crp_nbits, BITS_PER_BYTE);
}

/* The bytes of all parameters, or an error. */
static int check_params(const struct crypt_kop *kop, unsigned int nr)
{
	unsigned int i;
	int total = 0;

	for (i = 0; i < nr; i++) {
		u32 bits = kop->crk_param[i].crp_nbits;

		if (bits > CRYPTODEV_MODEXP_BITS)
			return cryptodev_reject(-E2BIG, "%u bits", bits);
		total += param_len(&kop->crk_param[i]);
	}
	return total;
}

static int check_kop(const struct crypt_kop *kop)
{
	const struct key_call *call;

	if (kop->crk_op >= ARRAY_SIZE(key_calls))
		return cryptodev_reject(-EINVAL, "no operation %u",
					kop->crk_op);
	call = call_of(kop->crk_op);
	if (!call->feature || !CRYPTODEV_MODEXP_ABLE)
		return cryptodev_reject(-EOPNOTSUPP, "operation %u",
					kop->crk_op);
	if (kop->crk_iparams != call->inputs || kop->crk_oparams != 1)
		return cryptodev_reject(-EINVAL, "%u numbers and %u results",
					kop->crk_iparams, kop->crk_oparams);
	return check_params(kop, call->inputs + 1);
}

/* The interface has the least significant byte first, the kernel last. */
static void turn_round(u8 *bytes, u32 len)
{
	u8 *end = bytes + len;

	for (; bytes < --end; bytes++)
		swap(*bytes, *end);
}

/* The numbers to @at, one after the other; returns where they end, or NULL. */
static u8 *read_numbers(struct cryptodev_number *in, const struct crparam *param,
			unsigned int nr, u8 *at)
{
	for (; nr; in++, param++, nr--) {
		u32 len = param_len(param);

		if (copy_from_user(at, param->crp_p, len))
			return NULL;
		turn_round(at, len);
		*in = cryptodev_number(at, len);
		at += len;
	}
	return at;
}

/* The status first: without it, there is no result either. */
static int write_result(struct cryptodev_modexp_op *op, u32 __user *status,
		  struct zc_out *out)
{
	if (cryptodev_put_user(-op->err, status))
		return cryptodev_reject(-EFAULT, "argument is not writable");
	if (op->err || !op->out_len)
		return op->err;
	turn_round(op->out, op->out_len);
	return zc_out_store(out, op->out);
}

/* A caller that cannot have the status or the result need not wait for it. */
static int run_modexp(struct cryptodev_modexp_op *op, u32 __user *status,
	       void __user *result)
{
	struct zc_out out = {};
	int err;

	if (zc_check_writable(status, sizeof(*status)))
		return cryptodev_reject(-EFAULT, "argument is not writable");
	if (op->out_len && zc_out_hold(&out, result, op->out_len))
		return cryptodev_reject(-EFAULT, "result is not writable");
	err = cryptodev_modexp_run(op) ?: write_result(op, status, &out);
	zc_out_release(&out);
	return err;
}

/**
 * cryptodev_modexp_call() - CIOCKEY, its argument read
 * @file: the open file
 * @kop: the argument
 * @status: where the program has its crk_status
 *
 * Return: as cryptodev_call_key().
 */
int cryptodev_modexp_call(struct file *file, const struct crypt_kop *kop,
		      u32 __user *status)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_modexp_op op = {
		.usage = cf->usage,
		.user = cf->user,
	};
	const struct crparam *result;
	int err, len;
	u8 *bytes;

	len = check_kop(kop);
	if (len < 0)
		return len;
	bytes = kmalloc(len, GFP_KERNEL_ACCOUNT);
	if (!bytes)
		return -ENOMEM;
	op.kind = call_of(kop->crk_op)->kind;
	op.out = read_numbers(op.in, kop->crk_param, kop->crk_iparams, bytes);
	result = &kop->crk_param[kop->crk_iparams];
	op.out_len = param_len(result);
	err = op.out ? run_modexp(&op, status, result->crp_p) :
		       cryptodev_reject(-EFAULT, "a number is not readable");
	kfree_sensitive(bytes);
	return err;
}

/**
 * cryptodev_call_key() - CIOCKEY: one public-key operation
 * @file: the open file
 * @arg: struct crypt_kop; crk_status is written if the operation was done
 *
 * Return: 0; -EPERM if the administrator does not allow it, -EOPNOTSUPP for
 * an operation that is not served, -E2BIG, -EINVAL, -EFAULT, -ENOMEM, -EINTR,
 * -EMFILE if the user has as many sessions as it may, -EBUSY if drivers hold as
 * many of its requests as they may, -EIO for a wrong private result, or the
 * driver's error. Then the result is not written.
 */
long cryptodev_call_key(struct file *file, void __user *arg)
{
	struct crypt_kop __user *ukop = arg;
	struct crypt_kop kop;
	int err = cryptodev_policy_pubkey();

	if (err)
		return err;
	if (copy_from_user(&kop, ukop, sizeof(kop)))
		return -EFAULT;
	return cryptodev_modexp_call(file, &kop, &ukop->crk_status);
}

/**
 * cryptodev_call_asymfeat() - CIOCASYMFEAT: which public-key operations there are
 * @file: the open file
 * @arg: u32, out: a mask of CRF_*
 *
 * Return: 0; -EFAULT.
 */
long cryptodev_call_asymfeat(struct file *file, void __user *arg)
{
	u32 features = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(key_calls); i++)
		features |= key_calls[i].feature;
	if (cryptodev_policy_pubkey() || !CRYPTODEV_MODEXP_ABLE)
		features = 0;
	return cryptodev_put_user(features, (u32 __user *)arg) ? -EFAULT : 0;
}
