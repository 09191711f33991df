/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A control group (version 2) of a test's own.
 */
#ifndef CGROUP_H
#define CGROUP_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * struct cgroup - a control group
 * @root: where the hierarchy is mounted
 * @dir: the group's directory
 */
struct cgroup {
	char root[32];
	char dir[48];
};

static inline bool cgroup_write(const char *dir, const char *file,
				const char *text)
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

/* Whether there is one now, with such a controller if one is named. */
static inline bool cgroup_make(struct cgroup *g, const char *controller)
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

/* Whether the calling process is in it from here on. */
static inline bool cgroup_enter(const struct cgroup *g)
{
	return cgroup_write(g->dir, "cgroup.procs", "0");
}

/* A number of the group's, or -1. */
static inline long long cgroup_read(const struct cgroup *g, const char *file)
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

/* When no process is in it. */
static inline void cgroup_remove(struct cgroup *g)
{
	rmdir(g->dir);
	umount2(g->root, MNT_DETACH);
	rmdir(g->root);
}

#endif /* CGROUP_H */
