// SPDX-License-Identifier: GPL-2.0
/*
 * A driver that CRYPTODEV_CREATE names, by its name or its id: the driver serves
 * the session, or the call fails and creates nothing.
 */
#include "../kselftest_harness.h"
#include <limits.h>

#include "lib/accel.h"
#include "lib/buffers.h"
#include "lib/native.h"
#include "lib/sysctl.h"
#include "lib/test_keys.h"
#include "lib/usage.h"

#define FIRST_SIZE	48	/* of the structure's first version */

/* Sessions of each kind, with keys from self->key or @rsa. */
static const struct kind {
	uint32_t flags, cipher, keylen, mac, mackeylen;
	const uint8_t *rsa;
	const char *device;	/* of tests/accel, or NULL */
} kinds[] = {
	{ .cipher = CRYPTO_AES_CBC, .keylen = 16, .device = "cbc-aes-accel" },
	{ .cipher = CRYPTO_AES_GCM, .keylen = 16, .device = "gcm-aes-accel" },
	{ .mac = CRYPTO_SHA2_256, .device = "sha256-accel" },
	{ .mac = CRYPTO_SHA1_HMAC, .mackeylen = 20,
	  .device = "hmac-sha1-accel" },
	{ .mac = CRYPTO_AES_NIST_GMAC, .mackeylen = 16,
	  .device = "gcm-aes-accel" },
	{ .cipher = CRYPTO_AES_CBC, .keylen = 16, .mac = CRYPTO_SHA2_256,
	  .device = "cbc-aes-accel" },
	{ .flags = CRYPTODEV_CREATE_ETM, .cipher = CRYPTO_AES_CBC, .keylen = 16,
	  .mac = CRYPTO_SHA2_256_HMAC, .mackeylen = 32,
	  .device = "authenc-hmac-sha256-cbc-aes-accel" },
	{ .mac = CRYPTO_POLY1305, .mackeylen = 32 },
	{ .cipher = CRYPTO_NULL },
	{ .cipher = CRYPTO_DEFLATE_COMP, .device = "deflate-accel" },
	{ .cipher = CRYPTODEV_RSA, .keylen = RSA_KEY_BYTES, .rsa = rsa_public,
	  .device = "rsa-accel" },
	{ .cipher = CRYPTODEV_ECDH_P256 },
};

FIXTURE(driver) {
	int fd;
	long soft;		/* dev.crypto.cryptodevallowsoft */
	uint8_t key[64];
};

FIXTURE_SETUP(driver)
{
	self->soft = sysctl_get("cryptodevallowsoft");
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 7);
}

/* In the parent: a test that fails must not leave the policy changed. */
FIXTURE_TEARDOWN_PARENT(driver)
{
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", self->soft));
}

static struct cryptodev_create session(FIXTURE_DATA(driver) *self,
				       const struct kind *kind)
{
	return (struct cryptodev_create) {
		.size = sizeof(struct cryptodev_create), .flags = kind->flags,
		.cipher = kind->cipher, .keylen = kind->keylen,
		.mac = kind->mac, .mackeylen = kind->mackeylen,
		.key = native_pointer(kind->rsa ? kind->rsa : self->key),
		.mackey = native_pointer(self->key),
	};
}

/* A session of AES-CBC with a driver's name. */
static struct cryptodev_create named(FIXTURE_DATA(driver) *self,
				     const char *driver)
{
	struct cryptodev_create create = session(self, &kinds[0]);

	strcpy(create.driver, driver);
	return create;
}

static struct cryptodev_create numbered(FIXTURE_DATA(driver) *self, int id)
{
	struct cryptodev_create create = session(self, &kinds[0]);

	create.flags |= CRYPTODEV_CREATE_DRIVER_ID;
	create.driver_id = id;
	return create;
}

/* Sets @info to the drivers of a session, and @name to that of the cipher. */
static int get_driver(int fd, uint32_t ses, struct session_info_op *info,
		      char *name)
{
	int err;

	*info = (struct session_info_op) { .ses = ses };
	err = dc_ioctl(fd, CIOCGSESSINFO, info);
	strcpy(name, *info->cipher_info.cra_driver_name ?
	       info->cipher_info.cra_driver_name :
	       info->hash_info.cra_driver_name);
	return err;
}

/* Of the fields, only the two ids may change, and only on success. */
#define EXPECT_CREATE(error, create) do {				\
	struct cryptodev_create __was = *(create);			\
									\
	EXPECT_EQ(error, dc_ioctl(self->fd, CRYPTODEV_CREATE, (create)));\
	if (!(error)) {							\
		EXPECT_NE(0, (create)->ses);				\
		__was.ses = (create)->ses;				\
		__was.driver_id = (create)->driver_id;			\
	}								\
	EXPECT_TRUE(same(&__was, (create), sizeof(__was)));		\
} while (0)

