// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl: looks at /dev/crypto, and uses it from the command line. This file
 * finds the subcommand; each has a file of its own.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "message.h"

static const struct command *const commands[] = {
	&list_command, &info_command, &enc_command, &dec_command,
	&dgst_command, &mac_command, &bench_command, &check_command,
	&stat_command,
};

/* The one that runs, or NULL before that is known. */
const struct command *command;

static void print_help(void)
{
	size_t i;

	puts("usage: cryptoctl COMMAND [OPTION...] [ARGUMENT...]\n");
	for (i = 0; i < ARRAY_SIZE(commands); i++)
		printf("  %-6s %s\n", commands[i]->name, commands[i]->summary);
	puts("\n\"cryptoctl COMMAND --help\" tells more, and cryptoctl(1) all.\n"
	     "\n"
	     "Exit status: 0 done, 1 failed, 2 wrong usage, 3 does not verify,\n"
	     "4 no /dev/crypto, 5 this kernel lacks the algorithm.");
}

static const struct command *find(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++)
		if (!strcmp(name, commands[i]->name))
			return commands[i];
	die(USAGE, "no command '%s': \"cryptoctl --help\" lists them", name);
}

/**
 * next_option() - getopt_long() with --help, and errors that end the program
 * @argc: as given to the command
 * @argv: as given to the command
 * @shorts: letters, as for getopt(); 'h' is added
 * @longs: as for getopt_long(), with HELP_OPTION among them
 *
 * Return: the option's letter, or -1 after the last.
 */
int next_option(int argc, char **argv, const char *shorts,
		const struct option *longs)
{
	char all[64];
	int opt;

	snprintf(all, sizeof(all), "%sh", shorts);
	opt = getopt_long(argc, argv, all, longs, NULL);
	if (opt == 'h') {
		printf("%s", command->help);
		exit(finish_output());
	}
	if (opt == '?')
		exit(usage_hint());
	return opt;
}

/**
 * no_operands() - end with an error if an argument is left over
 * @argc: as given to the command
 * @argv: as given to the command
 */
void no_operands(int argc, char **argv)
{
	if (optind < argc)
		die(USAGE, "'%s' is one argument too many", argv[optind]);
}

/**
 * parse_number() - a number from the command line
 * @what: the option, for the error
 * @text: decimal, or hexadecimal after 0x; may end with K or M
 * @min: the least that makes sense
 * @max: the most
 *
 * Return: it; does not return if it is none.
 */
unsigned long parse_number(const char *what, const char *text,
			   unsigned long min, unsigned long max)
{
	unsigned long number;
	unsigned int shift;
	char *end;

	errno = 0;
	number = strtoul(text, &end, 0);
	shift = *end == 'K' ? 10 : *end == 'M' ? 20 : 0;
	if (shift)
		end++;
	if (errno || end == text || *end || *text == '-' ||
	    number << shift >> shift != number)
		die(USAGE, "%s: '%s' is no number", what, text);
	number <<= shift;
	if (number < min || number > max)
		die(USAGE, "%s: %s is not from %lu to %lu", what, text, min,
		    max);
	return number;
}

/*
 * Standard input, output and error that are closed: what is opened later would
 * take their numbers, and messages would go there. This can be neither read nor
 * written.
 */
static void hold_descriptors(void)
{
	int fd;

	do {
		fd = open("/", O_PATH);
		if (fd < 0)
			exit(FAILED);
	} while (fd <= STDERR_FILENO);
	close(fd);
}

int main(int argc, char **argv)
{
	static char name[32];
	int status;

	hold_descriptors();
	/* No core dump, and no ptrace() by others: there will be keys. */
	if (prctl(PR_SET_DUMPABLE, 0))
		die(FAILED, "prctl: %s", strerror(errno));
	if (argc < 2) {
		print_help();
		return USAGE;
	}
	if (!strcmp(argv[1], "--version")) {
		puts("cryptoctl " VERSION);
		return finish_output();
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") ||
	    (!strcmp(argv[1], "help") && argc == 2)) {
		print_help();
		return finish_output();
	}
	if (!strcmp(argv[1], "help")) {
		printf("%s", find(argv[2])->help);
		return finish_output();
	}
	command = find(argv[1]);
	snprintf(name, sizeof(name), "cryptoctl %s", command->name);
	argv[1] = name;
	status = command->run(argc - 1, argv + 1);
	return finish_output() ?: status;
}
