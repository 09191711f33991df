/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A file on a FUSE filesystem whose server, a child process, can leave writes
 * unanswered: a task that waits for the file's writeback then waits too.
 */
#ifndef SELFTESTS_FUSE_FILE_H
#define SELFTESTS_FUSE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define FUSE_FILE_SIZE	65536	/* bytes of the file */

/**
 * struct fuse_shared - memory that the server shares with the test
 * @stall: do not answer writes
 * @writes: writes that the kernel has sent
 */
struct fuse_shared {
	volatile int stall;
	volatile int writes;
};

/**
 * struct fuse_file - the file
 * @dir: the mount point
 * @path: the file's name
 * @server: the server's process
 * @shared: memory shared with the server
 */
struct fuse_file {
	char dir[32];
	char path[40];
	pid_t server;
	struct fuse_shared *shared;
};

/*
 * Mounts the filesystem and starts its server. Returns false if that is not
 * permitted or this kernel has no FUSE.
 */
bool fuse_file_open(struct fuse_file *f);

/* Maps the first @len bytes of the file, shared; NULL on failure. */
uint8_t *fuse_file_map(const struct fuse_file *f, size_t len);

/* Waits up to WAIT_LIMIT; returns true once the kernel has sent a write. */
bool fuse_file_is_written(const struct fuse_file *f);

/* Answers all writes, unmounts the filesystem and ends the server. */
void fuse_file_close(struct fuse_file *f);

#endif /* SELFTESTS_FUSE_FILE_H */
