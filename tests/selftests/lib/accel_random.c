// SPDX-License-Identifier: GPL-2.0
/*
 * Random settings of the simulated accelerator. They are apart from the others
 * because the fuzzer uses those with random numbers of its own.
 */
#include "accel.h"
#include "cases.h"

long accel_percent(void)
{
	static const long percents[] = { 0, 5, 30, 100 };

	return percents[random_below(4)];
}

bool accel_disturb(bool *stalled)
{
	*stalled = !random_below(4);
	return accel_set("error", accel_failures[random_below(ACCEL_FAILURES)]) &&
	       accel_set("error_percent", accel_percent()) &&
	       accel_set("error_writes", random_below(2)) &&
	       accel_set("out_of_order", 50 * random_below(2)) &&
	       accel_set("early_percent", 50 * random_below(2)) &&
	       accel_set("sync_percent", 50 * random_below(2)) &&
	       accel_set("latency_us", random_below(200)) &&
	       accel_set("queue_depth", 1 + random_below(32)) &&
	       sysctl_set("offload_max_queued", 8 * random_below(2)) &&
	       accel_set("stall", *stalled);
}
