/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A kernel that checks itself takes many times as long for everything. With
 * CRYPTODEV_SLOW=N in the environment a test of very many cases, alike but for
 * a number, takes one in N of them. N should be prime: then loops within loops
 * do not meet the same one each time.
 */
#ifndef SLOW_H
#define SLOW_H

#include <stdbool.h>
#include <stdlib.h>

/* How many times as long things take; 1 unless we are told. */
static inline unsigned int slow(void)
{
	const char *say = getenv("CRYPTODEV_SLOW");
	unsigned long n = say ? strtoul(say, NULL, 0) : 1;

	return n ? n : 1;
}

/* Asked for each case: is it to be passed over? The first never is. */
static inline bool slow_passes_over(void)
{
	static unsigned int nr;

	return nr++ % slow();
}

#endif /* SLOW_H */
