/* SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR BSD-2-Clause */
/*
 * /dev/crypto: the NetBSD dialect.
 *
 * A program written for NetBSD's crypto(4), releases 7 to 10, includes this header
 * as <crypto/cryptodev.h> and is compiled unmodified. It defines the names of that
 * system and no others, because programs find out by #ifdef which system they are
 * on. cryptodev(4) describes the calls.
 */
#ifndef _CRYPTO_CRYPTODEV_NETBSD_H
#define _CRYPTO_CRYPTODEV_NETBSD_H

#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <sys/types.h>

/* Lengths in bytes. */
#define HMAC_BLOCK_LEN			64
#define DES_BLOCK_LEN			8
#define DES3_BLOCK_LEN			8
#define BLOWFISH_BLOCK_LEN		8
#define SKIPJACK_BLOCK_LEN		8
#define CAST128_BLOCK_LEN		8
#define RIJNDAEL128_BLOCK_LEN		16
#define EALG_MAX_BLOCK_LEN		16
#define AALG_MAX_RESULT_LEN		64
#define CRYPTO_MAX_MAC_LEN		32

/* session_op.cipher, session_op.mac and session_op.comp_alg */
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
#define CRYPTO_SHA2_256_HMAC		15
#define CRYPTO_SHA2_HMAC		CRYPTO_SHA2_256_HMAC
#define CRYPTO_NULL_HMAC		16
#define CRYPTO_NULL_CBC			17
#define CRYPTO_DEFLATE_COMP		18
#define CRYPTO_MD5_HMAC_96		19
#define CRYPTO_SHA1_HMAC_96		20
#define CRYPTO_RIPEMD160_HMAC_96	21
#define CRYPTO_GZIP_COMP		22
#define CRYPTO_DEFLATE_COMP_NOGROW	23
#define CRYPTO_SHA2_384_HMAC		24
#define CRYPTO_SHA2_512_HMAC		25
#define CRYPTO_CAMELLIA_CBC		26
#define CRYPTO_AES_CTR			27
#define CRYPTO_AES_XCBC_MAC_96		28
#define CRYPTO_AES_GCM_16		29
#define CRYPTO_AES_128_GMAC		30
#define CRYPTO_AES_192_GMAC		31
#define CRYPTO_AES_256_GMAC		32
#define CRYPTO_AES_GMAC			33
#define CRYPTO_ALGORITHM_MAX		33

#define CRYPTO_ALG_FLAG_SUPPORTED	0x01
#define CRYPTO_ALG_FLAG_RNG_ENABLE	0x02
#define CRYPTO_ALG_FLAG_DSA_SHA		0x04

/**
 * struct session_op - CIOCGSESSION: create a session
 * @cipher: cipher, 0 for none
 * @mac: hash or MAC, 0 for none
 * @comp_alg: compression algorithm, 0 for none
 * @keylen: bytes at @key
 * @key: the cipher's key
 * @mackeylen: bytes at @mackey
 * @mackey: the MAC's key
 * @ses: out: the session's id
 */
struct session_op {
	uint32_t cipher;
	uint32_t mac;
	uint32_t comp_alg;
	uint32_t keylen;
	void *key;
	int mackeylen;
	void *mackey;
	uint32_t ses;
};

/*
 * One of the sessions that CIOCNGSESSION creates. @status, an output, is 0 or an
 * error number; it follows a whole struct session_op, its padding included.
 */
struct session_n_op {
	__extension__ union {
		struct session_op session;
		__extension__ struct {
			uint32_t cipher;
			uint32_t mac;
			uint32_t comp_alg;
			uint32_t keylen;
			void *key;
			int mackeylen;
			void *mackey;
			uint32_t ses;
		};
	};
	int status;
};

/* CIOCNGSESSION: @count sessions at @sessions. */
struct crypt_sgop {
	size_t count;
	struct session_n_op *sessions;
};

/* CIOCNFSESSION: @count ids of sessions at @sesid. */
struct crypt_sfop {
	size_t count;
	uint32_t *sesid;
};

/* crypt_op.op and crypt_n_op.op */
#define COP_ENCRYPT			1
#define COP_DECRYPT			2
#define COP_COMP			3
#define COP_DECOMP			4

/* crypt_op.flags and crypt_n_op.flags */
#define COP_F_BATCH			0x0008
#define COP_F_MORE			0x0010

/**
 * struct crypt_op - CIOCCRYPT: one operation
 * @ses: the session
 * @op: COP_*
 * @flags: COP_F_*
 * @len: bytes at @src
 * @src: input
 * @dst: output
 * @mac: output of a hash or MAC
 * @iv: the IV, or NULL
 * @dst_len: bytes at @dst, 0 for @len; out: bytes written there
 */
struct crypt_op {
	uint32_t ses;
	uint16_t op;
	uint16_t flags;
	unsigned int len;
	void *src;
	void *dst;
	void *mac;
	void *iv;
	unsigned int dst_len;
};

