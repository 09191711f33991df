// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of the AEADs: the vectors of NIST, the RFCs and the libraries,
 * in both directions, out of place and in place. Forged vectors must not
 * decrypt.
 */
#include "../kselftest_harness.h"
#include "lib/kat.h"

/* the device's input, and its output in place */
static uint8_t kat_src[KAT_MAX + KAT_GUARD];

/**
 * struct kat_aead - an AEAD's vector
 * @iv: nonce
 * @iv_len: bytes at @iv
 * @aad: associated data
 * @aad_len: bytes at @aad
 * @pt: plaintext
 * @ct: ciphertext followed by the tag
 * @len: bytes at @pt
 * @tag_len: bytes of the tag
 */
struct kat_aead {
	const uint8_t *iv;
	uint32_t iv_len;
	const uint8_t *aad;
	uint32_t aad_len;
	const uint8_t *pt;
	const uint8_t *ct;
	uint32_t len;
	uint32_t tag_len;
};

/*
 * Fills the buffers and the call's argument. Out of place, an empty input is
 * NULL.
 */
static void kat_aead_op(const struct kat_aead *v, uint32_t ses, int op,
			bool in_place, struct crypt_auth_op *auth)
{
	const uint8_t *in = op == COP_ENCRYPT ? v->pt : v->ct;
	size_t room = v->len + v->tag_len;
	size_t len = op == COP_ENCRYPT ? v->len : room;

	kat_load(kat_src, in, len, room);
	kat_load(kat_dst, NULL, 0, room);
	*auth = (struct crypt_auth_op) {
		.ses = ses, .op = op, .len = len,
		.src = in_place || len ? kat_src : NULL,
		.dst = in_place ? kat_src : kat_dst,
		.auth_src = v->aad_len ? (uint8_t *)v->aad : NULL,
		.auth_len = v->aad_len, .tag_len = v->tag_len,
		.iv = (uint8_t *)v->iv, .iv_len = v->iv_len,
	};
}

/* Encrypts or decrypts the message; expects success. */
static const char *kat_aead(int fd, uint32_t ses, int op, bool in_place,
			    const struct kat_aead *v)
{
	const uint8_t *out = op == COP_ENCRYPT ? v->ct : v->pt;
	uint32_t room = v->len + v->tag_len;
	uint32_t len = op == COP_ENCRYPT ? room : v->len;
	struct crypt_auth_op auth;
	const char *wrong;
	int err;

	kat_aead_op(v, ses, op, in_place, &auth);
	err = dc_aead(fd, &auth);
	wrong = kat_result(in_place ? "in place" : "out of place", err,
			   auth.dst, out, len,
			   op == COP_DECRYPT && !in_place ? len : room);
	if (wrong)
		return wrong;
	if (!in_place && memcmp(kat_src, op == COP_ENCRYPT ? v->pt : v->ct,
				op == COP_ENCRYPT ? v->len : room))
		return "out of place: changed its input";
	if (auth.len != len || auth.tag_len != v->tag_len ||
	    auth.tag != auth.dst + v->len)
		return failure("returned len %u, tag_len %u, tag at %td",
			       auth.len, auth.tag_len, auth.tag - auth.dst);
	return NULL;
}

/*
 * Decrypts a message with a wrong tag: expects EBADMSG, an unchanged argument,
 * and at dst the old contents or zeros, but no plaintext.
 */
static const char *kat_aead_forged(int fd, uint32_t ses, bool in_place,
				   const struct kat_aead *v)
{
	uint32_t room = v->len + v->tag_len;
	struct crypt_auth_op auth, before;
	int err;

	kat_aead_op(v, ses, COP_DECRYPT, in_place, &auth);
	before = auth;
	err = dc_aead(fd, &auth);
	if (err != -EBADMSG)
		return failure("forged: error %d", err);
	if (memcmp(&auth, &before, sizeof(auth)))
		return "forged: changed the argument";
	if (!all_are(auth.dst, v->len, 0) &&
	    !(in_place ? !memcmp(auth.dst, v->ct, v->len) :
			 all_are(auth.dst, v->len, KAT_FILL)))
		return "forged: wrote to dst";
	if (!all_are(auth.dst + room, KAT_GUARD, KAT_FILL))
		return "forged: wrote past the end";
	return NULL;
}

