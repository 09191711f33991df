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
 * @copied: nanoseconds of a copied request of each length
 * @pinned: the same of a pinned one
 */
struct memory {
	const char *name;
	int advice;
	unsigned char *at;
	double copied[LENGTHS];
	double pinned[LENGTHS];
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
	static const unsigned char key[16];
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
	int error;

	session_request(ses, &req, at, bytes, at + HUGE / 2, iv);
	error = bench_repeat(ses, &req, ms);
	if (error)
		die(FAILED, "%u bytes: %s", bytes, device_advice(error));
	bench_clock_end(&point);
	return point.half * 1000;
}

static void measure_length(const struct session *ses, unsigned int length,
			   unsigned int ms)
{
	unsigned int i, bytes = LEN_MIN << length;

	for (i = 0; i < ARRAY_SIZE(memories); i++) {
		struct memory *memory = &memories[i];

		if (!memory->at)
			continue;
		progress_note("%u bytes, %s", bytes, memory->name);
		write_setting(SYSCTL, "%u\n", LEN_MAX);
		memory->copied[length] = cost(ses, memory->at, bytes, ms);
		write_setting(SYSCTL, "%u\n", 0);
		memory->pinned[length] = cost(ses, memory->at, bytes, ms);
	}
}

static void print_row(unsigned int length)
{
	unsigned int i;

	printf("%-8u", LEN_MIN << length);
	for (i = 0; i < ARRAY_SIZE(memories); i++) {
		const struct memory *memory = &memories[i];

		if (memory->at)
			printf(" %9.0f %9.0f", memory->copied[length],
			       memory->pinned[length]);
		else
			printf(" %9s %9s", "-", "-");
	}
	printf("\n");
}

static bool pinning_costs_less(unsigned int length)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(memories); i++)
		if (memories[i].at &&
		    memories[i].pinned[length] < memories[i].copied[length])
			return true;
	return false;
}

/* The longest length up to which copying never costs more. */
static unsigned int best(void)
{
	unsigned int length = 0;

	while (length < LENGTHS && !pinning_costs_less(length))
		length++;
	return length ? LEN_MIN << (length - 1) : 0;
}

static int measure_all(unsigned int ms)
{
	unsigned int i;
	struct session ses;
	int fd = device_open();

	open_session(&ses, fd);
	for (i = 0; i < ARRAY_SIZE(memories); i++)
		map_memory(&memories[i]);
	for (i = 0; i < LENGTHS; i++)
		measure_length(&ses, i, ms);
	progress_end();
	printf("%-8s %19s %19s\n", "NS", memories[0].name, memories[1].name);
	printf("%-8s %9s %9s %9s %9s\n", "BYTES", "COPIED", "PINNED", "COPIED",
	       "PINNED");
	for (i = 0; i < LENGTHS; i++)
		print_row(i);
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
