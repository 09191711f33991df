// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl mac: prints and checks message authentication codes of files.
 */
#include "cryptoctl.h"
#include "key.h"
#include "message.h"
#include "sum.h"

static void begin(struct sum_job *job, const char *name,
		  const struct key_source *source)
{
	unsigned int key_len;
	const struct alg *alg = alg_find(name, &key_len);
	struct secret key;

	if (alg->kind != ALG_MAC)
		die(USAGE, "%s is no mac", alg->name);
	if (alg->flags & ALG_NONCE)
		die(USAGE, "%s wants a nonce, and the message in one piece: it is not for files",
		    alg->name);
	key_read(source, alg, key_len, &key);
	session_make(&job->ses, device_open(), alg, key.bytes, key.len);
	secret_free(&key);
}

static int mac(int argc, char **argv)
{
	static const struct option longs[] = {
		SUM_OPTIONS, KEY_OPTIONS, DRIVER_OPTION, HELP_OPTION, {}
	};
	struct key_source source = NO_KEY_SOURCE;
	const char *name = "hmac-sha256";
	struct sum_job job = {};
	int opt, i;

	while ((opt = next_option(argc, argv, SUM_SHORTS, longs)) != -1)
		if (opt == 'a')
			name = optarg;
		else if (!sum_option(&job, opt))
			key_option(&source, opt, optarg);
	for (i = optind; i < argc; i++)
		key_is_not_input(&source, argv[i]);
	if (optind == argc)
		key_is_not_input(&source, NULL);
	begin(&job, name, &source);
	return sum_run(&job, argc, argv);
}

const struct command mac_command = {
	.name = "mac",
	.summary = "print or check macs of files",
	.help =
	"usage: cryptoctl mac [OPTION...] --key-file FILE [FILE...]\n"
	"\n"
	"Prints the message authentication code of each FILE, or of standard input,\n"
	"in the format of sha256sum. With -c, each FILE is a list of macs, which are\n"
	"checked.\n"
	"\n"
	"  -a, --algorithm NAME   hmac-sha256 (default), hmac-sha512, aes-cmac, ...\n"
	"  -c, --check            check lists; exit with 3 if a file differs\n"
	"  -q, --quiet            with -c: print only the files that differ\n"
	"  -j, --json             print a JSON array of objects\n"
	KEY_HELP
	DRIVER_HELP
	"  -h, --help             print this help\n",
	.run = mac,
};
