/* SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR BSD-2-Clause */
/*
 * /dev/crypto: the native dialect, for features that the dialects of other
 * systems cannot express.
 *
 * Each structure of a call begins with its size, may grow at its end, and is
 * the same for 32-bit and 64-bit programs. Addresses have 64 bits. An unknown
 * flag, and a reserved field that is not 0, fail with EINVAL. A larger
 * structure whose unknown end is not 0 fails with E2BIG.
 */
#ifndef _UAPI_CRYPTO_CRYPTODEV_NATIVE_H
#define _UAPI_CRYPTO_CRYPTODEV_NATIVE_H

#include <crypto/cryptodev.h>

/*
 * Combine the cipher and the MAC into one AEAD with Encrypt-then-Authenticate.
 * The MAC covers the associated data and the ciphertext, and is verified before
 * anything is decrypted. The MAC does not cover the IV: put the IV into the
 * associated data too, as RFC 7366 and ESP do, unless both sides know it in
 * another way, such as counting. Use the session with CIOCAUTHCRYPT. The full
 * tag is the whole MAC.
 */
#define CRYPTODEV_CREATE_ETM		0x01
/* Deliver results of asynchronous requests in the order of submission. */
#define CRYPTODEV_CREATE_ORDERED	0x02
/* The key is a private RSA key. */
#define CRYPTODEV_CREATE_PRIVATE	0x04
/*
 * The key is in the kernel's keyrings: @key or @mackey is its serial number,
 * and the length is 0. The key has the type user, logon, encrypted or trusted.
 * The program needs permission to search for the key, but not to read it. The
 * session keeps a copy of the key after the key expires or is revoked. Not for
 * CRYPTO_POLY1305, whose MACs would reveal the key.
 */
#define CRYPTODEV_CREATE_KEY_SERIAL	0x08
#define CRYPTODEV_CREATE_MACKEY_SERIAL	0x10
/*
 * cryptodev_create.driver_id is the id of the driver that must serve the session,
 * as CIOCFINDDEV of the FreeBSD dialect and sysfs report it. Id 0 is any software
 * driver.
 */
#define CRYPTODEV_CREATE_DRIVER_ID	0x20
/*
 * With CRYPTODEV_CREATE_ETM: an IPsec connection with extended sequence numbers.
 * Each request must have CRYPTODEV_REQ_ESN.
 */
#define CRYPTODEV_CREATE_ESN		0x40

/*
 * cryptodev_create.allowed: the operations that requests on the session may have.
 * A request with another operation fails with EACCES, in each dialect, before
 * anything is processed. A bit that the session's kind does not have fails with
 * EINVAL.
 *
 * cipher, AEAD, Encrypt-then-MAC: ENCRYPT, DECRYPT. Decryption of an AEAD includes
 *	the verification.
 * cipher with a hash or MAC: the same, also for TLS records and SRTP packets. Other
 *	requests return a digest or MAC besides, and need SIGN too.
 * hash, MAC: SIGN returns the digest or MAC; VERIFY is CRYPTODEV_REQ_VERIFY. An
 *	update that returns nothing needs neither.
 * compression: ENCRYPT compresses, DECRYPT decompresses.
 * RSA, RSA_PKCS1 without a hash: ENCRYPT, DECRYPT.
 * RSA_PKCS1 with a hash, ECDSA: SIGN, VERIFY.
 * ECDH, X25519, FFDHE: DERIVE; PUBLIC is CRYPTODEV_REQ_PUBLIC.
 *
 * CIOCCPHASH fails with EACCES if the target allows an operation that the source
 * does not.
 */
#define CRYPTODEV_ALLOW_ENCRYPT		0x01
#define CRYPTODEV_ALLOW_DECRYPT		0x02
#define CRYPTODEV_ALLOW_SIGN		0x04
#define CRYPTODEV_ALLOW_VERIFY		0x08
#define CRYPTODEV_ALLOW_DERIVE		0x10
#define CRYPTODEV_ALLOW_PUBLIC		0x20

/* Bytes of the longest name of a driver, including the 0 at its end. */
#define CRYPTODEV_DRIVER_NAME_MAX	128