FIXTURE(aead)
{
	struct kat_session s;
};

/**
 * @alg: the AEAD
 * @iv_len: the only length of nonce that the module supports; 0: all
 * @result: name of the field that makes a record a vector
 * @files: its vectors
 * @good: how many vectors verify
 * @forged: how many do not
 * @refused: how many have a nonce of an unsupported length
 */
FIXTURE_VARIANT(aead)
{
	uint32_t alg;
	uint32_t iv_len;
	const char *result;
	const char *files[KAT_FILES];
	unsigned int good;
	unsigned int forged;
	unsigned int refused;
};

FIXTURE_VARIANT_ADD(aead, aes_gcm) {
	.alg = CRYPTO_AES_GCM, .iv_len = 12, .result = "Tag",
	.files = { "ciphers/AES/GCM/gcm*.rsp" },
	.good = 11769, .forged = 3981, .refused = 31500,
};

FIXTURE_VARIANT_ADD(aead, aes_ccm) {
	.alg = CRYPTO_AES_CCM, .result = "CT",
	.files = { "ciphers/AES/CCM/*.rsp" },
	.good = 2400, .forged = 480,
};

FIXTURE_VARIANT_ADD(aead, chacha20_poly1305) {
	.alg = CRYPTO_CHACHA20_POLY1305, .iv_len = 12, .result = "Tag",
	.files = { "ciphers/ChaCha20Poly1305/*.txt" },
	.good = 70, .forged = 1,
};

FIXTURE_SETUP(aead)
{
	KAT_SETUP(&self->s);
}

FIXTURE_TEARDOWN(aead)
{
	close(self->s.fd);
}

/*
 * Reads a vector of GCM, which has the tag apart, or of CCM, which writes the
 * empty string as one zero byte. Returns the length of its key, or -1 if the
 * vector is malformed.
 */
static int kat_aead_read(struct vec_file *v, uint8_t *key, struct kat_aead *a)
{
	static uint8_t iv[KAT_MAX], aad[KAT_MAX];
	int tag = 0, ct = vec_bytes(v, "CT|Ciphertext", kat_ct, KAT_MAX);
	int iv_len, aad_len;

	if (ct >= 0 && vec_has(v, "Tag"))
		tag = vec_bytes(v, "Tag", kat_ct + ct, KAT_MAX - ct);
	iv_len = vec_bytes(v, "IV|Nonce", iv, sizeof(iv));
	aad_len = vec_bytes(v, "AAD|Adata|AD", aad, sizeof(aad));
	if (ct < 0 || tag < 0 || iv_len < 0 || aad_len < 0)
		return -1;
	*a = (struct kat_aead) {
		.iv = iv, .iv_len = iv_len, .aad = aad, .aad_len = aad_len,
		.pt = kat_pt, .ct = kat_ct, .len = ct, .tag_len = tag,
	};
	if (!tag) {
		a->aad_len = vec_number(v, "Alen");
		a->tag_len = vec_number(v, "Tlen");
		a->len = vec_number(v, "Plen");
		if ((uint32_t)ct != a->len + a->tag_len)
			return -1;
	}
	return vec_bytes(v, "Key", key, CRYPTO_CIPHER_MAX_KEY_LEN);
}

/* Returns true if the vector says that it must not decrypt. */
static bool kat_aead_is_forged(struct vec_file *v)
{
	return vec_has(v, "FAIL") ||
	       (vec_has(v, "Result") &&
		strncmp(vec_text(v, "Result"), "Pass", 4));
}

/* The kernel's form of a CCM nonce: 14 - its length, the nonce, zeros. */
static void kat_ccm_iv(struct kat_aead *a, uint8_t iv[16])
{
	memset(iv, 0, 16);
	iv[0] = 14 - a->iv_len;
	memcpy(iv + 1, a->iv, a->iv_len);
	a->iv = iv;
	a->iv_len = 16;
}

