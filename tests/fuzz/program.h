/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A program is a short sequence of calls. It has numbers for memory areas and
 * sessions instead of addresses and ids, so a file of programs can be run again, by
 * a 64-bit or a 32-bit fuzzer.
 */
#ifndef FUZZ_PROGRAM_H
#define FUZZ_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define MAX_ARGS	24
#define MAX_STEPS	12

/* The ways to make a step's call. */
enum how {
	HOW_PLAIN,
	HOW_BESIDE,		/* at the same time as the next step */
	HOW_CHILD,		/* in a child, which is killed after @more * 50 us */
	HOW_READONLY,		/* the argument cannot be written */
	HOW_BAD,		/* the argument's address is not mapped */
	HOW_CHANGING,		/* another thread changes the argument */
	HOW_FAULT,		/* the @more-th operation that can fail fails */
	HOW_SIGNAL,		/* a signal arrives after @more * 50 us */
	NR_HOWS
};

/**
 * struct step - one call
 * @call: its row in the table of calls
 * @fd: one of the program's descriptors
 * @how: enum how
 * @more: a parameter of @how
 * @args: the arguments that become its fields, see enum kind
 */
struct step {
	uint8_t call;
	uint8_t fd;
	uint8_t how;
	uint8_t more;
	uint64_t args[MAX_ARGS];
};

/**
 * struct program - a sequence of calls
 * @nr: the number of steps
 * @steps: the calls
 */
struct program {
	uint32_t nr;
	struct step steps[MAX_STEPS];
};

void program_write(FILE *f, const struct program *p);
bool program_read(FILE *f, struct program *p);

#endif /* FUZZ_PROGRAM_H */