/*
 * Public-key algorithms, for cryptodev_create.cipher, from 0x100 to 0x1ff. The session's key is set
 * once and stays in the kernel. The operations of a request:
 *
 * RSA, RSA_PKCS1 without a hash: encrypt src to dst with a public key, or with
 *	CRYPTODEV_REQ_DECRYPT decrypt it with a private key. RSA has no padding
 *	and takes numbers of up to as many bytes as the modulus has. RSA_PKCS1
 *	adds and removes padding (RFC 8017, section 7.2).
 * RSA_PKCS1 with a hash as cryptodev_create.mac: src is a digest of that hash.
 *	Sign it to dst with a private key, or with CRYPTODEV_REQ_VERIFY verify
 *	the signature, the tag_len bytes at mac, with a public key.
 * ECDSA: verify a signature, with CRYPTODEV_REQ_VERIFY. src is a digest of at
 *	most 64 bytes; the signature is two numbers in DER (RFC 3279, section
 *	2.2.3).
 * ECDH, X25519, FFDHE: write the secret that the session's private key and the
 *	public key at src share to dst. With CRYPTODEV_REQ_PUBLIC, write the
 *	session's public key to dst; len is 0. If cryptodev_create.keylen is 0,
 *	the kernel generates the private key.
 *
 * dst needs room for a whole result: as many bytes as the modulus, the prime or
 * a coordinate has. A public key of ECDH takes twice as many bytes as a
 * coordinate, and one more. out_len is the number of bytes written.
 *
 * Keys: RSAPrivateKey or RSAPublicKey in DER for RSA (RFC 8017, appendix A.1);
 * uncompressed points for ECDSA and for public keys of ECDH (SEC 1, section
 * 2.3.3); for private keys of ECDH as many bytes as a coordinate has, and for
 * FFDHE at most as many as the prime has, the most significant byte first; for
 * X25519 the format of RFC 7748.
 */
#define CRYPTODEV_RSA			0x100
#define CRYPTODEV_RSA_PKCS1		0x101
#define CRYPTODEV_ECDSA_P256		0x110
#define CRYPTODEV_ECDSA_P384		0x111
#define CRYPTODEV_ECDSA_P521		0x112
#define CRYPTODEV_ECDH_P256		0x120
#define CRYPTODEV_ECDH_P384		0x121
#define CRYPTODEV_X25519		0x128
#define CRYPTODEV_FFDHE2048		0x130
#define CRYPTODEV_FFDHE3072		0x131
#define CRYPTODEV_FFDHE4096		0x132
#define CRYPTODEV_FFDHE6144		0x133
#define CRYPTODEV_FFDHE8192		0x134

/*
 * Random number generators, for cryptodev_create.cipher: RNG is the kernel's
 * "stdrng" of the highest priority, JITTERENTROPY its "jitterentropy_rng", and a
 * DRBG one of NIST SP 800-90A. A request writes len random bytes, at most
 * 2^31 - 1, to dst. src is not used. out_len is the number of bytes written.
 *
 * The key is the seed or, for a DRBG, the personalization string: at most
 * CRYPTODEV_RNG_SEED_MAX bytes. Without it, and besides it for a DRBG, the
 * kernel provides the entropy. JITTERENTROPY takes no key. The aad of a request
 * is the additional input; a hardware generator may ignore it.
 *
 * Of the flags, only CRYPTODEV_REQ_NO_ZC, CRYPTODEV_REQ_WORKER and
 * CRYPTODEV_REQ_RESET are valid. CRYPTODEV_REQ_RESET reseeds the generator
 * first, with the aad as the additional input of the reseed; len may be 0.
 *
 * A long request is several calls of the generator, of CRYPTODEV_RNG_PIECE
 * bytes each except the last, and each has the additional input. A request that
 * fails may have written some bytes if it is longer than that.
 *
 * If the session was created with entropy, the tag_len bytes at mac are the
 * entropy that the DRBG uses from this request on, when it reseeds.
 *
 * A DRBG with CRYPTODEV_DRBG_PR has prediction resistance: it reseeds before
 * each call.
 */
