// SPDX-License-Identifier: GPL-2.0
/*
 * TLS records (RFC 5246, section 6.2.3) and SRTP packets (RFC 3711, section
 * 3.3): a cipher and a mac over one short buffer.
 *
 * All of it happens in kernel memory, so that a record that does not verify has
 * never been decrypted where its caller could see it.
 */
#include <crypto/hash.h>
#include <crypto/skcipher.h>

#include "compat/kernel.h"
#include "crypto/tls/tls.h"
#include "crypto/transforms.h"
#include "zc/map.h"
#include "zc/reject.h"

/* Longest record or packet, mac and padding included, in bytes. */
#define RECORD_MAX	SZ_64K

/* An SRTP packet's text starts within so many bytes of it. */
#define SRTP_HEAD_MAX	256

static bool is_stream(const struct cryptodev_alg *alg)
{
	return alg->chains && alg->block == 1;
}

static bool is_cbc(const struct cryptodev_alg *alg)
{
	return alg->chains && alg->block > 1 && alg->iv_len;
}

static u8 *text(const struct cryptodev_request *req)
{
	return req->map.buf + req->map.data_off;
}

/*
 * Room for what the driver and this file look at: the masks of keep_if() work
 * on whole words.
 */
static int map_record(struct cryptodev_request *req, u32 src_len, u32 dst_len)
{
	struct zc_io *io = &req->map.io;

	io->longterm = req->ses->asynchronous;
	io->src = req->op.src;
	io->src_len = src_len;
	io->dst = req->op.dst;
	io->dst_len = dst_len;
	return zc_map_linear(&req->map, round_up(max(src_len, dst_len),
						 sizeof(unsigned long)) ?: 1);
}

/* The cipher over the first @len bytes of text, in place. */
static int run_cipher(struct cryptodev_request *req, u32 len)
{
	struct scatterlist *sg = &req->map.split[0];

	if (!len)
		return 0;
	sg_init_one(sg, text(req), len);
	return cryptodev_cipher_run(req, sg, sg, len);
}

/* The mac of the head and @len bytes after it, to @req->digest. */
static int run_mac(struct cryptodev_request *req, u32 len)
{
	u32 head_len = req->map.io.head_len;
	struct scatterlist *sg = &req->map.split[1];

	sg_init_one(sg, text(req) - head_len, max_t(u32, head_len + len, 1));
	return cryptodev_hash_digest(req, sg, head_len + len);
}

/* All but the text's length is wiped unless @ok; nothing depends on which. */
static void keep_if(u32 ok, u8 *data, u32 len)
{
	unsigned long mask = (unsigned long)(long)(s32)ok;
	unsigned long *word = (unsigned long *)data;
	u32 i;

	for (i = 0; i < DIV_ROUND_UP(len, sizeof(*word)); i++)
		word[i] &= mask;
}

static int tls_encrypt(struct cryptodev_request *req)
{
	const struct cryptodev_alg *alg = req->ses->cipher_alg;
	struct cryptodev_op *op = &req->op;
	u32 pad, total = op->len + op->tag_len;
	int err;

	/* RFC 5246, section 6.2.3.2: at least the byte that tells the length. */
	pad = is_cbc(alg) ? alg->block - (total & (alg->block - 1)) : 0;
	total += pad;
	if (total > RECORD_MAX)
		return cryptodev_reject(-E2BIG, "record of %u bytes", total);
	err = map_record(req, op->len, total) ?: run_mac(req, op->len);
	if (err)
		return err;
	memcpy(text(req) + op->len, req->digest, op->tag_len);
	memset(text(req) + op->len + op->tag_len, pad - 1, pad);
	op->out_len = total;
	return run_cipher(req, total) ?: zc_finish(&req->map);
}

/* A stream cipher has no padding: where the mac is, is no secret. */
static int check_stream(struct cryptodev_request *req, u32 *ok, u32 *text_len)
{
	const struct cryptodev_op *op = &req->op;
	int err;

	*text_len = op->len - op->tag_len;
	err = run_mac(req, *text_len);
	if (err)
		return err;
	*ok = crypto_memneq(req->digest, text(req) + *text_len,
			    op->tag_len) ? 0 : U32_MAX;
	return 0;
}

static int check_record(struct cryptodev_request *req, u32 *ok, u32 *text_len)
{
	const struct cryptodev_op *op = &req->op;

	if (is_stream(req->ses->cipher_alg))
		return check_stream(req, ok, text_len);
	return cryptodev_tls_cbc_check(req->ses->hmac_ct, text(req),
				       op->aad_len, op->len, op->tag_len, ok,
				       text_len);
}

static int check_tls_length(const struct cryptodev_request *req)
{
	const struct cryptodev_alg *alg = req->ses->cipher_alg;
	const struct cryptodev_op *op = &req->op;

	if (op->len & (alg->block - 1))
		return cryptodev_reject(-EINVAL,
					"%u bytes are not whole blocks of %s",
					op->len, alg->name);
	if (op->len < op->tag_len + is_cbc(alg))
		return cryptodev_reject(-EBADMSG, "%u bytes hold no mac of %u",
					op->len, op->tag_len);
	return 0;
}

/*
 * Whether a record verifies is known to its caller in the end; how it failed,
 * and how long its padding was, to nobody (cbc.c). So from the check on,
 * what is done and how much is written is the same for all.
 */
