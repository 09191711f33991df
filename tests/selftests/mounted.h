/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A filesystem on a disk for one process, which nobody else sees and which goes
 * with it: ext4 on a ramdisk.
 */
#ifndef MOUNTED_H
#define MOUNTED_H

#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>

#include "buffers.h"

#define MOUNTED		"/mnt"
#define MOUNTED_DISK	"/dev/ram0"
#define MOUNTED_LABEL	"cryptodev_tests"
/* where a superblock has it */
#define MOUNTED_LABEL_AT	(1024 + 120)

/* Whether nobody has put anything on the disk, but tests. */
static inline bool mounted_disk_is_free(void)
{
	uint8_t start[65536];
	int fd = open(MOUNTED_DISK, O_RDONLY | O_CLOEXEC);
	bool all;

	if (fd < 0)
		return false;
	all = read(fd, start, sizeof(start)) == sizeof(start);
	close(fd);
	return all && (all_are(start, sizeof(start), 0) ||
		       same(start + MOUNTED_LABEL_AT, MOUNTED_LABEL,
			    sizeof(MOUNTED_LABEL)));
}

static inline bool mounted_again(void)
{
	return !mount(MOUNTED_DISK, MOUNTED, "ext4", 0, NULL);
}

/* What there is none for, or NULL: then it is at MOUNTED. */
static inline const char *mounted_lacks(void)
{
	if (unshare(CLONE_NEWNS) ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL))
		return "the right to mount";
	if (system("PATH=$PATH:/usr/sbin:/sbin modprobe -qa brd ext4 2>&1") ||
	    !mounted_disk_is_free())
		return "a ramdisk";
	if (system("PATH=$PATH:/usr/sbin:/sbin mkfs.ext4 -qF -L " MOUNTED_LABEL
		   " " MOUNTED_DISK " >/dev/null 2>&1"))
		return "mkfs.ext4";
	return mounted_again() ? NULL : "ext4";
}

/* Whether all that was written to it is on its disk, and is read from there. */
static inline bool mounted_afresh(void)
{
	return !umount(MOUNTED) && mounted_again();
}

#endif /* MOUNTED_H */
