// SPDX-License-Identifier: GPL-2.0
/*
 * Creating Encrypt-then-Authenticate sessions: the size and the reserved fields
 * of the structure, the algorithms that can be combined, and the calls that
 * accept the session. agree_etm tests their results.
 */
#include "../kselftest_harness.h"

#include "lib/buffers.h"
#include "lib/native.h"

static const uint32_t hmacs[] = {
	CRYPTO_MD5_HMAC, CRYPTO_SHA1_HMAC, CRYPTO_RIPEMD160_HMAC,
	CRYPTO_SHA2_224_HMAC, CRYPTO_SHA2_256_HMAC, CRYPTO_SHA2_384_HMAC,
	CRYPTO_SHA2_512_HMAC,
};

FIXTURE(etm)
{
	int fd;
	uint8_t key[CRYPTO_HMAC_MAX_KEY_LEN + 1];
	struct cryptodev_create ok;	/* the key of a valid session */
};

FIXTURE_SETUP(etm)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 1);
	self->ok = (struct cryptodev_create) {
		.size = sizeof(self->ok), .flags = CRYPTODEV_CREATE_ETM,
		.cipher = CRYPTO_AES_CBC, .mac = CRYPTO_SHA2_256_HMAC,
		.keylen = 16, .mackeylen = 32,
		.key = native_pointer(self->key),
		.mackey = native_pointer(self->key + 16),
	};
}

FIXTURE_TEARDOWN(etm)
{
	close(self->fd);
}

/* Only the ids of session and driver change, and only on success. */
#define EXPECT_CREATE(error, create) do {				\
	struct cryptodev_create __was = (create), __now = (create);	\
									\
	EXPECT_EQ(error, dc_ioctl(self->fd, CRYPTODEV_CREATE, &__now));	\
	EXPECT_EQ(!(error), __now.ses != __was.ses);			\
	if (!(error)) {							\
		EXPECT_EQ(0, dc_free(self->fd, __now.ses));		\
		__now.driver_id = __was.driver_id;			\
	}								\
	__now.ses = __was.ses;						\
	EXPECT_TRUE(same(&__now, &__was, sizeof(__was)));		\
} while (0)

/* The layout is the same in 32 and 64 bits. */
TEST(structure_layout)
{
	EXPECT_EQ(208, sizeof(struct cryptodev_create));
	EXPECT_EQ(24, offsetof(struct cryptodev_create, key));
	EXPECT_EQ(40, offsetof(struct cryptodev_create, ses));
	EXPECT_EQ(0x63c0, CRYPTODEV_CREATE);
}

#define CREATE_FLAGS	(CRYPTODEV_CREATE_ETM | CRYPTODEV_CREATE_ORDERED | \
			 CRYPTODEV_CREATE_DRIVER_ID | CRYPTODEV_CREATE_ESN)

TEST_F(etm, reserved_fields_must_be_zero)
{
	struct cryptodev_create create;
	unsigned int bit;
	int err;

	EXPECT_CREATE(0, self->ok);
	for (bit = 0; bit < 32; bit++) {
		create = self->ok;
		create.flags |= 1U << bit;
		err = create.flags & ~CREATE_FLAGS ? -EINVAL : 0;
		EXPECT_CREATE(err, create);
		create = self->ok;
		create.reserved = 1U << bit;
		EXPECT_CREATE(-EINVAL, create);
	}
	/* the call writes there without reading */
	create = self->ok;
	create.ses = 0x12345678;
	EXPECT_CREATE(0, create);
	EXPECT_EQ(-EFAULT, dc_ioctl(self->fd, CRYPTODEV_CREATE, NULL));
}

