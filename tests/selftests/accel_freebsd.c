// SPDX-License-Identifier: GPL-2.0
/*
 * FreeBSD's calls on a device, tests/accel: ChaCha20 and BLAKE2b, which of the
 * dialects' lists only this one has. A call waits for the device, which completes
 * early, late or with an error.
 */
#include <errno.h>
#include <fcntl.h>

#include <freebsd/crypto/cryptodev.h>

#include "../kselftest_harness.h"
#include "lib/accel.h"
#include "lib/answers.h"
#include "lib/buffers.h"
#include "lib/key_available.h"
#include "lib/sysctl.h"

#define FILLER	0xa5

static const uint8_t key[16] = "sixteen key byte";

/**
 * struct kind - a session that the device serves
 * @cipher: its cipher, or 0
 * @mac: its MAC, or 0
 * @driver: its driver
 * @answer: a known answer
 */
static const struct kind {
	uint32_t cipher, mac;
	const char *driver;
	const struct answer *answer;
} kinds[] = {
	{ CRYPTO_CHACHA20, 0, "chacha20-accel", &answer_chacha20 },
	{ 0, CRYPTO_BLAKE2B, "blake2b-512-accel", &answer_blake2b },
	{ 0, CRYPTO_BLAKE2B, "blake2b-512-accel", &answer_blake2b_keyed },
};

#define KINDS	((int)ARRAY_SIZE(kinds))

/* From Linux 6.19 on, the module serves BLAKE2b itself. */
static int served = KINDS;

static int call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? errno : 0;
}

FIXTURE(accel_freebsd) {
	int fd;
	struct accel_before before;
	struct session2_op sessions[KINDS];
	uint8_t out[ANSWER_MAX];
};

FIXTURE_SETUP(accel_freebsd)
{
	int i;

	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_TRUE(accel_begin(&self->before));
	self->fd = open("/dev/crypto", O_RDWR);
	ASSERT_LE(0, self->fd);
	if (kernel_has_driver("blake2b-512-cryptodev"))
		served = 1;
	for (i = 0; i < served; i++) {
		const struct answer *a = kinds[i].answer;
		struct session2_op *op = &self->sessions[i];

		op->crid = CRYPTO_FLAG_HARDWARE;
		op->cipher = kinds[i].cipher;
		op->mac = kinds[i].mac;
		op->key = op->cipher ? a->key : NULL;
		op->keylen = op->cipher ? a->keylen : 0;
		op->mackey = op->mac ? a->key : NULL;
		op->mackeylen = op->mac ? a->keylen : 0;
		ASSERT_EQ(0, call(self->fd, CIOCGSESSION2, op));
	}
}

/* In the parent: a test that fails must not leave the device stalled. */
FIXTURE_TEARDOWN_PARENT(accel_freebsd)
{
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", 0));
	EXPECT_TRUE(accel_end(&self->before));
}

/* Runs the known answer of a session; returns the error of the call. */
static int run(FIXTURE_DATA(accel_freebsd) *self, int i)
{
	const struct answer *a = kinds[i].answer;
	struct crypt_op cop = {
		.ses = self->sessions[i].ses, .op = COP_ENCRYPT, .len = a->len,
		.src = a->in, .iv = a->iv,
		.dst = kinds[i].cipher ? self->out : NULL,
		.mac = kinds[i].mac ? self->out : NULL,
	};

	memset(self->out, FILLER, sizeof(self->out));
	return call(self->fd, CIOCCRYPT, &cop);
}

/* Returns true if the output is @len bytes of the answer, and nothing else. */
static bool output_is(const FIXTURE_DATA(accel_freebsd) *self, int i,
		      uint32_t len)
{
	return same(self->out, kinds[i].answer->out, len) &&
	       all_are(self->out + len, sizeof(self->out) - len, FILLER);
}

TEST_F(accel_freebsd, hardware_is_the_device)
{
	struct crypt_find_op find;
	int i;

	for (i = 0; i < served; i++) {
		find = (struct crypt_find_op) {
			.crid = self->sessions[i].crid,
		};
		EXPECT_EQ(0, call(self->fd, CIOCFINDDEV, &find));
		EXPECT_STREQ(kinds[i].driver, find.name);
	}
}

