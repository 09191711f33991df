// SPDX-License-Identifier: GPL-2.0
/* The calls of the Linux dialect. */
#include "devcrypto.h"

int dc_open(void)
{
	return open("/dev/crypto", O_RDWR | O_CLOEXEC);
}

int dc_ioctl(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? -errno : 0;
}

int dc_session(int fd, uint32_t cipher, const void *key, uint32_t keylen,
	       uint32_t mac, const void *mackey, uint32_t mackeylen,
	       uint32_t *ses)
{
	struct session_op op = {
		.cipher = cipher, .keylen = keylen, .key = (void *)key,
		.mac = mac, .mackeylen = mackeylen, .mackey = (void *)mackey,
	};
	int err = dc_ioctl(fd, CIOCGSESSION, &op);

	if (!err)
		*ses = op.ses;
	return err;
}

int dc_free(int fd, uint32_t ses)
{
	return dc_ioctl(fd, CIOCFSESSION, &ses);
}

int dc_bsd_free(int fd, uint32_t ses)
{
	return dc_ioctl(fd, 0x80046366, &ses);
}

int dc_crypt(int fd, uint32_t ses, int op, int flags, const void *src,
	     uint32_t len, void *dst, void *mac, const void *iv)
{
	struct crypt_op cop = {
		.ses = ses, .op = op, .flags = flags, .len = len,
		.src = (void *)src, .dst = dst, .mac = mac, .iv = (void *)iv,
	};

	return dc_ioctl(fd, CIOCCRYPT, &cop);
}

int dc_hash(int fd, uint32_t ses, int flags, const void *src, uint32_t len,
	    void *digest)
{
	return dc_crypt(fd, ses, 0, flags, src, len, NULL, digest, NULL);
}

int dc_aead(int fd, struct crypt_auth_op *op)
{
	return dc_ioctl(fd, CIOCAUTHCRYPT, op);
}

int dc_tag(int fd, uint32_t ses, uint32_t tag_len)
{
	uint8_t tag[16], iv[12] = { 0 };
	struct crypt_auth_op op;

	memset(&op, 0, sizeof(op));
	op.ses = ses;
	op.tag_len = tag_len;
	op.dst = tag;
	op.iv = iv;
	return dc_aead(fd, &op);
}
