// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCCRYPT and CIOCAUTHCRYPT: decodes the argument into a request, which has
 * no dialect, and encodes the result. Relies on crypto/request/ to process the
 * request.
 */
#include "crypto/request/request.h"
#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

#define CRYPT_FLAGS	(COP_FLAG_UPDATE | COP_FLAG_FINAL |		\
			 COP_FLAG_WRITE_IV | COP_FLAG_NO_ZC |		\
			 COP_FLAG_RESET | COP_FLAG_VERIFY)
#define AUTH_MODES	(COP_FLAG_AEAD_TLS_TYPE | COP_FLAG_AEAD_SRTP_TYPE)
#define AUTH_FLAGS	(COP_FLAG_WRITE_IV | COP_FLAG_NO_ZC | AUTH_MODES)

static u32 convert_flags(u16 flags)
{
	u32 out = 0;

	if (flags & COP_FLAG_UPDATE)
		out |= CRYPTODEV_OP_UPDATE;
	if (flags & COP_FLAG_FINAL)
		out |= CRYPTODEV_OP_FINAL;
	if (flags & COP_FLAG_RESET)
		out |= CRYPTODEV_OP_RESET;
	if (flags & COP_FLAG_WRITE_IV)
		out |= CRYPTODEV_OP_WRITE_IV;
	if (flags & COP_FLAG_NO_ZC)
		out |= CRYPTODEV_OP_COPY;
	if (flags & COP_FLAG_VERIFY)
		out |= CRYPTODEV_OP_VERIFY;
	if (flags & COP_FLAG_AEAD_TLS_TYPE)
		out |= CRYPTODEV_OP_TLS;
	if (flags & COP_FLAG_AEAD_SRTP_TYPE)
		out |= CRYPTODEV_OP_SRTP;
	return out;
}

/* Converts an op and flags that were checked to CRYPTODEV_OP_*. */
static u32 op_flags(u16 op, u16 flags)
{
	u32 out = op == COP_DECRYPT ? CRYPTODEV_OP_DECRYPT : 0;

	return likely(!flags) ? out : out | convert_flags(flags);
}

static int check_crypt(const struct cryptodev_session *ses, u16 op, u16 flags)
{
	if (!ses->ops->crypt)
		return cryptodev_reject(-EOPNOTSUPP,
					"session cannot serve CIOCCRYPT");
	if (flags & ~CRYPT_FLAGS)
		return cryptodev_reject(-EINVAL, "invalid flags %#x", flags);
	if ((flags & COP_FLAG_VERIFY) && ses->cipher_alg)
		return cryptodev_reject(-EOPNOTSUPP, "verify with a cipher");
	if (op > COP_DECRYPT && ses->cipher_alg)
		return cryptodev_reject(-EINVAL, "unknown op %u", op);
	return 0;
}

/**
 * cryptodev_crypt_fill() - decode the argument of CIOCCRYPT into a request
 * @req: the request; all of @req->op that its session uses is set
 * @cop: a kernel copy of the argument; its pointers are user addresses
 *
 * Does not sleep.
 *
 * Return: 0; -EINVAL if the op or the flags are invalid, -EOPNOTSUPP if the
 * session cannot process such a request.
 */
int cryptodev_crypt_fill(struct cryptodev_request *req,
			 const struct crypt_op *cop)
{
	req->op.len = cop->len;
	req->op.src = cop->src;
	req->op.dst = cop->dst;
	req->op.mac = cop->mac;
	req->op.iv = cop->iv;
	/* A reused request may have values of an earlier operation. */
	req->op.aad_len = 0;
	req->op.tag_len = 0;
	req->op.iv_len = 0;
	req->op.out_len = 0;
	req->op.flags = op_flags(cop->op, cop->flags);
	return check_crypt(req->ses, cop->op, cop->flags);
}

/**
 * cryptodev_crypt_run() - process the request of a CIOCCRYPT
 * @file: the open file that owns the session
 * @cop: a kernel copy of the argument
 *
 * May sleep and fault.
 *
 * Return: as cryptodev_call_crypt().
 */
int cryptodev_crypt_run(struct file *file, const struct crypt_op *cop)
{
	struct cryptodev_request *req = cryptodev_request_start(file, cop->ses);
	int err;

	if (IS_ERR(req))
		return PTR_ERR(req);
	err = cryptodev_crypt_fill(req, cop);
	if (likely(!err))
		err = cryptodev_request_run(req);
	cryptodev_request_put(req);
	return err;
}

/**
 * cryptodev_call_crypt() - CIOCCRYPT: a cipher operation, a hash or both
 * @file: the open file that owns the session
 * @arg: user address of a struct crypt_op; not written
 *
 * May sleep and fault.
 *
 * Return: 0; -EBADMSG if a digest does not verify, -EINVAL, -EFAULT,
 * -EOPNOTSUPP, -E2BIG, -EBUSY if drivers hold too many requests or pages of the
 * user, -ENOMEM, -EINTR, or the driver's error.
 */
