/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The structures that gcc 12 and later add to a program for gcov; the compiler
 * defines their layout.
 */
#ifndef COVERAGE_INFO_H
#define COVERAGE_INFO_H

#include <linux/types.h>

#define GCOV_COUNTERS	(__GNUC__ >= 14 ? 9 : 8)

/**
 * struct gcov_counters - one kind of counters of a function
 * @num: number of values
 * @values: the values
 */
struct gcov_counters {
	unsigned int num;
	s64 *values;
};

/**
 * struct gcov_function - one function
 * @file: its file; another one if the linker merged copies
 * @ident: its number
 * @lineno_checksum: checksum of its place in the source
 * @cfg_checksum: checksum of its control flow
 * @arcs: how often each branch was taken
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
 * @version: of the compiler
 * @next: not used
 * @stamp: identifies the compilation
 * @checksum: identifies the compilation too
 * @name: path of its .gcda file
 * @merge: not used
 * @nr: number of functions
 * @functions: the functions
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
 * @begin: the first file
 * @end: after the last file
 */
struct cryptodev_counted {
	const struct gcov_file *const *begin;
	const struct gcov_file *const *end;
};

extern const struct cryptodev_counted cryptodev_counted;
void __gcov_merge_add(s64 *counters, unsigned int nr);

#endif /* COVERAGE_INFO_H */
