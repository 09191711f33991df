// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl dgst: prints and checks digests of files.
 */
#include "cryptoctl.h"
#include "message.h"
#include "sum.h"

static int dgst(int argc, char **argv)
{
	static const struct option longs[] = {
		SUM_OPTIONS, DRIVER_OPTION, HELP_OPTION, {}
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
	.summary = "print or check digests of files, as sha256sum",
	.help =
	"usage: cryptoctl dgst [-a NAME] [-c] [-q] [--json] [FILE...]\n"
	"\n"
	"Prints the digest of each FILE, or of standard input, in the format of\n"
	"sha256sum. With -c, each FILE is a list of digests, which are checked.\n"
	"\n"
	"  -a, --algorithm NAME   sha256 (default), sha512, sha384, sha224, sha1,\n"
	"                         md5 or ripemd160\n"
	"  -c, --check            check lists; exit with 3 if a file differs\n"
	"  -q, --quiet            with -c: print only the files that differ\n"
	"  -j, --json             print a JSON array of objects\n"
	DRIVER_HELP
	"  -h, --help             print this help\n",
	.run = dgst,
};
