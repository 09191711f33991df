/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Running a program.
 */
#ifndef FUZZ_RUN_H
#define FUZZ_RUN_H

#include <crypto/cryptodev_native.h>

#include "calls.h"
#include "program.h"

#define NR_SESSIONS	8
#define NR_FDS		4
#define NR_STAGED	16
#define MAX_STRUCT	272

/**
 * struct staged - an array of elements that a call passes
 * @at: its memory, with room for NR_STAGED elements, which nothing else uses
 * @size: bytes of an element
 * @nr: how many elements have been added; the oldest are replaced
 */
struct staged {
	uint8_t *at;
	unsigned int size;
	unsigned int nr;
};

/**
 * struct running - the state of a program
 * @fds: descriptors, or -1
 * @sessions: the ids of its sessions
 * @nr_sessions: the number of sessions
 * @staged: the arrays
 * @results: memory for the results of requests, which nothing else uses
 * @quiet: nothing of this program runs but the present step
 * @left: requests of an earlier program may still run
 * @doubtful: such a request may have written the bytes of the complaint
 * @complaint: a description of what is wrong, or NULL
 */
struct running {
	int fds[NR_FDS];
	uint32_t sessions[NR_SESSIONS];
	unsigned int nr_sessions;
	struct staged staged[NR_STORES];
	uint8_t *results;
	bool quiet;
	bool left;
	bool doubtful;
	const char *complaint;
};

/* step.c */
void step_build(struct running *run, const struct step *step, uint8_t *arg);
long step_run(struct running *run, const struct step *step, uint8_t *arg);

/* watch.c */
void watch_events(void);
long watch(int fd, unsigned int what);

/* serials.c */
void serials_make(void);
uint64_t serial_of(uint64_t n);

/* how.c */
bool how_start(void);
long how_run(struct running *run, const struct step *step,
	     const struct step *next);
bool how_changed(void);

/* run.c */
bool run_start(void);
const char *run_program(const struct program *p,
			void (*after)(unsigned int step));
const char *run_sanity(void);

#endif /* FUZZ_RUN_H */
