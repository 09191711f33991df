// SPDX-License-Identifier: GPL-2.0
/*
 * The queue of the NetBSD dialect: its last place, and requests that are refused
 * without a result.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <netbsd/crypto/cryptodev.h>

#include "../kselftest_harness.h"
#include "lib/key_available.h"
#include "lib/stalled_memory.h"
#include "lib/sysctl.h"

#define TEXT 32

FIXTURE(netbsd_queue) {
	int fd;
	long max;	/* dev.crypto.max_in_flight */
	long keys;	/* dev.crypto.userasymcrypto */
	uint32_t cbc;
	uint8_t text[TEXT], iv[16], out[TEXT];
};

static int call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? errno : 0;
}

FIXTURE_SETUP(netbsd_queue)
{
	uint8_t key[16] = { 1 };
	struct session_op op = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = key,
	};

	self->max = sysctl_get("max_in_flight");
	self->keys = sysctl_get("userasymcrypto");
	ASSERT_LT(0, self->max);
	ASSERT_LE(0, self->keys);
	self->fd = open("/dev/crypto", O_RDWR);
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, call(self->fd, CIOCGSESSION, &op));
	self->cbc = op.ses;
	memset(self->out, 0xee, TEXT);
}

/* In the parent: a test that fails must not leave a setting changed. */
FIXTURE_TEARDOWN_PARENT(netbsd_queue)
{
	if (self->max > 0)
		sysctl_set("max_in_flight", self->max);
	if (self->keys >= 0)
		sysctl_set("userasymcrypto", self->keys);
}

static struct crypt_n_op request(FIXTURE_DATA(netbsd_queue) *self)
{
	return (struct crypt_n_op) {
		.ses = self->cbc, .op = COP_ENCRYPT, .len = TEXT,
		.src = self->text, .dst = self->out, .iv = self->iv,
	};
}

static int submit(int fd, struct crypt_n_op *n)
{
	struct crypt_mop mop = { .count = 1, .reqs = n };

	return call(fd, CIOCNCRYPTM, &mop);
}

static int fetch(int fd, uint32_t id, uint32_t *status)
{
	struct crypt_result result = { .reqid = id };
	int err = call(fd, CIOCNCRYPTRET, &result);

	*status = result.status;
	return err;
}

/**
 * struct key_thread - a thread that submits a key operation
 * @fd: the device
 * @err: result of the call
 * @n: the operation
 */
struct key_thread {
	int fd;
	int err;
	struct crypt_n_kop n;
};

static void *submit_key(void *data)
{
	struct key_thread *t = data;
	struct crypt_mkop mkop = { .count = 1, .reqs = &t->n };

	t->err = call(t->fd, CIOCNFKEYM, &mkop);
	return NULL;
}

/*
 * The base's page does not arrive before the other request is submitted. So the
 * operation holds the only place of the queue, or else it loses the place, and
 * has an output without a result.
 */
TEST_F(netbsd_queue, key_operation_keeps_its_place)
{
	uint8_t exponent = 5, modulus = 7, result = 0xee;
	struct crypt_n_op other = request(self);
	struct key_thread t = { .fd = self->fd, .err = 1 };
	struct stalled_memory base;
	pthread_t thread;
	uint32_t status;

	KEY_SETUP();
	if (!stalled_open(&base, 1))
		SKIP(return, "no userfaultfd");
	if (!sysctl_set("max_in_flight", 1))
		SKIP(return, "the limit cannot be changed");
	t.n.crk_op = CRK_MOD_EXP;
	t.n.crk_iparams = 3;
	t.n.crk_oparams = 1;
	t.n.crk_param[0] = (struct crparam) { base.p, 8 };
	t.n.crk_param[1] = (struct crparam) { &exponent, 8 };
	t.n.crk_param[2] = (struct crparam) { &modulus, 8 };
	t.n.crk_param[3] = (struct crparam) { &result, 8 };
	ASSERT_EQ(0, pthread_create(&thread, NULL, submit_key, &t));
	ASSERT_TRUE(stalled_is_accessed(&base));
	EXPECT_EQ(0, submit(self->fd, &other));
	EXPECT_EQ(EBUSY, other.status);
	EXPECT_TRUE(stalled_release(&base));
	pthread_join(thread, NULL);
	EXPECT_EQ(0, t.err);
	EXPECT_EQ(0, t.n.crk_status);
	EXPECT_EQ(0, result);
	EXPECT_EQ(EINPROGRESS, fetch(self->fd, other.reqid, &status));
	EXPECT_EQ(0, fetch(self->fd, t.n.crk_reqid, &status));
	EXPECT_EQ(0, status);
	EXPECT_EQ(0, submit(self->fd, &other));
	EXPECT_EQ(0, other.status);
	stalled_close(&base);
}

