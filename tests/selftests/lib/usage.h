/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The usage counters that the module exports: of each driver in sysfs, and of
 * each open file in its fdinfo.
 */
#ifndef SELFTESTS_USAGE_H
#define SELFTESTS_USAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "devcrypto.h"

#define USAGE_DIR	"/sys/kernel/cryptodev"

/**
 * struct usage - the counters of a driver or a file
 * @sessions: current sessions
 * @requests: requests so far
 * @bytes: bytes of their input
 * @errors: requests that failed
 */
struct usage {
	long long sessions;
	long long requests;
	long long bytes;
	long long errors;
};

/* Writes the path of a driver's file to @path. */
void usage_path(char *path, size_t size, const char *driver, const char *name);

/* Reads a line of a driver's file, without its newline; false on failure. */
bool usage_text(const char *driver, const char *name, char *text, size_t size);

/* Returns the number in a driver's file, or -1. */
long long usage_number(const char *driver, const char *name);

/* Returns a driver's counters: zeros if it has not been used. */
struct usage usage_driver(const char *driver);

/* Returns the number @name in the fdinfo of an open file, or -1. */
long long usage_fdinfo(int fd, const char *name);

/* Returns the counters of an open file. */
struct usage usage_file(int fd);

/*
 * Copies to @name the name of the driver of a session's cipher, or of its hash.
 * Returns false if the session has none.
 */
bool session_driver(int fd, uint32_t ses, bool hash, char *name);

/* Expects the counters to have grown by exactly these amounts. */
#define EXPECT_USAGE_GREW(now, was, _sessions, _requests, _bytes, _errors) do { \
	EXPECT_EQ(_sessions, (now).sessions - (was).sessions); \
	EXPECT_EQ(_requests, (now).requests - (was).requests); \
	EXPECT_EQ(_bytes, (now).bytes - (was).bytes); \
	EXPECT_EQ(_errors, (now).errors - (was).errors); \
} while (0)

#endif /* SELFTESTS_USAGE_H */
