// SPDX-License-Identifier: GPL-2.0
/*
 * A process that runs programs until it must stop. Other processes can read which
 * programs it ran last.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../selftests/lib/process.h"
#include "kcov.h"
#include "mutate.h"
#include "ring.h"
#include "run.h"
#include "shared.h"

/* After so many programs a new process begins, with new rings and descriptors. */
#define PROGRAMS	400
#define BETWEEN_CHECKS	16

static unsigned int last_new;
static bool any_new;

static void after(unsigned int step)
{
	unsigned int which;

	for (which = 0; which < NR_KCOV; which++) {
		if (coverage_note(which)) {
			any_new = true;
			last_new = step;
		}
		kcov_clear(which);
	}
}

/* The file is the host's, so it remains if the machine ends. */
static void write_last(int fd, const struct program *p)
{
	if (fd >= 0 && pwrite(fd, p, sizeof(*p), 0) < 0)
		return;
}

static void complain(struct worker *me, const char *what)
{
	snprintf(me->complaint, sizeof(me->complaint), "%s", what);
	shared->stop = true;
}

static void choose(struct random *r, struct program *p)
{
	uint32_t nr = shared->nr_corpus;

	if (!nr || random_once_in(r, 8)) {
		program_make(r, p);
		return;
	}
	*p = shared->corpus[random_below(r, nr)];
	program_mutate(r, p, &shared->corpus[random_below(r, nr)]);
}

static void run(struct worker *me, const struct program *p, int last)
{
	const char *wrong;

	me->last[me->executed % NR_LAST] = *p;
	me->started = seconds();
	write_last(last, p);
	any_new = false;
	kcov_clear(KCOV_OWN);
	wrong = run_program(p, after);
	me->executed++;
	if (!wrong && me->executed % BETWEEN_CHECKS == 0)
		wrong = run_sanity();
	if (wrong) {
		me->executed--;
		complain(me, wrong);
	}
}

/* Keeps the program without the steps after the last one that ran new code. */
static void keep(struct program *p)
{
	if (p->steps[last_new].how == HOW_BESIDE && last_new + 1 < p->nr)
		last_new++;
	p->nr = last_new + 1;
	corpus_add(p);
}

/* RLIMIT_MEMLOCK limits only processes without CAP_IPC_LOCK. */
static void be_limited(void)
{
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[2];

	if (syscall(SYS_capget, &head, data))
		return;
	data[0].effective &= ~(1u << CAP_IPC_LOCK);
	syscall(SYS_capset, &head, data);
}

/*
 * Forks: the parent records the code that worker threads and callbacks run for the
 * child, which returns. One process cannot record that and its own code.
 */
static void fork_recorded(unsigned int nr)
{
	int status = 0;
	pid_t pid;

	if (!kcov_start_remote(nr + 1))
		return;
	pid = fork();
	if (pid < 0)
		_exit(1);
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		return;
	}
	waitpid(pid, &status, 0);
	_exit(status ? 1 : 0);
}

/**
 * worker_main() - run programs
 * @nr: which worker
 * @seed: of the random numbers
 * @last: a file for the program that runs, or NULL
 *
 * Does not return.
 */
void worker_main(unsigned int nr, uint64_t seed, const char *last)
{
	struct worker *me = &shared->workers[nr];
	struct random r = { seed | 1 };
	struct program p;
	int i, fd = -1;
	uint32_t loaded;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	fork_recorded(nr);
	me->pid = getpid();
	if (last)
		fd = open(last, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	if (!run_start()) {
		complain(me, "no memory or threads to run programs with");
		_exit(1);
	}
	if (!kcov_start()) {
		complain(me, "KCOV does not record");
		_exit(1);
	}
	if (nr % 2)
		be_limited();
	for (i = 0; i < PROGRAMS && !shared->stop; i++) {
		if (corpus_next_loaded(&loaded))
			p = shared->corpus[loaded];
		else
			choose(&r, &p);
		run(me, &p, fd);
		if (any_new)
			keep(&p);
	}
	rings_close();
	_exit(0);
}
