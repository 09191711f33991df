// SPDX-License-Identifier: GPL-2.0
/* AES-CBC in FreeBSD's dialect, and sessions that other dialects do not have. */
#include "dialect.h"

#include <errno.h>

#include <freebsd/crypto/cryptodev.h>

static int call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? -errno : 0;
}

static int open_session(int fd, struct session2_op *op, uint32_t *ses)
{
	int err;

	op->crid = CRYPTO_FLAG_HARDWARE | CRYPTO_FLAG_SOFTWARE;
	err = call(fd, CIOCGSESSION2, op);
	*ses = op->ses;
	return err;
}

static int create(int fd, const uint8_t *key, uint32_t *ses)
{
	struct session2_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = key,
	};

	return open_session(fd, &op, ses);
}

int dialect_freebsd_gmac(int fd, const uint8_t *key, int maclen, uint32_t *ses)
{
	struct session2_op op = {
		.mac = CRYPTO_AES_NIST_GMAC, .mackeylen = 16, .mackey = key,
		.maclen = maclen,
	};

	return open_session(fd, &op, ses);
}

int dialect_freebsd_gcm(int fd, const uint8_t *key, int maclen, uint32_t *ses)
{
	struct session2_op op = {
		.cipher = CRYPTO_AES_NIST_GCM_16, .keylen = 16, .key = key,
		.maclen = maclen,
	};

	return open_session(fd, &op, ses);
}

int dialect_freebsd_xts(int fd, const uint8_t *key, uint32_t *ses)
{
	struct session2_op op = {
		.cipher = CRYPTO_AES_XTS, .keylen = 32, .key = key, .ivlen = 8,
	};

	return open_session(fd, &op, ses);
}

int dialect_freebsd_eta(int fd, const uint8_t *key, uint32_t *ses)
{
	struct session2_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = key,
		.mac = CRYPTO_SHA2_256_HMAC, .mackeylen = 16, .mackey = key,
	};

	return open_session(fd, &op, ses);
}

int dialect_freebsd_cbc_mac(int fd, const uint8_t *key, int ivlen,
			    uint32_t *ses)
{
	struct session2_op op = {
		.mac = CRYPTO_AES_CCM_CBC_MAC, .mackeylen = 16, .mackey = key,
		.ivlen = ivlen,
	};

	return open_session(fd, &op, ses);
}

int dialect_freebsd_mac(int fd, uint32_t ses, const struct dialect_text *t)
{
	struct crypt_op cop = {
		.ses = ses, .len = t->len, .src = t->src, .mac = t->dst,
		.iv = t->iv,
	};

	return call(fd, CIOCCRYPT, &cop);
}

static int encrypt(int fd, uint32_t ses, const struct dialect_text *t)
{
	struct crypt_op cop = {
		.ses = ses, .op = COP_ENCRYPT, .len = t->len, .src = t->src,
		.dst = t->dst, .iv = t->iv,
	};

	return call(fd, CIOCCRYPT, &cop);
}

static int destroy(int fd, uint32_t ses)
{
	return call(fd, CIOCFSESSION, &ses);
}

const struct dialect dialect_freebsd = {
	"FreeBSD", create, encrypt, destroy
};
