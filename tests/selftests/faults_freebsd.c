// SPDX-License-Identifier: GPL-2.0
/*
 * The calls of FreeBSD's dialect: each allocation and each copy fails in turn. The
 * calls that NetBSD has too are here.
 */
#include <fcntl.h>
#include <freebsd/crypto/cryptodev.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/call_faults.h"
#include "lib/faults.h"
#include "lib/pins.h"

#define OUT	16384	/* offsets in call_trial.now */
#define MAC	30000
#define IV	31000
#define AAD	32000

static const uint8_t key[64] = "keys of any length that is wanted here are taken from this text";

/**
 * struct kind - a session and a request
 * @name: for messages
 * @ses: the session; the keys are put in
 * @len: bytes of the request
 * @decrypt: the request decrypts what a request before has encrypted
 */
struct kind {
	const char *name;
	struct session2_op ses;
	unsigned int len;
	int decrypt;
};

static const struct kind kinds[] = {
	{ "AES", { .cipher = CRYPTO_AES_CBC, .keylen = 16 }, 1008, 0 },
	{ "long AES", { .cipher = CRYPTO_AES_CBC, .keylen = 16 }, 8000, 1 },
	{ "SHA-1", { .mac = CRYPTO_SHA1 }, 5000, 0 },
	{ "HMAC", { .mac = CRYPTO_SHA2_256_HMAC, .mackeylen = 32 }, 100, 1 },
	{ "AES and HMAC", { .cipher = CRYPTO_AES_CBC, .keylen = 16,
	  .mac = CRYPTO_SHA1_HMAC, .mackeylen = 20 }, 8000, 0 },
	{ "AES and HMAC, decrypted", { .cipher = CRYPTO_AES_CBC, .keylen = 16,
	  .mac = CRYPTO_SHA1_HMAC, .mackeylen = 20 }, 512, 1 },
	{ "GCM", { .cipher = CRYPTO_AES_NIST_GCM_16, .keylen = 16 }, 8000, 0 },
	{ "GCM, decrypted", { .cipher = CRYPTO_AES_NIST_GCM_16,
	  .keylen = 16 }, 1000, 1 },
	{ "CCM", { .cipher = CRYPTO_AES_CCM_16, .keylen = 16, .ivlen = 12,
	  .maclen = 8 }, 1000, 0 },
	{ "ChaCha20-Poly1305", { .cipher = CRYPTO_CHACHA20_POLY1305,
	  .keylen = 32 }, 8000, 1 },
};

#define KINDS	(ARRAY_SIZE(kinds))

FIXTURE(faults) {
	long limit;
	long long pins;
};

FIXTURE_SETUP(faults)
{
	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	ASSERT_TRUE(faults_enable_all());
	self->pins = pins_held();
	ASSERT_TRUE(call_limit(&self->limit));
}

FIXTURE_TEARDOWN_PARENT(faults)
{
	if (!faults_available())
		return;
	EXPECT_TRUE(call_limit_end(self->limit));
	EXPECT_TRUE(pins_back_to(self->pins));
}

static void fill_session(struct call_trial *t, struct session2_op *op)
{
	const struct kind *k = t->what;

	*op = k->ses;
	op->key = key;
	op->mackey = key;
	op->crid = CRYPTO_FLAG_HARDWARE | CRYPTO_FLAG_SOFTWARE;
}

static int prepare_gsession2(struct call_trial *t)
{
	fill_session(t, (struct session2_op *)t->arg);
	return 0;
}

/* CIOCGSESSION has the fields before crid. */
static int prepare_gsession(struct call_trial *t)
{
	struct session2_op op;

	fill_session(t, &op);
	memcpy(t->arg, &op, offsetof(struct session2_op, crid));
	return 0;
}

/* Frees a session; EINVAL if there is none. */
static int call_free(const struct call_trial *t, uint32_t ses)
{
	return call_ioctl(t, CIOCFSESSION, &ses);
}

static int after_session(struct call_trial *t, int err)
{
	return err ?: call_free(t, ((struct session_op *)t->arg)->ses);
}

