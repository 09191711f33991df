// SPDX-License-Identifier: GPL-2.0
/*
 * The administrator's policy: module parameters and sysctls under dev.crypto.
 * Relies on sysctl.c for their registration. The policy is checked when a
 * session is created and at each CIOCKEY; existing sessions continue to work.
 */
#include <linux/module.h>

#include "crypto/session.h"
#include "ioctl/device.h"
#include "ioctl/sysctl.h"
#include "zc/reject.h"

static unsigned int usercrypto = 1;
module_param(usercrypto, uint, 0444);
MODULE_PARM_DESC(usercrypto, "Allow new sessions (0/1)");

static unsigned int userasymcrypto = 1;
module_param(userasymcrypto, uint, 0444);
MODULE_PARM_DESC(userasymcrypto, "Allow CIOCKEY and new sessions of public-key algorithms (0/1)");

static unsigned int allow_legacy = 1;
module_param(allow_legacy, uint, 0444);
MODULE_PARM_DESC(allow_legacy, "Allow new sessions with DES, 3DES, Blowfish, CAST5, ARC4, MD5 or RIPEMD-160 (0/1)");

static int cryptodevallowsoft;
module_param(cryptodevallowsoft, int, 0444);
MODULE_PARM_DESC(cryptodevallowsoft, "Driver of new sessions: software (less than 0), the highest priority (0), hardware (more than 0)");

static unsigned int one = 1;

static struct ctl_table table[] = {
	CRYPTODEV_SYSCTL(usercrypto, &usercrypto, NULL, &one),
	CRYPTODEV_SYSCTL(userasymcrypto, &userasymcrypto, NULL, &one),
	CRYPTODEV_SYSCTL(allow_legacy, &allow_legacy, NULL, &one),
	{
		.procname = "cryptodevallowsoft",
		.data = &cryptodevallowsoft,
		.maxlen = sizeof(int),
		.mode = 0644,
		.proc_handler = proc_dointvec,
	},
	{}
};

static struct ctl_table_header *header;

/**
 * cryptodev_policy_check() - does the policy allow a new session?
 * @cipher: number of the cipher or AEAD, 0 for none
 * @mac: number of the hash or mac, 0 for none
 *
 * Does not sleep.
 *
 * Return: 0, or -EPERM if the policy forbids the session.
 */
int cryptodev_policy_check(u32 cipher, u32 mac)
{
	if (!READ_ONCE(usercrypto))
		return cryptodev_reject(-EPERM, "usercrypto is 0");
	if (!READ_ONCE(allow_legacy) &&
	    (cryptodev_alg_legacy(cipher) || cryptodev_alg_legacy(mac)))
		return cryptodev_reject(-EPERM, "allow_legacy is 0");
	return 0;
}

/**
 * cryptodev_policy_pubkey() - does the policy allow public-key operations?
 *
 * Does not sleep.
 *
 * Return: 0, or -EPERM if the policy forbids them.
 */
int cryptodev_policy_pubkey(void)
{
	return READ_ONCE(userasymcrypto) ?
		0 : cryptodev_reject(-EPERM, "userasymcrypto is 0");
}

/**
 * cryptodev_policy_driver() - choose the drivers for a new session
 *
 * Does not sleep.
 *
 * Return: the choice that sysctl cryptodevallowsoft makes.
 */
enum cryptodev_choice cryptodev_policy_driver(void)
{
	int soft = READ_ONCE(cryptodevallowsoft);

	if (!soft)
		return CRYPTODEV_ANY_DRIVER;
	return soft < 0 ? CRYPTODEV_SOFTWARE : CRYPTODEV_DEVICE;
}

/**
 * cryptodev_policy_init() - register the sysctls of the policy, at load
 *
 * May sleep.
 *
 * Return: 0, -EINVAL for a module parameter that is out of range, -ENOMEM.
 */
int cryptodev_policy_init(void)
{
	header = cryptodev_sysctl_add(table, ARRAY_SIZE(table) - 1);
	return PTR_ERR_OR_ZERO(header);
}

/**
 * cryptodev_policy_exit() - unregister the sysctls of the policy, at unload
 *
 * May sleep.
 */
void cryptodev_policy_exit(void)
{
	unregister_sysctl_table(header);
}
