// SPDX-License-Identifier: GPL-2.0
/* One CIOCAUTHCRYPT of an AEAD, compared with libcrypto. */
#include "aead_case.h"

#include "buffers.h"

int aead_sessions_init(struct aead_memory *m, const struct aead *aead)
{
	int i, err = 0;

	m->aead = aead;
	for (i = 0; i < AEAD_KEYS && !err; i++)
		err = aead_session_init(&m->sessions[i], m->fd, aead,
					aead->c.keylens[i],
					aead->mac ? 1 + random_below(200) : 0);
	return err;
}

int aead_sessions_free(struct aead_memory *m)
{
	int i, err = 0;

	for (i = 0; i < AEAD_KEYS; i++) {
		ref_key_free(&m->sessions[i].k);
		err = err ?: dc_free(m->fd, m->sessions[i].ses);
	}
	return err;
}

int aead_memory_init(struct aead_memory *m, int fd)
{
	m->fd = fd;
	m->plain = pages(AGREE_ROOM);
	m->sealed = pages(AGREE_ROOM);
	if (!m->plain || !m->sealed ||
	    !checked_init(&m->a, AGREE_ROOM) ||
	    !checked_init(&m->b, AGREE_ROOM) ||
	    !checked_init(&m->aad, AGREE_ROOM))
		return -ENOMEM;
	return 0;
}

void aead_memory_free(struct aead_memory *m)
{
	checked_free(&m->a);
	checked_free(&m->b);
	checked_free(&m->aad);
	close(m->fd);
}

bool any_bit(uint64_t bits, uint32_t n)
{
	return n < 64 && bits >> n & 1;
}

bool aad_len_legal(const struct aead *aead, uint32_t len)
{
	return !is_esp(aead) || len == 8 || len == 12;
}

static uint32_t aad_len_random(const struct aead *aead)
{
	if (is_esp(aead))
		return random_bool() ? 8 : 12;
	return random_below(3) ? random_below(40) : 0;
}

struct aead_case aead_case_random(struct aead_memory *m, uint32_t len)
{
	const struct aead *aead = m->aead;
	struct aead_case c = {
		.op = random_bool() ? COP_ENCRYPT : COP_DECRYPT,
		.flags = random_bool() ? COP_FLAG_NO_ZC : 0,
		.len = len - len % (aead->c.block ?: 1),
		.src = checked_at(&m->a, random_below(AGREE_ALIGN)),
		.dst = checked_at(&m->b, random_below(AGREE_ALIGN)),
		.aad = checked_at(&m->aad, random_below(AGREE_ALIGN)),
		.aad_len = aad_len_random(aead), .nonce = aead->nonce,
	};

