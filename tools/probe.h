/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What serves an algorithm on this kernel.
 */
#ifndef CRYPTOCTL_PROBE_H
#define CRYPTOCTL_PROBE_H

#include <json-c/json.h>

#include "device.h"

/**
 * struct probe - an algorithm on this kernel
 * @alg: the algorithm
 * @transform: what this kernel calls it
 * @error: 0, ENOENT for one that this kernel lacks, or another error of making
 *	   a session
 * @driver: who serves it
 * @priority: of the driver, in /proc/crypto; -1 if that does not tell
 * @alignmask: of the driver
 * @hardware: only the kernel can reach it
 * @async: it may answer later
 */
struct probe {
	const struct alg *alg;
	int error;
	char transform[CRYPTODEV_MAX_ALG_NAME];
	char driver[CRYPTODEV_MAX_ALG_NAME];
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
