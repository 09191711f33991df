/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The common part of the decoders of FreeBSD's and NetBSD's operations. A mac has
 * an address of its own, each output is optional, and an IV may be in the first
 * bytes of a message. All of it is in line: it decodes each small message.
 */
#ifndef CRYPTODEV_BSD_DECODE_H
#define CRYPTODEV_BSD_DECODE_H

#include "crypto/request/request.h"
#include "crypto/session.h"
#include "ioctl/iv_in_data.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * bsd_read_arg() - copy the argument of a call in the kernel's own width
 * @to: the structure
 * @uarg: its user address
 * @size: its size, a constant
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
static __always_inline int bsd_read_arg(void *to, const void __user *uarg,
					size_t size)
{
	return cryptodev_read_user(to, uarg, size) ?
		cryptodev_reject(-EFAULT, "argument is not readable") : 0;
}

/**
 * bsd_has_mac() - do operations of a session have a mac?
 * @ses: the session
 *
 * Return: false for a cipher alone and for compression.
 */
static inline bool bsd_has_mac(const struct cryptodev_session *ses)
{
	return ses->aead || ses->hash_alg;
}

/**
 * bsd_set_text() - set the text of an operation
 * @req: the request, without associated data until that is set
 * @src: input
 * @len: bytes at @src
 * @dst: output, or NULL
 */
static inline void bsd_set_text(struct cryptodev_request *req,
				const void __user *src, u32 len,
				void __user *dst)
{
	struct cryptodev_op *op = &req->op;

	op->src = src;
	op->len = len;
	op->dst = dst;
	op->aad_len = 0;
	op->iv_len = 0;
}

/**
 * bsd_set_outputs() - set the mac of an operation, and which outputs it has
 * @req: the request, its text and its flags set
 * @mac: the mac, or NULL
 */
static inline void bsd_set_outputs(struct cryptodev_request *req,
				   void __user *mac)
{
	struct cryptodev_op *op = &req->op;

	op->mac = mac;
	op->tag_len = 0;
	if (bsd_has_mac(req->ses))
		op->flags |= mac ? CRYPTODEV_OP_MAC_APART :
				   CRYPTODEV_OP_MAC_APART |
				   CRYPTODEV_OP_NO_MAC;
	if (req->ses->cipher_alg && !op->dst)
		op->flags |= CRYPTODEV_OP_NO_OUTPUT;
}

#endif /* CRYPTODEV_BSD_DECODE_H */
