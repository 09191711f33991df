// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of the AEADs: NIST's vectors of GCM and CCM, in both
 * directions, out of place and in place, and those that are forged, which must
 * not open.
 */
#include "kat.h"

/* what the device reads, and writes too in place */
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
 * Fills the buffers and the call's argument. Out of place an input that is
 * empty is NULL.
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

/* Encrypts (seals) or decrypts (opens) the message, expecting success. */
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
		return why("returned len %u, tag_len %u, tag at %td",
				auth.len, auth.tag_len, auth.tag - auth.dst);
	return NULL;
}

/*
 * Decrypts a message whose tag is wrong: EBADMSG, the argument as it was, and
 * at dst what was there before or zeros, but no plaintext.
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
		return why("forged: error %d", err);
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
 * @iv_len: the only length of its nonce that is served; 0: all are
 * @result: name of the field that makes a record a vector
 * @files: its vectors
 * @good: how many vectors verify
 * @forged: and how many do not
 * @refused: and how many have a nonce of a length that is not served
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
 * empty string as one zero byte. Returns the length of its key, -1 if it is
 * not what it should be.
 */
static int kat_aead_read(struct vec_file *v, uint8_t *key, struct kat_aead *a)
{
	static uint8_t iv[KAT_MAX], aad[KAT_MAX];
	int tag = 0, ct = vec_bytes(v, "CT", kat_ct, KAT_MAX);
	int iv_len, aad_len;

	if (ct >= 0 && vec_has(v, "Tag"))
		tag = vec_bytes(v, "Tag", kat_ct + ct, KAT_MAX - ct);
	iv_len = vec_bytes(v, "IV|Nonce", iv, sizeof(iv));
	aad_len = vec_bytes(v, "AAD|Adata", aad, sizeof(aad));
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
	const char *wrong, *result;
	struct crypt_auth_op op;
	struct vec_file *v;
	struct kat_aead a;
	bool served;

	while ((v = kat_next(&r))) {
		keylen = kat_aead_read(v, key, &a);
		ASSERT_LT(0, keylen);
		result = vec_has(v, "Result") ? vec_text(v, "Result") : "";
		served = !variant->iv_len || variant->iv_len == a.iv_len;
		if (served || !self->s.ses)
			ASSERT_EQ(0, kat_session(&self->s, variant->alg, 0,
						 key, keylen));
		if (!served) {
			kat_aead_op(&a, self->s.ses, COP_DECRYPT, false, &op);
			EXPECT_EQ(-EINVAL, dc_aead(fd, &op));
			EXPECT_TRUE(all_are(kat_dst, a.len, KAT_FILL));
			refused++;
			continue;
		}
		if (vec_has(v, "FAIL") || !strncmp(result, "Fail", 4)) {
			wrong = kat_aead_forged(fd, self->s.ses, false, &a) ?:
			      kat_aead_forged(fd, self->s.ses, true, &a);
			forged++;
		} else {
			int len = vec_bytes(v, "PT|Payload", kat_pt, KAT_MAX);

			ASSERT_TRUE(a.len ? len == (int)a.len : len <= 1);
			wrong = kat_aead_good(fd, self->s.ses, variant->alg,
					      &a);
			good++;
		}
		KAT_REPORT(&r, wrong, failures);
	}
	EXPECT_EQ(variant->good, good);
	EXPECT_EQ(variant->forged, forged);
	EXPECT_EQ(variant->refused, refused);
	ksft_print_msg("%u vectors: %u good, %u forged, %u refused\n",
		       good + forged + refused, good, forged, refused);
}

TEST_HARNESS_MAIN
