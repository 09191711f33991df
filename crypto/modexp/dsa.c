// SPDX-License-Identifier: GPL-2.0
/*
 * DSA signatures of a digest (FIPS 186-4, sections 4.6 and 4.7), computed with
 * the kernel's multi-precision arithmetic (MPI).
 *
 * The time of this arithmetic depends on its numbers, and a few bits of the k of
 * each signature reveal the key after enough signatures (Howgrave-Graham and
 * Smart, 2001). So random numbers blind the computation: x, k and the digest
 * have a random factor, and the exponent of g is the sum of k and a random
 * multiple of q.
 *
 * A wrong signature can reveal the key too. So each signature is checked before
 * it leaves the kernel.
 */
#include <linux/random.h>
#include <linux/slab.h>

#include "crypto/modexp/mpi.h"

/* Bounds of the length of q, in bits. */
#define Q_MIN	160
#define Q_MAX	512

/*
 * Random bytes beyond those of q, which make k uniform (FIPS 186-4, appendix
 * B.2.1) and hide it in an exponent.
 */
#define EXTRA	8

/*
 * Indices of the numbers: the group and the key, which is x or y; the digest;
 * the signature; 1 and q - 1; the secret number of the signature; the value to
 * compare with r; and scratch numbers.
 */
enum { P, Q, G, KEY, HASH, R, S, ONE, LAST, K, V, A, B, C, NUMBERS };

/**
 * struct dsa - state of an operation
 * @in: its inputs
 * @m: its numbers, by the indices above
 * @bytes: scratch buffer
 * @len: size of @bytes: that of q and EXTRA
 */
struct dsa {
	const struct cryptodev_dsa *in;
	MPI m[NUMBERS];
	u8 *bytes;
	u32 len;
};

/* Reads the leftmost bits of the digest, as many as q has. */
static MPI read_digest(struct dsa *d)
{
	const struct cryptodev_number *digest = &d->in->digest;
	u32 bits = min(8 * digest->len, cryptodev_number_bits(&d->in->q));

	cryptodev_number_leftmost(d->bytes, digest->data, bits);
	return mpi_read_raw_data(d->bytes, DIV_ROUND_UP(bits, 8));
}

static int dsa_alloc(struct dsa *d)
{
	static const u8 one = 1;
	unsigned int i;

	d->len = d->in->q.len + EXTRA;
	d->bytes = kmalloc(d->len, GFP_KERNEL_ACCOUNT);
	if (!d->bytes)
		return -ENOMEM;
	d->m[P] = cryptodev_mpi_read(&d->in->p);
	d->m[Q] = cryptodev_mpi_read(&d->in->q);
	d->m[G] = cryptodev_mpi_read(&d->in->g);
	d->m[KEY] = cryptodev_mpi_read(&d->in->key);
	d->m[HASH] = read_digest(d);
	d->m[R] = cryptodev_mpi_read(&d->in->r);
	d->m[S] = cryptodev_mpi_read(&d->in->s);
	d->m[ONE] = mpi_read_raw_data(&one, 1);
	for (i = LAST; i < NUMBERS; i++)
		d->m[i] = cryptodev_mpi_new();
	for (i = 0; i < NUMBERS; i++)
		if (!d->m[i])
			return -ENOMEM;
	return mpi_sub(d->m[LAST], d->m[Q], d->m[ONE]);
}

static void dsa_free(struct dsa *d)
{
	unsigned int i;

	for (i = 0; i < NUMBERS; i++)
		mpi_free(d->m[i]);
	kfree_sensitive(d->bytes);
}

/* Fails if the task gets a signal before the kernel has random numbers. */
static int read_random(u8 *bytes, u32 len)
{
	return get_random_bytes_wait(bytes, len) ? -EINTR : 0;
}

/* Finds a random number from 1 to q - 1. */
static int find_random(struct dsa *d, MPI to)
{
	MPI wide;
	int err = read_random(d->bytes, d->len);

	if (err)
		return err;
	wide = mpi_read_raw_data(d->bytes, d->len);
	if (!wide)
		return -ENOMEM;
	err = mpi_mulm(d->m[C], wide, d->m[ONE], d->m[LAST]) ?:
	      mpi_add(to, d->m[C], d->m[ONE]);
	mpi_free(wide);
	return err;
}

