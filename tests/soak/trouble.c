// SPDX-License-Identifier: GPL-2.0
/*
 * Memory shortage: of a control group, and of the machine.
 */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "lib/sysctl.h"
#include "soak.h"

#define CGROUPS	"/sys/fs/cgroup"
#define OURS	CGROUPS "/soak"
#define MIB	(1024 * 1024L)

/**
 * soak_meminfo() - read a line of /proc/meminfo
 * @name: name of the line
 *
 * Return: KiB, or -1.
 */
long soak_meminfo(const char *name)
{
	FILE *f = fopen("/proc/meminfo", "r");
	long value = -1, kib;
	char line[128], is[40];

	if (!f)
		return -1;
	while (fgets(line, sizeof(line), f))
		if (sscanf(line, "%39[^:]: %ld", is, &kib) == 2 &&
		    !strcmp(is, name))
			value = kib;
	fclose(f);
	return value;
}

/**
 * soak_limit_memory() - limit the memory of this process and its children
 * @mib: the limit in MiB
 *
 * Return: true if this kernel has such limits.
 */
bool soak_limit_memory(long mib)
{
	FILE *f;

	if (access(CGROUPS "/cgroup.procs", F_OK) &&
	    mount("none", CGROUPS, "cgroup2", 0, NULL))
		return false;
	f = fopen(CGROUPS "/cgroup.subtree_control", "w");
	if (!f)
		return false;
	fputs("+memory\n", f);
	if (fclose(f))
		return false;
	if (mkdir(OURS, 0755) && errno != EEXIST)
		return false;
	return setting_write(OURS "/memory.max", mib * MIB) &&
	       setting_write(OURS "/cgroup.procs", getpid());
}

/* A process that the kernel kills first if memory runs out. */
static void take(long mib)
{
	pid_t pid = fork();
	char *p;

	if (pid) {
		waitpid(pid, NULL, 0);
		return;
	}
	setting_write("/proc/self/oom_score_adj", 1000);
	p = mmap(NULL, mib * MIB, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	if (p != MAP_FAILED)
		sleep(2);
	_exit(0);
}

/**
 * soak_hog() - start a process that takes nearly all memory, repeatedly
 * @leave_mib: MiB that it leaves
 *
 * Return: the process's id.
 */
pid_t soak_hog(long leave_mib)
{
	pid_t pid = fork();
	long mib;

	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		mib = soak_meminfo("MemAvailable") / 1024 - leave_mib;
		if (mib > 0)
			take(mib);
		sleep(3);
	}
}
