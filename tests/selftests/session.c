// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions: algorithms, pairs and key lengths that are accepted or rejected,
 * and the drivers that serve them.
 */
#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/devcrypto.h"

/* The key lengths that an algorithm accepts: min, min + step ... max. */
struct alg {
	uint32_t number;
	const char *name;
	uint32_t min, max, step;
	bool optional;		/* newer kernels lack it */
};

static const struct alg ciphers[] = {
	{ .number = CRYPTO_DES_CBC, .name = "cbc(des)",
	  .min = 8, .max = 8, .step = 1 },
	{ .number = CRYPTO_3DES_CBC, .name = "cbc(des3_ede)",
	  .min = 24, .max = 24, .step = 1 },
	{ .number = CRYPTO_BLF_CBC, .name = "cbc(blowfish)",
	  .min = 4, .max = 56, .step = 1 },
	{ .number = CRYPTO_CAST_CBC, .name = "cbc(cast5)",
	  .min = 5, .max = 16, .step = 1 },
	{ .number = CRYPTO_AES_CBC, .name = "cbc(aes)",
	  .min = 16, .max = 32, .step = 8 },
	{ .number = CRYPTO_AES_CTR, .name = "ctr(aes)",
	  .min = 16, .max = 32, .step = 8 },
	{ .number = CRYPTO_AES_XTS, .name = "xts(aes)",
	  .min = 32, .max = 64, .step = 16 },
	{ .number = CRYPTO_AES_ECB, .name = "ecb(aes)",
	  .min = 16, .max = 32, .step = 8 },
	{ .number = CRYPTO_AES_CFB, .name = "cfb(aes)",
	  .min = 16, .max = 32, .step = 8, .optional = true },
	{ .number = CRYPTO_AES_OFB, .name = "ofb(aes)",
	  .min = 16, .max = 32, .step = 8, .optional = true },
	{ .number = CRYPTO_CAMELLIA_CBC, .name = "cbc(camellia)",
	  .min = 16, .max = 32, .step = 8 },
	{ .number = CRYPTO_NULL, .name = "ecb(cipher_null)",
	  .min = 0, .max = 0, .step = 1 },
};

static const struct alg aeads[] = {
	{ .number = CRYPTO_AES_GCM, .name = "gcm(aes)",
	  .min = 16, .max = 32, .step = 8 },
	{ .number = CRYPTO_AES_CCM, .name = "ccm(aes)",
	  .min = 16, .max = 32, .step = 8 },
};

static const struct alg macs[] = {
	{ .number = CRYPTO_MD5, .name = "md5" },
	{ .number = CRYPTO_SHA1, .name = "sha1" },
	{ .number = CRYPTO_RIPEMD160, .name = "rmd160" },
	{ .number = CRYPTO_SHA2_224, .name = "sha224" },
	{ .number = CRYPTO_SHA2_256, .name = "sha256" },
	{ .number = CRYPTO_SHA2_384, .name = "sha384" },
	{ .number = CRYPTO_SHA2_512, .name = "sha512" },
	{ .number = CRYPTO_MD5_HMAC, .name = "hmac(md5)",
	  .min = 0, .max = 512, .step = 1 },
	{ .number = CRYPTO_SHA1_HMAC, .name = "hmac(sha1)",
	  .min = 0, .max = 512, .step = 1 },
	{ .number = CRYPTO_RIPEMD160_HMAC, .name = "hmac(rmd160)",
	  .min = 0, .max = 512, .step = 1 },
	{ .number = CRYPTO_SHA2_224_HMAC, .name = "hmac(sha224)",
	  .min = 0, .max = 512, .step = 1 },
	{ .number = CRYPTO_SHA2_256_HMAC, .name = "hmac(sha256)",
	  .min = 0, .max = 512, .step = 1 },
	{ .number = CRYPTO_SHA2_384_HMAC, .name = "hmac(sha384)",
	  .min = 0, .max = 512, .step = 1 },
	{ .number = CRYPTO_SHA2_512_HMAC, .name = "hmac(sha512)",
	  .min = 0, .max = 512, .step = 1 },
};

/* Returns true if /proc/crypto lists a transform of that name. */
static bool listed(const char *name)
{
	char line[256], want[80];
	bool found = false;
	FILE *f = fopen("/proc/crypto", "r");

	snprintf(want, sizeof(want), "name         : %s\n", name);
	while (f && !found && fgets(line, sizeof(line), f))
		found = !strcmp(line, want);
	if (f)
		fclose(f);
	return found;
}

static bool is_empty(const char *name)
{
	return all_are(name, CRYPTODEV_MAX_ALG_NAME, 0);
}

