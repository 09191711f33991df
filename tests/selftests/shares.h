/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a thread works with: messages of several lengths, an IV, and what a
 * session makes of them, computed before the others get in the way.
 */
#ifndef SHARES_H
#define SHARES_H

#include "crew.h"
#include "request.h"

#define SHARE_LENGTHS	6
#define SHARE_LONGEST	70000

static const uint32_t share_lengths[SHARE_LENGTHS] = {
	16, 64, 1008, 4096, 20000, SHARE_LONGEST,
};

/**
 * struct share - one thread's messages; they have one start
 * @fd: the device
 * @ses: the session
 * @aead: its kind
 * @tag_len: that an AEAD is to use
 * @digest_len: bytes of a hash's digest; 0: a cipher
 * @iv: IV, or an AEAD's nonce
 * @in: the longest message
 * @out: of each length what it is encrypted
 * @digest: of each length what it is hashed
 */
struct share {
	int fd;
	uint32_t ses;
	bool aead;
	uint32_t tag_len;
	uint32_t digest_len;
	uint8_t iv[16];
	uint8_t *in;
	uint8_t *out[SHARE_LENGTHS];
	uint8_t digest[SHARE_LENGTHS][64];
};

static inline struct request share_request(const struct share *s, int i,
					   uint8_t *dst, uint8_t *digest)
{
	struct request r = {
		.aead = s->aead, .ses = s->ses, .len = share_lengths[i],
		.src = s->in, .dst = dst, .mac = digest,
		.iv = (uint8_t *)s->iv, .aad = s->iv,
		.aad_len = s->aead ? 16 : 0, .tag_len = s->tag_len,
	};

	return r;
}

/* Fills in what *s, whose session is made, is to give. */
static inline int share_init(struct share *s, uint32_t seed)
{
	int i, err;

	s->in = pages(SHARE_LONGEST);
	fill(s->in, SHARE_LONGEST, seed);
	fill(s->iv, sizeof(s->iv), seed + 1000);
	if (s->aead) {
		s->tag_len = s->tag_len ?: TAG_LEN;
		/* the block that CCM makes of a nonce of 12 bytes */
		s->iv[0] = 2;
		memset(s->iv + 13, 0, 3);
	}
	for (i = 0; i < SHARE_LENGTHS; i++) {
		struct request r;

		s->out[i] = pages(share_lengths[i] + TAG_LEN);
		r = share_request(s, i, s->out[i], s->digest[i]);
		err = request_run(s->fd, &r);
		if (err)
			return err;
	}
	return 0;
}

/* What is wrong with the result of a request that went well, or NULL. */
static inline const char *share_fault(const struct share *s, int i,
				      const uint8_t *dst, const uint8_t *digest)
{
	if (s->digest_len)
		return same(digest, s->digest[i], s->digest_len) ? NULL :
		       "wrong digest";
	return same(dst, s->out[i], share_lengths[i] + s->tag_len) ? NULL :
	       "wrong ciphertext";
}

/* One message there and back, in memory that is fresh. */
static inline void share_work(struct hand *hand)
{
	const struct share *s = hand->data;
	int i = (hand->done + hand->nr) % SHARE_LENGTHS;
	uint32_t sealed = share_lengths[i] + s->tag_len;
	uint8_t *room = pages(sealed), digest[64] = { 0 };
	struct request r = share_request(s, i, room, digest);
	const char *fault;
	int err;

	err = request_run(s->fd, &r);
	fault = err ? "error" : share_fault(s, i, room, digest);
	if (!fault && !s->digest_len) {
		r.op = COP_DECRYPT;
		r.src = room;
		r.len = sealed;
		err = request_run(s->fd, &r);
		if (err)
			fault = "error of decryption";
		else if (!same(room, s->in, share_lengths[i]))
			fault = "wrong plaintext";
	}
	if (!fault && s->aead) {
		/* a forgery is one for this tag length, too */
		memcpy(room, s->out[i], sealed);
		room[sealed - 1] ^= 0x40;
		err = request_run(s->fd, &r);
		if (err != -EBADMSG)
			fault = "forgery is accepted";
	}
	if (fault)
		hand_bad(hand, fault, err ?: i);
	munmap(room, sealed);
}

#endif /* SHARES_H */
