// SPDX-License-Identifier: GPL-2.0
/* The requests of one thread. */
#include "thread_load.h"

#include <sys/mman.h>

const uint32_t load_lengths[LOAD_LENGTHS] = {
	16, 64, 1008, 4096, 20000, LOAD_LONGEST,
};

struct request load_request(const struct thread_load *s, int i, uint8_t *dst,
			    uint8_t *digest)
{
	struct request r = {
		.aead = s->aead, .ses = s->ses, .len = load_lengths[i],
		.src = s->in, .dst = dst, .mac = digest,
		.iv = (uint8_t *)s->iv, .aad = s->iv,
		.aad_len = s->aead ? 16 : 0, .tag_len = s->tag_len,
	};

	return r;
}

int load_init(struct thread_load *s, uint32_t seed)
{
	int i, err;

	s->in = pages(LOAD_LONGEST);
	fill(s->in, LOAD_LONGEST, seed);
	fill(s->iv, sizeof(s->iv), seed + 1000);
	if (s->aead) {
		s->tag_len = s->tag_len ?: TAG_LEN;
		/* CCM: a nonce of 12 bytes as a block */
		s->iv[0] = 2;
		memset(s->iv + 13, 0, 3);
	}
	for (i = 0; i < LOAD_LENGTHS; i++) {
		struct request r;

		s->out[i] = pages(load_lengths[i] + TAG_LEN);
		r = load_request(s, i, s->out[i], s->digest[i]);
		err = request_run(s->fd, &r);
		if (err)
			return err;
	}
	return 0;
}

const char *load_fault(const struct thread_load *s, int i, const uint8_t *dst,
		       const uint8_t *digest)
{
	if (s->digest_len)
		return same(digest, s->digest[i], s->digest_len) ? NULL :
		       "wrong digest";
	return same(dst, s->out[i], load_lengths[i] + s->tag_len) ? NULL :
	       "wrong ciphertext";
}

void load_work(struct group_thread *thread)
{
	const struct thread_load *s = thread->data;
	int i = (thread->done + thread->nr) % LOAD_LENGTHS;
	uint32_t sealed = load_lengths[i] + s->tag_len;
	uint8_t *room = pages(sealed), digest[64] = { 0 };
	struct request r = load_request(s, i, room, digest);
	const char *fault;
	int err;

	err = request_run(s->fd, &r);
	fault = err ? "error" : load_fault(s, i, room, digest);
	if (!fault && !s->digest_len) {
		r.op = COP_DECRYPT;
		r.src = room;
		r.len = sealed;
		err = request_run(s->fd, &r);
		if (err)
			fault = "decryption failed";
		else if (!same(room, s->in, load_lengths[i]))
			fault = "wrong plaintext";
	}
	if (!fault && s->aead) {
		/* a forgery must be rejected at this tag length too */
		memcpy(room, s->out[i], sealed);
		room[sealed - 1] ^= 0x40;
		err = request_run(s->fd, &r);
		if (err != -EBADMSG)
			fault = "forgery is accepted";
	}
	if (fault)
		thread_failed(thread, fault, err ?: i);
	munmap(room, sealed);
}
