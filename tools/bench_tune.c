// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl bench --tune: finds the length from which each hardware driver is
 * faster than the CPU, and prints or applies it as dev.crypto.offload_min_bytes.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "cryptoctl.h"
#include "message.h"
#include "progress.h"

#define SYSCTL		"/proc/sys/dev/crypto/offload_min_bytes"
#define DRIVERS		"/sys/kernel/cryptodev"

/* The CPU is faster at all lengths that were measured. */
#define NEVER		INT_MAX

/* Lengths are powers of two: each is whole blocks of each cipher. */
#define LEN_MIN		16
#define LEN_MAX		65536

/**
 * struct tuned - a hardware driver
 * @of: the algorithm that it serves
 * @driver: its name
 * @from: bytes from which it is faster, or NEVER
 */
struct tuned {
	struct subject of;
	char driver[CRYPTODEV_DRIVER_NAME_MAX];
	unsigned int from;
};

/* Returns true if hardware serves the algorithm if a program names no driver. */
static bool find_hardware(const struct alg *alg, struct tuned *tuned)
{
	unsigned char key[CRYPTO_CIPHER_MAX_KEY_LEN] = "any but a weak one";
	struct session_info_op info;
	struct session ses;
	int fd;
	bool found;

	if (alg->asym)
		return false;
	fd = device_open();
	tuned->of = (struct subject) {
		.name = alg->name, .alg = alg, .key_len = alg_usual_key(alg),
	};
	found = !session_try(&ses, fd, alg, key, tuned->of.key_len);
	if (found) {
		session_info(&ses, &info);
		snprintf(tuned->driver, sizeof(tuned->driver), "%.*s",
			 (int)sizeof(tuned->driver) - 1, session_driver(&info));
		found = ses.driver_id;
	}
	close(fd);
	return found;
}

/* Requests per second, with one in flight; 0 if it cannot be measured. */
static double rate(const struct tuned *tuned, const char *driver,
		   unsigned int bytes, unsigned int ms)
{
	struct point point = {
		.of = &tuned->of, .by = BY_DEVICE, .bytes = bytes, .depth = 1,
	};

	progress_note("%s, %u bytes, %s", tuned->of.name, bytes, driver);
	driver_choose(driver);
	return bench_measure(&point, ms) ? 0 : point.per_second;
}

/* From the longest length down, to the first at which the CPU is faster. */
static void tune(struct tuned *tuned, unsigned int ms)
{
	unsigned int bytes;

	tuned->from = NEVER;
	for (bytes = LEN_MAX; bytes >= LEN_MIN; bytes /= 2) {
		if (rate(tuned, tuned->driver, bytes, ms) <
		    rate(tuned, "cryptosoft0", bytes, ms))
			return;
		tuned->from = bytes > LEN_MIN ? bytes : 0;
	}
}

/*
 * The sysctl is for drivers without a value of their own: the longest of all
 * lengths, so that no driver gets requests that it makes slower.
 */
static unsigned int longest(const struct tuned *all, unsigned int nr)
{
	unsigned int i, most = 0;

	for (i = 0; i < nr; i++)
		if (all[i].from > most)
			most = all[i].from;
	return most;
}

/**
 * write_setting() - write a number to a file, or end the program
 * @path: the file
 * @format: the format of its new contents
 * @value: the number
 */
void write_setting(const char *path, const char *format, unsigned int value)
{
	FILE *f = fopen(path, "we");

	if (!f)
		die(FAILED, "%s: %s", path, strerror(errno));
	fprintf(f, format, value);
	if (fclose(f))
		die(FAILED, "%s: %s", path, strerror(errno));
}

static void apply(const struct tuned *all, unsigned int nr, const char *file)
{
	char path[sizeof(DRIVERS) + CRYPTODEV_DRIVER_NAME_MAX + 32];
	unsigned int i;

	for (i = 0; i < nr; i++) {
		snprintf(path, sizeof(path), DRIVERS "/%s/offload_min_bytes",
			 all[i].driver);
		write_setting(path, "%u\n", all[i].from);
	}
	write_setting(SYSCTL, "%u\n", longest(all, nr));
	write_setting(file, "# written by cryptoctl bench --tune\n"
		      "dev.crypto.offload_min_bytes = %u\n", longest(all, nr));
}

static void print(const struct tuned *all, unsigned int nr)
{
	unsigned int i;

	printf("%-31s %-20s %s\n", "DRIVER", "ALGORITHM", "FASTER FROM");
	for (i = 0; i < nr; i++) {
		printf("%-31s %-20s ", all[i].driver, all[i].of.name);
		if (all[i].from == NEVER)
			printf("never\n");
		else
			printf("%u bytes\n", all[i].from);
	}
	printf("\ndev.crypto.offload_min_bytes = %u\n", longest(all, nr));
}

/**
 * bench_tune() - measure all hardware drivers, and print or apply the setting
 * @ms: milliseconds of each measurement
 * @file: the file of sysctl.d to write, or NULL to print only
 *
 * Return: the exit status.
 */
int bench_tune(unsigned int ms, const char *file)
{
	struct tuned *all = calloc(nr_algs, sizeof(*all));
	unsigned int i, nr = 0;

	if (!all)
		die(FAILED, "memory: %s", strerror(errno));
	for (i = 0; i < nr_algs; i++)
		nr += find_hardware(&algs[i], &all[nr]);
	if (!nr)
		die(NO_ALGORITHM, "no hardware serves an algorithm here");
	for (i = 0; i < nr; i++)
		tune(&all[i], ms);
	progress_end();
	print(all, nr);
	if (file)
		apply(all, nr, file);
	free(all);
	return finish_output();
}
