// SPDX-License-Identifier: GPL-2.0
/*
 * Runs one request on a transform that was allocated for it. The request takes
 * the path of any request of crypto/request/, on a session that belongs to no
 * open file. If the task is killed while the request is in flight, the request
 * and the session live until the driver completes it.
 */
#include <linux/crypto.h>
#include <linux/fips.h>

#include "crypto/modexp/modexp.h"
#include "crypto/request/request.h"
#include "crypto/stats/drivers.h"
#include "crypto/user_limits.h"
#include "zc/map.h"
#include "zc/reject.h"

/**
 * cryptodev_modexp_declined() - decide whether to fall back to the CPU
 * @err: error of the allocation of a transform or of setting its key
 *
 * Does not sleep.
 *
 * Return: @err if the call must fail: -ENOMEM, -EMFILE or -EINTR; otherwise
 * -EOPNOTSUPP, and the caller falls back to the CPU.
 */
int cryptodev_modexp_declined(int err)
{
	return err == -ENOMEM || err == -EMFILE || err == -EINTR ? err :
								   -EOPNOTSUPP;
}

/**
 * cryptodev_modexp_name() - choose the transform of an operation
 * @op: the operation
 * @algorithm: the kernel's name of the algorithm
 *
 * Does not sleep.
 *
 * Return: the name to allocate a transform by, or NULL if no transform may process
 * the operation.
 */
const char *cryptodev_modexp_name(const struct cryptodev_modexp_op *op,
				  const char *algorithm)
{
	if (op->choice == CRYPTODEV_SOFTWARE)
		return NULL;
	return op->driver_name ?
		cryptodev_driver_find_name(algorithm, op->driver_name) :
		algorithm;
}

static bool may_process(const struct cryptodev_modexp_op *op,
			const struct cryptodev_driver *driver)
{
	if (op->driver_name)
		return !strcmp(driver->name, op->driver_name);
	return op->choice == CRYPTODEV_DEVICE ? driver->id :
	       op->choice == CRYPTODEV_ANY_DRIVER || !driver->id;
}

/**
 * cryptodev_modexp_set_driver() - record the driver of an operation
 * @op: the operation
 * @tfm: the driver's transform, or NULL for the kernel's arithmetic
 *
 * The counters of the first driver that was recorded include the operation: the CPU
 * may process it in place of this driver. May sleep.
 *
 * Return: 0; -EOPNOTSUPP if this driver must not process the operation, or -ENOMEM.
 */
int cryptodev_modexp_set_driver(struct cryptodev_modexp_op *op,
				struct crypto_tfm *tfm)
{
	struct cryptodev_driver *driver = cryptodev_driver_find(tfm);

	if (!driver)
		return -ENOMEM;
	if (!may_process(op, driver))
		return cryptodev_reject(-EOPNOTSUPP, "not on %s", driver->name);
	if (!op->driver)
		op->driver = driver;
	return 0;
}

/**
 * cryptodev_modexp_wanted() - check whether to use a transform
 * @tfm: the transform
 *
 * The kernel's generic C implementation is slower than mpi.c, and the task
 * cannot be killed while it runs. FIPS mode uses it nevertheless, because it
 * may be certified. Its name identifies it, because some device drivers set no
 * flag (virtio_crypto). Call this function before the transform gets a key: a
 * generic transform may be freed without one. Other transforms need a key
 * first, because virtio_crypto oopses otherwise. Does not sleep.
 *
 * Return: 0, or -EOPNOTSUPP if the CPU must compute the operation.
 */
int cryptodev_modexp_wanted(struct crypto_tfm *tfm)
{
	const char *suffix = strrchr(crypto_tfm_alg_driver_name(tfm), '-');

	return !fips_enabled && suffix && !strcmp(suffix, "-generic") ?
		-EOPNOTSUPP : 0;
}

/**
 * cryptodev_modexp_session() - allocate a session for one operation
 * @ops: operations of the session, of which @ops->free frees its transform
 *
 * May sleep.
 *
 * Return: a session without a transform, with one reference that the caller
 * owns; or ERR_PTR(-ENOMEM).
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
	ses->gated = true;
	return ses;
}

/**
 * cryptodev_modexp_adopt() - account a session and record its driver
 * @op: the operation
 * @ses: a session with a transform that has its key
 * @tfm: the transform
 *
 * The session counts against the user's limit of sessions, because a driver may
 * use it long after its caller was killed. May sleep.
 *
 * Return: 0, -EMFILE if the user has reached the limit, or as
 * cryptodev_modexp_set_driver().
 */
int cryptodev_modexp_adopt(struct cryptodev_modexp_op *op,
			   struct cryptodev_session *ses,
			   struct crypto_tfm *tfm)
{
	return cryptodev_user_add(op->user, ses) ?:
	       cryptodev_modexp_set_driver(op, tfm);
}

static int copy_result(struct cryptodev_modexp_op *op, const u8 *data, u32 len,
		       u32 size)
{
	struct cryptodev_number result = cryptodev_number_from(data, len);
	const struct cryptodev_modexp_out *out = &op->out[0];

	if (cryptodev_number_is_cut(data, len, size) || result.len > out->len)
		return cryptodev_reject(-EIO, "a result of %u bytes",
					result.len);
	cryptodev_number_put(&result, out->data, out->len);
	return 0;
}

static int run_on_driver(struct cryptodev_modexp_op *op,
			 struct cryptodev_request *req,
		      const struct cryptodev_modexp_transform *transform,
			 u32 len)
{
	int err = cryptodev_request_wait(req, transform->submit(req, len));

	if (cryptodev_request_left(req))
		return -EINTR;
	if (!err)
		err = copy_result(op, req->map.buf,
				  min(len, transform->result_len(req)), len);
	return cryptodev_modexp_fails_over(op, err) ? -EOPNOTSUPP :
						cryptodev_modexp_fail(op, err);
}

/**
 * cryptodev_modexp_request() - run an operation on a transform
 * @op: the operation
 * @ses: a session with a transform that has its key; takes the caller's
 *	 reference, also on error
 * @transform: operations of the transform
 * @in: input of the transform
 * @len: length of the modulus in bytes, which is also the length of the input
 *	 and of the output
 *
 * May sleep.
 *
 * Return: 0 and the transform's result in @op->err; -EOPNOTSUPP if the CPU must
 * process the operation, because the driver is busy or has failed; -ENOMEM; -EINTR
 * if the task is being killed; -EBUSY as cryptodev_request_admit().
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
	if (!err && !cryptodev_modexp_offloads(op, req))
		err = -EOPNOTSUPP;
	if (!err) {
		cryptodev_number_put(in, req->map.buf, len);
		req->map.small.length = len;
		err = run_on_driver(op, req, transform, len);
	}
	cryptodev_request_put(req);
	return err;
}
