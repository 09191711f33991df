/* SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR BSD-2-Clause */
/*
 * /dev/crypto: the kernel's ciphers, hashes and AEADs for user space.
 *
 * This header defines the Linux dialect of the interface that the BSDs
 * introduced. Programs include it as <crypto/cryptodev.h>. Compiled programs
 * depend on each layout and number, so these never change.
 *
 * A program that defines CRYPTODEV_FREEBSD or CRYPTODEV_NETBSD before gets the
 * dialect of that system instead.
 */
#if defined(CRYPTODEV_FREEBSD)
#include "../freebsd/crypto/cryptodev.h"
#elif defined(CRYPTODEV_NETBSD)
#include "../netbsd/crypto/cryptodev.h"
#elif !defined(_UAPI_CRYPTO_CRYPTODEV_H)
#define _UAPI_CRYPTO_CRYPTODEV_H

#include <linux/ioctl.h>
#include <linux/types.h>

#ifndef __KERNEL__
#ifndef __user
#define __user
#endif
#endif

/* A program can use the descriptor that open() returns, without CRIOGET. */
#define CRIOGET_NOT_NEEDED		1

/* The longest keys, digests, blocks and names, in bytes. */
#define CRYPTO_HMAC_MAX_KEY_LEN		512
#define CRYPTO_CIPHER_MAX_KEY_LEN	64
#define CRYPTODEV_MAX_ALG_NAME		64
#define HASH_MAX_LEN			64
#define AALG_MAX_RESULT_LEN		64
#define EALG_MAX_BLOCK_LEN		16

#define DES_BLOCK_LEN			8
#define DES3_BLOCK_LEN			8
#define BLOWFISH_BLOCK_LEN		8
#define SKIPJACK_BLOCK_LEN		8
#define CAST128_BLOCK_LEN		8
#define RIJNDAEL128_BLOCK_LEN		16
#define AES_BLOCK_LEN			RIJNDAEL128_BLOCK_LEN
#define CAMELLIA_BLOCK_LEN		16

/*
 * Algorithm numbers for session_op.cipher and session_op.mac. Creating a
 * session fails with EINVAL if the device does not implement the number, and
 * with ENOENT if the running kernel has no driver for the algorithm.
 */
