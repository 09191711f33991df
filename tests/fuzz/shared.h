/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory that the fuzzer's processes share: the corpus, the places in the
 * module that have been run, and the state of each process.
 */
#ifndef FUZZ_SHARED_H
#define FUZZ_SHARED_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "kcov.h"
#include "program.h"

#define NR_WORKERS	4
#define NR_LAST		8
#define CORPUS_MAX	3000
#define PLACES_MAX	16384
#define SEEN_BITS	20

/**
 * struct worker - a process that runs programs
 * @pid: the process
 * @executed: how many programs it has run
 * @last: a ring of the last programs; the one at @executed runs
 * @started: when that one began, in seconds of CLOCK_MONOTONIC
 * @complaint: a description of what went wrong, or empty
 */
struct worker {
	volatile pid_t pid;
	uint64_t executed;
	struct program last[NR_LAST];
	double started;
	char complaint[120];
};

/**
 * struct shared - the shared memory
 * @stop: every process must end
 * @lock: protects the corpus
 * @nr_loaded: the number of programs that come from a file
 * @next_loaded: the next of these to run
 * @nr_corpus: the number of programs
 * @nr_pcs: the number of places in the module that have been run
 * @places: these places, as offsets into the module's code
 * @pcs: marks hashes of these places
 * @edges: marks hashes of pairs of places that follow each other
 * @corpus: programs that have run new code
 * @fresh: whether each of them has done so in this run
 * @workers: the processes
 */
struct shared {
	volatile bool stop;
	int lock;
	uint32_t nr_loaded;
	uint32_t next_loaded;
	volatile uint32_t nr_corpus;
	uint32_t nr_pcs;
	uint32_t places[PLACES_MAX];
	uint8_t pcs[1 << SEEN_BITS];
	uint8_t edges[1 << SEEN_BITS];
	struct program corpus[CORPUS_MAX];
	bool fresh[CORPUS_MAX];
	struct worker workers[NR_WORKERS];
};

extern struct shared *shared;

/* corpus.c */
bool shared_make(void);
bool corpus_load(const char *path);
bool corpus_save(const char *path);
void corpus_add(const struct program *p);
bool corpus_next_loaded(uint32_t *nr);
bool coverage_note(enum kcov_record which);
bool coverage_save(const char *path);

/* worker.c */
void worker_main(unsigned int nr, uint64_t seed, const char *last);

/* log.c */
bool log_open(void);
bool log_trouble(void);

#endif /* FUZZ_SHARED_H */
