// SPDX-License-Identifier: GPL-2.0
/* The numbers of pages that are pinned, and that have been pinned. */
#include "pins.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "process.h"

/* Sets both to -1 if this kernel does not count. */
static void read_counts(long long *acquired, long long *released)
{
	char line[128];
	FILE *f;

	*acquired = -1;
	*released = -1;
	/*
	 * Makes the processors add up what each has counted; for root only. A
	 * kernel for a single processor has no such file.
	 */
	if (!access("/proc/sys/vm/stat_refresh", F_OK)) {
		f = fopen("/proc/sys/vm/stat_refresh", "w");
		if (!f)
			return;
		fputs("1\n", f);
		fclose(f);
	}
	f = fopen("/proc/vmstat", "r");
	if (!f)
		return;
	while (fgets(line, sizeof(line), f)) {
		sscanf(line, "nr_foll_pin_acquired %lld", acquired);
		sscanf(line, "nr_foll_pin_released %lld", released);
	}
	fclose(f);
}

long long pins_held(void)
{
	long long acquired, released;

	read_counts(&acquired, &released);
	return acquired < 0 || released < 0 ? -1 : acquired - released;
}

long long pins_taken(void)
{
	long long acquired, released;

	read_counts(&acquired, &released);
	return acquired;
}

bool pins_back_to(long long before)
{
	double end = seconds() + WAIT_LIMIT;

	while (pins_held() > before) {
		if (seconds() > end)
			return false;
		usleep(20000);
	}
	return true;
}
