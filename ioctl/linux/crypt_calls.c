// SPDX-License-Identifier: GPL-2.0
/*
 * Calls that encrypt, decrypt and digest: CIOCCRYPT and CIOCAUTHCRYPT. They
 * are decoded here into a request in no dialect, and answered from it.
 */
#include "crypto/stats/stats.h"
#include "ioctl/calls.h"
#include "ioctl/device.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

#define CRYPT_FLAGS	(COP_FLAG_UPDATE | COP_FLAG_FINAL |		\
			 COP_FLAG_WRITE_IV | COP_FLAG_NO_ZC |		\
			 COP_FLAG_RESET | COP_FLAG_VERIFY)
#define AUTH_MODES	(COP_FLAG_AEAD_TLS_TYPE | COP_FLAG_AEAD_SRTP_TYPE)
#define AUTH_FLAGS	(COP_FLAG_WRITE_IV | COP_FLAG_NO_ZC | AUTH_MODES)

static u32 more_flags(u16 flags)
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

/* The dialect's op and flags, checked before, as the request's flags. */
static __always_inline u32 op_flags(u16 op, u16 flags)
{
	u32 out = op == COP_DECRYPT ? CRYPTODEV_OP_DECRYPT : 0;

	return likely(!flags) ? out : out | more_flags(flags);
}

static __always_inline struct cryptodev_request *start(struct file *file, u32 id)
{
	struct cryptodev_session *ses;
	struct cryptodev_request *req;

	ses = cryptodev_file_find(file->private_data, id);
	if (unlikely(!ses))
		return ERR_PTR(-EINVAL);
	req = cryptodev_request_get(ses);
	if (unlikely(!req)) {
		cryptodev_session_put(ses);
		return ERR_PTR(-ENOMEM);
	}
	return req;
}

/**
 * cryptodev_request_start() - begin a request
 * @file: the open file that owns the session
 * @id: the session's id, or anything else
 *
 * May sleep.
 *
 * Return: a request on it, to be put by the caller; -EINVAL if there is no such
 * session, -ENOMEM.
 */
struct cryptodev_request *cryptodev_request_start(struct file *file, u32 id)
{
	return start(file, id);
}

static int check_crypt(const struct cryptodev_session *ses, u16 op, u16 flags)
{
	if (!ses->ops->crypt)
		return cryptodev_reject(-EOPNOTSUPP, "CIOCCRYPT on an AEAD");
	if (flags & ~CRYPT_FLAGS)
		return cryptodev_reject(-EINVAL, "flags %#x", flags);
	if ((flags & COP_FLAG_VERIFY) && ses->cipher_alg)
		return cryptodev_reject(-EOPNOTSUPP, "verify beside a cipher");
	if (op > COP_DECRYPT && ses->cipher_alg)
		return cryptodev_reject(-EINVAL, "op %u", op);
	return 0;
}

/* Nothing that check_crypt() would have to look at twice. */
static __always_inline bool plain_crypt(const struct cryptodev_session *ses,
					u16 op, u16 flags)
{
	return ses->ops->crypt && !flags && op <= COP_DECRYPT;
}

static __always_inline int set_crypt_flags(struct cryptodev_request *req,
					   u16 op, u16 flags)
{
	req->op.flags = op_flags(op, flags);
	return likely(plain_crypt(req->ses, op, flags)) ?
		0 : check_crypt(req->ses, op, flags);
}

/* Field by field to where they are wanted: most requests are a block or two. */
static __always_inline int read_crypt(struct cryptodev_request *req,
				      const struct crypt_op __user *uop)
{
	u16 op, flags;

	if (should_fail_usercopy() ||
	    !user_read_access_begin(uop, sizeof(*uop)))
		return -EFAULT;
	unsafe_get_user(op, &uop->op, fault);
	unsafe_get_user(flags, &uop->flags, fault);
	unsafe_get_user(req->op.len, &uop->len, fault);
	unsafe_get_user(req->op.src, &uop->src, fault);
	unsafe_get_user(req->op.dst, &uop->dst, fault);
	unsafe_get_user(req->op.mac, &uop->mac, fault);
	unsafe_get_user(req->op.iv, &uop->iv, fault);
	user_read_access_end();
	return set_crypt_flags(req, op, flags);
fault:
	user_read_access_end();
	return -EFAULT;
}

/**
 * cryptodev_crypt_fill() - fill in what a request is to do
 * @req: the request
 * @cop: what is asked, its pointers the caller's
 *
 * Return: 0; -EINVAL, -EOPNOTSUPP.
 */
int cryptodev_crypt_fill(struct cryptodev_request *req,
			 const struct crypt_op *cop)
{
	req->op.len = cop->len;
	req->op.src = cop->src;
	req->op.dst = cop->dst;
	req->op.mac = cop->mac;
	req->op.iv = cop->iv;
	/* Whatever the request was before, it is none of an AEAD now. */
	req->op.aad_len = 0;
	req->op.tag_len = 0;
	req->op.iv_len = 0;
	req->op.out_len = 0;
	return set_crypt_flags(req, cop->op, cop->flags);
}

static __always_inline int crypt(struct cryptodev_request *req)
{
	int (*run)(struct cryptodev_request *req) = req->ses->ops->crypt;
	int err = cryptodev_request_admit(req);

	if (unlikely(err))
		return err;
	cryptodev_watch_submit(req);
	err = run(req);
	cryptodev_watch_complete(req, err);
	return err;
}

