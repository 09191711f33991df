/* SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR BSD-2-Clause */
/*
 * /dev/crypto: what the dialects that other systems introduced cannot say.
 *
 * Structures begin with their size, may grow at their end, and are the same for
 * programs of 32 and of 64 bits. Pointers are 64 bits wide. A flag that is not
 * known and a reserved field that is not 0 are answered with EINVAL, a larger
 * structure whose unknown end is not 0 with E2BIG.
 */
#ifndef _UAPI_CRYPTO_CRYPTODEV_NATIVE_H
#define _UAPI_CRYPTO_CRYPTODEV_NATIVE_H

#include <crypto/cryptodev.h>

/*
 * The cipher and the mac are one AEAD, Encrypt-then-Authenticate: the mac is of
 * the associated data and the ciphertext, and is verified before anything is
 * decrypted. The IV is no part of that: one that is not known otherwise, as by
 * counting, belongs in the associated data too (RFC 7366 and ESP have it there).
 * Such a session is used with CIOCAUTHCRYPT; its full tag is the mac's digest.
 */
#define CRYPTODEV_CREATE_ETM		0x01
/* Results of requests that are not waited for come in the order of submission. */
#define CRYPTODEV_CREATE_ORDERED	0x02
/* The key is a private one (RSA). */
#define CRYPTODEV_CREATE_PRIVATE	0x04
/*
 * The key is in the kernel's keyrings: what stands for its address is its serial
 * number, and its length is 0. It is of the type user, logon, encrypted or
 * trusted; who names it has to have permission to search for it, not to read it.
 * The session goes on with it when it expires or is revoked.
 */
#define CRYPTODEV_CREATE_KEY_SERIAL	0x08
#define CRYPTODEV_CREATE_MACKEY_SERIAL	0x10

/*
 * Public-key algorithms, for cryptodev_create.cipher: the key is set once, and
 * stays in the kernel. What a request on such a session says:
 *
 * RSA, RSA_PKCS1 without a hash: src is encrypted with a public key, or with
 *	CRYPTODEV_REQ_DECRYPT decrypted with a private one, to dst. The first is
 *	the bare operation, on numbers of up to as many bytes as the modulus has;
 *	the second pads (RFC 8017, section 7.2).
 * RSA_PKCS1 with a hash as cryptodev_create.mac: src is that hash's digest,
 *	which is signed with a private key to dst, or with CRYPTODEV_REQ_VERIFY
 *	verified with a public one: the signature is the tag_len bytes at mac.
 * ECDSA: the same, with CRYPTODEV_REQ_VERIFY only; src is a digest of up to 64
 *	bytes, the signature two numbers in DER (RFC 3279, section 2.2.3).
 * ECDH, X25519, FFDHE: src is another's public key; what is shared with it goes
 *	to dst. With CRYPTODEV_REQ_PUBLIC, len is 0 and the session's own public
 *	key goes to dst. With a keylen of 0 the kernel makes the private key.
 *
 * At dst there is room for a whole result: as many bytes as the modulus, the
 * prime or a coordinate has, and for a public key of ECDH twice that and one.
 * out_len tells how many it is.
 *
 * Keys: of RSA as RSAPrivateKey or RSAPublicKey in DER (RFC 8017, appendix A.1);
 * of ECDSA, and the public ones of ECDH, points that are not compressed (SEC 1,
 * section 2.3.3); private ones of ECDH as long as a coordinate, those of FFDHE
 * no longer than the prime, the most significant byte first; those of X25519 as
 * in RFC 7748.
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

/**
 * struct cryptodev_create - CRYPTODEV_CREATE: make a session
 * @size: sizeof(struct cryptodev_create)
 * @flags: CRYPTODEV_CREATE_*
 * @cipher: as in struct session_op, or CRYPTODEV_RSA and the like
 * @mac: as in struct session_op
 * @keylen: bytes at @key
 * @mackeylen: bytes at @mackey
 * @key: address of the cipher's key, or its serial number
 * @mackey: address of the mac's key, or its serial number
 * @ses: out: the session's id, never 0, valid in this open file
 * @reserved: 0
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
};

/* cryptodev_req.flags; the first ones as COP_DECRYPT and COP_FLAG_* */
#define CRYPTODEV_REQ_DECRYPT		0x001
#define CRYPTODEV_REQ_UPDATE		0x002
#define CRYPTODEV_REQ_FINAL		0x004
#define CRYPTODEV_REQ_RESET		0x008
#define CRYPTODEV_REQ_WRITE_IV		0x010
#define CRYPTODEV_REQ_NO_ZC		0x020
#define CRYPTODEV_REQ_VERIFY		0x040
#define CRYPTODEV_REQ_TLS		0x080
#define CRYPTODEV_REQ_SRTP		0x100
/* If it is not waited for, another thread works it, even if the CPU has to. */
#define CRYPTODEV_REQ_WORKER		0x200
/* The session's own public key (ECDH, X25519, FFDHE). */
#define CRYPTODEV_REQ_PUBLIC		0x400

