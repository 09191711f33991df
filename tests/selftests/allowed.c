// SPDX-License-Identifier: GPL-2.0
/*
 * cryptodev_create.allowed: a session refuses the operations that it does not
 * allow, in each call, and then nothing has changed.
 */
#include "../kselftest_harness.h"
#include "lib/asym.h"
#include "lib/buffers.h"
#include "lib/test_keys.h"
#include "lib/usage.h"

#define LEN	64

static const uint8_t key[32] = "0123456789abcdef0123456789abcde";

FIXTURE(allowed) {
	int fd;
	uint8_t iv[16], text[LEN], out[LEN + 64], mac[64];
};

FIXTURE_SETUP(allowed)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->iv, sizeof(self->iv), 1);
	fill(self->text, LEN, 2);
	memset(self->out, 0xa5, sizeof(self->out));
	memset(self->mac, 0xa5, sizeof(self->mac));
}

FIXTURE_TEARDOWN(allowed)
{
	close(self->fd);
}

/* Returns the id of a session, or a negative errno. */
static int make(int fd, uint32_t flags, uint32_t cipher, uint32_t mac,
		uint32_t keylen, uint32_t allowed)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .flags = flags, .cipher = cipher,
		.mac = mac, .keylen = cipher ? keylen : 0,
		.mackeylen = mac ? keylen : 0, .key = native_pointer(key),
		.mackey = native_pointer(key), .allowed = allowed,
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &create);

	return err ?: (int)create.ses;
}

/* CIOCCRYPT of the text, with outputs that are a5 before. */
static int crypt_text(FIXTURE_DATA(allowed) *self, int ses, int op, int flags)
{
	return dc_crypt(self->fd, ses, op, flags, self->text, LEN, self->out,
			self->mac, self->iv);
}

static bool nothing_is_written(const FIXTURE_DATA(allowed) *self)
{
	return all_are(self->out, sizeof(self->out), 0xa5) &&
	       all_are(self->mac, sizeof(self->mac), 0xa5);
}

static int auth_text(FIXTURE_DATA(allowed) *self, int ses, int op,
		     const void *src, uint32_t len)
{
	struct crypt_auth_op auth = {
		.ses = ses, .op = op, .len = len, .src = (void *)src,
		.dst = self->out, .iv = self->iv, .iv_len = 12,
	};

	return dc_aead(self->fd, &auth);
}

TEST_F(allowed, kind_decides_which_operations_exist)
{
	static const struct {
		uint32_t flags, cipher, mac, keylen, operations;
	} kinds[] = {
		{ 0, CRYPTO_AES_CBC, 0, 16, 3 },
		{ 0, CRYPTO_AES_GCM, 0, 16, 3 },
		{ 0, CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16, 7 },
		{ CRYPTODEV_CREATE_ETM, CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16,
		  3 },
		{ 0, 0, CRYPTO_SHA1_HMAC, 16, 12 },
		{ 0, 0, CRYPTO_SHA2_256, 0, 12 },
	};
	uint32_t i, bit;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		for (bit = 1; bit; bit <<= 1) {
			int ses = make(self->fd, kinds[i].flags,
				       kinds[i].cipher, kinds[i].mac,
				       kinds[i].keylen, bit);

			if (bit & kinds[i].operations) {
				EXPECT_LT(0, ses) {
					TH_LOG("kind %u, operation %#x", i,
					       bit);
				}
				continue;
			}
			EXPECT_EQ(-EINVAL, ses) {
				TH_LOG("kind %u, operation %#x", i, bit);
			}
		}
		EXPECT_LT(0, make(self->fd, kinds[i].flags, kinds[i].cipher,
				  kinds[i].mac, kinds[i].keylen,
				  kinds[i].operations));
		EXPECT_LT(0, make(self->fd, kinds[i].flags, kinds[i].cipher,
				  kinds[i].mac, kinds[i].keylen, 0));
	}
	/* 12 operations, and two sessions of each kind that allow them all. */
	EXPECT_EQ(13 + 2 * 6, usage_fdinfo(self->fd, "sessions"));
}