enum cryptodev_crypto_op_t {
	CRYPTO_DES_CBC = 1,
	CRYPTO_3DES_CBC = 2,
	CRYPTO_BLF_CBC = 3,
	CRYPTO_CAST_CBC = 4,
	CRYPTO_SKIPJACK_CBC = 5,
	CRYPTO_MD5_HMAC = 6,
	CRYPTO_SHA1_HMAC = 7,
	CRYPTO_RIPEMD160_HMAC = 8,
	CRYPTO_MD5_KPDK = 9,
	CRYPTO_SHA1_KPDK = 10,
	CRYPTO_RIJNDAEL128_CBC = 11,
	CRYPTO_AES_CBC = CRYPTO_RIJNDAEL128_CBC,
	CRYPTO_ARC4 = 12,
	CRYPTO_MD5 = 13,
	CRYPTO_SHA1 = 14,
	CRYPTO_DEFLATE_COMP = 15,
	CRYPTO_NULL = 16,
	CRYPTO_LZS_COMP = 17,
	CRYPTO_SHA2_256_HMAC = 18,
	CRYPTO_SHA2_384_HMAC = 19,
	CRYPTO_SHA2_512_HMAC = 20,
	CRYPTO_AES_CTR = 21,
	CRYPTO_AES_XTS = 22,
	CRYPTO_AES_ECB = 23,
	CRYPTO_AES_CFB = 24,
	CRYPTO_AES_OFB = 25,
	CRYPTO_AES_GCM = 50,
	CRYPTO_AES_CCM = 51,
	CRYPTO_CAMELLIA_CBC = 101,
	CRYPTO_RIPEMD160 = 102,
	CRYPTO_SHA2_224 = 103,
	CRYPTO_SHA2_256 = 104,
	CRYPTO_SHA2_384 = 105,
	CRYPTO_SHA2_512 = 106,
	CRYPTO_SHA2_224_HMAC = 107,
	CRYPTO_TLS11_AES_CBC_HMAC_SHA1 = 108,
	CRYPTO_TLS12_AES_CBC_HMAC_SHA256 = 109,
	/* Numbers of this device only, with the names that the BSDs use. */
	CRYPTO_CHACHA20_POLY1305 = 200,	/* RFC 8439 */
	CRYPTO_AES_GCM_16 = 201,	/* RFC 4106: key and salt, 8-byte IV */
	CRYPTO_AES_GMAC = 202,		/* RFC 4543: without encryption */
	CRYPTO_AES_NIST_GMAC = 203,	/* NIST SP 800-38D: MAC with a nonce */
	CRYPTO_AES_CMAC = 204,		/* NIST SP 800-38B */
	CRYPTO_AES_XCBC_MAC = 205,	/* RFC 3566, the whole 16 bytes */
	CRYPTO_AES_XCBC_MAC_96 = 206,	/* RFC 3566, the first 12 bytes */
	CRYPTO_CHACHA20 = 207,		/* 64-bit block counter, 8-byte nonce */
	CRYPTO_POLY1305 = 208,		/* RFC 8439: one key for one message */
	CRYPTO_BLAKE2B = 209,		/* RFC 7693, with a key or without */
	CRYPTO_BLAKE2S = 210,		/* RFC 7693, with a key or without */
	CRYPTO_NULL_HMAC = 211,		/* zeros, whatever the message */
	CRYPTO_AES_CTR_RFC3686 = 212,	/* RFC 3686: key and nonce, 8-byte IV */
	CRYPTO_AES_CCM_CBC_MAC = 213,	/* CCM without text: MAC with a nonce */
	/* Compression, without a key: see <crypto/cryptodev_native.h>. */
	CRYPTO_GZIP_COMP = 214,		/* RFC 1952 */
	CRYPTO_DEFLATE_COMP_NOGROW = 215, /* RFC 1951, or nothing */
	CRYPTO_ALGORITHM_ALL	/* one past the last */
};

#define CRYPTO_ALGORITHM_MAX		(CRYPTO_ALGORITHM_ALL - 1)

/* Bits that describe an algorithm. */
#define CRYPTO_ALG_FLAG_SUPPORTED	1
#define CRYPTO_ALG_FLAG_RNG_ENABLE	2
#define CRYPTO_ALG_FLAG_DSA_SHA		4

/**
 * struct session_op - CIOCGSESSION: create a session
 * @cipher: cipher or AEAD number, 0 for none
 * @mac: hash or HMAC number, 0 for none; not with an AEAD
 * @keylen: bytes at @key
 * @key: the cipher's key
 * @mackeylen: bytes at @mackey, from 0 to CRYPTO_HMAC_MAX_KEY_LEN
 * @mackey: the HMAC's key; not used for a plain hash
 * @ses: out: the session's id, never 0, valid in this open file
 */
struct session_op {
	__u32 cipher;
	__u32 mac;
	__u32 keylen;
	__u8 __user *key;
	__u32 mackeylen;
	__u8 __user *mackey;
	__u32 ses;
};

/**
 * struct alg_info - an algorithm and its driver
 * @cra_name: name of the transform, such as cbc(aes)
 * @cra_driver_name: name of its driver, such as cbc-aes-aesni
 */
struct alg_info {
	char cra_name[CRYPTODEV_MAX_ALG_NAME];
	char cra_driver_name[CRYPTODEV_MAX_ALG_NAME];
};

/**
 * struct session_info_op - CIOCGSESSINFO: the drivers of a session
 * @ses: the session
 * @cipher_info: out: its cipher or AEAD, empty if it has none
 * @hash_info: out: its hash or HMAC, empty if it has none
 * @alignmask: out: the driver prefers addresses with none of these bits set
 * @flags: out: SIOP_FLAG_*
 */
