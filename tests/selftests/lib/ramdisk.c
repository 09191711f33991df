// SPDX-License-Identifier: GPL-2.0
/* An ext4 filesystem on a RAM disk. */
#include "ramdisk.h"

#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <unistd.h>

#include "buffers.h"

#define RAMDISK_DEVICE		"/dev/ram0"
#define RAMDISK_LABEL		"cryptodev_tests"
#define RAMDISK_LABEL_AT	(1024 + 120)	/* in an ext4 superblock */

/* Returns true if the disk is empty, or was formatted by these tests. */
static bool ramdisk_is_free(void)
{
	uint8_t start[65536];
	int fd = open(RAMDISK_DEVICE, O_RDONLY | O_CLOEXEC);
	bool all;

	if (fd < 0)
		return false;
	all = read(fd, start, sizeof(start)) == sizeof(start);
	close(fd);
	return all && (all_are(start, sizeof(start), 0) ||
		       same(start + RAMDISK_LABEL_AT, RAMDISK_LABEL,
			    sizeof(RAMDISK_LABEL)));
}

static bool ramdisk_attach(void)
{
	return !mount(RAMDISK_DEVICE, RAMDISK_DIR, "ext4", 0, NULL);
}

const char *ramdisk_mount(void)
{
	if (unshare(CLONE_NEWNS) ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL))
		return "the right to mount";
	if (system("PATH=$PATH:/usr/sbin:/sbin modprobe -qa brd ext4 2>&1") ||
	    !ramdisk_is_free())
		return "a ramdisk";
	if (system("PATH=$PATH:/usr/sbin:/sbin mkfs.ext4 -qF -L " RAMDISK_LABEL
		   " " RAMDISK_DEVICE " >/dev/null 2>&1"))
		return "mkfs.ext4";
	return ramdisk_attach() ? NULL : "ext4";
}

bool ramdisk_remount(void)
{
	return !umount(RAMDISK_DIR) && ramdisk_attach();
}
