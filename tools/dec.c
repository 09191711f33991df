// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl dec: decrypts a file or a pipe.
 */
#include "crypt.h"
#include "cryptoctl.h"

static int dec(int argc, char **argv)
{
	return crypt_run(argc, argv, true);
}

const struct command dec_command = {
	.name = "dec",
	.summary = "decrypt a file or a pipe",
	.help =
	"usage: cryptoctl dec [OPTION...] --key-file FILE [INPUT]\n"
	"\n"
	"Decrypts INPUT, or standard input. An authenticated file names its\n"
	"algorithm. Exits with 3 if the file has been changed or the key is wrong.\n"
	"Then FILE is not made, and a pipe has only the text that verified.\n"
	"\n"
	"  -a, --algorithm NAME   the algorithm, if it does not authenticate: see enc\n"
	"  -o, --output FILE      write FILE, but only if the whole input verifies\n"
	"  -f, --force            replace FILE\n"
	"      --iv HEX           the IV, if the algorithm does not authenticate\n"
	"      --no-pad           the input has no padding\n"
	KEY_HELP
	DRIVER_HELP
	"  -h, --help             print this help\n",
	.run = dec,
};
