/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What root may do that others may not, given up by a process for itself.
 */
#ifndef PRIVILEGES_H
#define PRIVILEGES_H

#include <linux/capability.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Whether RLIMIT_MEMLOCK binds this process from here on. */
static inline bool drop_ipc_lock(void)
{
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct caps[2];

	if (syscall(SYS_capget, &head, caps))
		return false;
	caps[0].effective &= ~(1U << CAP_IPC_LOCK);
	return !syscall(SYS_capset, &head, caps);
}

#endif /* PRIVILEGES_H */