struct session_info_op {
	__u32 ses;
	struct alg_info cipher_info;
	struct alg_info hash_info;
	__u16 alignmask;
	__u32 flags;
};

/* The driver uses hardware that only the kernel can reach. */
#define SIOP_FLAG_KERNEL_DRIVER_ONLY	1
/* The CPU may process requests in place of the driver. */
#define SIOP_FLAG_MAY_FALL_BACK		2
/* The CPU processes them now, because the driver has failed. */
#define SIOP_FLAG_PASSED_OVER		4

/* crypt_op.op and crypt_auth_op.op */
#define COP_ENCRYPT			0
#define COP_DECRYPT			1

/* crypt_op.flags and crypt_auth_op.flags */
#define COP_FLAG_NONE			0x00
#define COP_FLAG_UPDATE			0x01 /* add to the running hash */
#define COP_FLAG_FINAL			0x02 /* finish it, write the digest */
#define COP_FLAG_WRITE_IV		0x04 /* write the updated IV to iv */
#define COP_FLAG_NO_ZC			0x08 /* copy long buffers too */
#define COP_FLAG_AEAD_TLS_TYPE		0x10 /* CIOCAUTHCRYPT: a TLS record */
#define COP_FLAG_AEAD_SRTP_TYPE		0x20 /* CIOCAUTHCRYPT: an SRTP packet */
#define COP_FLAG_RESET			0x40 /* start a new running hash */
/* This device only: mac has the expected digest; EBADMSG if it differs. */
#define COP_FLAG_VERIFY			0x8000

/**
 * struct crypt_op - CIOCCRYPT: one cipher or hash operation, or both
 * @ses: the session
 * @op: COP_ENCRYPT or COP_DECRYPT; ignored for a hash
 * @flags: COP_FLAG_*
 * @len: bytes at @src and @dst; a multiple of a cipher's block
 * @src: input
 * @dst: a cipher's output; may equal @src
 * @mac: a hash's output; with COP_FLAG_VERIFY an input
 * @iv: the IV, or NULL to continue with the IV that the last operation left
 */
struct crypt_op {
	__u32 ses;
	__u16 op;
	__u16 flags;
	__u32 len;
	__u8 __user *src;
	__u8 __user *dst;
	__u8 __user *mac;
	__u8 __user *iv;
};

/**
 * struct crypt_auth_op - CIOCAUTHCRYPT: one AEAD, TLS or SRTP operation
 * @ses: the session
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: COP_FLAG_*
 * @len: bytes at @src; out, except for SRTP: bytes written to @dst
 * @auth_len: bytes at @auth_src
 * @auth_src: authenticated, not encrypted
 * @src: plaintext, or ciphertext followed by the tag; NULL if @len is 0
 * @dst: ciphertext followed by the tag, or plaintext; may equal @src
 * @tag: out: address of the tag in @dst; after decryption, the end of the
 *	 plaintext
 * @tag_len: bytes of the tag, 0 for the algorithm's full tag; out: its length
 * @iv: the IV (nonce)
 * @iv_len: bytes at @iv, 0 for the algorithm's own length
 *
 * COP_FLAG_AEAD_TLS_TYPE needs a session of a CBC or stream cipher and an HMAC.
 * @src equals @dst. Encryption turns the text at @src into the content of a TLS
 * record: text, MAC and, for CBC, padding. Decryption does the reverse.
 * @auth_src is the data that the MAC covers before the text. @tag is not used.
 *
 * COP_FLAG_AEAD_SRTP_TYPE needs a session of a stream cipher and a MAC. @src
 * equals @dst. @auth_src is the whole packet without its tag. The text at @src
 * is a part of it that starts at most 256 bytes after @auth_src. The MAC covers
 * the packet with the text encrypted. Encryption writes the MAC to @tag, and
 * decryption compares it with @tag before it decrypts anything.
 */
