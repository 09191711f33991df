/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Ciphers without authentication. cipher.c has the contexts, cipher_data.c cuts the
 * caller's data into blocks, cipher_tls.c pads records, cipher_request.c processes
 * blocks by the device or the default provider.
 */
#ifndef PROVIDER_CIPHER_H
#define PROVIDER_CIPHER_H

#include "provider.h"
#include "session.h"

#define CIPHER_KEY_MAX		64
#define CIPHER_IV_MAX		16
#define CIPHER_BLOCK_MAX	64

enum cipher_kind {
	CIPHER_BLOCK,	/* whole blocks, perhaps padded: ECB, CBC */
	CIPHER_STREAM,	/* any length, continued in the middle of a block */
	CIPHER_UNIT,	/* each update is a message: XTS */
};

/**
 * struct cipher_info - a cipher
 * @name: its name, by which the default provider knows it too
 * @number: its number in a session
 * @mode: EVP_CIPH_*_MODE
 * @kind: how data are cut into requests
 * @keylen: bytes of the key
 * @ivlen: bytes of the IV, 0 for none
 * @block: bytes of a block; of a stream cipher, of a block of its key stream
 */
struct cipher_info {
	const char *name;
	__u32 number;
	unsigned int mode;
	enum cipher_kind kind;
	size_t keylen;
	size_t ivlen;
	size_t block;
};

/**
 * struct cipher_ctx - a cipher's context
 * @prov: the provider
 * @info: the cipher
 * @ses: the session, made at the first request with the key
 * @no_session: the device did not create a session for this key
 * @soft: the default provider's context for this key and direction, or NULL
 * @enc: encrypt
 * @pad: pad the last block
 * @has_key, @has_iv: they are set
 * @key, @first_iv: as they were set
 * @iv: the IV of the next request
 * @buf: CIPHER_BLOCK: input of less than a block, or a block that may be the last;
 *	 CIPHER_STREAM: a block of the key stream
 * @used: bytes in @buf that are input, or that are used up
 * @tls_version: the protocol, if updates are records of TLS before 1.3; 0 if not
 * @tls_mac_size: bytes of the MAC at the end of a record
 * @tls_mac: the MAC of the last record that was decrypted
 */
struct cipher_ctx {
	struct provider *prov;
	const struct cipher_info *info;
	struct session ses;
	bool no_session;
	EVP_CIPHER_CTX *soft;
	bool enc;
	bool pad;
	bool has_key;
	bool has_iv;
	unsigned char key[CIPHER_KEY_MAX];
	unsigned char first_iv[CIPHER_IV_MAX];
	unsigned char iv[CIPHER_IV_MAX];
	unsigned char buf[CIPHER_BLOCK_MAX];
	size_t used;
	unsigned int tls_version;
	size_t tls_mac_size;
	unsigned char tls_mac[EVP_MAX_MD_SIZE];
};

/**
 * struct cipher_piece - a range of whole blocks, or a message
 * @in: input
 * @out: output; equal to @in, or apart from it
 * @len: bytes
 */
struct cipher_piece {
	const unsigned char *in;
	unsigned char *out;
	size_t len;
};

/* cipher_request.c */

/*
 * Processes pieces in order, by one call, and moves the IV on. Returns false and an
 * error on failure; then the IV is as before.
 */
#define CIPHER_PIECES	2
bool cipher_process(struct cipher_ctx *c, const struct cipher_piece *pieces, int nr);

/* Frees the session and the default provider's context: the key changes. */
void cipher_release(struct cipher_ctx *c);

/* Frees the default provider's context: the direction changes. */
void cipher_release_soft(struct cipher_ctx *c);

/* cipher_data.c: as OSSL_FUNC_cipher_update(), _final() and _cipher(). */
int cipher_block_update(void *ctx, unsigned char *out, size_t *outl,
			size_t outsize, const unsigned char *in, size_t inl);
int cipher_block_final(void *ctx, unsigned char *out, size_t *outl,
		       size_t outsize);
int cipher_stream_update(void *ctx, unsigned char *out, size_t *outl,
			 size_t outsize, const unsigned char *in, size_t inl);
int cipher_stream_final(void *ctx, unsigned char *out, size_t *outl,
			size_t outsize);
int cipher_once(void *ctx, unsigned char *out, size_t *outl, size_t outsize,
		const unsigned char *in, size_t inl);

/* cipher_tls.c */

/*
 * Processes a record of TLS before 1.3 in place: pads and encrypts it, or decrypts
 * it and removes padding and MAC in constant time. Returns false and an error if
 * the lengths are wrong. A record with wrong padding is no error here: it gets a
 * random MAC.
 */
bool cipher_tls_record(struct cipher_ctx *c, unsigned char *data, size_t *len,
		       size_t room);

/* cipher.c */
void *cipher_new(void *provctx, const struct cipher_info *info);
int cipher_get_params(OSSL_PARAM params[], const struct cipher_info *info);

/* The functions of all ciphers' tables but newctx, get_params, update and final. */
extern OSSL_FUNC_cipher_freectx_fn cipher_free;
extern OSSL_FUNC_cipher_dupctx_fn cipher_dup;
extern OSSL_FUNC_cipher_encrypt_init_fn cipher_encrypt_init;
extern OSSL_FUNC_cipher_decrypt_init_fn cipher_decrypt_init;
extern OSSL_FUNC_cipher_get_ctx_params_fn cipher_get_ctx_params;
extern OSSL_FUNC_cipher_set_ctx_params_fn cipher_set_ctx_params;
extern OSSL_FUNC_cipher_gettable_params_fn cipher_gettable_params;
extern OSSL_FUNC_cipher_gettable_ctx_params_fn cipher_gettable_ctx_params;
extern OSSL_FUNC_cipher_settable_ctx_params_fn cipher_settable_ctx_params;

#endif /* PROVIDER_CIPHER_H */