static const char *kat_aead_good(int fd, uint32_t ses, uint32_t alg,
				 const struct kat_aead *a)
{
	struct kat_aead formatted = *a;
	uint8_t iv[16];
	const char *wrong;

	if (alg == CRYPTO_AES_CCM)
		kat_ccm_iv(&formatted, iv);
	wrong = kat_aead(fd, ses, COP_ENCRYPT, false, a);
	if (!wrong)
		wrong = kat_aead(fd, ses, COP_DECRYPT, false, &formatted);
	formatted.iv_len = 0;
	if (!wrong)
		wrong = kat_aead(fd, ses, COP_ENCRYPT, true, &formatted);
	if (!wrong)
		wrong = kat_aead(fd, ses, COP_DECRYPT, true, a);
	return wrong;
}

TEST_F_TIMEOUT(aead, vectors, KAT_TIMEOUT)
{
	struct kat_reader r = {
		.files = variant->files, .result = variant->result,
	};
	unsigned int good = 0, forged = 0, refused = 0, failures = 0;
	uint8_t key[CRYPTO_CIPHER_MAX_KEY_LEN];
	int fd = self->s.fd, keylen;
	const char *wrong;
	struct crypt_auth_op op;
	struct vec_file *v;
	struct kat_aead a;
	bool served, forgery;

	while ((v = kat_next(&r))) {
		keylen = kat_aead_read(v, key, &a);
		ASSERT_LT(0, keylen);
		served = !variant->iv_len || variant->iv_len == a.iv_len;
		forgery = kat_aead_is_forged(v);
		if (!served)
			refused++;
		else if (forgery)
			forged++;
		else
			good++;
		if (skip_case())
			continue;

		if (served || !self->s.ses)
			ASSERT_EQ(0, kat_session(&self->s, variant->alg, 0,
						 key, keylen));
		if (!served) {
			kat_aead_op(&a, self->s.ses, COP_DECRYPT, false, &op);
			EXPECT_EQ(-EINVAL, dc_aead(fd, &op));
			EXPECT_TRUE(all_are(kat_dst, a.len, KAT_FILL));
			continue;
		}
		if (forgery) {
			wrong = kat_aead_forged(fd, self->s.ses, false, &a) ?:
			      kat_aead_forged(fd, self->s.ses, true, &a);
		} else {
			int len = vec_bytes(v, "PT|Payload|IN|Plaintext",
					    kat_pt, KAT_MAX);

			ASSERT_TRUE(a.len ? len == (int)a.len : len <= 1);
			wrong = kat_aead_good(fd, self->s.ses, variant->alg,
					      &a);
		}
		KAT_REPORT(&r, wrong, failures);
	}
	EXPECT_EQ(variant->good, good);
	EXPECT_EQ(variant->forged, forged);
	EXPECT_EQ(variant->refused, refused);
	ksft_print_msg(
		"one in %u of %u vectors: %u good, %u forged, %u refused\n",
		slowdown(), good + forged + refused, good, forged, refused);
}

#define ESP_TAG	16

/*
 * Two packets of draft-mcgrew-gcm-test-01, with RFC 4106 and RFC 4543. The key
 * ends with the salt; the tag follows the ciphertext.
 */
static const uint8_t esp_key[] =
	"\x4c\x80\xcd\xef\xbb\x5d\x10\xda\x90\x6a\xc7\x3c\x36\x13\xa6\x34"
	"\x2e\x44\x3b\x68";
static const uint8_t esp_plain[] =
	"\x45\x00\x00\x48\x69\x9a\x00\x00\x80\x11\x4d\xb7\xc0\xa8\x01\x02"
	"\xc0\xa8\x01\x01\x0a\x9b\xf1\x56\x38\xd3\x01\x00\x00\x01\x00\x00"
	"\x00\x00\x00\x00\x04\x5f\x73\x69\x70\x04\x5f\x75\x64\x70\x03\x73"
	"\x69\x70\x09\x63\x79\x62\x65\x72\x63\x69\x74\x79\x02\x64\x6b\x00"
	"\x00\x21\x00\x01\x01\x02\x02\x01";