TEST_F(allowed, cipher_has_one_direction)
{
	int enc = make(self->fd, 0, CRYPTO_AES_CBC, 0, 16,
		       CRYPTODEV_ALLOW_ENCRYPT);
	int dec = make(self->fd, 0, CRYPTO_AES_CBC, 0, 16,
		       CRYPTODEV_ALLOW_DECRYPT);
	int all = make(self->fd, 0, CRYPTO_AES_CBC, 0, 16, 0);
	uint8_t sealed[LEN], iv[16];

	ASSERT_LT(0, enc);
	ASSERT_LT(0, dec);
	ASSERT_LT(0, all);
	memcpy(iv, self->iv, 16);
	EXPECT_EQ(-EACCES, crypt_text(self, dec, COP_ENCRYPT, 0));
	EXPECT_EQ(-EACCES, crypt_text(self, dec, COP_ENCRYPT,
				      COP_FLAG_WRITE_IV));
	EXPECT_EQ(-EACCES, crypt_text(self, enc, COP_DECRYPT, 0));
	EXPECT_TRUE(nothing_is_written(self));
	EXPECT_EQ(0, memcmp(iv, self->iv, 16));
	EXPECT_EQ(0, usage_fdinfo(self->fd, "requests"));
	EXPECT_EQ(0, crypt_text(self, all, COP_ENCRYPT, 0));
	memcpy(sealed, self->out, LEN);
	EXPECT_EQ(0, crypt_text(self, enc, COP_ENCRYPT, 0));
	EXPECT_EQ(0, memcmp(sealed, self->out, LEN));
	EXPECT_EQ(0, dc_crypt(self->fd, dec, COP_DECRYPT, 0, sealed, LEN,
			      self->out, NULL, self->iv));
	EXPECT_EQ(0, memcmp(self->text, self->out, LEN));
}

/* The IV that an allowed operation leaves is not that of a refused one. */
TEST_F(allowed, refused_request_leaves_no_iv)
{
	int enc = make(self->fd, 0, CRYPTO_AES_CBC, 0, 16,
		       CRYPTODEV_ALLOW_ENCRYPT);
	int all = make(self->fd, 0, CRYPTO_AES_CBC, 0, 16, 0);
	uint8_t whole[LEN], two[LEN];

	ASSERT_LT(0, enc);
	ASSERT_LT(0, all);
	ASSERT_EQ(0, dc_crypt(self->fd, all, COP_ENCRYPT, 0, self->text, LEN,
			      whole, NULL, self->iv));
	EXPECT_EQ(0, dc_crypt(self->fd, enc, COP_ENCRYPT, 0, self->text, 32,
			      two, NULL, self->iv));
	EXPECT_EQ(-EACCES, crypt_text(self, enc, COP_DECRYPT, 0));
	EXPECT_EQ(0, dc_crypt(self->fd, enc, COP_ENCRYPT, 0, self->text + 32,
			      32, two + 32, NULL, NULL));
	EXPECT_EQ(0, memcmp(whole, two, LEN));
}

TEST_F(allowed, each_call_refuses_the_operation)
{
	int ses = make(self->fd, 0, CRYPTO_AES_CBC, 0, 16,
		       CRYPTODEV_ALLOW_DECRYPT);
	struct crypt_op cop = {
		.ses = ses, .len = LEN, .src = self->text, .dst = self->out,
		.iv = self->iv,
	};
	struct cryptodev_req reqs[3] = {}, was;
	struct cryptodev_result result;
	int i;

	ASSERT_LT(0, ses);
	for (i = 0; i < 3; i++)
		reqs[i] = (struct cryptodev_req) {
			.ses = ses, .len = LEN, .result = 1, .out_len = 2,
			.src = native_pointer(self->text),
			.dst = native_pointer(self->out),
			.iv = native_pointer(self->iv), .user_data = i,
		};
	EXPECT_EQ(-EACCES, dc_async(self->fd, &cop));
	EXPECT_EQ(-EBUSY, dc_fetch(self->fd, &cop));
	was = reqs[0];
	EXPECT_EQ(-EACCES, dc_submit(self->fd, 0, reqs, 1));
	EXPECT_EQ(0, memcmp(&was, &reqs[0], sizeof(was)));
	EXPECT_EQ(0, dc_reap(self->fd, &result, 0, 1, 0));
	reqs[0].flags = worker_flag();
	EXPECT_EQ(-EACCES, dc_submit(self->fd, 0, reqs, 1));
	EXPECT_TRUE(nothing_is_written(self));
	/* In a batch, the request alone fails. */
	reqs[1].flags = CRYPTODEV_REQ_DECRYPT;
	EXPECT_EQ(3, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, reqs, 3));
	EXPECT_EQ(-EACCES, reqs[0].result);
	EXPECT_EQ(0, reqs[0].out_len);
	EXPECT_EQ(0, reqs[1].result);
	EXPECT_EQ(-EACCES, reqs[2].result);
	EXPECT_EQ(1, usage_fdinfo(self->fd, "requests"));
}

