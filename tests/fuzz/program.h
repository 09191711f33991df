/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A program: a few calls in a row. It holds no address and no session's id, but
 * what these are to be taken from, so it can be written down and run again, by
 * a program of either width.
 */
#ifndef FUZZ_PROGRAM_H
#define FUZZ_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define MAX_ARGS	20
#define MAX_STEPS	12

/* How a step's call is made. */
enum how {
	HOW_PLAIN,
	HOW_BESIDE,		/* at the same time as the next step */
	HOW_CHILD,		/* by a child, killed after @more * 50 us */
	HOW_READONLY,		/* the argument cannot be written */
	HOW_BAD,		/* the argument is nowhere */
	HOW_CHANGING,		/* another thread changes the argument */
	HOW_FAULT,		/* the @more-th thing that can fail does */
	HOW_SIGNAL,		/* a signal comes after @more * 50 us */
	NR_HOWS
};

/**
 * struct step - one call
 * @call: its row in the table of calls
 * @fd: which of the program's descriptors
 * @how: enum how
 * @more: to @how
 * @args: what its fields are made from, see enum kind
 */
struct step {
	uint8_t call;
	uint8_t fd;
	uint8_t how;
	uint8_t more;
	uint64_t args[MAX_ARGS];
};

/**
 * struct program - calls in a row
 * @nr: how many
 * @steps: the calls
 */
struct program {
	uint32_t nr;
	struct step steps[MAX_STEPS];
};

void program_write(FILE *f, const struct program *p);
bool program_read(FILE *f, struct program *p);

#endif /* FUZZ_PROGRAM_H */