#define EXPECT_DRIVER(want, create) do {				\
	struct session_info_op __info;					\
	char __name[CRYPTODEV_MAX_ALG_NAME];				\
									\
	EXPECT_EQ(0, get_driver(self->fd, (create)->ses, &__info, __name));\
	EXPECT_STREQ(want, __name);					\
} while (0)

/* The layout is the same in 32 and 64 bits. */
TEST(structure_layout)
{
	EXPECT_EQ(208, sizeof(struct cryptodev_create));
	EXPECT_EQ(FIRST_SIZE, offsetof(struct cryptodev_create, driver));
	EXPECT_EQ(176, offsetof(struct cryptodev_create, driver_id));
	EXPECT_EQ(180, offsetof(struct cryptodev_create, allowed));
	EXPECT_EQ(0x63c0, CRYPTODEV_CREATE);
}

/* Each kind of session takes the name of the driver that it has anyway. */
TEST_F(driver, name_of_serving_driver_is_accepted)
{
	struct cryptodev_create any, again;
	struct session_info_op info;
	char name[CRYPTODEV_MAX_ALG_NAME];
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		any = session(self, &kinds[i]);
		any.driver_id = -5;
		err = dc_ioctl(self->fd, CRYPTODEV_CREATE, &any);
		if (err == -ENOENT)
			continue;	/* this kernel lacks the algorithm */
		ASSERT_EQ(0, err);
		EXPECT_LE(0, any.driver_id);
		ASSERT_EQ(0, get_driver(self->fd, any.ses, &info, name));
		again = session(self, &kinds[i]);
		strcpy(again.driver, name);
		EXPECT_CREATE(0, &again);
		EXPECT_DRIVER(name, &again);
		EXPECT_EQ(any.driver_id, again.driver_id);
		name[strlen(name) - 1]++;
		strcpy(again.driver, name);
		EXPECT_CREATE(-ENOENT, &again);
	}
}

/* Neither the kernel's names of algorithms nor templates are names of drivers. */
static const char * const unknown[] = {
	"no-such-driver", "cbc(aes)", "aes", "aes-generic", "cbc(cbc(aes))",
	"cbc(camellia-generic)", "ecb(aes-generic)", "cbc(cast5-generic)",
	"cbc(des3_ede-generic)", "pcrypt(cbc(aes))", "cryptd(cbc(aes))",
	"cryptd(cbc(aes-generic))", "authenc(hmac(sha1),cbc(aes))", "cbc(",
	"(", ")", ",", "cbc(aes-generic))", "cbc(aes-generic),", " ",
	"cryptosoft00", "cryptosoft1", "%s", "\xff", "../cbc", "sha256-generic",
};

TEST_F(driver, unknown_name_is_enoent)
{
	struct cryptodev_create create;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(unknown); i++) {
		create = named(self, unknown[i]);
		EXPECT_CREATE(-ENOENT, &create);
	}
	/* the longest name */
	memset(create.driver, 'a', sizeof(create.driver) - 1);
	EXPECT_CREATE(-ENOENT, &create);
}

/* The beginning of the name of a software driver is no name. */
TEST_F(driver, beginning_of_software_name_is_enoent)
{
	struct cryptodev_create create = numbered(self, 0);
	struct session_info_op info;
	char name[CRYPTODEV_MAX_ALG_NAME];

	EXPECT_CREATE(0, &create);
	ASSERT_EQ(0, get_driver(self->fd, create.ses, &info, name));
	name[strlen(name) - 1] = 0;
	create = named(self, name);
	EXPECT_CREATE(-ENOENT, &create);
}

static int count_lines(const char *path)
{
	FILE *f = fopen(path, "re");
	int c, n = 0;

	if (!f)
		return -1;
	while ((c = getc(f)) != EOF)
		n += c == '\n';
	fclose(f);
	return n;
}

/* Returns the number of drivers, without those that only stand for a test. */
static int count_drivers(void)
{
	FILE *f = fopen("/proc/crypto", "re");
	char line[256];
	int n = 0;

	if (!f)
		return -1;
	while (fgets(line, sizeof(line), f)) {
		n += !strncmp(line, "driver ", 7);
		n -= !!strstr(line, ": larval\n");
	}
	fclose(f);
	return n;
}

