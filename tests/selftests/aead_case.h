/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One CIOCAUTHCRYPT of an AEAD, compared in everything that it did or should
 * have left alone: output, tag, the argument, input, associated data, nonce
 * and the bytes around each.
 */
#ifndef AEAD_CASE_H
#define AEAD_CASE_H

#include "agree.h"

#define IV_MAX		32	/* longer than any nonce, to have wrong ones */
#define AEAD_KEYS	3	/* sessions, with keys of different lengths */

/**
 * struct aead - an AEAD, as both sides know it
 * @c: the algorithm
 * @tag_lens: bit n: a tag of n bytes is legal
 * @iv_lens: bit n: so is a nonce of n bytes
 */
struct aead {
	struct ref_cipher c;
	uint32_t tag_lens;
	uint32_t iv_lens;
};

/**
 * struct bench - what the cases share
 * @fd: the device
 * @aead: the algorithm
 * @a: where the input is, and all of it in place
 * @b: where the output is otherwise
 * @aad: where the associated data is
 * @plain: a case's plaintext
 * @sealed: and what libcrypto makes of it, with the tag
 * @keys: libcrypto's sides of the sessions
 * @ses: the device's
 */
struct bench {
	int fd;
	const struct aead *aead;
	struct arena a;
	struct arena b;
	struct arena aad;
	uint8_t *plain;
	uint8_t *sealed;
	struct ref_key keys[AEAD_KEYS];
	uint32_t ses[AEAD_KEYS];
};

/* Makes sessions with random keys; 0, or a negative errno. */
static inline int bench_init(struct bench *bench, int fd,
			     const struct aead *aead)
{
	struct ref_key *k;
	int i, err = 0;

	bench->fd = fd;
	bench->aead = aead;
	bench->plain = pages(AGREE_ARENA);
	bench->sealed = pages(AGREE_ARENA);
	if (!bench->plain || !bench->sealed ||
	    !arena_init(&bench->a, AGREE_ARENA) ||
	    !arena_init(&bench->b, AGREE_ARENA) ||
	    !arena_init(&bench->aad, AGREE_ARENA))
		return -ENOMEM;
	for (i = 0; i < AEAD_KEYS && !err; i++) {
		k = &bench->keys[i];
		k->cipher = &aead->c;
		k->len = aead->c.keylens[i];
		random_fill(k->key, k->len);
		ref_key_init(k);
		err = dc_session(fd, aead->c.number, k->key, k->len, 0, NULL, 0,
				 &bench->ses[i]);
	}
	return err;
}

static inline void bench_free(struct bench *bench)
{
	int i;

	for (i = 0; i < AEAD_KEYS; i++)
		ref_key_free(&bench->keys[i]);
	arena_free(&bench->a);
	arena_free(&bench->b);
	arena_free(&bench->aad);
	close(bench->fd);
}

/* What of a message is tampered with. */
enum forgery {
	GENUINE,
	FORGED_TEXT,
	FORGED_TAG,
	FORGED_AAD,
	FORGED_IV,
	FORGERIES
};

/**
 * struct aead_case - a call
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: COP_FLAG_NO_ZC or 0
 * @len: bytes of plaintext
 * @src: input, in the bench's arena a
 * @dst: output, in arena a or b
 * @aad: associated data, in the arena of that name
 * @aad_len: bytes at @aad
 * @tag_len: of the tag, 0 for the full one
 * @nonce: bytes of the nonce
 * @iv_len: how the call is told: 0, 16 for CCM's block, or the same number
 * @forgery: what has been changed since it was sealed
 */
struct aead_case {
	int op;
	int flags;
	uint32_t len;
	uint8_t *src;
	uint8_t *dst;
	uint8_t *aad;
	uint32_t aad_len;
	uint32_t tag_len;
	uint32_t nonce;
	uint32_t iv_len;
	enum forgery forgery;
};

static inline bool any_bit(uint32_t bits, uint32_t n)
{
	return n < 32 && bits >> n & 1;
}

/* A case with random options, at random places. */
static inline struct aead_case any_case(struct bench *bench, uint32_t len)
{
	bool gcm = bench->aead->c.number == CRYPTO_AES_GCM;
	struct aead_case c = {
		.op = random_bool() ? COP_ENCRYPT : COP_DECRYPT,
		.flags = random_bool() ? COP_FLAG_NO_ZC : 0, .len = len,
		.src = arena_at(&bench->a, random_below(AGREE_ALIGN)),
		.dst = arena_at(&bench->b, random_below(AGREE_ALIGN)),
		.aad = arena_at(&bench->aad, random_below(AGREE_ALIGN)),
		.aad_len = random_below(3) ? random_below(40) : 0,
		.nonce = 12,
	};

	if (!random_below(3))
		c.dst = c.src;
	do {
		c.tag_len = random_below(17);
	} while (!any_bit(bench->aead->tag_lens, c.tag_len));
	/* a nonce of n bytes leaves CCM 15 - n to count the message's */
	if (!gcm)
		c.nonce = 7 + random_below(len < 65536 ? 7 : 6);
	switch (random_below(3)) {
	case 0:
		c.iv_len = 0;
		break;
	case 1:
		c.iv_len = gcm ? 12 : 16;
		break;
	default:
		c.iv_len = c.nonce;
	}
	return c;
}

