// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCCRYPT of the NetBSD dialect: decodes the structure into a request. A mac
 * covers the input as it is, before the cipher, and is computed, never verified.
 */
#include <linux/compat.h>
#include <linux/stddef.h>

#include "crypto/request/request.h"
#include "crypto/session.h"
#include "ioctl/bsd_decode.h"
#include "ioctl/device.h"
#include "ioctl/netbsd/netbsd.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

static int set_op(struct cryptodev_request *req, u16 op)
{
	bool compression = cryptodev_session_compresses(req->ses);

	switch (op) {
	case NETBSD_COP_ENCRYPT:
	case NETBSD_COP_DECRYPT:
		if (compression)
			break;
		req->op.flags = op == NETBSD_COP_DECRYPT &&
				req->ses->cipher_alg ?
				CRYPTODEV_OP_DECRYPT : 0;
		return 0;
	case NETBSD_COP_COMP:
	case NETBSD_COP_DECOMP:
		if (!compression)
			break;
		req->op.flags = op == NETBSD_COP_DECOMP ?
				CRYPTODEV_OP_DECRYPT : 0;
		return 0;
	}
	if (!op && !req->ses->cipher_alg) {
		req->op.flags = 0;
		return 0;
	}
	return cryptodev_reject(-EINVAL, "op %u", op);
}

/*
 * Without an IV of its own, a message has room for it in its first bytes. The mac
 * covers them. Decryption takes the IV from there and copies it to the output;
 * encryption ignores them and writes a random IV to the output.
 */
static int take_inline_iv(struct cryptodev_request *req)
{
	struct cryptodev_op *op = &req->op;
	void __user *dst = op->dst;
	int err = cryptodev_cut_iv(req, req->ses->iv_len);

	if (err)
		return err;
	if (req->ses->hash_alg && req->ses->cipher_alg) {
		op->aad = op->iv;
		op->aad_len = req->ses->iv_len;
	}
	op->iv_out = dst;
	op->flags |= CRYPTODEV_OP_IV_OUT;
	if (!(op->flags & CRYPTODEV_OP_DECRYPT))
		op->flags |= CRYPTODEV_OP_RANDOM_IV;
	return 0;
}

static int set_iv(struct cryptodev_request *req, const void __user *iv)
{
	req->op.iv = (void __user *)iv;
	if (!req->ses->iv_len)
		return iv ? cryptodev_reject(-EINVAL, "an IV where none is") :
			    0;
	if (iv)
		return 0;
	/* A mac has no output where an IV could be. */
	if (!req->ses->cipher_alg)
		return cryptodev_reject(-EINVAL, "no IV");
	return take_inline_iv(req);
}

/**
 * netbsd_decode() - decode an operation
 * @req: the request, on the session of the operation
 * @cop: the operation
 *
 * Return: 0, -EINVAL or -EFAULT.
 */
int netbsd_decode(struct cryptodev_request *req,
		  const struct netbsd_crypt_op *cop)
{
	int err;

	bsd_set_text(req, cop->src, cop->len, cop->dst);
	req->op.out_len = cop->dst_len ?: cop->len;
	err = set_op(req, cop->op);
	if (err)
		return err;
	bsd_set_outputs(req, cop->mac);
	return set_iv(req, cop->iv);
}

/* Writes the length of a compression's result to the argument of the call. */
static int put_dst_len(void __user *uarg, u32 len)
{
	u32 __user *to = uarg + offsetof(struct netbsd_crypt_op, dst_len);

	/* In a 32-bit program, two words and four pointers come before it. */
	if (in_compat_syscall())
		to = uarg + 28;
	return cryptodev_put_user(len, to) ?
		cryptodev_reject(-EFAULT, "argument is not writable") : 0;
}

/* If the length of the result cannot be written, there is no result. */
static int run_compression(struct cryptodev_request *req,
			   const struct netbsd_crypt_op *cop,
			   void __user *uarg)
{
	return put_dst_len(uarg, cop->dst_len) ?: cryptodev_request_run(req) ?:
	       put_dst_len(uarg, req->op.out_len);
}

/**
 * netbsd_crypt() - CIOCCRYPT: one operation
 * @file: the open file that owns the session
 * @arg: struct netbsd_crypt_op; not changed
 * @uarg: its user address, where the @dst_len of a compression is written
 *
 * May sleep and fault.
 *
 * Return: 0, -EINVAL, -EFAULT, -ENOMEM, or as cryptodev_request_run().
 */
long netbsd_crypt(struct file *file, void *arg, void __user *uarg)
{
	const struct netbsd_crypt_op *cop = arg;
	struct cryptodev_request *req;
	int err;

	req = cryptodev_request_start(file, cop->ses);
	if (IS_ERR(req))
		return PTR_ERR(req);
	err = netbsd_decode(req, cop);
	if (likely(!err))
		err = unlikely(cryptodev_session_compresses(req->ses)) ?
			run_compression(req, cop, uarg) :
			cryptodev_request_run(req);
	cryptodev_request_put(req);
	return err;
}

/**
 * netbsd_call_crypt() - CIOCCRYPT of a program of the kernel's own width
 * @file: the open file that owns the session
 * @uarg: user address of a struct netbsd_crypt_op
 *
 * May sleep and fault.
 *
 * Return: as netbsd_crypt().
 */
__flatten long netbsd_call_crypt(struct file *file, void __user *uarg)
{
	struct netbsd_crypt_op cop;

	return bsd_read_arg(&cop, uarg, sizeof(cop)) ?:
	       netbsd_crypt(file, &cop, uarg);
}
