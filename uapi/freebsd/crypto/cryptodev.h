/* SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR BSD-2-Clause */
/*
 * /dev/crypto: the FreeBSD dialect.
 *
 * A program written for FreeBSD's crypto(4), releases 12 to 15, includes this
 * header as <crypto/cryptodev.h> and is compiled unmodified. It defines the names
 * of that system and no others, because programs find out by #ifdef which system
 * they are on. cryptodev(4) describes the calls.
 */
#ifndef _CRYPTO_CRYPTODEV_FREEBSD_H
#define _CRYPTO_CRYPTODEV_FREEBSD_H

#include <stdint.h>
#include <time.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#ifdef __STRICT_ANSI__
/* The <time.h> of C99 has no struct timespec. */
#include <sched.h>
#endif

/* Digests and MACs: bytes of output. */
#define NULL_HASH_LEN			16
#define MD5_HASH_LEN			16
#define SHA1_HASH_LEN			20
#define RIPEMD160_HASH_LEN		20
#define SHA2_224_HASH_LEN		28
#define SHA2_256_HASH_LEN		32
#define SHA2_384_HASH_LEN		48
#define SHA2_512_HASH_LEN		64
#define MD5_KPDK_HASH_LEN		16
#define SHA1_KPDK_HASH_LEN		20
#define AES_GMAC_HASH_LEN		16
#define POLY1305_HASH_LEN		16
#define AES_CBC_MAC_HASH_LEN		16
#define HASH_MAX_LEN			64
#define AALG_MAX_RESULT_LEN		64

/* Hashes: bytes of a block. */
#define MD5_BLOCK_LEN			64
#define SHA1_BLOCK_LEN			64
#define RIPEMD160_BLOCK_LEN		64
#define SHA2_224_BLOCK_LEN		64
#define SHA2_256_BLOCK_LEN		64
#define SHA2_384_BLOCK_LEN		128
#define SHA2_512_BLOCK_LEN		128
#define NULL_HMAC_BLOCK_LEN		64
#define POLY1305_BLOCK_LEN		16
#define HMAC_MAX_BLOCK_LEN		128

#define HMAC_IPAD_VAL			0x36
#define HMAC_OPAD_VAL			0x5C

/* MACs: bytes of the key. */
#define AES_128_GMAC_KEY_LEN		16
#define AES_192_GMAC_KEY_LEN		24
#define AES_256_GMAC_KEY_LEN		32
#define AES_128_CBC_MAC_KEY_LEN		16
#define AES_192_CBC_MAC_KEY_LEN		24
#define AES_256_CBC_MAC_KEY_LEN		32
#define POLY1305_KEY_LEN		32

/* Ciphers: bytes of a block. */
#define NULL_BLOCK_LEN			4
#define DES_BLOCK_LEN			8
#define DES3_BLOCK_LEN			8
#define BLOWFISH_BLOCK_LEN		8
#define SKIPJACK_BLOCK_LEN		8
#define CAST128_BLOCK_LEN		8
#define RIJNDAEL128_BLOCK_LEN		16
#define AES_BLOCK_LEN			16
#define AES_ICM_BLOCK_LEN		1
#define ARC4_BLOCK_LEN			1
#define CAMELLIA_BLOCK_LEN		16
#define CHACHA20_NATIVE_BLOCK_LEN	64
#define EALG_MAX_BLOCK_LEN		64

/* Ciphers: bytes of the IV, where they are not those of a block. */
#define ARC4_IV_LEN			1
#define AES_GCM_IV_LEN			12
#define AES_CCM_IV_LEN			12
#define AES_XTS_IV_LEN			8
#define AES_XTS_ALPHA			0x87
#define CHACHA20_POLY1305_IV_LEN	12

/* Ciphers: bytes of the key. */
#define NULL_MIN_KEY			0
#define NULL_MAX_KEY			256
#define DES_MIN_KEY			8
#define DES_MAX_KEY			8
#define TRIPLE_DES_MIN_KEY		24
#define TRIPLE_DES_MAX_KEY		24
#define BLOWFISH_MIN_KEY		5
#define BLOWFISH_MAX_KEY		56
#define CAST_MIN_KEY			5
#define CAST_MAX_KEY			16
#define SKIPJACK_MIN_KEY		10
#define SKIPJACK_MAX_KEY		10
#define RIJNDAEL_MIN_KEY		16
#define RIJNDAEL_MAX_KEY		32
#define AES_MIN_KEY			16
#define AES_MAX_KEY			32
#define AES_XTS_MIN_KEY			32
#define AES_XTS_MAX_KEY			64
#define ARC4_MIN_KEY			1
#define ARC4_MAX_KEY			32
#define CAMELLIA_MIN_KEY		16
#define CAMELLIA_MAX_KEY		32
#define CHACHA20_POLY1305_KEY		32

