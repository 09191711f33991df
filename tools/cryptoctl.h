/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Declarations that all subcommands of cryptoctl share: the table of subcommands,
 * options and exit status.
 */
#ifndef CRYPTOCTL_H
#define CRYPTOCTL_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#define HELP_OPTION	{ "help", no_argument, NULL, 'h' }
/* next_option() handles it. */
#define DRIVER_OPTION	{ "driver", required_argument, NULL, 'D' }
#define DRIVER_HELP \
	"      --driver NAME|ID   use this driver, or fail\n"
#define __noreturn	__attribute__((noreturn))
#define __printf(a, b)	__attribute__((format(printf, a, b)))

/**
 * enum status - the exit status
 * @DONE: the command succeeded
 * @FAILED: a file, a pipe or the device failed
 * @USAGE: the command line is wrong
 * @NOT_AUTHENTIC: the input does not verify, or a driver's result is wrong
 * @NO_DEVICE: there is no /dev/crypto, or this user may not open it
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
 * @name: its name on the command line
 * @summary: its line of "cryptoctl --help"
 * @help: the text of "cryptoctl NAME --help"
 * @run: runs it and returns a status; @argv[0] is for messages
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
extern const struct command rand_command;

/* main.c */
extern const struct command *command;
int next_option(int argc, char **argv, const char *shorts,
		const struct option *longs);
void no_operands(int argc, char **argv);
unsigned long parse_number(const char *what, const char *text,
			   unsigned long min, unsigned long max);

#endif /* CRYPTOCTL_H */
