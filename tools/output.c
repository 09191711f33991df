// SPDX-License-Identifier: GPL-2.0
/*
 * Writes a file that exists only if all of it is good.
 *
 * The file has no name until then (O_TMPFILE), so the kernel removes it if the
 * program is killed. On a file system without O_TMPFILE, it has a temporary name,
 * which exit() and handlers of signals remove. A pipe or a device gets the output
 * at once.
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

/* The temporary name, for the handler of signals. */
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

/* An ignored signal, as under nohup(1), stays ignored. */
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

/* Blocks signals between the making of a name and the record of it. */
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

/* A name in the same directory: rename() does not cross file systems. */
static char *name_beside(const char *name)
{
	static unsigned int nr;
	char *temp;

	if (asprintf(&temp, "%s/.cryptoctl-%d-%u", directory_of(name),
		     (int)getpid(), nr++) < 0)
		die(FAILED, "memory: %s", strerror(errno));
	return temp;
}

/* The path by which a file without a name gets one. */
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
 * Gives the output a temporary name, and makes a new file with it if there is no
 * file yet. Tries another name if a file of that name exists. Returns -1 on an
 * error.
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
	/* EISDIR means that the kernel or the file system lacks O_TMPFILE. */
	if (out->fd < 0 && errno != EOPNOTSUPP && errno != EISDIR &&
	    errno != EINVAL)
		die(FAILED, "%s: %s", directory, strerror(errno));
	if (out->fd >= 0)
		close(out->fd);
	out->fd = -1;
	open_named(out, mode);
}

/*
 * A file that replaces another gets its owner and mode. If the owner cannot be set,
 * which only root can do, only the new owner may use it.
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

/* The target of a symbolic link is replaced, not the link. */
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
 * output_open() - open an output
 * @out: out: the output
 * @name: its name; NULL or "-" for standard output
 * @flags: OUTPUT_*
 *
 * Without OUTPUT_FORCE, an existing regular file is an error; a pipe or a device
 * is not. Ends the program if the output cannot be opened.
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
 * Ends the program if it fails.
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
 * Gives the file its own name, which no file has yet. On a file system without
 * RENAME_NOREPLACE, a second link does the same.
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

/* Gives the file its own name, and replaces the file that has it. */
static int take_place(struct output *out)
{
	if (!out->temp && make_temp(out, 0))
		return -1;
	return rename(out->temp, out->name);
}

static void sync_directory(const char *name)
{
	int fd = open(directory_of(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	/* A directory that this user cannot read cannot be synced. */
	if (fd < 0)
		return;
	if (fsync(fd) && errno != EINVAL)
		die(FAILED, "%s: %s", name, strerror(errno));
	close(fd);
}

/**
 * output_commit() - complete an output that is good
 * @out: the output
 *
 * Syncs a file to the disk, then gives it its name. Ends the program if it fails.
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