/**
 * cryptodev_crypt() - CIOCCRYPT: a cipher or hash operation, or both
 * @file: the open file that owns the session
 * @arg: struct crypt_op; not written
 *
 * Return: 0; -EINVAL, -EFAULT, -EOPNOTSUPP, -E2BIG, -ENOMEM, -EINTR, or the
 * driver's error.
 */
long cryptodev_crypt(struct file *file, void __user *arg)
{
	struct crypt_op __user *uop = arg;
	struct cryptodev_request *req;
	u32 ses;
	int err;

	if (cryptodev_read_user(&ses, &uop->ses, sizeof(ses)))
		return -EFAULT;
	req = start(file, ses);
	if (IS_ERR(req))
		return PTR_ERR(req);
	err = read_crypt(req, uop);
	if (likely(!err))
		err = crypt(req);
	cryptodev_request_put(req);
	return err;
}

/**
 * cryptodev_crypt_run() - CIOCCRYPT, its argument read
 * @file: the open file that owns the session
 * @cop: the argument
 *
 * Return: as cryptodev_crypt().
 */
int cryptodev_crypt_run(struct file *file, const struct crypt_op *cop)
{
	struct cryptodev_request *req = start(file, cop->ses);
	int err;

	if (IS_ERR(req))
		return PTR_ERR(req);
	err = cryptodev_crypt_fill(req, cop);
	if (likely(!err))
		err = crypt(req);
	cryptodev_request_put(req);
	return err;
}

static int check_auth(const struct cryptodev_session *ses, u16 op, u16 flags)
{
	u16 mode = flags & AUTH_MODES;

	if (unlikely(mode ? !ses->ops->record : !ses->ops->auth))
		return cryptodev_reject(-EOPNOTSUPP, "flags %#x on %s", flags,
					ses->cipher_alg ? ses->cipher_alg->name
							: "no cipher");
	if (unlikely((flags & ~AUTH_FLAGS) || mode == AUTH_MODES))
		return cryptodev_reject(-EINVAL, "flags %#x", flags);
	if (unlikely(op > COP_DECRYPT))
		return cryptodev_reject(-EINVAL, "op %u", op);
	return 0;
}

/* What the call answers, in @caop's len, tag and tag_len. */
static void answer_aead(struct crypt_auth_op *caop,
			const struct cryptodev_op *op)
{
	caop->tag_len = op->tag_len;
	caop->len = op->out_len;
	caop->tag = caop->dst + caop->len;
	if (caop->op == COP_ENCRYPT)
		caop->tag -= caop->tag_len;
}

/*
 * The same of a TLS record or an SRTP packet: the length of the tag if it was
 * worked. The instructions are the same whether a record verifies or not.
 */
static void answer_record(struct crypt_auth_op *caop,
			  const struct cryptodev_op *op, int err)
{
	caop->len = op->out_len;
	caop->tag_len = ct_select(ct_eq(-err, 0), op->tag_len, caop->tag_len);
}

static int run_auth(struct cryptodev_request *req, struct crypt_auth_op *caop)
{
	int err;

	if (unlikely(caop->flags & AUTH_MODES)) {
		err = req->ses->ops->record(req);
		answer_record(caop, &req->op, err);
		return err;
	}
	err = req->ses->ops->auth(req);
	if (likely(!err))
		answer_aead(caop, &req->op);
	return err;
}

/**
 * cryptodev_authcrypt_run() - CIOCAUTHCRYPT, its argument read
 * @file: the open file that owns the session
 * @caop: the argument; if it is to be answered, len, tag and tag_len are what
 *
 * Return: as cryptodev_authcrypt().
 */
int cryptodev_authcrypt_run(struct file *file, struct crypt_auth_op *caop)
{
	struct cryptodev_request *req = start(file, caop->ses);
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
		err = cryptodev_request_admit(req);
	}
	if (likely(!err)) {
		cryptodev_watch_submit(req);
		err = run_auth(req, caop);
		cryptodev_watch_record(req, err);
	}
	cryptodev_request_put(req);
	return err;
}

static int answer(struct crypt_auth_op __user *uop,
		  const struct crypt_auth_op *caop)
{
	if (cryptodev_put_user(caop->len, &uop->len) ||
	    cryptodev_put_user(caop->tag, &uop->tag) ||
	    cryptodev_put_user(caop->tag_len, &uop->tag_len))
		return cryptodev_reject(-EFAULT, "argument is not writable");
	return 0;
}

/**
 * cryptodev_authcrypt() - CIOCAUTHCRYPT: one AEAD message, TLS record or SRTP
 *			   packet
 * @file: the open file that owns the session
 * @arg: struct crypt_auth_op; on success len, tag and tag_len are written
 *
 * Return: 0; -EBADMSG if the message does not verify, -EINVAL, -EFAULT,
 * -EOPNOTSUPP, -E2BIG, -ENOMEM, -EINTR, or the driver's error.
 */
long cryptodev_authcrypt(struct file *file, void __user *arg)
{
	struct crypt_auth_op __user *uop = arg;
	struct crypt_auth_op caop;
	int err;

	if (cryptodev_read_user(&caop, uop, sizeof(caop)))
		return -EFAULT;
	/* As it was, before a message in place is worked twice. */
	err = answer(uop, &caop);
	if (unlikely(err))
		return err;
	err = cryptodev_authcrypt_run(file, &caop);
	if (unlikely(!cryptodev_auth_answered(err)))
		return err;
	return answer(uop, &caop) ?: err;
}
