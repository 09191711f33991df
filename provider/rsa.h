/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * RSA (RFC 8017). The device computes the bare operation, and signatures and
 * encryption with the padding of PKCS #1 v1.5. The provider adds and removes all
 * other padding.
 */
#ifndef PROVIDER_RSA_H
#define PROVIDER_RSA_H

#include "pkey.h"

/* rsa_keymgmt.c */

extern const struct pkey_type rsa_type;
extern const OSSL_DISPATCH rsa_keymgmt_functions[];

/* rsa_signature.c and rsa_cipher.c */

extern const OSSL_DISPATCH rsa_signature_functions[];
extern const OSSL_DISPATCH rsa_cipher_functions[];

/* rsa_operation.c: each number has key->size bytes, the highest one first */

/*
 * Computes with the private or with the public key, by the device or, if the
 * device fails, by the default provider. Returns false and puts an error.
 */
bool rsa_compute(struct pkey *key, bool private, const unsigned char *in,
		 unsigned char *out);

/* As rsa_compute(), but by the device only. Returns 0 or an errno. */
int rsa_compute_by_device(struct pkey *key, bool private,
			  const unsigned char *in, unsigned char *out);

/*
 * By the device only, with the padding of PKCS #1 v1.5: sign and verify a digest of
 * the hash that has this number in a session, and encrypt. Return 0 or an errno,
 * which is EBADMSG only if the signature is wrong; a caller can then try
 * rsa_compute().
 */
int rsa_device_sign(struct pkey *key, __u32 mac, const unsigned char *digest,
		    size_t digest_len, unsigned char *sig);
int rsa_device_verify(struct pkey *key, __u32 mac, const unsigned char *digest,
		      size_t digest_len, const unsigned char *sig);
int rsa_device_encrypt(struct pkey *key, const unsigned char *text,
		       size_t text_len, unsigned char *out);

/* rsa_hash.c */

/**
 * struct rsa_hash - a hash of signatures
 * @name: its name in OpenSSL
 * @mac: its number in a session, or 0
 * @oid: its object identifier, whose bytes follow their number; or NULL
 * @signature_oid: the object identifier of its RSA signatures, in the same way
 */
struct rsa_hash {
	const char *name;
	__u32 mac;
	const unsigned char *oid;
	const unsigned char *signature_oid;
};

/* Returns the hash that an EVP_MD computes, or NULL. */
const struct rsa_hash *rsa_hash_of(const EVP_MD *md);

/* Longest result of rsa_hash_prefix() and rsa_hash_signature_id(). */
#define RSA_HASH_DER_MAX	128

/*
 * Writes the bytes that precede a digest in a signature (RFC 8017, section 9.2).
 * Returns their number, which is 0 for MD5-SHA1.
 */
size_t rsa_hash_prefix(const struct rsa_hash *hash, size_t digest_len,
		       unsigned char *prefix);

/*
 * Write the AlgorithmIdentifier of a signature with the padding of PKCS #1 v1.5, or
 * of PSS, in DER. Return its length, or 0 if there is none.
 */
size_t rsa_hash_signature_id(const struct rsa_hash *hash, unsigned char *der);
size_t rsa_hash_pss_id(const struct rsa_hash *hash, const struct rsa_hash *mgf1,
		       int salt_len, unsigned char *der);

/* rsa_pkcs1.c, rsa_pss.c, rsa_oaep.c: padding; @size is the modulus' bytes */

/* rsa_padding.c: a padding's name or number in a parameter */

/* Reads any padding that OpenSSL names. Returns false if @p is malformed. */
bool rsa_padding_read(const OSSL_PARAM *p, int *padding);

/* Writes the number, or the name to a text. Returns false if it has no name. */
bool rsa_padding_write(int padding, OSSL_PARAM *p);

#define RSA_PKCS1_OVERHEAD	11

/* Pads for a signature. Returns false if the prefix and the text do not fit. */
bool rsa_pkcs1_pad(unsigned char *padded, size_t size,
		   const unsigned char *prefix, size_t prefix_len,
		   const unsigned char *text, size_t text_len);

/*
 * Pads for encryption. Returns false and puts an error if the text does not fit, or
 * if there are no random numbers.
 */
bool rsa_pkcs1_pad_text(struct provider *prov, unsigned char *padded, size_t size,
			const unsigned char *text, size_t text_len);

/*
 * Remove padding in the same time for all bytes of @padded, which they change.
 * Return -1 and set @len if the padding is right and the text fits, else 0.
 */
unsigned int rsa_pkcs1_unpad(unsigned char *padded, size_t size,
			     unsigned char *text, size_t *len, size_t room);

/**
 * struct rsa_oaep - the parameters of OAEP
 * @md, @mgf1_md: the hash and that of the mask
 * @label: the label
 * @label_len: its length in bytes
 */
struct rsa_oaep {
	EVP_MD *md;
	EVP_MD *mgf1_md;
	unsigned char *label;
	size_t label_len;
};

bool rsa_oaep_pad(struct provider *prov, const struct rsa_oaep *oaep,
		  unsigned char *padded, size_t size,
		  const unsigned char *text, size_t text_len);
unsigned int rsa_oaep_unpad(struct provider *prov, const struct rsa_oaep *oaep,
			    unsigned char *padded, size_t size,
			    unsigned char *text, size_t *len, size_t room);

/*
 * The premaster secret of TLS (RFC 5246, section 7.4.7.1): writes it or, if it or
 * its padding is wrong, random bytes, in the same time. @alternative is another
 * version that may be there, or 0. Returns false and puts an error if there are no
 * random numbers.
 */
#define RSA_TLS_SECRET	48
bool rsa_tls_unpad(struct provider *prov, const unsigned char *padded,
		   size_t size, unsigned int version, unsigned int alternative,
		   unsigned char *secret);

/* Adds the mask of MGF1 to @to. Returns false and puts an error. */
bool rsa_mgf1(struct provider *prov, EVP_MD *md, const unsigned char *seed,
	      size_t seed_len, unsigned char *to, size_t len);

/* Lengths of a salt that are not a number. */
#define RSA_SALT_DIGEST		(-1)
#define RSA_SALT_AUTO		(-2)
#define RSA_SALT_MAX		(-3)
#define RSA_SALT_AUTO_DIGEST	(-4)

/**
 * struct rsa_pss - the parameters of PSS
 * @md, @mgf1_md: the hash and that of the mask
 * @salt_len: bytes of the salt, or RSA_SALT_*
 * @bits: length of the modulus in bits
 */
struct rsa_pss {
	EVP_MD *md;
	EVP_MD *mgf1_md;
	int salt_len;
	size_t bits;
};

/* Returns the length of a signature's salt in bytes, or -1 if it does not fit. */
int rsa_pss_salt_len(const struct rsa_pss *pss);

/* Pads a digest for a signature. Returns false and puts an error. */
bool rsa_pss_pad(struct provider *prov, const struct rsa_pss *pss,
		 const unsigned char *digest, unsigned char *padded);

/* Returns whether a digest has this padding; if not, puts an error. Changes it. */
bool rsa_pss_verify(struct provider *prov, const struct rsa_pss *pss,
		    const unsigned char *digest, unsigned char *padded);

#endif /* PROVIDER_RSA_H */