/* The arena that dst is in. */
static inline const struct arena *case_to(const struct bench *bench,
					  const struct aead_case *c)
{
	const struct arena *a = &bench->a;

	return c->dst >= a->base && c->dst <= a->base + a->size ? a : &bench->b;
}

/* What is wrong, with a number that says more, and in which case. */
static inline const char *case_fail(const struct bench *bench,
				    const struct aead_case *c, const char *what,
				    long which)
{
	const struct arena *to = case_to(bench, c);

	return why("%s (%ld): op %d, flags %#x, len %u, aad %u, tag %u, nonce %u as %u, forgery %d, src a+%#tx, dst %c+%#tx, aad +%#tx",
		   what, which, c->op, c->flags, c->len, c->aad_len,
		   c->tag_len, c->nonce, c->iv_len,
		   c->forgery, c->src - bench->a.base,
		   to == &bench->a ? 'a' : 'b', c->dst - to->base,
		   c->aad - bench->aad.base);
}

static inline void flip(uint8_t *p, uint32_t len)
{
	p[random_below(len)] ^= 1 << random_below(8);
}

/* Runs the case, which must be answered with error. */
static inline const char *case_run(struct bench *bench,
				   const struct aead_case *c, int error)
{
	unsigned int i = random_below(AEAD_KEYS);
	uint32_t tag_len = c->tag_len ?: 16, room = c->len + tag_len;
	uint8_t iv[IV_MAX], *nonce = iv, was[IV_MAX];
	bool seal = c->op == COP_ENCRYPT;
	struct crypt_auth_op op, want;
	struct watch in, out, aad;
	long where;
	int err;

	if (case_to(bench, c) == &bench->a) {
		uint8_t *low = c->src < c->dst ? c->src : c->dst;
		uint8_t *high = c->src < c->dst ? c->dst : c->src;

		watch(&in, &bench->a, low, high + room - low);
		out = in;
	} else {
		watch(&in, &bench->a, c->src, seal ? c->len : room);
		watch(&out, &bench->b, c->dst, seal ? room : c->len);
	}
	watch(&aad, &bench->aad, c->aad, c->aad_len);
	random_fill(iv, sizeof(iv));
	if (c->iv_len != c->nonce &&
	    bench->keys[i].cipher->number == CRYPTO_AES_CCM) {
		iv[0] = 14 - c->nonce;
		nonce = iv + 1;
		memset(nonce + c->nonce, 0, 15 - c->nonce);
	}

	random_fill(bench->plain, c->len);
	if (!error || error == -EBADMSG)
		ref_seal(&bench->keys[i], nonce, c->nonce, c->aad, c->aad_len,
			 bench->plain, c->len, bench->sealed, tag_len);
	switch (c->forgery) {
	case FORGED_TEXT:
		flip(bench->sealed, c->len);
		break;
	case FORGED_TAG:
		flip(bench->sealed + c->len, tag_len);
		break;
	case FORGED_AAD:
		flip(c->aad, c->aad_len);
		watch_expect(&aad, c->aad, c->aad, c->aad_len);
		break;
	case FORGED_IV:
		flip(nonce, c->nonce);
		break;
	default:
		break;
	}
	memcpy(was, iv, sizeof(iv));
	if (seal)
		watch_write(&in, c->src, bench->plain, c->len);
	else
		watch_write(&in, c->src, bench->sealed, room);

	memset(&op, 0, sizeof(op));
	op.ses = bench->ses[i];
	op.op = c->op;
	op.flags = c->flags;
	op.len = seal ? c->len : room;
	op.auth_len = c->aad_len;
	op.auth_src = c->aad;
	op.src = c->src;
	op.dst = c->dst;
	op.tag_len = c->tag_len;
	op.iv = iv;
	op.iv_len = c->iv_len;
	want = op;
	if (!error) {
		want.len = seal ? room : c->len;
		want.tag = c->dst + c->len;
		want.tag_len = tag_len;
		watch_expect(&out, c->dst, seal ? bench->sealed : bench->plain,
			     want.len);
	}

	err = dc_aead(bench->fd, &op);
	if (err != error)
		return case_fail(bench, c, "returned", err);
	/* what does not verify may have been wiped */
	if (err == -EBADMSG && all_are(c->dst, c->len, 0))
		watch_expect(&out, c->dst, c->dst, c->len);
	if (watch_differs(&out, c->dst, &where))
		return case_fail(bench, c, "at dst or about it", where);
	if (watch_differs(&in, c->src, &where))
		return case_fail(bench, c, "at src or about it", where);
	if (watch_differs(&aad, c->aad, &where))
		return case_fail(bench, c, "at the aad or about it", where);
	if (memcmp(&op, &want, sizeof(op)))
		return case_fail(bench, c, "returned tag_len", op.tag_len);
	if (memcmp(iv, was, sizeof(iv)))
		return case_fail(bench, c, "changed the IV", 0);
	return NULL;
}

#endif /* AEAD_CASE_H */
