// SPDX-License-Identifier: GPL-2.0
/*
 * Many processes use the device for a long time, with too little memory, and
 * are killed at random. Prints the state now and then, and the result in KTAP
 * at the end.
 *
 * soak [-p PROCESSES] [-n SESSIONS] [-t SECONDS] [-m MIB] [-u]
 *
 * SESSIONS is the number of sessions of each process. MIB is the memory of all
 * processes together, by default 1.5 for each: less than they need. With -u the
 * module may be unloaded meanwhile. CRYPTODEV_SOAK in the environment has the
 * defaults of SECONDS, PROCESSES and SESSIONS.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lib/sysctl.h"
#include "soak.h"

#define PROCESSES_MAX	1000
#define LEAVE_MIB	48	/* that the hog leaves */
#define LIFETIME	10	/* limit of a process's life in seconds */

struct soak_counts *soak_counts;

static int processes, sessions = 50, duration = 60;
static long mib = -1;
static bool may_be_gone;
static pid_t pids[PROCESSES_MAX];
static long died;
static volatile sig_atomic_t stopped;

/**
 * soak_bad() - record a failure
 * @what: in words
 * @err: the error, or another number that explains it
 */
void soak_bad(const char *what, long err)
{
	if (__atomic_fetch_add(&soak_counts->bad, 1, __ATOMIC_RELAXED))
		return;
	snprintf(soak_counts->what, sizeof(soak_counts->what), "%s", what);
	soak_counts->err = err;
}

static void stop(int sig)
{
	stopped = sig;
}

static void start(int i)
{
	static unsigned int seed = 1;
	pid_t pid;

	seed += 7919;
	fflush(stdout);
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGTERM, SIG_DFL);
		setting_write("/proc/self/oom_score_adj", 0);
		soak_worker(sessions, seed, may_be_gone);
	}
	pids[i] = pid > 0 ? pid : 0;
}

/* Restarts processes that ended, killed by us or for their memory. */
static void replace(void)
{
	int i, status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (i = 0; i < processes && pids[i] != pid; i++)
			;
		if (i == processes)
			continue;
		if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
			soak_bad("a process ended", status);
		died++;
		start(i);
	}
	for (i = 0; i < processes; i++)
		if (!pids[i])
			start(i);
}

/* Kills as many processes as is due after @ms milliseconds. */
static void kill_some(long ms)
{
	static long due;
	int i;

	for (due += ms * processes; due > LIFETIME * 1000; due -= LIFETIME * 1000) {
		i = rand() % processes;
		if (pids[i])
			kill(pids[i], SIGKILL);
	}
}

static void end_all(void)
{
	int i;

	for (i = 0; i < processes; i++)
		if (pids[i])
			kill(pids[i], SIGKILL);
	for (i = 0; i < processes; i++)
		if (pids[i])
			waitpid(pids[i], NULL, 0);
}

static void tell(time_t since)
{
	const struct soak_counts *c = soak_counts;

	if (since < 1)
		since = 1;
	printf("# %ld s: %ld right (%ld/s), %ld left, %ld sessions, %ld killed, %ld without memory, %ld busy, %ld MiB available, %ld MiB of slabs\n",
	       (long)since, c->right, c->right / since, c->left, c->sessions,
	       died, c->no_memory, c->busy,
	       soak_meminfo("MemAvailable") / 1024, soak_meminfo("Slab") / 1024);
	fflush(stdout);
}

/*
 * The counting process must not be killed for the others' memory, nor wait for
 * its own. Its code is locked too, because otherwise the others would do
 * nothing but read it again.
 */
static bool spare_this(void)
{
	return setting_write("/proc/self/oom_score_adj", -1000) &&
	       !mlockall(MCL_CURRENT);
}

static void soak(void)
{
	time_t start = time(NULL), told = start, now;

	do {
		usleep(50000);
		replace();
		kill_some(50);
		now = time(NULL);
		if (now >= told + (duration > 300 ? 60 : 15)) {
			tell(now - start);
			told = now;
		}
	} while (now < start + duration && !stopped);
	end_all();
	tell(time(NULL) - start);
}

static int options(int argc, char **argv)
{
	const char *env = getenv("CRYPTODEV_SOAK");
	int opt;

	if (env)
		sscanf(env, "%d %d %d", &duration, &processes, &sessions);
	while ((opt = getopt(argc, argv, "p:n:t:m:u")) != -1) {
		switch (opt) {
		case 'p': processes = atoi(optarg); break;
		case 'n': sessions = atoi(optarg); break;
		case 't': duration = atoi(optarg); break;
		case 'm': mib = atol(optarg); break;
		case 'u': may_be_gone = true; break;
		default: return -1;
		}
	}
	if (!processes)
		processes = duration > 300 ? 200 : 40;
	return processes < 1 || processes > PROCESSES_MAX || sessions < 1 ||
	       duration < 1 ? -1 : 0;
}

int main(int argc, char **argv)
{
	struct soak_counts *c;
	pid_t hog = 0;

	if (options(argc, argv)) {
		fprintf(stderr, "usage: soak [-p PROCESSES] [-n SESSIONS] [-t SECONDS] [-m MIB] [-u]\n");
		return 2;
	}
	c = mmap(NULL, sizeof(*c), PROT_READ | PROT_WRITE,
		 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (c == MAP_FAILED)
		return 2;
	soak_counts = c;
	printf("TAP version 13\n1..1\n");
	signal(SIGTERM, stop);
	if (!soak_prepare() && !may_be_gone)
		soak_bad("no device that can do it", errno);
	if (mib < 0)
		mib = processes * 3 / 2;
	if (mib && !may_be_gone) {
		hog = soak_hog(LEAVE_MIB);
		if (!spare_this())
			soak_bad("cannot be spared", errno);
		if (!soak_limit_memory(mib))
			soak_bad("cannot limit memory", errno);
	}
	soak();
	if (hog) {
		kill(hog, SIGKILL);
		waitpid(hog, NULL, 0);
	}
	if (c->bad)
		printf("# %ld times: %s (%ld)\n", c->bad, c->what, c->err);
	printf("%sok 1 %ld requests right, %ld wrong\n",
	       c->bad || !c->right ? "not " : "", c->right, c->bad);
	return c->bad || !c->right;
}
