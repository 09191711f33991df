/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Running a program.
 */
#ifndef FUZZ_RUN_H
#define FUZZ_RUN_H

#include "calls.h"
#include "program.h"

#define NR_SESSIONS	8
#define NR_FDS		4
#define NR_STAGED	16
#define MAX_STRUCT	272

/**
 * struct running - what a program has so far
 * @fds: descriptors, or -1
 * @sessions: ids that were made
 * @nr_sessions: how many were made
 * @staged: requests for SUBMIT and uring, and memory that is not touched else
 * @nr_staged: how many
 * @results: such memory
 * @quiet: nothing of this program runs besides the step that runs
 * @left: a program before has left something that may run still
 * @doubtful: the complaint is of bytes that such a thing may have written
 * @complaint: what was found wrong, or NULL
 */
struct running {
	int fds[NR_FDS];
	uint32_t sessions[NR_SESSIONS];
	unsigned int nr_sessions;
	struct cryptodev_req *staged;
	unsigned int nr_staged;
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

/* run.c */
bool run_start(void);
const char *run_program(const struct program *p,
			void (*after)(unsigned int step));
const char *run_sanity(void);

#endif /* FUZZ_RUN_H */
