/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the fuzzer's processes share: the corpus, what of the module has been
 * run, and what each of them is at.
 */
#ifndef FUZZ_SHARED_H
#define FUZZ_SHARED_H

#include <stdbool.h>
#include <stdint.h>

#include "program.h"

#define NR_WORKERS	4
#define NR_LAST		8
#define CORPUS_MAX	3000
#define PLACES_MAX	16384
#define SEEN_BITS	20

/**
 * struct worker - a process that runs programs
 * @executed: how many it has
 * @last: the last programs, a ring; the one at @executed runs
 * @started: when that began, seconds of CLOCK_MONOTONIC
 * @complaint: what was wrong, or empty
 */
struct worker {
	uint64_t executed;
	struct program last[NR_LAST];
	double started;
	char complaint[120];
};

/**
 * struct shared - what all share
 * @stop: all are to end
 * @lock: of the corpus
 * @nr_loaded: programs of the corpus that come from a file
 * @next_loaded: which of those is to be run next
 * @nr_corpus: how many programs there are
 * @nr_pcs: how many places in the module have been run
 * @places: those, as offsets into it
 * @pcs: hashes of those
 * @edges: hashes of pairs of them that follow each other
 * @corpus: programs that have run something new
 * @fresh: whether each of them has in this run
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
bool coverage_note(void);
bool coverage_save(const char *path);

/* worker.c */
void worker_main(unsigned int nr, uint64_t seed, const char *last);

/* log.c */
bool log_open(void);
bool log_trouble(void);

#endif /* FUZZ_SHARED_H */