	if (!random_below(3))
		c.dst = c.src;
	do {
		c.tag_len = random_below(aead->tag + 1);
	} while (!any_bit(aead->tag_lens, c.tag_len));
	/* with a nonce of n bytes, CCM has 15 - n for the length */
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

void aead_case_join(struct aead_case *c)
{
	c->aad = c->src - c->aad_len;
}

static const char *aead_case_fail(const struct aead_memory *m,
				  const struct aead_case *c, const char *what,
				  long which)
{
	const struct checked_memory *to =
		checked_contains(&m->a, c->dst) ? &m->a : &m->b;
	const struct checked_memory *by =
		checked_contains(&m->a, c->aad) ? &m->a : &m->aad;

	return failure("%s (%ld): op %d, flags %#x, len %u, aad %u, tag %u, nonce %u as %u, forgery %d, src a+%#tx, dst %c+%#tx, aad %s+%#tx",
		       what, which, c->op, c->flags, c->len, c->aad_len,
		       c->tag_len, c->nonce, c->iv_len,
		       c->forgery, c->src - m->a.base,
		       to == &m->a ? 'a' : 'b', c->dst - to->base,
		       by == &m->a ? "a" : "", c->aad - by->base);
}

static void flip(uint8_t *p, uint32_t len)
{
	p[random_below(len)] ^= 1 << random_below(8);
}

/* The ranges that a case reads and writes; two of them may share a memory. */
struct aead_case_watch {
	struct watch in, out, aad;
};

static void aead_case_watch(struct aead_case_watch *w,
			    const struct aead_memory *m,
			    const struct aead_case *c, uint32_t room)
{
	bool seals = c->op == COP_ENCRYPT;
	uint32_t in_len = seals ? c->len : room;
	uint32_t out_len = seals ? room : c->len;
	uint8_t *low = c->src, *high = c->src + in_len;

	if (checked_contains(&m->a, c->dst)) {
		low = c->dst < low ? c->dst : low;
		high = c->dst + room > high ? c->dst + room : high;
	}
	if (checked_contains(&m->a, c->aad))
		low = c->aad < low ? c->aad : low;
	watch(&w->in, &m->a, low, high - low);
	w->out = w->in;
	w->aad = w->in;
	if (!checked_contains(&m->a, c->dst))
		watch(&w->out, &m->b, c->dst, out_len);
	if (!checked_contains(&m->a, c->aad))
		watch(&w->aad, &m->aad, c->aad, c->aad_len);
}

/* Flips a bit of the part that the case forges. */
static void aead_case_forge(const struct aead_memory *m,
			    const struct aead_case *c,
			    const struct aead_case_watch *w, uint8_t *nonce,
			    uint32_t tag_len)
{
	switch (c->forgery) {
	case FORGED_TEXT:
		flip(m->sealed, c->len);
		break;
	case FORGED_TAG:
		flip(m->sealed + c->len, tag_len);
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

const char *aead_case_run(struct aead_memory *m, const struct aead_case *c,
			  int error)
{
	struct aead_session *s = &m->sessions[random_below(AEAD_KEYS)];
	uint32_t tag_len = c->tag_len ?: m->aead->tag;
	uint32_t room = c->len + tag_len;
	uint8_t iv[IV_MAX], *nonce = iv, was[IV_MAX];
	bool seals = c->op == COP_ENCRYPT;
	struct crypt_auth_op op, want;
	struct aead_case_watch w;
	long where;
	int err;

	aead_case_watch(&w, m, c, room);
	random_fill(iv, sizeof(iv));
	if (c->iv_len != c->nonce && s->aead->c.number == CRYPTO_AES_CCM) {
		iv[0] = 14 - c->nonce;
		nonce = iv + 1;
		memset(nonce + c->nonce, 0, 15 - c->nonce);
	}

	random_fill(m->plain, c->len);
	if (!error || error == -EBADMSG) {
		struct aead_message msg = {
			.nonce = nonce, .nonce_len = c->nonce,
			.aad = c->aad, .aad_len = c->aad_len,
			.plain = m->plain, .len = c->len,
		};

		ref_aead_seal(s, &msg, m->sealed, tag_len);
	}
	aead_case_forge(m, c, &w, nonce, tag_len);
	memcpy(was, iv, sizeof(iv));
	watch_write(&w.in, c->src, seals ? m->plain : m->sealed,
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
			     seals ? m->sealed : m->plain, want.len);
	}

	err = dc_aead(m->fd, &op);
	if (err != error)
		return aead_case_fail(m, c, "returned", err);
	/* a forged message may be wiped in the output, unless it is copied */
	if (err == -EBADMSG && !(c->flags & COP_FLAG_NO_ZC) &&
	    all_are(c->dst, c->len, 0))
		watch_expect(&w.out, c->dst, c->dst, c->len);
	if (watch_differs(&w.out, c->dst, &where))
		return aead_case_fail(m, c, "at or around dst", where);
	if (watch_differs(&w.in, c->src, &where))
		return aead_case_fail(m, c, "at or around src", where);
	if (watch_differs(&w.aad, c->aad, &where))
		return aead_case_fail(m, c, "at or around the aad", where);
	if (memcmp(&op, &want, sizeof(op)))
		return aead_case_fail(m, c, "returned tag_len", op.tag_len);
	if (memcmp(iv, was, sizeof(iv)))
		return aead_case_fail(m, c, "changed the IV", 0);
	return NULL;
}
