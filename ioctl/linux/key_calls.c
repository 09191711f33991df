// SPDX-License-Identifier: GPL-2.0
/*
 * Public-key operations without a session: CIOCKEY and CIOCASYMFEAT. Relies on
 * crypto/modexp/ for the arithmetic.
 *
 * An error before or outside the operation is the error of the ioctl and leaves
 * crk_status unchanged: EPERM, EFAULT, EOPNOTSUPP, EINVAL for the number of
 * parameters or a result that is too short, E2BIG, EMFILE, EBUSY, ENOMEM,
 * EINTR. An error of the operation itself, EINVAL for numbers without a result,
 * EBADMSG for a signature that does not verify, or a driver's error, is in
 * crk_status and is the error of the ioctl too, because some programs check only
 * one of the two.
 */
#include <linux/nospec.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "crypto/modexp/modexp.h"
#include "crypto/stats/drivers.h"
#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "ioctl/seal.h"
#include "zc/reject.h"
#include "zc/user_copy.h"
#include "zc/zc.h"

/**
 * struct key_call - an operation of CIOCKEY
 * @feature: its bit in CIOCASYMFEAT's mask
 * @kind: the operation for cryptodev_modexp_run()
 * @inputs: number of input parameters
 * @outputs: number of output parameters after them
 * @digest: the first input is a string of bytes, not a number
 */
struct key_call {
	u32 feature;
	enum cryptodev_modexp_kind kind;
	u16 inputs;
	u16 outputs;
	bool digest;
};

static const struct key_call key_calls[] = {
	[CRK_MOD_EXP] = { CRF_MOD_EXP, CRYPTODEV_MODEXP_PLAIN, 3, 1 },
	[CRK_MOD_EXP_CRT] = { CRF_MOD_EXP_CRT, CRYPTODEV_MODEXP_CRT, 6, 1 },
	[CRK_DSA_SIGN] = { CRF_DSA_SIGN, CRYPTODEV_MODEXP_DSA_SIGN, 5, 2,
			   true },
	[CRK_DSA_VERIFY] = { CRF_DSA_VERIFY, CRYPTODEV_MODEXP_DSA_VERIFY, 7, 0,
			     true },
	[CRK_DH_COMPUTE_KEY] = { CRF_DH_COMPUTE_KEY, CRYPTODEV_MODEXP_DH, 3, 1 },
	/* NetBSD's; the Linux dialect has no numbers for these. */
	[5] = { BIT(5), CRYPTODEV_MODEXP_ADD, 3, 1 },
	[6] = { BIT(6), CRYPTODEV_MODEXP_ADDINV, 2, 1 },
	[7] = { BIT(7), CRYPTODEV_MODEXP_SUB, 3, 1 },
	[8] = { BIT(8), CRYPTODEV_MODEXP_MULT, 3, 1 },
	[9] = { BIT(9), CRYPTODEV_MODEXP_MULTINV, 2, 1 },
	[10] = { BIT(10), CRYPTODEV_MODEXP_MOD, 2, 1 },
};

/* The inputs of an operation in order; with one input, the modulus is third. */
static void move_modulus(struct cryptodev_modexp_op *op, unsigned int inputs)
{
	if (inputs == 2)
		op->arith.modulus = op->in[1];
}

/* @op was checked against the table; this bounds it under speculation too. */
static const struct key_call *find_key_call(u32 op)
{
	return &key_calls[array_index_nospec(op, ARRAY_SIZE(key_calls))];
}

static u32 param_len(const struct crparam *param)
{
	return DIV_ROUND_UP(param->crp_nbits, BITS_PER_BYTE);
}

/* Returns the total length of all parameters in bytes, or an error. */
static int check_params(const struct crypt_kop *kop, unsigned int nr)
{
	unsigned int i;
	int total = 0;

	for (i = 0; i < nr; i++) {
		u32 bits = kop->crk_param[i].crp_nbits;

		if (bits > CRYPTODEV_MODEXP_BITS)
			return cryptodev_reject(-E2BIG, "number of %u bits",
						bits);
		total += param_len(&kop->crk_param[i]);
	}
	return total;
}

static int check_kop(const struct crypt_kop *kop)
{
	const struct key_call *call;

	if (kop->crk_op >= ARRAY_SIZE(key_calls))
		return cryptodev_reject(-EINVAL, "unknown operation %u",
					kop->crk_op);
	call = find_key_call(kop->crk_op);
	if (!CRYPTODEV_MODEXP_ABLE)
		return cryptodev_reject(-EOPNOTSUPP, "unsupported operation %u",
					kop->crk_op);
	if (kop->crk_iparams != call->inputs ||
	    kop->crk_oparams != call->outputs)
		return cryptodev_reject(-EINVAL, "%u inputs and %u outputs",
					kop->crk_iparams, kop->crk_oparams);
	return check_params(kop, call->inputs + call->outputs);
}

