/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One CIOCAUTHCRYPT of an AEAD, compared in everything that it did or should
 * have left alone: output, tag, the argument, input, associated data, nonce
 * and the bytes around each.
 */
#ifndef AEAD_CASE_H
#define AEAD_CASE_H

#include "agree.h"
#include "seal.h"

#define IV_MAX		32	/* longer than any nonce, to have wrong ones */
#define AEAD_KEYS	3	/* sessions, with keys of different lengths */

/**
 * struct bench - what the cases share
 * @fd: the device
 * @aead: the algorithm
 * @a: where the input is, and all of it in place
 * @b: where the output is otherwise
 * @aad: where the associated data is
 * @plain: a case's plaintext
 * @sealed: and what libcrypto makes of it, with the tag
 * @sealers: the sessions
 */
struct bench {
	int fd;
	const struct aead *aead;
	struct arena a;
	struct arena b;
	struct arena aad;
	uint8_t *plain;
	uint8_t *sealed;
	struct sealer sealers[AEAD_KEYS];
};

/* Makes the sessions, with random keys; 0, or a negative errno. */
static inline int bench_sessions(struct bench *bench, const struct aead *aead)
{
	int i, err = 0;

	bench->aead = aead;
	for (i = 0; i < AEAD_KEYS && !err; i++)
		err = sealer_init(&bench->sealers[i], bench->fd, aead,
				  aead->c.keylens[i],
				  aead->mac ? 1 + random_below(200) : 0);
	return err;
}

static inline int bench_end_sessions(struct bench *bench)
{
	int i, err = 0;

	for (i = 0; i < AEAD_KEYS; i++) {
		ref_key_free(&bench->sealers[i].k);
		err = err ?: dc_free(bench->fd, bench->sealers[i].ses);
	}
	return err;
}

/* Takes the memory; 0, or a negative errno. */
static inline int bench_init(struct bench *bench, int fd)
{
	bench->fd = fd;
	bench->plain = pages(AGREE_ARENA);
	bench->sealed = pages(AGREE_ARENA);
	if (!bench->plain || !bench->sealed ||
	    !arena_init(&bench->a, AGREE_ARENA) ||
	    !arena_init(&bench->b, AGREE_ARENA) ||
	    !arena_init(&bench->aad, AGREE_ARENA))
		return -ENOMEM;
	return 0;
}

