// SPDX-License-Identifier: GPL-2.0
/*
 * CIOCCRYPT and CIOCCRYPTAEAD of the FreeBSD dialect: decode the structures into
 * requests. There is nothing to encode: outputs alone are written.
 */
#include "crypto/request/request.h"
#include "crypto/session.h"
#include "ioctl/bsd_decode.h"
#include "ioctl/device.h"
#include "ioctl/freebsd/freebsd.h"
#include "zc/reject.h"

static bool has_cipher(const struct cryptodev_session *ses)
{
	return ses->cipher_alg;
}

static int set_op(struct cryptodev_request *req, u16 op, u16 flags)
{
	struct cryptodev_op *to = &req->op;

	to->flags = 0;
	if (flags & FREEBSD_COP_F_CIPHER_FIRST && op != FREEBSD_COP_ENCRYPT)
		return cryptodev_reject(-EINVAL, "cipher first, op %u", op);
	switch (op) {
	case 0:
		if (!has_cipher(req->ses))
			return 0;
		break;
	case FREEBSD_COP_ENCRYPT:
		return 0;
	case FREEBSD_COP_DECRYPT:
		if (has_cipher(req->ses))
			to->flags = CRYPTODEV_OP_DECRYPT;
		return 0;
	}
	return cryptodev_reject(-EINVAL, "op %u", op);
}

/*
 * Without an IV of its own, a message has it in its first bytes. Nothing is
 * written to their room in the output, and the mac does not cover them.
 */
static int set_iv(struct cryptodev_request *req, const void __user *iv)
{
	req->op.iv = (void __user *)iv;
	if (!req->ses->iv_len)
		return iv && !cryptodev_session_is_null(req->ses) ?
			cryptodev_reject(-EINVAL, "an IV where none is") : 0;
	if (iv)
		return 0;
	if (req->ses->aead && has_cipher(req->ses))
		return cryptodev_reject(-EINVAL, "an AEAD needs its IV");
	return cryptodev_cut_iv(req, req->ses->iv_len);
}

/* A mac that is verified has to be there; one that is computed need not. */
static int check_mac(const struct cryptodev_request *req,
		     const void __user *mac)
{
	return !mac && bsd_has_mac(req->ses) &&
	       req->op.flags & CRYPTODEV_OP_DECRYPT ?
		cryptodev_reject(-EFAULT, "no mac to verify") : 0;
}

static int decode_crypt(struct cryptodev_request *req,
			const struct freebsd_crypt_op *cop)
{
	int err;

	bsd_set_text(req, cop->src, cop->len, cop->dst);
	req->op.out_len = 0;
	err = set_op(req, cop->op, cop->flags) ?: check_mac(req, cop->mac);
	if (err)
		return err;
	bsd_set_outputs(req, cop->mac);
	err = set_iv(req, cop->iv);
	if (err)
		return err;
	if (!req->op.len && !bsd_has_mac(req->ses))
		return cryptodev_reject(-EINVAL, "nothing to encrypt");
	return 0;
}

static int check_aead(const struct cryptodev_session *ses,
		      const struct freebsd_crypt_aead *caead)
{
	u32 xts = ses->cipher_alg && !ses->cipher_alg->chains && !ses->aead ?
		CRYPTODEV_CHAIN_IV_MAX : ses->iv_len;

	if (!has_cipher(ses) || !bsd_has_mac(ses))
		return cryptodev_reject(-EINVAL, "session has no tag");
	if (!caead->iv || !caead->tag)
		return cryptodev_reject(-EINVAL, "no IV or no tag");
	if (caead->ivlen != ses->iv_len && caead->ivlen != xts)
		return cryptodev_reject(-EINVAL, "IV of %u bytes",
					caead->ivlen);
	return 0;
}

/* Either call; @caead is NULL for CIOCCRYPT. */
static __always_inline int
run_crypt(struct file *file, const struct freebsd_crypt_op *cop,
	  const struct freebsd_crypt_aead *caead)
{
	struct cryptodev_request *req;
	int err;

	req = cryptodev_request_start(file, cop->ses);
	if (IS_ERR(req))
		return PTR_ERR(req);
	err = caead ? check_aead(req->ses, caead) : 0;
	err = err ?: decode_crypt(req, cop);
	if (!err && caead) {
		req->op.aad = caead->aad;
		req->op.aad_len = caead->aadlen;
	}
	if (likely(!err))
		err = cryptodev_request_run(req);
	cryptodev_request_put(req);
	return err;
}

/**
 * freebsd_crypt() - CIOCCRYPT: one operation
 * @file: the open file that owns the session
 * @arg: struct freebsd_crypt_op; not changed
 * @uarg: not used
 *
 * May sleep and fault.
 *
 * Return: 0; -EBADMSG if the mac does not verify, else as
 * cryptodev_request_run(); -EINVAL, -EFAULT, -ENOMEM.
 */
long freebsd_crypt(struct file *file, void *arg, void __user *uarg)
{
	return run_crypt(file, arg, NULL);
}

/**
 * freebsd_call_crypt() - CIOCCRYPT of a program of the kernel's own width
 * @file: the open file that owns the session
 * @uarg: user address of a struct freebsd_crypt_op; not written
 *
 * May sleep and fault.
 *
 * Return: as freebsd_crypt().
 */
__flatten long freebsd_call_crypt(struct file *file, void __user *uarg)
{
	struct freebsd_crypt_op cop;

	return bsd_read_arg(&cop, uarg, sizeof(cop)) ?:
	       freebsd_crypt(file, &cop, uarg);
}

/**
 * freebsd_cryptaead() - CIOCCRYPTAEAD: one operation with associated data
 * @file: the open file that owns the session
 * @arg: struct freebsd_crypt_aead; not changed
 * @uarg: not used
 *
 * May sleep and fault.
 *
 * Return: as freebsd_crypt().
 */
long freebsd_cryptaead(struct file *file, void *arg, void __user *uarg)
{
	const struct freebsd_crypt_aead *caead = arg;
	const struct freebsd_crypt_op cop = {
		.ses = caead->ses,
		.op = caead->op,
		.flags = caead->flags,
		.len = caead->len,
		.src = caead->src,
		.dst = caead->dst,
		.mac = caead->tag,
		.iv = caead->iv,
	};

	return run_crypt(file, &cop, caead);
}

/**
 * freebsd_call_cryptaead() - CIOCCRYPTAEAD of a program of the kernel's own width
 * @file: the open file that owns the session
 * @uarg: user address of a struct freebsd_crypt_aead; not written
 *
 * May sleep and fault.
 *
 * Return: as freebsd_crypt().
 */
__flatten long freebsd_call_cryptaead(struct file *file, void __user *uarg)
{
	struct freebsd_crypt_aead caead;

	return bsd_read_arg(&caead, uarg, sizeof(caead)) ?:
	       freebsd_cryptaead(file, &caead, uarg);
}
