/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that the kinds of transform offer to each other and to sessions.
 */
#ifndef CRYPTODEV_TRANSFORMS_H
#define CRYPTODEV_TRANSFORMS_H

#include "crypto/request/request.h"

/* cipher.c */
extern const struct cryptodev_session_ops cryptodev_cipher_ops;
int cryptodev_cipher_init(struct cryptodev_session *ses,
			  const struct cryptodev_session_params *params);
void cryptodev_cipher_free(struct cryptodev_session *ses);
int cryptodev_cipher_begin(struct cryptodev_request *req, u32 *piece);
int cryptodev_cipher_hold_iv(struct cryptodev_request *req);
int cryptodev_cipher_transform(struct cryptodev_request *req, u32 len);
int cryptodev_cipher_end(struct cryptodev_request *req, int err);
int cryptodev_cipher_crypt(struct cryptodev_request *req);
int cryptodev_cipher_submit(struct cryptodev_request *req,
			    struct scatterlist *src, struct scatterlist *dst,
			    u32 len);
int cryptodev_cipher_run(struct cryptodev_request *req, struct scatterlist *src,
			 struct scatterlist *dst, u32 len);
int cryptodev_cipher_take_iv(struct cryptodev_request *req);
int cryptodev_cipher_give_iv(struct cryptodev_request *req);

/* allowed.c */
int cryptodev_allow(struct cryptodev_session *ses, u32 allowed);

/**
 * cryptodev_cipher_keep_iv() - keep the IV for the next operation of a session
 * @ses: the session
 * @req: a request of @ses or of its fallback that has succeeded
 *
 * Never sleeps.
 */
static inline void
cryptodev_cipher_keep_iv(struct cryptodev_session *ses,
			 const struct cryptodev_request *req)
{
	spin_lock(&ses->iv_lock);
	if (likely(ses->cipher_alg->chains))
		memcpy(ses->iv, req->iv, CRYPTODEV_CHAIN_IV_MAX);
	else
		memcpy(ses->iv, req->iv_given, CRYPTODEV_IV_MAX);
	spin_unlock(&ses->iv_lock);
}

/* chacha.c */
extern const struct cryptodev_session_ops cryptodev_chacha_ops;
int cryptodev_chacha_run(struct cryptodev_request *req, struct scatterlist *src,
			 struct scatterlist *dst, u32 len);

/* hash.c */
extern const struct cryptodev_session_ops cryptodev_hash_ops;
int cryptodev_hash_init(struct cryptodev_session *ses,
			const struct cryptodev_session_params *params);
void cryptodev_hash_free(struct cryptodev_session *ses);
bool cryptodev_hash_emits(const struct cryptodev_op *op);
int cryptodev_hash_begin(struct cryptodev_request *req);
int cryptodev_hash_feed(struct cryptodev_request *req, struct scatterlist *sg,
			u32 len);
int cryptodev_hash_complete(struct cryptodev_request *req);
int cryptodev_hash_conclude(struct cryptodev_request *req, int err);
int cryptodev_hash_end(struct cryptodev_request *req, int err);
int cryptodev_hash_digest(struct cryptodev_request *req, struct scatterlist *sg,
			  u32 len);
int cryptodev_hash_compare(struct cryptodev_request *req, u32 len);

/* hash_copy.c */
int cryptodev_hash_copy(struct cryptodev_session *dst,
			struct cryptodev_session *src);

/* cipher_hash.c */
extern const struct cryptodev_session_ops cryptodev_cipher_hash_ops;
int cryptodev_cipher_hash_init(struct cryptodev_session *ses,
			       const struct cryptodev_session_params *params);
void cryptodev_cipher_hash_free(struct cryptodev_session *ses);
int cryptodev_pair_finish(struct cryptodev_request *req, u32 len);
int cryptodev_pair_run(struct cryptodev_request *req, u32 piece,
		       int (*work)(struct cryptodev_request *req, u32 len));

/* cipher_mac.c */
extern const struct cryptodev_session_ops cryptodev_eta_ops;
extern const struct cryptodev_session_ops cryptodev_mac_input_ops;

