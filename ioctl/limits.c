// SPDX-License-Identifier: GPL-2.0
/*
 * Resource limits of an open file or a user: module parameters and sysctls
 * under dev.crypto. The code in crypto/ enforces most of them; relies on
 * sysctl.c for their registration.
 */
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sizes.h>

#include "crypto/pieces.h"
#include "crypto/request/async.h"
#include "crypto/route/route.h"
#include "crypto/user_limits.h"
#include "ioctl/device.h"
#include "ioctl/sysctl.h"
#include "zc/zc.h"

/* Each limit is a module parameter and a sysctl. */
unsigned int cryptodev_max_sessions = 16384;
module_param_named(max_sessions, cryptodev_max_sessions, uint, 0444);
MODULE_PARM_DESC(max_sessions, "Maximum number of sessions of one open file (16384)");

module_param_named(max_user_sessions, cryptodev_max_user_sessions, uint, 0444);
MODULE_PARM_DESC(max_user_sessions, "Maximum number of sessions of one user, over all open files (one per 64 KiB of memory)");

module_param_named(max_user_requests, cryptodev_max_user_requests, uint, 0444);
MODULE_PARM_DESC(max_user_requests, "Maximum number of requests of one user that drivers hold (4096)");

module_param_named(max_request_bytes, cryptodev_max_request_bytes, uint, 0444);
MODULE_PARM_DESC(max_request_bytes, "Maximum length of a message that is not split into pieces, in bytes");

module_param_named(max_aad_bytes, cryptodev_max_aad_bytes, uint, 0444);
MODULE_PARM_DESC(max_aad_bytes, "Maximum length of associated data, and on a device of a GMAC's message, in bytes");

module_param_named(max_in_flight, cryptodev_max_in_flight, uint, 0444);
MODULE_PARM_DESC(max_in_flight, "Maximum number of requests of one open file that are not fetched yet, for each interface (4096)");

module_param_named(max_pinned_bytes, cryptodev_max_pinned_bytes, uint, 0444);
MODULE_PARM_DESC(max_pinned_bytes, "Maximum number of bytes pinned by asynchronous requests of one open file or by synchronous requests of one user (67108864)");

module_param_named(copy_bytes, zc_copy_bytes, uint, 0444);
MODULE_PARM_DESC(copy_bytes, "Maximum number of bytes of a request that is copied and not pinned (4096)");

module_param_named(offload_min_bytes, cryptodev_offload_min_bytes, uint, 0444);
MODULE_PARM_DESC(offload_min_bytes, "The CPU processes shorter requests of sessions that hardware serves, in bytes (0)");

module_param_named(offload_max_queued, cryptodev_offload_max_queued, uint, 0444);
MODULE_PARM_DESC(offload_max_queued, "Requests that wait for one driver before the CPU processes further ones, 0 for no limit (0)");

module_param_named(failover, cryptodev_failover, uint, 0444);
MODULE_PARM_DESC(failover, "The CPU processes requests that hardware fails (0/1)");

static unsigned int one = 1;
static unsigned int min_page = PAGE_SIZE;
static unsigned int max_int = INT_MAX;
static unsigned int max_gib = SZ_1G;
static unsigned int max_copy = ZC_COPY_MAX;

#define LIMIT(_name, _min, _max) \
	CRYPTODEV_SYSCTL(_name, &cryptodev_ ## _name, _min, _max)

static struct ctl_table table[] = {
	LIMIT(max_sessions, NULL, &max_int),
	LIMIT(max_user_sessions, NULL, &max_int),
	LIMIT(max_user_requests, &one, &max_int),
	LIMIT(max_request_bytes, &min_page, &max_gib),
	LIMIT(max_aad_bytes, &min_page, &max_gib),
	LIMIT(max_in_flight, &one, &max_int),
	LIMIT(max_pinned_bytes, &min_page, &max_int),
	CRYPTODEV_SYSCTL(copy_bytes, &zc_copy_bytes, NULL, &max_copy),
	LIMIT(offload_min_bytes, NULL, &max_int),
	LIMIT(offload_max_queued, NULL, &max_int),
	LIMIT(failover, NULL, &one),
	{}
};

static struct ctl_table_header *header;

/*
 * A session takes up to 8 KiB of memory that is charged to no user. This limit
 * keeps the sessions of one user within an eighth of the memory.
 */
static unsigned int sessions_by_memory(void)
{
	u64 nr = ((u64)totalram_pages() << PAGE_SHIFT) / SZ_64K;

	return clamp_t(u64, nr, 1024, 65536);
}

/**
 * cryptodev_limits_init() - register the sysctls of the limits, at load
 *
 * May sleep.
 *
 * Return: 0, -EINVAL for a module parameter that is out of range, -ENOMEM.
 */
int cryptodev_limits_init(void)
{
	if (!cryptodev_max_user_sessions)
		cryptodev_max_user_sessions = sessions_by_memory();
	header = cryptodev_sysctl_add(table, ARRAY_SIZE(table) - 1);
	return PTR_ERR_OR_ZERO(header);
}

/**
 * cryptodev_limits_exit() - unregister the sysctls of the limits, at unload
 *
 * May sleep.
 */
void cryptodev_limits_exit(void)
{
	unregister_sysctl_table(header);
}
