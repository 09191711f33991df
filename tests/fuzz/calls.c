// SPDX-License-Identifier: GPL-2.0
/*
 * The table of calls of the Linux and the native dialect, and of actions around
 * calls. A new call of the device is a row here.
 */
#include <crypto/cryptodev_native.h>
#include <sys/uio.h>

#include "outputs.h"
#include "rows.h"

#define CRYPT_OP							\
	F(struct crypt_op, ses, KIND_SESSION),				\
	F(struct crypt_op, op, KIND_OP),				\
	F(struct crypt_op, flags, KIND_FLAGS, .bits = 0x804f),		\
	F(struct crypt_op, len, KIND_LEN),				\
	F(struct crypt_op, src, KIND_POINTER),				\
	F(struct crypt_op, dst, KIND_POINTER),				\
	F(struct crypt_op, mac, KIND_POINTER),				\
	F(struct crypt_op, iv, KIND_POINTER)

struct number {
	__u32 number;
};

/* The longest padding of a TLS record, mac and tag. */
#define RECORD_MORE	(256 + 64)

static unsigned int crypt_outputs(const void *arg, struct call_output *to)
{
	const struct crypt_op *op = arg;

	to[0] = (struct call_output) {
		(uintptr_t)op->dst, op->len, true };
	to[1] = (struct call_output) {
		(uintptr_t)op->mac,
		op->flags & COP_FLAG_VERIFY ? 0 : HASH_MAX_LEN, true };
	to[2] = (struct call_output) {
		(uintptr_t)op->iv,
		op->flags & COP_FLAG_WRITE_IV ? EALG_MAX_BLOCK_LEN : 0, true };
	return 3;
}

static unsigned int auth_outputs(const void *arg, struct call_output *to)
{
	const struct crypt_auth_op *op = arg;

	to[0] = (struct call_output) {
		(uintptr_t)op->dst, (size_t)op->len + RECORD_MORE, true };
	to[1] = (struct call_output) {
		op->flags & COP_FLAG_AEAD_SRTP_TYPE ? (uintptr_t)op->tag : 0,
		HASH_MAX_LEN, true };
	to[2] = (struct call_output) {
		op->flags & COP_FLAG_WRITE_IV ? (uintptr_t)op->iv : 0,
		EALG_MAX_BLOCK_LEN, true };
	return 3;
}