/* A name makes no instance of a template, and loads no module. */
TEST_F(driver, unknown_name_registers_no_driver)
{
	struct cryptodev_create create = named(self, "no-such-driver");
	int drivers, modules;
	unsigned int i;

	EXPECT_CREATE(-ENOENT, &create);
	drivers = count_drivers();
	modules = count_lines("/proc/modules");
	ASSERT_LT(0, drivers);
	for (i = 0; i < ARRAY_SIZE(unknown); i++) {
		create = named(self, unknown[i]);
		EXPECT_CREATE(-ENOENT, &create);
	}
	EXPECT_EQ(drivers, count_drivers());
	EXPECT_EQ(modules, count_lines("/proc/modules"));
}

/* The driver exists, but for another algorithm. */
TEST_F(driver, driver_of_other_algorithm_is_enoent)
{
	struct cryptodev_create create;
	struct session_info_op info;
	char name[ARRAY_SIZE(kinds)][CRYPTODEV_MAX_ALG_NAME] = { { 0 } };
	unsigned int i, j;
	int err;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		create = session(self, &kinds[i]);
		if (!dc_ioctl(self->fd, CRYPTODEV_CREATE, &create))
			ASSERT_EQ(0, get_driver(self->fd, create.ses, &info,
						name[i]));
	}
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		for (j = 0; j < ARRAY_SIZE(kinds); j++) {
			if (!*name[i] || !*name[j])
				continue;
			err = strcmp(name[i], name[j]) ? -ENOENT : 0;
			create = session(self, &kinds[i]);
			strcpy(create.driver, name[j]);
			EXPECT_CREATE(err, &create);
		}
	}
}

TEST_F(driver, name_needs_an_end)
{
	struct cryptodev_create create = named(self, "");

	memset(create.driver, 'c', sizeof(create.driver));
	EXPECT_CREATE(-EINVAL, &create);
	create.driver[sizeof(create.driver) - 1] = 0;
	EXPECT_CREATE(-ENOENT, &create);
}

TEST_F(driver, cryptosoft0_is_any_software_driver)
{
	static const char * const names[] = { "cryptosoft0", "cryptosoft", "c" };
	struct cryptodev_create create;
	unsigned int i, k;
	int err;

	for (k = 0; k < ARRAY_SIZE(kinds); k++) {
		for (i = 0; i < ARRAY_SIZE(names); i++) {
			create = session(self, &kinds[k]);
			strcpy(create.driver, names[i]);
			err = dc_ioctl(self->fd, CRYPTODEV_CREATE, &create);
			if (err == -ENOENT)
				continue;
			EXPECT_EQ(0, err);
			EXPECT_EQ(0, create.driver_id);
			EXPECT_FALSE(session_is_offloaded(self->fd,
							  create.ses));
		}
	}
}

TEST_F(driver, id_0_is_any_software_driver)
{
	struct cryptodev_create create = numbered(self, 0);

	EXPECT_CREATE(0, &create);
	EXPECT_EQ(0, create.driver_id);
	EXPECT_FALSE(session_is_offloaded(self->fd, create.ses));
}

TEST_F(driver, invalid_ids)
{
	struct cryptodev_create create;

	create = numbered(self, 123456);
	EXPECT_CREATE(-ENOENT, &create);
	create = numbered(self, INT_MAX);
	EXPECT_CREATE(-ENOENT, &create);
	create = numbered(self, -1);
	EXPECT_CREATE(-EINVAL, &create);
	create = numbered(self, INT_MIN);
	EXPECT_CREATE(-EINVAL, &create);
	/* a name and an id */
	create = numbered(self, 0);
	strcpy(create.driver, "cryptosoft0");
	EXPECT_CREATE(-EINVAL, &create);
	create = numbered(self, 0);
	create.allowed = 0x40;
	EXPECT_CREATE(-EINVAL, &create);
	/* without the flag, the call writes there without reading */
	create = named(self, "cryptosoft0");
	create.driver_id = -77;
	EXPECT_CREATE(0, &create);
	EXPECT_EQ(0, create.driver_id);
}

/* A program of the first version names no driver and gets no id. */
TEST_F(driver, first_size_still_works)
{
	struct cryptodev_create create = named(self, "no-such-driver"), *at;

	create.size = FIRST_SIZE;
	create.driver_id = -77;
	create.allowed = 0x80000000;
	EXPECT_CREATE(0, &create);
	EXPECT_EQ(-77, create.driver_id);
	/* the same if nothing else is mapped */
	at = (void *)guarded(FIRST_SIZE);
	ASSERT_TRUE(!!at);
	create = session(self, &kinds[0]);
	create.size = FIRST_SIZE;
	memcpy(at, &create, FIRST_SIZE);
	EXPECT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, at));
	EXPECT_NE(0, at->ses);
	/* a missing id is 0 */
	at->flags = CRYPTODEV_CREATE_DRIVER_ID;
	EXPECT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, at));
	EXPECT_FALSE(session_is_offloaded(self->fd, at->ses));
	guarded_free((uint8_t *)at, FIRST_SIZE);
}