TEST_F(faults, session_is_created_or_not)
{
	struct call_trial one = {
		.cmd = CIOCGSESSION,
		.prepare = prepare_gsession, .after = after_session,
	};
	struct call_trial two = {
		.cmd = CIOCGSESSION2,
		.prepare = prepare_gsession2, .after = after_session,
	};
	unsigned int i;
	int nr = 0;

	for (i = 0; i < KINDS; i++) {
		one.name = kinds[i].name;
		one.what = &kinds[i];
		two.name = kinds[i].name;
		two.what = &kinds[i];
		EXPECT_CALL_FAULTS_HANDLED(&one, &nr);
		EXPECT_CALL_FAULTS_HANDLED(&two, &nr);
	}
	TH_LOG("%d faults", nr);
}

static int create(struct call_trial *t)
{
	struct session2_op op;
	int err;

	fill_session(t, &op);
	err = call_ioctl(t, CIOCGSESSION2, &op);
	t->ses[0] = op.ses;
	return err;
}

static unsigned int iv_len(const struct kind *k)
{
	switch (k->ses.cipher) {
	case 0:
		return 0;
	case CRYPTO_AES_CBC:
		return 16;
	}
	return 12;
}

static int prepare_crypt(struct call_trial *t)
{
	struct crypt_op *op = (struct crypt_op *)t->arg;
	const struct kind *k = t->what;
	int err = create(t);

	fill(t->now, k->len, 1);
	op->ses = t->ses[0];
	op->op = COP_ENCRYPT;
	op->len = k->len;
	op->src = t->now;
	op->dst = k->ses.cipher ? t->now + OUT : NULL;
	op->mac = t->now + MAC;
	op->iv = iv_len(k) ? t->now + IV : NULL;
	if (err || !k->decrypt)
		return err;
	err = call_ioctl(t, CIOCCRYPT, op);
	op->op = COP_DECRYPT;
	op->src = k->ses.cipher ? t->now + OUT : t->now;
	op->dst = k->ses.cipher ? t->now + OUT : NULL;
	memset(t->now, 0, k->ses.cipher ? k->len : 0);
	return err;
}

TEST_F(faults, request_is_processed_or_not)
{
	struct call_trial t = {
		.cmd = CIOCCRYPT,
		.prepare = prepare_crypt, .want = call_want,
	};
	unsigned int i;
	int nr = 0;

	for (i = 0; i < KINDS; i++) {
		t.name = kinds[i].name;
		t.what = &kinds[i];
		EXPECT_CALL_FAULTS_HANDLED(&t, &nr);
	}
	TH_LOG("%d faults", nr);
}

static int prepare_aead(struct call_trial *t)
{
	struct crypt_aead *op = (struct crypt_aead *)t->arg;
	const struct kind *k = t->what;
	int err = create(t);

	fill(t->now, k->len, 1);
	op->ses = t->ses[0];
	op->op = COP_ENCRYPT;
	op->len = k->len;
	op->src = t->now;
	op->dst = t->now + OUT;
	op->aad = t->now + AAD;
	op->aadlen = 60;
	op->tag = t->now + MAC;
	op->iv = t->now + IV;
	op->ivlen = iv_len(k);
	if (err || !k->decrypt)
		return err;
	err = call_ioctl(t, CIOCCRYPTAEAD, op);
	op->op = COP_DECRYPT;
	op->src = t->now + OUT;
	return err;
}

TEST_F(faults, request_with_associated_data_is_processed_or_not)
{
	struct call_trial t = {
		.cmd = CIOCCRYPTAEAD,
		.prepare = prepare_aead, .want = call_want,
	};
	unsigned int i;
	int nr = 0;

	for (i = 0; i < KINDS; i++) {
		const struct session2_op *ses = &kinds[i].ses;

		if (!ses->cipher || (ses->cipher == CRYPTO_AES_CBC && !ses->mac))
			continue;
		t.name = kinds[i].name;
		t.what = &kinds[i];
		EXPECT_CALL_FAULTS_HANDLED(&t, &nr);
	}
	TH_LOG("%d faults", nr);
}

