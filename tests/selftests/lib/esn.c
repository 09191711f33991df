// SPDX-License-Identifier: GPL-2.0
/* Packets of IPsec connections with extended sequence numbers. */
#include "esn.h"

#include <stdio.h>
#include <string.h>

#define ETM	(CRYPTODEV_CREATE_ETM | CRYPTODEV_CREATE_ESN)

/*
 * The keys are the bytes 0, 1, 2 and so on. The ICVs of the first two are HMACs of
 * SPI, low half, IV, ciphertext and high half.
 */
const struct esn_kind esn_kinds[ESN_KINDS] = {
	{ "cbc and sha256", ETM, CRYPTO_AES_CBC, CRYPTO_SHA2_256_HMAC, 16, 32,
	  16, 16,
	  "de8e8d962b69074b2a38943bad35bc52a42c8437314440fde66ba2283786396d"
	  "8a5d60c23408f68c5c4055d0422fc6c84ebbcf486a2821097c93be34b31587ec"
	  "833d5754ed406012d7619a2d4ec4fc4b" },
	{ "null and sha1", ETM, CRYPTO_NULL, CRYPTO_SHA1_HMAC, 0, 20, 0, 12,
	  "6c41abe0732d03165d08fed8" },
	{ "rfc4106", 0, CRYPTO_AES_GCM_16, 0, 20, 0, 8, 16,
	  "92b8851c8a4e9b10c554b90f021f05d78e38211c4b5e9d4ebb403cf56fb37b05"
	  "99b56301caa8a605a1cd3368d40d5267054daebcda763d6aff5631c740249221"
	  "831816151dbbaccf7dbfd720681ba086" },
	{ "rfc4543", 0, CRYPTO_AES_GMAC, 0, 20, 0, 8, 16,
	  "1c1e7637bcfade5e02c42bee8771bd5f" },
	{ "chacha20-poly1305", 0, CRYPTO_CHACHA20_POLY1305, 0, 32, 0, 12, 16,
	  "4cea3a1c09a384eae846b95fb0b7b3b4cd0f81ec173f36f4ec8181ea2d3f9d53"
	  "0ce174e9caac99edaea59fd6713c16293ab5384b7d791df65f2d713b3057dbb7"
	  "a2b30b2c3c65d5f0f9125a84712198c1" },
};

static void count_up(uint8_t *p, size_t len, uint8_t from)
{
	while (len--)
		*p++ = from++;
}

int esn_session(int fd, const struct esn_kind *k, uint32_t more, uint32_t *ses)
{
	uint8_t key[64] = { 0 };
	struct cryptodev_create c = {
		.size = sizeof(c), .flags = k->flags | more,
		.cipher = k->cipher, .mac = k->mac, .keylen = k->keylen,
		.mackeylen = k->mackeylen, .key = native_pointer(key),
		.mackey = native_pointer(key),
	};
	int err;

	count_up(key, sizeof(key), 0);
	err = dc_ioctl(fd, CRYPTODEV_CREATE, &c);
	if (!err)
		*ses = c.ses;
	return err;
}

void esn_packet(const struct esn_kind *k, struct esn_packet *p)
{
	static const uint8_t aad[] = { 1, 2, 3, 4, 0xff, 0xff, 0xff, 0xfe };
	uint8_t *to = p->sealed;
	const char *hex;

	memset(p, 0, sizeof(*p));
	memcpy(p->aad, aad, sizeof(aad));
	count_up(p->iv, sizeof(p->iv), 0xa0);
	count_up(p->text, sizeof(p->text), 0x40);
	if (strlen(k->sealed) == 2 * k->tag) {
		memcpy(to, p->text, ESN_TEXT);
		to += ESN_TEXT;
	}
	for (hex = k->sealed; *hex; hex += 2)
		sscanf(hex, "%2hhx", to++);
}

struct cryptodev_req esn_request(const struct esn_kind *k, uint32_t ses,
				 const struct esn_packet *p, uint32_t flags,
				 void *dst)
{
	bool decrypt = flags & CRYPTODEV_REQ_DECRYPT;

	return (struct cryptodev_req) {
		.ses = ses, .flags = CRYPTODEV_REQ_ESN | flags,
		.len = decrypt ? ESN_TEXT + k->tag : ESN_TEXT,
		.src = native_pointer(decrypt ? p->sealed : p->text),
		.dst = native_pointer(dst), .aad = native_pointer(p->aad),
		.aad_len = sizeof(p->aad), .iv = native_pointer(p->iv),
		.tag_len = k->tag, .esn = ESN_HIGH,
	};
}
