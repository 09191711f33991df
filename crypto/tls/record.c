// SPDX-License-Identifier: GPL-2.0
/*
 * TLS records (RFC 5246, section 6.2.3) and SRTP packets (RFC 3711, section
 * 3.3): a cipher and a MAC over one short buffer. Relies on cipher.c, hash.c
 * and cbc.c.
 *
 * All processing happens in kernel memory, so that the caller never sees the
 * decrypted text of a record that does not verify.
 */
#include <crypto/hash.h>
#include <crypto/skcipher.h>

#include "compat/kernel.h"
#include "crypto/tls/tls.h"
#include "crypto/transforms.h"
#include "zc/map.h"
#include "zc/reject.h"

/* Longest record or packet, with MAC and padding, in bytes. */
#define RECORD_MAX	SZ_64K

/* Longest header before the text of an SRTP packet, in bytes. */
#define SRTP_HEAD_MAX	256

static bool is_stream(const struct cryptodev_alg *alg)
{
	return alg->chains && alg->block == 1;
}

static bool is_cbc(const struct cryptodev_alg *alg)
{
	return alg->chains && alg->block > 1 && alg->iv_len;
}

static u8 *record_text(const struct cryptodev_request *req)
{
	return req->map.buf + req->map.data_off;
}

/*
 * Maps the record to a kernel buffer. The buffer is rounded up to whole words,
 * because the masks of wipe_unless() work on words.
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

/* Encrypts or decrypts the first @len bytes of text, in place. */
static int run_cipher(struct cryptodev_request *req, u32 len)
{
	struct scatterlist *sg = &req->map.split[0];

	if (!len)
		return 0;
	sg_init_one(sg, record_text(req), len);
	return cryptodev_cipher_run(req, sg, sg, len);
}

/* Computes the MAC of the head and of @len bytes of text in @req->digest. */
static int run_mac(struct cryptodev_request *req, u32 len)
{
	u32 head_len = req->map.io.head_len;
	struct scatterlist *sg = &req->map.split[1];

	sg_init_one(sg, record_text(req) - head_len,
		    max_t(u32, head_len + len, 1));
	return cryptodev_hash_digest(req, sg, head_len + len);
}

/*
 * Wipes the text unless @ok is all ones. Time and memory accesses do not depend
 * on @ok.
 */
static void wipe_unless(u32 ok, u8 *data, u32 len)
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

	/* RFC 5246, section 6.2.3.2: at least the length byte. */
	pad = is_cbc(alg) ? alg->block - (total & (alg->block - 1)) : 0;
	total += pad;
	if (total > RECORD_MAX)
		return cryptodev_reject(-E2BIG, "record of %u bytes", total);
	err = map_record(req, op->len, total) ?: run_mac(req, op->len);
	if (err)
		return err;
	memcpy(record_text(req) + op->len, req->digest, op->tag_len);
	memset(record_text(req) + op->len + op->tag_len, pad - 1, pad);
	op->out_len = total;
	return run_cipher(req, total) ?: zc_finish(&req->map);
}

/* A stream cipher has no padding, so the position of the MAC is public. */
static int check_stream(struct cryptodev_request *req, u32 *ok, u32 *text_len)
{
	const struct cryptodev_op *op = &req->op;
	int err;

	*text_len = op->len - op->tag_len;
	err = run_mac(req, *text_len);
	if (err)
		return err;
	*ok = crypto_memneq(req->digest, record_text(req) + *text_len,
			    op->tag_len) ? 0 : U32_MAX;
	return 0;
}

static int check_record(struct cryptodev_request *req, u32 *ok, u32 *text_len)
{
	const struct cryptodev_op *op = &req->op;

	if (is_stream(req->ses->cipher_alg))
		return check_stream(req, ok, text_len);
	return cryptodev_tls_cbc_check(req->ses->hmac_ct, record_text(req),
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
		return cryptodev_reject(-EBADMSG,
					"%u bytes cannot hold a MAC of %u",
					op->len, op->tag_len);
	return 0;
}

/*
 * The caller learns whether a record verifies, but must not learn which check
 * failed or how long the padding was (cbc.c). So after the check, time, memory
 * accesses and the length of the output do not depend on the result.
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
	wipe_unless(ok, record_text(req), op->len);
	op->out_len = (text_len & ok) | (op->len & ~ok);
	return zc_finish(&req->map) ?: (int)(-EBADMSG & ~ok);
}

static int process_tls(struct cryptodev_request *req)
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

/*
 * Computes the bytes before the text, and from the text to the end of the
 * packet.
 */
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

static int process_srtp(struct cryptodev_request *req)
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

/*
 * TLS allows CBC and stream ciphers, SRTP only stream ciphers; both need a MAC,
 * and TLS needs an HMAC.
 */
static int check_record_kind(const struct cryptodev_session *ses, bool tls)
{
	const struct cryptodev_alg *cipher = ses->cipher_alg;
	const struct cryptodev_alg *hash = ses->hash_alg;

	if (tls ? hash->hash && (is_stream(cipher) || is_cbc(cipher)) :
		  hash->kind == CRYPTODEV_MAC && is_stream(cipher))
		return 0;
	return cryptodev_reject(-EOPNOTSUPP, "no %s with %s and %s",
				tls ? "TLS" : "SRTP", cipher->name, hash->name);
}

static int check_record_op(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	u32 iv_len = req->ses->cipher_alg->iv_len;

	if (op->src != op->dst)
		return cryptodev_reject(-EINVAL, "record not in place");
	if (op->iv_len && op->iv_len != iv_len)
		return cryptodev_reject(-EINVAL, "IV of %u bytes", op->iv_len);
	if (!op->tag_len)
		op->tag_len = req->ses->digest_len;
	if (op->tag_len > req->ses->digest_len)
		return cryptodev_reject(-EINVAL, "invalid tag length %u",
					op->tag_len);
	return 0;
}

/**
 * cryptodev_record_auth() - process one TLS record or SRTP packet
 * @req: the request, of a session with a cipher and a MAC
 *
 * Neither uses nor changes the IV that the session's last operation left. May
 * sleep and fault.
 *
 * Return: 0; -EBADMSG if it does not verify: then a TLS record is all zeros,
 * and an SRTP packet is unchanged. On other errors nothing is written: -EINVAL,
 * -EOPNOTSUPP, -E2BIG, -EFAULT, -ENOENT, -ENOMEM, -EINTR, or the driver's
 * error.
 */
int cryptodev_record_auth(struct cryptodev_request *req)
{
	bool is_tls = req->op.flags & CRYPTODEV_OP_TLS;
	int err;

	err = check_record_kind(req->ses, is_tls) ?: check_record_op(req) ?:
	      cryptodev_cipher_take_iv(req);
	if (!err)
		err = is_tls ? process_tls(req) : process_srtp(req);
	return err ?: cryptodev_cipher_give_iv(req);
}