TEST_F(allowed, aead_only_opens_messages)
{
	int dec = make(self->fd, 0, CRYPTO_AES_GCM, 0, 16,
		       CRYPTODEV_ALLOW_DECRYPT);
	int enc = make(self->fd, 0, CRYPTO_AES_GCM, 0, 16,
		       CRYPTODEV_ALLOW_ENCRYPT);
	uint8_t sealed[LEN + 16];

	ASSERT_LT(0, dec);
	ASSERT_LT(0, enc);
	EXPECT_EQ(-EACCES, auth_text(self, dec, COP_ENCRYPT, self->text, LEN));
	EXPECT_TRUE(nothing_is_written(self));
	EXPECT_EQ(0, auth_text(self, enc, COP_ENCRYPT, self->text, LEN));
	memcpy(sealed, self->out, sizeof(sealed));
	memset(self->out, 0xa5, sizeof(self->out));
	EXPECT_EQ(-EACCES, auth_text(self, enc, COP_DECRYPT, sealed,
				     sizeof(sealed)));
	EXPECT_TRUE(nothing_is_written(self));
	EXPECT_EQ(0, auth_text(self, dec, COP_DECRYPT, sealed,
			       sizeof(sealed)));
	EXPECT_EQ(0, memcmp(self->text, self->out, LEN));
	sealed[0] ^= 1;
	EXPECT_EQ(-EBADMSG, auth_text(self, dec, COP_DECRYPT, sealed,
				      sizeof(sealed)));
}

TEST_F(allowed, mac_only_verifies)
{
	int verify = make(self->fd, 0, 0, CRYPTO_SHA2_256_HMAC, 32,
			  CRYPTODEV_ALLOW_VERIFY);
	int sign = make(self->fd, 0, 0, CRYPTO_SHA2_256_HMAC, 32,
			CRYPTODEV_ALLOW_SIGN);
	uint8_t mac[32];

	ASSERT_LT(0, verify);
	ASSERT_LT(0, sign);
	EXPECT_EQ(-EACCES, crypt_text(self, verify, 0, 0));
	EXPECT_EQ(-EACCES, crypt_text(self, sign, 0, COP_FLAG_VERIFY));
	EXPECT_TRUE(nothing_is_written(self));
	EXPECT_EQ(0, crypt_text(self, sign, 0, 0));
	memcpy(mac, self->mac, 32);
	EXPECT_EQ(0, dc_hash(self->fd, verify, COP_FLAG_VERIFY, self->text,
			     LEN, mac));
	mac[31] ^= 1;
	EXPECT_EQ(-EBADMSG, dc_hash(self->fd, verify, COP_FLAG_VERIFY,
				    self->text, LEN, mac));
	mac[31] ^= 1;
	/* A running hash: updates, and then its result. */
	memset(self->mac, 0xa5, sizeof(self->mac));
	EXPECT_EQ(0, dc_hash(self->fd, verify, COP_FLAG_UPDATE, self->text, 16,
			     NULL));
	EXPECT_EQ(-EACCES, dc_hash(self->fd, verify, COP_FLAG_FINAL,
				   self->text + 16, LEN - 16, self->mac));
	EXPECT_EQ(-EACCES, dc_hash(self->fd, verify, COP_FLAG_UPDATE,
				   self->text, 0, self->mac));
	EXPECT_TRUE(all_are(self->mac, sizeof(self->mac), 0xa5));
	EXPECT_EQ(0, dc_hash(self->fd, verify,
			     COP_FLAG_FINAL | COP_FLAG_VERIFY, self->text + 16,
			     LEN - 16, mac));
}

TEST_F(allowed, gmac_only_verifies)
{
	int verify = make(self->fd, 0, 0, CRYPTO_AES_NIST_GMAC, 16,
			  CRYPTODEV_ALLOW_VERIFY);
	int all = make(self->fd, 0, 0, CRYPTO_AES_NIST_GMAC, 16, 0);

	ASSERT_LT(0, verify);
	ASSERT_LT(0, all);
	EXPECT_EQ(-EACCES, crypt_text(self, verify, 0, 0));
	EXPECT_TRUE(nothing_is_written(self));
	EXPECT_EQ(0, crypt_text(self, all, 0, 0));
	EXPECT_EQ(0, crypt_text(self, verify, 0, COP_FLAG_VERIFY));
}

