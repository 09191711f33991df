// SPDX-License-Identifier: GPL-2.0
/*
 * The header of a sealed file, and the derivation of the file's keys.
 *
 * Each file has its own key, derived with a random salt. So nonces can be counters:
 * no two files use a nonce with the same key.
 */
#include <assert.h>
#include <endian.h>
#include <errno.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <string.h>
#include <sys/random.h>

#include "crypt.h"
#include "cryptoctl.h"
#include "message.h"

/* Bytes of the header that enter the keys, besides the salt. */
#define INFO_LEN	offsetof(struct seal_header, salt)

static_assert(sizeof(struct seal_header) == 80, "the format is fixed");

/* HKDF (RFC 5869): writes @len bytes to @out. */
static void hkdf(const struct secret *key, const struct seal_header *header,
		 unsigned char *out, size_t len)
{
	OSSL_PARAM params[] = {
		OSSL_PARAM_utf8_string(OSSL_KDF_PARAM_DIGEST, "SHA256", 6),
		OSSL_PARAM_octet_string(OSSL_KDF_PARAM_KEY, key->bytes,
					key->len),
		OSSL_PARAM_octet_string(OSSL_KDF_PARAM_SALT,
					(void *)header->salt, SEAL_SALT),
		OSSL_PARAM_octet_string(OSSL_KDF_PARAM_INFO, (void *)header,
					INFO_LEN),
		OSSL_PARAM_END
	};
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
	EVP_KDF_CTX *ctx = kdf ? EVP_KDF_CTX_new(kdf) : NULL;

	if (!ctx || EVP_KDF_derive(ctx, out, len, params) <= 0)
		die(FAILED, "libcrypto cannot derive keys");
	EVP_KDF_CTX_free(ctx);
	EVP_KDF_free(kdf);
}

/* Derives the key, the prefix of the nonces and the check, in this order. */
static void derive(const struct seal_header *header, const struct secret *key,
		   struct seal_keys *keys, unsigned char *check)
{
	struct secret all;

	secret_alloc(&keys->key, key->len);
	secret_alloc(&all, ALG_KEY_MAX);
	hkdf(key, header, all.bytes, key->len + SEAL_PREFIX + SEAL_CHECK);
	memcpy(keys->key.bytes, all.bytes, key->len);
	keys->key.len = key->len;
	memcpy(keys->nonce, all.bytes + key->len, SEAL_PREFIX);
	memcpy(check, all.bytes + key->len + SEAL_PREFIX, SEAL_CHECK);
	secret_free(&all);
}

/**
 * header_make() - make a new file's header
 * @header: out: the header
 * @job: the algorithm and the size of a chunk
 * @key: the key
 * @keys: out: the file's keys
 */
void header_make(struct seal_header *header, const struct crypt_job *job,
		 const struct secret *key, struct seal_keys *keys)
{
	__be16 alg = htobe16(job->alg->number);
	__be32 chunk = htobe32(job->chunk);

	memcpy(header->magic, SEAL_MAGIC, sizeof(header->magic));
	header->version = SEAL_VERSION;
	header->key_len = key->len;
	memcpy(header->alg, &alg, sizeof(alg));
	memcpy(header->chunk, &chunk, sizeof(chunk));
	if (getrandom(header->salt, SEAL_SALT, 0) != SEAL_SALT)
		die(FAILED, "getrandom: %s", strerror(errno));
	derive(header, key, keys, header->check);
}

/**
 * header_read() - read the fields of a header that need no key
 * @header: the header
 * @job: out: the algorithm, the length of the key and the size of a chunk
 *
 * Ends the program if this is no header, or if the program does not support it.
 */
void header_read(const struct seal_header *header, struct crypt_job *job)
{
	const struct alg *alg;
	__be16 number;
	__be32 chunk;

	if (memcmp(header->magic, SEAL_MAGIC, sizeof(header->magic)))
		die(NOT_AUTHENTIC,
		    "%s: not from \"cryptoctl enc\"; -a names an algorithm without header",
		    job->in.name);
	if (header->version != SEAL_VERSION)
		die(NOT_AUTHENTIC, "%s: format %u; this program knows %u",
		    job->in.name, header->version, SEAL_VERSION);
	memcpy(&number, header->alg, sizeof(number));
	memcpy(&chunk, header->chunk, sizeof(chunk));
	alg = alg_by_number(be16toh(number));
	job->chunk = be32toh(chunk);
	if (!alg || !(alg->flags & ALG_SEALS) ||
	    !alg_takes_key(alg, header->key_len) ||
	    job->chunk < SEAL_CHUNK_MIN || job->chunk > SEAL_CHUNK_MAX)
		die(NOT_AUTHENTIC, "%s: its header has been changed",
		    job->in.name);
	if (job->alg && (job->alg != alg || (job->key_len &&
					     job->key_len != header->key_len)))
		die(NOT_AUTHENTIC, "%s: is %s with a key of %u bytes",
		    job->in.name, alg->name, header->key_len);
	job->alg = alg;
	job->key_len = header->key_len;
}

/**
 * header_check() - check the key and the integrity of the header
 * @header: the header
 * @job: after header_read()
 * @key: the key
 * @keys: out: the file's keys
 *
 * Ends the program if the key is wrong or the header has been changed.
 */
void header_check(const struct seal_header *header, const struct crypt_job *job,
		  const struct secret *key, struct seal_keys *keys)
{
	unsigned char check[SEAL_CHECK];

	derive(header, key, keys, check);
	if (CRYPTO_memcmp(check, header->check, SEAL_CHECK))
		die(NOT_AUTHENTIC, "%s: another key, or its header has been changed",
		    job->in.name);
}

/**
 * seal_nonce() - make the nonce of a chunk
 * @nonce: the prefix; out: the counter and the flag behind it
 * @number: number of the chunk, from 0
 * @last: it is the last chunk
 */
void seal_nonce(unsigned char *nonce, __u64 number, bool last)
{
	__be32 counter = htobe32(number);

	if (number > UINT32_MAX)
		die(FAILED, "too many chunks: --chunk 1M makes fewer");
	memcpy(nonce + SEAL_PREFIX, &counter, sizeof(counter));
	nonce[SEAL_NONCE - 1] = last;
}
