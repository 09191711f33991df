// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCNFKEYM: public-key operations of the NetBSD dialect whose results are
 * fetched like those of other requests.
 */
#include <crypto/cryptodev.h>

#include "crypto/request/request.h"
#include "ioctl/bsd_calls.h"
#include "ioctl/device.h"
#include "ioctl/netbsd/netbsd.h"
#include "zc/user_copy.h"

static const struct cryptodev_layout kop_n_layout = {
	"wwwwpwpwpwpwpwpwpwpwp",
	sizeof(struct netbsd_crypt_n_kop), 84
};

static long run_kop(struct file *file, const struct netbsd_crypt_n_kop *kop,
		    struct netbsd_crypt_n_kop __user *ukop)
{
	struct crypt_kop one = {
		.crk_op = kop->crk_op,
		.crk_iparams = kop->crk_iparams,
		.crk_oparams = kop->crk_oparams,
	};

	memcpy(one.crk_param, kop->crk_param, sizeof(one.crk_param));
	/* Two words come before the status in a structure of either width. */
	return bsd_key(file, &one, ukop);
}

/*
 * Runs an operation and posts its success as the result of a request. The request
 * has its place in the queue before the operation writes its output: an output
 * without a result cannot be.
 */
static long run_and_post(struct file *file, struct cryptodev_queue *q,
			 const struct netbsd_crypt_n_kop *kop,
			 struct netbsd_crypt_n_kop __user *ukop)
{
	struct cryptodev_request *req = cryptodev_request_detached();
	long err;

	if (!req)
		return -ENOMEM;
	req->async.cookie[NETBSD_COOKIE_ID] = kop->crk_reqid;
	req->async.cookie[NETBSD_COOKIE_OPAQUE] = (uintptr_t)kop->crk_opaque;
	err = cryptodev_async_reserve(req, q);
	if (err)
		goto out_put;
	err = run_kop(file, kop, ukop);
	if (err)
		goto out_unreserve;
	cryptodev_async_post(req, q, 0);
	return 0;

out_unreserve:
	cryptodev_async_unreserve(req, q);
out_put:
	cryptodev_request_put(req);
	return err;
}

/*
 * The CPU computes most operations, so each is complete when it has been
 * submitted; its result can be fetched at once.
 */
static long nfkeym_one(struct file *file, void __user *element)
{
	struct netbsd_crypt_n_kop __user *ukop = element;
	struct cryptodev_queue *q = netbsd_queue(file);
	struct netbsd_crypt_n_kop kop;
	long err;

	if (!q)
		return -ENOMEM;
	if (cryptodev_layout_read(&kop_n_layout, &kop, ukop))
		return -EFAULT;
	kop.crk_reqid = cryptodev_file_next_reqid(file->private_data);
	kop.crk_status = 0;
	if (cryptodev_layout_write(&kop_n_layout, ukop, &kop))
		return -EFAULT;
	err = run_and_post(file, q, &kop, ukop);
	if (!err)
		return 0;
	return cryptodev_put_user(-err, &ukop->crk_status) ? -EFAULT : 0;
}

/**
 * netbsd_nfkeym() - CIOCNFKEYM: several public-key operations
 * @file: the open file
 * @arg: struct netbsd_array of struct crypt_n_kop; the crk_reqid and the
 *	 crk_status of each is written, and one with a status has no result
 * @uarg: not used
 *
 * May sleep and fault.
 *
 * Return: 0, or -EINVAL for none; -EFAULT, -ENOMEM or -EINTR: then the operations
 * before are complete.
 */
long netbsd_nfkeym(struct file *file, void *arg, void __user *uarg)
{
	return netbsd_for_each(file, arg, cryptodev_layout_size(&kop_n_layout),
			       nfkeym_one);
}
