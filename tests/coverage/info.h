/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What gcc, from 12 on, puts into a program for gcov: the layout is the
 * compiler's.
 */
#ifndef COVERAGE_INFO_H
#define COVERAGE_INFO_H

#include <linux/types.h>

#define GCOV_COUNTERS	(__GNUC__ >= 14 ? 9 : 8)

/**
 * struct gcov_counters - one kind of counters of a function
 * @num: how many
 * @values: those
 */
struct gcov_counters {
	unsigned int num;
	s64 *values;
};

/**
 * struct gcov_function - one function
 * @file: the file that it is of, unless another has it too
 * @ident: its number
 * @lineno_checksum: where it was
 * @cfg_checksum: how it branches
 * @arcs: how often each of its branches was taken
 */
struct gcov_function {
	const struct gcov_file *file;
	unsigned int ident;
	unsigned int lineno_checksum;
	unsigned int cfg_checksum;
	struct gcov_counters arcs;
};

/**
 * struct gcov_file - one compiled file
 * @version: the compiler's
 * @next: not used
 * @stamp: of its compilation
 * @checksum: the same
 * @name: where its counts are to be
 * @merge: not used
 * @nr: how many functions
 * @functions: those
 */
struct gcov_file {
	unsigned int version;
	struct gcov_file *next;
	unsigned int stamp;
	unsigned int checksum;
	const char *name;
	void *merge[GCOV_COUNTERS];
	unsigned int nr;
	const struct gcov_function *const *functions;
};

/**
 * struct cryptodev_counted - the files of the module
 * @begin: the first
 * @end: after the last
 */
struct cryptodev_counted {
	const struct gcov_file *const *begin;
	const struct gcov_file *const *end;
};

extern const struct cryptodev_counted cryptodev_counted;
void __gcov_merge_add(s64 *counters, unsigned int nr);

#endif /* COVERAGE_INFO_H */
