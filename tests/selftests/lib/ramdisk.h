/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An ext4 filesystem on a RAM disk, mounted in a mount namespace of the calling
 * process: no other process sees it, and it ends with the process.
 */
#ifndef SELFTESTS_RAMDISK_H
#define SELFTESTS_RAMDISK_H

#include <stdbool.h>

#define RAMDISK_DIR	"/mnt"

/*
 * Creates the filesystem and mounts it at RAMDISK_DIR. Returns NULL, or the
 * name of what this machine lacks.
 */
const char *ramdisk_mount(void);

/*
 * Unmounts and mounts it again, so that reads come from the disk; false on
 * failure.
 */
bool ramdisk_remount(void);

#endif /* SELFTESTS_RAMDISK_H */
