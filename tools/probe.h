/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver of an algorithm on this kernel.
 */
#ifndef CRYPTOCTL_PROBE_H
#define CRYPTOCTL_PROBE_H

#include <json-c/json.h>

#include "device.h"

/**
 * struct probe - an algorithm on this kernel
 * @alg: the algorithm
 * @transform: its name in this kernel
 * @error: 0, ENOENT if this kernel lacks it, or another errno of making a session
 * @driver: its driver
 * @driver_id: the driver's id, 0 for software
 * @priority: the driver's priority in /proc/crypto; -1 if it is not there
 * @alignmask: the driver's alignment mask
 * @hardware: the driver is for hardware that only the kernel can reach
 * @async: the driver may complete a request after the call
 */
struct probe {
	const struct alg *alg;
	int error;
	char transform[CRYPTODEV_MAX_ALG_NAME];
	char driver[CRYPTODEV_MAX_ALG_NAME];
	int driver_id;
	int priority;
	unsigned int alignmask;
	bool hardware;
	bool async;
};

void probe_alg(struct probe *probe, int fd, const struct alg *alg);
const char *probe_where(const struct probe *probe);
const char *probe_when(const struct probe *probe);
struct json_object *probe_json(const struct probe *probe);

#endif /* CRYPTOCTL_PROBE_H */
