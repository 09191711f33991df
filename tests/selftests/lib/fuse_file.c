// SPDX-License-Identifier: GPL-2.0
/* A file on a FUSE filesystem, and its server. */
#include "fuse_file.h"

#include <fcntl.h>
#include <linux/fuse.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "process.h"

#define FUSE_FILE_NODE	2
#define FUSE_HELD_MAX	16	/* writes left unanswered at most */

static void fuse_reply(int fd, uint64_t unique, int error, const void *data,
		       size_t len)
{
	struct {
		struct fuse_out_header head;
		uint8_t data[FUSE_FILE_SIZE];
	} out;

	out.head.len = sizeof(out.head) + len;
	out.head.error = error;
	out.head.unique = unique;
	if (len)
		memcpy(out.data, data, len);
	if (write(fd, &out, out.head.len) < 0)
		perror("FUSE reply");
}

static struct fuse_attr fuse_attr_of(uint64_t node)
{
	return (struct fuse_attr) {
		.ino = node, .nlink = 1, .blksize = 4096,
		.size = node == FUSE_FILE_NODE ? FUSE_FILE_SIZE : 0,
		.mode = node == FUSE_FILE_NODE ? S_IFREG | 0666 : S_IFDIR | 0777,
	};
}

static void fuse_write_answer(int fd, const struct fuse_in_header *in)
{
	const struct fuse_write_in *write = (const void *)(in + 1);
	struct fuse_write_out out = { .size = write->size };

	fuse_reply(fd, in->unique, 0, &out, sizeof(out));
}

static void fuse_answer(int fd, const struct fuse_in_header *in)
{
	static const uint8_t zeros[FUSE_FILE_SIZE];
	const struct fuse_read_in *read = (const void *)(in + 1);
	struct fuse_init_out init = {
		.major = FUSE_KERNEL_VERSION, .minor = 31,
		.max_write = 4096, .max_background = 8,
	};
	struct fuse_attr_out attr = {
		.attr_valid = 3600, .attr = fuse_attr_of(in->nodeid),
	};
	struct fuse_entry_out entry = {
		.nodeid = FUSE_FILE_NODE, .entry_valid = 3600,
		.attr_valid = 3600, .attr = fuse_attr_of(FUSE_FILE_NODE),
	};
	struct fuse_open_out open = { .fh = 1 };

	switch (in->opcode) {
	case FUSE_INIT:
		fuse_reply(fd, in->unique, 0, &init, sizeof(init));
		break;
	case FUSE_LOOKUP:
		fuse_reply(fd, in->unique, 0, &entry, sizeof(entry));
		break;
	case FUSE_GETATTR:
	case FUSE_SETATTR:
		fuse_reply(fd, in->unique, 0, &attr, sizeof(attr));
		break;
	case FUSE_OPEN:
		fuse_reply(fd, in->unique, 0, &open, sizeof(open));
		break;
	case FUSE_READ:
		fuse_reply(fd, in->unique, 0, zeros,
			   read->size < sizeof(zeros) ? read->size :
							sizeof(zeros));
		break;
	case FUSE_FORGET:
	case FUSE_BATCH_FORGET:
		break;
	default:
		fuse_reply(fd, in->unique, -ENOSYS, NULL, 0);
	}
}

/* Serves until the filesystem is unmounted; then it exits. */
static void fuse_serve(int fd, struct fuse_shared *shared)
{
	static uint8_t buf[FUSE_MIN_READ_BUFFER + FUSE_FILE_SIZE];
	static struct {
		struct fuse_in_header in;
		struct fuse_write_in write;
	} held[FUSE_HELD_MAX];
	const struct fuse_in_header *in = (const void *)buf;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int nr_held = 0;

	for (;;) {
		while (nr_held && !shared->stall)
			fuse_write_answer(fd, &held[--nr_held].in);
		if (poll(&p, 1, 20) <= 0)
			continue;
		if (read(fd, buf, sizeof(buf)) < 0) {
			if (errno == ENODEV)
				_exit(0);
			continue;
		}
		if (in->opcode != FUSE_WRITE) {
			fuse_answer(fd, in);
			continue;
		}
		shared->writes++;
		if (shared->stall && nr_held < FUSE_HELD_MAX)
			memcpy(&held[nr_held++], in, sizeof(held[0]));
		else
			fuse_write_answer(fd, in);
	}
}

bool fuse_file_open(struct fuse_file *f)
{
	char options[80];
	pid_t pid;
	int fd;

	strcpy(f->dir, "/tmp/fuse.XXXXXX");
	fd = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	if (fd < 0 || !mkdtemp(f->dir))
		return false;
	snprintf(f->path, sizeof(f->path), "%s/file", f->dir);
	f->shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	snprintf(options, sizeof(options),
		 "fd=%d,rootmode=40000,user_id=0,group_id=0,allow_other", fd);
	if (f->shared == MAP_FAILED ||
	    mount("fuse", f->dir, "fuse", MS_NOSUID | MS_NODEV, options)) {
		rmdir(f->dir);
		return false;
	}
	/* *f may be memory that the harness shares with the child */
	pid = fork();
	if (!pid)
		fuse_serve(fd, f->shared);
	f->server = pid;
	close(fd);
	return pid > 0;
}

uint8_t *fuse_file_map(const struct fuse_file *f, size_t len)
{
	int fd = open(f->path, O_RDWR | O_CLOEXEC);
	uint8_t *p;

	if (fd < 0)
		return NULL;
	p = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	return p == MAP_FAILED ? NULL : p;
}

bool fuse_file_is_written(const struct fuse_file *f)
{
	double end = seconds() + WAIT_LIMIT;

	while (!f->shared->writes && seconds() < end)
		usleep(2000);
	return f->shared->writes;
}

void fuse_file_close(struct fuse_file *f)
{
	f->shared->stall = 0;
	umount2(f->dir, MNT_DETACH);
	waitpid(f->server, NULL, 0);
	rmdir(f->dir);
	munmap(f->shared, 4096);
}