/* The sizes of this version, of no version, and of later versions. */
TEST_F(etm, structure_sizes)
{
	static const uint32_t small[] = { 0, 1, 4, 8, 40, 44, 47 };
	uint32_t size = sizeof(self->ok), page = page_size();
	uint8_t *room = guarded(2 * page), *p;
	struct cryptodev_create *create;
	unsigned int i;

	ASSERT_TRUE(!!room);
	for (i = 0; i < ARRAY_SIZE(small); i++) {
		self->ok.size = small[i];
		EXPECT_CREATE(-EINVAL, self->ok);
	}
	for (i = size; i <= page; i += i < size + 16 ? 1 : 991) {
		p = room + 2 * page - i;
		memset(p, 0, i);
		create = (struct cryptodev_create *)p;
		memcpy(create, &self->ok, size);
		create->size = i;
		ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, create));
		EXPECT_EQ(0, dc_free(self->fd, create->ses));
		if (i == size)
			continue;
		create->ses = 0;
		p[i - 1] = 1;
		EXPECT_EQ(-E2BIG, dc_ioctl(self->fd, CRYPTODEV_CREATE, create));
		p[i - 1] = 0;
		p[size] = 0x80;
		EXPECT_EQ(-E2BIG, dc_ioctl(self->fd, CRYPTODEV_CREATE, create));
		EXPECT_EQ(0, create->ses);
	}
	memset(room, 0, 2 * page);
	create = (struct cryptodev_create *)room;
	*create = self->ok;
	create->size = page;
	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, create));
	create->size = page + 1;
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CRYPTODEV_CREATE, create));
	create->size = 0xffffffff;
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CRYPTODEV_CREATE, create));
	/* its size field exceeds the memory */
	p = room + 2 * page - size;
	create = (struct cryptodev_create *)p;
	memcpy(create, &self->ok, size);
	create->size = size + 1;
	EXPECT_EQ(-EFAULT, dc_ioctl(self->fd, CRYPTODEV_CREATE, create));
	EXPECT_EQ(0, create->ses);
	guarded_free(room, 2 * page);
}

/* A structure that cannot be written creates no session. */
TEST_F(etm, read_only_structure_creates_no_session)
{
	struct cryptodev_create *create = (void *)pages(1);
	struct session_info_op info = { 0 };
	uint32_t last;

	*create = self->ok;
	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, create));
	last = create->ses;
	ASSERT_EQ(0, mprotect(create, page_size(), PROT_READ));
	EXPECT_EQ(-EFAULT, dc_ioctl(self->fd, CRYPTODEV_CREATE, create));
	EXPECT_EQ(last, create->ses);
	info.ses = last;
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	info.ses = last + 1;
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	munmap(create, page_size());
}

/* Only a cipher and a keyed hash can be combined. */
TEST_F(etm, only_cipher_and_mac_combine)
{
	static const uint32_t no_cipher[] = {
		0, CRYPTO_AES_GCM, CRYPTO_AES_CCM, CRYPTO_CHACHA20_POLY1305,
		CRYPTO_AES_GCM_16, CRYPTO_AES_GMAC, CRYPTO_AES_NIST_GMAC,
		CRYPTO_SHA2_256_HMAC, CRYPTO_SHA1, CRYPTO_AES_CMAC, 49,
		CRYPTO_ALGORITHM_ALL, 0x10000, 0xffffffff,
	};
	static const uint32_t no_mac[] = {
		0, CRYPTO_MD5, CRYPTO_SHA1, CRYPTO_SHA2_512,
		CRYPTO_AES_NIST_GMAC, CRYPTO_AES_GMAC, CRYPTO_AES_GCM,
		CRYPTO_AES_CBC, 49, CRYPTO_ALGORITHM_ALL, 0x10000,
		0xffffffff,
	};
	struct cryptodev_create create;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(no_cipher); i++) {
		create = self->ok;
		create.cipher = no_cipher[i];
		create.keylen = 32;	/* a length that most of them take */
		EXPECT_CREATE(-EINVAL, create);
	}
	for (i = 0; i < ARRAY_SIZE(no_mac); i++) {
		create = self->ok;
		create.mac = no_mac[i];
		EXPECT_CREATE(-EINVAL, create);
	}
}

/* Without the flag the session is like one of CIOCGSESSION. */
TEST_F(etm, without_flag_it_is_ordinary_session)
{
	struct cryptodev_create create = self->ok;
	uint8_t text[32], out[32], want[32], mac[32], iv[16] = { 0 };
	struct crypt_auth_op auth = {
		.len = 32, .src = text, .dst = out, .iv = iv,
	};
	uint32_t ses;

	create.flags = 0;
	fill(text, 32, 3);
	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &create));
	ASSERT_EQ(0, dc_session(self->fd, create.cipher, self->key, 16, 0,
				NULL, 0, &ses));
	ASSERT_EQ(0, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, text, 32, want,
			      NULL, iv));
	ASSERT_EQ(0, dc_crypt(self->fd, create.ses, COP_ENCRYPT, 0, text, 32,
			      out, mac, iv));
	EXPECT_TRUE(same(out, want, 32));
	auth.ses = create.ses;
	EXPECT_EQ(-EOPNOTSUPP, dc_aead(self->fd, &auth));
	/* an AEAD, or a hash alone */
	create.cipher = CRYPTO_AES_GCM;
	create.mac = 0;
	EXPECT_CREATE(0, create);
	create.cipher = 0;
	create.mac = CRYPTO_SHA1;
	EXPECT_CREATE(0, create);
	create.mac = 0;
	EXPECT_CREATE(-EINVAL, create);
}

