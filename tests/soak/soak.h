/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Many processes that use the device for a long time, with too little memory,
 * and are killed in the middle: what their files share.
 */
#ifndef SOAK_H
#define SOAK_H

#include <stdbool.h>
#include <sys/types.h>

#define SOAK_KINDS	5

/**
 * struct soak_counts - what all processes have seen, in memory that they share
 * @right: requests that gave what libcrypto gives
 * @no_memory: requests and sessions that were answered ENOMEM
 * @busy: requests for which there was no room
 * @left: requests that were left under way
 * @sessions: sessions that were made
 * @unaware: times that there was no device
 * @bad: everything else
 * @what: what that was, the first time
 * @err: and the error
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