static inline void bench_free(struct bench *bench)
{
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
 * @aad: associated data, in the arena of that name or in arena a
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

static inline bool any_bit(uint64_t bits, uint32_t n)
{
	return n < 64 && bits >> n & 1;
}

static inline bool in_arena(const struct arena *a, const uint8_t *p)
{
	return p >= a->base && p <= a->base + a->size;
}

/* Lengths of associated data that the AEAD takes: ESP's are the header's. */
static inline bool aad_len_legal(const struct aead *aead, uint32_t len)
{
	return !is_esp(aead) || len == 8 || len == 12;
}

static inline uint32_t any_aad_len(const struct aead *aead)
{
	if (is_esp(aead))
		return random_bool() ? 8 : 12;
	return random_below(3) ? random_below(40) : 0;
}

/* A case with random options, at random places, of whole blocks up to len. */
static inline struct aead_case any_case(struct bench *bench, uint32_t len)
{
	const struct aead *aead = bench->aead;
	struct aead_case c = {
		.op = random_bool() ? COP_ENCRYPT : COP_DECRYPT,
		.flags = random_bool() ? COP_FLAG_NO_ZC : 0,
		.len = len - len % (aead->c.block ?: 1),
		.src = arena_at(&bench->a, random_below(AGREE_ALIGN)),
		.dst = arena_at(&bench->b, random_below(AGREE_ALIGN)),
		.aad = arena_at(&bench->aad, random_below(AGREE_ALIGN)),
		.aad_len = any_aad_len(aead), .nonce = aead->nonce,
	};

	if (!random_below(3))
		c.dst = c.src;
	do {
		c.tag_len = random_below(aead->tag + 1);
	} while (!any_bit(aead->tag_lens, c.tag_len));
	/* a nonce of n bytes leaves CCM 15 - n to count the message's */
	if (aead->c.number == CRYPTO_AES_CCM)
		c.nonce = 7 + random_below(len < 65536 ? 7 : 6);
	switch (random_below(3)) {
	case 0:
		c.iv_len = 0;
		break;
	case 1:
		c.iv_len = aead->c.number == CRYPTO_AES_CCM ? 16 : c.nonce;
		break;
	default:
		c.iv_len = c.nonce;
	}
	return c;
}

/* Puts the associated data right in front of the input. */
static inline void case_join(struct aead_case *c)
{
	c->aad = c->src - c->aad_len;
}

/* What is wrong, with a number that says more, and in which case. */
static inline const char *case_fail(const struct bench *bench,
				    const struct aead_case *c, const char *what,
				    long which)
{
	const struct arena *to = in_arena(&bench->a, c->dst) ? &bench->a :
							       &bench->b;
	const struct arena *by = in_arena(&bench->a, c->aad) ? &bench->a :
							       &bench->aad;

	return why("%s (%ld): op %d, flags %#x, len %u, aad %u, tag %u, nonce %u as %u, forgery %d, src a+%#tx, dst %c+%#tx, aad %s+%#tx",
		   what, which, c->op, c->flags, c->len, c->aad_len,
		   c->tag_len, c->nonce, c->iv_len,
		   c->forgery, c->src - bench->a.base,
		   to == &bench->a ? 'a' : 'b', c->dst - to->base,
		   by == &bench->a ? "a" : "", c->aad - by->base);
}

static inline void flip(uint8_t *p, uint32_t len)
{
	p[random_below(len)] ^= 1 << random_below(8);
}

/* What the case reads and writes, and may share an arena. */
struct case_watch {
	struct watch in, out, aad;
};

static inline void case_watch(struct case_watch *w, const struct bench *bench,
			      const struct aead_case *c, uint32_t room)
{
	bool seals = c->op == COP_ENCRYPT;
	uint32_t in_len = seals ? c->len : room;
	uint32_t out_len = seals ? room : c->len;
	uint8_t *low = c->src, *high = c->src + in_len;

	if (in_arena(&bench->a, c->dst)) {
		low = c->dst < low ? c->dst : low;
		high = c->dst + room > high ? c->dst + room : high;
	}
	if (in_arena(&bench->a, c->aad))
		low = c->aad < low ? c->aad : low;
	watch(&w->in, &bench->a, low, high - low);
	w->out = w->in;
	w->aad = w->in;
	if (!in_arena(&bench->a, c->dst))
		watch(&w->out, &bench->b, c->dst, out_len);
	if (!in_arena(&bench->a, c->aad))
		watch(&w->aad, &bench->aad, c->aad, c->aad_len);
}

/* Changes a bit of what has been sealed. */
static inline void case_forge(const struct bench *bench,
			      const struct aead_case *c,
			      const struct case_watch *w, uint8_t *nonce,
			      uint32_t tag_len)
{
	switch (c->forgery) {
	case FORGED_TEXT:
		flip(bench->sealed, c->len);
		break;
	case FORGED_TAG:
		flip(bench->sealed + c->len, tag_len);
		break;
	case FORGED_AAD:
		flip(c->aad, c->aad_len);
		watch_expect(&w->aad, c->aad, c->aad, c->aad_len);
		break;
	case FORGED_IV:
		flip(nonce, c->nonce);
		break;
	default:
		break;
	}
}

/* Runs the case, which must be answered with error. */
static inline const char *case_run(struct bench *bench,
				   const struct aead_case *c, int error)
{
	struct sealer *s = &bench->sealers[random_below(AEAD_KEYS)];
	uint32_t tag_len = c->tag_len ?: bench->aead->tag;
	uint32_t room = c->len + tag_len;
	uint8_t iv[IV_MAX], *nonce = iv, was[IV_MAX];
	bool seals = c->op == COP_ENCRYPT;
	struct crypt_auth_op op, want;
	struct case_watch w;
	long where;
	int err;

	case_watch(&w, bench, c, room);
	random_fill(iv, sizeof(iv));
	if (c->iv_len != c->nonce && s->aead->c.number == CRYPTO_AES_CCM) {
		iv[0] = 14 - c->nonce;
		nonce = iv + 1;
		memset(nonce + c->nonce, 0, 15 - c->nonce);
	}

	random_fill(bench->plain, c->len);
	if (!error || error == -EBADMSG) {
		struct letter l = {
			.nonce = nonce, .nonce_len = c->nonce,
			.aad = c->aad, .aad_len = c->aad_len,
			.plain = bench->plain, .len = c->len,
		};

		seal(s, &l, bench->sealed, tag_len);
	}
	case_forge(bench, c, &w, nonce, tag_len);
	memcpy(was, iv, sizeof(iv));
	watch_write(&w.in, c->src, seals ? bench->plain : bench->sealed,
		    seals ? c->len : room);

	memset(&op, 0, sizeof(op));
	op.ses = s->ses;
	op.op = c->op;
	op.flags = c->flags;
	op.len = seals ? c->len : room;
	op.auth_len = c->aad_len;
	op.auth_src = c->aad;
	op.src = c->src;
	op.dst = c->dst;
	op.tag_len = c->tag_len;
	op.iv = iv;
	op.iv_len = c->iv_len;
	want = op;
	if (!error) {
		want.len = seals ? room : c->len;
		want.tag = c->dst + c->len;
		want.tag_len = tag_len;
		watch_expect(&w.out, c->dst,
			     seals ? bench->sealed : bench->plain, want.len);
	}

	err = dc_aead(bench->fd, &op);
	if (err != error)
		return case_fail(bench, c, "returned", err);
	/* what does not verify may have been wiped, if it was not copied */
	if (err == -EBADMSG && !(c->flags & COP_FLAG_NO_ZC) &&
	    all_are(c->dst, c->len, 0))
		watch_expect(&w.out, c->dst, c->dst, c->len);
	if (watch_differs(&w.out, c->dst, &where))
		return case_fail(bench, c, "at dst or about it", where);
	if (watch_differs(&w.in, c->src, &where))
		return case_fail(bench, c, "at src or about it", where);
	if (watch_differs(&w.aad, c->aad, &where))
		return case_fail(bench, c, "at the aad or about it", where);
	if (memcmp(&op, &want, sizeof(op)))
		return case_fail(bench, c, "returned tag_len", op.tag_len);
	if (memcmp(iv, was, sizeof(iv)))
		return case_fail(bench, c, "changed the IV", 0);
	return NULL;
}

#endif /* AEAD_CASE_H */
