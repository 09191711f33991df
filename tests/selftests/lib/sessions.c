// SPDX-License-Identifier: GPL-2.0
/* Sessions of the kinds that most tests use. */
#include "sessions.h"

#include "devcrypto.h"

int sessions_init(struct sessions *s, int fd)
{
	static const uint8_t key[64] =
		"The two halves of the key of an XTS session have to differ.....";
	const struct {
		uint32_t cipher, keylen, mac, mackeylen;
		uint32_t *ses;
	} kinds[] = {
		{ CRYPTO_AES_CBC, 16, 0, 0, &s->cbc },
		{ CRYPTO_AES_CTR, 16, 0, 0, &s->ctr },
		{ CRYPTO_AES_ECB, 16, 0, 0, &s->ecb },
		{ CRYPTO_AES_XTS, 64, 0, 0, &s->xts },
		{ CRYPTO_NULL, 0, 0, 0, &s->null },
		{ CRYPTO_AES_GCM, 16, 0, 0, &s->gcm },
		{ CRYPTO_AES_CCM, 16, 0, 0, &s->ccm },
		{ 0, 0, CRYPTO_SHA2_256, 0, &s->sha },
		{ 0, 0, CRYPTO_SHA1_HMAC, 20, &s->hmac },
		{ 0, 0, CRYPTO_AES_NIST_GMAC, 16, &s->gmac },
		{ CRYPTO_AES_CBC, 16, CRYPTO_SHA2_256, 0, &s->both },
	};
	unsigned int i;
	int err;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		err = dc_session(fd, kinds[i].cipher,
				 kinds[i].keylen ? key : NULL, kinds[i].keylen,
				 kinds[i].mac, kinds[i].mackeylen ? key : NULL,
				 kinds[i].mackeylen, kinds[i].ses);
		if (err)
			return err;
	}
	return 0;
}
