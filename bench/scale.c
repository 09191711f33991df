// SPDX-License-Identifier: GPL-2.0
/*
 * Measures how costs grow with sessions and threads.
 *
 * scale sessions [N]: instructions per 16-byte AES-128-CBC operation on the oldest
 * of many sessions, and to make and free a session; N operations make a batch.
 *
 * scale threads [MS]: the rate of two threads, each on its own CPU, as a multiple
 * of the rate of one, on one session and on two; the same of 64 threads on one
 * session; and of two threads that call getppid(), which shows the limit of this
 * machine. Each measurement takes MS milliseconds. Each round takes all
 * measurements, and the result is the median of the rounds: other programs may use
 * the CPUs too. It needs a real clock.
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

#include "measure.h"

#define THREADS		2
#define MANY_THREADS	64
#define ROUNDS		15

static int fd;

static int crypt_once(void *arg)
{
	return ioctl(fd, CIOCCRYPT, arg);
}

static int call_getppid(void *arg)
{
	(void)arg;
	return getppid() < 0 ? -1 : 0;
}

static int open_close(void *arg)
{
	session_close(fd, session_open(fd, arg));
	return 0;
}

static int sessions(unsigned int batch)
{
	static const struct figure steps[] = {
		{ "oldest-of-1", 16, "dev" },
		{ "oldest-of-100", 16, "dev" },
		{ "oldest-of-1000", 16, "dev" },
		{ "oldest-of-10000", 16, "dev" },
	};
	static const unsigned int nr[] = { 1, 100, 1000, 10000 };
	static const struct figure open_figure = { "open+close", 0, "dev" };
	const struct bench_alg *alg = alg_named("aes-128-cbc");
	uint8_t iv[BENCH_IV_MAX] = {};
	struct crypt_op cop = {
		.ses = session_open(fd, alg),
		.len = 16,
		.src = buffer(16, 1),
		.dst = buffer(16, 2),
		.iv = iv,
	};
	unsigned int i, open = 1;

	for (i = 0; i < ARRAY_SIZE(nr); i++) {
		for (; open < nr[i]; open++)
			session_open(fd, alg);
		if (measure(&steps[i], crypt_once, &cop, batch))
			return EXIT_FAILURE;
	}
	if (measure(&open_figure, open_close, (void *)alg, batch))
		return EXIT_FAILURE;
	return EXIT_SUCCESS;
}

/**
 * struct worker - a thread that repeats an operation
 * @thread: the thread
 * @cpu: its CPU
 * @op: the operation
 * @cop: the argument of @op
 * @iv: the IV of @cop
 * @rate: out: operations per second
 */
struct worker {
	pthread_t thread;
	int cpu;
	bench_op_t *op;
	struct crypt_op cop;
	uint8_t iv[BENCH_IV_MAX];
	double rate;
};

static pthread_barrier_t ready;
static atomic_bool stop;

static void *work(void *arg)
{
	struct worker *w = arg;
	uint64_t done = 0, t;
	cpu_set_t cpus;

	CPU_ZERO(&cpus);
	CPU_SET(w->cpu, &cpus);
	if (sched_setaffinity(0, sizeof(cpus), &cpus))
		fail("sched_setaffinity");
	if (w->op(&w->cop))
		fail("operation");
	pthread_barrier_wait(&ready);
	t = now_ns();
	while (!atomic_load_explicit(&stop, memory_order_relaxed)) {
		if (w->op(&w->cop))
			fail("operation");
		done++;
	}
	w->rate = done * 1e9 / (now_ns() - t);
	return NULL;
}

/* Returns the rate of the first @nr workers together. */
static double rate(struct worker *workers, unsigned int nr, unsigned int ms)
{
	double sum = 0;
	unsigned int i;

	atomic_store(&stop, false);
	pthread_barrier_init(&ready, NULL, nr + 1);
	for (i = 0; i < nr; i++)
		if (pthread_create(&workers[i].thread, NULL, work, &workers[i]))
			fail("pthread_create");
	pthread_barrier_wait(&ready);
	usleep(ms * 1000);
	atomic_store(&stop, true);
	for (i = 0; i < nr; i++) {
		pthread_join(workers[i].thread, NULL);
		sum += workers[i].rate;
	}
	pthread_barrier_destroy(&ready);
	return sum;
}

