// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl dgst: digests of files.
 */
#include "cryptoctl.h"
#include "message.h"
#include "sum.h"

static int dgst(int argc, char **argv)
{
	static const struct option longs[] = {
		SUM_OPTIONS, HELP_OPTION, {}
	};
	const char *name = "sha256";
	struct sum_job job = {};
	const struct alg *alg;
	int opt;

	while ((opt = next_option(argc, argv, SUM_SHORTS, longs)) != -1)
		if (!sum_option(&job, opt))
			name = optarg;
	alg = alg_find(name, NULL);
	if (alg->kind != ALG_HASH)
		die(USAGE, "%s is no hash", alg->name);
	session_make(&job.ses, device_open(), alg, NULL, 0);
	return sum_run(&job, argc, argv);
}

const struct command dgst_command = {
	.name = "dgst",
	.summary = "digests of files, as sha256sum has them",
	.help =
	"usage: cryptoctl dgst [-a NAME] [-c] [-q] [--json] [FILE...]\n"
	"\n"
	"Prints digests of FILEs, or of standard input, as sha256sum does; with\n"
	"-c, checks those in lists.\n"
	"\n"
	"  -a, --algorithm NAME   sha256, unless named: sha512, sha384, sha224,\n"
	"                         sha1, md5 or ripemd160\n"
	"  -c, --check            FILEs are lists; exits with 3 if a file differs\n"
	"  -q, --quiet            with -c: say only what differs\n"
	"  -j, --json             as an array of objects\n"
	"  -h, --help             this\n",
	.run = dgst,
};
