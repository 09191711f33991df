// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions with keys from the kernel's keyrings: they give the same results as
 * with the key itself. A key that is gone, or that the caller may not search
 * for, gives no session.
 */
#include "../kselftest_harness.h"
#include <linux/keyctl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "lib/asym.h"
#include "lib/rng.h"

#define KEY_LEN	32

FIXTURE(keyring)
{
	int fd;
	uint8_t key[KEY_LEN];
};

static int32_t add_key(const char *type, const char *name, const void *data,
		       size_t len)
{
	long id = syscall(SYS_add_key, type, name, data, len,
			  KEY_SPEC_PROCESS_KEYRING);

	return id < 0 ? -errno : id;
}

static int keyctl(int op, unsigned long a, unsigned long b)
{
	return syscall(SYS_keyctl, op, a, b, 0, 0) < 0 ? -errno : 0;
}

FIXTURE_SETUP(keyring)
{
	int32_t id = add_key("user", "cryptodev:there", "1", 1);

	if (id == -ENOSYS)
		SKIP(return, "this kernel has no keyrings");
	ASSERT_LT(0, id);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 9);
}

FIXTURE_TEARDOWN(keyring)
{
	close(self->fd);
}

/* Creates a session with keys by serial number; *ses is 77 on failure. */
static int create(int fd, uint32_t flags, uint32_t cipher, uint64_t key,
		  uint32_t mac, uint64_t mackey, uint32_t *ses)
{
	struct cryptodev_create c = {
		.size = sizeof(c), .flags = flags, .cipher = cipher,
		.mac = mac, .key = key, .mackey = mackey, .ses = 77,
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &c);

	*ses = c.ses;
	return err;
}

static int by_serial(int fd, uint32_t cipher, int64_t serial, uint32_t *ses)
{
	return create(fd, CRYPTODEV_CREATE_KEY_SERIAL, cipher, serial, 0, 0,
		      ses);
}

/* Returns the error of a session that must not be created. */
static int refused(int fd, int64_t serial)
{
	uint32_t ses;
	int err = by_serial(fd, CRYPTO_AES_CBC, serial, &ses);

	return ses == 77 ? err : 1;
}

/* Returns true if two AES-CBC sessions encrypt a message alike. */
static bool alike(int fd, uint32_t one, uint32_t other)
{
	uint8_t in[64], iv[16], out[2][64] = {};

	fill(in, sizeof(in), 4);
	fill(iv, sizeof(iv), 5);
	return !dc_crypt(fd, one, COP_ENCRYPT, 0, in, 64, out[0], NULL,
			 iv) &&
	       !dc_crypt(fd, other, COP_ENCRYPT, 0, in, 64, out[1], NULL,
			 iv) &&
	       memcmp(in, out[0], 64) && !memcmp(out[0], out[1], 64);
}

static void check_type(struct __test_metadata *_metadata,
		       FIXTURE_DATA(keyring) *self, const char *type)
{
	uint32_t given, named;
	int32_t id;

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, KEY_LEN, 0,
				NULL, 0, &given));
	id = add_key(type, "cryptodev:key", self->key, KEY_LEN);
	ASSERT_LT(0, id);
	ASSERT_EQ(0, by_serial(self->fd, CRYPTO_AES_CBC, id, &named));
	EXPECT_TRUE(alike(self->fd, given, named));
	/* the session has its own copy */
	ASSERT_EQ(0, keyctl(KEYCTL_REVOKE, id, 0));
	EXPECT_TRUE(alike(self->fd, given, named));
}

TEST_F(keyring, user_key)
{
	check_type(_metadata, self, "user");
}

/* A key that no program can read, not even the one that added it. */
TEST_F(keyring, logon_key)
{
	check_type(_metadata, self, "logon");
}

/* A DRBG with test entropy shows which personalization string it has. */
TEST_F(keyring, seed_of_a_generator)
{
	struct cryptodev_create c = {
		.size = sizeof(c), .cipher = RNG_DRBG,
		.flags = CRYPTODEV_CREATE_KEY_SERIAL, .entropylen = KEY_LEN,
		.entropy = native_pointer(self->key),
	};
	uint8_t out[3][64] = { 0 };
	uint32_t given, other;

	DRBG_SETUP();
	c.key = add_key("logon", "cryptodev:seed", self->key, KEY_LEN);
	ASSERT_LT(0, (int32_t)c.key);
	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
	ASSERT_EQ(0, rng_test_session(self->fd, RNG_DRBG, self->key, KEY_LEN,
				      NULL, 0, self->key, KEY_LEN, &given));
	ASSERT_EQ(0, rng_test_session(self->fd, RNG_DRBG, self->key, KEY_LEN,
				      NULL, 0, NULL, 0, &other));
	EXPECT_EQ(0, rng_get(self->fd, c.ses, out[0], 64));
	EXPECT_EQ(0, rng_get(self->fd, given, out[1], 64));
	EXPECT_EQ(0, rng_get(self->fd, other, out[2], 64));
	EXPECT_TRUE(same(out[0], out[1], 64));
	EXPECT_FALSE(same(out[0], out[2], 64));
}

