// SPDX-License-Identifier: GPL-2.0
/*
 * Encrypt-then-MAC: a cipher and a MAC with separate keys, as one AEAD. Relies
 * on the kernel's authenc() template, which combines any two transforms, or on
 * a driver that does both in one pass. Both verify before they decrypt.
 */
#include <crypto/authenc.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "crypto/transforms.h"
#include "zc/reject.h"

/* Returns both keys in the format of authenc(). The caller frees them. */
static u8 *pack_keys(const struct cryptodev_session_params *params, u32 *len)
{
	struct crypto_authenc_key_param *param;
	struct rtattr *rta;
	u8 *key, *p;

	*len = RTA_SPACE(sizeof(*param)) + params->mackeylen + params->keylen;
	key = kzalloc(*len, GFP_KERNEL_ACCOUNT);
	if (!key)
		return NULL;
	rta = (struct rtattr *)key;
	rta->rta_type = CRYPTO_AUTHENC_KEYA_PARAM;
	rta->rta_len = RTA_LENGTH(sizeof(*param));
	param = RTA_DATA(rta);
	param->enckeylen = cpu_to_be32(params->keylen);
	p = key + RTA_SPACE(sizeof(*param));
	memcpy(p, params->mackey, params->mackeylen);
	memcpy(p + params->mackeylen, params->key, params->keylen);
	return key;
}

/**
 * cryptodev_etm_init() - give a session the AEAD of its cipher and its MAC
 * @ses: the session, not visible to other threads yet
 * @params: parameters of the session
 * @template: the kernel's template that combines both
 *
 * May sleep and load modules.
 *
 * Return: as cryptodev_aead_add().
 */
int cryptodev_etm_init(struct cryptodev_session *ses,
		       const struct cryptodev_session_params *params,
		       const char *template)
{
	char name[CRYPTO_MAX_ALG_NAME];
	u32 len;
	u8 *key;
	int err;

	if (snprintf(name, sizeof(name), "%s(%s,%s)", template,
		     ses->hash_alg->name,
		     ses->cipher_alg->name) >= sizeof(name))
		return cryptodev_reject(-ENOENT, "name too long");
	key = pack_keys(params, &len);
	if (!key)
		return -ENOMEM;
	err = cryptodev_aead_add(ses, params, name, ses->hash_alg->digest_len,
				 key, len);
	kfree_sensitive(key);
	return err;
}

static int etm_init(struct cryptodev_session *ses,
		    const struct cryptodev_session_params *params)
{
	return cryptodev_etm_init(ses, params, "authenc");
}

const struct cryptodev_session_ops cryptodev_etm_ops = {
	.init = etm_init,
	.free = cryptodev_aead_free,
	.auth = cryptodev_aead_auth,
	.finish = cryptodev_aead_finish,
	.scatters = true,
};
