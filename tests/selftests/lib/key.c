// SPDX-License-Identifier: GPL-2.0
/* CIOCKEY and its numbers. */
#include "key.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "cases.h"
#include "process.h"

#define KEY_STATUS	0x5a5a5a5a	/* that no call returns */

bool key_is_available(void)
{
	struct utsname kernel;

	return !uname(&kernel) && atoi(kernel.release) >= 6;
}

size_t key_bytes(uint32_t bits)
{
	return (bits + 7) / 8;
}

void key_set(struct key_number *n, const uint8_t *bytes, size_t len)
{
	size_t i;

	memset(n, 0, sizeof(*n));
	for (; len && !*bytes; len--)
		bytes++;
	for (i = 0; i < len; i++)
		n->data[i] = bytes[len - 1 - i];
	n->bits = len ? 8 * len - __builtin_clz(*bytes) + 24 : 0;
}

void key_set_small(struct key_number *n, uint32_t value)
{
	uint8_t bytes[4] = { value >> 24, value >> 16, value >> 8, value };

	key_set(n, bytes, sizeof(bytes));
}

void key_set_hex(struct key_number *n, const char *hex)
{
	uint8_t bytes[DSA_BYTES];

	key_set(n, bytes, dsa_bytes(hex, bytes));
}

/* The digest is a string of bytes, and the group follows it. */
static struct key_op dsa_op(uint32_t number, unsigned int nr,
			    const struct dsa_vector *v)
{
	struct key_op op = { .op = number, .nr = nr };

	op.in[0].bits = 8 * dsa_bytes(v->digest, op.in[0].data);
	key_set_hex(&op.in[1], v->key->p);
	key_set_hex(&op.in[2], v->key->q);
	key_set_hex(&op.in[3], v->key->g);
	return op;
}

struct key_op key_sign(const struct dsa_vector *v)
{
	struct key_op op = dsa_op(CRK_DSA_SIGN, 5, v);

	key_set_hex(&op.in[4], v->key->x);
	op.out_bits = op.in[2].bits;
	op.second_bits = op.in[2].bits;
	return op;
}

struct key_op key_verify(const struct dsa_vector *v)
{
	struct key_op op = dsa_op(CRK_DSA_VERIFY, 7, v);

	key_set_hex(&op.in[4], v->key->y);
	key_set_hex(&op.in[5], v->r);
	key_set_hex(&op.in[6], v->s);
	return op;
}

struct key_op key_small_power(uint32_t modulus)
{
	struct key_op op = {
		.op = CRK_MOD_EXP, .nr = 3, .out_bits = 32,
	};

	key_set_small(&op.in[0], 3);
	key_set_small(&op.in[1], 5);
	key_set_small(&op.in[2], modulus);
	return op;
}

void key_reverse(uint8_t *to, const uint8_t *from, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		to[i] = from[len - 1 - i];
}

unsigned int key_outputs(uint32_t op)
{
	return op == CRK_DSA_SIGN ? 2 : op != CRK_DSA_VERIFY;
}

void key_argument(struct crypt_kop *kop, struct key_op *op, void *out)
{
	unsigned int i;

	memset(kop, 0, sizeof(*kop));
	kop->crk_op = op->op;
	kop->crk_status = KEY_STATUS;
	kop->crk_iparams = op->nr;
	kop->crk_oparams = key_outputs(op->op);
	for (i = 0; i < op->nr; i++) {
		kop->crk_param[i].crp_p = op->in[i].data;
		kop->crk_param[i].crp_nbits = op->in[i].bits;
	}
	if (kop->crk_oparams) {
		kop->crk_param[i].crp_p = out;
		kop->crk_param[i].crp_nbits = op->out_bits;
	}
	if (kop->crk_oparams == 2) {
		kop->crk_param[i + 1].crp_p = op->second;
		kop->crk_param[i + 1].crp_nbits = op->second_bits;
	}
}

/* Are all bytes of a result's room unchanged, except the @len of the result? */
static bool is_guarded(const uint8_t *room, size_t len)
{
	return all_are(room, KEY_GUARD, KEY_FILL) &&
	       all_are(room + KEY_GUARD + len, KEY_GUARD + KEY_BYTES - len,
		       KEY_FILL);
}

/*
 * Runs an operation: returns 0 and a result, or a negative errno, or KEY_*.
 * Sets *status to the crk_status that the call leaves.
 */
static int key_call(int fd, struct key_op *op, uint32_t *status)
{
	unsigned int outputs = key_outputs(op->op);
	size_t len = outputs ? key_bytes(op->out_bits) : 0;
	size_t second_len = outputs == 2 ? key_bytes(op->second_bits) : 0;
	uint8_t room[KEY_BYTES + 2 * KEY_GUARD];
	uint8_t second[KEY_BYTES + 2 * KEY_GUARD];
	struct crypt_kop kop, was;
	int err;

	memset(room, KEY_FILL, sizeof(room));
	memset(second, KEY_FILL, sizeof(second));
	key_argument(&kop, op, room + KEY_GUARD);
	if (outputs == 2)
		kop.crk_param[op->nr + 1].crp_p = second + KEY_GUARD;
	was = kop;
	err = dc_ioctl(fd, CIOCKEY, &kop);
	*status = kop.crk_status;
	kop.crk_status = was.crk_status;
	if (memcmp(&kop, &was, sizeof(kop)))
		return KEY_ARGUMENT_CHANGED;
	if (!is_guarded(room, err ? 0 : len) ||
	    !is_guarded(second, err ? 0 : second_len))
		return KEY_GUARD_CHANGED;
	memcpy(op->out, room + KEY_GUARD, len);
	memcpy(op->second, second + KEY_GUARD, second_len);
	return err;
}

int key_run(int fd, struct key_op *op)
{
	uint32_t status;
	int err = key_call(fd, op, &status);

	return err > KEY_ARGUMENT_CHANGED && (int)status != -err ?
		KEY_STATUS_DIFFERS : err;
}

int key_refused(int fd, struct key_op *op)
{
	uint32_t status;
	int err = key_call(fd, op, &status);

	return status != KEY_STATUS ? KEY_STATUS_DIFFERS : err;
}

/* Tells that it has begun, and never ends. */
static void run_for_ever(int fd, struct key_op *op, int ready)
{
	if (write(ready, "", 1) != 1)
		_exit(1);
	for (;;)
		key_run(fd, op);
}

bool key_ends_when_killed(int fd, struct key_op *op, unsigned int us)
{
	double limit = EXIT_LIMIT * slowdown();
	int status, ready[2];
	bool ends;
	char byte;
	pid_t pid;

	if (pipe(ready))
		return false;
	pid = fork();
	if (!pid)
		run_for_ever(fd, op, ready[1]);
	ends = pid > 0 && read(ready[0], &byte, 1) == 1 && !usleep(us) &&
	       !kill(pid, SIGKILL) && ends_within(pid, limit, &status) &&
	       WIFSIGNALED(status);
	close(ready[0]);
	close(ready[1]);
	return ends;
}
