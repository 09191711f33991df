/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An IV in the first bytes of a message, as the dialects decode it.
 */
#ifndef CRYPTODEV_IV_IN_DATA_H
#define CRYPTODEV_IV_IN_DATA_H

#include "crypto/request/request.h"
#include "zc/reject.h"

/**
 * cryptodev_cut_iv() - take the IV from the first bytes of a message
 * @req: the request, its text and outputs set
 * @iv_len: bytes of the IV
 *
 * The text of the request begins after the IV, in the output too. Does not sleep.
 *
 * Return: 0; -EINVAL if the message is too short, -EFAULT if it has no address.
 */
static inline int cryptodev_cut_iv(struct cryptodev_request *req, u32 iv_len)
{
	struct cryptodev_op *op = &req->op;

	if (op->len < iv_len)
		return cryptodev_reject(-EINVAL, "%u bytes hold no IV of %u",
					op->len, iv_len);
	/* Without an address, a cipher would continue with its last IV. */
	if (!op->src)
		return cryptodev_reject(-EFAULT, "IV is not readable");
	op->iv = (void __user *)op->src;
	op->src += iv_len;
	op->len -= iv_len;
	if (op->dst)
		op->dst += iv_len;
	return 0;
}

#endif /* CRYPTODEV_IV_IN_DATA_H */
