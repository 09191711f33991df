/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Public-key operations: numbers as CIOCKEY has them, and the call.
 */
#ifndef KEY_H
#define KEY_H

#include <stdlib.h>
#include <sys/utsname.h>

#include "buffers.h"
#include "devcrypto.h"
#include "why.h"

#define KEY_BITS	4096	/* of the longest number */
#define KEY_BYTES	(KEY_BITS / 8)
#define KEY_INPUTS	6	/* that an operation has at most */
#define KEY_GUARD	64	/* bytes about a result that must not change */
#define KEY_FILL	0xa5

/* What key_run() answers when the argument came back otherwise changed. */
#define KEY_ARGUMENT_CHANGED	(-100000)
#define KEY_GUARD_CHANGED	(-100001)
#define KEY_STATUS_DIFFERS	(-100002)

/* Whether there is any of it. CIOCASYMFEAT is not asked: it is tested too. */
static inline bool key_there(void)
{
	struct utsname kernel;

	return !uname(&kernel) && atoi(kernel.release) >= 6;
}

/* Ends the setup if there is nothing to test. */
#define KEY_SETUP() do {						\
	if (!key_there())						\
		SKIP(return, "kernels before 6.0 do not let modules");	\
} while (0)

/**
 * struct key_number - a number, the least significant byte first
 * @bits: its length
 * @data: the bytes
 */
struct key_number {
	uint32_t bits;
	uint8_t data[KEY_BYTES];
};

/**
 * struct key_op - an operation
 * @op: CRK_*
 * @nr: how many numbers it takes
 * @in: them
 * @out_bits: room for the result
 * @out: the result
 */
struct key_op {
	uint32_t op;
	unsigned int nr;
	struct key_number in[KEY_INPUTS];
	uint32_t out_bits;
	uint8_t out[KEY_BYTES];
};

static inline size_t key_bytes(uint32_t bits)
{
	return (bits + 7) / 8;
}

/* A number from bytes, the most significant first. */
static inline void key_set(struct key_number *n, const uint8_t *bytes,
			   size_t len)
{
	size_t i;

	memset(n, 0, sizeof(*n));
	for (; len && !*bytes; len--)
		bytes++;
	for (i = 0; i < len; i++)
		n->data[i] = bytes[len - 1 - i];
	n->bits = len ? 8 * len - __builtin_clz(*bytes) + 24 : 0;
}

static inline void key_set_small(struct key_number *n, uint32_t value)
{
	uint8_t bytes[4] = { value >> 24, value >> 16, value >> 8, value };

	key_set(n, bytes, sizeof(bytes));
}

/* 3 ^ 5 mod @modulus. */
static inline struct key_op key_small_power(uint32_t modulus)
{
	struct key_op op = {
		.op = CRK_MOD_EXP, .nr = 3, .out_bits = 32,
	};

	key_set_small(&op.in[0], 3);
	key_set_small(&op.in[1], 5);
	key_set_small(&op.in[2], modulus);
	return op;
}

/* Bytes, the most significant first, from a number of so many. */
static inline void key_turn(uint8_t *to, const uint8_t *from, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		to[i] = from[len - 1 - i];
}

/* The call's argument, with a status that no call leaves. */
static inline void key_argument(struct crypt_kop *kop, struct key_op *op,
				void *out)
{
	unsigned int i;

	memset(kop, 0, sizeof(*kop));
	kop->crk_op = op->op;
	kop->crk_status = 0x5a5a5a5a;
	kop->crk_iparams = op->nr;
	kop->crk_oparams = 1;
	for (i = 0; i < op->nr; i++) {
		kop->crk_param[i].crp_p = op->in[i].data;
		kop->crk_param[i].crp_nbits = op->in[i].bits;
	}
	kop->crk_param[i].crp_p = out;
	kop->crk_param[i].crp_nbits = op->out_bits;
}

/*
 * Runs it: 0 with a result, or a negative errno and none; *status is what the
 * call leaves in crk_status.
 */
static inline int key_call(int fd, struct key_op *op, uint32_t *status)
{
	size_t len = key_bytes(op->out_bits);
	uint8_t room[KEY_BYTES + 2 * KEY_GUARD];
	struct crypt_kop kop, was;
	int err;

	memset(room, KEY_FILL, sizeof(room));
	key_argument(&kop, op, room + KEY_GUARD);
	was = kop;
	err = dc_ioctl(fd, CIOCKEY, &kop);
	*status = kop.crk_status;
	kop.crk_status = was.crk_status;
	if (memcmp(&kop, &was, sizeof(kop)))
		return KEY_ARGUMENT_CHANGED;
	if (!all_are(room, KEY_GUARD, KEY_FILL) ||
	    !all_are(room + KEY_GUARD + (err ? 0 : len),
		     KEY_GUARD + (err ? len : 0), KEY_FILL))
		return KEY_GUARD_CHANGED;
	memcpy(op->out, room + KEY_GUARD, len);
	return err;
}

/* The same for an operation that is to succeed, or to fail of itself. */
static inline int key_run(int fd, struct key_op *op)
{
	uint32_t status;
	int err = key_call(fd, op, &status);

	return err > KEY_ARGUMENT_CHANGED && (int)status != -err ?
		KEY_STATUS_DIFFERS : err;
}

/* The same for one that is refused: its status is not written. */
static inline int key_refused(int fd, struct key_op *op)
{
	uint32_t status;
	int err = key_call(fd, op, &status);

	return status != 0x5a5a5a5a ? KEY_STATUS_DIFFERS : err;
}

#endif /* KEY_H */