/* Each size between the versions; the id is written if it fits completely. */
TEST_F(driver, sizes_between_versions)
{
	struct cryptodev_create create;
	uint32_t size;

	for (size = FIRST_SIZE; size <= sizeof(create); size++) {
		create = named(self, "");
		create.size = size;
		create.driver_id = -77;
		EXPECT_CREATE(0, &create);
		EXPECT_EQ(size < 180, create.driver_id == -77);
		EXPECT_EQ(0, dc_free(self->fd, create.ses));
	}
	create.size = FIRST_SIZE - 1;
	EXPECT_CREATE(-EINVAL, &create);
	/* a name that the size cuts off has its end there */
	create = named(self, "cryptosoft0...");
	create.size = FIRST_SIZE + 11;
	EXPECT_CREATE(0, &create);
	create.size = FIRST_SIZE + 12;
	EXPECT_CREATE(-ENOENT, &create);
}

TEST_F(driver, unknown_end_is_e2big)
{
	struct {
		struct cryptodev_create create;
		uint8_t more[8];
	} longer = { .create = named(self, "cryptosoft0") };

	longer.create.size = sizeof(longer);
	EXPECT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, &longer));
	longer.create.ses = 0;
	longer.more[7] = 1;
	EXPECT_EQ(-E2BIG, dc_ioctl(self->fd, CRYPTODEV_CREATE, &longer));
	EXPECT_EQ(0, longer.create.ses);
}

/* The session's id can be written, but not the driver's. */
TEST_F(driver, unwritable_driver_id_creates_no_session)
{
	struct cryptodev_create create = session(self, &kinds[0]), *at;
	struct session_info_op info = { 0 };
	struct seam seam;
	uint32_t last;

	ASSERT_TRUE(seam_init(&seam, sizeof(create)));
	at = (void *)(seam.edge - offsetof(struct cryptodev_create, driver));
	memcpy(at, &create, sizeof(create));
	ASSERT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_CREATE, at));
	last = at->ses;
	ASSERT_TRUE(seam_protect(&seam, HIGH, PROT_READ));
	EXPECT_EQ(-EFAULT, dc_ioctl(self->fd, CRYPTODEV_CREATE, at));
	EXPECT_EQ(last, at->ses);
	info.ses = last + 1;
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	ASSERT_TRUE(seam_mend(&seam));
	ASSERT_TRUE(seam_protect(&seam, LOW, PROT_READ));
	at->driver_id = -77;
	EXPECT_EQ(-EFAULT, dc_ioctl(self->fd, CRYPTODEV_CREATE, at));
	EXPECT_EQ(last, at->ses);
	EXPECT_EQ(-77, at->driver_id);
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	seam_free(&seam);
}

TEST_F(driver, policy_forbids_named_software)
{
	struct cryptodev_create soft = numbered(self, 0), create;
	struct session_info_op info;
	char name[CRYPTODEV_MAX_ALG_NAME];

	EXPECT_CREATE(0, &soft);
	ASSERT_EQ(0, get_driver(self->fd, soft.ses, &info, name));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	create = named(self, name);
	EXPECT_CREATE(-ENOENT, &create);
	create = named(self, "cryptosoft0");
	EXPECT_CREATE(-ENOENT, &create);
	create = numbered(self, 0);
	EXPECT_CREATE(-ENOENT, &create);
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	create = named(self, name);
	EXPECT_CREATE(0, &create);
	create = numbered(self, 0);
	EXPECT_CREATE(0, &create);
}

#define NEEDS_ACCEL() do {						\
	if (!accel_is_loaded())						\
		SKIP(return, "needs tests/accel");			\
} while (0)