/* A device serves the cipher of a pair, and the policy chooses the hash's driver. */
TEST_F(accel_freebsd, policy_holds_for_the_hash_beside_a_named_cipher)
{
	struct session2_op op = {
		.crid = CRYPTO_FLAG_HARDWARE, .cipher = CRYPTO_AES_CBC,
		.key = key, .keylen = 16,
	};

	ASSERT_EQ(0, call(self->fd, CIOCGSESSION2, &op));
	ASSERT_LT(0, op.crid);
	op.mac = CRYPTO_NULL_HMAC;
	op.mackey = key;
	op.mackeylen = 16;
	EXPECT_EQ(0, call(self->fd, CIOCGSESSION2, &op));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	EXPECT_EQ(EOPNOTSUPP, call(self->fd, CIOCGSESSION2, &op));
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 0));
}

TEST_F(accel_freebsd, device_does_not_serve_a_hash_of_the_module)
{
	struct session2_op op = {
		.crid = self->sessions[0].crid, .mac = CRYPTO_NULL_HMAC,
		.mackey = key, .mackeylen = 16,
	};

	EXPECT_EQ(EOPNOTSUPP, call(self->fd, CIOCGSESSION2, &op));
	op.crid = 0;
	EXPECT_EQ(0, call(self->fd, CIOCGSESSION2, &op));
}

#define NUMBER	64	/* bytes of a number that the device takes */

/* 2 ^ 3 modulo the largest number of @len bytes, at @bytes. */
static struct crypt_kop power(uint8_t bytes[4][NUMBER], int len, int crid)
{
	struct crypt_kop kop = {
		.crk_op = CRK_MOD_EXP, .crk_iparams = 3, .crk_oparams = 1,
		.crk_crid = crid, .crk_status = 0x5a,
	};
	int i;

	memset(bytes, 0, 4 * NUMBER);
	bytes[0][0] = 2;
	bytes[1][0] = 3;
	memset(bytes[2], 0xff, len);
	memset(bytes[3], FILLER, NUMBER);
	for (i = 0; i < 4; i++)
		kop.crk_param[i] = (struct crparam) { (char *)bytes[i], 8 * len };
	return kop;
}

TEST_F(accel_freebsd, key_operation_has_its_driver)
{
	const int either = CRYPTO_FLAG_HARDWARE | CRYPTO_FLAG_SOFTWARE;
	long requests = accel_count("requests");
	uint8_t bytes[4][NUMBER];
	struct crypt_find_op find;
	struct crypt_kop kop;
	int id;

	KEY_SETUP();
	kop = power(bytes, NUMBER, CRYPTO_FLAG_HARDWARE);
	EXPECT_EQ(0, call(self->fd, CIOCKEY2, &kop));
	EXPECT_EQ(0, kop.crk_status);
	EXPECT_EQ(8, bytes[3][0]);
	EXPECT_TRUE(all_are(bytes[3] + 1, NUMBER - 1, 0));
	EXPECT_EQ(++requests, accel_count("requests"));
	id = kop.crk_crid;
	find = (struct crypt_find_op) { .crid = id };
	EXPECT_EQ(0, call(self->fd, CIOCFINDDEV, &find));
	EXPECT_TRUE(!!strstr(find.name, "rsa-accel"));
	kop = power(bytes, NUMBER, id);
	EXPECT_EQ(0, call(self->fd, CIOCKEY2, &kop));
	EXPECT_EQ(8, bytes[3][0]);
	EXPECT_EQ(id, kop.crk_crid);
	EXPECT_EQ(++requests, accel_count("requests"));
	kop = power(bytes, NUMBER, either);
	EXPECT_EQ(0, call(self->fd, CIOCKEY2, &kop));
	EXPECT_EQ(id, kop.crk_crid);
	EXPECT_EQ(++requests, accel_count("requests"));
	/* The CPU computes the rest, and nothing reaches the device. */
	kop = power(bytes, NUMBER, CRYPTO_FLAG_SOFTWARE);
	EXPECT_EQ(0, call(self->fd, CIOCKEY2, &kop));
	EXPECT_EQ(8, bytes[3][0]);
	EXPECT_EQ(0, kop.crk_crid);
	kop = power(bytes, 1, either);
	EXPECT_EQ(0, call(self->fd, CIOCKEY2, &kop));
	EXPECT_EQ(8, bytes[3][0]);
	EXPECT_EQ(0, kop.crk_crid);
	EXPECT_EQ(requests, accel_count("requests"));
}

