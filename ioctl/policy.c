// SPDX-License-Identifier: GPL-2.0
/*
 * What the machine's owner lets programs ask for, as sysctls under dev.crypto.
 * All of it is decided when a session is made, or an operation asked for that
 * needs none: sessions that there are go on.
 */
#include <linux/module.h>

#include "crypto/session.h"
#include "ioctl/device.h"
#include "ioctl/sysctl.h"
#include "zc/reject.h"

/* Whether a session can be made at all. */
static unsigned int usercrypto = 1;
module_param(usercrypto, uint, 0444);
MODULE_PARM_DESC(usercrypto, "whether sessions can be made: 0 or 1");

/* Whether there are public-key operations. */
static unsigned int userasymcrypto = 1;
module_param(userasymcrypto, uint, 0444);
MODULE_PARM_DESC(userasymcrypto, "whether there are public-key operations: 0 or 1");

/* Whether it may be of an algorithm that nothing new should use. */
static unsigned int allow_legacy = 1;
module_param(allow_legacy, uint, 0444);
MODULE_PARM_DESC(allow_legacy, "whether they may be of DES, 3DES, Blowfish, CAST5, MD5, RIPEMD-160: 0 or 1");

/* Whether the CPU may do the work: -1 nothing else may, 1 it may not. */
static int cryptodevallowsoft;
module_param(cryptodevallowsoft, int, 0444);
MODULE_PARM_DESC(cryptodevallowsoft, "less than 0: software serves them; 0: the highest priority; more: hardware");

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
 * cryptodev_policy_check() - may such a session be made?
 * @cipher: number of its cipher or AEAD, 0 for none
 * @mac: number of its hash or mac, 0 for none
 *
 * Return: 0 or -EPERM.
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
 * cryptodev_policy_pubkey() - may there be public-key operations?
 *
 * Return: 0 or -EPERM.
 */
int cryptodev_policy_pubkey(void)
{
	return READ_ONCE(userasymcrypto) ?
		0 : cryptodev_reject(-EPERM, "userasymcrypto is 0");
}

/**
 * cryptodev_policy_driver() - what drivers may serve a session
 */
enum cryptodev_choice cryptodev_policy_driver(void)
{
	int soft = READ_ONCE(cryptodevallowsoft);

	if (!soft)
		return CRYPTODEV_ANY_DRIVER;
	return soft < 0 ? CRYPTODEV_SOFTWARE : CRYPTODEV_DEVICE;
}

/**
 * cryptodev_policy_init() - at load
 *
 * Return: 0, -EINVAL for a module parameter that is out of range, -ENOMEM.
 */
int cryptodev_policy_init(void)
{
	header = cryptodev_sysctl_add(table, ARRAY_SIZE(table) - 1);
	return PTR_ERR_OR_ZERO(header);
}

/**
 * cryptodev_policy_exit() - at unload
 */
void cryptodev_policy_exit(void)
{
	unregister_sysctl_table(header);
}
