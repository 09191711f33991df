// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl list: lists the algorithms and their drivers on this kernel.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "json_out.h"
#include "message.h"
#include "probe.h"
#include "rngs.h"

static void print_row(const struct probe *probe)
{
	const struct alg *alg = probe->alg;

	printf("%s%-19s %-6s ", paint(probe->error ? FAINT : PLAIN), alg->name,
	       alg_kind_name(alg));
	if (!probe->error)
		printf("%s%-8s%s %-5s %5d %3d %s\n",
		       paint(probe->hardware ? GOOD : PLAIN),
		       probe_where(probe), paint(PLAIN), probe_when(probe),
		       probe->priority, probe->driver_id, probe->driver);
	else
		printf("%s%s\n", probe->error == ENOENT ? device_absence() :
		       session_advice(alg, probe->error), paint(PLAIN));
}

static int list(int argc, char **argv)
{
	static const struct option longs[] = {
		{ "json", no_argument, NULL, 'j' }, HELP_OPTION, {}
	};
	struct json_object *all = NULL;
	struct probe probe;
	unsigned int i;
	int fd, opt;

	while ((opt = next_option(argc, argv, "j", longs)) != -1)
		if (!all)
			all = json_object_new_array();
	no_operands(argc, argv);
	fd = device_open();
	if (!all)
		printf("%-19s %-6s %-8s %-5s %5s %3s %s\n", "ALGORITHM", "KIND",
		       "WHERE", "WHEN", "PRIO", "ID", "DRIVER");
	for (i = 0; i < nr_algs + nr_rngs; i++) {
		probe_alg(&probe, fd, i < nr_algs ? &algs[i] :
						    &rngs[i - nr_algs]);
		if (all)
			json_object_array_add(all, probe_json(&probe));
		else
			print_row(&probe);
	}
	if (all)
		print_json(all);
	close(fd);
	return DONE;
}

const struct command list_command = {
	.name = "list",
	.summary = "list all algorithms and their drivers",
	.help =
	"usage: cryptoctl list [--json]\n"
	"\n"
	"Lists the algorithms of /dev/crypto with their drivers: software, or hardware\n"
	"that only the kernel can reach; sync if a driver completes each request\n"
	"during the call, async if it may complete one later; the driver's priority;\n"
	"and its id, which is 0 for software. The kinds of public-key algorithms are\n"
	"pke (encryption), sig (signatures) and kex (key agreement). The kind of random\n"
	"number generators is rng.\n"
	"\n"
	"  -j, --json   print a JSON array of objects, with more details\n"
	"  -h, --help   print this help\n",
	.run = list,
};
