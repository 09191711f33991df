/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CIOCKEY: its numbers, its operations and the call. Numbers are stored with
 * the least significant byte first.
 */
#ifndef SELFTESTS_KEY_H
#define SELFTESTS_KEY_H

#include "buffers.h"
#include "devcrypto.h"
#include "dsa.h"
#include "key_available.h"

#define KEY_BITS	4096	/* of the longest number */
#define KEY_BYTES	(KEY_BITS / 8)
#define KEY_INPUTS	7	/* numbers that an operation takes at most */
#define KEY_GUARD	64	/* bytes around a result that must not change */
#define KEY_FILL	0xa5	/* the value of these bytes */

/* Errors of key_run() and key_refused() besides the call's own. */
#define KEY_ARGUMENT_CHANGED	(-100000)
#define KEY_GUARD_CHANGED	(-100001)	/* written outside the result */
#define KEY_STATUS_DIFFERS	(-100002)	/* from the error */

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
 * @in: the numbers
 * @out_bits: room for the result
 * @out: the result
 * @second_bits: room for the second result of a signature
 * @second: the second result
 */
struct key_op {
	uint32_t op;
	unsigned int nr;
	struct key_number in[KEY_INPUTS];
	uint32_t out_bits;
	uint8_t out[KEY_BYTES];
	uint32_t second_bits;
	uint8_t second[KEY_BYTES];
};

/* Returns how many results an operation has: of a signature r and s. */
unsigned int key_outputs(uint32_t op);

/* Returns the number of bytes of @bits bits. */
size_t key_bytes(uint32_t bits);

/* Sets a number from @len bytes, the most significant first. */
void key_set(struct key_number *n, const uint8_t *bytes, size_t len);

void key_set_small(struct key_number *n, uint32_t value);

/* Sets a number from hexadecimal digits. */
void key_set_hex(struct key_number *n, const char *hex);

/* Returns the operation that signs the vector's digest with its key. */
struct key_op key_sign(const struct dsa_vector *v);

/* Returns the operation that verifies the vector's signature. */
struct key_op key_verify(const struct dsa_vector *v);

/* Returns the operation 3 ^ 5 mod @modulus. */
struct key_op key_small_power(uint32_t modulus);

/* Copies @len bytes in reverse order. */
void key_reverse(uint8_t *to, const uint8_t *from, size_t len);

/*
 * Builds the call's argument, with a crk_status that no call returns. A second
 * result goes to @op.
 */
void key_argument(struct crypt_kop *kop, struct key_op *op, void *out);

/*
 * Runs an operation that the call accepts: it may succeed or fail, and sets
 * crk_status to its error. Returns 0, a negative errno or KEY_*.
 */
int key_run(int fd, struct key_op *op);

/*
 * The same for an operation that the call rejects: crk_status must not change.
 */
int key_refused(int fd, struct key_op *op);

/*
 * Runs an operation again and again in another process, and kills that process
 * after so many microseconds. Returns true if the process ends by the signal, and
 * soon.
 */
bool key_ends_when_killed(int fd, struct key_op *op, unsigned int us);

#endif /* SELFTESTS_KEY_H */