static int prepare_finddev(struct call_trial *t)
{
	struct crypt_find_op *op = (struct crypt_find_op *)t->arg;

	op->crid = -1;
	memcpy(op->name, "crypto", sizeof("crypto"));
	return 0;
}

static int after_finddev(struct call_trial *t, int err)
{
	const struct crypt_find_op *op = (struct crypt_find_op *)t->arg;

	return err ?: strcmp(op->name, "crypto") > 0 && !op->crid ? 0 : CALL_WRONG;
}

/* 3 to the power of 5, modulo 7. */
static int prepare_key(struct call_trial *t)
{
	struct crypt_kop *kop = (struct crypt_kop *)t->arg;
	int i;

	kop->crk_op = CRK_MOD_EXP;
	kop->crk_iparams = 3;
	kop->crk_oparams = 1;
	kop->crk_crid = CRYPTO_FLAG_SOFTWARE;
	for (i = 0; i < 4; i++) {
		kop->crk_param[i].crp_p = (char *)t->now + i * 64;
		kop->crk_param[i].crp_nbits = 8;
	}
	t->now[0] = 3;
	t->now[64] = 5;
	t->now[128] = 7;
	t->now[192] = 0xa5;
	return 0;
}

static void want_key(struct call_trial *t)
{
	t->now[192] = 5;
}

/* The status says why the call has failed. */
static int after_key(struct call_trial *t, int err)
{
	const struct crypt_kop *kop = (struct crypt_kop *)t->arg;

	return kop->crk_status && (int)kop->crk_status != err ? CALL_WRONG : err;
}

/* Closes the descriptor; the next one must have the same number. */
static int after_criget(struct call_trial *t, int err)
{
	int fd = *(int *)t->arg, next = dup(t->fd);

	close(next);
	if (err)
		return next == (int)t->ses[0] ? err : CALL_WRONG;
	if (fd != (int)t->ses[0] || close(fd))
		return CALL_WRONG;
	return 0;
}

static int prepare_criget(struct call_trial *t)
{
	int fd;

	/* The file of the faults takes a descriptor at the first use. */
	fault_arm(1);
	fault_disarm();
	fd = dup(t->fd);
	t->ses[0] = fd;
	close(fd);
	return 0;
}

static const struct kind *const simple = &kinds[0];

static int prepare_fsession(struct call_trial *t)
{
	int err = create(t);

	memcpy(t->arg, &t->ses[0], sizeof(t->ses[0]));
	return err;
}

/* A failed call has not freed the session, so that there is still one. */
static int after_fsession(struct call_trial *t, int err)
{
	return err ?: prepare_fsession(t);
}

static int prepare_nothing(struct call_trial *t)
{
	return 0;
}

TEST_F(faults, other_calls_succeed_or_change_nothing)
{
	struct call_trial trials[] = {
		{ .name = "CIOCFINDDEV", .cmd = CIOCFINDDEV,
		  .prepare = prepare_finddev, .after = after_finddev },
		{ .name = "CIOCKEY", .cmd = CIOCKEY, .prepare = prepare_key,
		  .want = want_key, .after = after_key, .any_arg = true },
		{ .name = "CIOCKEY2", .cmd = CIOCKEY2, .prepare = prepare_key,
		  .want = want_key, .after = after_key, .any_arg = true },
		{ .name = "CRIOGET", .cmd = CRIOGET,
		  .prepare = prepare_criget, .after = after_criget },
		{ .name = "CIOCFSESSION", .cmd = CIOCFSESSION, .what = simple,
		  .prepare = prepare_fsession, .after = after_fsession,
		  .new_arg = true },
		{ .name = "CIOCASYMFEAT", .cmd = CIOCASYMFEAT,
		  .prepare = prepare_nothing },
	};
	unsigned int i;
	int nr = 0;

	for (i = 0; i < ARRAY_SIZE(trials); i++)
		EXPECT_CALL_FAULTS_HANDLED(&trials[i], &nr);
	TH_LOG("%d faults", nr);
}

TEST_HARNESS_MAIN