/* The ioctl's numbers are little-endian, the kernel's are big-endian. */
static void reverse_bytes(u8 *bytes, u32 len)
{
	u8 *end = bytes + len;

	for (; bytes < --end; bytes++)
		swap(*bytes, *end);
}

/*
 * Copies the inputs to @at, one after the other. Returns the end of the last
 * one, or NULL if one is not readable. A digest keeps the order of its bytes,
 * and its leading zeros count.
 */
static u8 *read_inputs(struct cryptodev_number *in,
		       const struct crparam *param,
		       const struct key_call *call, u8 *at)
{
	unsigned int i;

	for (i = 0; i < call->inputs; i++) {
		u32 len = param_len(&param[i]);

		if (copy_from_user(at, param[i].crp_p, len))
			return NULL;
		if (i || !call->digest) {
			reverse_bytes(at, len);
			in[i] = cryptodev_number_from(at, len);
		} else {
			in[i].data = at;
			in[i].len = len;
		}
		at += len;
	}
	return at;
}

/* Makes room for the results in the kernel, one after the other. */
static void place_results(struct cryptodev_modexp_op *op,
			  const struct crparam *param, unsigned int nr, u8 *at)
{
	struct cryptodev_modexp_out *out = op->out;

	for (; nr; out++, param++, nr--) {
		out->data = at;
		out->len = param_len(param);
		at += out->len;
	}
}

/* @results are those of the caller. The operation may have fewer of them. */
static int hold_results(const struct cryptodev_modexp_op *op,
			const struct crparam *results, struct zc_out *held)
{
	unsigned int i;

	for (i = 0; i < CRYPTODEV_MODEXP_OUTPUTS; i++) {
		u32 len = op->out[i].len;

		if (len && zc_out_hold(&held[i], results[i].crp_p, len))
			return cryptodev_reject(-EFAULT,
						"result is not writable");
	}
	return 0;
}

static void release_results(struct zc_out *held)
{
	unsigned int i;

	for (i = 0; i < CRYPTODEV_MODEXP_OUTPUTS; i++)
		zc_out_release(&held[i]);
}

/**
 * struct key_outcome - the fields of struct crypt_kop that an operation sets
 * @at: user address of the structure's crk_status
 * @len: bytes there that are written if the operation succeeds: the status, or
 *	 also the fields after it
 * @status: the operation's error number, or 0
 * @iparams: as in the structure
 * @oparams: as in the structure
 * @driver: the driver's id
 */
struct key_outcome {
	u32 __user *at;
	size_t len;
	u32 status;
	u16 iparams;
	u16 oparams;
	u32 driver;
};

/* The fields that may be written, in the layout of struct crypt_kop. */
#define KEY_OUTCOME_LEN	(offsetofend(struct key_outcome, driver) -	\
			 offsetof(struct key_outcome, status))

static_assert(offsetofend(struct crypt_kop, crk_pad1) -
	      offsetof(struct crypt_kop, crk_status) == KEY_OUTCOME_LEN);

/* One copy: all fields, or none. */
static int write_outcome(struct key_outcome *outcome,
			 const struct cryptodev_modexp_op *op)
{
	size_t len = op->err ? sizeof(outcome->status) : outcome->len;

	outcome->status = -op->err;
	outcome->driver = cryptodev_driver_id(op->driver);
	return cryptodev_write_user(outcome->at, &outcome->status, len) ?
		cryptodev_reject(-EFAULT, "argument is not writable") : 0;
}

/* Writes the outcome first: if that fails, no result must be written. */
static int write_key_results(struct cryptodev_modexp_op *op,
			     struct key_outcome *outcome, struct zc_out *held)
{
	unsigned int i;
	int err = write_outcome(outcome, op) ?: op->err;

	for (i = 0; i < CRYPTODEV_MODEXP_OUTPUTS && !err; i++) {
		if (!zc_out_is_held(&held[i]))
			continue;
		reverse_bytes(op->out[i].data, op->out[i].len);
		err = zc_out_store(&held[i], op->out[i].data);
	}
	return err;
}

/* Checks that the outcome and the results are writable before the operation. */
static int run_modexp(struct cryptodev_modexp_op *op,
		      struct key_outcome *outcome,
		      const struct crparam *results)
{
	struct zc_out held[CRYPTODEV_MODEXP_OUTPUTS] = {};
	int err;

	if (zc_check_writable(outcome->at, outcome->len))
		return cryptodev_reject(-EFAULT, "argument is not writable");
	err = hold_results(op, results, held) ?: cryptodev_modexp_run(op) ?:
	      write_key_results(op, outcome, held);
	release_results(held);
	return err;
}

static bool names_device(const struct cryptodev_session_spec *on)
{
	return on->driver == CRYPTODEV_DEVICE || on->driver_name;
}

/*
 * The program and the policy may each choose. The operation stays with a driver
 * that is chosen. A policy of hardware leaves operations that no hardware
 * accepts to the CPU.
 */
