// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl info: describes one algorithm.
 */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "asym.h"
#include "cryptoctl.h"
#include "json_out.h"
#include "message.h"
#include "probe.h"
#include "rngs.h"

static void print_length(const char *what, unsigned int bytes)
{
	if (bytes)
		printf("%-10s %u bytes\n", what, bytes);
}

static void print_lengths(const struct alg *alg)
{
	char lengths[64];

	if (alg->max_key)
		printf("%-10s %s bytes\n", "key",
		       alg_key_lengths(alg, lengths, sizeof(lengths)));
	print_length("block", alg->block);
	print_length(alg->kind == ALG_CIPHER ? "iv" : "nonce", alg->iv_len);
	print_length(alg->kind == ALG_AEAD ? "tag" : "digest", alg->out_len);
}

static void print_bits(const unsigned int *bits)
{
	printf("%-10s %u", "modulus", *bits);
	while (*++bits)
		printf(",%u", *bits);
	puts(" bits");
}

/* An RSA key contains its own length. */
static void print_keys(const struct alg *alg)
{
	const struct asym_keys *keys = alg->asym;
	char lengths[64];

	if (alg->max_key)
		printf("%-10s %s bytes, %s\n", "private",
		       alg_key_lengths(alg, lengths, sizeof(lengths)),
		       keys->private_form);
	else if (keys->private_form)
		printf("%-10s %s\n", "private", keys->private_form);
	if (alg->public_len)
		printf("%-10s %u bytes, %s\n", "public", alg->public_len,
		       keys->public_form);
	else
		printf("%-10s %s\n", "public", keys->public_form);
	if (keys->bits)
		print_bits(keys->bits);
	if (alg->kind == ALG_SIG)
		printf("%-10s %s%u bytes\n", "digest", alg->hash ? "" : "1-",
		       alg->out_len);
	if (alg->kind == ALG_KEX)
		print_length("shared", alg->out_len);
}

static void print_probe(const struct probe *probe)
{
	const struct alg *alg = probe->alg;

	printf("%-10s %s\n", "name", alg->name);
	printf("%-10s %s%s, %u\n", "constant", alg_prefix(alg), alg->constant,
	       alg->number);
	if (alg->hash)
		printf("%-10s CRYPTO_%s, %u\n", "hash",
		       alg_by_number(alg->hash)->constant, alg->hash);
	printf("%-10s %s\n", "kind", alg_kind_name(alg));
	printf("%-10s %s\n", "transform", probe->transform);
	if (alg->asym)
		print_keys(alg);
	else
		print_lengths(alg);
	if (probe->error)
		return;
	printf("%-10s %s\n", "driver", probe->driver);
	printf("%-10s %d\n", "driver id", probe->driver_id);
	if (probe->priority >= 0)
		printf("%-10s %d\n", "priority", probe->priority);
	printf("%-10s %u\n", "alignmask", probe->alignmask);
	printf("%-10s %s\n", "where", probe_where(probe));
	printf("%-10s %s\n", "when", probe_when(probe));
}

static int info(int argc, char **argv)
{
	static const struct option longs[] = {
		{ "json", no_argument, NULL, 'j' },
		DRIVER_OPTION, HELP_OPTION, {}
	};
	const struct alg *alg;
	struct probe probe;
	bool json = false;
	int fd;

	while (next_option(argc, argv, "j", longs) != -1)
		json = true;
	if (optind == argc)
		die(USAGE, "which algorithm?");
	alg = rng_by_name(argv[optind]) ?: alg_find(argv[optind], NULL);
	optind++;
	no_operands(argc, argv);
	fd = device_open();
	probe_alg(&probe, fd, alg);
	close(fd);
	if (json)
		print_json(probe_json(&probe));
	else
		print_probe(&probe);
	if (probe.error)
		die(probe.error == ENOENT ? NO_ALGORITHM : FAILED, "%s: %s",
		    alg->name, session_advice(alg, probe.error));
	return DONE;
}

const struct command info_command = {
	.name = "info",
	.summary = "describe one algorithm and its driver",
	.help =
	"usage: cryptoctl info [--json] [--driver NAME|ID] ALGORITHM\n"
	"\n"
	"Prints the lengths of keys, blocks, nonces and digests, the forms of public\n"
	"and private keys, the driver that serves the algorithm on this kernel, and\n"
	"the driver's alignmask: an address should have none of these bits set.\n"
	"Exits with 5 if this kernel lacks the algorithm.\n"
	"\n"
	"  -j, --json             print a JSON object\n"
	DRIVER_HELP
	"  -h, --help             print this help\n",
	.run = info,
};