__flatten long cryptodev_call_crypt(struct file *file, void __user *arg)
{
	struct crypt_op cop;

	if (cryptodev_read_user(&cop, arg, sizeof(cop)))
		return -EFAULT;
	return cryptodev_crypt_run(file, &cop);
}

static int check_auth(const struct cryptodev_session *ses, u16 op, u16 flags)
{
	u16 mode = flags & AUTH_MODES;

	if (unlikely(mode ? !ses->ops->record : !ses->ops->auth))
		return cryptodev_reject(-EOPNOTSUPP, "flags %#x with %s", flags,
					ses->cipher_alg ? ses->cipher_alg->name
							: "no cipher");
	if (unlikely((flags & ~AUTH_FLAGS) || mode == AUTH_MODES))
		return cryptodev_reject(-EINVAL, "invalid flags %#x", flags);
	if (unlikely(op > COP_DECRYPT))
		return cryptodev_reject(-EINVAL, "unknown op %u", op);
	return 0;
}

/* Sets @caop's len, tag and tag_len to the results of an AEAD operation. */
static void write_back_aead(struct crypt_auth_op *caop,
			    const struct cryptodev_op *op)
{
	caop->tag_len = op->tag_len;
	caop->len = op->out_len;
	caop->tag = caop->dst + caop->len;
	if (caop->op == COP_ENCRYPT)
		caop->tag -= caop->tag_len;
}

/*
 * Sets @caop's len and, if the TLS record or SRTP packet was processed,
 * tag_len. The instructions are the same whether a record verifies or not.
 */
static void write_back_record(struct crypt_auth_op *caop,
			      const struct cryptodev_op *op, int err)
{
	caop->len = op->out_len;
	caop->tag_len = ct_select(ct_eq(-err, 0), op->tag_len, caop->tag_len);
}

static int run_auth(struct cryptodev_request *req, struct crypt_auth_op *caop)
{
	int err = cryptodev_request_run(req);

	if (unlikely(caop->flags & AUTH_MODES))
		write_back_record(caop, &req->op, err);
	else if (likely(!err))
		write_back_aead(caop, &req->op);
	return err;
}

/**
 * cryptodev_authcrypt_run() - process the request of a CIOCAUTHCRYPT
 * @file: the open file that owns the session
 * @caop: a kernel copy of the argument; if cryptodev_auth_writes_back() is true
 *	  for the return value, len, tag and tag_len are the results
 *
 * May sleep and fault.
 *
 * Return: as cryptodev_call_authcrypt().
 */
int cryptodev_authcrypt_run(struct file *file, struct crypt_auth_op *caop)
{
	struct cryptodev_request *req =
		cryptodev_request_start(file, caop->ses);
	int err;

	if (IS_ERR(req))
		return PTR_ERR(req);
	err = check_auth(req->ses, caop->op, caop->flags);
	if (likely(!err)) {
		req->op.src = caop->src;
		req->op.dst = caop->dst;
		req->op.aad = caop->auth_src;
		req->op.mac = caop->tag;
		req->op.iv = caop->iv;
		req->op.flags = op_flags(caop->op, caop->flags);
		req->op.len = caop->len;
		req->op.aad_len = caop->auth_len;
		req->op.tag_len = caop->tag_len;
		req->op.iv_len = caop->iv_len;
		req->op.out_len = caop->len;
		err = run_auth(req, caop);
	}
	cryptodev_request_put(req);
	return err;
}

static int write_auth(struct crypt_auth_op __user *uop,
		      const struct crypt_auth_op *caop)
{
	if (cryptodev_put_user(caop->len, &uop->len) ||
	    cryptodev_put_user(caop->tag, &uop->tag) ||
	    cryptodev_put_user(caop->tag_len, &uop->tag_len))
		return cryptodev_reject(-EFAULT, "argument is not writable");
	return 0;
}

/**
 * cryptodev_call_authcrypt() - CIOCAUTHCRYPT: one AEAD message, TLS record or
 *				SRTP packet
 * @file: the open file that owns the session
 * @arg: user address of a struct crypt_auth_op; len, tag and tag_len are
 *	 written
 *	 on success and after -EBADMSG
 *
 * May sleep and fault.
 *
 * Return: 0; -EBADMSG if the message does not verify, -EINVAL, -EFAULT,
 * -EOPNOTSUPP, -E2BIG, -EBUSY if drivers hold too many requests or pages of the
 * user, -ENOMEM, -EINTR, or the driver's error.
 */
long cryptodev_call_authcrypt(struct file *file, void __user *arg)
{
	struct crypt_auth_op __user *uop = arg;
	struct crypt_auth_op caop;
	int err;

	if (cryptodev_read_user(&caop, uop, sizeof(caop)))
		return -EFAULT;
	/*
	 * Check that the results can be written before the message is
	 * processed: a caller that repeats a failed call would process a
	 * message in place twice.
	 */
	err = write_auth(uop, &caop);
	if (unlikely(err))
		return err;
	err = cryptodev_authcrypt_run(file, &caop);
	if (unlikely(!cryptodev_auth_writes_back(err)))
		return err;
	return write_auth(uop, &caop) ?: err;
}