static bool is_name(const char *name)
{
	return name[0] && memchr(name, 0, CRYPTODEV_MAX_ALG_NAME);
}

FIXTURE(session) {
	int fd;
	uint8_t key[640];
};

FIXTURE_SETUP(session)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 1);
}

FIXTURE_TEARDOWN(session)
{
	close(self->fd);
}

/*
 * The accelerators that the tests use; one of them does not set the flag of a
 * hardware driver.
 */
static bool is_device(const char *driver)
{
	const char *dash = strrchr(driver, '-');

	return !strncmp(driver, "virtio_crypto", 13) ||
	       (dash && !strcmp(dash, "-accel"));
}

static void check_info(struct __test_metadata *_metadata, int fd, uint32_t ses,
		       const struct alg *cipher, const struct alg *mac)
{
	struct session_info_op info;

	memset(&info, 0xa5, sizeof(info));
	info.ses = ses;
	ASSERT_EQ(0, dc_ioctl(fd, CIOCGSESSINFO, &info));
	EXPECT_EQ(ses, info.ses);
	if (cipher) {
		ASSERT_TRUE(is_name(info.cipher_info.cra_name));
		EXPECT_STREQ(cipher->name, info.cipher_info.cra_name);
		EXPECT_TRUE(is_name(info.cipher_info.cra_driver_name));
	} else {
		EXPECT_TRUE(is_empty(info.cipher_info.cra_name));
		EXPECT_TRUE(is_empty(info.cipher_info.cra_driver_name));
	}
	if (mac) {
		ASSERT_TRUE(is_name(info.hash_info.cra_name));
		EXPECT_STREQ(mac->name, info.hash_info.cra_name);
		EXPECT_TRUE(is_name(info.hash_info.cra_driver_name));
	} else {
		EXPECT_TRUE(is_empty(info.hash_info.cra_name));
		EXPECT_TRUE(is_empty(info.hash_info.cra_driver_name));
	}
	EXPECT_EQ(0, info.alignmask & (info.alignmask + 1));
	EXPECT_EQ(is_device(info.cipher_info.cra_driver_name) ||
		  is_device(info.hash_info.cra_driver_name) ?
		  SIOP_FLAG_KERNEL_DRIVER_ONLY : 0U,
		  info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY);
}

/* Creates, checks and frees a session. False if this kernel lacks it. */
static bool check_pair(struct __test_metadata *_metadata, int fd,
		       const uint8_t *key, const struct alg *cipher,
		       const struct alg *mac)
{
	uint32_t ses = 0;
	int err;

	err = dc_session(fd, cipher ? cipher->number : 0, key,
			 cipher ? cipher->max : 0, mac ? mac->number : 0, key,
			 mac && mac->max ? 20 : 0, &ses);
	if (err == -ENOENT && cipher && cipher->optional) {
		EXPECT_FALSE(listed(cipher->name));
		return false;
	}
	ASSERT_EQ(0, err) {
		TH_LOG("%s with %s", cipher ? cipher->name : "no cipher",
		       mac ? mac->name : "no mac");
	}
	ASSERT_NE(0U, ses);
	check_info(_metadata, fd, ses, cipher, mac);
	ASSERT_EQ(0, dc_free(fd, ses));
	return true;
}

TEST_F(session, every_algorithm_and_pair)
{
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(aeads); i++)
		check_pair(_metadata, self->fd, self->key, &aeads[i], NULL);
	for (j = 0; j < ARRAY_SIZE(macs); j++)
		check_pair(_metadata, self->fd, self->key, NULL, &macs[j]);
	for (i = 0; i < ARRAY_SIZE(ciphers); i++) {
		if (!check_pair(_metadata, self->fd, self->key, &ciphers[i],
				NULL))
			continue;
		for (j = 0; j < ARRAY_SIZE(macs); j++)
			check_pair(_metadata, self->fd, self->key, &ciphers[i],
				   &macs[j]);
	}
}

/* Expects a session to be rejected, with op unchanged. */
static int refused(int fd, uint32_t cipher, const void *key, uint32_t keylen,
		   uint32_t mac, const void *mackey, uint32_t mackeylen)
{
	struct session_op op, was;
	int err;

	memset(&op, 0, sizeof(op));
	op.cipher = cipher;
	op.keylen = keylen;
	op.key = (void *)key;
	op.mac = mac;
	op.mackeylen = mackeylen;
	op.mackey = (void *)mackey;
	op.ses = 0x5e55105;
	was = op;
	err = dc_ioctl(fd, CIOCGSESSION, &op);
	return memcmp(&op, &was, sizeof(op)) ? -1000 : err;
}

