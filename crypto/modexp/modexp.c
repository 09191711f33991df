// SPDX-License-Identifier: GPL-2.0
/*
 * Public-key operations: a device's transform does what it takes, the kernel's
 * arithmetic of long numbers does the rest.
 *
 * That does not hide a secret: which product is computed next does not depend
 * on an exponent's bits, but what memory is read does, and the arithmetic's time
 * depends on its numbers, none of which are blinded. Others on the same CPU can
 * see that. What a device shows is up to it.
 */
#include <linux/ktime.h>

#include "crypto/modexp/modexp.h"
#include "crypto/stats/stats.h"
#include "crypto/stats/trace.h"
#include "zc/reject.h"

/* Devices make conditions of an exponent that RSA's always meet. */
static bool is_rsa(const struct cryptodev_mod_exp *m)
{
	return cryptodev_rsa_takes(&m->modulus, &m->base) &&
	       cryptodev_number_odd(&m->exponent) &&
	       cryptodev_number_exceeds(&m->exponent, 1) &&
	       m->exponent.len <= m->modulus.len;
}

/*
 * Whatever the result is: an exponent does not tell which undoes it, so that of
 * a private key cannot be checked here. CRYPTODEV_MODEXP_CRT's result is.
 */
static int mod_exp(struct cryptodev_modexp_op *op)
{
	const struct cryptodev_mod_exp *m = &op->mod_exp;
	int err;

	if (!m->modulus.len)
		return cryptodev_modexp_fail(op, cryptodev_reject(-EINVAL,
							       "modulus is 0"));
	err = cryptodev_modexp_room(op, m->modulus.len);
	if (err)
		return err;
	err = is_rsa(m) ? cryptodev_rsa_public(op, m) : -EOPNOTSUPP;
	return err == -EOPNOTSUPP ? cryptodev_mpi_mod_exp(op, m) : err;
}

/* Whatever the private key is, with these others would know the result. */
static bool is_sound(const struct cryptodev_dh *dh)
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

	if (!is_sound(dh))
		return cryptodev_modexp_fail(op, cryptodev_reject(-EINVAL,
							       "not keys"));
	err = cryptodev_modexp_room(op, dh->prime.len) ?: cryptodev_dh_agree(op);
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
	}
	return -EOPNOTSUPP;
}

/* Its length is known to everybody, unlike those of the other numbers. */
static u32 modulus_len(const struct cryptodev_modexp_op *op)
{
	switch (op->kind) {
	case CRYPTODEV_MODEXP_PLAIN:
		return op->mod_exp.modulus.len;
	case CRYPTODEV_MODEXP_CRT:
		return op->crt.p.len + op->crt.q.len;
	case CRYPTODEV_MODEXP_DH:
		return op->dh.prime.len;
	}
	return 0;
}

/**
 * cryptodev_modexp_run() - do an operation
 * @op: the operation, @op->driver NULL
 *
 * May sleep and load modules. Whoever is killed leaves it.
 *
 * Return: 0, with what became of it in @op->err: 0 and a result; -EINVAL if
 * there is none for such numbers, or the driver's error. Or an error that is
 * the call's: -EINVAL if @op->out_len is too small, -ENOMEM, -EINTR,
 * -EOPNOTSUPP if this kernel has no such thing.
 */
int cryptodev_modexp_run(struct cryptodev_modexp_op *op)
{
	u64 began = trace_cryptodev_key_enabled() ? ktime_get_ns() : 0;
	int err, result;

	op->err = 0;
	err = modexp_compute(op);
	result = err ?: op->err;
	if (op->driver)
		cryptodev_count_sessionless(op->usage, op->driver, modulus_len(op),
				      result);
	if (began)
		trace_cryptodev_key(op, modulus_len(op), result,
				    ktime_get_ns() - began);
	return err;
}
