// SPDX-License-Identifier: GPL-2.0
/*
 * The command line of enc and dec.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "crypt.h"
#include "cryptoctl.h"
#include "message.h"
#include "progress.h"

#define DEFAULT_ALG	"aes-256-gcm"

/**
 * struct arguments - the options that struct crypt_job does not hold
 * @alg: name of the algorithm, or NULL
 * @iv: hex digits, or NULL
 * @output: name of a file, or NULL
 * @chunk: bytes, or 0
 * @no_pad: the format has no padding
 * @force: the output may replace a file
 */
struct arguments {
	const char *alg;
	const char *iv;
	const char *output;
	__u32 chunk;
	bool no_pad;
	bool force;
};

static void parse(int argc, char **argv, struct arguments *args,
		  struct key_source *key)
{
	static const struct option longs[] = {
		{ "algorithm", required_argument, NULL, 'a' },
		{ "iv", required_argument, NULL, 'i' },
		{ "output", required_argument, NULL, 'o' },
		{ "chunk", required_argument, NULL, 'c' },
		{ "no-pad", no_argument, NULL, 'n' },
		{ "force", no_argument, NULL, 'f' },
		KEY_OPTIONS, DRIVER_OPTION, HELP_OPTION, {}
	};
	int opt;

	while ((opt = next_option(argc, argv, "a:o:f", longs)) != -1) {
		switch (opt) {
		case 'a':
			args->alg = optarg;
			break;
		case 'i':
			args->iv = optarg;
			break;
		case 'o':
			args->output = optarg;
			break;
		case 'c':
			args->chunk = parse_number("--chunk", optarg,
						   SEAL_CHUNK_MIN,
						   SEAL_CHUNK_MAX);
			break;
		case 'n':
			args->no_pad = true;
			break;
		case 'f':
			args->force = true;
			break;
		default:
			key_option(key, opt, optarg);
		}
	}
}

static void choose_alg(struct crypt_job *job, const struct arguments *args)
{
	const char *name = args->alg;

	if (!name && !job->decrypt)
		name = DEFAULT_ALG;
	if (name)
		job->alg = alg_find(name, &job->key_len);
	if (job->alg && !(job->alg->flags & (ALG_RAW | ALG_SEALS)))
		die(USAGE, "%s does not encrypt files: see cryptoctl(1)",
		    job->alg->name);
}

/* A raw format does not store the IV, so the command line must give it. */
static void take_iv(struct crypt_job *job, const char *text)
{
	unsigned int len = job->alg->iv_len;

	if (!text && len)
		die(USAGE, "%s needs --iv, %u hex digits", job->alg->name,
		    2 * len);
	if (!text)
		return;
	if (!len)
		die(USAGE, "%s has no IV", job->alg->name);
	if (strlen(text) != 2 * len ||
	    parse_hex(text, 2 * len, job->iv) != len)
		die(USAGE, "--iv: not %u hex digits", 2 * len);
	job->has_iv = true;
}

static void check_raw(struct crypt_job *job, const struct arguments *args)
{
	if (args->chunk)
		die(USAGE, "%s has no chunks", job->alg->name);
	take_iv(job, args->iv);
	job->pad = job->alg->flags & ALG_PADDED && !args->no_pad;
}

static void check_sealed(struct crypt_job *job, const struct arguments *args)
{
	if (args->iv || args->no_pad)
		die(USAGE, "--iv and --no-pad are for algorithms that do not authenticate");
	if (args->chunk && job->decrypt)
		die(USAGE, "a sealed file tells the size of its chunks");
	job->chunk = args->chunk ?: SEAL_CHUNK;
}

/* A program that appends to its own input never reaches the end. */
static void refuse_same(const struct crypt_job *job)
{
	struct stat in, out;

	if (!fstat(job->in.fd, &in) && !fstat(job->out.fd, &out) &&
	    S_ISREG(in.st_mode) && in.st_dev == out.st_dev &&
	    in.st_ino == out.st_ino)
		die(FAILED, "%s is the output too", job->in.name);
}

/**
 * crypt_run() - run enc or dec
 * @argc: as given to the command
 * @argv: as given to the command
 * @decrypt: run dec
 *
 * Return: DONE.
 */
int crypt_run(int argc, char **argv, bool decrypt)
{
	struct crypt_job job = { .decrypt = decrypt, .key = NO_KEY_SOURCE };
	struct arguments args = {};
	const char *name = NULL;
	int error, flags;
	bool raw;

	parse(argc, argv, &args, &job.key);
	if (optind < argc)
		name = argv[optind++];
	no_operands(argc, argv);
	key_is_not_input(&job.key, name);
	choose_alg(&job, &args);
	raw = job.alg && job.alg->flags & ALG_RAW;
	raw ? check_raw(&job, &args) : check_sealed(&job, &args);

	error = input_open(&job.in, name);
	if (error)
		die(FAILED, "%s: %s", job.in.name, strerror(error));
	flags = (args.force ? OUTPUT_FORCE : 0) | (decrypt ? OUTPUT_TEXT : 0);
	output_open(&job.out, args.output, flags);
	refuse_same(&job);
	progress_begin(job.in.size);
	raw ? cipher_run(&job) : seal_run(&job);
	output_commit(&job.out);
	progress_end();
	return DONE;
}