#define CRYPTODEV_RNG			0x200
#define CRYPTODEV_JITTERENTROPY		0x201
#define CRYPTODEV_DRBG_CTR_AES128	0x204
#define CRYPTODEV_DRBG_CTR_AES192	0x205
#define CRYPTODEV_DRBG_CTR_AES256	0x206
#define CRYPTODEV_DRBG_HASH_SHA1	0x207
#define CRYPTODEV_DRBG_HASH_SHA256	0x208
#define CRYPTODEV_DRBG_HASH_SHA384	0x209
#define CRYPTODEV_DRBG_HASH_SHA512	0x20a
#define CRYPTODEV_DRBG_HMAC_SHA1	0x20b
#define CRYPTODEV_DRBG_HMAC_SHA256	0x20c
#define CRYPTODEV_DRBG_HMAC_SHA384	0x20d
#define CRYPTODEV_DRBG_HMAC_SHA512	0x20e
/* Add to the number of a DRBG: with prediction resistance. */
#define CRYPTODEV_DRBG_PR		0x010

/* Longest seed or personalization string, in bytes. */
#define CRYPTODEV_RNG_SEED_MAX		4096
/* Most random bytes of one call of a generator. */
#define CRYPTODEV_RNG_PIECE		4096

/*
 * Ciphers and AEADs, for cryptodev_create.cipher, and for session_op.cipher of
 * <crypto/cryptodev.h>.
 *
 * A message of AES_CBC_CTS, AES_HCTR2, ADIANTUM and the XTS modes is one request of
 * at least 16 bytes. A shorter one fails with EINVAL, except that an empty one
 * succeeds. These modes leave the IV unchanged for the next request. The IV of
 * AES_HCTR2 and ADIANTUM, their tweak, has 32 bytes.
 *
 * PAES is AES with a key that only the hardware can open. The key is the blob or
 * token of the driver's platform, such as s390's secure and protected keys, of at
 * most CRYPTODEV_PAES_MAX_KEY_LEN bytes. No software serves PAES.
 */
#define CRYPTODEV_DES_ECB		0x300
#define CRYPTODEV_3DES_ECB		0x301
#define CRYPTODEV_AES_CBC_CTS		0x302	/* RFC 3962 */
#define CRYPTODEV_AES_HCTR2		0x303
#define CRYPTODEV_ADIANTUM		0x304	/* XChaCha12 and AES-256 */
#define CRYPTODEV_SM4_ECB		0x310
#define CRYPTODEV_SM4_CBC		0x311
#define CRYPTODEV_SM4_CTR		0x312
#define CRYPTODEV_SM4_XTS		0x313	/* tweaks as in IEEE 1619 */
#define CRYPTODEV_SM4_GCM		0x314	/* RFC 8998 */
#define CRYPTODEV_SM4_CCM		0x315	/* RFC 8998 */
#define CRYPTODEV_ARIA_ECB		0x318
#define CRYPTODEV_ARIA_CBC		0x319
#define CRYPTODEV_ARIA_CTR		0x31a
#define CRYPTODEV_ARIA_GCM		0x31b
#define CRYPTODEV_SERPENT_CBC		0x320
#define CRYPTODEV_SERPENT_CTR		0x321
#define CRYPTODEV_SERPENT_XTS		0x322
#define CRYPTODEV_TWOFISH_CBC		0x324
#define CRYPTODEV_TWOFISH_CTR		0x325
#define CRYPTODEV_TWOFISH_XTS		0x326
#define CRYPTODEV_PAES_ECB		0x330
#define CRYPTODEV_PAES_CBC		0x331
#define CRYPTODEV_PAES_CTR		0x332
#define CRYPTODEV_PAES_XTS		0x333

#define CRYPTODEV_PAES_MAX_KEY_LEN	1024

/*
 * Hashes and HMACs, for cryptodev_create.mac, and for session_op.mac of
 * <crypto/cryptodev.h>.
 */
#define CRYPTODEV_SHA3_224		0x380
#define CRYPTODEV_SHA3_256		0x381
#define CRYPTODEV_SHA3_384		0x382
#define CRYPTODEV_SHA3_512		0x383
#define CRYPTODEV_SHA3_224_HMAC		0x384
#define CRYPTODEV_SHA3_256_HMAC		0x385
#define CRYPTODEV_SHA3_384_HMAC		0x386
#define CRYPTODEV_SHA3_512_HMAC		0x387
#define CRYPTODEV_SM3			0x388
#define CRYPTODEV_SM3_HMAC		0x389
#define CRYPTODEV_STREEBOG_256		0x38a	/* RFC 6986 */
#define CRYPTODEV_STREEBOG_512		0x38b	/* RFC 6986 */
#define CRYPTODEV_STREEBOG_256_HMAC	0x38c	/* RFC 7836 */
#define CRYPTODEV_STREEBOG_512_HMAC	0x38d	/* RFC 7836 */

