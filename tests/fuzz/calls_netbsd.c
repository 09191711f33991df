// SPDX-License-Identifier: GPL-2.0
/*
 * The calls of NetBSD's dialect, and the elements of the arrays that they pass.
 */
#include <netbsd/crypto/cryptodev.h>

#include "rows.h"

struct number {
	uint32_t number;
};

#define SESSION(_type)							\
	F(_type, cipher, KIND_BSD_ALG),					\
	F(_type, mac, KIND_BSD_ALG),					\
	F(_type, comp_alg, KIND_BSD_ALG),				\
	F(_type, keylen, KIND_KEYLEN),					\
	F(_type, key, KIND_POINTER),					\
	F(_type, mackeylen, KIND_KEYLEN),				\
	F(_type, mackey, KIND_POINTER)

#define CRYPT(_type)							\
	F(_type, ses, KIND_SESSION),					\
	F(_type, op, KIND_OP),						\
	F(_type, flags, KIND_FLAGS, .bits = COP_F_BATCH | COP_F_MORE),	\
	F(_type, len, KIND_LEN),					\
	F(_type, src, KIND_POINTER),					\
	F(_type, dst, KIND_POINTER),					\
	F(_type, mac, KIND_POINTER),					\
	F(_type, iv, KIND_POINTER),					\
	F(_type, dst_len, KIND_LEN)

/* A longer output of decompression is written piece by piece. */
#define EXACT_MAX	65536

static unsigned int crypt_outputs(const void *arg, struct call_output *to)
{
	const struct crypt_op *op = arg;
	size_t room = op->dst_len > op->len ? op->dst_len : op->len;

	to[0] = (struct call_output) {
		(uintptr_t)op->dst, room, room < EXACT_MAX };
	to[1] = (struct call_output) {
		(uintptr_t)op->mac, AALG_MAX_RESULT_LEN, true };
	return 2;
}

#define ARRAY_CALL(_name, _cmd, _type, _store, _weight, _elements, ...)	\
	IOCTL(_name, _cmd, _type, _weight, .store = (_store),		\
	      FIELDS(F(_type, count, KIND_COUNT),			\
		     F(_type, _elements, KIND_STAGED)), ##__VA_ARGS__)

static const struct call netbsd_calls[] = {
	IOCTL("netbsd:CIOCGSESSION", CIOCGSESSION, struct session_op, 8,
	      MAKES(RESULT_SESSION, struct session_op, ses),
	      FIELDS(SESSION(struct session_op))),
	IOCTL("netbsd:CIOCCRYPT", CIOCCRYPT, struct crypt_op, 12,
	      .outputs = crypt_outputs, FIELDS(CRYPT(struct crypt_op))),
	STAGE("netbsd:session", STORE_SESSIONS, struct session_n_op, 4,
	      FIELDS(SESSION(struct session_n_op))),
	ARRAY_CALL("netbsd:CIOCNGSESSION", CIOCNGSESSION, struct crypt_sgop,
		   STORE_SESSIONS, 5, sessions,
		   MAKES(RESULT_SESSIONS, struct session_n_op, ses)),
	STAGE("netbsd:id", STORE_IDS, struct number, 2,
	      FIELDS(F(struct number, number, KIND_SESSION))),
	ARRAY_CALL("netbsd:CIOCNFSESSION", CIOCNFSESSION, struct crypt_sfop,
		   STORE_IDS, 2, sesid),
	ARRAY_CALL("netbsd:CIOCNFSESSION:own", BSD_NUMBER(CIOCNFSESSION),
		   struct crypt_sfop, STORE_IDS, 1, sesid),
	STAGE("netbsd:crypt", STORE_CRYPTS, struct crypt_n_op, 12,
	      FIELDS(CRYPT(struct crypt_n_op),
		     F(struct crypt_n_op, opaque, KIND_NUMBER))),
	ARRAY_CALL("netbsd:CIOCNCRYPTM", CIOCNCRYPTM, struct crypt_mop,
		   STORE_CRYPTS, 10, reqs, .later = true),
	IOCTL("netbsd:CIOCNCRYPTRET", CIOCNCRYPTRET, struct crypt_result, 4,
	      FIELDS(F(struct crypt_result, reqid, KIND_COUNT))),
	IOCTL("netbsd:CIOCNCRYPTRETM", CIOCNCRYPTRETM, struct cryptret, 6,
	      FIELDS(F(struct cryptret, count, KIND_COUNT),
		     F(struct cryptret, results, KIND_RESULTS))),
	STAGE("netbsd:kop", STORE_KOPS, struct crypt_n_kop, 2,
	      FIELDS(F(struct crypt_n_kop, crk_op, KIND_COUNT),
		     F(struct crypt_n_kop, crk_iparams, KIND_COUNT),
		     F(struct crypt_n_kop, crk_oparams, KIND_COUNT),
		     F(struct crypt_n_kop, crk_reqid, KIND_FLAGS),
		     KEY_PARAMS(struct crypt_n_kop))),
	ARRAY_CALL("netbsd:CIOCNFKEYM", CIOCNFKEYM, struct crypt_mkop,
		   STORE_KOPS, 2, reqs),
};

/**
 * calls_add_netbsd() - add the calls of NetBSD's dialect to the table
 */
void calls_add_netbsd(void)
{
	calls_add(netbsd_calls, sizeof(netbsd_calls) / sizeof(netbsd_calls[0]),
		  DIALECT_NETBSD);
}