/**
 * struct crypt_n_op - one of the requests of CIOCNCRYPTM
 * @ses: the session
 * @op: COP_*
 * @flags: COP_F_*
 * @len: bytes at @src
 * @reqid: out: the request's id
 * @status: out: 0 or an error number
 * @opaque: returned with the result
 * @keylen: not read
 * @key: not read
 * @mackeylen: not read
 * @mackey: not read
 * @src: input
 * @dst: output
 * @mac: output of a hash or MAC
 * @iv: the IV, or NULL
 * @dst_len: bytes at @dst, 0 for @len
 */
struct crypt_n_op {
	uint32_t ses;
	uint16_t op;
	uint16_t flags;
	unsigned int len;
	uint32_t reqid;
	int status;
	void *opaque;
	uint32_t keylen;
	void *key;
	uint32_t mackeylen;
	void *mackey;
	void *src;
	void *dst;
	void *mac;
	void *iv;
	unsigned int dst_len;
};

/* CIOCNCRYPTM: @count requests at @reqs. */
struct crypt_mop {
	size_t count;
	struct crypt_n_op *reqs;
};

/**
 * struct crypt_result - the result of a request
 * @reqid: the request's id
 * @status: out: 0 or an error number
 * @opaque: out: as in the request
 */
struct crypt_result {
	uint32_t reqid;
	uint32_t status;
	void *opaque;
};

/* CIOCNCRYPTRETM: room for @count results at @results; out: how many. */
struct cryptret {
	size_t count;
	struct crypt_result *results;
};

/**
 * struct crparam - a number, the least significant byte first
 * @crp_p: (@crp_nbits + 7) / 8 bytes
 * @crp_nbits: its length in bits
 */
struct crparam {
	void *crp_p;
	unsigned int crp_nbits;
};

#define CRK_MAXPARAM			8

/**
 * struct crypt_kop - CIOCKEY: one public-key operation
 * @crk_op: CRK_*
 * @crk_status: out: 0 or an error number
 * @crk_iparams: number of inputs
 * @crk_oparams: number of outputs, after the inputs
 * @crk_pad1: unused
 * @crk_param: the numbers
 */
struct crypt_kop {
	unsigned int crk_op;
	unsigned int crk_status;
	unsigned short crk_iparams;
	unsigned short crk_oparams;
	unsigned int crk_pad1;
	struct crparam crk_param[CRK_MAXPARAM];
};

/**
 * struct crypt_n_kop - one of the operations of CIOCNFKEYM
 * @crk_op: CRK_*
 * @crk_status: out: 0 or an error number
 * @crk_iparams: number of inputs
 * @crk_oparams: number of outputs, after the inputs
 * @crk_reqid: out: the operation's id
 * @crk_param: the numbers
 * @crk_opaque: returned with the result
 */
struct crypt_n_kop {
	unsigned int crk_op;
	unsigned int crk_status;
	unsigned short crk_iparams;
	unsigned short crk_oparams;
	uint32_t crk_reqid;
	struct crparam crk_param[CRK_MAXPARAM];
	void *crk_opaque;
};

/* CIOCNFKEYM: @count operations at @reqs. */
struct crypt_mkop {
	size_t count;
	struct crypt_n_kop *reqs;
};

/* crypt_kop.crk_op */
#define CRK_ALGORITM_MIN		0
#define CRK_MOD_EXP			0
#define CRK_MOD_EXP_CRT			1
#define CRK_DSA_SIGN			2
#define CRK_DSA_VERIFY			3
#define CRK_DH_COMPUTE_KEY		4
#define CRK_MOD_ADD			5
#define CRK_MOD_ADDINV			6
#define CRK_MOD_SUB			7
#define CRK_MOD_MULT			8
#define CRK_MOD_MULTINV			9
#define CRK_MOD				10
#define CRK_ALGORITHM_MAX		10

/* CIOCASYMFEAT's mask */
#define CRF_MOD_EXP			(1 << CRK_MOD_EXP)
#define CRF_MOD_EXP_CRT			(1 << CRK_MOD_EXP_CRT)
#define CRF_DSA_SIGN			(1 << CRK_DSA_SIGN)
#define CRF_DSA_VERIFY			(1 << CRK_DSA_VERIFY)
#define CRF_DH_COMPUTE_KEY		(1 << CRK_DH_COMPUTE_KEY)

#define CRIOGET				_IOWR('c', 100, uint32_t)
#define CIOCFSESSION			_IOW('c', 102, uint32_t)
#define CIOCKEY				_IOWR('c', 104, struct crypt_kop)
#define CIOCASYMFEAT			_IOR('c', 105, uint32_t)
#define CIOCNFKEYM			_IOWR('c', 108, struct crypt_mkop)
#define CIOCNFSESSION			_IOW('c', 109, struct crypt_sfop)
#define CIOCNCRYPTRETM			_IOWR('c', 110, struct cryptret)
#define CIOCNCRYPTRET			_IOWR('c', 111, struct crypt_result)
#define CIOCGSESSION			_IOWR('c', 112, struct session_op)
#define CIOCNGSESSION			_IOWR('c', 113, struct crypt_sgop)
#define CIOCCRYPT			_IOWR('c', 114, struct crypt_op)
#define CIOCNCRYPTM			_IOWR('c', 115, struct crypt_mop)

#endif /* _CRYPTO_CRYPTODEV_NETBSD_H */