/*
 * Compression, for cryptodev_create.cipher: CRYPTO_DEFLATE_COMP (RFC 1951) and
 * CRYPTO_GZIP_COMP (RFC 1952), without a key. A request compresses src to dst or,
 * with CRYPTODEV_REQ_DECRYPT, decompresses it. One side is a whole, finished
 * stream, or a whole gzip member. Of the flags, only CRYPTODEV_REQ_NO_ZC and
 * CRYPTODEV_REQ_WORKER are valid besides.
 *
 * out_len is, on entry, the number of bytes that dst has room for, or 0 if dst has
 * room for len bytes. A result that is longer, or longer than 2^31 - 1 bytes,
 * fails with ENOSPC. An input that is corrupt, ends early, or continues after the
 * end of the stream fails with EINVAL. On success, out_len is the number of bytes
 * written to dst. A failed request has written nothing if dst has room for less
 * than 64 KiB; otherwise it may have written some of the result.
 *
 * CRYPTO_DEFLATE_COMP_NOGROW decompresses as CRYPTO_DEFLATE_COMP. If compression
 * does not make its input shorter, the request succeeds, writes nothing, and
 * out_len is the length that the result would have, which is at least len.
 */

/**
 * struct cryptodev_create - CRYPTODEV_CREATE: create a session
 * @size: sizeof(struct cryptodev_create)
 * @flags: CRYPTODEV_CREATE_*
 * @cipher: as in struct session_op, or CRYPTODEV_RSA, CRYPTODEV_RNG and the like
 * @mac: as in struct session_op
 * @keylen: bytes at @key
 * @mackeylen: bytes at @mackey
 * @key: address of the cipher's key, or its serial number
 * @mackey: address of the mac's key, or its serial number
 * @ses: out: the session's id, never 0, valid in this open file
 * @reserved: 0
 * @driver: name of the driver that must serve the session; empty for no condition
 * @driver_id: with CRYPTODEV_CREATE_DRIVER_ID: id of that driver, and @driver is
 *	       empty; out: id of the driver that serves the session, 0 for software
 * @allowed: CRYPTODEV_ALLOW_*, 0 for every operation
 * @nonce: address of the nonce of @entropy
 * @noncelen: bytes at @nonce
 * @entropylen: bytes at @entropy; 0, except to test a DRBG
 * @entropy: address of entropy that a DRBG uses in place of the kernel's, also
 *	     when it reseeds; the program needs CAP_SYS_ADMIN, else EPERM
 *
 * @driver is the whole name of a driver, such as "cbc-aes-aesni", or the beginning
 * of the name of a hardware driver, such as "virtio". "cryptosoft0", or its
 * beginning, is any software driver. The kernel's choices for the algorithm can be
 * named: the driver of the highest priority, the software driver and the hardware
 * driver of the highest priority; and all drivers that the module has used for
 * the algorithm. A name is only compared: a string such as "cbc(aes)" creates
 * nothing.
 *
 * The driver serves the cipher or the AEAD and, if there is neither, the hash or
 * MAC. The hash or MAC beside a cipher has the driver that it has without @driver.
 * With CRYPTODEV_CREATE_ETM, the driver is that of the whole AEAD. With driver id
 * 0 or "cryptosoft0", all drivers of the session are software.
 *
 * If the policy forbids the driver, or if it does not exist or does not serve the
 * algorithm, the call fails with ENOENT.
 *
 * The first version of this structure ended after @reserved, the second after
 * @allowed. A program may still pass those sizes. With the first, it names no
 * driver, gets no id and allows every operation.
 */
