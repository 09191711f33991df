// SPDX-License-Identifier: GPL-2.0
/*
 * Unloads and loads the module many times, while processes use it, leave
 * requests in flight and are killed. The kernel refuses to unload while the
 * device is open; in the end nothing is left. Prints KTAP.
 *
 * The program soak and cryptodev.ko must be in the same directory.
 * CRYPTODEV_CYCLES in the environment sets the number of cycles.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lib/sysctl.h"

#define CYCLES		100
#define FIRST		10	/* cycles for one-time allocations */
#define PATIENCE	60	/* seconds until the device is closed */
#define GROWTH_KIB	2048	/* partly used slabs, and other code */

static int nr, failed;
static long refused;

static bool result(bool ok, const char *what, long n)
{
	nr++;
	failed += !ok;
	printf("%sok %d %s: %ld\n", ok ? "" : "not ", nr, what, n);
	fflush(stdout);
	return ok;
}

static int unload(void)
{
	return syscall(SYS_delete_module, "cryptodev", O_NONBLOCK) ? errno : 0;
}

static int load(void)
{
	int fd = open("cryptodev.ko", O_RDONLY | O_CLOEXEC);
	int err = syscall(SYS_finit_module, fd, "", 0) ? errno : 0;

	close(fd);
	return err;
}

/* Unloads as soon as the device is closed; reports any other error. */
static int cycle(void)
{
	time_t end = time(NULL) + PATIENCE;
	int err;

	while ((err = unload()) == EWOULDBLOCK && time(NULL) < end) {
		refused++;
		usleep(500);
	}
	if (err)
		return err;
	if (!access("/dev/crypto", F_OK))
		return EEXIST;
	return load();
}

/* Returns the KiB of memory in use, after reclaiming what can be reclaimed. */
static long taken(void)
{
	FILE *f;
	char line[128];
	long n = 0, kib;

	setting_write("/proc/sys/vm/drop_caches", 3);
	sleep(2);
	f = fopen("/proc/meminfo", "r");
	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "SUnreclaim: %ld", &kib) == 1 ||
		    sscanf(line, "VmallocUsed: %ld", &kib) == 1)
			n += kib;
	if (f)
		fclose(f);
	return n;
}

/* Processes that use the device while it comes and goes. */
static pid_t start_others(void)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (freopen("/tmp/soak", "w", stdout))
		execl("./soak", "soak", "-u", "-p", "3", "-n", "3", "-t",
		      "36000", NULL);
	_exit(127);
}

static void tell_others(void)
{
	FILE *f = fopen("/tmp/soak", "r");
	char line[300];

	while (f && fgets(line, sizeof(line), f))
		printf("# %s", line);
	if (f)
		fclose(f);
}

int main(void)
{
	const char *env = getenv("CRYPTODEV_CYCLES");
	int cycles = FIRST + (env ? atoi(env) : CYCLES);
	int done, status, fd, err = 0;
	long before = 0;
	pid_t pid;

	printf("TAP version 13\n1..5\n");
	fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	result(fd >= 0 && unload() == EWOULDBLOCK, "refused while open", errno);
	close(fd);
	result(!cycle(), "not refused when closed", refused);

	refused = 0;
	pid = start_others();
	for (done = 0; done < cycles && !err; done++) {
		if (done == FIRST)
			before = taken();
		usleep(rand() % 100000);
		err = cycle();
	}
	printf("# %ld times it was in use\n", refused);
	if (!result(done == cycles && !err, "times unloaded", done))
		printf("# error %d\n", err);
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	tell_others();
	result(WIFEXITED(status) && !WEXITSTATUS(status) && refused,
	       "others were answered right", status);
	cycle();
	result(taken() - before < GROWTH_KIB, "KiB more than before",
	       taken() - before);
	return failed;
}
