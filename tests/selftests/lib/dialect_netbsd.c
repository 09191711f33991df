// SPDX-License-Identifier: GPL-2.0
/* AES-CBC in NetBSD's dialect. */
#include "dialect.h"

#include <errno.h>
#include <sched.h>

#include <netbsd/crypto/cryptodev.h>

static int call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? -errno : 0;
}

static int create(int fd, const uint8_t *key, uint32_t *ses)
{
	struct session_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = (void *)key,
	};
	int err = call(fd, CIOCGSESSION, &op);

	*ses = op.ses;
	return err;
}

static int create_in_array(int fd, const uint8_t *key, uint32_t *ses)
{
	struct session_n_op op = {
		.session = { .cipher = CRYPTO_AES_CBC, .keylen = 16,
			     .key = (void *)key },
	};
	struct crypt_sgop sgop = { .count = 1, .sessions = &op };
	int err = call(fd, CIOCNGSESSION, &sgop);

	*ses = op.ses;
	return err ? err : -op.status;
}

static int crypt_text(int fd, uint32_t ses, int op,
		      const struct dialect_text *t)
{
	struct crypt_op cop = {
		.ses = ses, .op = op, .len = t->len,
		.src = (void *)t->src, .dst = t->dst, .iv = (void *)t->iv,
	};

	return call(fd, CIOCCRYPT, &cop);
}

static int encrypt(int fd, uint32_t ses, const struct dialect_text *t)
{
	return crypt_text(fd, ses, COP_ENCRYPT, t);
}

int dialect_netbsd_decrypt(int fd, uint32_t ses, const struct dialect_text *t)
{
	return crypt_text(fd, ses, COP_DECRYPT, t);
}

static int fetch(int fd, uint32_t id)
{
	struct crypt_result result = { .reqid = id };
	int err;

	while ((err = call(fd, CIOCNCRYPTRET, &result)) == -EINPROGRESS)
		sched_yield();
	return err ? err : -(int)result.status;
}

static int encrypt_later(int fd, uint32_t ses, const struct dialect_text *t)
{
	struct crypt_n_op n = {
		.ses = ses, .op = COP_ENCRYPT, .len = t->len,
		.src = (void *)t->src, .dst = t->dst, .iv = (void *)t->iv,
	};
	struct crypt_mop mop = { .count = 1, .reqs = &n };
	int err = call(fd, CIOCNCRYPTM, &mop);

	if (err || n.status)
		return err ? err : -n.status;
	return fetch(fd, n.reqid);
}

static int destroy(int fd, uint32_t ses)
{
	return call(fd, CIOCFSESSION, &ses);
}

static int destroy_in_array(int fd, uint32_t ses)
{
	struct crypt_sfop sfop = { .count = 1, .sesid = &ses };

	return call(fd, CIOCNFSESSION, &sfop);
}

const struct dialect dialect_netbsd = {
	"NetBSD", create, encrypt, destroy
};

const struct dialect dialect_netbsd_queue = {
	"NetBSD's queue", create_in_array, encrypt_later, destroy_in_array
};