static const uint8_t esp_sealed[] =
	"\xfe\xcf\x53\x7e\x72\x9d\x5b\x07\xdc\x30\xdf\x52\x8d\xd2\x2b\x76"
	"\x8d\x1b\x98\x73\x66\x96\xa6\xfd\x34\x85\x09\xfa\x13\xce\xac\x34"
	"\xcf\xa2\x43\x6f\x14\xa3\xf3\xcf\x65\x92\x5b\xf1\xf4\xa1\x3c\x5d"
	"\x15\xb2\x1e\x18\x84\xf5\xff\x62\x47\xae\xab\xb7\x86\xb9\x3b\xce"
	"\x61\xbc\x17\xd7\x68\xfd\x97\x32\x45\x90\x18\x14\x8f\x6c\xbe\x72"
	"\x2f\xd0\x47\x96\x56\x2d\xfd\xb4";
static const uint8_t gmac_key[] =
	"\x4c\x80\xcd\xef\xbb\x5d\x10\xda\x90\x6a\xc7\x3c\x36\x13\xa6\x34"
	"\x22\x43\x3c\x64";
static const uint8_t gmac_sealed[] =
	"\x45\x00\x00\x30\xda\x3a\x00\x00\x80\x01\xdf\x3b\xc0\xa8\x00\x05"
	"\xc0\xa8\x00\x01\x08\x00\xc6\xcd\x02\x00\x07\x00\x61\x62\x63\x64"
	"\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f\x70\x71\x72\x73\x74"
	"\x01\x02\x02\x01"
	"\xf2\xa9\xa8\x36\xe1\x55\x10\x6a\xa8\xdc\xd6\x18\xe4\x09\x9a\xaa";

static const char *kat_esp(int fd, uint32_t alg, const uint8_t *key,
			   struct kat_aead *a)
{
	static uint8_t forged[sizeof(esp_sealed)];
	const char *wrong;
	uint32_t ses;
	int err;

	a->iv_len = 8;
	a->tag_len = ESP_TAG;
	err = dc_session(fd, alg, key, 20, 0, NULL, 0, &ses);
	if (err)
		return failure("session: error %d", err);
	wrong = kat_aead_good(fd, ses, alg, a);
	memcpy(forged, a->ct, a->len + ESP_TAG);
	forged[a->len + ESP_TAG - 1] ^= 1;
	a->ct = forged;
	return wrong ?: kat_aead_forged(fd, ses, false, a) ?:
	       kat_aead_forged(fd, ses, true, a);
}

FIXTURE(esp)
{
	struct kat_session s;
};

FIXTURE_SETUP(esp)
{
	KAT_SETUP(&self->s);
}

FIXTURE_TEARDOWN(esp)
{
	close(self->s.fd);
}

TEST_F(esp, packets)
{
	struct kat_aead gcm = {
		.iv = (uint8_t *)"\x49\x56\xed\x7e\x3b\x24\x4c\xfe",
		.aad = (uint8_t *)"\0\0\x43\x21\x87\x65\x43\x21\0\0\0\0",
		.aad_len = 12, .pt = esp_plain, .ct = esp_sealed, .len = 72,
	};
	struct kat_aead gmac = {
		.iv = (uint8_t *)"\0\0\0\0\0\0\0\0",
		.aad = (uint8_t *)"\0\0\x43\x21\0\0\0\x07",
		.aad_len = 8, .pt = gmac_sealed, .ct = gmac_sealed, .len = 52,
	};
	const char *wrong;

	wrong = kat_esp(self->s.fd, CRYPTO_AES_GCM_16, esp_key, &gcm);
	EXPECT_TRUE(!wrong) TH_LOG("RFC 4106: %s", wrong);
	wrong = kat_esp(self->s.fd, CRYPTO_AES_GMAC, gmac_key, &gmac);
	EXPECT_TRUE(!wrong) TH_LOG("RFC 4543: %s", wrong);
}

TEST_HARNESS_MAIN