/* Computes a power modulo p. The exponent is not longer than the buffer. */
static int dsa_power(struct dsa *d, MPI result, MPI base, MPI exponent)
{
	struct cryptodev_number number;
	int err = cryptodev_mpi_put(exponent, d->bytes, d->len);

	number = cryptodev_number_from(d->bytes, d->len);
	return err ?: cryptodev_mpi_power(result, base, &number, d->m[P]);
}

/*
 * r = (g ^ k mod p) mod q. The exponent is k and a random multiple of q. Its
 * length does not depend on k, because the top bit of the factor is 1.
 */
static int find_r(struct dsa *d, MPI k, MPI r)
{
	MPI *m = d->m;
	MPI factor;
	int err = read_random(d->bytes, EXTRA);

	if (err)
		return err;
	d->bytes[0] |= 0x80;
	factor = mpi_read_raw_data(d->bytes, EXTRA);
	if (!factor)
		return -ENOMEM;
	err = mpi_mul(m[A], factor, m[Q]) ?:
	      mpi_add(m[B], m[A], k) ?:
	      dsa_power(d, m[A], m[G], m[B]) ?:
	      mpi_mulm(r, m[A], m[ONE], m[Q]);
	mpi_free(factor);
	return err;
}

/*
 * quotient = (hash + x * r) / divisor mod q. The hash, x and the divisor get the
 * same random factor first. The quotient by k is s, and the quotient by s is k.
 */
static int find_quotient(struct dsa *d, MPI divisor, MPI quotient)
{
	MPI *m = d->m;

	return find_random(d, m[A]) ?:
	       mpi_mulm(m[B], divisor, m[A], m[Q]) ?:
	       cryptodev_mpi_invert(m[C], m[B], m[Q]) ?:
	       mpi_mulm(m[B], m[KEY], m[A], m[Q]) ?:
	       mpi_mulm(quotient, m[B], m[R], m[Q]) ?:
	       mpi_mulm(m[B], m[HASH], m[A], m[Q]) ?:
	       mpi_addm(m[A], quotient, m[B], m[Q]) ?:
	       mpi_mulm(quotient, m[A], m[C], m[Q]);
}

/* With a g of another order, r would reveal bits of k. */
static int check_order(struct dsa *d)
{
	int err = dsa_power(d, d->m[A], d->m[G], d->m[Q]);

	if (!err && !cryptodev_mpi_is_one(d->m[A]))
		return cryptodev_reject(-EINVAL, "the order of g is not q");
	return err;
}

/* A fault may have changed the copy of x. */
static int read_key_again(struct dsa *d)
{
	mpi_free(d->m[KEY]);
	d->m[KEY] = cryptodev_mpi_read(&d->in->key);
	return d->m[KEY] ? 0 : -ENOMEM;
}

/*
 * Computes k from s, and r from this k. New random numbers blind this
 * computation, so an error of the arithmetic does not repeat.
 */
static int dsa_check(struct dsa *d)
{
	MPI *m = d->m;
	int err;

	if (cryptodev_mpi_is_zero(m[R]) || cryptodev_mpi_is_zero(m[S]))
		return cryptodev_reject(-EIO, "r or s is 0");
	err = check_order(d) ?: read_key_again(d) ?:
	      find_quotient(d, m[S], m[K]) ?: find_r(d, m[K], m[V]);
	if (!err && mpi_cmp(m[V], m[R]))
		return cryptodev_reject(-EIO, "signature fails the check");
	return err;
}

static int dsa_sign(struct dsa *d, const struct cryptodev_modexp_out *out)
{
	MPI *m = d->m;

	return find_random(d, m[K]) ?: find_r(d, m[K], m[R]) ?:
	       find_quotient(d, m[K], m[S]) ?: dsa_check(d) ?:
	       cryptodev_mpi_put(m[R], out[0].data, out[0].len) ?:
	       cryptodev_mpi_put(m[S], out[1].data, out[1].len);
}

