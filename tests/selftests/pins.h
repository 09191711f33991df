/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How many pages the kernel holds pinned: it is to be as many after a test as
 * before it.
 */
#ifndef PINS_H
#define PINS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "passing.h"

/* Pages pinned and not released, or -1 if this kernel does not tell. */
static inline long long pins_held(void)
{
	long long acquired = -1, released = -1;
	char line[128];
	FILE *f;

	/*
	 * Makes the processors add up what each has counted; for root only. A
	 * kernel for a single processor has no such file.
	 */
	if (!access("/proc/sys/vm/stat_refresh", F_OK)) {
		f = fopen("/proc/sys/vm/stat_refresh", "w");
		if (!f)
			return -1;
		fputs("1\n", f);
		fclose(f);
	}
	f = fopen("/proc/vmstat", "r");
	if (!f)
		return -1;
	while (fgets(line, sizeof(line), f)) {
		sscanf(line, "nr_foll_pin_acquired %lld", &acquired);
		sscanf(line, "nr_foll_pin_released %lld", &released);
	}
	fclose(f);
	return acquired < 0 || released < 0 ? -1 : acquired - released;
}

/*
 * Whether no more are held again, after what may be put off a little: fewer, if
 * a program before this one had left some.
 */
static inline bool pins_back_to(long long before)
{
	double end = seconds() + SOON;

	while (pins_held() > before) {
		if (seconds() > end)
			return false;
		usleep(20000);
	}
	return true;
}

#endif /* PINS_H */
