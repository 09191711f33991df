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
#include "message.h"

/* Of the output that has a name beside its own, for a signal's handler. */
static char *temp_name;

static const int signals[] = {
	SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGXFSZ
};

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

/* What is ignored, by nohup(1) for one, stays so. */
static void catch_signals(void)
{
	static bool caught;
	size_t i;

	if (caught)
		return;
	caught = true;
	atexit(remove_temp);
	for (i = 0; i < ARRAY_SIZE(signals); i++)
		if (signal(signals[i], remove_and_end) == SIG_IGN)
			signal(signals[i], SIG_IGN);
}

/* No signal comes between the making of a name and the note of it. */
static void hold_signals(int how)
{
	sigset_t set;
	size_t i;

	sigemptyset(&set);
	for (i = 0; i < ARRAY_SIZE(signals); i++)
		sigaddset(&set, signals[i]);
	sigprocmask(how, &set, NULL);
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

/* By which a file without a name can be given one. */
static const char *proc_name(int fd)
{
	static char path[32];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return path;
}

static int link_to(const struct output *out, const char *name)
{
	return linkat(AT_FDCWD, proc_name(out->fd), AT_FDCWD, name,
		      AT_SYMLINK_FOLLOW);
}

/*
 * Gives the output a name beside its own, which a new file is made with if it
 * has none yet. Another name if somebody has left one behind. Returns -1 if that
 * cannot be.
 */
static int make_temp(struct output *out, mode_t mode)
{
	char *temp;
	int ret;

	hold_signals(SIG_BLOCK);
	catch_signals();
	do {
		temp = name_beside(out->name);
		ret = out->fd >= 0 ? link_to(out, temp) :
		      open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (ret < 0)
			free(temp);
	} while (ret < 0 && errno == EEXIST);
	if (ret >= 0) {
		temp_name = temp;
		out->temp = temp;
	}
	hold_signals(SIG_UNBLOCK);
	return ret;
}

static void open_named(struct output *out, mode_t mode)
{
	out->fd = make_temp(out, mode);
	if (out->fd < 0)
		die(FAILED, "%s: %s", out->name, strerror(errno));
}

static void open_new(struct output *out, mode_t mode)
{
	const char *directory = directory_of(out->name);

	out->file = true;
	out->sync = true;
	out->fd = open(directory, O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
	if (out->fd >= 0 && !access(proc_name(out->fd), F_OK))
		return;
	/* EISDIR is what a kernel or a file system without O_TMPFILE says. */
	if (out->fd < 0 && errno != EOPNOTSUPP && errno != EISDIR &&
	    errno != EINVAL)
		die(FAILED, "%s: %s", directory, strerror(errno));
	if (out->fd >= 0)
		close(out->fd);
	out->fd = -1;
	open_named(out, mode);
}

/*
 * What replaces a file is for those that it was for; and for its maker alone if
 * that cannot be said, since only root gives files away.
 */
static void open_instead(struct output *out, const struct stat *st)
{
	mode_t mode = st->st_mode & 0777;

	open_new(out, 0600);
	if (fchown(out->fd, st->st_uid, st->st_gid))
		mode &= 0700;
	if (fchmod(out->fd, mode))
		die(FAILED, "%s: %s", out->name, strerror(errno));
}

/* What a link leads to is replaced, and not the link. */
static const char *follow(const char *name)
{
	struct stat st;
	char *real;

	if (lstat(name, &st) || !S_ISLNK(st.st_mode))
		return name;
	real = realpath(name, NULL);
	if (!real)
		die(FAILED, "%s: %s", name, strerror(errno));
	return real;
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

	*out = (struct output) {
		.fd = -1, .name = name, .force = flags & OUTPUT_FORCE,
	};
	if (!name || !strcmp(name, "-")) {
		open_stdout(out, flags);
		return;
	}
	if (stat(name, &st)) {
		if (errno != ENOENT)
			die(FAILED, "%s: %s", name, strerror(errno));
		if (!lstat(name, &st))
			die(FAILED, "%s is a link to nothing", name);
		open_new(out, 0666);
	} else if (S_ISREG(st.st_mode)) {
		if (!out->force)
			die(FAILED, "%s exists: --force replaces it", name);
		out->name = follow(name);
		open_instead(out, &st);
	} else {
		out->sync = S_ISBLK(st.st_mode);
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

/*
 * Gives the file its own name, which nothing has. RENAME_NOREPLACE is not
 * everywhere; a second link is where that is not.
 */
static int give_name(struct output *out)
{
	int ret;

	if (!out->temp)
		return link_to(out, out->name);
	ret = renameat2(AT_FDCWD, out->temp, AT_FDCWD, out->name,
			RENAME_NOREPLACE);
	if (ret && errno == EINVAL)
		ret = link(out->temp, out->name) ?: unlink(out->temp);
	return ret;
}

/* Takes the place of whatever has the name. */
static int take_place(struct output *out)
{
	if (!out->temp && make_temp(out, 0))
		return -1;
	return rename(out->temp, out->name);
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
	if (out->sync && fsync(out->fd))
		die(FAILED, "%s: %s", out->name, strerror(errno));
	if (out->file && (out->force ? take_place(out) : give_name(out)))
		die(FAILED, "%s: %s", out->name, strerror(errno));
	temp_name = NULL;
	if (close(out->fd))
		die(FAILED, "%s: %s", out->name, strerror(errno));
	if (out->file)
		sync_directory(out->name);
}