/* tag_apart.c */
int cryptodev_apart_begin(struct cryptodev_request *req);
int cryptodev_apart_end(struct cryptodev_request *req);
int cryptodev_decrypt_with_tag(struct cryptodev_request *req);

/**
 * cryptodev_computes_tag() - is a tag apart computed when a message is decrypted?
 * @ses: the session
 *
 * Return: true if the tag is an output, or if only its beginning is compared.
 */
static inline bool cryptodev_computes_tag(const struct cryptodev_session *ses)
{
	return ses->unverified || ses->tag_cut;
}

/* iv.c */
int cryptodev_take_iv(struct cryptodev_request *req, u8 *iv, u32 len);
int cryptodev_complete_iv(struct cryptodev_request *req, u32 full);
u32 cryptodev_iv_len(const struct cryptodev_session *ses,
		     const struct cryptodev_op *op);
const u8 *cryptodev_iv_used(const struct cryptodev_request *req);

/**
 * cryptodev_read_iv() - load the IV of a request
 * @req: the request; its @iv is set
 * @full: bytes of an IV of the transform
 *
 * The session's salt stands before the program's bytes, zeros after them. May
 * sleep and fault.
 *
 * Return: 0, -EFAULT, or -EKEYEXPIRED if the session must generate no more IVs.
 */
static inline int cryptodev_read_iv(struct cryptodev_request *req, u32 full)
{
	if (unlikely(req->ses->iv_len != full ||
		     req->op.flags & CRYPTODEV_OP_GENERATED_IV))
		return cryptodev_complete_iv(req, full);
	if (cryptodev_read_user(req->iv, req->op.iv, full))
		return cryptodev_reject(-EFAULT, "IV is not readable");
	return 0;
}

/* ccm.c */
int cryptodev_ccm_check_nonce(u32 len);
int cryptodev_ccm_load_nonce(struct cryptodev_request *req, u32 len);
int cryptodev_ccm_check_block(const u8 *block, u32 text);

/* aead_tfms.c */
int cryptodev_aead_add(struct cryptodev_session *ses,
		       const struct cryptodev_session_params *params,
		       const char *name, u32 tag_len, const u8 *key,
		       u32 keylen);
int cryptodev_aead_init(struct cryptodev_session *ses,
			const struct cryptodev_session_params *params,
			const struct cryptodev_alg *alg, const u8 *key,
			u32 keylen);
void cryptodev_aead_free(struct cryptodev_session *ses);
struct crypto_aead *cryptodev_aead_extra_tfm(struct cryptodev_session *ses,
					     u32 tag_len);

/* aead.c */
extern const struct cryptodev_session_ops cryptodev_aead_ops;
bool cryptodev_aead_is_copied(const struct cryptodev_session *ses,
			      const struct cryptodev_op *op);
int cryptodev_aead_auth(struct cryptodev_request *req);
int cryptodev_aead_finish(struct cryptodev_request *req, int err);

/* compress.c, which Kbuild leaves out where the kernel lacks zlib. */
#if IS_ENABLED(CONFIG_ZLIB_DEFLATE) && IS_ENABLED(CONFIG_ZLIB_INFLATE) && \
	IS_ENABLED(CONFIG_CRC32)
extern const struct cryptodev_session_ops cryptodev_compress_ops;

#define CRYPTODEV_COMPRESS_OPS	(&cryptodev_compress_ops)
#else
#define CRYPTODEV_COMPRESS_OPS	NULL
#endif

/* gmac.c */
extern const struct cryptodev_session_ops cryptodev_gmac_ops;
bool cryptodev_gmac_is_copied(const struct cryptodev_request *req);

/* etm.c */
extern const struct cryptodev_session_ops cryptodev_etm_ops;
int cryptodev_etm_init(struct cryptodev_session *ses,
		       const struct cryptodev_session_params *params,
		       const char *template);

/* esn.c */
extern const struct cryptodev_session_ops cryptodev_etm_esn_ops;
bool cryptodev_takes_esn(const struct cryptodev_session *ses);
u32 cryptodev_esn_head_len(const struct cryptodev_session *ses);
int cryptodev_esn_begin(struct cryptodev_request *req);

/* record.c */
int cryptodev_record_auth(struct cryptodev_request *req);

#endif /* CRYPTODEV_TRANSFORMS_H */
