/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory that a call may write, and a check that it writes no other.
 */
#ifndef FUZZ_OUTPUTS_H
#define FUZZ_OUTPUTS_H

#include "run.h"

#define MARGIN		64
#define INSIDE		2048

/**
 * struct output - memory that a call may write
 * @at: its address
 * @max: its size in bytes
 * @exact: a call that fails early has not written to it
 * @before: the old contents of MARGIN bytes on either side
 * @inside: the old contents of its first bytes
 * @seen: which of these could be read: before, after, inside
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
 * struct outputs - all outputs of a call
 * @nr: their number
 * @o: the outputs
 */
struct outputs {
	unsigned int nr;
	struct output o[MAX_OUTPUTS];
};

void outputs_before(struct outputs *all, const struct step *step,
		    const uint8_t *arg);
const char *outputs_after(const struct outputs *all, long ret);
bool outputs_peek(void *to, uintptr_t from, size_t len);

/* requests.c */
unsigned int submit_outputs(const void *arg, struct call_output *to);

#endif /* FUZZ_OUTPUTS_H */
