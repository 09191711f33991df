// SPDX-License-Identifier: GPL-2.0
/*
 * The limits of what one program may ask, as sysctls under dev.crypto.
 */
#include <linux/sizes.h>
#include <linux/sysctl.h>

#include "crypto/async.h"
#include "crypto/pieces.h"
#include "ioctl/device.h"
#include "kernel-compat.h"

/* Sessions of one open file. */
unsigned int cryptodev_max_sessions = 16384;

/* Sessions of one user, over all of its open files. */
unsigned int cryptodev_max_user_sessions = 65536;

static unsigned int least_one = 1;
static unsigned int least_page = PAGE_SIZE;
static unsigned int most_int = INT_MAX;
static unsigned int most_gib = SZ_1G;

#define LIMIT(_name, _least, _most)				\
	{							\
		.procname = #_name,				\
		.data = &cryptodev_ ## _name,			\
		.maxlen = sizeof(unsigned int),			\
		.mode = 0644,					\
		.proc_handler = proc_douintvec_minmax,		\
		.extra1 = (_least),				\
		.extra2 = (_most),				\
	}

static struct ctl_table table[] = {
	LIMIT(max_sessions, NULL, &most_int),
	LIMIT(max_user_sessions, NULL, &most_int),
	LIMIT(max_request_bytes, &least_page, &most_gib),
	LIMIT(max_in_flight, &least_one, &most_int),
	LIMIT(max_pinned_bytes, &least_page, &most_int),
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
