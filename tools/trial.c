// SPDX-License-Identifier: GPL-2.0
/*
 * Tries a driver with a known answer: in both directions, in place, in pieces, with
 * many requests at once and, if the algorithm authenticates, with forgeries.
 *
 * The functions return NULL on success, otherwise a description of the failure.
 */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>

#include "trial.h"

#define BATCH	8

/* The value of bytes that no request has written. */
#define FILL	0xa5

static unsigned char results[BATCH][BYTES_MAX];

static bool is(const unsigned char *got, const struct bytes *wanted)
{
	return !memcmp(got, wanted->at, wanted->len) &&
	       got[wanted->len] == FILL;
}

/* Runs one call. Returns 0 or an errno. */
static int crypt_once(const struct trial *t, bool decrypt,
		      const unsigned char *src, size_t len, unsigned char *dst)
{
	struct crypt_op cop = {
		.ses = t->ses.id, .op = decrypt ? COP_DECRYPT : COP_ENCRYPT,
		.len = len, .src = (__u8 *)src, .dst = dst,
		.iv = t->iv.len ? (__u8 *)t->iv.at : NULL,
	};
	struct crypt_auth_op auth = {
		.ses = t->ses.id, .op = cop.op, .len = len, .src = cop.src,
		.dst = dst, .auth_src = (__u8 *)t->aad.at,
		.auth_len = t->aad.len, .tag_len = t->out.len - t->in.len,
		.iv = cop.iv, .iv_len = t->iv.len,
	};
	int ret = t->ses.alg->kind == ALG_AEAD ?
		ioctl(t->ses.fd, CIOCAUTHCRYPT, &auth) :
		ioctl(t->ses.fd, CIOCCRYPT, &cop);

	return ret ? errno : 0;
}

static const char *both_ways(const struct trial *t)
{
	unsigned char *dst = results[0];

	memset(results, FILL, sizeof(results));
	if (crypt_once(t, false, t->in.at, t->in.len, dst))
		return "encryption fails";
	if (!is(dst, &t->out))
		return "encryption is wrong";
	memset(results, FILL, sizeof(results));
	if (crypt_once(t, true, t->out.at, t->out.len, dst))
		return "decryption fails";
	if (!is(dst, &t->in))
		return "decryption is wrong";
	memset(results, FILL, sizeof(results));
	memcpy(dst, t->in.at, t->in.len);
	if (crypt_once(t, false, dst, t->in.len, dst) || !is(dst, &t->out))
		return "encryption in place is wrong";
	return NULL;
}

/* Bytes after which a message can be cut: ChaCha20 counts blocks of 64. */
static size_t cut_step(const struct alg *alg)
{
	return alg->number == CRYPTO_CHACHA20 ? 64 : alg->block;
}

/* The second half continues from the state that the first half left. */
static const char *two_pieces(struct trial *t)
{
	size_t half = t->in.len / 2, iv_len = t->iv.len;
	unsigned char *dst = results[0];
	bool wrong;

	if (half % cut_step(t->ses.alg) || t->ses.alg->flags & ALG_WHOLE)
		return NULL;
	memset(results, FILL, sizeof(results));
	wrong = crypt_once(t, false, t->in.at, half, dst);
	t->iv.len = 0;
	wrong |= crypt_once(t, false, t->in.at + half, half, dst + half);
	t->iv.len = iv_len;
	return wrong || !is(dst, &t->out) ? "encryption in pieces is wrong" :
					    NULL;
}

/* No text may remain in the output if it did not verify. */
static const char *forged(const struct trial *t)
{
	unsigned char sealed[BYTES_MAX], *dst = results[0];
	size_t i;

	memcpy(sealed, t->out.at, t->out.len);
	sealed[t->out.len - 1] ^= 1;
	memset(results, FILL, sizeof(results));
	if (crypt_once(t, true, sealed, t->out.len, dst) != EBADMSG)
		return "a forgery is not refused";
	for (i = 0; i < t->in.len; i++)
		if (dst[i] && dst[i] != FILL)
			return "a forgery is refused, but leaves text";
	return NULL;
}

