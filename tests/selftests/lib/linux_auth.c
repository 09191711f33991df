// SPDX-License-Identifier: GPL-2.0
/* Calls of the Linux dialect. */
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

int linux_update(int fd, const struct linux_auth *a, bool finish, void *mac)
{
	return dc_crypt(fd, a->ses, a->decrypt ? COP_DECRYPT : COP_ENCRYPT,
			finish ? COP_FLAG_FINAL : COP_FLAG_UPDATE, a->src,
			a->len, a->dst, mac, a->iv);
}
