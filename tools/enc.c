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
	"Encrypts INPUT, or standard input. \"cryptoctl dec\" detects every change of\n"
	"the result.\n"
	"\n"
	"  -a, --algorithm NAME   aes-256-gcm (default), aes-gcm, aes-ccm or\n"
	"                         chacha20-poly1305; or, without authentication and\n"
	"                         in the format of \"openssl enc -K -iv\", aes-cbc,\n"
	"                         aes-ctr, aes-ecb, camellia-cbc, ...\n"
	"  -o, --output FILE      write FILE, but only if the whole input is encrypted\n"
	"  -f, --force            replace FILE; write to a terminal\n"
	"      --chunk N          bytes of a chunk, which has a tag of its own: 64K\n"
	"                         (default), or from 4K to 1M\n"
	"      --iv HEX           the IV, if the algorithm does not authenticate\n"
	"      --no-pad           no padding: INPUT consists of whole blocks\n"
	KEY_HELP
	DRIVER_HELP
	"  -h, --help             print this help\n",
	.run = enc,
};
