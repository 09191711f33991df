/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a call may write, and whether it has kept to that.
 */
#ifndef FUZZ_OUTPUTS_H
#define FUZZ_OUTPUTS_H

#include "run.h"

#define NR_OUTPUTS	3
#define MARGIN		64
#define INSIDE		2048

/**
 * struct output - where a call may write
 * @at: the address
 * @max: how many bytes
 * @exact: if the call fails, none
 * @before: the bytes around, as they were, MARGIN on either side
 * @inside: the first bytes, as they were
 * @seen: which of those could be read: before, after, inside
 */
struct output {
	uintptr_t at;
	size_t max;
	bool exact;
	uint8_t before[2 * MARGIN];
	uint8_t inside[INSIDE];
	bool seen[3];
};

/**
 * struct outputs - all of a call's
 * @nr: how many
 * @o: those
 */
struct outputs {
	unsigned int nr;
	struct output o[NR_OUTPUTS];
};

void outputs_before(struct outputs *all, const struct step *step,
		    const uint8_t *arg);
const char *outputs_after(const struct outputs *all, long ret);

#endif /* FUZZ_OUTPUTS_H */