struct cryptodev_create {
	__u32 size;
	__u32 flags;
	__u32 cipher;
	__u32 mac;
	__u32 keylen;
	__u32 mackeylen;
	__u64 key;
	__u64 mackey;
	__u32 ses;
	__u32 reserved;
	char driver[CRYPTODEV_DRIVER_NAME_MAX];
	__s32 driver_id;
	__u32 allowed;
	__u64 nonce;
	__u32 noncelen;
	__u32 entropylen;
	__u64 entropy;
};

/* cryptodev_req.flags; up to SRTP as COP_DECRYPT and COP_FLAG_* */
#define CRYPTODEV_REQ_DECRYPT		0x001
#define CRYPTODEV_REQ_UPDATE		0x002
#define CRYPTODEV_REQ_FINAL		0x004
#define CRYPTODEV_REQ_RESET		0x008
#define CRYPTODEV_REQ_WRITE_IV		0x010
#define CRYPTODEV_REQ_NO_ZC		0x020
#define CRYPTODEV_REQ_VERIFY		0x040
#define CRYPTODEV_REQ_TLS		0x080
#define CRYPTODEV_REQ_SRTP		0x100
/* Let a worker thread of the process do it, even if the CPU computes it. */
#define CRYPTODEV_REQ_WORKER		0x200
/* Write the session's own public key (ECDH, X25519, FFDHE). */
#define CRYPTODEV_REQ_PUBLIC		0x400
/*
 * src, or dst, is the address of an array of struct iovec with src_nr, or dst_nr,
 * entries, 1 to 1024. Together they have at least as many bytes as the request
 * needs; bytes, and entries, beyond are not used. For ciphers, AEADs, hashes and
 * MACs, but not for records, GMAC and the sessions of other systems that have a
 * mac apart.
 */
#define CRYPTODEV_REQ_SRC_IOVEC		0x800
#define CRYPTODEV_REQ_DST_IOVEC		0x1000
/*
 * The request has a key of its own: at key, or at mackey, or with the serial number
 * that is there, as for CRYPTODEV_CREATE. If the session has a key for its cipher
 * and one for its MAC, the request has both. The session's keys stay. The request
 * costs as much as creating a session, and counts as one while it is in flight. Not
 * for a running hash, an ordered session, and a session without a secret key.
 */
#define CRYPTODEV_REQ_KEY		0x2000
#define CRYPTODEV_REQ_KEY_SERIAL	0x4000
#define CRYPTODEV_REQ_MACKEY		0x8000
#define CRYPTODEV_REQ_MACKEY_SERIAL	0x10000
/*
 * The kernel generates the IV of an encryption and writes it to @iv. RANDOM: all of
 * the IV is random; with an AEAD or a stream cipher, it has at least 12 bytes.
 * COUNTER (AEADs, but not Encrypt-then-MAC): the last
 * 8 bytes of the IV count from a random number, most significant byte first; the
 * bytes before are random and the same for all IVs of the session. With CCM,
 * @iv_len is 7 to 13.
 *
 * No two requests of a session get the same counting IV. After 2^32 requests of
 * either kind, an AEAD's session fails with EKEYEXPIRED (NIST SP 800-38D, section
 * 8.3). A request that fails may have used up its IV.
 */
#define CRYPTODEV_REQ_IV_RANDOM		0x20000
#define CRYPTODEV_REQ_IV_COUNTER	0x40000
/*
 * The data begins with the IV: @src, @dst and @len include it, and @iv is 0. The
 * IV at @src is copied to @dst. With IV_RANDOM or IV_COUNTER, the generated IV is
 * written to @dst instead, and the bytes at @src are only room. Neither the hash of
 * the session nor the tag covers the IV at @src.
 */
#define CRYPTODEV_REQ_IV_IN_DATA	0x80000
/*
 * The packet of an IPsec connection with extended sequence numbers of 64 bits. The
 * packet has only the low half; @esn is the high half. aad is the beginning of the
 * packet, CRYPTODEV_ESN_AAD_LEN bytes: the SPI and the low half. The kernel inserts
 * @esn, in network byte order, and the IV where the ICV needs them.
 *
 * Sessions with CRYPTODEV_CREATE_ESN (RFC 4303, section 2.2.1): the MAC covers
 *
 *	+-----+----------+----+------------+-----------+
 *	| SPI | low half | IV | ciphertext | high half |
 *	+-----+----------+----+------------+-----------+
 *
 * AEADs, such as CRYPTO_AES_GCM_16 (RFC 4106, section 5): the tag covers the
 * ciphertext and the associated data
 *
 *	+-----+-----------+----------+
 *	| SPI | high half | low half |
 *	+-----+-----------+----------+
 *
 * With CRYPTODEV_REQ_IV_IN_DATA, src and dst begin after the low half: with the IV
 * of the packet. Other sessions fail with EOPNOTSUPP.
 */