static int tls_decrypt(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	u32 ok = 0, text_len = 0;
	int err;

	op->out_len = op->len;
	err = check_tls_length(req);
	if (!err && is_cbc(req->ses->cipher_alg))
		err = cryptodev_hmac_ct_ready(req->ses->hmac_ct);
	if (!err)
		err = map_record(req, op->len, op->len);
	if (!err)
		err = run_cipher(req, op->len);
	if (!err)
		err = check_record(req, &ok, &text_len);
	if (err)
		return err;
	keep_if(ok, text(req), op->len);
	op->out_len = (text_len & ok) | (op->len & ~ok);
	return zc_finish(&req->map) ?: (int)(-EBADMSG & ~ok);
}

static int tls(struct cryptodev_request *req)
{
	if (max(req->op.len, req->op.aad_len) > RECORD_MAX)
		return cryptodev_reject(-E2BIG, "record of %u bytes and %u",
					req->op.aad_len, req->op.len);
	req->map.io.head = req->op.aad;
	req->map.io.head_len = req->op.aad_len;
	return req->op.flags & CRYPTODEV_OP_DECRYPT ? tls_decrypt(req) :
						      tls_encrypt(req);
}

static int srtp_encrypt(struct cryptodev_request *req, u32 span)
{
	const struct cryptodev_op *op = &req->op;
	int err;

	err = zc_out_hold(&req->mac_out, op->mac, op->tag_len);
	if (!err)
		err = run_cipher(req, op->len);
	if (!err)
		err = run_mac(req, span);
	if (!err)
		err = zc_finish(&req->map);
	return err ?: zc_out_store(&req->mac_out, req->digest);
}

static int srtp_decrypt(struct cryptodev_request *req, u32 span)
{
	const struct cryptodev_op *op = &req->op;
	int err;

	err = run_mac(req, span) ?: cryptodev_hash_compare(req, op->tag_len);
	if (!err)
		err = run_cipher(req, op->len);
	return err ?: zc_finish(&req->map);
}

/* The text's place in the packet: bytes before it, and from it to the end. */
static int place_text(const struct cryptodev_op *op, u32 *head_len, u32 *span)
{
	unsigned long head = (unsigned long)op->src - (unsigned long)op->aad;

	if (op->aad_len > RECORD_MAX)
		return cryptodev_reject(-E2BIG, "packet of %u bytes",
					op->aad_len);
	if (op->src < op->aad || head > SRTP_HEAD_MAX || head > op->aad_len ||
	    op->len > op->aad_len - head)
		return cryptodev_reject(-EINVAL, "text is not in the packet");
	*head_len = head;
	*span = op->aad_len - head;
	return 0;
}

static int srtp(struct cryptodev_request *req)
{
	struct zc_io *io = &req->map.io;
	u32 span;
	int err;

	err = place_text(&req->op, &io->head_len, &span);
	if (err)
		return err;
	io->head = req->op.aad;
	err = map_record(req, span, req->op.len);
	if (err)
		return err;
	return req->op.flags & CRYPTODEV_OP_DECRYPT ? srtp_decrypt(req, span) :
						      srtp_encrypt(req, span);
}

/* TLS has CBC and stream ciphers, SRTP has stream ciphers; each with a mac. */
static int check_kind(const struct cryptodev_session *ses, bool tls)
{
	const struct cryptodev_alg *cipher = ses->cipher_alg;
	const struct cryptodev_alg *hash = ses->hash_alg;

	if (tls ? hash->hash && (is_stream(cipher) || is_cbc(cipher)) :
		  hash->kind == CRYPTODEV_MAC && is_stream(cipher))
		return 0;
	return cryptodev_reject(-EOPNOTSUPP, "no %s with %s and %s",
				tls ? "TLS" : "SRTP", cipher->name, hash->name);
}

static int check_op(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	u32 iv_len = req->ses->cipher_alg->iv_len;

	if (op->src != op->dst)
		return cryptodev_reject(-EINVAL, "not in place");
	if (op->iv_len && op->iv_len != iv_len)
		return cryptodev_reject(-EINVAL, "IV of %u bytes", op->iv_len);
	if (!op->tag_len)
		op->tag_len = req->ses->digest_len;
	if (op->tag_len > req->ses->digest_len)
		return cryptodev_reject(-EINVAL, "no tag of %u bytes",
					op->tag_len);
	return 0;
}

/**
 * cryptodev_record_auth() - one TLS record or SRTP packet
 * @req: the request, on a session of a cipher and a mac
 *
 * May sleep and fault. The IV that the session's last operation left is neither
 * used nor changed.
 *
 * Return: 0; -EBADMSG if it does not verify, and then a TLS record is zeros and
 * an SRTP packet as it was; -EINVAL, -EOPNOTSUPP, -E2BIG, -EFAULT, -ENOMEM,
 * -EINTR, or the driver's error, with nothing written.
 */
int cryptodev_record_auth(struct cryptodev_request *req)
{
	bool is_tls = req->op.flags & CRYPTODEV_OP_TLS;
	int err;

	err = check_kind(req->ses, is_tls) ?: check_op(req) ?:
	      cryptodev_cipher_take_iv(req);
	if (!err)
		err = is_tls ? tls(req) : srtp(req);
	return err ?: cryptodev_cipher_give_iv(req);
}
