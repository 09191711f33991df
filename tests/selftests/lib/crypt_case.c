// SPDX-License-Identifier: GPL-2.0
/* One CIOCCRYPT of a cipher, compared with libcrypto. */
#include "crypt_case.h"

#include "buffers.h"

int crypt_session_init(struct crypt_session *s, int fd,
		       const struct ref_cipher *c, uint32_t keylen,
		       const struct ref_hash *hash, uint32_t mackeylen)
{
	int err;

	memset(s, 0, sizeof(*s));
	s->k.cipher = c;
	s->k.len = keylen;
	random_fill(s->k.key, keylen);
	s->hash = hash;
	s->mackeylen = hash && hash->hmac ? mackeylen : 0;
	random_fill(s->mackey, s->mackeylen);
	s->iv_known = true;
	err = dc_session(fd, c->number, s->k.key, keylen,
			 hash ? hash->number : 0, s->mackey, s->mackeylen,
			 &s->ses);
	if (!err)
		ref_key_init(&s->k);
	return err;
}

bool crypt_memory_init(struct crypt_memory *m)
{
	m->in = pages(AGREE_ROOM);
	m->out = pages(AGREE_ROOM);
	return m->in && m->out && checked_init(&m->a, AGREE_ROOM) &&
	       checked_init(&m->b, AGREE_ROOM);
}

void crypt_memory_free(struct crypt_memory *m)
{
	checked_free(&m->a);
	checked_free(&m->b);
	close(m->fd);
}

struct crypt_case crypt_case_random(uint8_t *src, uint8_t *dst, uint32_t len)
{
	return (struct crypt_case) {
		.op = random_bool() ? COP_ENCRYPT : COP_DECRYPT,
		.flags = (random_bool() ? COP_FLAG_NO_ZC : 0) |
			 (random_bool() ? COP_FLAG_WRITE_IV : 0),
		.len = len, .src = src, .dst = dst,
	};
}

/* Returns the memory that dst is in. */
static const struct checked_memory *crypt_case_to(const struct crypt_memory *m,
						  const struct crypt_case *c)
{
	const struct checked_memory *a = &m->a;

	return c->dst >= a->base && c->dst <= a->base + a->size ? a : &m->b;
}

static const char *crypt_case_fail(const struct crypt_memory *m,
				   const struct crypt_session *s,
				   const struct crypt_case *c, const char *what,
				   long which)
{
	const struct checked_memory *to = crypt_case_to(m, c);

	return failure("%s (%ld): key of %u bytes, op %d, flags %#x, len %u, src a+%#tx, dst %c+%#tx%s",
		       what, which, s->k.len, c->op, c->flags, c->len,
		       c->src - m->a.base, to == &m->a ? 'a' : 'b',
		       c->dst - to->base, c->go_on ? ", going on" : "");
}

const char *crypt_case_run(struct crypt_memory *m, struct crypt_session *s,
			   const struct crypt_case *c, int error)
{
	const struct ref_cipher *cipher = s->k.cipher;
	uint8_t iv[2 * EALG_MAX_BLOCK_LEN], was[sizeof(iv)], next[sizeof(iv)];
	uint8_t mac[2 * HASH_MAX_LEN], digest[sizeof(mac)];
	struct watch in, out;
	bool known;
	long where;
	int err;

	if (crypt_case_to(m, c) == &m->a) {
		uint8_t *low = c->src < c->dst ? c->src : c->dst;
		uint8_t *high = c->src < c->dst ? c->dst : c->src;

		watch(&in, &m->a, low, high + c->len - low);
		out = in;
	} else {
		watch(&in, &m->a, c->src, c->len);
		watch(&out, &m->b, c->dst, c->len);
	}
	random_fill(iv, sizeof(iv));
	if (!random_below(8))
		memset(iv, 0xff, EALG_MAX_BLOCK_LEN);	/* the counter wraps */
	memcpy(was, iv, sizeof(iv));
	memcpy(next, c->go_on ? s->iv : iv, EALG_MAX_BLOCK_LEN);
	memset(mac, 0x5a, sizeof(mac));
	memset(digest, 0x5a, sizeof(digest));

	memcpy(m->in, c->src, c->len);
	if (!error) {
		ref_crypt(&s->k, c->op, next, m->in, c->len, m->out);
		watch_expect(&out, c->dst, m->out, c->len);
	}
	if (!error && s->hash)
		ref_digest(s->hash, s->mackey, s->mackeylen,
			   c->op == COP_ENCRYPT ? m->in : m->out,
			   c->len, digest);

	err = dc_crypt(m->fd, s->ses, c->op, c->flags, c->src, c->len,
		       c->dst, mac, c->go_on ? NULL : iv);
	if (err != error)
		return crypt_case_fail(m, s, c, "returned", err);
	if (watch_differs(&out, c->dst, &where))
		return crypt_case_fail(m, s, c, "at or around dst", where);
	if (watch_differs(&in, c->src, &where))
		return crypt_case_fail(m, s, c, "at or around src", where);
	if (memcmp(mac, digest, sizeof(mac)))
		return crypt_case_fail(m, s, c, "digest", s->hash ?
				       (long)s->hash->number : 0);

	if (!error) {
		known = ref_next_iv(cipher, c->op, next, m->in, m->out,
				    c->len);
		if (c->flags & COP_FLAG_WRITE_IV && !c->go_on) {
			if (!known)
				memcpy(next, iv, cipher->iv_len);
			memcpy(was, next, cipher->iv_len);
			known = true;
		}
		memcpy(s->iv, next, EALG_MAX_BLOCK_LEN);
		s->iv_known = known;
	}
	if (memcmp(iv, was, sizeof(iv)))
		return crypt_case_fail(m, s, c, "IV", 0);
	return NULL;
}