#define CRYPTODEV_REQ_ESN		0x100000

/* Bytes of aad with CRYPTODEV_REQ_ESN. */
#define CRYPTODEV_ESN_AAD_LEN		8

/* Bytes of the first version of struct cryptodev_req. */
#define CRYPTODEV_REQ_FIRST_SIZE	80

/**
 * struct cryptodev_req - one request, on any kind of session
 * @ses: the session
 * @flags: CRYPTODEV_REQ_*
 * @len: bytes at @src; for AEAD decryption including the tag; for random numbers
 *	 the bytes to write to @dst
 * @aad_len: bytes at @aad
 * @tag_len: bytes of the tag, 0 for the full tag (AEAD, TLS, SRTP); bytes of a
 *	     signature to verify
 * @iv_len: bytes at @iv, 0 for the algorithm's own length (AEAD, TLS, SRTP,
 *	    CCM's CBC-MAC)
 * @src: address of the input
 * @dst: address of the output; for AEAD encryption with room for the tag
 * @aad: address of the associated data
 * @mac: address of a digest, of an SRTP packet's tag, or of a signature to
 *	 verify
 * @iv: address of the IV; output with CRYPTODEV_REQ_IV_RANDOM and
 *	CRYPTODEV_REQ_IV_COUNTER; 0 to continue with the IV that was left (cipher
 *	only)
 * @user_data: returned with the result
 * @result: out, with CRYPTODEV_SUBMIT_WAIT: 0 or a negative error number
 * @out_len: out, with CRYPTODEV_SUBMIT_WAIT: bytes written to @dst (AEAD, TLS,
 *	     public-key algorithms, random numbers and compression); in, for
 *	     compression: bytes of room at @dst, 0 for @len
 * @src_nr: with CRYPTODEV_REQ_SRC_IOVEC: entries at @src
 * @dst_nr: with CRYPTODEV_REQ_DST_IOVEC: entries at @dst
 * @key: with CRYPTODEV_REQ_KEY: address of the cipher's key; with
 *	 CRYPTODEV_REQ_KEY_SERIAL: its serial number
 * @mackey: the same for the mac's key
 * @keylen: bytes at @key
 * @mackeylen: bytes at @mackey
 * @esn: with CRYPTODEV_REQ_ESN: high half of the sequence number
 * @reserved: 0
 *
 * The first version of this structure ended after @out_len. A program may still
 * pass that size. The fields after @out_len are read only if a flag says so, and
 * then @reserved must be 0.
 */
struct cryptodev_req {
	__u32 ses;
	__u32 flags;
	__u32 len;
	__u32 aad_len;
	__u32 tag_len;
	__u32 iv_len;
	__u64 src;
	__u64 dst;
	__u64 aad;
	__u64 mac;
	__u64 iv;
	__u64 user_data;
	__s32 result;
	__u32 out_len;
	__u32 src_nr;
	__u32 dst_nr;
	__u64 key;
	__u64 mackey;
	__u32 keylen;
	__u32 mackeylen;
	__u32 esn;
	__u32 reserved;
};

/* Wait until all requests have completed; each then has its result. */
#define CRYPTODEV_SUBMIT_WAIT		0x01

/**
 * struct cryptodev_submit - CRYPTODEV_SUBMIT: many requests in one call
 * @size: sizeof(struct cryptodev_submit)
 * @flags: CRYPTODEV_SUBMIT_*
 * @nr: number of requests
 * @req_size: sizeof(struct cryptodev_req), or CRYPTODEV_REQ_FIRST_SIZE
 * @reqs: address of an array of requests
 *
 * Requests are processed in any order and at the same time. A request that
 * continues from the state of another one, a running hash or a cipher's IV, is
 * an exception. With CRYPTODEV_SUBMIT_WAIT it is processed after all requests
 * before it. Without, fetch the result of the other request before you submit
 * it.
 *
 * The call returns the number of requests that it accepted. This is less than
 * @nr if there is no room for more requests in flight, if a request cannot take
 * its result or, without CRYPTODEV_SUBMIT_WAIT, if a request is malformed. If
 * the call accepted no request, it fails with the error of the first one.
 */
