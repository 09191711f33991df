/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The reasons for which the CPU processes what hardware could process.
 */
#ifndef CRYPTODEV_ROUTE_REASON_H
#define CRYPTODEV_ROUTE_REASON_H

enum cryptodev_route_reason {
	CRYPTODEV_OFFLOADED,	/* none: the driver processes it */
	CRYPTODEV_KEPT_SHORT,	/* it is shorter than offload_min_bytes */
	CRYPTODEV_KEPT_BUSY,	/* offload_max_queued requests wait */
	CRYPTODEV_KEPT_PASSED,	/* the driver is passed over */
	CRYPTODEV_FAILED_OVER,	/* the driver has failed it */
};

#endif /* CRYPTODEV_ROUTE_REASON_H */
