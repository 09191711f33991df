// SPDX-License-Identifier: GPL-2.0
/*
 * The programs that are kept, and the places in the module that they have run.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sched.h>
#include <sys/mman.h>

#include "kcov.h"
#include "shared.h"

struct shared *shared;

/**
 * shared_make() - make the memory that the processes share
 *
 * Return: whether the kernel had memory for it.
 */
bool shared_make(void)
{
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return shared != MAP_FAILED;
}

static void lock(void)
{
	while (__atomic_exchange_n(&shared->lock, 1, __ATOMIC_ACQUIRE))
		sched_yield();
}

static void unlock(void)
{
	__atomic_store_n(&shared->lock, 0, __ATOMIC_RELEASE);
}

/**
 * corpus_load() - read the programs to begin with
 * @path: the file
 *
 * Return: whether it could be read.
 */
bool corpus_load(const char *path)
{
	FILE *f = fopen(path, "r");

	if (!f)
		return false;
	while (shared->nr_corpus < CORPUS_MAX &&
	       program_read(f, &shared->corpus[shared->nr_corpus]))
		shared->nr_corpus++;
	shared->nr_loaded = shared->nr_corpus;
	fclose(f);
	return true;
}

/**
 * corpus_save() - write the programs that have run new code
 * @path: the file
 *
 * Return: whether it could be written.
 */
bool corpus_save(const char *path)
{
	FILE *f = fopen(path, "w");
	uint32_t i;

	if (!f)
		return false;
	fprintf(f, "# SPDX-License-Identifier: GPL-2.0\n");
	for (i = 0; i < shared->nr_corpus; i++)
		if (shared->fresh[i])
			program_write(f, &shared->corpus[i]);
	return !fclose(f);
}

/**
 * corpus_add() - keep a program
 * @p: the program
 */
void corpus_add(const struct program *p)
{
	lock();
	if (shared->nr_corpus < CORPUS_MAX) {
		shared->corpus[shared->nr_corpus] = *p;
		shared->fresh[shared->nr_corpus] = true;
		shared->nr_corpus++;
	}
	unlock();
}

/**
 * corpus_next_loaded() - find the next program of those that were loaded
 * @nr: out: its number in the corpus
 *
 * Return: whether one is left.
 */
bool corpus_next_loaded(uint32_t *nr)
{
	if (shared->next_loaded >= shared->nr_loaded)
		return false;
	*nr = __atomic_fetch_add(&shared->next_loaded, 1, __ATOMIC_RELAXED);
	return *nr < shared->nr_loaded;
}

static uint32_t hash(uint64_t x)
{
	return x * 0x9e3779b97f4a7c15ull >> (64 - SEEN_BITS);
}

/* Returns whether the byte was 0, and sets it. */
static bool see(uint8_t *seen)
{
	return !*seen && !__atomic_exchange_n(seen, 1, __ATOMIC_RELAXED);
}

/* Returns the address of the module's code, or 0. */
static uint64_t text_start(void)
{
	static unsigned long long start;
	FILE *f;

	if (start)
		return start;
	f = fopen("/sys/module/cryptodev/sections/.text", "r");
	if (f && fscanf(f, "%llx", &start) != 1)
		start = 0;
	if (f)
		fclose(f);
	return start;
}

static void add_place(uint64_t pc)
{
	uint32_t nr = __atomic_fetch_add(&shared->nr_pcs, 1, __ATOMIC_RELAXED);

	if (nr < PLACES_MAX)
		shared->places[nr] = pc - text_start();
}

/**
 * coverage_note() - note the places of a record
 * @which: which record
 *
 * Return: whether any place, or any pair that follow each other, is new.
 */
bool coverage_note(enum kcov_record which)
{
	const uint64_t *pcs;
	uint64_t nr = kcov_read(which, &pcs), i, before = 0;
	bool is_new = false;

	for (i = 0; i < nr; i++) {
		if (see(&shared->pcs[hash(pcs[i])])) {
			add_place(pcs[i]);
			is_new = true;
		}
		is_new |= see(&shared->edges[hash(pcs[i] + 3 * before)]);
		before = pcs[i];
	}
	return is_new;
}

/**
 * coverage_save() - write the places that have been run
 * @path: the file; an offset into the module's .text a line, as addr2line(1)
 *	  takes them
 *
 * Return: whether it could be written.
 */
bool coverage_save(const char *path)
{
	FILE *f = fopen(path, "w");
	uint32_t i;

	if (!f)
		return false;
	for (i = 0; i < shared->nr_pcs && i < PLACES_MAX; i++)
		fprintf(f, "%#x\n", shared->places[i]);
	return !fclose(f);
}