/* v = (g ^ (hash / s) * y ^ (r / s) mod p) mod q, which must be r. */
static int dsa_verify(struct dsa *d)
{
	MPI *m = d->m;
	int err;

	err = cryptodev_mpi_invert(m[C], m[S], m[Q]) ?:
	      mpi_mulm(m[A], m[HASH], m[C], m[Q]) ?:
	      mpi_mulm(m[B], m[R], m[C], m[Q]) ?:
	      dsa_power(d, m[K], m[G], m[A]) ?:
	      dsa_power(d, m[C], m[KEY], m[B]) ?:
	      mpi_mulm(m[A], m[K], m[C], m[P]) ?:
	      mpi_mulm(m[V], m[A], m[ONE], m[Q]);
	if (!err && mpi_cmp(m[V], m[R]))
		return cryptodev_reject(-EBADMSG, "signature does not verify");
	return err;
}

/*
 * Anybody can forge a signature of the number 0, so a digest that is missing is
 * an error. Whether p and q are primes is not checked.
 */
static bool is_valid_group(const struct cryptodev_dsa *in)
{
	u32 bits = cryptodev_number_bits(&in->q);

	return in->digest.len && bits >= Q_MIN && bits <= Q_MAX &&
	       cryptodev_number_odd(&in->q) && cryptodev_number_odd(&in->p) &&
	       cryptodev_number_less(&in->q, &in->p) &&
	       cryptodev_number_inside(&in->g, &in->p);
}

/* Is a private key, or a part of a signature, from 1 to q - 1? */
static bool is_below_q(const struct cryptodev_dsa *in,
		       const struct cryptodev_number *n)
{
	return n->len && cryptodev_number_less(n, &in->q);
}

static bool is_valid_key(const struct cryptodev_modexp_op *op)
{
	const struct cryptodev_dsa *in = &op->dsa;

	return op->kind == CRYPTODEV_MODEXP_DSA_SIGN ?
		is_below_q(in, &in->key) :
		cryptodev_number_inside(&in->key, &in->p);
}

/* Checks what the operation needs besides a key. */
static int check_rest(struct cryptodev_modexp_op *op)
{
	const struct cryptodev_dsa *in = &op->dsa;

	if (op->kind == CRYPTODEV_MODEXP_DSA_SIGN)
		return cryptodev_modexp_room(&op->out[0], in->q.len) ?:
		       cryptodev_modexp_room(&op->out[1], in->q.len);
	if (!is_below_q(in, &in->r) || !is_below_q(in, &in->s))
		return cryptodev_modexp_fail(op,
				cryptodev_reject(-EBADMSG,
						 "r or s is out of range"));
	return 0;
}

/* An error of the numbers is the operation's, others are the call's. */
static int dsa_result(struct cryptodev_modexp_op *op, int err)
{
	switch (err) {
	case -EINVAL:
	case -EBADMSG:
	case -EIO:
		return cryptodev_modexp_fail(op, err);
	}
	return err;
}

/**
 * cryptodev_dsa_run() - make or verify a signature
 * @op: the operation, of kind CRYPTODEV_MODEXP_DSA_SIGN or _VERIFY
 *
 * The result of the operation is -EINVAL for a key that is out of range,
 * -EBADMSG for a signature that does not verify, or -EIO for a new signature
 * that fails its check. May sleep.
 *
 * Return: as cryptodev_modexp_run().
 */
int cryptodev_dsa_run(struct cryptodev_modexp_op *op)
{
	struct dsa d = { .in = &op->dsa };
	int err;

	if (!is_valid_group(d.in) || !is_valid_key(op))
		return cryptodev_modexp_fail(op, cryptodev_reject(-EINVAL,
							       "invalid key"));
	err = check_rest(op);
	if (err || op->err)
		return err;
	err = cryptodev_modexp_set_driver(op, NULL) ?: dsa_alloc(&d);
	if (!err)
		err = op->kind == CRYPTODEV_MODEXP_DSA_SIGN ?
			dsa_sign(&d, op->out) : dsa_verify(&d);
	dsa_free(&d);
	return dsa_result(op, err);
}