static int digest(const struct trial *t, size_t from, size_t to,
		  unsigned int flags, unsigned char *mac)
{
	struct crypt_op cop = {
		.ses = t->ses.id, .flags = flags, .len = to - from,
		.src = to > from ? (__u8 *)t->in.at + from : NULL, .mac = mac,
		.iv = t->iv.len ? (__u8 *)t->iv.at : NULL,
	};

	return ioctl(t->ses.fd, CIOCCRYPT, &cop) ? errno : 0;
}

static const char *digests(const struct trial *t)
{
	unsigned char *mac = results[0];
	size_t half = t->in.len / 2;

	memset(results, FILL, sizeof(results));
	if (digest(t, 0, t->in.len, 0, mac))
		return "the digest fails";
	if (!is(mac, &t->out))
		return "the digest is wrong";
	if (digest(t, 0, t->in.len, COP_FLAG_VERIFY, mac))
		return "the right digest does not verify";
	mac[t->out.len - 1] ^= 1;
	if (digest(t, 0, t->in.len, COP_FLAG_VERIFY, mac) != EBADMSG)
		return "a wrong digest is not refused";
	if (t->ses.alg->flags & ALG_NONCE)
		return NULL;
	memset(results, FILL, sizeof(results));
	if (digest(t, 0, half, COP_FLAG_RESET | COP_FLAG_UPDATE, mac) ||
	    digest(t, half, t->in.len, COP_FLAG_UPDATE, mac) ||
	    digest(t, 0, 0, COP_FLAG_FINAL, mac) || !is(mac, &t->out))
		return "the digest in pieces is wrong";
	return NULL;
}

static const char *many_at_once(const struct trial *t)
{
	struct cryptodev_req reqs[BATCH];
	unsigned int i;

	memset(results, FILL, sizeof(results));
	for (i = 0; i < BATCH; i++)
		reqs[i] = (struct cryptodev_req) {
			.ses = t->ses.id,
			.len = t->in.len,
			.src = address(t->in.at),
			.dst = address(results[i]),
			.mac = address(results[i]),
			.aad = address(t->aad.at),
			.aad_len = t->aad.len,
			.iv = t->iv.len ? address(t->iv.at) : 0,
		};
	for (i = 0; i < BATCH && t->ses.alg->kind == ALG_AEAD; i++) {
		reqs[i].tag_len = t->out.len - t->in.len;
		reqs[i].iv_len = t->iv.len;
		reqs[i].mac = 0;
	}
	if (device_submit(t->ses.fd, reqs, BATCH))
		return "CRYPTODEV_SUBMIT fails";
	for (i = 0; i < BATCH; i++)
		if (reqs[i].result || !is(results[i], &t->out))
			return "one of many at once is wrong";
	return NULL;
}

static const char *all_ways(struct trial *t)
{
	const char *wrong;

	switch (t->ses.alg->kind) {
	case ALG_CIPHER:
		wrong = both_ways(t) ?: two_pieces(t);
		break;
	case ALG_AEAD:
		wrong = both_ways(t) ?: forged(t);
		break;
	default:
		wrong = digests(t);
	}
	return wrong ?: many_at_once(t);
}

/**
 * trial_run() - try a driver with a known answer
 * @fd: the device
 * @alg: the algorithm
 * @v: the answer
 *
 * Return: NULL if all results are right, otherwise a description of the failure.
 */
const char *trial_run(int fd, const struct alg *alg, const struct vector *v)
{
	const char *wrong;
	struct bytes key;
	struct trial t;

	bytes_from_hex(&key, v->key);
	bytes_from_hex(&t.iv, v->iv);
	bytes_from_hex(&t.aad, v->aad);
	bytes_from_hex(&t.in, v->in);
	bytes_from_hex(&t.out, v->out);
	if (session_try(&t.ses, fd, alg, key.at, key.len))
		return "no session with its key";
	wrong = all_ways(&t);
	session_end(&t.ses);
	return wrong;
}
