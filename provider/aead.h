/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * AEADs: AES-GCM, AES-CCM and ChaCha20-Poly1305. aead.c has the contexts,
 * aead_param.c their parameters, aead_data.c the order of calls, aead_tls.c records
 * of TLS 1.2, aead_request.c whole messages on the device, aead_soft.c messages on
 * the default provider.
 */
#ifndef PROVIDER_AEAD_H
#define PROVIDER_AEAD_H

#include "provider.h"
#include "session.h"

#define AEAD_KEY_MAX	32
#define AEAD_IV_MAX	128
#define AEAD_TAG_MAX	16
#define AEAD_IV_DEVICE	12

/* RFC 5246: the data that TLS authenticates, and the nonce's explicit part. */
#define AEAD_TLS_AAD	13
#define AEAD_TLS_IV	8

/**
 * struct aead_info - an AEAD
 * @name: its name, by which the default provider knows it too
 * @number: its number in a session
 * @mode: EVP_CIPH_*_MODE
 * @keylen: bytes of the key
 * @ivlen: bytes of the IV unless the program sets them
 * @taglen: bytes of the tag unless the program sets them
 */
struct aead_info {
	const char *name;
	__u32 number;
	unsigned int mode;
	size_t keylen;
	size_t ivlen;
	size_t taglen;
};

/**
 * enum aead_state - where a message is
 * @AEAD_NEW: the context never had an IV
 * @AEAD_READY: there is an IV; associated data or text may come
 * @AEAD_WHOLE: the device has processed the text of one update, and verified it;
 *		more may come
 * @AEAD_SOFT_AAD: the default provider processes the message; more associated data
 *		   may come
 * @AEAD_SOFT: the default provider processes the message, and has text of it
 * @AEAD_DONE: the message has ended
 */
enum aead_state {
	AEAD_NEW,
	AEAD_READY,
	AEAD_WHOLE,
	AEAD_SOFT_AAD,
	AEAD_SOFT,
	AEAD_DONE,
};

/**
 * struct aead_buffer - memory that grows
 * @data: the memory, NULL at first; long memory begins with a page
 * @len: bytes that are used
 * @size: bytes that there are
 * @allocated: the allocation that @data lies in
 * @allocated_size: bytes of it
 */
struct aead_buffer {
	unsigned char *data;
	size_t len;
	size_t size;
	unsigned char *allocated;
	size_t allocated_size;
};

/**
 * struct aead_ctx - an AEAD's context
 * @prov: the provider
 * @info: the AEAD
 * @ses: the session, made at the first request with the key
 * @no_session: the device did not create a session for this key
 * @soft: the default provider's context for the message, or NULL
 * @state: where the message is
 * @enc: encrypt
 * @has_key: @key is set
 * @generates: the context generates the IVs of messages, from @next_iv
 * @key: the key
 * @iv: the IV of the message
 * @next_iv: the IV of the next message, if the context generates it; with TLS the
 *	     part of it that all records share
 * @ivlen: bytes of the IV
 * @tag: of decryption, the tag to compare with; after encryption, the tag
 * @taglen: bytes of the tag
 * @has_tag: @tag is valid
 * @total: CCM: bytes of the text that the program has announced
 * @has_total: it has
 * @aad: associated data of the message
 * @text: AEAD_WHOLE: the ciphertext; memory for requests
 * @tls_aad: associated data of the next record
 * @tls: the next update is a record of TLS 1.2
 * @tls_pad: bytes that the record grows by, as the library wants to know them
 */
struct aead_ctx {
	struct provider *prov;
	const struct aead_info *info;
	struct session ses;
	bool no_session;
	EVP_CIPHER_CTX *soft;
	enum aead_state state;
	bool enc;
	bool has_key;
	bool generates;
	unsigned char key[AEAD_KEY_MAX];
	unsigned char iv[AEAD_IV_MAX];
	unsigned char next_iv[AEAD_IV_MAX];
	size_t ivlen;
	unsigned char tag[AEAD_TAG_MAX];
	size_t taglen;
	bool has_tag;
	size_t total;
	bool has_total;
	struct aead_buffer aad;
	struct aead_buffer text;
	unsigned char tls_aad[AEAD_TLS_AAD];
	bool tls;
	size_t tls_pad;
};

/* aead.c */
void *aead_new(void *provctx, const struct aead_info *info);
int aead_get_params(OSSL_PARAM params[], const struct aead_info *info);