TEST_F(accel_freebsd, policy_of_software_refuses_key_operations_on_hardware)
{
	const int crids[] = { CRYPTO_FLAG_HARDWARE, self->sessions[0].crid };
	const int either = CRYPTO_FLAG_HARDWARE | CRYPTO_FLAG_SOFTWARE;
	long requests = accel_count("requests");
	uint8_t bytes[4][NUMBER];
	struct crypt_kop kop;
	int i;

	KEY_SETUP();
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	for (i = 0; i < ARRAY_SIZE(crids); i++) {
		kop = power(bytes, NUMBER, crids[i]);
		EXPECT_EQ(ENODEV, call(self->fd, CIOCKEY2, &kop));
		EXPECT_TRUE(all_are(bytes[3], NUMBER, FILLER));
	}
	kop = power(bytes, NUMBER, either);
	EXPECT_EQ(0, call(self->fd, CIOCKEY2, &kop));
	EXPECT_EQ(8, bytes[3][0]);
	EXPECT_EQ(0, kop.crk_crid);
	EXPECT_EQ(requests, accel_count("requests"));
}

TEST_F(accel_freebsd, key_operation_that_its_driver_cannot_do)
{
	const int crids[] = { CRYPTO_FLAG_HARDWARE, self->sessions[0].crid };
	uint8_t bytes[4][NUMBER];
	struct crypt_kop kop;
	int i;

	KEY_SETUP();
	for (i = 0; i < ARRAY_SIZE(crids); i++) {
		/* The numbers are too short, or the driver is one of ChaCha20. */
		kop = power(bytes, i ? NUMBER : 1, crids[i]);
		EXPECT_EQ(ENODEV, call(self->fd, CIOCKEY2, &kop));
		EXPECT_EQ(ENODEV, kop.crk_status);
		EXPECT_EQ(crids[i], kop.crk_crid);
		EXPECT_TRUE(all_are(bytes[3], NUMBER, FILLER));
	}
}

TEST_F(accel_freebsd, each_way_has_the_known_answer)
{
	long requests = accel_count("requests");
	const char *name;
	int way, i;

	for (way = 0; way < ACCEL_WAYS; way++) {
		name = accel_set_way(way);
		ASSERT_NE(NULL, name);
		for (i = 0; i < served; i++) {
			EXPECT_EQ(0, run(self, i));
			EXPECT_TRUE(output_is(self, i,
					      kinds[i].answer->out_len)) {
				TH_LOG("%s, %s", kinds[i].driver, name);
			}
			EXPECT_EQ(++requests, accel_count("requests"));
		}
	}
}

TEST_F(accel_freebsd, driver_error_changes_nothing)
{
	long errors = accel_count("errors");
	int way, i;

	for (way = 0; way < ACCEL_WAYS; way++) {
		ASSERT_NE(NULL, accel_set_way(way));
		for (i = 0; i < served; i++) {
			ASSERT_TRUE(accel_set("error_percent", 100));
			EXPECT_EQ(EIO, run(self, i));
			EXPECT_TRUE(output_is(self, i, 0));
			EXPECT_EQ(++errors, accel_count("errors"));
			ASSERT_TRUE(accel_set("error_percent", 0));
			EXPECT_EQ(0, run(self, i));
			EXPECT_TRUE(output_is(self, i,
					      kinds[i].answer->out_len));
		}
	}
}

TEST_HARNESS_MAIN
