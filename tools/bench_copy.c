// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl bench --copy: finds the length up to which copying a request costs less
 * than pinning it, and prints it as dev.crypto.copy_bytes. Sets this sysctl during
 * the measurements, and restores it.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "cryptoctl.h"
#include "message.h"
#include "progress.h"

#define SYSCTL		"/proc/sys/dev/crypto/copy_bytes"

/* Lengths are powers of two, up to the largest value of the sysctl. */
#define LEN_MIN		64
#define LEN_MAX		32768
#define LENGTHS		10

#define HUGE		(2 * 1024 * 1024)

/**
 * struct memory - memory of one kind, with room for an input and an output
 * @name: its name in the table
 * @advice: for madvise(2)
 * @at: the memory, on a boundary of a huge page; NULL if there is none
 * @from: bytes from which pinning costs less, or 2 * LEN_MAX
 */
struct memory {
	const char *name;
	int advice;
	unsigned char *at;
	unsigned int from;
};

static struct memory memories[] = {
	{ .name = "PAGES", .advice = MADV_NOHUGEPAGE },
	{ .name = "HUGE PAGES", .advice = MADV_HUGEPAGE },
};

static void map_memory(struct memory *memory)
{
	unsigned char *map = buffer_alloc(2 * HUGE);
	size_t past = address(map) % HUGE;

	map += past ? HUGE - past : 0;
	/* A kernel without huge pages refuses both kinds of advice. */
	if (madvise(map, HUGE, memory->advice) &&
	    memory->advice == MADV_HUGEPAGE)
		return;
	memset(map, 1, HUGE);
	memory->at = map;
}

/* Software that does the least: differences between the memories are visible. */
static void open_session(struct session *ses, int fd)
{
	static const unsigned char key[16] = "not a secret one";
	static const char *const names[] = { "null", "aes-ctr" };
	unsigned int key_len = 0;

	driver_choose("cryptosoft0");
	if (session_try(ses, fd, alg_find(names[0], &key_len), key, 0))
		session_make(ses, fd, alg_find(names[1], &key_len), key,
			     sizeof(key));
}

/* Nanoseconds of a request. */
static double cost(const struct session *ses, unsigned char *at,
		   unsigned int bytes, unsigned int ms)
{
	static const unsigned char iv[ALG_IV_MAX];
	struct point point = { .bytes = bytes };
	struct cryptodev_req req;
	int64_t before;
	int error;

	session_request(ses, &req, at, bytes, at + HUGE / 2, iv);
	bench_clock_begin(ms);
	do {
		before = bench_now();
		error = device_submit(ses->fd, &req, 1) ?: -req.result;
		bench_clock_add(bench_now() - before);
	} while (!error && bench_clock_more());
	if (error)
		die(FAILED, "%u bytes: %s", bytes, device_advice(error));
	bench_clock_end(&point);
	return point.half * 1000;
}

static void measure_length(const struct session *ses, unsigned int bytes,
			   unsigned int ms, double copied[], double pinned[])
{
	struct memory *memory;

	for (memory = memories; memory < memories + ARRAY_SIZE(memories); memory++) {
		unsigned int i = memory - memories;

		if (!memory->at)
			continue;
		progress_note("%u bytes, %s", bytes, memory->name);
		write_setting(SYSCTL, "%u\n", LEN_MAX);
		copied[i] = cost(ses, memory->at, bytes, ms);
		write_setting(SYSCTL, "%u\n", 0);
		pinned[i] = cost(ses, memory->at, bytes, ms);
		if (pinned[i] < copied[i] && bytes < memory->from)
			memory->from = bytes;
	}
}

static void print_row(unsigned int bytes, const double copied[],
		      const double pinned[])
{
	unsigned int i;

	printf("%-8u", bytes);
	for (i = 0; i < ARRAY_SIZE(memories); i++) {
		if (memories[i].at)
			printf(" %9.0f %9.0f", copied[i], pinned[i]);
		else
			printf(" %9s %9s", "-", "-");
	}
	printf("\n");
}

/* The longest length up to which copying never costs more. */
static unsigned int best(void)
{
	unsigned int i, from = 2 * LEN_MAX;

	for (i = 0; i < ARRAY_SIZE(memories); i++)
		if (memories[i].at && memories[i].from < from)
			from = memories[i].from;
	return from > LEN_MIN ? from / 2 : 0;
}

static int measure_all(unsigned int ms)
{
	double copied[LENGTHS][ARRAY_SIZE(memories)], pinned[LENGTHS][ARRAY_SIZE(memories)];
	unsigned int i, bytes;
	struct session ses;
	int fd = device_open();

	open_session(&ses, fd);
	for (i = 0; i < ARRAY_SIZE(memories); i++) {
		map_memory(&memories[i]);
		memories[i].from = 2 * LEN_MAX;
	}
	for (i = 0, bytes = LEN_MIN; i < LENGTHS; i++, bytes *= 2)
		measure_length(&ses, bytes, ms, copied[i], pinned[i]);
	progress_end();
	printf("%-8s %19s %19s\n", "NS", memories[0].name, memories[1].name);
	printf("%-8s %9s %9s %9s %9s\n", "BYTES", "COPIED", "PINNED", "COPIED",
	       "PINNED");
	for (i = 0, bytes = LEN_MIN; i < LENGTHS; i++, bytes *= 2)
		print_row(bytes, copied[i], pinned[i]);
	printf("\ndev.crypto.copy_bytes = %u\n", best());
	close(fd);
	return finish_output();
}

static unsigned int read_sysctl(void)
{
	unsigned int value;
	FILE *f = fopen(SYSCTL, "re");

	if (!f || fscanf(f, "%u", &value) != 1)
		die(FAILED, "%s: %s", SYSCTL, strerror(errno));
	fclose(f);
	return value;
}

/**
 * bench_copy() - measure copied and pinned requests, and print the setting
 * @ms: milliseconds of each measurement
 *
 * A child takes the measurements, so that the sysctl is restored if it ends early.
 *
 * Return: the exit status.
 */
int bench_copy(unsigned int ms)
{
	unsigned int was = read_sysctl();
	int status;
	pid_t pid;

	write_setting(SYSCTL, "%u\n", was);
	pid = fork();
	if (pid < 0)
		die(FAILED, "fork: %s", strerror(errno));
	if (!pid)
		exit(measure_all(ms));
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	waitpid(pid, &status, 0);
	write_setting(SYSCTL, "%u\n", was);
	return WIFEXITED(status) ? WEXITSTATUS(status) : FAILED;
}
