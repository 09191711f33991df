/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that enc and dec share, and the sealed format.
 */
#ifndef CRYPTOCTL_CRYPT_H
#define CRYPTOCTL_CRYPT_H

#include "device.h"
#include "file.h"
#include "key.h"

/**
 * struct crypt_job - a file to encrypt or decrypt
 * @decrypt: decrypt
 * @alg: the algorithm, or NULL if the sealed file names it
 * @key_len: bytes of the key, from the algorithm's name, or 0
 * @iv: the IV of a raw format
 * @has_iv: @iv is set
 * @pad: the raw format ends with padding
 * @chunk: bytes of text in a chunk of a sealed file
 * @key: the source of the key
 * @in: the input
 * @out: the output
 */
struct crypt_job {
	bool decrypt;
	const struct alg *alg;
	unsigned int key_len;
	unsigned char iv[ALG_IV_MAX];
	bool has_iv;
	bool pad;
	__u32 chunk;
	struct key_source key;
	struct input in;
	struct output out;
};

/* crypt.c */
int crypt_run(int argc, char **argv, bool decrypt);

/* cipher.c */
void cipher_run(struct crypt_job *job);

/* seal.c */
void seal_run(struct crypt_job *job);

/*
 * A sealed file is a header and then chunks. A chunk is text and a tag. All chunks
 * have the same length, except the last. Numbers are big-endian.
 */
#define SEAL_MAGIC	"CRYPTCTL"
#define SEAL_VERSION	1
#define SEAL_NONCE	12
#define SEAL_PREFIX	7
#define SEAL_TAG	16
#define SEAL_SALT	32
#define SEAL_CHECK	32

#define SEAL_CHUNK_MIN	4096
#define SEAL_CHUNK_MAX	(1024 * 1024)
#define SEAL_CHUNK	65536

/**
 * struct seal_header - the header of a sealed file
 * @magic: SEAL_MAGIC
 * @version: SEAL_VERSION
 * @key_len: bytes of the key
 * @alg: CRYPTO_*
 * @chunk: bytes of text in a chunk
 * @salt: random
 * @check: shows whether the key is the right one; HKDF-SHA-256 derives it and
 *	   the file's keys from the key, @salt and the fields before @salt
 */
struct seal_header {
	char magic[8];
	__u8 version;
	__u8 key_len;
	__u8 alg[2];
	__u8 chunk[4];
	__u8 salt[SEAL_SALT];
	__u8 check[SEAL_CHECK];
};

/**
 * struct seal_keys - the secrets of one sealed file
 * @key: the key of this file
 * @nonce: the first SEAL_PREFIX bytes of each nonce; seal_nonce() sets the rest
 */
struct seal_keys {
	struct secret key;
	unsigned char nonce[SEAL_NONCE];
};

/* header.c */
void header_make(struct seal_header *header, const struct crypt_job *job,
		 const struct secret *key, struct seal_keys *keys);
void header_read(const struct seal_header *header, struct crypt_job *job);
void header_check(const struct seal_header *header, const struct crypt_job *job,
		  const struct secret *key, struct seal_keys *keys);
void seal_nonce(unsigned char *nonce, __u64 number, bool last);

#endif /* CRYPTOCTL_CRYPT_H */