/* Returns whether a part of the message has been processed. */
static inline bool aead_has_begun(const struct aead_ctx *c)
{
	return c->state == AEAD_WHOLE || c->state == AEAD_SOFT_AAD ||
	       c->state == AEAD_SOFT;
}

/* Ends a message: forgets its data, and keeps the key. */
void aead_reset(struct aead_ctx *c, enum aead_state state);

/* Adds to a buffer; @data may be NULL for room only. False without memory. */
bool aead_buffer_add(struct aead_buffer *b, const void *data, size_t len);

/* Sets the IV of the next message; false and an error for its length. */
bool aead_set_iv(struct aead_ctx *c, const unsigned char *iv, size_t ivlen);

/* Returns whether the algorithm can have IVs of this length. */
bool aead_takes_ivlen(const struct aead_info *info, size_t ivlen);

extern OSSL_FUNC_cipher_freectx_fn aead_free;
extern OSSL_FUNC_cipher_dupctx_fn aead_dup;
extern OSSL_FUNC_cipher_encrypt_init_fn aead_encrypt_init;
extern OSSL_FUNC_cipher_decrypt_init_fn aead_decrypt_init;

/* aead_param.c */
extern OSSL_FUNC_cipher_get_ctx_params_fn aead_get_ctx_params;
extern OSSL_FUNC_cipher_set_ctx_params_fn aead_set_ctx_params;
extern OSSL_FUNC_cipher_gettable_ctx_params_fn aead_gettable_ctx_params;
extern OSSL_FUNC_cipher_settable_ctx_params_fn aead_settable_ctx_params;

/* aead_data.c */
extern OSSL_FUNC_cipher_update_fn aead_update;
extern OSSL_FUNC_cipher_final_fn aead_final;
extern OSSL_FUNC_cipher_cipher_fn aead_once;

/*
 * aead_iv.c: nonces that the context generates or completes (NIST SP 800-38D,
 * section 8.2.1; RFC 5288; RFC 6655). Each returns false if it cannot.
 */

/* Sets the whole IV, or its first bytes; encryption draws the others. */
bool aead_fix_iv(struct aead_ctx *c, const unsigned char *iv, size_t len);

/* Takes the next IV for this message, and writes its last @len bytes to @out. */
bool aead_generate_iv(struct aead_ctx *c, unsigned char *out, size_t len);

/* Sets the last @len bytes of the IV of this message, to decrypt it. */
bool aead_complete_iv(struct aead_ctx *c, const unsigned char *iv, size_t len);

/* Draws the whole IV, for an encryption without one. */
bool aead_draw_iv(struct aead_ctx *c);

/* aead_tls.c */

/* The next update is a record with this header; sets @tls_pad. */
bool aead_tls_begin(struct aead_ctx *c, const unsigned char *aad, size_t len);

/*
 * Processes the record in place, from the explicit nonce to the tag. Sets *@outl
 * to its length if it is encrypted, or to that of the text. Wrong records are
 * wiped.
 */
bool aead_tls_record(struct aead_ctx *c, unsigned char *data, size_t *outl,
		     size_t len);

/* aead_request.c */

/* Returns whether the device can process the message with a text of @len bytes. */
bool aead_can_request(struct aead_ctx *c, size_t len);

/*
 * Processes a whole message. Encryption sets @tag; decryption compares it. @text
 * has the ciphertext afterwards. Returns 0 or an errno: EBADMSG for a wrong tag.
 */
int aead_request(struct aead_ctx *c, unsigned char *out, const unsigned char *in,
		 size_t len);

/* As aead_request(), in place; the tag follows the text. */
int aead_request_in_place(struct aead_ctx *c, unsigned char *data, size_t len);

void aead_release(struct aead_ctx *c);

/* aead_soft.c: the same on the default provider, in pieces. */
bool aead_soft_begin(struct aead_ctx *c);
bool aead_soft_add_aad(struct aead_ctx *c, const unsigned char *in, size_t len);
bool aead_soft_update(struct aead_ctx *c, unsigned char *out,
		      const unsigned char *in, size_t len);
/* Encryption sets @tag. Decryption returns false for a wrong one. */
bool aead_soft_final(struct aead_ctx *c);
/*
 * Goes on with a message of which the device has processed the first part. If that
 * fails, the message has ended.
 */
bool aead_soft_continue(struct aead_ctx *c);

#endif /* PROVIDER_AEAD_H */
