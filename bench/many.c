// SPDX-License-Identifier: GPL-2.0
/*
 * Measures very many sessions, processes and threads with 16-byte AES-128-CBC
 * operations. The clock counts instructions, so the guest has one CPU.
 *
 * many sessions: a million sessions in 16 open files: memory of each, and the
 * cost of an operation on the oldest and on the newest.
 *
 * many processes: 1,000 processes with a session each: memory of each session
 * with its open file, the cost of an operation in one of them, and the mean cost
 * while all of them run.
 *
 * many threads: the mean cost with 64 threads on one session.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

#include "measure.h"

#define FILES		16
#define SESSIONS	1000000
#define PROCESSES	1000
#define THREADS		64
#define BYTES		16
#define BATCH		200
/* Operations of each process and thread, whose start and end cost time too. */
#define REPEAT		1000
#define CRYPTO_SYSCTLS	"/proc/sys/dev/crypto/"

static const struct bench_alg *alg;
static uint8_t *src, *dst;

/**
 * struct session - a session and its open file
 * @fd: /dev/crypto
 * @id: the session's number
 */
struct session {
	int fd;
	uint32_t id;
};

static struct session session_new(int fd)
{
	return (struct session) { fd, session_open(fd, alg) };
}

static int crypt_once(void *arg)
{
	static uint8_t iv[BENCH_IV_MAX];
	struct session *ses = arg;

	return session_crypt(ses->fd, ses->id, BYTES, src, dst, iv);
}

static void repeat_crypt(struct session *ses, unsigned int ops)
{
	while (ops--)
		if (crypt_once(ses))
			fail("operation");
}

static int measure_session(const char *name, struct session *ses)
{
	struct figure figure = { name, BYTES, "dev" };

	return measure(&figure, crypt_once, ses, BATCH);
}

static void print_mean(const char *name, const char *unit, double sum,
		       unsigned int nr)
{
	struct figure figure = { name, *unit == 'b' ? 0 : BYTES, "dev" };

	print_figure(&figure, unit, sum / nr);
}

/* Bytes of all slab objects, those of the transforms included. */
static double slab_bytes(void)
{
	FILE *f = fopen("/proc/meminfo", "re");
	char line[128];
	double kib = -1;

	if (!f)
		fail("/proc/meminfo");
	while (fgets(line, sizeof(line), f))
		sscanf(line, "SUnreclaim: %lf kB", &kib);
	fclose(f);
	return kib * 1024;
}

static void raise_limit(const char *path, unsigned int value)
{
	FILE *f = fopen(path, "we");

	if (!f || fprintf(f, "%u", value) < 0 || fclose(f))
		fail(path);
}

static int sessions(void)
{
	struct session first, last;
	int fds[FILES];
	double before;
	unsigned int i;

	raise_limit(CRYPTO_SYSCTLS "max_user_sessions", SESSIONS + 1);
	raise_limit(CRYPTO_SYSCTLS "max_sessions", SESSIONS / FILES + 1);
	for (i = 0; i < FILES; i++)
		fds[i] = device_open();
	first = session_new(fds[0]);
	if (measure_session("only-session", &first))
		return EXIT_FAILURE;
	before = slab_bytes();
	for (i = 1; i < SESSIONS; i++)
		last = session_new(fds[i % FILES]);
	print_mean("million-session", "bytes", slab_bytes() - before,
		   SESSIONS - 1);
	return measure_session("million-oldest", &first) ||
	       measure_session("million-newest", &last) ?
		EXIT_FAILURE : EXIT_SUCCESS;
}

/**
 * enum phase - the parts of the measurement of processes
 * @OPEN: each process makes its session
 * @FIRST: the first process measures its own operations
 * @ALL: all processes run
 */
enum phase {
	OPEN,
	FIRST,
	ALL,
	NR_PHASES,
};

/* A byte to a process starts a phase, and a byte from it ends the phase. */
static int starts[NR_PHASES][2], done[2];

static void await_start(enum phase phase)
{
	uint8_t byte;

	if (read(starts[phase][0], &byte, 1) != 1)
		fail("read");
}

static void end_phase(void)
{
	if (write(done[1], "", 1) != 1)
		fail("write");
}

static void run_phase(enum phase phase, unsigned int nr)
{
	unsigned int i;
	uint8_t byte;

	for (i = 0; i < nr; i++)
		if (write(starts[phase][1], "", 1) != 1)
			fail("write");
	for (i = 0; i < nr; i++)
		if (read(done[0], &byte, 1) != 1)
			fail("read");
}

static void be_process(bool first)
{
	struct session ses;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	await_start(OPEN);
	ses = session_new(device_open());
	repeat_crypt(&ses, 1);
	end_phase();
	if (first) {
		await_start(FIRST);
		if (measure_session("one-of-1000-processes", &ses))
			_exit(EXIT_FAILURE);
		end_phase();
	}
	await_start(ALL);
	repeat_crypt(&ses, REPEAT);
	end_phase();
	pause();
	_exit(EXIT_SUCCESS);
}

static void start_processes(void)
{
	unsigned int i;
	pid_t pid;

	for (i = 0; i < PROCESSES; i++) {
		pid = fork();
		if (pid < 0)
			fail("fork");
		if (!pid)
			be_process(!i);
	}
}

static int processes(void)
{
	double before;
	uint64_t t;
	unsigned int i;

	if (pipe(done))
		fail("pipe");
	for (i = 0; i < NR_PHASES; i++)
		if (pipe(starts[i]))
			fail("pipe");
	start_processes();
	before = slab_bytes();
	run_phase(OPEN, PROCESSES);
	print_mean("process-session", "bytes", slab_bytes() - before, PROCESSES);
	run_phase(FIRST, 1);
	t = now_ns();
	run_phase(ALL, PROCESSES);
	print_mean("all-of-1000-processes", "instructions", now_ns() - t,
		   PROCESSES * REPEAT);
	return EXIT_SUCCESS;
}

static pthread_barrier_t ready, start;

static void *be_thread(void *ses)
{
	repeat_crypt(ses, 1);
	pthread_barrier_wait(&ready);
	pthread_barrier_wait(&start);
	repeat_crypt(ses, REPEAT);
	return NULL;
}

static int threads(void)
{
	struct session ses = session_new(device_open());
	pthread_t threads[THREADS];
	unsigned int i;
	uint64_t t;

	pthread_barrier_init(&ready, NULL, THREADS + 1);
	pthread_barrier_init(&start, NULL, THREADS + 1);
	for (i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, be_thread, &ses))
			fail("pthread_create");
	pthread_barrier_wait(&ready);
	t = now_ns();
	pthread_barrier_wait(&start);
	for (i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	print_mean("all-of-64-threads", "instructions", now_ns() - t,
		   THREADS * REPEAT);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	alg = alg_named("aes-128-cbc");
	src = buffer(BYTES, 1);
	dst = buffer(BYTES, 2);
	if (!strcmp(what, "sessions"))
		return sessions();
	if (!strcmp(what, "processes"))
		return processes();
	if (!strcmp(what, "threads"))
		return threads();
	fprintf(stderr, "usage: many sessions|processes|threads\n");
	return 2;
}
