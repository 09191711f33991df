/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Many processes that use the device for a long time, with too little memory,
 * and are killed at random: declarations for the program's files.
 */
#ifndef SOAK_H
#define SOAK_H

#include <stdbool.h>
#include <sys/types.h>

#define SOAK_KINDS	5

/**
 * struct soak_counts - counters in memory that all processes share
 * @right: requests with libcrypto's result
 * @no_memory: requests and sessions that got ENOMEM
 * @busy: requests that got EBUSY
 * @left: requests abandoned in flight
 * @sessions: sessions created
 * @unaware: attempts to open a missing device
 * @bad: failures
 * @what: text of the first failure
 * @err: error of the first failure
 */
struct soak_counts {
	long right;
	long no_memory;
	long busy;
	long left;
	long sessions;
	long unaware;
	long bad;
	char what[100];
	long err;
};

extern struct soak_counts *soak_counts;

static inline void soak_count(long *count, long n)
{
	__atomic_add_fetch(count, n, __ATOMIC_RELAXED);
}

void soak_bad(const char *what, long err);

/* worker.c */
bool soak_prepare(void);
void soak_worker(int sessions, unsigned int seed, bool may_be_gone);

/* trouble.c */
long soak_meminfo(const char *name);
bool soak_limit_memory(long mib);
pid_t soak_hog(long leave_mib);

#endif /* SOAK_H */
