/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One CIOCCRYPT of a cipher, with or without a mac beside it, compared in
 * everything that it did or should have left alone: output, digest, IV, the
 * input, the bytes around each, and the IV that the next call goes on with.
 */
#ifndef CRYPT_CASE_H
#define CRYPT_CASE_H

#include "agree.h"

/**
 * struct lane - a session on both sides
 * @k: libcrypto's
 * @hash: the mac's, or NULL if there is none
 * @mackey: its key
 * @mackeylen: bytes at @mackey
 * @ses: the device's
 * @iv: the IV that the session should be left with
 * @iv_known: whether the mode defines it
 */
struct lane {
	struct ref_key k;
	const struct ref_hash *hash;
	uint8_t mackey[CRYPTO_HMAC_MAX_KEY_LEN];
	uint32_t mackeylen;
	uint32_t ses;
	uint8_t iv[EALG_MAX_BLOCK_LEN];
	bool iv_known;
};

/* Makes a session with random keys of these lengths; 0 or a negative errno. */
static inline int lane_init(struct lane *l, int fd, const struct ref_cipher *c,
			    uint32_t keylen, const struct ref_hash *hash,
			    uint32_t mackeylen)
{
	int err;

	memset(l, 0, sizeof(*l));
	l->k.cipher = c;
	l->k.len = keylen;
	random_fill(l->k.key, keylen);
	l->hash = hash;
	l->mackeylen = hash && hash->hmac ? mackeylen : 0;
	random_fill(l->mackey, l->mackeylen);
	l->iv_known = true;
	err = dc_session(fd, c->number, l->k.key, keylen,
			 hash ? hash->number : 0, l->mackey, l->mackeylen,
			 &l->ses);
	if (!err)
		ref_key_init(&l->k);
	return err;
}

/**
 * struct bench - what the cases share
 * @fd: the device
 * @a: where the input is, and all of it in place
 * @b: where the output is otherwise
 * @in: the case's input, kept
 * @out: and what libcrypto made of it
 */
struct bench {
	int fd;
	struct arena a;
	struct arena b;
	uint8_t *in;
	uint8_t *out;
};

static inline bool bench_init(struct bench *bench)
{
	bench->in = pages(AGREE_ARENA);
	bench->out = pages(AGREE_ARENA);
	return bench->in && bench->out && arena_init(&bench->a, AGREE_ARENA) &&
	       arena_init(&bench->b, AGREE_ARENA);
}

static inline void bench_free(struct bench *bench)
{
	arena_free(&bench->a);
	arena_free(&bench->b);
	close(bench->fd);
}

/**
 * struct crypt_case - a call
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: COP_FLAG_NO_ZC and COP_FLAG_WRITE_IV
 * @len: bytes
 * @src: input, in the bench's arena a
 * @dst: output, in either arena
 * @go_on: with the session's IV instead of a new one
 */
struct crypt_case {
	int op;
	int flags;
	uint32_t len;
	uint8_t *src;
	uint8_t *dst;
	bool go_on;
};

/* A case with random direction and flags. */
static inline struct crypt_case any_case(uint8_t *src, uint8_t *dst,
					 uint32_t len)
{
	return (struct crypt_case) {
		.op = random_bool() ? COP_ENCRYPT : COP_DECRYPT,
		.flags = (random_bool() ? COP_FLAG_NO_ZC : 0) |
			 (random_bool() ? COP_FLAG_WRITE_IV : 0),
		.len = len, .src = src, .dst = dst,
	};
}

/* The arena that dst is in. */
static inline const struct arena *case_to(const struct bench *bench,
					  const struct crypt_case *c)
{
	const struct arena *a = &bench->a;

	return c->dst >= a->base && c->dst <= a->base + a->size ? a : &bench->b;
}

/* What is wrong, with a number that says more, and in which case. */
static inline const char *case_fail(const struct bench *bench,
				    const struct lane *l,
				    const struct crypt_case *c,
				    const char *what, long which)
{
	const struct arena *to = case_to(bench, c);

	return why("%s (%ld): key of %u bytes, op %d, flags %#x, len %u, src a+%#tx, dst %c+%#tx%s",
		   what, which, l->k.len, c->op, c->flags, c->len,
		   c->src - bench->a.base, to == &bench->a ? 'a' : 'b',
		   c->dst - to->base, c->go_on ? ", going on" : "");
}

/*
 * Runs the case, which must be answered with @error; if that is not 0, with
 * nothing else.
 */
static inline const char *case_run(struct bench *bench, struct lane *l,
				   const struct crypt_case *c, int error)
{
	const struct ref_cipher *cipher = l->k.cipher;
	uint8_t iv[2 * EALG_MAX_BLOCK_LEN], was[sizeof(iv)], next[sizeof(iv)];
	uint8_t mac[2 * HASH_MAX_LEN], digest[sizeof(mac)];
	struct watch in, out;
	bool known;
	long where;
	int err;

	if (case_to(bench, c) == &bench->a) {
		uint8_t *low = c->src < c->dst ? c->src : c->dst;
		uint8_t *high = c->src < c->dst ? c->dst : c->src;

		watch(&in, &bench->a, low, high + c->len - low);
		out = in;
	} else {
		watch(&in, &bench->a, c->src, c->len);
		watch(&out, &bench->b, c->dst, c->len);
	}
	random_fill(iv, sizeof(iv));
	if (!random_below(8))
		memset(iv, 0xff, EALG_MAX_BLOCK_LEN);	/* counters overflow */
	memcpy(was, iv, sizeof(iv));
	memcpy(next, c->go_on ? l->iv : iv, EALG_MAX_BLOCK_LEN);
	memset(mac, 0x5a, sizeof(mac));
	memset(digest, 0x5a, sizeof(digest));

	memcpy(bench->in, c->src, c->len);
	if (!error) {
		ref_crypt(&l->k, c->op, next, bench->in, c->len, bench->out);
		watch_expect(&out, c->dst, bench->out, c->len);
	}
	if (!error && l->hash)
		ref_digest(l->hash, l->mackey, l->mackeylen,
			   c->op == COP_ENCRYPT ? bench->in : bench->out,
			   c->len, digest);

	err = dc_crypt(bench->fd, l->ses, c->op, c->flags, c->src, c->len,
		       c->dst, mac, c->go_on ? NULL : iv);
	if (err != error)
		return case_fail(bench, l, c, "returned", err);
	if (watch_differs(&out, c->dst, &where))
		return case_fail(bench, l, c, "at dst or about it", where);
	if (watch_differs(&in, c->src, &where))
		return case_fail(bench, l, c, "at src or about it", where);
	if (memcmp(mac, digest, sizeof(mac)))
		return case_fail(bench, l, c, "digest", l->hash ?
				 (long)l->hash->number : 0);

	if (!error) {
		known = ref_next_iv(cipher, c->op, next, bench->in, bench->out,
				    c->len);
		if (c->flags & COP_FLAG_WRITE_IV && !c->go_on) {
			if (!known)
				memcpy(next, iv, cipher->iv_len);
			memcpy(was, next, cipher->iv_len);
			known = true;
		}
		memcpy(l->iv, next, EALG_MAX_BLOCK_LEN);
		l->iv_known = known;
	}
	if (memcmp(iv, was, sizeof(iv)))
		return case_fail(bench, l, c, "IV", 0);
	return NULL;
}

#endif /* CRYPT_CASE_H */