static int choose_key_driver(struct cryptodev_modexp_op *op,
			     const struct cryptodev_session_spec *on)
{
	enum cryptodev_choice policy = cryptodev_policy_driver();

	if (on) {
		op->choice = on->driver;
		op->driver_name = on->driver_name;
		op->hardware_only = on->driver != CRYPTODEV_ANY_DRIVER ||
				    on->driver_name;
	}
	if (policy == CRYPTODEV_DEVICE)
		op->hardware_only = true;
	if (policy != CRYPTODEV_SOFTWARE)
		return 0;
	if (on && names_device(on))
		return cryptodev_reject(-EOPNOTSUPP,
					"policy forbids the driver");
	op->choice = CRYPTODEV_SOFTWARE;
	return 0;
}

/**
 * cryptodev_modexp_call() - process a CIOCKEY
 * @file: the open file; the operation counts for it and its user
 * @kop: a kernel copy of the argument
 * @status: user address of crk_status
 * @on: its driver and driver_name choose the driver, whose id is written to the
 *	fifth field if the call succeeds; NULL for any driver
 *
 * The caller has checked cryptodev_policy_pubkey(). May sleep and fault.
 *
 * Return: as cryptodev_call_key().
 */
int cryptodev_modexp_call(struct file *file, const struct crypt_kop *kop,
			  u32 __user *status,
			  const struct cryptodev_session_spec *on)
{
	struct cryptodev_file *cf = file->private_data;
	struct cryptodev_modexp_op op = {
		.usage = cf->usage,
		.user = cf->user,
		.choice = CRYPTODEV_ANY_DRIVER,
	};
	struct key_outcome outcome = {
		.at = status,
		.len = on ? KEY_OUTCOME_LEN : sizeof(outcome.status),
		.iparams = kop->crk_iparams,
		.oparams = kop->crk_oparams,
	};
	const struct crparam *results;
	const struct key_call *call;
	u8 *bytes, *end;
	int err, len;

	len = check_kop(kop);
	if (len < 0)
		return len;
	err = choose_key_driver(&op, on);
	if (err)
		return err;
	bytes = kmalloc(len, GFP_KERNEL_ACCOUNT);
	if (!bytes)
		return -ENOMEM;
	call = find_key_call(kop->crk_op);
	op.kind = call->kind;
	end = read_inputs(op.in, kop->crk_param, call, bytes);
	if (!end) {
		err = cryptodev_reject(-EFAULT, "a number is not readable");
		goto out;
	}
	move_modulus(&op, call->inputs);
	results = &kop->crk_param[call->inputs];
	place_results(&op, results, call->outputs, end);
	err = run_modexp(&op, &outcome, results);
out:
	kfree_sensitive(bytes);
	return err;
}

/**
 * cryptodev_call_key() - CIOCKEY: one public-key operation
 * @file: the open file
 * @arg: user address of a struct crypt_kop; crk_status is written if the
 *	 operation ran
 *
 * May sleep and fault. On an error the result is not written.
 *
 * Return: 0; -EPERM if the policy forbids public-key operations, -EOPNOTSUPP if
 * the operation is not supported, -E2BIG, -EINVAL, -EFAULT, -ENOMEM, -EINTR,
 * -EMFILE if the user has reached its limit of sessions, -EBUSY if drivers hold
 * too many requests of the user, -EIO if the result of a private key is wrong,
 * -EBADMSG if a signature does not verify, or the driver's error.
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
	if (kop.crk_op > CRK_ALGORITHM_MAX)
		return cryptodev_reject(-EINVAL, "no operation %u", kop.crk_op);
	return cryptodev_modexp_call(file, &kop, &ukop->crk_status, NULL);
}

/**
 * cryptodev_modexp_features() - list the supported public-key operations
 * @file: the open file
 *
 * Return: a mask of CRF_* and, from bit 5 on, of NetBSD's operations; 0 if the
 * policy forbids public-key operations, or if the file is sealed.
 */
u32 cryptodev_modexp_features(const struct file *file)
{
	u32 features = 0;
	unsigned int i;

	if (cryptodev_policy_pubkey() || !CRYPTODEV_MODEXP_ABLE ||
	    cryptodev_file_is_sealed(file))
		return 0;
	for (i = 0; i < ARRAY_SIZE(key_calls); i++)
		features |= key_calls[i].feature;
	return features;
}

/**
 * cryptodev_call_asymfeat() - CIOCASYMFEAT: list the supported operations
 * @file: the open file
 * @arg: user address of a u32; the ioctl writes a mask of CRF_* there, 0 if the
 *	 policy forbids public-key operations, or if the file is sealed
 *
 * May sleep and fault.
 *
 * Return: 0; -EFAULT.
 */
long cryptodev_call_asymfeat(struct file *file, void __user *arg)
{
	u32 mask = cryptodev_modexp_features(file) &
		   (BIT(CRK_ALGORITHM_ALL) - 1);

	return cryptodev_put_user(mask, (u32 __user *)arg) ? -EFAULT : 0;
}