TEST_F(session, unknown_algorithms_are_rejected)
{
	static const uint32_t none[] = {
		CRYPTO_SKIPJACK_CBC, CRYPTO_MD5_KPDK, CRYPTO_SHA1_KPDK,
		CRYPTO_DEFLATE_COMP, CRYPTO_LZS_COMP, 26, 49, 52, 100,
		CRYPTO_TLS11_AES_CBC_HMAC_SHA1,
		CRYPTO_TLS12_AES_CBC_HMAC_SHA256, CRYPTO_ALGORITHM_ALL, 0x7fffffff,
		0x80000000, 0xffffffff,
	};
	const uint8_t *key = self->key;
	int fd = self->fd;
	size_t i;

	EXPECT_EQ(-EINVAL, refused(fd, 0, NULL, 0, 0, NULL, 0));
	EXPECT_EQ(-EINVAL, refused(fd, 0, key, 16, 0, key, 16));
	for (i = 0; i < ARRAY_SIZE(none); i++) {
		EXPECT_EQ(-EINVAL, refused(fd, none[i], key, 16, 0, NULL, 0)) {
			TH_LOG("cipher %u", none[i]);
		}
		EXPECT_EQ(-EINVAL, refused(fd, 0, NULL, 0, none[i], key, 16)) {
			TH_LOG("mac %u", none[i]);
		}
		EXPECT_EQ(-EINVAL, refused(fd, CRYPTO_AES_CBC, key, 16,
					   none[i], key, 16)) {
			TH_LOG("aes with mac %u", none[i]);
		}
		EXPECT_EQ(-EINVAL, refused(fd, none[i], key, 16,
					   CRYPTO_SHA1_HMAC, key, 16)) {
			TH_LOG("cipher %u with hmac", none[i]);
		}
	}
}

TEST_F(session, cipher_and_mac_numbers_are_not_swapped)
{
	const uint8_t *key = self->key;
	int fd = self->fd;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(ciphers); i++) {
		EXPECT_EQ(-EINVAL, refused(fd, 0, NULL, 0, ciphers[i].number,
					   key, ciphers[i].max)) {
			TH_LOG("%s as mac", ciphers[i].name);
		}
	}
	for (j = 0; j < ARRAY_SIZE(macs); j++) {
		EXPECT_EQ(-EINVAL, refused(fd, macs[j].number, key, 16, 0,
					   NULL, 0)) {
			TH_LOG("%s as cipher", macs[j].name);
		}
	}
	for (i = 0; i < ARRAY_SIZE(aeads); i++) {
		EXPECT_EQ(-EINVAL, refused(fd, 0, NULL, 0, aeads[i].number,
					   key, 16)) {
			TH_LOG("%s as mac", aeads[i].name);
		}
		for (j = 0; j < ARRAY_SIZE(macs); j++) {
			EXPECT_EQ(-EINVAL, refused(fd, aeads[i].number, key, 16,
						   macs[j].number, key, 16)) {
				TH_LOG("%s with %s", aeads[i].name,
				       macs[j].name);
			}
		}
	}
}

static void check_key_lengths(struct __test_metadata *_metadata, int fd,
			      const uint8_t *key, const struct alg *alg)
{
	uint32_t len, ses = 0;
	bool right;
	int err;

	for (len = 0; len <= 70; len++) {
		right = len >= alg->min && len <= alg->max &&
			!((len - alg->min) % alg->step);
		err = dc_session(fd, alg->number, key, len, 0, NULL, 0, &ses);
		if (err == -ENOENT && alg->optional)
			return;
		EXPECT_EQ(right ? 0 : -EINVAL, err) {
			TH_LOG("%s with %u bytes of key", alg->name, len);
		}
		if (!err) {
			ASSERT_EQ(0, dc_free(fd, ses));
		}
	}
	/* the length is checked before the key is read */
	EXPECT_EQ(-EINVAL, refused(fd, alg->number, NULL, 65, 0, NULL, 0));
	EXPECT_EQ(-EINVAL, refused(fd, alg->number, key, 512, 0, NULL, 0));
	EXPECT_EQ(-EINVAL, refused(fd, alg->number, key, 0x80000010, 0, NULL, 0));
	EXPECT_EQ(-EINVAL, refused(fd, alg->number, key, 0xffffffff, 0, NULL, 0));
}

TEST_F(session, cipher_key_lengths)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ciphers); i++)
		check_key_lengths(_metadata, self->fd, self->key, &ciphers[i]);
	for (i = 0; i < ARRAY_SIZE(aeads); i++)
		check_key_lengths(_metadata, self->fd, self->key, &aeads[i]);
}

