/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the subcommands of cryptoctl share: how they are told apart, how they
 * read their options and how they end.
 */
#ifndef CRYPTOCTL_H
#define CRYPTOCTL_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#define HELP_OPTION	{ "help", no_argument, NULL, 'h' }
#define __noreturn	__attribute__((noreturn))
#define __printf(a, b)	__attribute__((format(printf, a, b)))

/**
 * enum status - how the command ends
 * @DONE: all of what was asked for
 * @FAILED: a file, a pipe or the device failed
 * @USAGE: the command line makes no sense
 * @NOT_AUTHENTIC: what was read does not verify; an answer is wrong
 * @NO_DEVICE: there is no /dev/crypto, or not for this user
 * @NO_ALGORITHM: this kernel lacks the algorithm
 */
enum status {
	DONE = 0,
	FAILED = 1,
	USAGE = 2,
	NOT_AUTHENTIC = 3,
	NO_DEVICE = 4,
	NO_ALGORITHM = 5,
};

/**
 * struct command - a subcommand
 * @name: the word that chooses it
 * @summary: a line of "cryptoctl --help"
 * @help: what "cryptoctl NAME --help" prints
 * @run: does it; @argv[0] is for messages; returns a status
 */
struct command {
	const char *name;
	const char *summary;
	const char *help;
	int (*run)(int argc, char **argv);
};

extern const struct command list_command, info_command;
extern const struct command enc_command, dec_command;
extern const struct command dgst_command, mac_command;
extern const struct command bench_command, check_command, stat_command;

/* main.c */
extern const struct command *command;
int next_option(int argc, char **argv, const char *shorts,
		const struct option *longs);
void no_operands(int argc, char **argv);
unsigned long parse_number(const char *what, const char *text,
			   unsigned long min, unsigned long max);

#endif /* CRYPTOCTL_H */
