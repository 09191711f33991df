// SPDX-License-Identifier: GPL-2.0
/*
 * The table of ioctls for 32-bit programs on a 64-bit kernel. If an argument
 * has pointers, a handler here converts it and then relies on the functions
 * that the 64-bit ioctl uses.
 */
#include <crypto/cryptodev_native.h>
#include <linux/kernel.h>
#include <linux/uaccess.h>

#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "ioctl/linux/compat32.h"
#include "ioctl/seal.h"
#include "zc/user_copy.h"

static long gsession32(struct file *file, void __user *arg)
{
	struct session_op32 __user *uop = arg;
	struct session_op32 sop;
	struct cryptodev_session_spec spec;

	if (copy_from_user(&sop, uop, sizeof(sop)))
		return -EFAULT;
	spec = (struct cryptodev_session_spec) {
		.cipher = sop.cipher,
		.mac = sop.mac,
		.key = { .from = compat_ptr(sop.key), .len = sop.keylen },
		.mackey = { .from = compat_ptr(sop.mackey),
			    .len = sop.mackeylen },
	};
	return cryptodev_session_open_user(file, &spec, &uop->ses);
}

static int read_crypt32(struct crypt_op *cop, const void __user *arg)
{
	struct crypt_op32 cop32;

	if (copy_from_user(&cop32, arg, sizeof(cop32)))
		return -EFAULT;
	/* Clear the padding too: CIOCASYNCFETCH may copy it to user space. */
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

static unsigned long write_crypt32(void __user *arg, const struct crypt_op *cop)
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

static long crypt32(struct file *file, void __user *arg)
{
	struct crypt_op cop;

	return read_crypt32(&cop, arg) ?: cryptodev_crypt_run(file, &cop);
}

static long asynccrypt32(struct file *file, void __user *arg)
{
	struct crypt_op cop;

	return read_crypt32(&cop, arg) ?: cryptodev_asynccrypt_run(file, &cop);
}

static long asyncfetch32(struct file *file, void __user *arg)
{
	return cryptodev_async_fetch(file, arg, write_crypt32);
}

static int write_auth32(struct crypt_auth_op32 __user *uop,
			const struct crypt_auth_op *caop)
{
	if (cryptodev_put_user(caop->len, &uop->len) ||
	    cryptodev_put_user(ptr_to_compat(caop->tag), &uop->tag) ||
	    cryptodev_put_user(caop->tag_len, &uop->tag_len))
		return cryptodev_reject(-EFAULT, "argument is not writable");
	return 0;
}

static long authcrypt32(struct file *file, void __user *arg)
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
	err = write_auth32(uop, &caop);
	if (err)
		return err;
	err = cryptodev_authcrypt_run(file, &caop);
	if (!cryptodev_auth_writes_back(err))
		return err;
	return write_auth32(uop, &caop) ?: err;
}

static long modexp32(struct file *file, void __user *arg)
{
	struct crypt_kop32 __user *ukop = arg;
	struct crypt_kop32 kop32;
	struct crypt_kop kop;
	unsigned int i;
	int err = cryptodev_policy_pubkey();

	if (err)
		return err;
	if (copy_from_user(&kop32, ukop, sizeof(kop32)))
		return -EFAULT;
	if (kop32.crk_op > CRK_ALGORITHM_MAX)
		return cryptodev_reject(-EINVAL, "no operation %u",
					kop32.crk_op);
	kop.crk_op = kop32.crk_op;
	kop.crk_iparams = kop32.crk_iparams;
	kop.crk_oparams = kop32.crk_oparams;
	for (i = 0; i < CRK_MAXPARAM; i++) {
		const struct crparam32 *param = &kop32.crk_param[i];

		kop.crk_param[i].crp_p = compat_ptr(param->crp_p);
		kop.crk_param[i].crp_nbits = param->crp_nbits;
	}
	return cryptodev_modexp_call(file, &kop, &ukop->crk_status, NULL);
}

/*
 * As in calls.c. An ioctl without a pointer in its argument has the same handler
 * as for a 64-bit program.
 */
static const struct cryptodev_call calls[] = {
	CRYPTODEV_CALL(CIOCCRYPT32, crypt32),
	CRYPTODEV_CALL(CIOCAUTHCRYPT32, authcrypt32),
	CRYPTODEV_CALL(CRYPTODEV_SUBMIT, cryptodev_call_submit),
	CRYPTODEV_CALL(CRYPTODEV_REAP, cryptodev_call_reap),
	CRYPTODEV_CALL(CIOCGSESSINFO, cryptodev_call_gsessinfo),
	CRYPTODEV_CALL(CIOCASYMFEAT, cryptodev_call_asymfeat),
	CRYPTODEV_CALL(CIOCASYNCCRYPT32, asynccrypt32),
	CRYPTODEV_CALL(CIOCASYNCFETCH32, asyncfetch32),
	CRYPTODEV_CALL(CRYPTODEV_SEAL, cryptodev_call_seal),
};

/* Ioctls that a sealed file refuses. */
static const struct cryptodev_call changes[] = {
	CRYPTODEV_CALL(CIOCGSESSION32, gsession32),
	CRYPTODEV_CALL(CRYPTODEV_CREATE, cryptodev_call_create),
	CRYPTODEV_CALL(CIOCFSESSION, cryptodev_call_fsession),
	CRYPTODEV_CALL(CIOCCPHASH, cryptodev_call_cphash),
	CRYPTODEV_CALL(CRIOGET, cryptodev_call_criget),
	CRYPTODEV_CALL(CIOCKEY32, modexp32),
};

static long change_ioctl(struct file *file, unsigned int cmd, void __user *arg)
{
	return cryptodev_change_ioctl(changes, ARRAY_SIZE(changes), file, cmd,
				      arg, cryptodev_bsd_ioctl);
}

/**
 * cryptodev_compat_ioctl() - handle an ioctl of a 32-bit program
 * @file: the open file
 * @cmd: the ioctl number
 * @arg: user address of the ioctl's argument
 *
 * May sleep and fault.
 *
 * Return: as cryptodev_ioctl().
 */
long cryptodev_compat_ioctl(struct file *file, unsigned int cmd,
			    unsigned long arg)
{
	return cryptodev_dispatch(calls, ARRAY_SIZE(calls), file, cmd,
				  compat_ptr(arg), change_ioctl);
}
