/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls of /dev/crypto as functions that return 0 or a negative errno,
 * so that a test can assert the exact error in one line.
 */
#ifndef DEVCRYPTO_H
#define DEVCRYPTO_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <crypto/cryptodev.h>

/* The harness says 30 seconds; an emulated machine takes its time. */
#undef TEST_TIMEOUT_DEFAULT
#define TEST_TIMEOUT_DEFAULT	150

static inline int dc_open(void)
{
	return open("/dev/crypto", O_RDWR | O_CLOEXEC);
}

static inline int dc_ioctl(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? -errno : 0;
}

/* Makes a session; *ses is untouched unless 0 is returned. */
static inline int dc_session(int fd, uint32_t cipher, const void *key,
			     uint32_t keylen, uint32_t mac, const void *mackey,
			     uint32_t mackeylen, uint32_t *ses)
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

static inline int dc_free(int fd, uint32_t ses)
{
	return dc_ioctl(fd, CIOCFSESSION, &ses);
}

/* As the BSDs encode it. */
static inline int dc_bsd_free(int fd, uint32_t ses)
{
	return dc_ioctl(fd, 0x80046366, &ses);
}

static inline int dc_crypt(int fd, uint32_t ses, int op, int flags,
			   const void *src, uint32_t len, void *dst,
			   void *mac, const void *iv)
{
	struct crypt_op cop = {
		.ses = ses, .op = op, .flags = flags, .len = len,
		.src = (void *)src, .dst = dst, .mac = mac, .iv = (void *)iv,
	};

	return dc_ioctl(fd, CIOCCRYPT, &cop);
}

static inline int dc_hash(int fd, uint32_t ses, int flags, const void *src,
			  uint32_t len, void *digest)
{
	return dc_crypt(fd, ses, 0, flags, src, len, NULL, digest, NULL);
}

/* One AEAD message; the fields that the call fills in are left in *op. */
static inline int dc_aead(int fd, struct crypt_auth_op *op)
{
	return dc_ioctl(fd, CIOCAUTHCRYPT, op);
}

#endif /* DEVCRYPTO_H */
