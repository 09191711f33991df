// SPDX-License-Identifier: GPL-2.0
/*
 * Writing a file that is there when all of it is good, or is not there at all.
 *
 * It has no name until then (O_TMPFILE), so the kernel forgets it if the
 * program is killed. Where a file system cannot do that, it has a name of its
 * own, which signals that can be caught, and exit(), remove. Anything else than
 * a new file, a pipe for one, gets what it gets at once.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "file.h"
#include "say.h"

/* Of the output that has a name beside its own, for a signal's handler. */
static char *temp_name;

static void remove_temp(void)
{
	if (temp_name)
		unlink(temp_name);
}

static void remove_and_end(int sig)
{
	remove_temp();
	signal(sig, SIG_DFL);
	raise(sig);
}

static char *directory_of(const char *name)
{
	static char copy[PATH_MAX];

	snprintf(copy, sizeof(copy), "%s", name);
	return dirname(copy);
}

/* A name in the same directory: only within one can it take another's place. */
static char *name_beside(const char *name)
{
	static unsigned int nr;
	char *temp;

	if (asprintf(&temp, "%s/.cryptoctl-%d-%u", directory_of(name),
		     (int)getpid(), nr++) < 0)
		die(FAILED, "memory: %s", strerror(errno));
	return temp;
}

static void open_named(struct output *out)
{
	static const int signals[] = {
		SIGHUP, SIGINT, SIGPIPE, SIGTERM, SIGXFSZ
	};
	size_t i;

	out->temp = name_beside(out->name);
	out->fd = open(out->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		       0666);
	if (out->fd < 0)
		die(FAILED, "%s: %s", out->name, strerror(errno));
	temp_name = out->temp;
	atexit(remove_temp);
	for (i = 0; i < ARRAY_SIZE(signals); i++)
		signal(signals[i], remove_and_end);
}

static void open_new(struct output *out)
{
	const char *directory = directory_of(out->name);

	out->file = true;
	out->fd = open(directory, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
	if (out->fd >= 0)
		return;
	/* EISDIR is what a kernel or a file system without O_TMPFILE says. */
	if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)
		die(FAILED, "%s: %s", directory, strerror(errno));
	open_named(out);
}

static void open_stdout(struct output *out, int flags)
{
	out->fd = STDOUT_FILENO;
	out->name = "standard output";
	if (isatty(out->fd) && !(flags & (OUTPUT_FORCE | OUTPUT_TEXT)))
		die(USAGE, "this is not for a terminal: -o FILE, or a pipe");
}

/**
 * output_open() - begin to write
 * @out: out: the output
 * @name: its name; NULL or "-" for standard output
 * @flags: OUTPUT_*
 *
 * A name that exists is an error without OUTPUT_FORCE, unless it is that of no
 * file, but of a pipe or a device. Does not return if it cannot be written.
 */
void output_open(struct output *out, const char *name, int flags)
{
	struct stat st;

	*out = (struct output) { .name = name, .force = flags & OUTPUT_FORCE };
	if (!name || !strcmp(name, "-")) {
		open_stdout(out, flags);
		return;
	}
	if (stat(name, &st)) {
		if (errno != ENOENT)
			die(FAILED, "%s: %s", name, strerror(errno));
		open_new(out);
	} else if (S_ISREG(st.st_mode)) {
		if (!out->force)
			die(FAILED, "%s exists: --force replaces it", name);
		open_new(out);
	} else {
		out->fd = open(name, O_WRONLY | O_CLOEXEC);
		if (out->fd < 0)
			die(FAILED, "%s: %s", name, strerror(errno));
	}
}

/**
 * output_write() - write all of a buffer
 * @out: the output
 * @buf: the buffer
 * @len: its bytes
 *
 * Does not return if that fails.
 */
void output_write(struct output *out, const void *buf, size_t len)
{
	ssize_t put;

	while (len) {
		put = write(out->fd, buf, len);
		if (put < 0 && errno != EINTR)
			die(FAILED, "%s: %s", out->name, strerror(errno));
		if (put > 0) {
			buf = (const char *)buf + put;
			len -= put;
		}
	}
}

/* Gives the file a name that nothing has. */
static int give_name(struct output *out, const char *name)
{
	char path[32];

	if (out->temp)
		return renameat2(AT_FDCWD, out->temp, AT_FDCWD, name,
				 RENAME_NOREPLACE);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", out->fd);
	return linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW);
}

/* Takes the place of whatever has the name. */
static int take_place(struct output *out)
{
	char *temp = out->temp;
	int ret;

	if (!temp) {
		temp = name_beside(out->name);
		if (give_name(out, temp))
			return -1;
	}
	ret = rename(temp, out->name);
	if (ret)
		unlink(temp);
	return ret;
}

/* RENAME_NOREPLACE is not everywhere; a second link is where that is not. */
static int give_own_name(struct output *out)
{
	int ret = give_name(out, out->name);

	if (ret && out->temp && errno == EINVAL)
		ret = link(out->temp, out->name) ?: unlink(out->temp);
	return ret;
}

static void sync_directory(const char *name)
{
	int fd = open(directory_of(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	/* A directory that may be written and not read cannot be synced. */
	if (fd < 0)
		return;
	if (fsync(fd) && errno != EINVAL)
		die(FAILED, "%s: %s", name, strerror(errno));
	close(fd);
}

/**
 * output_commit() - all has been written, and is good
 * @out: the output
 *
 * A file is on the disk, and then gets its name. Does not return if that fails.
 */
void output_commit(struct output *out)
{
	if (out->file && fsync(out->fd))
		die(FAILED, "%s: %s", out->name, strerror(errno));
	if (out->file &&
	    (out->force ? take_place(out) : give_own_name(out)))
		die(FAILED, "%s: %s", out->name, strerror(errno));
	temp_name = NULL;
	if (close(out->fd))
		die(FAILED, "%s: %s", out->name, strerror(errno));
	if (out->file)
		sync_directory(out->name);
}