/* Random, and encrypted with another key: only the kernel knows it. */
TEST_F(keyring, encrypted_key)
{
	uint32_t one, other, given;
	int32_t master, id;

	master = add_key("user", "cryptodev:master", self->key, KEY_LEN);
	ASSERT_LT(0, master);
	id = add_key("encrypted", "cryptodev:encrypted",
		     "new user:cryptodev:master 32", 28);
	if (id == -ENODEV)
		SKIP(return, "this kernel has no encrypted keys");
	ASSERT_LT(0, id);
	ASSERT_EQ(0, by_serial(self->fd, CRYPTO_AES_CBC, id, &one));
	ASSERT_EQ(0, by_serial(self->fd, CRYPTO_AES_CBC, id, &other));
	EXPECT_TRUE(alike(self->fd, one, other));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, KEY_LEN, 0,
				NULL, 0, &given));
	EXPECT_FALSE(alike(self->fd, one, given));
}

TEST_F(keyring, mac_key)
{
	uint8_t given[32], named[32], text[100];
	uint32_t ses;
	int32_t id;

	fill(text, sizeof(text), 6);
	id = add_key("logon", "cryptodev:mac", self->key, KEY_LEN);
	ASSERT_LT(0, id);
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256_HMAC,
				self->key, KEY_LEN, &ses));
	ASSERT_EQ(0, dc_hash(self->fd, ses, 0, text, sizeof(text), given));
	ASSERT_EQ(0, create(self->fd, CRYPTODEV_CREATE_MACKEY_SERIAL, 0, 0,
			    CRYPTO_SHA2_256_HMAC, id, &ses));
	ASSERT_EQ(0, dc_hash(self->fd, ses, 0, text, sizeof(text), named));
	EXPECT_TRUE(same(given, named, sizeof(given)));
	/* both keys of one session, from different places */
	ASSERT_EQ(0, create(self->fd, CRYPTODEV_CREATE_KEY_SERIAL |
			    CRYPTODEV_CREATE_MACKEY_SERIAL, CRYPTO_AES_CBC, id,
			    CRYPTO_SHA2_256_HMAC, id, &ses));
}

/* The MAC of an empty message is the second half of a Poly1305 key. */
TEST_F(keyring, key_that_macs_reveal_is_rejected)
{
	struct cryptodev_req r = {
		.flags = CRYPTODEV_REQ_MACKEY_SERIAL, .src_nr = 0,
	};
	uint8_t mac[16] = {};
	uint32_t ses;
	int32_t id;

	if (dc_session(self->fd, 0, NULL, 0, CRYPTO_POLY1305, self->key,
		       KEY_LEN, &r.ses) == -ENOENT)
		SKIP(return, "this kernel lacks Poly1305");
	ASSERT_EQ(0, dc_hash(self->fd, r.ses, 0, NULL, 0, mac));
	ASSERT_TRUE(same(self->key + 16, mac, sizeof(mac)));
	memset(mac, 0, sizeof(mac));
	id = add_key("logon", "cryptodev:poly1305", self->key, KEY_LEN);
	ASSERT_LT(0, id);
	EXPECT_EQ(-EINVAL, create(self->fd, CRYPTODEV_CREATE_MACKEY_SERIAL, 0,
				  0, CRYPTO_POLY1305, id, &ses));
	EXPECT_EQ(77, ses);
	r.mac = native_pointer(mac);
	r.mackey = id;
	ASSERT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1));
	EXPECT_EQ(-EINVAL, r.result);
	EXPECT_TRUE(all_are(mac, sizeof(mac), 0));
}

TEST_F(keyring, public_key_algorithms_take_serials)
{
	struct asym_out given, named;
	struct cryptodev_req r;
	uint32_t ses;
	int32_t id;

	KEY_SETUP();
	self->key[0] &= 0x7f;
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_ECDH_P256, 0, self->key,
				 KEY_LEN, &ses));
	r = asym_req(ses, CRYPTODEV_REQ_PUBLIC, NULL, 0);
	ASSERT_EQ(0, asym_run(self->fd, ASYM_WAITED, &r, &given));
	id = add_key("logon", "cryptodev:ecdh", self->key, KEY_LEN);
	ASSERT_LT(0, id);
	ASSERT_EQ(0, by_serial(self->fd, CRYPTODEV_ECDH_P256, id, &ses));
	r = asym_req(ses, CRYPTODEV_REQ_PUBLIC, NULL, 0);
	ASSERT_EQ(0, asym_run(self->fd, ASYM_WAITED, &r, &named));
	ASSERT_EQ(65, named.len);
	EXPECT_TRUE(same(given.data, named.data, 65));
}