/* Only a TLS record is encrypted without a MAC as an output of its own. */
TEST_F(allowed, pair_needs_sign_outside_records)
{
	int records = make(self->fd, 0, CRYPTO_AES_CTR, CRYPTO_SHA1_HMAC, 16,
			   CRYPTODEV_ALLOW_ENCRYPT | CRYPTODEV_ALLOW_DECRYPT);
	int encrypts = make(self->fd, 0, CRYPTO_AES_CTR, CRYPTO_SHA1_HMAC, 16,
			    CRYPTODEV_ALLOW_ENCRYPT | CRYPTODEV_ALLOW_SIGN);
	uint8_t record[LEN + 64] = {}, aad[13] = {};
	struct crypt_auth_op auth = {
		.ses = records, .op = COP_ENCRYPT, .len = LEN, .src = record,
		.dst = record, .iv = self->iv, .auth_src = aad, .auth_len = 13,
		.flags = COP_FLAG_AEAD_TLS_TYPE,
	};

	ASSERT_LT(0, records);
	ASSERT_LT(0, encrypts);
	EXPECT_EQ(-EACCES, crypt_text(self, records, COP_ENCRYPT, 0));
	EXPECT_EQ(-EACCES, crypt_text(self, records, COP_DECRYPT, 0));
	EXPECT_EQ(-EACCES, crypt_text(self, encrypts, COP_DECRYPT, 0));
	EXPECT_TRUE(nothing_is_written(self));
	EXPECT_EQ(0, crypt_text(self, encrypts, COP_ENCRYPT, 0));
	EXPECT_EQ(0, dc_aead(self->fd, &auth));
	auth.op = COP_DECRYPT;
	auth.ses = encrypts;
	EXPECT_EQ(-EACCES, dc_aead(self->fd, &auth));
	auth.ses = records;
	EXPECT_EQ(0, dc_aead(self->fd, &auth));
	EXPECT_TRUE(all_are(record, LEN, 0));
}

/* With BLAKE2, the state of a MAC has all of its key. */
/* A limit that SECURITY.md names. */
TEST_F(allowed, srtp_packet_without_text_is_a_mac)
{
	int ses = make(self->fd, 0, CRYPTO_AES_CTR, CRYPTO_SHA1_HMAC, 16,
		       CRYPTODEV_ALLOW_ENCRYPT);
	int mac = make(self->fd, 0, 0, CRYPTO_SHA1_HMAC, 16, 0);
	struct cryptodev_req r = {
		.ses = ses, .flags = CRYPTODEV_REQ_SRTP,
		.src = native_pointer(self->text),
		.dst = native_pointer(self->text),
		.aad = native_pointer(self->text), .aad_len = LEN,
		.mac = native_pointer(self->out), .iv = native_pointer(self->iv),
	};

	ASSERT_LT(0, ses);
	ASSERT_LT(0, mac);
	ASSERT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1));
	EXPECT_EQ(0, r.result);
	EXPECT_EQ(0, dc_crypt(self->fd, mac, COP_ENCRYPT, 0, self->text, LEN,
			      NULL, self->mac, NULL));
	EXPECT_TRUE(same(self->out, self->mac, 20));
}

TEST_F(allowed, hash_copy_does_not_widen_rights)
{
	int verify = make(self->fd, 0, 0, CRYPTO_SHA2_256_HMAC, 32,
			  CRYPTODEV_ALLOW_VERIFY);
	int same_rights = make(self->fd, 0, 0, CRYPTO_SHA2_256_HMAC, 32,
			       CRYPTODEV_ALLOW_VERIFY);
	int sign = make(self->fd, 0, 0, CRYPTO_SHA2_256_HMAC, 32,
			CRYPTODEV_ALLOW_SIGN);
	int all = make(self->fd, 0, 0, CRYPTO_SHA2_256_HMAC, 32, 0);
	struct cphash_op copy = { .src_ses = verify, .dst_ses = all };
	uint8_t mac[32];

	ASSERT_LT(0, verify);
	ASSERT_LT(0, same_rights);
	ASSERT_LT(0, sign);
	ASSERT_LT(0, all);
	ASSERT_EQ(0, dc_hash(self->fd, sign, 0, self->text, LEN, mac));
	ASSERT_EQ(0, dc_hash(self->fd, verify, COP_FLAG_UPDATE, self->text, 16,
			     NULL));
	EXPECT_EQ(-EACCES, dc_ioctl(self->fd, CIOCCPHASH, &copy));
	copy.dst_ses = sign;
	EXPECT_EQ(-EACCES, dc_ioctl(self->fd, CIOCCPHASH, &copy));
	copy.dst_ses = same_rights;
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCCPHASH, &copy));
	EXPECT_EQ(0, dc_hash(self->fd, same_rights,
			     COP_FLAG_FINAL | COP_FLAG_VERIFY, self->text + 16,
			     LEN - 16, mac));
	/* Fewer rights than the source has. */
	ASSERT_EQ(0, dc_hash(self->fd, all, COP_FLAG_UPDATE, self->text, 16,
			     NULL));
	copy.src_ses = all;
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCCPHASH, &copy));
	EXPECT_EQ(0, dc_hash(self->fd, same_rights,
			     COP_FLAG_FINAL | COP_FLAG_VERIFY, self->text + 16,
			     LEN - 16, mac));
}

