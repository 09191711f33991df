/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How much /dev/crypto is used: by driver, and by open file.
 */
#ifndef CRYPTOCTL_USAGE_H
#define CRYPTOCTL_USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * struct counts - how much
 * @sessions: there are now
 * @in_flight: requests that are not fetched yet; -1 of a driver, which no one
 *	       counts
 * @requests: since the beginning
 * @bytes: of their input
 * @errors: how many of them failed
 */
struct counts {
	long long sessions;
	long long in_flight;
	long long requests;
	long long bytes;
	long long errors;
};

/**
 * struct user - a driver, or an open file
 * @name: the driver's name, or the command of whoever has the file open
 * @algorithm: of a driver
 * @id: of a file: its number
 * @pid: of a file: the lowest of those who have it open
 * @counts: how much
 */
struct user {
	char name[256];
	char algorithm[128];
	long long id;
	pid_t pid;
	struct counts counts;
};

/**
 * struct usage - a look at all of them
 * @drivers: sorted by name; none unless @told
 * @nr_drivers: how many
 * @owners: of open files, sorted by pid
 * @nr_owners: how many
 * @told: whether this user may see what drivers are used
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