/* session_op.cipher and session_op.mac */
#define CRYPTO_ALGORITHM_MIN		1
#define CRYPTO_DES_CBC			1
#define CRYPTO_3DES_CBC			2
#define CRYPTO_BLF_CBC			3
#define CRYPTO_CAST_CBC			4
#define CRYPTO_SKIPJACK_CBC		5
#define CRYPTO_MD5_HMAC			6
#define CRYPTO_SHA1_HMAC		7
#define CRYPTO_RIPEMD160_HMAC		8
#define CRYPTO_MD5_KPDK			9
#define CRYPTO_SHA1_KPDK		10
#define CRYPTO_RIJNDAEL128_CBC		11
#define CRYPTO_AES_CBC			11
#define CRYPTO_ARC4			12
#define CRYPTO_MD5			13
#define CRYPTO_SHA1			14
#define CRYPTO_NULL_HMAC		15
#define CRYPTO_NULL_CBC			16
#define CRYPTO_DEFLATE_COMP		17
#define CRYPTO_SHA2_256_HMAC		18
#define CRYPTO_SHA2_384_HMAC		19
#define CRYPTO_SHA2_512_HMAC		20
#define CRYPTO_CAMELLIA_CBC		21
#define CRYPTO_AES_XTS			22
#define CRYPTO_AES_ICM			23
#define CRYPTO_AES_NIST_GMAC		24
#define CRYPTO_AES_NIST_GCM_16		25
#define CRYPTO_AES_128_NIST_GMAC	26
#define CRYPTO_AES_192_NIST_GMAC	27
#define CRYPTO_AES_256_NIST_GMAC	28
#define CRYPTO_BLAKE2B			29
#define CRYPTO_BLAKE2S			30
#define CRYPTO_CHACHA20			31
#define CRYPTO_SHA2_224_HMAC		32
#define CRYPTO_RIPEMD160		33
#define CRYPTO_SHA2_224			34
#define CRYPTO_SHA2_256			35
#define CRYPTO_SHA2_384			36
#define CRYPTO_SHA2_512			37
#define CRYPTO_POLY1305			38
#define CRYPTO_AES_CCM_CBC_MAC		39
#define CRYPTO_AES_CCM_16		40
#define CRYPTO_CHACHA20_POLY1305	41
#define CRYPTO_ALGORITHM_MAX		41

#define CRYPTO_ALGO_VALID(x)						\
	((x) >= CRYPTO_ALGORITHM_MIN && (x) <= CRYPTO_ALGORITHM_MAX)

#define CRYPTO_ALG_FLAG_SUPPORTED	0x01
#define CRYPTO_ALG_FLAG_RNG_ENABLE	0x02
#define CRYPTO_ALG_FLAG_DSA_SHA		0x04

/* session2_op.crid and crypt_find_op.crid: kinds of driver */
#define CRYPTO_FLAG_HARDWARE		0x01000000
#define CRYPTO_FLAG_SOFTWARE		0x02000000

/**
 * struct session_op - CIOCGSESSION: create a session
 * @cipher: cipher or AEAD, 0 for none
 * @mac: hash or MAC, 0 for none
 * @keylen: bytes at @key
 * @key: the cipher's key
 * @mackeylen: bytes at @mackey
 * @mackey: the MAC's key
 * @ses: out: the session's id
 */
struct session_op {
	uint32_t cipher;
	uint32_t mac;
	uint32_t keylen;
	const void *key;
	int mackeylen;
	const void *mackey;
	uint32_t ses;
};

/**
 * struct session2_op - CIOCGSESSION2: create a session on a driver
 * @cipher: as in struct session_op
 * @mac: as in struct session_op
 * @keylen: as in struct session_op
 * @key: as in struct session_op
 * @mackeylen: as in struct session_op
 * @mackey: as in struct session_op
 * @ses: out: the session's id
 * @crid: CRYPTO_FLAG_* or a driver's id; out: the id of the driver
 * @ivlen: bytes of an IV, 0 for the algorithm's own length
 * @maclen: bytes of a MAC, 0 for all
 * @pad: unused
 */
struct session2_op {
	uint32_t cipher;
	uint32_t mac;
	uint32_t keylen;
	const void *key;
	int mackeylen;
	const void *mackey;
	uint32_t ses;
	int crid;
	int ivlen;
	int maclen;
	int pad[2];
};

/* crypt_op.op and crypt_aead.op */
#define COP_ENCRYPT			1
#define COP_DECRYPT			2

/* crypt_op.flags and crypt_aead.flags */
#define COP_F_CIPHER_FIRST		0x0001
#define COP_F_BATCH			0x0008

/**
 * struct crypt_op - CIOCCRYPT: one operation
 * @ses: the session
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: COP_F_*
 * @len: bytes at @src and @dst
 * @src: input
 * @dst: output, or NULL for none
 * @mac: the digest or MAC: output, or with COP_DECRYPT the expected one
 * @iv: the IV, or NULL if it is the first bytes of @src
 */
