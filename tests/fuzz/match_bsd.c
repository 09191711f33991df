// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments that fit together in the calls of the BSDs' dialects, and in the
 * elements of their arrays. Fields of the same name have the same meaning in all.
 */
#include "memory.h"
#include "mutate.h"

/* Values of the field op, before the dialects' offset of 1. */
enum { OP_DECRYPT = 1, OP_COMPRESS, OP_DECOMPRESS };

static void match_session(struct random *r, struct step *s,
			  enum dialect dialect)
{
	const struct session_choice *c = dialect == DIALECT_FREEBSD ?
		freebsd_session(r) : netbsd_session(r);
	uint64_t key = POINTER(AREA_KEYS, random_below(r, 64));

	step_set(s, "cipher", c->cipher);
	step_set(s, "mac", c->mac);
	step_set(s, "comp_alg", c->comp_alg);
	step_set(s, "keylen", c->keylen);
	step_set(s, "mackeylen", c->mackeylen);
	step_set(s, "key", key);
	/* GCM and CCM name the same key twice. */
	step_set(s, "mackey", key);
	if (random_below(r, 3)) {
		step_set(s, "crid", 3 << 24);
		step_set(s, "ivlen", 0);
		step_set(s, "maclen", random_below(r, 2) * random_below(r, 18));
	}
}

/* A stream to decompress, at its length; the session may be of another kind. */
static void match_stream(struct random *r, struct step *s)
{
	bool gzip = random_below(r, 2);

	step_set(s, "op", calls[s->call].dialect == DIALECT_NETBSD ?
			  OP_DECOMPRESS : OP_DECRYPT);
	step_set(s, "src", POINTER(AREA_KEYS, gzip ? KEYS_GZIP : KEYS_DEFLATE));
	step_set(s, "len", gzip ? GZIP_BYTES : DEFLATE_BYTES);
	step_set(s, "dst_len", 4096);
	step_set(s, "iv", 0);
}

static void match_crypt(struct random *r, struct step *s)
{
	uint64_t src = POINTER(random_once_in(r, 6) ? AREA_BIG : AREA_PLAIN,
			       1024);

	step_set(s, "src", src);
	step_set(s, "dst", src + (random_below(r, 2) ? 0 : 40000));
	step_set(s, "mac", random_below(r, 4) ? POINTER(AREA_PLAIN, 90000) : 0);
	step_set(s, "tag", POINTER(AREA_PLAIN, 90000));
	step_set(s, "aad", random_once_in(r, 4) ? 0 : src - 64);
	step_set(s, "aadlen", random_below(r, 65));
	step_set(s, "flags", 0);
	step_set(s, "dst_len", random_below(r, 2) ? 0 : 8192);
	step_set(s, "iv", random_below(r, 2) ? POINTER(AREA_KEYS, 300) : 0);
	if (random_below(r, 2))
		step_set(s, "ivlen", random_below(r, 2) ? 12 : 16);
	if (random_once_in(r, 6))
		match_stream(r, s);
	else if (random_once_in(r, 5) &&
		 calls[s->call].dialect == DIALECT_NETBSD)
		step_set(s, "op", OP_COMPRESS);
}

/**
 * values_match_bsd() - make arguments of a BSD's dialect fit together
 * @r: the source of random numbers
 * @s: the step; its arguments were chosen independently
 */
void values_match_bsd(struct random *r, struct step *s)
{
	if (step_has(s, "mackeylen"))
		match_session(r, s, calls[s->call].dialect);
	else if (step_has(s, "crk_op"))
		values_match_key(r, s);
	else if (step_has(s, "src"))
		match_crypt(r, s);
	else if (step_has(s, "results"))
		step_set(s, "count", 16);
}
