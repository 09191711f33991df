// SPDX-License-Identifier: GPL-2.0
/* CIOCCRYPT and CIOCAUTHCRYPT as one structure. */
#include "request.h"

static int request_run_crypt(int fd, const struct request *r)
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

static int request_run_aead(int fd, const struct request *r)
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

int request_run(int fd, const struct request *r)
{
	return r->aead ? request_run_aead(fd, r) : request_run_crypt(fd, r);
}

int crypt_pieces(int fd, uint32_t ses, int op, const uint8_t *src, uint32_t len,
		 uint8_t *dst, const uint8_t *iv, uint32_t piece)
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

int hash_pieces(int fd, uint32_t ses, const uint8_t *src, uint32_t len,
		uint8_t *digest, uint32_t piece)
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
