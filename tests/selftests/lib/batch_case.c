// SPDX-License-Identifier: GPL-2.0
/* Requests of each kind for a batch, and as single calls. */
#include "batch_case.h"

const struct batch_kind kinds[] = {
	{ "cbc", 0, CRYPTO_AES_CBC, 0, 16, 0, 0, false, false, 0, true },
	{ "cbc in place, WRITE_IV", 0, CRYPTO_AES_CBC, 0, 32,
	  CRYPTODEV_REQ_WRITE_IV, COP_FLAG_WRITE_IV, false, true, 0, false },
	{ "ctr, NO_ZC", 0, CRYPTO_AES_CTR, 0, 16, CRYPTODEV_REQ_NO_ZC,
	  COP_FLAG_NO_ZC, false, false, 0, true },
	{ "sha256", 0, 0, CRYPTO_SHA2_256, 0, 0, 0, false, false, 0, false },
	{ "hmac-sha1", 0, 0, CRYPTO_SHA1_HMAC, 20, 0, 0, false, false, 0,
	  false },
	{ "cbc and sha512", 0, CRYPTO_AES_CBC, CRYPTO_SHA2_512_HMAC, 16, 0, 0,
	  false, false, 0, true },
	{ "gcm", 0, CRYPTO_AES_GCM, 0, 16, 0, 0, true, false, 20, true },
	{ "gcm in place", 0, CRYPTO_AES_GCM, 0, 32, 0, 0, true, true, 1000,
	  true },
	{ "ccm", 0, CRYPTO_AES_CCM, 0, 16, 0, 0, true, false, 20, true },
	{ "etm", CRYPTODEV_CREATE_ETM, CRYPTO_AES_CBC, CRYPTO_SHA2_256_HMAC, 32,
	  0, 0, true, false, 8, true },
	{ "tls", 0, CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16, CRYPTODEV_REQ_TLS,
	  COP_FLAG_AEAD_TLS_TYPE, true, true, 13, true },
	{ "srtp", 0, CRYPTO_AES_CTR, CRYPTO_SHA1_HMAC, 16, CRYPTODEV_REQ_SRTP,
	  COP_FLAG_AEAD_SRTP_TYPE, true, true, 0, true },
	{ "gmac", 0, 0, CRYPTO_AES_NIST_GMAC, 16, 0, 0, false, false, 0,
	  false },
};

int kind_create(const struct batch_kind *k, int fd, const void *key,
		uint32_t *ses)
{
	return dc_create(fd, k->create, k->cipher, k->mac, key, k->keylen, ses);
}

const char *kind_reopen(const struct batch_kind *k, int *fd, uint32_t *ses)
{
	static const uint8_t key[32] = "a key that is long enough for it";

	if (*fd >= 0)
		close(*fd);
	*fd = dc_open();
	if (*fd < 0)
		return "cannot open the device";
	return kind_create(k, *fd, key, ses) ? "cannot create a session" : NULL;
}

void batch_memory_init(struct batch_memory *p, int i)
{
	memset(p, 0xa5, sizeof(*p));
	fill(p->iv, 16, i);
	/* CCM: a nonce of 12 bytes as a block */
	p->iv[0] = 2;
	memset(p->iv + 13, 0, 3);
	fill(p->aad, sizeof(p->aad), i + 1);
	fill(p->header, sizeof(p->header), i + 2);
	fill(p->text, TEXT_LEN, i + 3);
}

struct cryptodev_req kind_req(int i, uint32_t ses, struct batch_memory *p,
			      uint32_t flags)
{
	const struct batch_kind *k = &kinds[i];
	bool srtp = k->flags & CRYPTODEV_REQ_SRTP;

	return (struct cryptodev_req) {
		.ses = ses, .flags = k->flags | flags, .len = TEXT_LEN,
		.aad_len = srtp ? TEXT_LEN + sizeof(p->header) : k->aad_len,
		.src = (uintptr_t)p->text,
		.dst = (uintptr_t)(k->in_place ? p->text : p->out),
		.aad = (uintptr_t)(srtp ? p->header : p->aad),
		.mac = (uintptr_t)p->mac, .iv = (uintptr_t)p->iv,
		.user_data = i, .result = 12345, .out_len = 54321,
	};
}

struct cryptodev_req kind_req_back(int i, uint32_t ses, struct batch_memory *p,
				   uint32_t flags, uint32_t len)
{
	struct cryptodev_req r = kind_req(i, ses, p, flags);

	r.flags |= CRYPTODEV_REQ_DECRYPT;
	if (len)
		r.len = len;
	if (!kinds[i].in_place) {
		memcpy(p->text, p->out, sizeof(p->text));
		memset(p->out, 0x5a, sizeof(p->out));
	}
	return r;
}

void *ptr(uint64_t address)
{
	return (void *)(uintptr_t)address;
}

int kind_run_alone(int fd, int i, const struct cryptodev_req *r,
		   uint32_t *out_len)
{
	struct crypt_auth_op caop = {
		.ses = r->ses, .op = r->flags & CRYPTODEV_REQ_DECRYPT,
		.flags = kinds[i].cop_flags, .len = r->len,
		.auth_len = r->aad_len, .auth_src = ptr(r->aad),
		.src = ptr(r->src), .dst = ptr(r->dst), .iv = ptr(r->iv),
		.tag = ptr(r->mac),
	};
	int err;

	*out_len = 0;
	if (!kinds[i].auth)
		return dc_crypt(fd, r->ses, r->flags & CRYPTODEV_REQ_DECRYPT,
				kinds[i].cop_flags, ptr(r->src), r->len,
				kinds[i].cipher ? ptr(r->dst) : NULL,
				ptr(r->mac), ptr(r->iv));
	err = dc_aead(fd, &caop);
	if (!err && !(r->flags & CRYPTODEV_REQ_SRTP))
		*out_len = caop.len;
	return err;
}