TEST_F(keyring, key_lengths_are_checked)
{
	uint8_t longer[600];
	uint32_t ses;
	int32_t id;

	fill(longer, sizeof(longer), 8);
	id = add_key("user", "cryptodev:long", longer, 65);
	ASSERT_LT(0, id);
	EXPECT_EQ(-EINVAL, refused(self->fd, id));
	id = add_key("user", "cryptodev:odd", longer, 17);
	ASSERT_LT(0, id);
	EXPECT_EQ(-EINVAL, refused(self->fd, id));
	id = add_key("user", "cryptodev:mac", longer, 512);
	ASSERT_LT(0, id);
	EXPECT_EQ(0, create(self->fd, CRYPTODEV_CREATE_MACKEY_SERIAL, 0, 0,
			    CRYPTO_SHA2_256_HMAC, id, &ses));
	id = add_key("user", "cryptodev:longest", longer, 513);
	ASSERT_LT(0, id);
	EXPECT_EQ(-EINVAL, create(self->fd, CRYPTODEV_CREATE_MACKEY_SERIAL, 0, 0,
				  CRYPTO_SHA2_256_HMAC, id, &ses));
}

TEST_F(keyring, serial_numbers_are_checked)
{
	struct cryptodev_create c = {
		.size = sizeof(c), .flags = CRYPTODEV_CREATE_KEY_SERIAL,
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .ses = 77,
	};
	int32_t id = add_key("user", "cryptodev:key", self->key, 16);

	ASSERT_LT(0, id);
	EXPECT_EQ(1, refused(self->fd, id));
	EXPECT_EQ(-EINVAL, refused(self->fd, 0));
	EXPECT_EQ(-EINVAL, refused(self->fd, -1));
	EXPECT_EQ(-EINVAL, refused(self->fd, KEY_SPEC_SESSION_KEYRING));
	EXPECT_EQ(-EINVAL, refused(self->fd, id + (1ll << 32)));
	EXPECT_EQ(-EINVAL, refused(self->fd, 1ll << 31));
	EXPECT_EQ(-ENOKEY, refused(self->fd, 0x7fffffff));
	/* the caller gives no length */
	c.key = id;
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CRYPTODEV_CREATE, &c));
	EXPECT_EQ(77, c.ses);
}

TEST_F(keyring, other_key_types_are_rejected)
{
	int32_t id = add_key("keyring", "cryptodev:ring", NULL, 0);

	ASSERT_LT(0, id);
	EXPECT_EQ(-EINVAL, refused(self->fd, id));
}

TEST_F(keyring, revoked_or_expired_key_is_rejected)
{
	int32_t id = add_key("user", "cryptodev:key", self->key, 16);

	ASSERT_LT(0, id);
	EXPECT_EQ(1, refused(self->fd, id));
	ASSERT_EQ(0, keyctl(KEYCTL_REVOKE, id, 0));
	EXPECT_EQ(-EKEYREVOKED, refused(self->fd, id));

	id = add_key("user", "cryptodev:short", self->key, 16);
	ASSERT_LT(0, id);
	ASSERT_EQ(0, keyctl(KEYCTL_SET_TIMEOUT, id, 1));
	sleep(2);
	EXPECT_EQ(-EKEYEXPIRED, refused(self->fd, id));

	id = add_key("user", "cryptodev:invalid", self->key, 16);
	ASSERT_LT(0, id);
	ASSERT_EQ(0, keyctl(KEYCTL_INVALIDATE, id, 0));
	EXPECT_EQ(-ENOKEY, refused(self->fd, id));
}

/* Permission to search is required, not permission to read. */
TEST_F(keyring, search_permission_is_required)
{
	const uint32_t all = 0x3f3f3f3f, search = 0x08080808, read = 0x02020202;
	int32_t id = add_key("user", "cryptodev:key", self->key, 16);

	ASSERT_LT(0, id);
	ASSERT_EQ(0, keyctl(KEYCTL_SETPERM, id, all & ~read));
	EXPECT_EQ(1, refused(self->fd, id));
	ASSERT_EQ(0, keyctl(KEYCTL_SETPERM, id, all & ~search));
	EXPECT_EQ(-EACCES, refused(self->fd, id));
	ASSERT_EQ(0, keyctl(KEYCTL_SETPERM, id, all));
	EXPECT_EQ(1, refused(self->fd, id));
}

/* Another user's descriptor does not give access to that user's keys. */
TEST_F(keyring, other_users_key_is_rejected)
{
	int32_t id = add_key("user", "cryptodev:key", self->key, 16);
	int status;
	pid_t pid;

	ASSERT_LT(0, id);
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		if (keyctl(KEYCTL_JOIN_SESSION_KEYRING, 0, 0) ||
		    setgid(12345) || setuid(12345))
			_exit(1);
		_exit(refused(self->fd, id) == -EACCES ? 0 : 2);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_TRUE(WIFEXITED(status));
	EXPECT_EQ(0, WEXITSTATUS(status));
}

TEST_HARNESS_MAIN
