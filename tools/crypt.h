/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What enc and dec share, and the two formats that they write and read.
 */
#ifndef CRYPTOCTL_CRYPT_H
#define CRYPTOCTL_CRYPT_H

#include "device.h"
#include "file.h"
#include "key.h"

/**
 * struct crypt_job - a file to encrypt or decrypt
 * @decrypt: which of the two
 * @alg: the algorithm, or NULL if a sealed file is to tell
 * @key_len: bytes of key that were asked for, or 0
 * @iv: of a raw format
 * @has_iv: it was given
 * @pad: a raw format ends with padding
 * @chunk: bytes of text in a chunk of a sealed file
 * @key: where from
 * @in: read from
 * @out: written to
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
 * A sealed file: a header, then chunks; each is so many bytes of text, the last
 * one as many as are left, and a tag. Numbers are big-endian.
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
 * struct seal_header - what a sealed file begins with
 * @magic: SEAL_MAGIC
 * @version: SEAL_VERSION
 * @key_len: bytes of the key
 * @alg: CRYPTO_*
 * @chunk: bytes of text in a chunk
 * @salt: random
 * @check: tells one key from another; it and the keys come from HKDF-SHA-256 of
 *	   the key, with @salt and what is before that
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
 * struct seal_keys - what a file's chunks are sealed with
 * @key: of this file alone
 * @nonce: its first SEAL_PREFIX bytes
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