/**
 * struct race - the rates of all rounds
 * @one: operations per second of one thread
 * @shared: rate of two threads on one session, as a multiple of @one
 * @apart: rate of two threads on two sessions, as a multiple of @one
 * @many: rate of 64 threads on one session, as a multiple of @one
 * @calls: rate of two threads that call getppid(), as a multiple of one thread's
 */
struct race {
	double one[ROUNDS];
	double shared[ROUNDS];
	double apart[ROUNDS];
	double many[ROUNDS];
	double calls[ROUNDS];
};

static void print_race(struct race *race, unsigned int bytes)
{
	struct figure figure = { "one-thread", bytes, "dev" };

	print_figure(&figure, "ops/s", median(race->one, ROUNDS));
	figure.operation = "two-threads-one-session";
	print_figure(&figure, "times", median(race->shared, ROUNDS));
	figure.operation = "two-threads-two-sessions";
	print_figure(&figure, "times", median(race->apart, ROUNDS));
	figure.operation = "64-threads-one-session";
	print_figure(&figure, "times", median(race->many, ROUNDS));
	figure.operation = "two-threads-getppid";
	figure.by = "floor";
	print_figure(&figure, "times", median(race->calls, ROUNDS));
}

static void set_op(struct worker *workers, bench_op_t *op)
{
	unsigned int i;

	for (i = 0; i < THREADS; i++)
		workers[i].op = op;
}

static void threads_of(unsigned int bytes, unsigned int ms)
{
	const struct bench_alg *alg = alg_named("aes-128-cbc");
	uint32_t ses[THREADS] = {
		session_open(fd, alg), session_open(fd, alg)
	};
	static struct worker workers[MANY_THREADS];
	struct race race;
	unsigned int i;

	for (i = 0; i < MANY_THREADS; i++) {
		workers[i].op = crypt_once;
		workers[i].cpu = i % THREADS;
		workers[i].cop.ses = ses[0];
		workers[i].cop.len = bytes;
		workers[i].cop.src = buffer(bytes, 1);
		workers[i].cop.dst = buffer(bytes, 2);
		workers[i].cop.iv = workers[i].iv;
	}
	for (i = 0; i < ROUNDS; i++) {
		set_op(workers, crypt_once);
		workers[0].cop.ses = ses[0];
		race.one[i] = rate(workers, 1, ms);
		workers[1].cop.ses = ses[0];
		race.shared[i] = rate(workers, THREADS, ms) / race.one[i];
		workers[1].cop.ses = ses[1];
		race.apart[i] = rate(workers, THREADS, ms) / race.one[i];
		workers[1].cop.ses = ses[0];
		race.many[i] = rate(workers, MANY_THREADS, ms) / race.one[i];
		set_op(workers, call_getppid);
		race.calls[i] = rate(workers, 1, ms);
		race.calls[i] = rate(workers, THREADS, ms) / race.calls[i];
	}
	print_race(&race, bytes);
	for (i = 0; i < THREADS; i++)
		session_close(fd, ses[i]);
	for (i = 0; i < MANY_THREADS; i++) {
		free(workers[i].cop.src);
		free(workers[i].cop.dst);
	}
}

int main(int argc, char **argv)
{
	unsigned int n = argc > 2 ? atoi(argv[2]) : 100;

	fd = device_open();
	if (argc > 1 && !strcmp(argv[1], "sessions"))
		return sessions(n);
	if (argc > 1 && !strcmp(argv[1], "threads")) {
		threads_of(16, n);
		threads_of(4096, n);
		return EXIT_SUCCESS;
	}
	fprintf(stderr, "usage: scale sessions|threads [N]\n");
	return 2;
}