/**
 * struct cryptodev_req - one request, on any kind of session
 * @ses: the session
 * @flags: CRYPTODEV_REQ_*
 * @len: bytes at @src; for AEAD decryption with the tag
 * @aad_len: bytes at @aad
 * @tag_len: bytes of the tag, 0 for the full one (AEAD, TLS, SRTP); of a
 *	     signature that is verified
 * @iv_len: bytes at @iv, 0 for the algorithm's own (AEAD, TLS, SRTP)
 * @src: address of the input
 * @dst: address of the output; for AEAD encryption with room for the tag
 * @aad: address of what is authenticated besides
 * @mac: address of a digest, of an SRTP packet's tag, or of a signature that is
 *	 verified
 * @iv: address of the IV; 0 to go on with the one that is left (cipher only)
 * @user_data: comes back with the result
 * @result: out, if it is waited for: 0 or an error's number, negative
 * @out_len: out, if it is waited for: bytes written to @dst (AEAD, TLS and
 *	     public-key algorithms)
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
};

/* Return when all requests have a result, which is in each of them. */
#define CRYPTODEV_SUBMIT_WAIT		0x01

/**
 * struct cryptodev_submit - CRYPTODEV_SUBMIT: many requests in one call
 * @size: sizeof(struct cryptodev_submit)
 * @flags: CRYPTODEV_SUBMIT_*
 * @nr: how many requests
 * @req_size: sizeof(struct cryptodev_req)
 * @reqs: address of the requests, an array
 *
 * Requests are worked in any order and at the same time. But one that goes on
 * from what another leaves in its session, a running hash or a cipher's IV, is
 * worked after those before it if they are waited for; if they are not, the
 * other one's result has to be fetched before.
 *
 * The call returns how many requests it has taken: fewer than @nr if there is
 * no room for more under way, one is malformed and it is not waited for, or one
 * cannot take its result; the error of the first if it has taken none.
 */
struct cryptodev_submit {
	__u32 size;
	__u32 flags;
	__u32 nr;
	__u32 req_size;
	__u64 reqs;
};

/**
 * struct cryptodev_result - what became of a request
 * @user_data: the request's
 * @result: 0 or an error's number, negative
 * @out_len: bytes written to its dst (AEAD and TLS)
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
 * @min: wait until there are so many
 * @max: fetch so many at most
 * @results: address of room for @max times struct cryptodev_result
 * @deadline: wait no longer: nanoseconds of CLOCK_MONOTONIC; 0 for no end
 *
 * The call returns how many it has fetched; EPERM if the oldest was asked for
 * by another process, which loses nothing.
 */
struct cryptodev_reap {
	__u32 size;
	__u32 flags;
	__u32 min;
	__u32 max;
	__u64 results;
	__u64 deadline;
};

/* The calls. Their structures tell their sizes, so their numbers do not. */
#define CRYPTODEV_CREATE		_IO('c', 0xC0)
#define CRYPTODEV_SUBMIT		_IO('c', 0xC1)
#define CRYPTODEV_REAP			_IO('c', 0xC2)

/*
 * The cmd_op of an IORING_OP_URING_CMD on the descriptor. sqe->cmd holds a
 * struct cryptodev_req on a ring with IORING_SETUP_SQE128, else its address.
 * cqe->res is what it wrote to dst (AEAD and TLS), 0, or an error's number,
 * negative. With IORING_URING_CMD_FIXED, src and dst both lie in the registered
 * buffer sqe->buf_index, whose pages are used as they were registered; but a
 * request that copies (a short one, an AEAD, ranges that overlap) or that io-wq
 * works on goes by the addresses.
 */
#define CRYPTODEV_URING_REQ		0xC3

#endif /* _UAPI_CRYPTO_CRYPTODEV_NATIVE_H */