struct crypt_op {
	uint32_t ses;
	uint16_t op;
	uint16_t flags;
	unsigned int len;
	const void *src;
	void *dst;
	void *mac;
	const void *iv;
};

/**
 * struct crypt_aead - CIOCCRYPTAEAD: one operation with associated data
 * @ses: the session
 * @op: COP_ENCRYPT or COP_DECRYPT
 * @flags: COP_F_*
 * @len: bytes at @src and @dst
 * @aadlen: bytes at @aad
 * @ivlen: bytes at @iv
 * @src: input
 * @dst: output
 * @aad: associated data
 * @tag: the tag: output, or with COP_DECRYPT the expected one
 * @iv: the IV
 */
struct crypt_aead {
	uint32_t ses;
	uint16_t op;
	uint16_t flags;
	unsigned int len;
	unsigned int aadlen;
	unsigned int ivlen;
	const void *src;
	void *dst;
	const void *aad;
	void *tag;
	const void *iv;
};

/**
 * struct crypt_find_op - CIOCFINDDEV: id and name of a driver
 * @crid: its id, or -1 to look the name up; out: its id
 * @name: the beginning of its name; out: its name
 */
struct crypt_find_op {
	int crid;
	char name[32];
};

/**
 * struct crparam - a number, the least significant byte first
 * @crp_p: (@crp_nbits + 7) / 8 bytes
 * @crp_nbits: its length in bits
 */
struct crparam {
	char *crp_p;
	unsigned int crp_nbits;
};

#define CRK_MAXPARAM			8

/**
 * struct crypt_kop - CIOCKEY, CIOCKEY2: one public-key operation
 * @crk_op: CRK_*
 * @crk_status: out: 0 or an error number
 * @crk_iparams: number of inputs
 * @crk_oparams: number of outputs, after the inputs
 * @crk_crid: CIOCKEY2: as session2_op.crid
 * @crk_param: the numbers
 */
struct crypt_kop {
	unsigned int crk_op;
	unsigned int crk_status;
	unsigned short crk_iparams;
	unsigned short crk_oparams;
	unsigned int crk_crid;
	struct crparam crk_param[CRK_MAXPARAM];
};

/* crypt_kop.crk_op; the name of the first is spelled so */
#define CRK_ALGORITM_MIN		0
#define CRK_MOD_EXP			0
#define CRK_MOD_EXP_CRT			1
#define CRK_DSA_SIGN			2
#define CRK_DSA_VERIFY			3
#define CRK_DH_COMPUTE_KEY		4
#define CRK_ALGORITHM_MAX		4

/* CIOCASYMFEAT's mask */
#define CRF_MOD_EXP			(1 << CRK_MOD_EXP)
#define CRF_MOD_EXP_CRT			(1 << CRK_MOD_EXP_CRT)
#define CRF_DSA_SIGN			(1 << CRK_DSA_SIGN)
#define CRF_DSA_VERIFY			(1 << CRK_DSA_VERIFY)
#define CRF_DH_COMPUTE_KEY		(1 << CRK_DH_COMPUTE_KEY)

#define CRIOGET				_IOWR('c', 100, uint32_t)
#define CIOCGSESSION			_IOWR('c', 101, struct session_op)
#define CIOCFSESSION			_IOW('c', 102, uint32_t)
#define CIOCCRYPT			_IOWR('c', 103, struct crypt_op)
#define CIOCKEY				_IOWR('c', 104, struct crypt_kop)
#define CIOCASYMFEAT			_IOR('c', 105, uint32_t)
#define CRIOASYMFEAT			CIOCASYMFEAT
#define CIOCGSESSION2			_IOWR('c', 106, struct session2_op)
#define CIOCKEY2			_IOWR('c', 107, struct crypt_kop)
#define CIOCFINDDEV			_IOWR('c', 108, struct crypt_find_op)
#define CRIOFINDDEV			CIOCFINDDEV
#define CIOCCRYPTAEAD			_IOWR('c', 109, struct crypt_aead)

/* Statistics of that system; this one has no call that returns them. */
struct cryptotstat {
	struct timespec acc;
	struct timespec min;
	struct timespec max;
	uint32_t count;
};

struct cryptostats {
	uint32_t cs_ops;
	uint32_t cs_errs;
	uint32_t cs_kops;
	uint32_t cs_kerrs;
	uint32_t cs_intrs;
	uint32_t cs_rets;
	uint32_t cs_blocks;
	uint32_t cs_kblocks;
	struct cryptotstat cs_invoke;
	struct cryptotstat cs_done;
	struct cryptotstat cs_cb;
	struct cryptotstat cs_finis;
};

#endif /* _CRYPTO_CRYPTODEV_FREEBSD_H */
