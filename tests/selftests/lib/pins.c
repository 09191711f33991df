// SPDX-License-Identifier: GPL-2.0
/* The number of pinned pages. */
#include "pins.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "process.h"

long long pins_held(void)
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
