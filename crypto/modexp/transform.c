// SPDX-License-Identifier: GPL-2.0
/*
 * One request on a transform that was made for it. It is a request like any
 * other, on a session that nobody else knows: whoever is killed while a driver
 * works leaves both to the driver.
 */
#include <linux/crypto.h>
#include <linux/fips.h>

#include "crypto/modexp/modexp.h"
#include "crypto/request/request.h"
#include "crypto/user_limits.h"
#include "zc/map.h"
#include "zc/reject.h"

/**
 * cryptodev_modexp_declined() - what it means that there is no transform
 * @err: why there is none, or why it does not take the key
 *
 * Return: @err if the call is to fail, or -EOPNOTSUPP: compute it instead.
 */
int cryptodev_modexp_declined(int err)
{
	return err == -ENOMEM || err == -EMFILE || err == -EINTR ? err :
								   -EOPNOTSUPP;
}

/**
 * cryptodev_modexp_wanted() - is a transform to do an operation?
 * @tfm: the transform
 *
 * The kernel's own code in C does nothing that is not computed here in less
 * time, and cannot be killed. But where it has been certified, it is used. It is
 * known by its name: not every device's driver says what it is (virtio_crypto
 * does not). And those may be let go only after they have got a key:
 * virtio_crypto oopses otherwise.
 *
 * Return: 0 or -EOPNOTSUPP.
 */
int cryptodev_modexp_wanted(struct crypto_tfm *tfm)
{
	const char *suffix = strrchr(crypto_tfm_alg_driver_name(tfm), '-');

	return !fips_enabled && suffix && !strcmp(suffix, "-generic") ?
		-EOPNOTSUPP : 0;
}

/**
 * cryptodev_modexp_session() - begin to make a session for one operation
 * @ops: frees its transform
 *
 * May sleep.
 *
 * Return: a session with one reference that has no transform yet, or -ENOMEM.
 */
struct cryptodev_session *
cryptodev_modexp_session(const struct cryptodev_session_ops *ops)
{
	struct cryptodev_session *ses = cryptodev_session_alloc();

	if (!ses)
		return ERR_PTR(-ENOMEM);
	if (cryptodev_session_charge(ses)) {
		cryptodev_session_put(ses);
		return ERR_PTR(-ENOMEM);
	}
	ses->ops = ops;
	ses->asynchronous = true;
	return ses;
}

/**
 * cryptodev_modexp_adopt() - a transform is going to do an operation
 * @op: the operation
 * @ses: the session that has the transform, with its key
 * @tfm: the transform
 *
 * The session counts as one of the user's: a driver may hold it long after its
 * caller was killed. May sleep.
 *
 * Return: 0, -EMFILE if the user has as many sessions as it may, -ENOMEM.
 */
int cryptodev_modexp_adopt(struct cryptodev_modexp_op *op,
			struct cryptodev_session *ses, struct crypto_tfm *tfm)
{
	return cryptodev_user_add(op->user, ses) ?:
	       cryptodev_modexp_served(op, tfm);
}

static int take_result(struct cryptodev_modexp_op *op, const u8 *data, u32 len)
{
	struct cryptodev_number result = cryptodev_number(data, len);

	if (result.len > op->out_len)
		return cryptodev_reject(-EIO, "a result of %u bytes",
					result.len);
	cryptodev_number_put(&result, op->out, op->out_len);
	return 0;
}

static int ask_driver(struct cryptodev_modexp_op *op,
		      struct cryptodev_request *req,
		      const struct cryptodev_modexp_transform *transform, u32 len)
{
	int err = cryptodev_request_wait(req, transform->submit(req, len));

	if (cryptodev_request_left(req))
		return -EINTR;
	if (!err)
		err = take_result(op, req->map.buf,
				  min(len, transform->result_len(req)));
	return cryptodev_modexp_fail(op, err);
}

/**
 * cryptodev_modexp_request() - have a transform do an operation
 * @op: the operation
 * @ses: a session with a transform that has its key; the caller's reference
 *	 goes to the request
 * @transform: how to use the transform
 * @in: its input
 * @len: bytes of the modulus: both input and output have as many
 *
 * May sleep.
 *
 * Return: 0 with the driver's answer in @op->err, -ENOMEM, or -EINTR if the
 * task is being killed; -EBUSY as cryptodev_request_admit().
 */
int cryptodev_modexp_request(struct cryptodev_modexp_op *op,
			  struct cryptodev_session *ses,
			  const struct cryptodev_modexp_transform *transform,
			  const struct cryptodev_number *in, u32 len)
{
	struct cryptodev_request *req = cryptodev_request_get(ses);
	int err;

	if (!req) {
		cryptodev_session_put(ses);
		return -ENOMEM;
	}
	err = cryptodev_request_admit(req, 0) ?:
	      zc_buf_reserve(&req->map, len);
	if (!err) {
		cryptodev_number_put(in, req->map.buf, len);
		req->map.small.length = len;
		err = ask_driver(op, req, transform, len);
	}
	cryptodev_request_put(req);
	return err;
}
