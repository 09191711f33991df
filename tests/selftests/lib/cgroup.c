// SPDX-License-Identifier: GPL-2.0
/* A control group for one test. */
#include "cgroup.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

bool cgroup_write(const char *dir, const char *file, const char *text)
{
	char path[96];
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	len = write(fd, text, strlen(text));
	close(fd);
	return len == (ssize_t)strlen(text);
}

bool cgroup_make(struct cgroup *g, const char *controller)
{
	char enable[32];

	strcpy(g->root, "/tmp/cgroup.XXXXXX");
	if (!mkdtemp(g->root) || mount("none", g->root, "cgroup2", 0, NULL))
		return false;
	snprintf(enable, sizeof(enable), "+%s", controller ?: "");
	if (controller &&
	    !cgroup_write(g->root, "cgroup.subtree_control", enable))
		return false;
	snprintf(g->dir, sizeof(g->dir), "%s/test.%d", g->root, getpid());
	return !mkdir(g->dir, 0755);
}

bool cgroup_enter(const struct cgroup *g)
{
	return cgroup_write(g->dir, "cgroup.procs", "0");
}

long long cgroup_read(const struct cgroup *g, const char *file)
{
	long long value = -1;
	char path[96];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", g->dir, file);
	f = fopen(path, "r");
	if (!f)
		return -1;
	if (fscanf(f, "%lld", &value) != 1)
		value = -1;
	fclose(f);
	return value;
}

void cgroup_remove(struct cgroup *g)
{
	rmdir(g->dir);
	umount2(g->root, MNT_DETACH);
	rmdir(g->root);
}