TEST_F(etm, key_arguments_are_checked)
{
	struct cryptodev_create create = self->ok;
	uint8_t *end = guarded(16);

	fill(end, 16, 2);
	create.keylen = 17;
	EXPECT_CREATE(-EINVAL, create);
	create.keylen = 0;
	EXPECT_CREATE(-EINVAL, create);
	create.keylen = 0xffffffff;
	EXPECT_CREATE(-EINVAL, create);
	create = self->ok;
	create.mackeylen = CRYPTO_HMAC_MAX_KEY_LEN;
	create.mackey = native_pointer(self->key);
	EXPECT_CREATE(0, create);
	create.mackeylen++;
	EXPECT_CREATE(-EINVAL, create);
	create.mackeylen = 0xffffffff;
	EXPECT_CREATE(-EINVAL, create);
	create = self->ok;
	create.key = native_pointer(end);
	EXPECT_CREATE(0, create);
	create.key++;
	EXPECT_CREATE(-EFAULT, create);
	create.key = 1ULL << 63;
	EXPECT_CREATE(-EFAULT, create);
	create = self->ok;
	create.mackeylen = 16;
	create.mackey = native_pointer(end);
	EXPECT_CREATE(0, create);
	create.mackeylen = 17;
	EXPECT_CREATE(-EFAULT, create);
	/* all 64 bits count, in a 32-bit program too */
	create.mackey = 0x100000000ULL * 0x80000000U + native_pointer(end);
	EXPECT_CREATE(-EFAULT, create);
	guarded_free(end, 16);
}

/* The session names its driver; only CIOCAUTHCRYPT accepts it. */
TEST_F(etm, only_ciocauthcrypt_accepts_session)
{
	static const struct {
		uint32_t cipher;
		uint32_t keylen;
		const char *name;
	} ciphers[] = {
		{ CRYPTO_AES_CBC, 16, "cbc(aes)" },
		{ CRYPTO_AES_CTR, 32, "ctr(aes)" },
		{ CRYPTO_CAMELLIA_CBC, 24, "cbc(camellia)" },
		{ CRYPTO_3DES_CBC, 24, "cbc(des3_ede)" },
		{ CRYPTO_NULL, 0, "ecb(cipher_null)" },
	};
	uint8_t buf[64], was[64], mac[64], iv[16] = { 0 };
	struct session_info_op info;
	struct cphash_op copy;
	char end[80];
	unsigned int i, flags;
	uint32_t ses;

	for (i = 0; i < ARRAY_SIZE(ciphers) * ARRAY_SIZE(hmacs); i++) {
		unsigned int c = i / ARRAY_SIZE(hmacs);

		ASSERT_EQ(0, dc_etm_session(self->fd, ciphers[c].cipher,
					    self->key, ciphers[c].keylen,
					    hmacs[i % ARRAY_SIZE(hmacs)],
					    self->key, 20, &ses));
		memset(&info, 0xa5, sizeof(info));
		info.ses = ses;
		ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
		snprintf(end, sizeof(end), ",%s)", ciphers[c].name);
		EXPECT_EQ(0, strncmp(info.cipher_info.cra_name,
				     "authenc(hmac(", 13));
		EXPECT_TRUE(!!strstr(info.cipher_info.cra_name, end)) {
			TH_LOG("%s", info.cipher_info.cra_name);
		}
		EXPECT_NE(0, info.cipher_info.cra_driver_name[0]);
		/* one transform does both: there is no hash beside it */
		EXPECT_EQ(0, info.hash_info.cra_name[0]);
		EXPECT_EQ(0, info.hash_info.cra_driver_name[0]);

		fill(buf, 64, 5);
		memcpy(was, buf, 64);
		memset(mac, 0x5a, 64);
		for (flags = 0; flags < 0x10000; flags = flags ? 2 * flags : 1)
			EXPECT_EQ(-EOPNOTSUPP,
				  dc_crypt(self->fd, ses, flags & 1, flags,
					   buf, 64, buf, mac, iv));
		copy = (struct cphash_op) { .dst_ses = ses, .src_ses = ses };
		EXPECT_EQ(-EOPNOTSUPP, dc_ioctl(self->fd, CIOCCPHASH, &copy));
		EXPECT_TRUE(same(buf, was, 64));
		EXPECT_TRUE(all_are(mac, 64, 0x5a));
		EXPECT_EQ(0, dc_free(self->fd, ses));
	}
}

TEST_HARNESS_MAIN
