// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl: shows the state of /dev/crypto, and uses it from the command line.
 * This file finds the subcommand; each subcommand has its own file.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "device.h"
#include "message.h"

static const struct command *const commands[] = {
	&list_command, &info_command, &enc_command, &dec_command,
	&dgst_command, &mac_command, &bench_command, &check_command,
	&stat_command, &rand_command,
};

/* The subcommand that runs, or NULL before it is known. */
const struct command *command;

static void print_help(void)
{
	size_t i;

	puts("usage: cryptoctl COMMAND [OPTION...] [ARGUMENT...]\n");
	for (i = 0; i < ARRAY_SIZE(commands); i++)
		printf("  %-6s %s\n", commands[i]->name, commands[i]->summary);
	puts("\n\"cryptoctl COMMAND --help\" explains COMMAND; see also cryptoctl(1).\n"
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
 * next_option() - call getopt_long(), print help, and end on an error; takes
 *		   DRIVER_OPTION
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
	while ((opt = getopt_long(argc, argv, all, longs, NULL)) == 'D')
		driver_choose(optarg);
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
 * parse_number() - parse a number of the command line
 * @what: the option, for the message
 * @text: decimal, or hexadecimal after 0x; may end with K or M
 * @min: the least legal number
 * @max: the greatest legal number
 *
 * Return: the number. Ends the program if the text is no legal number.
 */
unsigned long parse_number(const char *what, const char *text,
			   unsigned long min, unsigned long max)
{
	int base = strncmp(text, "0x", 2) ? 10 : 16;
	unsigned long number;
	unsigned int shift;
	char *end;

	errno = 0;
	number = strtoul(text, &end, base);
	shift = *end == 'K' ? 10 : *end == 'M' ? 20 : 0;
	if (shift)
		end++;
	/* strtoul() skips blanks, and negates a number behind "-". */
	if (errno || *end || *text < '0' || *text > '9' ||
	    number << shift >> shift != number)
		die(USAGE, "%s: '%s' is no number", what, text);
	number <<= shift;
	if (number < min || number > max)
		die(USAGE, "%s: %s is not from %lu to %lu", what, text, min,
		    max);
	return number;
}

/*
 * Opens each closed descriptor of standard input, output and error. Otherwise a
 * file that is opened later would get its number, and messages would go there.
 * The descriptors opened here can be neither read nor written.
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
	/* Keys must reach neither a core dump nor another user's ptrace(). */
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