static const struct call linux_calls[] = {
	IOCTL("CIOCGSESSION", CIOCGSESSION, struct session_op, 10,
	      MAKES(RESULT_SESSION, struct session_op, ses),
	      FIELDS(F(struct session_op, cipher, KIND_CIPHER),
		     F(struct session_op, mac, KIND_MAC),
		     F(struct session_op, keylen, KIND_KEYLEN),
		     F(struct session_op, key, KIND_POINTER),
		     F(struct session_op, mackeylen, KIND_KEYLEN),
		     F(struct session_op, mackey, KIND_POINTER))),
	IOCTL("CRYPTODEV_CREATE", CRYPTODEV_CREATE, struct cryptodev_create, 10,
	      MAKES(RESULT_SESSION, struct cryptodev_create, ses),
	      FIELDS(F(struct cryptodev_create, size, KIND_SIZE),
		     F(struct cryptodev_create, flags, KIND_FLAGS, .bits = 0x7f),
		     F(struct cryptodev_create, cipher, KIND_CIPHER),
		     F(struct cryptodev_create, mac, KIND_MAC),
		     F(struct cryptodev_create, keylen, KIND_KEYLEN),
		     F(struct cryptodev_create, mackeylen, KIND_KEYLEN),
		     F(struct cryptodev_create, key, KIND_POINTER),
		     F(struct cryptodev_create, mackey, KIND_POINTER),
		     F(struct cryptodev_create, reserved, KIND_FLAGS),
		     F(struct cryptodev_create, driver_id, KIND_COUNT),
		     F(struct cryptodev_create, allowed, KIND_FLAGS, .bits = 0x3f),
		     F(struct cryptodev_create, nonce, KIND_POINTER),
		     F(struct cryptodev_create, noncelen, KIND_FLAGS),
		     F(struct cryptodev_create, entropylen, KIND_FLAGS),
		     F(struct cryptodev_create, entropy, KIND_POINTER))),
	IOCTL("CIOCFSESSION", CIOCFSESSION, struct number, 2,
	      FIELDS(F(struct number, number, KIND_SESSION))),
	IOCTL("CIOCCRYPT", CIOCCRYPT, struct crypt_op, 20,
	      .outputs = crypt_outputs,
	      FIELDS(CRYPT_OP)),
	IOCTL("CIOCAUTHCRYPT", CIOCAUTHCRYPT, struct crypt_auth_op, 20,
	      .outputs = auth_outputs,
	      FIELDS(F(struct crypt_auth_op, ses, KIND_SESSION),
		     F(struct crypt_auth_op, op, KIND_OP),
		     F(struct crypt_auth_op, flags, KIND_FLAGS, .bits = 0x3c),
		     F(struct crypt_auth_op, len, KIND_LEN),
		     F(struct crypt_auth_op, auth_len, KIND_SHORT),
		     F(struct crypt_auth_op, auth_src, KIND_POINTER),
		     F(struct crypt_auth_op, src, KIND_POINTER),
		     F(struct crypt_auth_op, dst, KIND_POINTER),
		     F(struct crypt_auth_op, tag, KIND_POINTER),
		     F(struct crypt_auth_op, tag_len, KIND_SHORT),
		     F(struct crypt_auth_op, iv, KIND_POINTER),
		     F(struct crypt_auth_op, iv_len, KIND_SHORT))),
	IOCTL("CIOCGSESSINFO", CIOCGSESSINFO, struct session_info_op, 1,
	      FIELDS(F(struct session_info_op, ses, KIND_SESSION))),
	IOCTL("CIOCCPHASH", CIOCCPHASH, struct cphash_op, 3,
	      FIELDS(F(struct cphash_op, dst_ses, KIND_SESSION),
		     F(struct cphash_op, src_ses, KIND_SESSION))),
	IOCTL("CRIOGET", CRIOGET, struct number, 1,
	      .result = RESULT_FD),
	IOCTL("CIOCASYMFEAT", CIOCASYMFEAT, struct number, 1),
	IOCTL("CIOCKEY", CIOCKEY, struct crypt_kop, 2,
	      .tells = true,
	      FIELDS(F(struct crypt_kop, crk_op, KIND_COUNT),
		     F(struct crypt_kop, crk_iparams, KIND_COUNT),
		     F(struct crypt_kop, crk_oparams, KIND_COUNT),
		     F(struct crypt_kop, crk_pad1, KIND_FLAGS),
		     KEY_PARAMS(struct crypt_kop))),
	IOCTL("CIOCASYNCCRYPT", CIOCASYNCCRYPT, struct crypt_op, 10,
	      .later = true,
	      FIELDS(CRYPT_OP)),
	IOCTL("CIOCASYNCFETCH", CIOCASYNCFETCH, struct crypt_op, 8,
	      .tells = true),
	IOCTL("CRYPTODEV_SUBMIT", CRYPTODEV_SUBMIT, struct cryptodev_submit, 15,
	      .later = true, .outputs = submit_outputs,
	      FIELDS(F(struct cryptodev_submit, size, KIND_SIZE),
		     F(struct cryptodev_submit, flags, KIND_FLAGS, .bits = 1),
		     F(struct cryptodev_submit, nr, KIND_COUNT),
		     F(struct cryptodev_submit, req_size, KIND_NUMBER),
		     F(struct cryptodev_submit, reqs, KIND_STAGED))),
	IOCTL("CRYPTODEV_REAP", CRYPTODEV_REAP, struct cryptodev_reap, 10,
	      FIELDS(F(struct cryptodev_reap, size, KIND_SIZE),
		     F(struct cryptodev_reap, flags, KIND_FLAGS),
		     F(struct cryptodev_reap, min, KIND_COUNT),
		     F(struct cryptodev_reap, max, KIND_COUNT),
		     F(struct cryptodev_reap, results, KIND_RESULTS),
		     F(struct cryptodev_reap, deadline, KIND_DEADLINE))),
	IOCTL("CRYPTODEV_SEAL", CRYPTODEV_SEAL, struct cryptodev_seal, 1,
	      FIELDS(F(struct cryptodev_seal, size, KIND_SIZE),
		     F(struct cryptodev_seal, flags, KIND_FLAGS))),
	STAGE("stage", STORE_REQS, struct cryptodev_req, 25,
	      FIELDS(F(struct cryptodev_req, ses, KIND_SESSION),
		     F(struct cryptodev_req, flags, KIND_FLAGS, .bits = 0x1fffff),
		     F(struct cryptodev_req, len, KIND_LEN),
		     F(struct cryptodev_req, aad_len, KIND_SHORT),
		     F(struct cryptodev_req, tag_len, KIND_SHORT),
		     F(struct cryptodev_req, iv_len, KIND_SHORT),
		     F(struct cryptodev_req, src, KIND_POINTER),
		     F(struct cryptodev_req, dst, KIND_POINTER),
		     F(struct cryptodev_req, aad, KIND_POINTER),
		     F(struct cryptodev_req, mac, KIND_POINTER),
		     F(struct cryptodev_req, iv, KIND_POINTER),
		     F(struct cryptodev_req, out_len, KIND_LEN),
		     F(struct cryptodev_req, user_data, KIND_NUMBER),
		     F(struct cryptodev_req, src_nr, KIND_COUNT),
		     F(struct cryptodev_req, dst_nr, KIND_COUNT),
		     F(struct cryptodev_req, key, KIND_POINTER),
		     F(struct cryptodev_req, mackey, KIND_POINTER),
		     F(struct cryptodev_req, keylen, KIND_KEYLEN),
		     F(struct cryptodev_req, mackeylen, KIND_KEYLEN),
		     F(struct cryptodev_req, esn, KIND_NUMBER),
		     F(struct cryptodev_req, reserved, KIND_FLAGS))),
	STAGE("range", STORE_RANGES, struct iovec, 8,
	      FIELDS(F(struct iovec, iov_base, KIND_POINTER),
		     F(struct iovec, iov_len, KIND_LEN))),
	OTHER("uring", ACT_URING, 12,
	      FIELDS(A("ring", KIND_COUNT), A("nr", KIND_COUNT),
		     A("fixed", KIND_COUNT), A("sqe", KIND_FLAGS, .bits = 0x14),
		     A("then", KIND_COUNT))),
	OTHER("open", ACT_OPEN, 1),
	OTHER("close", ACT_CLOSE, 1),
	OTHER("dup", ACT_DUP, 1, FIELDS(A("to", KIND_COUNT))),
	OTHER("poll", ACT_POLL, 1, FIELDS(A("ms", KIND_COUNT))),
	OTHER("pass", ACT_PASS, 1),
	OTHER("map", ACT_MAP, 5,
	      FIELDS(A("area", KIND_POINTER), A("what", KIND_COUNT))),
	OTHER("limit", ACT_LIMIT, 1,
	      FIELDS(A("which", KIND_COUNT), A("value", KIND_LEN))),
	OTHER("device", ACT_DEVICE, 1,
	      FIELDS(A("which", KIND_COUNT), A("value", KIND_SHORT))),
	OTHER("sleep", ACT_SLEEP, 1, FIELDS(A("ms", KIND_COUNT))),
	OTHER("watch", ACT_WATCH, 1, FIELDS(A("what", KIND_COUNT))),
	OTHER("raw", ACT_RAW, 1,
	      FIELDS(A("cmd", KIND_NUMBER), A("arg", KIND_POINTER))),
};

struct call calls[MAX_CALLS];
unsigned int nr_calls;

/**
 * calls_add() - add rows to the table of calls
 * @rows: the rows
 * @nr: their number
 * @dialect: the dialect of the calls
 */
void calls_add(const struct call *rows, unsigned int nr, enum dialect dialect)
{
	for (; nr; rows++, nr--) {
		struct call *call = &calls[nr_calls++];

		*call = *rows;
		call->dialect = dialect;
	}
}

/**
 * calls_make() - make the table of all dialects' calls
 */
void calls_make(void)
{
	calls_add(linux_calls, sizeof(linux_calls) / sizeof(linux_calls[0]),
		  DIALECT_LINUX);
	calls_add_freebsd();
	calls_add_netbsd();
}
