// SPDX-License-Identifier: GPL-2.0
/*
 * The limits of what one program may ask, as sysctls under dev.crypto.
 */
#include <linux/sizes.h>
#include <linux/sysctl.h>

#include "crypto/pieces.h"
#include "ioctl/device.h"
#include "kernel-compat.h"

/* Sessions of one open file. */
unsigned int cryptodev_max_sessions = 16384;

/* Sessions of one user, over all of its open files. */
unsigned int cryptodev_max_user_sessions = 65536;

static unsigned int max_max_sessions = INT_MAX;
static unsigned int min_max_request_bytes = PAGE_SIZE;
static unsigned int max_max_request_bytes = SZ_1G;

static struct ctl_table table[] = {
	{
		.procname = "max_sessions",
		.data = &cryptodev_max_sessions,
		.maxlen = sizeof(cryptodev_max_sessions),
		.mode = 0644,
		.proc_handler = proc_douintvec_minmax,
		.extra2 = &max_max_sessions,
	},
	{
		.procname = "max_user_sessions",
		.data = &cryptodev_max_user_sessions,
		.maxlen = sizeof(cryptodev_max_user_sessions),
		.mode = 0644,
		.proc_handler = proc_douintvec_minmax,
		.extra2 = &max_max_sessions,
	},
	{
		.procname = "max_request_bytes",
		.data = &cryptodev_max_request_bytes,
		.maxlen = sizeof(cryptodev_max_request_bytes),
		.mode = 0644,
		.proc_handler = proc_douintvec_minmax,
		.extra1 = &min_max_request_bytes,
		.extra2 = &max_max_request_bytes,
	},
	{}
};

static struct ctl_table_header *header;

/**
 * cryptodev_limits_init() - at load
 *
 * Return: 0 or -ENOMEM.
 */
int cryptodev_limits_init(void)
{
	header = cryptodev_register_sysctl("dev/crypto", table,
					   ARRAY_SIZE(table) - 1);
	return header ? 0 : -ENOMEM;
}

/**
 * cryptodev_limits_exit() - at unload
 */
void cryptodev_limits_exit(void)
{
	unregister_sysctl_table(header);
}