TEST_F(session, hmac_key_lengths)
{
	const uint8_t *key = self->key;
	uint32_t len, ses = 0;
	int fd = self->fd;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(macs); i++) {
		uint32_t mac = macs[i].number;

		if (!macs[i].max)
			continue;
		for (len = 0; len <= 512; len += len % 64 == 1 ? 62 : 1) {
			ASSERT_EQ(0, dc_session(fd, 0, NULL, 0, mac, key, len,
						&ses)) {
				TH_LOG("%s with %u bytes", macs[i].name, len);
			}
			ASSERT_EQ(0, dc_free(fd, ses));
		}
		EXPECT_EQ(0, dc_session(fd, 0, NULL, 0, mac, NULL, 0, &ses));
		EXPECT_EQ(-EINVAL, refused(fd, 0, NULL, 0, mac, key, 513));
		EXPECT_EQ(-EINVAL, refused(fd, 0, NULL, 0, mac, NULL, 513));
		EXPECT_EQ(-EINVAL, refused(fd, 0, NULL, 0, mac, key, 0x80000000));
		EXPECT_EQ(-EINVAL, refused(fd, 0, NULL, 0, mac, key, 0xffffffff));
		EXPECT_EQ(-EINVAL, refused(fd, CRYPTO_AES_CBC, key, 16, mac,
					   key, 513));
		EXPECT_EQ(-EINVAL, refused(fd, CRYPTO_AES_CBC, key, 15, mac,
					   key, 20));
	}
}

/* The table of sessions stores something else at 0 once it has two entries. */
TEST_F(session, id_0_is_unknown)
{
	uint8_t text[16] = { 1 }, out[16] = { 2 };
	uint32_t ses, none = 0;
	int i;

	for (i = 0; i < 100; i++) {
		ASSERT_EQ(0, dc_session(self->fd, CRYPTO_NULL, NULL, 0, 0, NULL,
					0, &ses));
		EXPECT_NE(0, ses);
		EXPECT_EQ(-EINVAL, dc_crypt(self->fd, 0, COP_ENCRYPT, 0, text,
					    16, out, NULL, NULL));
		EXPECT_EQ(-1, ioctl(self->fd, CIOCFSESSION, &none));
		EXPECT_EQ(EINVAL, errno);
	}
	EXPECT_EQ(2, out[0]);
	EXPECT_EQ(0, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, text, 16, out,
			      NULL, NULL));
	EXPECT_EQ(0, memcmp(out, text, 16));
}

TEST_F(session, unreadable_keys_are_efault)
{
	uint8_t *key = guarded(24), *bad;
	int fd = self->fd;
	uint32_t ses;
	size_t i;

	ASSERT_TRUE(!!key);
	bad = key + 24;
	EXPECT_EQ(-EFAULT, refused(fd, CRYPTO_AES_CBC, NULL, 16, 0, NULL, 0));
	EXPECT_EQ(-EFAULT, refused(fd, CRYPTO_AES_CBC, bad, 16, 0, NULL, 0));
	EXPECT_EQ(-EFAULT, refused(fd, CRYPTO_AES_CBC, key, 32, 0, NULL, 0));
	EXPECT_EQ(-EFAULT, refused(fd, CRYPTO_AES_GCM, key, 32, 0, NULL, 0));
	EXPECT_EQ(-EFAULT, refused(fd, 0, NULL, 0, CRYPTO_SHA1_HMAC, NULL, 1));
	EXPECT_EQ(-EFAULT, refused(fd, 0, NULL, 0, CRYPTO_SHA1_HMAC, key, 25));
	EXPECT_EQ(-EFAULT, refused(fd, 0, NULL, 0, CRYPTO_SHA1_HMAC,
				   (void *)-16, 32));
	EXPECT_EQ(-EFAULT, refused(fd, CRYPTO_AES_CBC, key, 24,
				   CRYPTO_SHA1_HMAC, key, 25));
	EXPECT_EQ(-EFAULT, refused(fd, CRYPTO_AES_CBC, (void *)-16, 16, 0,
				   NULL, 0));
	EXPECT_EQ(0, dc_session(fd, CRYPTO_AES_CBC, key, 24, CRYPTO_SHA1_HMAC,
				key, 24, &ses));
	EXPECT_EQ(0, dc_session(fd, CRYPTO_NULL, bad, 0, 0, NULL, 0, &ses));
	/* a plain hash has no key to read */
	for (i = 0; i < ARRAY_SIZE(macs); i++) {
		if (macs[i].max)
			continue;
		EXPECT_EQ(0, dc_session(fd, 0, NULL, 0, macs[i].number, bad, 32,
					&ses));
	}
	guarded_free(key, 24);
}

TEST_HARNESS_MAIN
