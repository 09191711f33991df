// SPDX-License-Identifier: GPL-2.0
/*
 * The IV of a request on its way to the transform: a program may give fewer bytes
 * than the transform takes, or have them generated.
 */
#include <linux/random.h>

#include "crypto/transforms.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * cryptodev_complete_iv() - out-of-line part of cryptodev_read_iv()
 * @req: the request, whose program gives no whole IV
 * @full: bytes of an IV of the transform
 *
 * May sleep and fault.
 *
 * Return: as cryptodev_read_iv().
 */
int cryptodev_complete_iv(struct cryptodev_request *req, u32 full)
{
	const struct cryptodev_session *ses = req->ses;
	u8 *iv = req->iv;

	if (ses->iv_len != full) {
		memset(iv, 0, full);
		memcpy(iv, ses->salt, ses->iv_at);
		iv += ses->iv_at;
	}
	if (req->op.flags & CRYPTODEV_OP_RANDOM_IV)
		get_random_bytes(iv, ses->iv_len);
	else if (cryptodev_read_user(iv, req->op.iv, ses->iv_len))
		return cryptodev_reject(-EFAULT, "IV is not readable");
	return 0;
}
