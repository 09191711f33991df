// SPDX-License-Identifier: GPL-2.0
/*
 * Entry point of CIOCKEY's operations. A device's transform processes the
 * operations that it accepts; the kernel's multi-precision arithmetic computes
 * the rest on the CPU, and those that the device is busy with or has failed.
 *
 * The CPU's computation leaks secrets. The sequence of products does not depend
 * on the bits of a long exponent, but the addresses of its memory accesses do.
 * The time of the arithmetic depends on its operands, and they are not blinded.
 * A process that shares the CPU can observe both. The leakage of a device
 * depends on the device.
 */
#include <linux/ktime.h>

#include "crypto/modexp/modexp.h"
#include "crypto/stats/stats.h"
#include "crypto/stats/trace.h"
#include "zc/reject.h"

/* Devices require properties of the exponent that each RSA exponent has. */
static bool fits_rsa_transform(const struct cryptodev_mod_exp *m)
{
	return cryptodev_rsa_takes(&m->modulus, &m->base) &&
	       cryptodev_number_odd(&m->exponent) &&
	       cryptodev_number_exceeds(&m->exponent, 1) &&
	       m->exponent.len <= m->modulus.len;
}

/*
 * Does not check the result. The inverse of an exponent cannot be derived from
 * it, so the result of a private key cannot be checked here. The result of
 * CRYPTODEV_MODEXP_CRT is checked.
 */
static int mod_exp(struct cryptodev_modexp_op *op)
{
	const struct cryptodev_mod_exp *m = &op->mod_exp;
	int err;

	if (!m->modulus.len)
		return cryptodev_modexp_fail(op, cryptodev_reject(-EINVAL,
							       "modulus is 0"));
	err = cryptodev_modexp_room(&op->out[0], m->modulus.len);
	if (err)
		return err;
	err = fits_rsa_transform(m) ? cryptodev_rsa_public(op, m) : -EOPNOTSUPP;
	return err == -EOPNOTSUPP ? cryptodev_mpi_mod_exp(op, m) : err;
}

/* With other values, the result is predictable for any private key. */
static bool is_valid_dh(const struct cryptodev_dh *dh)
{
	return cryptodev_number_odd(&dh->prime) &&
	       cryptodev_number_inside(&dh->public, &dh->prime) &&
	       dh->private.len;
}

static int dh(struct cryptodev_modexp_op *op)
{
	const struct cryptodev_dh *dh = &op->dh;
	const struct cryptodev_mod_exp m = {
		.base = dh->public,
		.exponent = dh->private,
		.modulus = dh->prime,
	};
	int err;

	if (!is_valid_dh(dh))
		return cryptodev_modexp_fail(op, cryptodev_reject(-EINVAL,
							       "invalid keys"));
	err = cryptodev_modexp_room(&op->out[0], dh->prime.len) ?:
	      cryptodev_dh_agree(op);
	return err == -EOPNOTSUPP ? cryptodev_mpi_mod_exp(op, &m) : err;
}

static int modexp_compute(struct cryptodev_modexp_op *op)
{
	switch (op->kind) {
	case CRYPTODEV_MODEXP_PLAIN:
		return mod_exp(op);
	case CRYPTODEV_MODEXP_CRT:
		return cryptodev_crt_run(op);
	case CRYPTODEV_MODEXP_DH:
		return dh(op);
	case CRYPTODEV_MODEXP_DSA_SIGN:
	case CRYPTODEV_MODEXP_DSA_VERIFY:
		return cryptodev_dsa_run(op);
	default:
		return cryptodev_arith_run(op);
	}
}

/* The length of the modulus is public; the other lengths may be secret. */
static u32 modulus_len(const struct cryptodev_modexp_op *op)
{
	switch (op->kind) {
	case CRYPTODEV_MODEXP_PLAIN:
		return op->mod_exp.modulus.len;
	case CRYPTODEV_MODEXP_CRT:
		return op->crt.p.len + op->crt.q.len;
	case CRYPTODEV_MODEXP_DH:
		return op->dh.prime.len;
	case CRYPTODEV_MODEXP_DSA_SIGN:
	case CRYPTODEV_MODEXP_DSA_VERIFY:
		return op->dsa.p.len;
	default:
		return op->arith.modulus.len;
	}
}

/**
 * cryptodev_modexp_run() - run an operation
 * @op: the operation, with @op->driver NULL
 *
 * Counts and traces the operation, and stores its result in @op->err: 0 and the
 * numbers at @op->out; -EINVAL if the inputs have no result; -EBADMSG if a
 * signature does not verify; or the driver's error. May sleep and load modules.
 * If the task is killed while a request is in flight, the request lives until
 * the driver completes it.
 *
 * Return: 0 if @op->err is valid; -EINVAL if a buffer of @op->out is too small;
 * -ENOMEM; -EINTR if the task is being killed; -EMFILE if the user has reached
 * the limit of sessions; -EBUSY as cryptodev_request_admit(); -EOPNOTSUPP if
 * this kernel lacks the operation, or no driver that may process it can.
 */
int cryptodev_modexp_run(struct cryptodev_modexp_op *op)
{
	u64 start = trace_cryptodev_key_enabled() ? ktime_get_ns() : 0;
	int err, result;

	op->err = 0;
	op->why = CRYPTODEV_OFFLOADED;
	op->failure = 0;
	err = cryptodev_modexp_settle(op, modexp_compute(op));
	result = err ?: op->err;
	if (op->driver)
		cryptodev_count_sessionless(op, modulus_len(op), result);
	if (start)
		trace_cryptodev_key(op, modulus_len(op), result,
				    ktime_get_ns() - start);
	return err;
}
