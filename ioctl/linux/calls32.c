// SPDX-License-Identifier: GPL-2.0
/*
 * Calls of a 32-bit program on a 64-bit kernel. Those whose argument holds
 * pointers are read here and go on as the others do.
 */
#include <crypto/cryptodev_native.h>
#include <linux/kernel.h>
#include <linux/uaccess.h>

#include "ioctl/calls.h"
#include "ioctl/linux/compat32.h"
#include "ioctl/device.h"
#include "zc/user_copy.h"

static long gsession(struct file *file, void __user *arg)
{
	struct session_op32 __user *uop = arg;
	struct session_op32 sop;
	struct cryptodev_ask ask;

	if (copy_from_user(&sop, uop, sizeof(sop)))
		return -EFAULT;
	ask = (struct cryptodev_ask) {
		.cipher = sop.cipher,
		.mac = sop.mac,
		.key = { .from = compat_ptr(sop.key), .len = sop.keylen },
		.mackey = { .from = compat_ptr(sop.mackey),
			    .len = sop.mackeylen },
	};
	return cryptodev_session_open(file, &ask, &uop->ses);
}

static int read_crypt(struct crypt_op *cop, const void __user *arg)
{
	struct crypt_op32 cop32;

	if (copy_from_user(&cop32, arg, sizeof(cop32)))
		return -EFAULT;
	/* With its padding: all of it may go to a caller. */
	memset(cop, 0, sizeof(*cop));
	cop->ses = cop32.ses;
	cop->op = cop32.op;
	cop->flags = cop32.flags;
	cop->len = cop32.len;
	cop->src = compat_ptr(cop32.src);
	cop->dst = compat_ptr(cop32.dst);
	cop->mac = compat_ptr(cop32.mac);
	cop->iv = compat_ptr(cop32.iv);
	return 0;
}

static unsigned long write_crypt(void __user *arg, const struct crypt_op *cop)
{
	struct crypt_op32 cop32 = {
		.ses = cop->ses,
		.op = cop->op,
		.flags = cop->flags,
		.len = cop->len,
		.src = ptr_to_compat(cop->src),
		.dst = ptr_to_compat(cop->dst),
		.mac = ptr_to_compat(cop->mac),
		.iv = ptr_to_compat(cop->iv),
	};

	return copy_to_user(arg, &cop32, sizeof(cop32));
}

static long crypt(struct file *file, void __user *arg)
{
	struct crypt_op cop;

	return read_crypt(&cop, arg) ?: cryptodev_crypt_run(file, &cop);
}

static long asynccrypt(struct file *file, void __user *arg)
{
	struct crypt_op cop;

	return read_crypt(&cop, arg) ?: cryptodev_async_ask(file, &cop);
}

static long asyncfetch(struct file *file, void __user *arg)
{
	return cryptodev_async_fetch(file, arg, write_crypt);
}

static int answer(struct crypt_auth_op32 __user *uop,
		  const struct crypt_auth_op *caop)
{
	if (cryptodev_put_user(caop->len, &uop->len) ||
	    cryptodev_put_user(ptr_to_compat(caop->tag), &uop->tag) ||
	    cryptodev_put_user(caop->tag_len, &uop->tag_len))
		return cryptodev_reject(-EFAULT, "argument is not writable");
	return 0;
}

static long authcrypt(struct file *file, void __user *arg)
{
	struct crypt_auth_op32 __user *uop = arg;
	struct crypt_auth_op32 op32;
	struct crypt_auth_op caop;
	int err;

	if (copy_from_user(&op32, uop, sizeof(op32)))
		return -EFAULT;
	caop = (struct crypt_auth_op) {
		.ses = op32.ses,
		.op = op32.op,
		.flags = op32.flags,
		.len = op32.len,
		.auth_len = op32.auth_len,
		.auth_src = compat_ptr(op32.auth_src),
		.src = compat_ptr(op32.src),
		.dst = compat_ptr(op32.dst),
		.tag = compat_ptr(op32.tag),
		.tag_len = op32.tag_len,
		.iv = compat_ptr(op32.iv),
		.iv_len = op32.iv_len,
	};
	err = answer(uop, &caop);
	if (err)
		return err;
	err = cryptodev_authcrypt_run(file, &caop);
	if (!cryptodev_auth_answered(err))
		return err;
	return answer(uop, &caop) ?: err;
}

static long key(struct file *file, void __user *arg)
{
	struct crypt_kop32 __user *ukop = arg;
	struct crypt_kop32 kop32;
	struct crypt_kop kop;
	unsigned int i;
	int err = cryptodev_policy_asym();

	if (err)
		return err;
	if (copy_from_user(&kop32, ukop, sizeof(kop32)))
		return -EFAULT;
	kop.crk_op = kop32.crk_op;
	kop.crk_iparams = kop32.crk_iparams;
	kop.crk_oparams = kop32.crk_oparams;
	for (i = 0; i < CRK_MAXPARAM; i++) {
		const struct crparam32 *param = &kop32.crk_param[i];

		kop.crk_param[i].crp_p = compat_ptr(param->crp_p);
		kop.crk_param[i].crp_nbits = param->crp_nbits;
	}
	return cryptodev_key_ask(file, &kop, &ukop->crk_status);
}

/* Calls whose argument holds no pointer are the same for both. */
static const struct cryptodev_call calls[] = {
	{ CIOCCRYPT32,		crypt },
	{ CIOCAUTHCRYPT32,	authcrypt },
	{ CIOCGSESSION32,	gsession },
	{ CRYPTODEV_SUBMIT,	cryptodev_submit },
	{ CRYPTODEV_REAP,	cryptodev_reap },
	{ CRYPTODEV_CREATE,	cryptodev_create },
	{ CIOCFSESSION,		cryptodev_fsession },
	{ BSD_CIOCFSESSION,	cryptodev_bsd_fsession },
	{ CIOCCPHASH,		cryptodev_cphash },
	{ CIOCGSESSINFO,	cryptodev_gsessinfo },
	{ CRIOGET,		cryptodev_criget },
	{ CIOCASYMFEAT,		cryptodev_asymfeat },
	{ CIOCKEY32,		key },
	{ CIOCASYNCCRYPT32,	asynccrypt },
	{ CIOCASYNCFETCH32,	asyncfetch },
};

/**
 * cryptodev_compat_ioctl() - a call of a 32-bit program on a 64-bit kernel
 * @file: the open file
 * @cmd: the call's number
 * @arg: user address of its argument
 *
 * Return: as cryptodev_ioctl().
 */
long cryptodev_compat_ioctl(struct file *file, unsigned int cmd,
			    unsigned long arg)
{
	return cryptodev_call_run(calls, ARRAY_SIZE(calls), file, cmd,
				  compat_ptr(arg));
}
