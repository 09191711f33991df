// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl mac: message authentication codes of files.
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
		SUM_OPTIONS, KEY_OPTIONS, HELP_OPTION, {}
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
	.summary = "message authentication codes of files",
	.help =
	"usage: cryptoctl mac [OPTION...] --key-file FILE [FILE...]\n"
	"\n"
	"Prints macs of FILEs, or of standard input, as sha256sum does digests;\n"
	"with -c, checks those in lists.\n"
	"\n"
	"  -a, --algorithm NAME   hmac-sha256, unless named: hmac-sha512, aes-cmac,\n"
	"                         ...\n"
	"  -c, --check            FILEs are lists; exits with 3 if a file differs\n"
	"  -q, --quiet            with -c: say only what differs\n"
	"  -j, --json             as an array of objects\n"
	KEY_HELP
	"  -h, --help             this\n",
	.run = mac,
};