struct crypt_auth_op {
	__u32 ses;
	__u16 op;
	__u16 flags;
	__u32 len;
	__u32 auth_len;
	__u8 __user *auth_src;
	__u8 __user *src;
	__u8 __user *dst;
	__u8 __user *tag;
	__u32 tag_len;
	__u8 __user *iv;
	__u32 iv_len;
};

/**
 * struct cphash_op - CIOCCPHASH: copy a running hash
 * @dst_ses: session to copy to
 * @src_ses: session to copy from, with the same hash and driver
 */
struct cphash_op {
	__u32 dst_ses;
	__u32 src_ses;
};

/**
 * struct crparam - one big number of CIOCKEY, little-endian
 * @crp_p: (@crp_nbits + 7) / 8 bytes
 * @crp_nbits: its length in bits
 */
struct crparam {
	__u8 __user *crp_p;
	__u32 crp_nbits;
};

#define CRK_MAXPARAM			8

/**
 * struct crypt_kop - CIOCKEY: one public-key operation
 * @crk_op: CRK_*
 * @crk_status: out: 0 or the error of the operation, which is also the error of
 *		the call; unchanged by other errors of the call
 * @crk_iparams: number of inputs in @crk_param
 * @crk_oparams: number of outputs after the inputs: 1
 * @crk_pad1: unused
 * @crk_param: the numbers, of at most 4096 bits each
 *
 *	CRK_MOD_EXP: base, exponent, modulus -> base ^ exponent mod modulus
 *	CRK_MOD_EXP_CRT: p, q, base, dP, dQ, qInv -> RSA's private operation
 *	CRK_DH_COMPUTE_KEY: private, public, prime -> the shared key
 *
 * The output needs as many bytes as the modulus, p * q or the prime. The call
 * writes all of its bytes, with zeros after the result.
 */
struct crypt_kop {
	__u32 crk_op;
	__u32 crk_status;
	__u16 crk_iparams;
	__u16 crk_oparams;
	__u32 crk_pad1;
	struct crparam crk_param[CRK_MAXPARAM];
};

/* crypt_kop.crk_op; CRF_x is the bit of CRK_x in CIOCASYMFEAT's mask */
enum cryptodev_crk_op_t {
	CRK_MOD_EXP = 0,
	CRK_MOD_EXP_CRT = 1,
	CRK_DSA_SIGN = 2,
	CRK_DSA_VERIFY = 3,
	CRK_DH_COMPUTE_KEY = 4,
	CRK_ALGORITHM_ALL	/* one past the last */
};

#define CRK_ALGORITHM_MAX		(CRK_ALGORITHM_ALL - 1)
/* The BSDs' spelling. */
#define CRK_ALGORITM_ALL		CRK_ALGORITHM_ALL
#define CRK_ALGORITM_MAX		CRK_ALGORITHM_MAX

#define CRF_MOD_EXP			0x01
#define CRF_MOD_EXP_CRT			0x02
#define CRF_DSA_SIGN			0x04
#define CRF_DSA_VERIFY			0x08
#define CRF_DH_COMPUTE_KEY		0x10

/* The calls. */
#define CRIOGET				_IOWR('c', 101, __u32)
#define CIOCGSESSION			_IOWR('c', 102, struct session_op)
#define CIOCFSESSION			_IOW('c', 103, __u32)
#define CIOCCRYPT			_IOWR('c', 104, struct crypt_op)
#define CIOCKEY				_IOWR('c', 105, struct crypt_kop)
#define CIOCASYMFEAT			_IOR('c', 106, __u32)
#define CIOCGSESSINFO			_IOWR('c', 107, struct session_info_op)
#define CIOCAUTHCRYPT			_IOWR('c', 109, struct crypt_auth_op)
#define CIOCASYNCCRYPT			_IOW('c', 110, struct crypt_op)
#define CIOCASYNCFETCH			_IOR('c', 111, struct crypt_op)
#define CIOCCPHASH			_IOW('c', 112, struct cphash_op)

#endif /* _UAPI_CRYPTO_CRYPTODEV_H */