TEST_F(allowed, compression_has_one_direction)
{
	int comp = make(self->fd, 0, CRYPTO_DEFLATE_COMP, 0, 0,
			CRYPTODEV_ALLOW_ENCRYPT);
	int decomp = make(self->fd, 0, CRYPTO_DEFLATE_COMP, 0, 0,
			  CRYPTODEV_ALLOW_DECRYPT);
	uint8_t zeros[LEN] = {};
	struct cryptodev_req req = {
		.ses = decomp, .len = LEN, .src = native_pointer(zeros),
		.dst = native_pointer(self->out), .out_len = LEN,
	};

	if (comp == -ENOENT)
		SKIP(return, "this kernel lacks zlib");
	ASSERT_LT(0, comp);
	ASSERT_LT(0, decomp);
	EXPECT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &req, 1));
	EXPECT_EQ(-EACCES, req.result);
	EXPECT_TRUE(nothing_is_written(self));
	req.ses = comp;
	req.out_len = LEN;
	EXPECT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &req, 1));
	EXPECT_EQ(0, req.result);
	req.flags = CRYPTODEV_REQ_DECRYPT;
	req.src = req.dst;
	req.len = req.out_len;
	req.dst = native_pointer(self->text);
	req.out_len = LEN;
	EXPECT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &req, 1));
	EXPECT_EQ(-EACCES, req.result);
	req.ses = decomp;
	req.out_len = LEN;
	EXPECT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &req, 1));
	EXPECT_EQ(0, req.result);
	EXPECT_TRUE(all_are(self->text, LEN, 0));
}

/* Creates an ECDH session with a generated key; returns its id or an errno. */
static int make_ecdh(int fd, uint32_t allowed)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .cipher = CRYPTODEV_ECDH_P256,
		.allowed = allowed,
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &create);

	return err ?: (int)create.ses;
}

TEST_F(allowed, key_agreement_derives_or_shows_its_public_key)
{
	int derive = make_ecdh(self->fd, CRYPTODEV_ALLOW_DERIVE);
	int public = make_ecdh(self->fd, CRYPTODEV_ALLOW_PUBLIC);
	struct cryptodev_req req = asym_req(derive, CRYPTODEV_REQ_PUBLIC, NULL,
					    0);
	struct asym_out out;

	if (derive == -ENOENT)
		SKIP(return, "this kernel lacks ECDH");
	ASSERT_LT(0, derive);
	ASSERT_LT(0, public);
	EXPECT_EQ(-EINVAL, make_ecdh(self->fd, CRYPTODEV_ALLOW_SIGN));
	EXPECT_EQ(-EACCES, asym_run(self->fd, ASYM_WAITED, &req, &out));
	req.ses = public;
	EXPECT_EQ(0, asym_run(self->fd, ASYM_WAITED, &req, &out));
	req = asym_req(public, 0, base_point, POINT_BYTES);
	EXPECT_EQ(-EACCES, asym_run(self->fd, ASYM_WAITED, &req, &out));
	req.ses = derive;
	EXPECT_EQ(0, asym_run(self->fd, ASYM_WAITED, &req, &out));
	EXPECT_EQ(32, out.len);
}

/* The first version of the structure allows everything. */
TEST_F(allowed, old_structure_allows_everything)
{
	struct cryptodev_create create = {
		.size = 48, .cipher = CRYPTO_AES_CBC, .keylen = 16,
		.key = native_pointer(key), .allowed = 0x80,
	};

	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &create));
	EXPECT_EQ(0, crypt_text(self, create.ses, COP_ENCRYPT, 0));
	EXPECT_EQ(0, crypt_text(self, create.ses, COP_DECRYPT, 0));
}

TEST_HARNESS_MAIN
