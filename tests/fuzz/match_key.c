// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers for CIOCKEY that fit together. The fields have the order of the
 * structure: the operation, the counts, and a pointer and a length for each
 * number.
 */
#include <crypto/cryptodev.h>

#include "memory.h"
#include "mutate.h"
#include "numbers.h"

enum { FIELD_OP, FIELD_IN, FIELD_OUT, FIELD_PAD, FIELD_NUMBERS };

#define INPUTS	7	/* largest number of inputs of an operation */

static const struct {
	uint32_t op;
	uint32_t in;
	uint8_t numbers[INPUTS];
	uint32_t out;
	uint32_t out_bytes;
} operations[] = {
	{ CRK_MOD_EXP, 3, { NUMBER_ANY, NUMBER_DP, NUMBER_P }, 1, 32 },
	{ CRK_MOD_EXP, 3, { NUMBER_P, NUMBER_QINV, NUMBER_Q }, 1, 32 },
	{ CRK_MOD_EXP_CRT, 6, { NUMBER_P, NUMBER_Q, NUMBER_ANY, NUMBER_DP,
				NUMBER_DQ, NUMBER_QINV }, 1, 64 },
	{ CRK_DH_COMPUTE_KEY, 3, { NUMBER_ANY, NUMBER_QINV, NUMBER_P }, 1, 32 },
	/* These are no group, so the module finds that after most of its work. */
	{ CRK_DSA_SIGN, 5, { NUMBER_DQ, NUMBER_Q, NUMBER_P, NUMBER_QINV,
			     NUMBER_ANY }, 2, 32 },
	{ CRK_DSA_VERIFY, 7, { NUMBER_DQ, NUMBER_Q, NUMBER_P, NUMBER_QINV,
			       NUMBER_ANY, NUMBER_DP, NUMBER_QINV }, 0, 0 },
};

static void set_number(struct step *s, unsigned int i, uint64_t pointer,
		       uint32_t bytes)
{
	s->args[FIELD_NUMBERS + 2 * i] = pointer;
	s->args[FIELD_NUMBERS + 2 * i + 1] = bytes * 8;
}

/**
 * values_match_key() - make CIOCKEY's arguments fit together
 * @r: the source of random numbers
 * @s: the step; some of its numbers may remain unchanged
 */
void values_match_key(struct random *r, struct step *s)
{
	unsigned int n = random_below(r, sizeof(operations) /
					 sizeof(operations[0]));
	unsigned int i, end = operations[n].in + operations[n].out;

	s->args[FIELD_OP] = operations[n].op;
	s->args[FIELD_IN] = operations[n].in;
	s->args[FIELD_OUT] = operations[n].out;
	s->args[FIELD_PAD] = 0;
	for (i = 0; i < operations[n].in; i++)
		if (random_below(r, 12))
			set_number(s, i, POINTER(AREA_KEYS, KEYS_NUMBERS +
				   operations[n].numbers[i] * NUMBER_BYTES),
				   NUMBER_BYTES);
	for (; i < end; i++)
		set_number(s, i, POINTER(AREA_PLAIN, 50000 + 100 * i),
			   operations[n].out_bytes);
}
