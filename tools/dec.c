// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl dec: decrypts what enc has encrypted.
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
	"Decrypts INPUT, or standard input, which tells its algorithm if it is\n"
	"authenticated. Exits with 3 if any of it has changed, or the key is\n"
	"another one: FILE is not made then, and a pipe has got what was before.\n"
	"\n"
	"  -a, --algorithm NAME   of what is not authenticated: see enc\n"
	"  -o, --output FILE      there when all has been verified, or not at all\n"
	"  -f, --force            replace FILE\n"
	"      --iv HEX           of an algorithm that is not authenticated\n"
	"      --no-pad           there is no padding\n"
	KEY_HELP
	"  -h, --help             this\n",
	.run = dec,
};