struct cryptodev_submit {
	__u32 size;
	__u32 flags;
	__u32 nr;
	__u32 req_size;
	__u64 reqs;
};

/**
 * struct cryptodev_result - the result of a request
 * @user_data: as in the request
 * @result: 0 or a negative error number
 * @out_len: bytes written to its dst (AEAD, TLS, public-key algorithms, random
 *	     numbers and compression)
 */
struct cryptodev_result {
	__u64 user_data;
	__s32 result;
	__u32 out_len;
};

/**
 * struct cryptodev_reap - CRYPTODEV_REAP: fetch results
 * @size: sizeof(struct cryptodev_reap)
 * @flags: 0
 * @min: wait for this many results
 * @max: fetch at most this many
 * @results: address of an array of @max results
 * @deadline: end of the wait in nanoseconds of CLOCK_MONOTONIC; 0 for none
 *
 * The call returns the number of results that it fetched. It fails with EPERM
 * if another process submitted the oldest request, whose result stays in the
 * queue.
 */
struct cryptodev_reap {
	__u32 size;
	__u32 flags;
	__u32 min;
	__u32 max;
	__u64 results;
	__u64 deadline;
};

/**
 * struct cryptodev_seal - CRYPTODEV_SEAL: seal an open file
 * @size: sizeof(struct cryptodev_seal)
 * @flags: 0
 *
 * From then on, the open file processes requests on the sessions that it has, and
 * nothing else. Calls that create or free a session, copy a running hash, open or
 * duplicate a descriptor (CRIOGET), or need no session (CIOCKEY) fail with EPERM,
 * in each dialect and through each descriptor of the open file. The seal cannot be
 * removed. The call waits for such calls in progress, and for requests that read
 * keys of their own. It succeeds if the file is sealed already.
 *
 * A sealed file still serves requests and their results, poll(2), CIOCGSESSINFO,
 * CIOCFINDDEV, and CIOCASYMFEAT, which reports no operation.
 */
struct cryptodev_seal {
	__u32 size;
	__u32 flags;
};

/* The calls. Each structure has its size, so the number of a call does not. */
#define CRYPTODEV_CREATE		_IO('c', 0xC0)
#define CRYPTODEV_SUBMIT		_IO('c', 0xC1)
#define CRYPTODEV_REAP			_IO('c', 0xC2)
#define CRYPTODEV_SEAL			_IO('c', 0xC4)

/*
 * The cmd_op of an IORING_OP_URING_CMD on the descriptor. On a ring with
 * IORING_SETUP_SQE128, sqe->cmd holds the first CRYPTODEV_REQ_FIRST_SIZE bytes
 * of a struct cryptodev_req, on other rings their address. cqe->res is the number
 * of bytes written to dst (AEAD, TLS, public-key algorithms, random numbers and
 * compression), 0, or a negative error number.
 *
 * With IORING_URING_CMD_FIXED, src and dst must both be in the registered
 * buffer sqe->buf_index. The request uses the pages as they were registered. A
 * short request, an AEAD, ranges that overlap, and a request that io-wq
 * processes use the addresses instead.
 */
#define CRYPTODEV_URING_REQ		0xC3

/*
 * The cmd_op of a request of any size, on any ring: sqe->cmd holds a struct
 * cryptodev_req_at. Otherwise as CRYPTODEV_URING_REQ. With an array of struct
 * iovec, IORING_URING_CMD_FIXED is EINVAL.
 */
#define CRYPTODEV_URING_REQ_AT		0xC5

/**
 * struct cryptodev_req_at - the address of a request
 * @addr: address of a struct cryptodev_req
 * @size: its size, as cryptodev_submit.req_size
 * @reserved: 0
 */
struct cryptodev_req_at {
	__u64 addr;
	__u32 size;
	__u32 reserved;
};

#endif /* _UAPI_CRYPTO_CRYPTODEV_NATIVE_H */
