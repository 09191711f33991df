// SPDX-License-Identifier: GPL-2.0
/*
 * The ways to make a step's call: while another thread makes the next call, in a
 * child that is killed, or with an argument that another thread changes.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../selftests/lib/sysctl.h"
#include "run.h"

enum job {
	JOB_NONE,
	JOB_STEP,
	JOB_CHANGE,
	JOB_SIGNAL,
};

/**
 * struct helper - the other thread
 * @job: its job; it writes JOB_NONE when the job is done
 * @run: the program's state
 * @step: the step
 * @arg: the step's structure, or the structure to change
 * @stop: ends JOB_CHANGE
 * @us: microseconds before JOB_SIGNAL sends its signal
 * @main: the thread that gets the signal
 * @thread: the helper
 */
struct helper {
	volatile enum job job;
	struct running *run;
	const struct step *step;
	uint8_t *arg;
	volatile bool stop;
	unsigned int us;
	pthread_t main;
	pthread_t thread;
};

static struct helper helper;
/* Two structures, each on its own page; the second page is read-only. */
static uint8_t *page;
/* The structure of the present step, before its call. */
static uint8_t built[MAX_STRUCT];
static uint8_t helper_arg[MAX_STRUCT];

/* The bytes of a field that may change: a pointer must stay in its area. */
static unsigned int changeable(const struct field *field)
{
	switch (field->kind) {
	case KIND_POINTER:
		return 2;
	case KIND_STAGED:
	case KIND_RESULTS:
		return 0;
	default:
		return field->width;
	}
}

static void change(const struct call *call, uint8_t *arg)
{
	static const uint8_t values[] = { 0x00, 0xff, 0x80, 0x01, 0x10 };
	unsigned int n = 0;

	while (!helper.stop && call->nr) {
		const struct field *field = &call->fields[n++ % call->nr];
		unsigned int bytes = changeable(field);
		volatile uint8_t *p;
		uint8_t was;

		if (!bytes)
			continue;
		p = arg + field->offset + n % bytes;
		was = *p;
		*p = values[n % sizeof(values)];
		*p = was;
	}
}

static void *help(void *unused)
{
	for (;;) {
		switch (helper.job) {
		case JOB_NONE:
			usleep(100);
			continue;
		case JOB_STEP:
			step_run(helper.run, helper.step, helper.arg);
			break;
		case JOB_CHANGE:
			change(&calls[helper.step->call], helper.arg);
			break;
		case JOB_SIGNAL:
			usleep(helper.us);
			pthread_kill(helper.main, SIGUSR1);
			break;
		}
		__atomic_store_n(&helper.job, JOB_NONE, __ATOMIC_RELEASE);
	}
	return unused;
}

static void start_job(enum job job)
{
	helper.stop = false;
	__atomic_store_n(&helper.job, job, __ATOMIC_RELEASE);
}

static void await_helper(void)
{
	unsigned int n = 0;

	helper.stop = true;
	while (__atomic_load_n(&helper.job, __ATOMIC_ACQUIRE) != JOB_NONE) {
		usleep(100);
		/* The call may wait for results that never arrive. */
		if (n++ % 64 == 63)
			pthread_kill(helper.thread, SIGUSR1);
	}
}

static void on_signal(int nr)
{
	(void)nr;
}

static void fail_quietly(const char *what)
{
	static const char * const names[][2] = {
		{ "verbose", "0" }, { "ignore-gfp-wait", "0" },
		{ "min-order", "0" },
	};
	char path[80];
	unsigned int i;

	for (i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "/sys/kernel/debug/%s/%s", what,
			 names[i][0]);
		setting_write(path, names[i][1][0] - '0');
	}
}

/**
 * how_start() - start the other thread
 *
 * Return: whether that succeeded.
 */
bool how_start(void)
{
	/* Signals must interrupt calls that wait. */
	struct sigaction action = { .sa_handler = on_signal };
	struct itimerspec often = {
		.it_interval = { 0, 150000000 }, .it_value = { 0, 150000000 },
	};
	timer_t timer;
	size_t size = sysconf(_SC_PAGESIZE);

	page = mmap(NULL, 2 * size, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		return false;
	sigaction(SIGUSR1, &action, NULL);
	sigaction(SIGALRM, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	fail_quietly("failslab");
	fail_quietly("fail_page_alloc");
	fail_quietly("fail_usercopy");
	helper.main = pthread_self();
	if (pthread_create(&helper.thread, NULL, help, NULL))
		return false;
	if (timer_create(CLOCK_MONOTONIC, NULL, &timer))
		return false;
	return !timer_settime(timer, 0, &often, NULL);
}

static void fail_nth(unsigned int n)
{
	static __thread int fd = -1;
	char text[12];
	int len;

	if (fd < 0)
		fd = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	len = snprintf(text, sizeof(text), "%u", n);
	if (pwrite(fd, text, len, 0) < 0)
		return;
}

static long in_child(struct running *run, const struct step *step)
{
	pid_t pid = fork();

	if (pid < 0)
		return -errno;
	if (!pid) {
		for (;;)
			step_run(run, step, page);
	}
	usleep(1000 + step->more * 50);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return 0;
}

static long beside(struct running *run, const struct step *step,
		   const struct step *next)
{
	long ret;

	helper.run = run;
	helper.step = next;
	helper.arg = helper_arg;
	step_build(run, next, helper_arg);
	start_job(JOB_STEP);
	ret = step_run(run, step, page);
	await_helper();
	return ret;
}

static long with_helper(struct running *run, const struct step *step,
			enum job job)
{
	long ret;

	helper.step = step;
	helper.arg = page;
	helper.us = step->more * 50;
	start_job(job);
	ret = step_run(run, step, page);
	await_helper();
	return ret;
}

static long faulty(struct running *run, const struct step *step)
{
	long ret;

	fail_nth(step->more % 40 + 1);
	ret = step_run(run, step, page);
	fail_nth(0);
	return ret;
}

static long readonly(struct running *run, const struct step *step)
{
	size_t size = sysconf(_SC_PAGESIZE);
	uint8_t *p = page + size;
	long ret;

	memcpy(p, page, MAX_STRUCT);
	mprotect(p, size, PROT_READ);
	ret = step_run(run, step, p);
	mprotect(p, size, PROT_READ | PROT_WRITE);
	return ret;
}

/**
 * how_run() - run a step in the way of its field "how"
 * @run: the program's state
 * @step: the step
 * @next: the next step, or NULL
 *
 * Return: the return value of its call, or a negative errno.
 */
long how_run(struct running *run, const struct step *step,
	     const struct step *next)
{
	step_build(run, step, page);
	memcpy(built, page, MAX_STRUCT);
	/* In the other ways, this process can read the argument. */
	if (calls[step->call].act != ACT_IOCTL && step->how == HOW_BAD)
		return -EFAULT;
	switch (step->how) {
	case HOW_BESIDE:
		if (next)
			return beside(run, step, next);
		break;
	case HOW_CHILD:
		return in_child(run, step);
	case HOW_READONLY:
		return readonly(run, step);
	case HOW_BAD:
		return step_run(run, step, (void *)16);
	case HOW_CHANGING:
		return with_helper(run, step, JOB_CHANGE);
	case HOW_FAULT:
		return faulty(run, step);
	case HOW_SIGNAL:
		return with_helper(run, step, JOB_SIGNAL);
	}
	return step_run(run, step, page);
}

/**
 * how_changed() - has the last step's call changed its structure?
 */
bool how_changed(void)
{
	return memcmp(built, page, MAX_STRUCT);
}