/* A name chooses hardware or software, whatever has the highest priority. */
TEST_F(driver, name_chooses_hardware_or_software)
{
	struct cryptodev_create create;
	struct session_info_op info;
	char soft[CRYPTODEV_MAX_ALG_NAME];
	unsigned int i;

	NEEDS_ACCEL();
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (!kinds[i].device)
			continue;
		create = session(self, &kinds[i]);
		strcpy(create.driver, kinds[i].device);
		EXPECT_CREATE(0, &create);
		EXPECT_DRIVER(kinds[i].device, &create);
		EXPECT_EQ(usage_number(kinds[i].device, "id"), create.driver_id);
		create = session(self, &kinds[i]);
		strcpy(create.driver, "cryptosoft0");
		EXPECT_CREATE(0, &create);
		EXPECT_EQ(0, create.driver_id);
		ASSERT_EQ(0, get_driver(self->fd, create.ses, &info, soft));
		EXPECT_STRNE(kinds[i].device, soft);
		create = session(self, &kinds[i]);
		strcpy(create.driver, soft);
		EXPECT_CREATE(0, &create);
		EXPECT_DRIVER(soft, &create);
		/* the beginning of a device's name */
		create = session(self, &kinds[i]);
		strcpy(create.driver, kinds[i].device);
		create.driver[strlen(create.driver) - 3] = 0;
		EXPECT_CREATE(0, &create);
		EXPECT_DRIVER(kinds[i].device, &create);
	}
}

/* Ids are stable, are those of sysfs, and name one driver each. */
TEST_F(driver, id_chooses_a_device)
{
	struct cryptodev_create create;
	int id[ARRAY_SIZE(kinds)] = { 0 };
	unsigned int i, j;

	NEEDS_ACCEL();
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (!kinds[i].device)
			continue;
		create = session(self, &kinds[i]);
		strcpy(create.driver, kinds[i].device);
		EXPECT_CREATE(0, &create);
		id[i] = create.driver_id;
		EXPECT_LT(0, id[i]);
		EXPECT_EQ(id[i], usage_number(kinds[i].device, "id"));
	}
	close(self->fd);
	self->fd = dc_open();
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		for (j = 0; j < ARRAY_SIZE(kinds); j++) {
			if (!kinds[j].device)
				continue;
			create = session(self, &kinds[i]);
			create.flags |= CRYPTODEV_CREATE_DRIVER_ID;
			create.driver_id = id[j];
			if (!kinds[i].device ||
			    strcmp(kinds[i].device, kinds[j].device)) {
				EXPECT_CREATE(-ENOENT, &create);
				continue;
			}
			EXPECT_CREATE(0, &create);
			EXPECT_EQ(id[j], create.driver_id);
			EXPECT_DRIVER(kinds[j].device, &create);
		}
	}
}

/* The named driver is the cipher's. */
TEST_F(driver, name_does_not_choose_the_hash_beside_a_cipher)
{
	const struct kind pair = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .mac = CRYPTO_SHA2_256,
	};
	struct cryptodev_create create = session(self, &pair);
	struct session_info_op info;
	char name[CRYPTODEV_MAX_ALG_NAME];

	NEEDS_ACCEL();
	strcpy(create.driver, "cryptosoft0");
	EXPECT_CREATE(0, &create);
	ASSERT_EQ(0, get_driver(self->fd, create.ses, &info, name));
	EXPECT_STRNE("cbc-aes-accel", name);
	EXPECT_STRNE("sha256-accel", info.hash_info.cra_driver_name);
	create = session(self, &pair);
	strcpy(create.driver, name);
	EXPECT_CREATE(0, &create);
	ASSERT_EQ(0, get_driver(self->fd, create.ses, &info, name));
	EXPECT_STREQ(create.driver, name);
	EXPECT_STREQ("sha256-accel", info.hash_info.cra_driver_name);
	EXPECT_EQ(usage_number("sha256-accel", "id"), create.driver_id);
	create = session(self, &pair);
	strcpy(create.driver, "sha256-accel");
	EXPECT_CREATE(-ENOENT, &create);
}

TEST_F(driver, policy_forbids_named_hardware)
{
	struct cryptodev_create create = named(self, "cbc-aes-accel");
	int id;

	NEEDS_ACCEL();
	EXPECT_CREATE(0, &create);
	id = create.driver_id;
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	create = named(self, "cbc-aes-accel");
	EXPECT_CREATE(-ENOENT, &create);
	create = numbered(self, id);
	EXPECT_CREATE(-ENOENT, &create);
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	create = named(self, "cbc-aes-accel");
	EXPECT_CREATE(0, &create);
	create = numbered(self, id);
	EXPECT_CREATE(0, &create);
}

/* A cipher in hardware admits no hash in software. */
TEST_F(driver, policy_holds_for_the_hash_beside_a_named_cipher)
{
	const struct kind pair = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16,
		.mac = CRYPTO_NULL_HMAC, .mackeylen = 16,
	};
	struct cryptodev_create create = session(self, &pair);

	NEEDS_ACCEL();
	strcpy(create.driver, "cbc-aes-accel");
	EXPECT_CREATE(0, &create);
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	EXPECT_CREATE(-ENOENT, &create);
}

TEST_HARNESS_MAIN
