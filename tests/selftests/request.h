/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One operation of any kind as a structure, so that a table or a thread can
 * run it; and the argument's own rules: an error leaves it as it was, success
 * changes the fields that the call fills in and no other.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include "buffers.h"
#include "devcrypto.h"

/* What request_run() answers when the argument came back otherwise changed. */
#define ARGUMENT_CHANGED	(-100000)

#define TAG_LEN			16	/* of GCM, in full */

/**
 * struct request - the arguments of CIOCCRYPT or CIOCAUTHCRYPT
 * @aead: which of the two calls
 * @ses: session
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: COP_FLAG_*
 * @len: bytes at @src
 * @src: input
 * @dst: output
 * @mac: digest, not for an AEAD
 * @iv: IV
 * @aad: associated data, only for an AEAD
 * @aad_len: bytes at @aad
 * @tag_len: bytes of an AEAD's tag, 0 for the full length
 */
struct request {
	bool aead;
	uint32_t ses;
	int op;
	int flags;
	uint32_t len;
	const uint8_t *src;
	uint8_t *dst;
	uint8_t *mac;
	uint8_t *iv;
	const uint8_t *aad;
	uint32_t aad_len;
	uint32_t tag_len;
};

static inline int request_run_crypt(int fd, const struct request *r)
{
	struct crypt_op op, was;
	int err;

	memset(&op, 0, sizeof(op));
	op.ses = r->ses;
	op.op = r->op;
	op.flags = r->flags;
	op.len = r->len;
	op.src = (void *)r->src;
	op.dst = r->dst;
	op.mac = r->mac;
	op.iv = r->iv;
	was = op;
	err = dc_ioctl(fd, CIOCCRYPT, &op);
	return memcmp(&op, &was, sizeof(op)) ? ARGUMENT_CHANGED : err;
}

static inline int request_run_aead(int fd, const struct request *r)
{
	uint32_t tag_len = r->tag_len ?: TAG_LEN;
	struct crypt_auth_op op, want;
	int err;

	memset(&op, 0, sizeof(op));
	op.ses = r->ses;
	op.op = r->op;
	op.flags = r->flags;
	op.len = r->len;
	op.auth_len = r->aad_len;
	op.auth_src = (void *)r->aad;
	op.src = (void *)r->src;
	op.dst = r->dst;
	op.tag_len = r->tag_len;
	op.iv = r->iv;
	want = op;
	err = dc_ioctl(fd, CIOCAUTHCRYPT, &op);
	if (!err) {
		if (r->op == COP_ENCRYPT) {
			want.tag = r->dst + r->len;
			want.len = r->len + tag_len;
		} else {
			want.tag = r->dst + r->len - tag_len;
			want.len = r->len - tag_len;
		}
		want.tag_len = tag_len;
	}
	return memcmp(&op, &want, sizeof(op)) ? ARGUMENT_CHANGED : err;
}

/* Runs it: 0, a negative errno, or ARGUMENT_CHANGED. */
static inline int request_run(int fd, const struct request *r)
{
	return r->aead ? request_run_aead(fd, r) : request_run_crypt(fd, r);
}

/* How many bytes a success leaves at dst. */
static inline uint32_t request_dst_len(const struct request *r)
{
	uint32_t tag_len = r->tag_len ?: TAG_LEN;

	if (!r->aead)
		return r->dst ? r->len : 0;
	return r->op == COP_ENCRYPT ? r->len + tag_len : r->len - tag_len;
}

/*
 * The same result another way: a cipher that chains, worked in short calls,
 * each going on with the IV that the one before left. iv may be NULL.
 */
static inline int crypt_pieces(int fd, uint32_t ses, int op, const uint8_t *src,
			       uint32_t len, uint8_t *dst, const uint8_t *iv,
			       uint32_t piece)
{
	uint32_t done, n;
	int err = 0;

	for (done = 0; done < len && !err; done += n) {
		n = len - done < piece ? len - done : piece;
		err = dc_crypt(fd, ses, op, 0, src + done, n, dst + done, NULL,
			       done ? NULL : iv);
	}
	return err;
}

/* The same for a hash. */
static inline int hash_pieces(int fd, uint32_t ses, const uint8_t *src,
			      uint32_t len, uint8_t *digest, uint32_t piece)
{
	uint32_t done, n;
	int err;

	err = dc_hash(fd, ses, COP_FLAG_UPDATE | COP_FLAG_RESET, src,
		      len < piece ? len : piece, digest);
	for (done = piece; done < len && !err; done += n) {
		n = len - done < piece ? len - done : piece;
		err = dc_hash(fd, ses, COP_FLAG_UPDATE, src + done, n, NULL);
	}
	return err ?: dc_hash(fd, ses, COP_FLAG_FINAL, NULL, 0, digest);
}

#endif /* REQUEST_H */