/* An operation that fails gives its place back. */
TEST_F(netbsd_queue, failed_key_operation_leaves_its_place)
{
	struct crypt_n_kop n = { .crk_op = CRK_MOD_EXP };
	struct crypt_mkop mkop = { .count = 1, .reqs = &n };
	struct crypt_n_op other = request(self);

	KEY_SETUP();
	if (!sysctl_set("max_in_flight", 1))
		SKIP(return, "the limit cannot be changed");
	EXPECT_EQ(0, call(self->fd, CIOCNFKEYM, &mkop));
	EXPECT_EQ(EINVAL, n.crk_status);
	EXPECT_EQ(0, submit(self->fd, &other));
	EXPECT_EQ(0, other.status);
	EXPECT_EQ(0, call(self->fd, CIOCNFKEYM, &mkop));
	EXPECT_EQ(EBUSY, n.crk_status);
}

TEST_F(netbsd_queue, policy_forbids_key_operations)
{
	uint8_t base = 3, exponent = 5, modulus = 7, result = 0xee;
	struct crypt_n_kop n = {
		.crk_op = CRK_MOD_EXP, .crk_iparams = 3, .crk_oparams = 1,
		.crk_param = { { &base, 8 }, { &exponent, 8 }, { &modulus, 8 },
			       { &result, 8 } },
	};
	struct crypt_mkop mkop = { .count = 1, .reqs = &n };
	struct crypt_kop kop = {
		.crk_op = CRK_MOD_EXP, .crk_iparams = 3, .crk_oparams = 1,
	};
	uint32_t features = 0xa5a5, status;

	memcpy(kop.crk_param, n.crk_param, sizeof(kop.crk_param));
	if (!sysctl_set("userasymcrypto", 0))
		SKIP(return, "the setting cannot be changed");
	EXPECT_EQ(EPERM, call(self->fd, CIOCKEY, &kop));
	EXPECT_EQ(0, call(self->fd, CIOCNFKEYM, &mkop));
	EXPECT_EQ(EPERM, n.crk_status);
	EXPECT_EQ(EINPROGRESS, fetch(self->fd, n.crk_reqid, &status));
	EXPECT_EQ(0xee, result);
	EXPECT_EQ(0, call(self->fd, CIOCASYMFEAT, &features));
	EXPECT_EQ(0, features);
}

/* Its length is that of no message of the cipher. */
TEST_F(netbsd_queue, request_of_a_wrong_length_has_no_result)
{
	uint8_t key[20] = { 2 }, mac[20];
	struct session_op pair = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = key,
		.mac = CRYPTO_SHA1_HMAC, .mackeylen = 20, .mackey = key,
	};
	struct crypt_result results[4];
	struct cryptret ret = { .count = 4, .results = results };
	struct crypt_n_op n[4];
	struct crypt_mop mop = { .count = 4, .reqs = n };
	uint32_t status;
	int i;

	ASSERT_EQ(0, call(self->fd, CIOCGSESSION, &pair));
	for (i = 0; i < 4; i++)
		n[i] = request(self);
	n[0].len = 15;
	n[1].ses = pair.ses;
	n[1].len = 17;
	n[1].mac = mac;
	/* An IV in the data is no part of the text. */
	n[2].iv = NULL;
	n[2].len = 31;
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTM, &mop));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(EINVAL, n[i].status) {
			TH_LOG("request %d", i);
		}
		EXPECT_EQ(EINPROGRESS, fetch(self->fd, n[i].reqid, &status));
	}
	EXPECT_EQ(0, n[3].status);
	EXPECT_EQ(0, call(self->fd, CIOCNCRYPTRETM, &ret));
	EXPECT_EQ(1, ret.count);
	EXPECT_EQ(n[3].reqid, results[0].reqid);
	EXPECT_EQ(0, results[0].status);
}

TEST_HARNESS_MAIN
