// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl rand: writes random bytes of one of the kernel's generators.
 */
#include <limits.h>
#include <string.h>

#include "cryptoctl.h"
#include "device.h"
#include "file.h"
#include "message.h"
#include "rngs.h"

/* Bytes of one request. */
#define PART	65536

static void write_random(const struct session *ses, struct output *out,
			 unsigned long bytes)
{
	unsigned char *buf = buffer_alloc(PART);
	size_t len;

	for (; bytes; bytes -= len) {
		struct cryptodev_req req = {
			.ses = ses->id, .dst = address(buf),
			.len = len = bytes < PART ? bytes : PART,
		};
		int error = device_submit(ses->fd, &req, 1);

		if (error || req.result)
			die(FAILED, "%s: %s", ses->alg->name,
			    device_advice(error ? error : -req.result));
		output_write(out, buf, len);
	}
	buffer_free(buf, PART);
}

static int random_bytes(int argc, char **argv)
{
	static const struct option longs[] = {
		{ "algorithm", required_argument, NULL, 'a' },
		{ "bytes", required_argument, NULL, 'n' },
		{ "output", required_argument, NULL, 'o' },
		{ "force", no_argument, NULL, 'f' },
		DRIVER_OPTION, HELP_OPTION, {}
	};
	const char *name = "rng", *file = NULL;
	unsigned long bytes = 32;
	const struct alg *alg;
	struct session ses;
	struct output out;
	int opt, flags = 0;

	while ((opt = next_option(argc, argv, "a:n:o:f", longs)) != -1)
		if (opt == 'a')
			name = optarg;
		else if (opt == 'n')
			bytes = parse_number("--bytes", optarg, 0, LONG_MAX);
		else if (opt == 'o')
			file = optarg;
		else
			flags |= OUTPUT_FORCE;
	no_operands(argc, argv);
	alg = rng_by_name(name);
	if (!alg)
		die(USAGE, "no generator '%s': \"cryptoctl list\" names them",
		    name);
	session_make(&ses, device_open(), alg, NULL, 0);
	output_open(&out, file, flags);
	write_random(&ses, &out, bytes);
	output_commit(&out);
	session_end(&ses);
	return DONE;
}

const struct command rand_command = {
	.name = "rand",
	.summary = "write random bytes of the kernel's generators",
	.help =
	"usage: cryptoctl rand [OPTION...]\n"
	"\n"
	"Writes random bytes of one of the kernel's generators to standard output,\n"
	"which must not be a terminal.\n"
	"\n"
	"  -a, --algorithm NAME   rng (default, the generator of the highest\n"
	"                         priority), drbg-hmac-sha512, jitterentropy, ...\n"
	"  -n, --bytes N          write N bytes (default 32); N may end with K or M\n"
	"  -o, --output FILE      write to FILE\n"
	"  -f, --force            replace FILE, or write to a terminal\n"
	DRIVER_HELP
	"  -h, --help             print this help\n",
	.run = random_bytes,
};
