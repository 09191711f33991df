/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A control group (version 2) for one test.
 */
#ifndef SELFTESTS_CGROUP_H
#define SELFTESTS_CGROUP_H

#include <stdbool.h>

/**
 * struct cgroup - a control group
 * @root: where the hierarchy is mounted
 * @dir: the group's directory
 */
struct cgroup {
	char root[32];
	char dir[48];
};

/*
 * Creates the group, with @controller enabled unless it is NULL. Returns false
 * if that is not permitted or this kernel lacks the controller.
 */
bool cgroup_make(struct cgroup *g, const char *controller);

/* Moves the calling process into the group; false on failure. */
bool cgroup_enter(const struct cgroup *g);

/* Writes @text to @file of the directory @dir; false on failure. */
bool cgroup_write(const char *dir, const char *file, const char *text);

/* Returns the number in the group's @file, or -1. */
long long cgroup_read(const struct cgroup *g, const char *file);

/* Removes the group, which must have no process. */
void cgroup_remove(struct cgroup *g);

#endif /* SELFTESTS_CGROUP_H */
