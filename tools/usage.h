/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The usage of /dev/crypto by driver and by open file.
 */
#ifndef CRYPTOCTL_USAGE_H
#define CRYPTOCTL_USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * struct counts - the counters of a driver or an open file
 * @sessions: sessions now
 * @in_flight: requests that are not fetched yet; -1 for a driver, which has no
 *	       such counter
 * @requests: requests since the beginning
 * @bytes: bytes of their input
 * @errors: requests that failed
 * @offloaded: of a driver: requests that the hardware got
 * @kept: requests that the CPU processed in place of the hardware
 * @failed_over: requests that the CPU processed after the hardware had failed
 */
struct counts {
	long long sessions;
	long long in_flight;
	long long requests;
	long long bytes;
	long long errors;
	long long offloaded;
	long long kept;
	long long failed_over;
};

/**
 * struct user - a driver, or an open file
 * @name: the driver's name, or the command of the process at @pid
 * @algorithm: a driver's algorithm
 * @driver_id: a driver's id, 0 for software
 * @id: a file's number
 * @pid: the lowest number of a process that has the file open
 * @counts: the counters
 */
struct user {
	char name[256];
	char algorithm[128];
	long long driver_id;
	long long id;
	pid_t pid;
	struct counts counts;
};

/**
 * struct usage - the usage of all drivers and open files
 * @drivers: the drivers, sorted by name; none unless @told
 * @nr_drivers: how many
 * @owners: the open files, sorted by @pid
 * @nr_owners: how many
 * @told: this user may see the usage of drivers
 */
struct usage {
	struct user *drivers;
	size_t nr_drivers;
	struct user *owners;
	size_t nr_owners;
	bool told;
};

void usage_read(struct usage *usage);
void usage_free(struct usage *usage);

#endif /* CRYPTOCTL_USAGE_H */
