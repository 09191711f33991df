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
 * cryptodev_read_iv() - load the IV of a request
 * @req: the request; its @iv is set
 * @full: bytes of an IV of the transform
 *
 * The session's salt stands before the program's bytes, zeros after them. May
 * sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int cryptodev_read_iv(struct cryptodev_request *req, u32 full)
{
	const struct cryptodev_session *ses = req->ses;
	u8 *iv = req->iv;

	if (unlikely(ses->iv_len != full)) {
		memset(iv, 0, full);
		memcpy(iv, ses->salt, ses->iv_at);
		iv += ses->iv_at;
	}
	if (unlikely(req->op.flags & CRYPTODEV_OP_RANDOM_IV))
		get_random_bytes(iv, ses->iv_len);
	else if (cryptodev_read_user(iv, req->op.iv, ses->iv_len))
		return cryptodev_reject(-EFAULT, "IV is not readable");
	return 0;
}
