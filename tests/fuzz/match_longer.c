// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments of a native request that fit its flags: arrays, keys of its own, the IV
 * and extended sequence numbers.
 */
#include <crypto/cryptodev_native.h>
#include <sys/uio.h>

#include "memory.h"
#include "mutate.h"

/* An array that begins at one of the first entries. */
static uint64_t choose_ranges(struct random *r)
{
	return POINTER(AREA_RANGES, random_below(r, 4) * sizeof(struct iovec));
}

static uint32_t match_arrays(struct random *r, struct step *s)
{
	uint32_t flags = 0;

	if (random_below(r, 2)) {
		flags |= CRYPTODEV_REQ_SRC_IOVEC;
		step_set(s, "src", choose_ranges(r));
		step_set(s, "src_nr", 1 + random_below(r, 6));
	}
	if (random_below(r, 2)) {
		flags |= CRYPTODEV_REQ_DST_IOVEC;
		step_set(s, "dst", flags && random_below(r, 2) ?
			 step_get(s, "src") : choose_ranges(r));
		step_set(s, "dst_nr", 1 + random_below(r, 6));
	}
	return flags;
}

static uint32_t match_keys(struct random *r, struct step *s)
{
	static const uint32_t lens[] = { 16, 16, 20, 32, 32, 64 };
	uint32_t flags = 0;

	if (random_below(r, 4)) {
		flags |= CRYPTODEV_REQ_KEY;
		step_set(s, "key", POINTER(AREA_KEYS, random_below(r, 64)));
		step_set(s, "keylen", CHOOSE(r, lens));
	}
	if (random_once_in(r, 3)) {
		flags |= CRYPTODEV_REQ_MACKEY;
		step_set(s, "mackey", POINTER(AREA_KEYS, 128));
		step_set(s, "mackeylen", CHOOSE(r, lens));
	}
	return flags;
}

static uint32_t match_iv(struct random *r, struct step *s)
{
	static const uint32_t flags[] = {
		CRYPTODEV_REQ_IV_RANDOM, CRYPTODEV_REQ_IV_COUNTER, 0,
	};
	uint32_t chosen = CHOOSE(r, flags);

	if (random_below(r, 2) && chosen) {
		step_set(s, "iv", POINTER(AREA_PLAIN, 91000));
		return chosen;
	}
	step_set(s, "iv", 0);
	return chosen | CRYPTODEV_REQ_IV_IN_DATA;
}

static uint32_t match_esn(struct random *r, struct step *s)
{
	step_set(s, "aad", POINTER(AREA_KEYS, random_below(r, 64)));
	step_set(s, "aad_len", CRYPTODEV_ESN_AAD_LEN);
	step_set(s, "esn", random_below(r, 3));
	step_set(s, "tag_len", random_below(r, 2) ? 0 : 12);
	return CRYPTODEV_REQ_ESN;
}

/**
 * values_match_longer() - give a request one of the flags of the longer structure
 * @r: the source of random numbers
 * @s: the step, which adds a request; its other arguments fit together
 */
void values_match_longer(struct random *r, struct step *s)
{
	uint32_t flags = step_get(s, "flags");

	if (random_once_in(r, 8))
		flags |= CRYPTODEV_REQ_WORKER;
	if (random_once_in(r, 4))
		flags |= match_arrays(r, s);
	if (random_once_in(r, 8))
		flags |= match_keys(r, s);
	if (random_once_in(r, 6))
		flags |= match_iv(r, s);
	if (random_once_in(r, 6))
		flags |= match_esn(r, s);
	step_set(s, "flags", flags);
}
