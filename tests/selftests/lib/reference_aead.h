/* SPDX-License-Identifier: GPL-2.0 */
/*
 * AEADs computed by libcrypto: its own, and those built from its ciphers and
 * macs.
 */
#ifndef SELFTESTS_REFERENCE_AEAD_H
#define SELFTESTS_REFERENCE_AEAD_H

#include "native.h"
#include "reference.h"

enum aead_kind {
	AEAD_PLAIN,	/* libcrypto has it */
	AEAD_ESP_GCM,	/* RFC 4106 */
	AEAD_ESP_GMAC,	/* RFC 4543 */
	AEAD_ETM,	/* a cipher, then a mac */
};

/**
 * struct aead - an AEAD, as the module and libcrypto know it
 * @c: the algorithm; for ETM and ESP, the cipher that it is built from
 * @kind: how it is built
 * @nonce: bytes of the nonce; 0: CCM, which has several
 * @tag: bytes of the full tag
 * @tag_lens: bit n: a tag of n bytes is valid
 * @iv_lens: bit n: a nonce of n bytes is valid
 * @mac: the mac of ETM
 */
struct aead {
	struct ref_cipher c;
	enum aead_kind kind;
	uint32_t nonce;
	uint32_t tag;
	uint64_t tag_lens;
	uint32_t iv_lens;
	const struct ref_hash *mac;
};

/* Returns true for the AEADs of ESP. */
bool is_esp(const struct aead *aead);

/**
 * struct aead_session - a session and the same key in libcrypto
 * @aead: the algorithm
 * @k: libcrypto's cipher; for ESP, the salt follows the key
 * @mackey: the mac's key
 * @mackeylen: bytes at @mackey
 * @ses: the device's session
 */
struct aead_session {
	const struct aead *aead;
	struct ref_key k;
	uint8_t mackey[CRYPTO_HMAC_MAX_KEY_LEN];
	uint32_t mackeylen;
	uint32_t ses;
};

/*
 * Creates a session with random keys of these lengths in bytes; returns 0 or a
 * negative errno.
 */
int aead_session_init(struct aead_session *s, int fd, const struct aead *aead,
		      uint32_t keylen, uint32_t mackeylen);

/**
 * struct aead_message - a message to encrypt
 * @nonce: the nonce
 * @nonce_len: bytes at @nonce
 * @aad: the associated data
 * @aad_len: bytes at @aad
 * @plain: the plaintext
 * @len: bytes at @plain
 */
struct aead_message {
	const uint8_t *nonce;
	uint32_t nonce_len;
	const uint8_t *aad;
	uint32_t aad_len;
	const uint8_t *plain;
	uint32_t len;
};

/* Encrypts the message: writes ciphertext and @tag_len bytes of tag to @out. */
void ref_aead_seal(struct aead_session *s, const struct aead_message *m,
		   uint8_t *out, uint32_t tag_len);

#endif /* SELFTESTS_REFERENCE_AEAD_H */
