// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of the other macs made of AES: GMAC, with the vectors of GCM
 * without plaintext, and XCBC, with those of RFC 3566. Each is computed and,
 * with COP_FLAG_VERIFY, compared.
 */
#include "../kselftest_harness.h"
#include "lib/kat.h"

#define MAC_LEN	16

/**
 * struct kat_mac - a message and its mac
 * @msg: the message
 * @len: bytes at @msg
 * @iv: the nonce, or NULL
 * @mac: the mac
 * @mac_len: bytes at @mac, which may be truncated
 */
struct kat_mac {
	const uint8_t *msg;
	uint32_t len;
	const uint8_t *iv;
	const uint8_t *mac;
	uint32_t mac_len;
};

/* Computes the mac, @full bytes, and has the device verify it. */
static const char *kat_mac(int fd, uint32_t ses, const struct kat_mac *v,
			   uint32_t full, bool forged)
{
	uint8_t *mac = kat_dst, was[MAC_LEN + KAT_GUARD];
	const char *wrong;
	int err;

	kat_load(mac, NULL, 0, full);
	err = dc_crypt(fd, ses, 0, 0, v->msg, v->len, NULL, mac, v->iv);
	wrong = kat_result("mac", err, mac, mac, full, full);
	if (wrong)
		return wrong;
	if (!memcmp(mac, v->mac, v->mac_len) == forged)
		return "wrong mac";

	/* a truncated tag can only be compared with the computed one */
	memcpy(mac, v->mac, v->mac_len);
	memcpy(was, mac, sizeof(was));
	err = dc_crypt(fd, ses, 0, COP_FLAG_VERIFY, v->msg, v->len, NULL, mac,
		       v->iv);
	if (err != (forged ? -EBADMSG : 0))
		return failure("verify: error %d", err);
	return memcmp(mac, was, sizeof(was)) ? "verify: wrote the mac" : NULL;
}

FIXTURE(mac)
{
	struct kat_session s;
};

FIXTURE_SETUP(mac)
{
	KAT_SETUP(&self->s);
}

FIXTURE_TEARDOWN(mac)
{
	close(self->s.fd);
}

TEST_F_TIMEOUT(mac, gmac, KAT_TIMEOUT)
{
	static const char *const files[KAT_FILES] = {
		"ciphers/AES/GCM/gcm*.rsp",
	};
	struct kat_reader r = { .files = files, .result = "Tag" };
	uint8_t key[CRYPTO_CIPHER_MAX_KEY_LEN], iv[KAT_MAX / 64], tag[MAC_LEN];
	unsigned int good = 0, forgeries = 0, failures = 0;
	struct kat_mac m = { .msg = kat_pt, .iv = iv, .mac = tag };
	struct vec_file *v;
	const char *wrong;
	int keylen;
	bool forged;

	while ((v = kat_next(&r))) {
		if (vec_bytes(v, "CT", kat_ct, KAT_MAX) ||
		    vec_bytes(v, "IV", iv, sizeof(iv)) != 12)
			continue;
		keylen = vec_bytes(v, "Key", key, sizeof(key));
		ASSERT_LT(0, keylen);
		m.len = vec_bytes(v, "AAD", kat_pt, KAT_MAX);
		ASSERT_GT(KAT_MAX, m.len);
		m.mac_len = vec_bytes(v, "Tag", tag, sizeof(tag));
		ASSERT_GE(sizeof(tag), m.mac_len);
		ASSERT_EQ(0, kat_session(&self->s, 0, CRYPTO_AES_NIST_GMAC,
					 key, keylen));
		forged = vec_has(v, "FAIL");
		wrong = kat_mac(self->s.fd, self->s.ses, &m, MAC_LEN, forged);
		KAT_REPORT(&r, wrong, failures);
		good += !forged;
		forgeries += forged;
	}
	EXPECT_EQ(2360, good);
	EXPECT_EQ(790, forgeries);
	ksft_print_msg("%u vectors: %u good, %u forged\n", good + forgeries,
		       good, forgeries);
}

/* RFC 3566, section 4.6; the last message is a thousand zeros. */
static const struct {
	uint32_t len;
	const char *mac;
} xcbc[] = {
	{ 0, "\x75\xf0\x25\x1d\x52\x8a\xc0\x1c\x45\x73\xdf\xd5\x84\xd7\x9f\x29" },
	{ 3, "\x5b\x37\x65\x80\xae\x2f\x19\xaf\xe7\x21\x9c\xee\xf1\x72\x75\x6f" },
	{ 16, "\xd2\xa2\x46\xfa\x34\x9b\x68\xa7\x99\x98\xa4\x39\x4f\xf7\xa2\x63" },
	{ 20, "\x47\xf5\x1b\x45\x64\x96\x62\x15\xb8\x98\x5c\x63\x05\x5e\xd3\x08" },
	{ 32, "\xf5\x4f\x0e\xc8\xd2\xb9\xf3\xd3\x68\x07\x73\x4b\xd5\x28\x3f\xd4" },
	{ 34, "\xbe\xcb\xb3\xbc\xcd\xb5\x18\xa3\x06\x77\xd5\x48\x1f\xb6\xb4\xd8" },
	{ 1000, "\xf0\xda\xfe\xe8\x95\xdb\x30\x25\x37\x61\x10\x3b\x5d\x84\x52\x8f" },
};

TEST_F(mac, xcbc)
{
	static const struct {
		uint32_t number;
		uint32_t len;
	} macs[] = {
		{ CRYPTO_AES_XCBC_MAC, 16 }, { CRYPTO_AES_XCBC_MAC_96, 12 },
	};
	uint8_t count[34], zeros[1000] = { 0 };
	unsigned int i, j;

	for (i = 0; i < sizeof(count); i++)
		count[i] = i;
	for (i = 0; i < ARRAY_SIZE(macs); i++) {
		ASSERT_EQ(0, kat_session(&self->s, 0, macs[i].number, count,
					 16));
		for (j = 0; j < ARRAY_SIZE(xcbc); j++) {
			struct kat_mac m = {
				.msg = xcbc[j].len > 34 ? zeros : count,
				.len = xcbc[j].len, .mac_len = macs[i].len,
				.mac = (const uint8_t *)xcbc[j].mac,
			};
			const char *wrong;

			wrong = kat_mac(self->s.fd, self->s.ses, &m,
					macs[i].len, false);
			EXPECT_TRUE(!wrong) {
				TH_LOG("%u bytes: %s", m.len, wrong);
			}
		}
		/*
		 * the next algorithm has the same key, but needs another
		 * session
		 */
		self->s.keylen = 0;
	}
}

TEST_HARNESS_MAIN
