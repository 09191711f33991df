// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* RSA operations, by sessions of the device or by the default provider. */
#include <errno.h>
#include <stdint.h>

#include "error.h"
#include "rsa.h"

int rsa_compute_by_device(struct pkey *key, bool private,
			  const unsigned char *in, unsigned char *out)
{
	const struct pkey_use use = { .cipher = CRYPTODEV_RSA,
				      .private = private };
	struct cryptodev_req req = {
		.flags = private ? CRYPTODEV_REQ_DECRYPT : 0,
		.len = key->size,
		.src = (uintptr_t)in,
		.dst = (uintptr_t)out,
	};
	int err = pkey_process(key, &use, &req);

	return err || req.out_len == key->size ? err : EIO;
}

static bool compute_by_cpu(struct pkey *key, bool private,
			   const unsigned char *in, unsigned char *out)
{
	const OSSL_PARAM params[] = {
		OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_PAD_MODE,
				       OSSL_PKEY_RSA_PAD_MODE_NONE, 4),
		OSSL_PARAM_END
	};
	EVP_PKEY_CTX *ctx = pkey_soft_context(key);
	size_t len = key->size;
	bool done;

	if (!ctx)
		return false;
	if (private)
		done = lib.EVP_PKEY_decrypt_init_ex(ctx, params) == 1 &&
		       lib.EVP_PKEY_decrypt(ctx, out, &len, in, key->size) == 1;
	else
		done = lib.EVP_PKEY_encrypt_init_ex(ctx, params) == 1 &&
		       lib.EVP_PKEY_encrypt(ctx, out, &len, in, key->size) == 1;
	lib.EVP_PKEY_CTX_free(ctx);
	return done && len == key->size;
}

bool rsa_compute(struct pkey *key, bool private, const unsigned char *in,
		 unsigned char *out)
{
	int err = rsa_compute_by_device(key, private, in, out);

	if (!err)
		return true;
	/* The CPU has no private key of a keyring. */
	if (!(private && key->serial) && compute_by_cpu(key, private, in, out))
		return true;
	ERROR_ERRNO(key->prov, ERROR_REQUEST, err);
	return false;
}

int rsa_device_sign(struct pkey *key, __u32 mac, const unsigned char *digest,
		    size_t digest_len, unsigned char *sig)
{
	const struct pkey_use use = { .cipher = CRYPTODEV_RSA_PKCS1, .mac = mac,
				      .private = true };
	struct cryptodev_req req = {
		.len = digest_len,
		.src = (uintptr_t)digest,
		.dst = (uintptr_t)sig,
	};
	int err = pkey_process(key, &use, &req);

	return err || req.out_len == key->size ? err : EIO;
}

int rsa_device_verify(struct pkey *key, __u32 mac, const unsigned char *digest,
		      size_t digest_len, const unsigned char *sig)
{
	const struct pkey_use use = { .cipher = CRYPTODEV_RSA_PKCS1, .mac = mac };
	struct cryptodev_req req = {
		.flags = CRYPTODEV_REQ_VERIFY,
		.len = digest_len,
		.tag_len = key->size,
		.src = (uintptr_t)digest,
		.mac = (uintptr_t)sig,
	};

	return pkey_process(key, &use, &req);
}

int rsa_device_encrypt(struct pkey *key, const unsigned char *text,
		       size_t text_len, unsigned char *out)
{
	const struct pkey_use use = { .cipher = CRYPTODEV_RSA_PKCS1 };
	struct cryptodev_req req = {
		.len = text_len,
		.src = (uintptr_t)text,
		.dst = (uintptr_t)out,
	};
	int err = pkey_process(key, &use, &req);

	return err || req.out_len == key->size ? err : EIO;
}
