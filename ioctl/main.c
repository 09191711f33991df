// SPDX-License-Identifier: GPL-2.0
/*
 * Module load and unload: initialises the parts in order and removes them in
 * reverse order. The device node is created last, so all parts are ready when
 * the first program opens it.
 */
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/stringify.h>

#include "crypto/lib_hash/lib_hash.h"
#include "crypto/request/request.h"
#include "ioctl/device.h"

static struct miscdevice device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "crypto",
	.fops = &cryptodev_fops,
	.mode = 0660,
};

static int __init cryptodev_init(void)
{
	int err;

	err = cryptodev_lib_hashes_init();
	if (err)
		return err;
	err = cryptodev_workers_init();
	if (err)
		goto out_hashes;
	err = cryptodev_limits_init();
	if (err)
		goto out_workers;
	err = cryptodev_policy_init();
	if (err)
		goto out_limits;
	err = cryptodev_drivers_load();
	if (err)
		goto out_policy;
	err = misc_register(&device);
	if (err)
		goto out_drivers;
	return 0;

out_drivers:
	cryptodev_drivers_hide();
out_policy:
	cryptodev_policy_exit();
out_limits:
	cryptodev_limits_exit();
out_workers:
	cryptodev_workers_exit();
out_hashes:
	cryptodev_lib_hashes_exit();
	return err;
}

static void __exit cryptodev_exit(void)
{
	misc_deregister(&device);
	cryptodev_drivers_hide();
	cryptodev_policy_exit();
	cryptodev_limits_exit();
	cryptodev_requests_exit();
	cryptodev_workers_exit();
	cryptodev_drivers_unload();
	cryptodev_lib_hashes_exit();
}

module_init(cryptodev_init);
module_exit(cryptodev_exit);

MODULE_DESCRIPTION("Kernel crypto API for user space through /dev/crypto");
MODULE_VERSION(__stringify(CRYPTODEV_VERSION));
MODULE_LICENSE("GPL");
