// SPDX-License-Identifier: GPL-2.0
/* CIOCAUTHCRYPT of the Linux dialect. */
#include "linux_auth.h"

#include "devcrypto.h"

int linux_auth(int fd, const struct linux_auth *a)
{
	struct crypt_auth_op op = {
		.ses = a->ses, .op = a->decrypt ? COP_DECRYPT : COP_ENCRYPT,
		.len = a->len, .src = (uint8_t *)a->src, .dst = a->dst,
		.iv = (uint8_t *)a->iv, .iv_len = a->iv_len,
	};

	return dc_aead(fd, &op);
}
