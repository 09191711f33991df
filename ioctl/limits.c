// SPDX-License-Identifier: GPL-2.0
/*
 * The limits of what one program may ask, as sysctls under dev.crypto.
 */
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sizes.h>

#include "crypto/pieces.h"
#include "crypto/request/async.h"
#include "crypto/user_limits.h"
#include "ioctl/device.h"
#include "ioctl/sysctl.h"

/* Each can be set at load too. */
unsigned int cryptodev_max_sessions = 16384;
module_param_named(max_sessions, cryptodev_max_sessions, uint, 0444);
MODULE_PARM_DESC(max_sessions, "sessions of one open file");

module_param_named(max_user_sessions, cryptodev_max_user_sessions, uint, 0444);
MODULE_PARM_DESC(max_user_sessions, "Sessions of one user, over all open files (one for 64 KiB of memory)");

module_param_named(max_user_requests, cryptodev_max_user_requests, uint, 0444);
MODULE_PARM_DESC(max_user_requests, "Requests of one user that drivers may hold (4096)");

module_param_named(max_request_bytes, cryptodev_max_request_bytes, uint, 0444);
MODULE_PARM_DESC(max_request_bytes, "bytes of a message that cannot be cut");

module_param_named(max_aad_bytes, cryptodev_max_aad_bytes, uint, 0444);
MODULE_PARM_DESC(max_aad_bytes, "Bytes of an AEAD's associated data, or of a GMAC's message");

module_param_named(max_in_flight, cryptodev_max_in_flight, uint, 0444);
MODULE_PARM_DESC(max_in_flight, "requests of one open file, not fetched yet");

module_param_named(max_pinned_bytes, cryptodev_max_pinned_bytes, uint, 0444);
MODULE_PARM_DESC(max_pinned_bytes, "Bytes that queued requests of a file, or waited-for ones of a user, may pin");

static unsigned int one = 1;
static unsigned int least_page = PAGE_SIZE;
static unsigned int most_int = INT_MAX;
static unsigned int most_gib = SZ_1G;

#define LIMIT(_name, _least, _most) \
	CRYPTODEV_SYSCTL(_name, &cryptodev_ ## _name, _least, _most)

static struct ctl_table table[] = {
	LIMIT(max_sessions, NULL, &most_int),
	LIMIT(max_user_sessions, NULL, &most_int),
	LIMIT(max_user_requests, &one, &most_int),
	LIMIT(max_request_bytes, &least_page, &most_gib),
	LIMIT(max_aad_bytes, &least_page, &most_gib),
	LIMIT(max_in_flight, &one, &most_int),
	LIMIT(max_pinned_bytes, &least_page, &most_int),
	{}
};

static struct ctl_table_header *header;

/*
 * A session takes up to 8 KiB that is charged to nobody: with this many of them
 * one user takes an eighth of the memory.
 */
static unsigned int sessions_by_memory(void)
{
	u64 nr = ((u64)totalram_pages() << PAGE_SHIFT) / SZ_64K;

	return clamp_t(u64, nr, 1024, 65536);
}

/**
 * cryptodev_limits_init() - at load
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
 * cryptodev_limits_exit() - at unload
 */
void cryptodev_limits_exit(void)
{
	unregister_sysctl_table(header);
}
