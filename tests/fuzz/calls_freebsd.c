// SPDX-License-Identifier: GPL-2.0
/*
 * The calls of FreeBSD's dialect. CRIOGET, CIOCFSESSION, CIOCKEY and CIOCASYMFEAT
 * are NetBSD's too.
 */
#include <freebsd/crypto/cryptodev.h>

#include "rows.h"

struct number {
	uint32_t number;
};

#define SESSION(_type)							\
	F(_type, cipher, KIND_BSD_ALG),					\
	F(_type, mac, KIND_BSD_ALG),					\
	F(_type, keylen, KIND_KEYLEN),					\
	F(_type, key, KIND_POINTER),					\
	F(_type, mackeylen, KIND_KEYLEN),				\
	F(_type, mackey, KIND_POINTER)

#define FLAGS	(COP_F_CIPHER_FIRST | COP_F_BATCH)

/* A longer output of decompression is written piece by piece. */
#define EXACT_MAX	65536

static unsigned int crypt_outputs(const void *arg, struct call_output *to)
{
	const struct crypt_op *op = arg;

	to[0] = (struct call_output) {
		(uintptr_t)op->dst, op->len, op->len < EXACT_MAX };
	to[1] = (struct call_output) {
		(uintptr_t)op->mac, HASH_MAX_LEN, true };
	return 2;
}

static unsigned int aead_outputs(const void *arg, struct call_output *to)
{
	const struct crypt_aead *op = arg;

	to[0] = (struct call_output) {
		(uintptr_t)op->dst, op->len, true };
	to[1] = (struct call_output) {
		(uintptr_t)op->tag,
		op->op == COP_DECRYPT ? 0 : HASH_MAX_LEN, true };
	return 2;
}

#define KEY_CALL(_name, _cmd)						\
	IOCTL(_name, _cmd, struct crypt_kop, 1, .tells = true,		\
	      FIELDS(F(struct crypt_kop, crk_op, KIND_COUNT),		\
		     F(struct crypt_kop, crk_iparams, KIND_COUNT),	\
		     F(struct crypt_kop, crk_oparams, KIND_COUNT),	\
		     F(struct crypt_kop, crk_crid, KIND_FLAGS,		\
		       .bits = CRYPTO_FLAG_HARDWARE |			\
			       CRYPTO_FLAG_SOFTWARE),			\
		     KEY_PARAMS(struct crypt_kop)))

#define FREE_CALL(_name, _cmd)						\
	IOCTL(_name, _cmd, struct number, 1,				\
	      FIELDS(F(struct number, number, KIND_SESSION)))

static const struct call freebsd_calls[] = {
	IOCTL("bsd:CRIOGET", CRIOGET, struct number, 1, .result = RESULT_FD),
	FREE_CALL("bsd:CIOCFSESSION", CIOCFSESSION),
	FREE_CALL("bsd:CIOCFSESSION:own", BSD_NUMBER(CIOCFSESSION)),
	KEY_CALL("bsd:CIOCKEY", CIOCKEY),
	KEY_CALL("freebsd:CIOCKEY2", CIOCKEY2),
	IOCTL("bsd:CIOCASYMFEAT", CIOCASYMFEAT, struct number, 1),
	IOCTL("bsd:CIOCASYMFEAT:own", BSD_NUMBER(CIOCASYMFEAT), struct number,
	      1),
	IOCTL("freebsd:CIOCGSESSION", CIOCGSESSION, struct session_op, 5,
	      MAKES(RESULT_SESSION, struct session_op, ses),
	      FIELDS(SESSION(struct session_op))),
	IOCTL("freebsd:CIOCGSESSION2", CIOCGSESSION2, struct session2_op, 8,
	      MAKES(RESULT_SESSION, struct session2_op, ses),
	      FIELDS(SESSION(struct session2_op),
		     F(struct session2_op, crid, KIND_FLAGS,
		       .bits = CRYPTO_FLAG_HARDWARE | CRYPTO_FLAG_SOFTWARE),
		     F(struct session2_op, ivlen, KIND_SHORT),
		     F(struct session2_op, maclen, KIND_SHORT),
		     F(struct session2_op, pad[0], KIND_FLAGS))),
	IOCTL("freebsd:CIOCCRYPT", CIOCCRYPT, struct crypt_op, 12,
	      .outputs = crypt_outputs,
	      FIELDS(F(struct crypt_op, ses, KIND_SESSION),
		     F(struct crypt_op, op, KIND_OP),
		     F(struct crypt_op, flags, KIND_FLAGS, .bits = FLAGS),
		     F(struct crypt_op, len, KIND_LEN),
		     F(struct crypt_op, src, KIND_POINTER),
		     F(struct crypt_op, dst, KIND_POINTER),
		     F(struct crypt_op, mac, KIND_POINTER),
		     F(struct crypt_op, iv, KIND_POINTER))),
	IOCTL("freebsd:CIOCCRYPTAEAD", CIOCCRYPTAEAD, struct crypt_aead, 12,
	      .outputs = aead_outputs,
	      FIELDS(F(struct crypt_aead, ses, KIND_SESSION),
		     F(struct crypt_aead, op, KIND_OP),
		     F(struct crypt_aead, flags, KIND_FLAGS, .bits = FLAGS),
		     F(struct crypt_aead, len, KIND_LEN),
		     F(struct crypt_aead, aadlen, KIND_SHORT),
		     F(struct crypt_aead, ivlen, KIND_SHORT),
		     F(struct crypt_aead, src, KIND_POINTER),
		     F(struct crypt_aead, dst, KIND_POINTER),
		     F(struct crypt_aead, aad, KIND_POINTER),
		     F(struct crypt_aead, tag, KIND_POINTER),
		     F(struct crypt_aead, iv, KIND_POINTER))),
	IOCTL("freebsd:CIOCFINDDEV", CIOCFINDDEV, struct crypt_find_op, 2,
	      FIELDS(F(struct crypt_find_op, crid, KIND_NUMBER),
		     F(struct crypt_find_op, name[0], KIND_TEXT),
		     F(struct crypt_find_op, name[8], KIND_TEXT),
		     F(struct crypt_find_op, name[24], KIND_TEXT))),
};

/**
 * calls_add_freebsd() - add the calls of FreeBSD's dialect to the table
 */
void calls_add_freebsd(void)
{
	calls_add(freebsd_calls, sizeof(freebsd_calls) / sizeof(freebsd_calls[0]),
		  DIALECT_FREEBSD);
}
