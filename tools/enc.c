// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl enc: encrypts a file or a pipe.
 */
#include "crypt.h"
#include "cryptoctl.h"

static int enc(int argc, char **argv)
{
	return crypt_run(argc, argv, false);
}

const struct command enc_command = {
	.name = "enc",
	.summary = "encrypt a file or a pipe",
	.help =
	"usage: cryptoctl enc [OPTION...] --key-file FILE [INPUT]\n"
	"\n"
	"Encrypts INPUT, or standard input, so that \"cryptoctl dec\" tells if\n"
	"anything of it has changed.\n"
	"\n"
	"  -a, --algorithm NAME   aes-256-gcm, unless named: aes-gcm, aes-ccm or\n"
	"                         chacha20-poly1305; or, not authenticated and as\n"
	"                         \"openssl enc -K -iv\" has it: aes-cbc, aes-ctr,\n"
	"                         aes-ecb, camellia-cbc, ...\n"
	"  -o, --output FILE      there when all is written, or not at all\n"
	"  -f, --force            replace FILE; write to a terminal\n"
	"      --chunk N          bytes that are authenticated at once: 64K,\n"
	"                         or from 4K to 1M\n"
	"      --iv HEX           of an algorithm that is not authenticated\n"
	"      --no-pad           no padding: INPUT is whole blocks\n"
	KEY_HELP
	"  -h, --help             this\n",
	.run = enc,
};
