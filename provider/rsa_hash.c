// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * The hashes of RSA signatures, and their identifiers in DER (RFC 8017, sections
 * 9.2 and A.2).
 */
#include <string.h>

#include "rsa.h"

#define OID(...)							\
	((const unsigned char[]){ sizeof((unsigned char[]){ __VA_ARGS__ }), \
				  __VA_ARGS__ })
#define OID_PKCS1(n)	OID(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, n)
#define OID_NIST(n)	OID(0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, n)
#define OID_NIST_RSA(n)	OID(0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, n)

static const struct rsa_hash hashes[] = {
	{ "SHA2-256", CRYPTO_SHA2_256, OID_NIST(1), OID_PKCS1(11) },
	{ "SHA2-384", CRYPTO_SHA2_384, OID_NIST(2), OID_PKCS1(12) },
	{ "SHA2-512", CRYPTO_SHA2_512, OID_NIST(3), OID_PKCS1(13) },
	{ "SHA2-224", CRYPTO_SHA2_224, OID_NIST(4), OID_PKCS1(14) },
	{ "SHA1", CRYPTO_SHA1, OID(0x2b, 0x0e, 0x03, 0x02, 0x1a), OID_PKCS1(5) },
	{ "MD5", CRYPTO_MD5,
	  OID(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05), OID_PKCS1(4) },
	{ "RIPEMD160", CRYPTO_RIPEMD160, OID(0x2b, 0x24, 0x03, 0x02, 0x01),
	  OID(0x2b, 0x24, 0x03, 0x03, 0x01, 0x02) },
	{ "SHA2-512/224", 0, OID_NIST(5), OID_PKCS1(15) },
	{ "SHA2-512/256", 0, OID_NIST(6), OID_PKCS1(16) },
	{ "SHA3-224", 0, OID_NIST(7), OID_NIST_RSA(13) },
	{ "SHA3-256", 0, OID_NIST(8), OID_NIST_RSA(14) },
	{ "SHA3-384", 0, OID_NIST(9), OID_NIST_RSA(15) },
	{ "SHA3-512", 0, OID_NIST(10), OID_NIST_RSA(16) },
	{ "MD5-SHA1", 0, NULL, NULL },
};

const struct rsa_hash *rsa_hash_of(const EVP_MD *md)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(hashes); i++)
		if (lib.EVP_MD_is_a(md, hashes[i].name))
			return &hashes[i];
	return NULL;
}

enum der_tag {
	DER_INTEGER = 0x02,
	DER_OCTETS = 0x04,
	DER_NULL = 0x05,
	DER_OID = 0x06,
	DER_SEQUENCE = 0x30,
	DER_CONTEXT = 0xa0,
};

/**
 * struct der - a DER value that is written from its end to its start
 * @bytes: the value, at the end
 * @len: its length in bytes
 */
struct der {
	unsigned char bytes[RSA_HASH_DER_MAX];
	size_t len;
};

static void put_bytes(struct der *der, const void *bytes, size_t len)
{
	der->len += len;
	memcpy(der->bytes + sizeof(der->bytes) - der->len, bytes, len);
}

static void put_byte(struct der *der, unsigned int byte)
{
	put_bytes(der, &(unsigned char){ byte }, 1);
}

/* Puts the tag and the length of all bytes after the first @end ones. */
static void put_head(struct der *der, unsigned int tag, size_t end)
{
	size_t len = der->len - end;

	put_byte(der, len);
	if (len > 0x7f)
		put_byte(der, 0x81);
	put_byte(der, tag);
}

/* An AlgorithmIdentifier with the parameter NULL. */
static void put_algorithm(struct der *der, const unsigned char *oid)
{
	size_t end = der->len;

	put_byte(der, 0);
	put_byte(der, DER_NULL);
	put_bytes(der, oid + 1, oid[0]);
	put_byte(der, oid[0]);
	put_byte(der, DER_OID);
	put_head(der, DER_SEQUENCE, end);
}

static size_t copy_der(const struct der *der, unsigned char *to)
{
	memcpy(to, der->bytes + sizeof(der->bytes) - der->len, der->len);
	return der->len;
}

size_t rsa_hash_prefix(const struct rsa_hash *hash, size_t digest_len,
		       unsigned char *prefix)
{
	struct der der = {};
	size_t len;

	if (!hash->oid)
		return 0;
	put_byte(&der, digest_len);
	put_byte(&der, DER_OCTETS);
	put_algorithm(&der, hash->oid);
	len = der.len + digest_len;
	put_byte(&der, len);
	put_byte(&der, DER_SEQUENCE);
	return copy_der(&der, prefix);
}

size_t rsa_hash_signature_id(const struct rsa_hash *hash, unsigned char *der)
{
	struct der id = {};

	if (!hash->signature_oid)
		return 0;
	put_algorithm(&id, hash->signature_oid);
	return copy_der(&id, der);
}

static void put_salt_len(struct der *der, unsigned int salt_len)
{
	size_t end = der->len;

	put_byte(der, salt_len & 0xff);
	if (salt_len > 0x7f)
		put_byte(der, salt_len >> 8);
	put_head(der, DER_INTEGER, end);
	put_head(der, DER_CONTEXT + 2, end);
}

static void put_mask(struct der *der, const struct rsa_hash *hash)
{
	static const unsigned char mgf1[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
					      0x01, 0x01, 0x08 };
	size_t end = der->len;

	put_algorithm(der, hash->oid);
	put_bytes(der, mgf1, sizeof(mgf1));
	put_byte(der, sizeof(mgf1));
	put_byte(der, DER_OID);
	put_head(der, DER_SEQUENCE, end);
	put_head(der, DER_CONTEXT + 1, end);
}

/* DER leaves out each part that has its default value: SHA-1, and 20 bytes. */
size_t rsa_hash_pss_id(const struct rsa_hash *hash, const struct rsa_hash *mgf1,
		       int salt_len, unsigned char *to)
{
	static const unsigned char pss[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
					     0x01, 0x01, 0x0a };
	struct der der = {};
	size_t end;

	if (!hash->oid || !mgf1->oid)
		return 0;
	if (salt_len != 20)
		put_salt_len(&der, salt_len);
	if (mgf1->mac != CRYPTO_SHA1)
		put_mask(&der, mgf1);
	if (hash->mac != CRYPTO_SHA1) {
		end = der.len;
		put_algorithm(&der, hash->oid);
		put_head(&der, DER_CONTEXT, end);
	}
	put_head(&der, DER_SEQUENCE, 0);
	put_bytes(&der, pss, sizeof(pss));
	put_byte(&der, sizeof(pss));
	put_byte(&der, DER_OID);
	put_head(&der, DER_SEQUENCE, 0);
	return copy_der(&der, to);
}
