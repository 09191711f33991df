// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the usage of the device: of drivers from sysfs, which only root can read;
 * of open files from /proc/PID/fdinfo, which only those can read who may trace the
 * process.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "message.h"
#include "usage.h"

#define DRIVERS "/sys/kernel/cryptodev"

/* Appends an element of zeros to a list. */
static struct user *add(struct user **list, size_t *nr)
{
	struct user *all = realloc(*list, (*nr + 1) * sizeof(*all));

	if (!all)
		die(FAILED, "%s", strerror(ENOMEM));
	*list = all;
	memset(&all[*nr], 0, sizeof(*all));
	return &all[(*nr)++];
}

/* Reads the first line of a file; sets errno if there is none. */
static int read_line(int dir, const char *path, char *line, size_t size)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return errno;
	n = read(fd, line, size - 1);
	close(fd);
	if (n <= 0)
		return n ? errno : EIO;
	line[n] = 0;
	line[strcspn(line, "\n")] = 0;
	return 0;
}

static int read_count(int dir, const char *name, long long *count)
{
	char line[32];
	int err = read_line(dir, name, line, sizeof(line));

	if (!err)
		*count = strtoll(line, NULL, 10);
	return err;
}

/* Returns 0, or an errno: a driver can disappear at any time, with its files. */
static int read_driver(int dir, struct user *driver)
{
	struct counts *c = &driver->counts;

	c->in_flight = -1;
	/* An older module moves no requests, and has no such files. */
	read_count(dir, "offloaded", &c->offloaded);
	read_count(dir, "kept", &c->kept);
	read_count(dir, "failed_over", &c->failed_over);
	return read_line(dir, "algorithm", driver->algorithm,
			 sizeof(driver->algorithm)) ?:
	       read_count(dir, "id", &driver->driver_id) ?:
	       read_count(dir, "sessions", &c->sessions) ?:
	       read_count(dir, "requests", &c->requests) ?:
	       read_count(dir, "bytes", &c->bytes) ?:
	       read_count(dir, "errors", &c->errors);
}

static void add_driver(struct usage *usage, DIR *all, const char *name)
{
	struct user *driver;
	int dir, err;

	dir = openat(dirfd(all), name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return;
	driver = add(&usage->drivers, &usage->nr_drivers);
	snprintf(driver->name, sizeof(driver->name), "%s", name);
	err = read_driver(dir, driver);
	close(dir);
	if (err)
		usage->nr_drivers--;
	if (err == EACCES || err == EPERM)
		usage->told = false;
}

static void read_drivers(struct usage *usage)
{
	struct dirent *entry;
	DIR *all = opendir(DRIVERS);

	if (!all)
		die(NO_DEVICE,
		    "no %s: module not loaded? \"modprobe cryptodev\", as root, loads it",
		    DRIVERS);
	usage->told = true;
	while ((entry = readdir(all)))
		if (*entry->d_name != '.')
			add_driver(usage, all, entry->d_name);
	closedir(all);
}

/* Parses a line of fdinfo, if the module wrote it. */
static bool take_line(struct user *owner, const char *line)
{
	struct counts *c = &owner->counts;
	const struct {
		const char *name;
		long long *to;
	} fields[] = {
		{ "file", &owner->id }, { "sessions", &c->sessions },
		{ "in-flight", &c->in_flight }, { "requests", &c->requests },
		{ "bytes", &c->bytes }, { "errors", &c->errors },
	};
	char name[32];
	long long value;
	size_t i;

	if (sscanf(line, "cryptodev-%31[a-z-]: %lld", name, &value) != 2)
		return false;
	for (i = 0; i < ARRAY_SIZE(fields); i++)
		if (!strcmp(name, fields[i].name))
			*fields[i].to = value;
	return true;
}

/* Returns whether a descriptor is one of the device. */
static bool read_fdinfo(int dir, const char *fd, struct user *owner)
{
	int file = openat(dir, fd, O_RDONLY | O_CLOEXEC);
	char line[256];
	bool ours = false;
	FILE *f;

	f = file < 0 ? NULL : fdopen(file, "r");
	if (!f)
		return false;
	memset(owner, 0, sizeof(*owner));
	while (fgets(line, sizeof(line), f))
		ours |= take_line(owner, line);
	fclose(f);
	return ours;
}

/* A file counts once, though many processes can have descriptors of it. */
static void add_owner(struct usage *usage, const struct user *owner)
{
	size_t i;

	for (i = 0; i < usage->nr_owners; i++) {
		if (usage->owners[i].id != owner->id)
			continue;
		if (owner->pid < usage->owners[i].pid)
			usage->owners[i] = *owner;
		return;
	}
	*add(&usage->owners, &usage->nr_owners) = *owner;
}

/* A process chooses its own name, which must not control the terminal. */
static void make_printable(char *name)
{
	for (; *name; name++)
		if (!isprint((unsigned char)*name))
			*name = '?';
}

static void read_process(struct usage *usage, int proc, const char *pid)
{
	char path[64], comm[32] = "?";
	struct dirent *entry;
	struct user owner;
	DIR *fds;
	int dir;

	snprintf(path, sizeof(path), "%s/fdinfo", pid);
	dir = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	fds = dir < 0 ? NULL : fdopendir(dir);
	if (!fds)
		return;
	snprintf(path, sizeof(path), "%s/comm", pid);
	read_line(proc, path, comm, sizeof(comm));
	make_printable(comm);
	while ((entry = readdir(fds))) {
		if (!isdigit((unsigned char)*entry->d_name) ||
		    !read_fdinfo(dir, entry->d_name, &owner))
			continue;
		owner.pid = atoi(pid);
		snprintf(owner.name, sizeof(owner.name), "%s", comm);
		add_owner(usage, &owner);
	}
	closedir(fds);
}

static void read_owners(struct usage *usage)
{
	struct dirent *entry;
	DIR *proc = opendir("/proc");

	if (!proc)
		die(FAILED, "/proc: %s", strerror(errno));
	while ((entry = readdir(proc)))
		if (isdigit((unsigned char)*entry->d_name))
			read_process(usage, dirfd(proc), entry->d_name);
	closedir(proc);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct user *)a)->name,
		      ((const struct user *)b)->name);
}

static int by_pid(const void *a, const void *b)
{
	const struct user *one = a, *other = b;

	if (one->pid != other->pid)
		return one->pid < other->pid ? -1 : 1;
	return one->id < other->id ? -1 : one->id > other->id;
}

/**
 * usage_read() - read the usage of the device
 * @usage: out: the usage, which usage_free() frees
 *
 * Ends the program if there is no device.
 */
void usage_read(struct usage *usage)
{
	memset(usage, 0, sizeof(*usage));
	read_drivers(usage);
	read_owners(usage);
	if (usage->nr_drivers)
		qsort(usage->drivers, usage->nr_drivers,
		      sizeof(*usage->drivers), by_name);
	if (usage->nr_owners)
		qsort(usage->owners, usage->nr_owners, sizeof(*usage->owners),
		      by_pid);
}

/**
 * usage_free() - free a usage
 * @usage: from usage_read()
 */
void usage_free(struct usage *usage)
{
	free(usage->drivers);
	free(usage->owners);
}
