// SPDX-License-Identifier: GPL-2.0
/* CIOCKEY and its numbers. */
#include "key.h"

#include <stdlib.h>
#include <sys/utsname.h>

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

void key_argument(struct crypt_kop *kop, struct key_op *op, void *out)
{
	unsigned int i;

	memset(kop, 0, sizeof(*kop));
	kop->crk_op = op->op;
	kop->crk_status = KEY_STATUS;
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
 * Runs an operation: returns 0 and a result, or a negative errno, or KEY_*.
 * Sets *status to the crk_status that the call leaves.
 */
static int key_call(int fd, struct key_op *op, uint32_t *status)
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
