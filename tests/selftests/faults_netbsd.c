// SPDX-License-Identifier: GPL-2.0
/*
 * The calls of NetBSD's dialect: each allocation and each copy fails in turn. An
 * element of an array has its own status: then the call succeeds, and the element
 * is not processed.
 */
#include <errno.h>
#include <fcntl.h>
#include <netbsd/crypto/cryptodev.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "../kselftest_harness.h"
#include "lib/accel.h"
#include "lib/buffers.h"
#include "lib/call_faults.h"
#include "lib/faults.h"
#include "lib/pins.h"

/* Offsets in call_trial.now: the elements come first. */
#define IN	1024
#define OUT	16384
#define MAC	30000
#define IV	31000

static uint8_t key[64] = "keys of any length that is wanted here are taken from this text";

/**
 * struct kind - a session and a request
 * @name: for messages
 * @ses: the session; the keys are put in
 * @len: bytes of the request
 * @op: COP_ENCRYPT or COP_COMP
 */
struct kind {
	const char *name;
	struct session_op ses;
	unsigned int len;
	uint16_t op;
};

static const struct kind kinds[] = {
	{ "AES", { .cipher = CRYPTO_AES_CBC, .keylen = 16 }, 1008,
	  COP_ENCRYPT },
	{ "long AES-CTR", { .cipher = CRYPTO_AES_CTR, .keylen = 20 }, 8000,
	  COP_DECRYPT },
	{ "SHA-1", { .mac = CRYPTO_SHA1 }, 5000, COP_ENCRYPT },
	{ "HMAC", { .mac = CRYPTO_SHA2_256_HMAC, .mackeylen = 32 }, 100,
	  COP_ENCRYPT },
	{ "AES and HMAC", { .cipher = CRYPTO_AES_CBC, .keylen = 16,
	  .mac = CRYPTO_SHA1_HMAC, .mackeylen = 20 }, 8000, COP_ENCRYPT },
	{ "AES and HMAC, decrypted", { .cipher = CRYPTO_AES_CBC, .keylen = 16,
	  .mac = CRYPTO_SHA1_HMAC, .mackeylen = 20 }, 512, COP_DECRYPT },
	{ "GCM", { .cipher = CRYPTO_AES_GCM_16, .keylen = 20,
	  .mac = CRYPTO_AES_128_GMAC, .mackeylen = 20 }, 8000, COP_ENCRYPT },
	{ "GCM, decrypted", { .cipher = CRYPTO_AES_GCM_16, .keylen = 20,
	  .mac = CRYPTO_AES_128_GMAC, .mackeylen = 20 }, 100, COP_DECRYPT },
	{ "GMAC", { .cipher = CRYPTO_AES_GMAC, .keylen = 36,
	  .mac = CRYPTO_AES_256_GMAC, .mackeylen = 36 }, 3000, COP_ENCRYPT },
	{ "deflate", { .comp_alg = CRYPTO_DEFLATE_COMP }, 3000, COP_COMP },
	{ "gzip", { .comp_alg = CRYPTO_GZIP_COMP }, 500, COP_COMP },
};

#define KINDS	(ARRAY_SIZE(kinds))

FIXTURE(faults) {
	long limit;
	long long pins;
	int held;
};

FIXTURE_SETUP(faults)
{
	struct session_op held = { .comp_alg = CRYPTO_DEFLATE_COMP };

	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	ASSERT_TRUE(faults_enable_all());
	self->pins = pins_held();
	/*
	 * The first device session for compression makes the kernel allocate
	 * memory that all share, and the kernel logs it if that fails.
	 */
	self->held = open("/dev/crypto", O_RDWR);
	ASSERT_EQ(0, ioctl(self->held, CIOCGSESSION, &held));
	ASSERT_TRUE(call_limit(&self->limit));
}

FIXTURE_TEARDOWN_PARENT(faults)
{
	if (!faults_available())
		return;
	EXPECT_TRUE(call_limit_end(self->limit));
	EXPECT_TRUE(pins_back_to(self->pins));
}

static void fill_session(struct session_op *op, const struct kind *k)
{
	*op = k->ses;
	op->key = key;
	op->mackey = key;
}

static int prepare_gsession(struct call_trial *t)
{
	fill_session((struct session_op *)t->arg, t->what);
	return 0;
}

/* Frees a session; EINVAL if there is none. */
static int call_free(const struct call_trial *t, uint32_t ses)
{
	return call_ioctl(t, CIOCFSESSION, &ses);
}

static int after_gsession(struct call_trial *t, int err)
{
	return err ?: call_free(t, ((struct session_op *)t->arg)->ses);
}

TEST_F(faults, session_is_created_or_not)
{
	struct call_trial t = {
		.cmd = CIOCGSESSION, .prepare = prepare_gsession,
		.after = after_gsession,
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

/* Two elements, so that the first is there when the second fails. */
static int prepare_ngsession(struct call_trial *t)
{
	struct crypt_sgop *sgop = (struct crypt_sgop *)t->arg;
	struct session_n_op *n = (struct session_n_op *)t->now;
	int i;

	for (i = 0; i < 2; i++) {
		fill_session(&n[i].session, t->what);
		n[i].status = 0xa5;
	}
	sgop->count = 2;
	sgop->sessions = n;
	return 0;
}

/*
 * Frees the sessions that the elements have, and makes the elements what they were.
 * The first error is that of the call, or of an element.
 */
static int after_ngsession(struct call_trial *t, int err)
{
	struct session_n_op *n = (struct session_n_op *)t->now;
	int i;

	for (i = 0; i < 2; i++) {
		/* The call has ended before this one. */
		if (n[i].status == 0xa5)
			return n[i].ses ? CALL_WRONG : err ?: CALL_WRONG;
		if (n[i].status) {
			if (n[i].ses != ~0u)
				return CALL_WRONG;
			err = err ?: n[i].status;
		} else if (call_free(t, n[i].ses)) {
			return CALL_WRONG;
		}
		n[i].status = 0xa5;
		n[i].ses = 0;
	}
	return err;
}

TEST_F(faults, each_of_several_sessions_is_created_or_not)
{
	struct call_trial t = {
		.cmd = CIOCNGSESSION, .prepare = prepare_ngsession,
		.after = after_ngsession,
	};
	unsigned int i;
	int nr = 0;

	for (i = 0; i < KINDS; i += 4) {
		t.name = kinds[i].name;
		t.what = &kinds[i];
		EXPECT_CALL_FAULTS_HANDLED(&t, &nr);
	}
	TH_LOG("%d faults", nr);
}

static int create(struct call_trial *t, unsigned int i)
{
	struct session_op op;
	int err;

	fill_session(&op, t->what);
	err = call_ioctl(t, CIOCGSESSION, &op);
	t->ses[i] = op.ses;
	return err;
}

static int prepare_nfsession(struct call_trial *t)
{
	struct crypt_sfop *sfop = (struct crypt_sfop *)t->arg;
	int err = create(t, 0) ?: create(t, 1);

	memcpy(t->arg + CALL_ARG, t->ses, 2 * sizeof(t->ses[0]));
	sfop->count = 2;
	sfop->sesid = (uint32_t *)(t->arg + CALL_ARG);
	return err;
}

/* A call that failed may have freed the first session, but not only the second. */
static int after_nfsession(struct call_trial *t, int err)
{
	bool first = !call_free(t, t->ses[0]);
	bool second = !call_free(t, t->ses[1]);

	if (second != !!err || (first && !err) || prepare_nfsession(t))
		return CALL_WRONG;
	return err;
}

TEST_F(faults, several_sessions_are_freed_in_order)
{
	struct call_trial t = {
		.name = "CIOCNFSESSION", .cmd = CIOCNFSESSION,
		.what = &kinds[0], .prepare = prepare_nfsession,
		.after = after_nfsession, .new_arg = true,
	};
	int nr = 0;

	EXPECT_CALL_FAULTS_HANDLED(&t, &nr);
	TH_LOG("%d faults", nr);
}

static void *iv_of(struct call_trial *t)
{
	const struct kind *k = t->what;

	return k->ses.cipher ? t->now + IV : NULL;
}

static int prepare_crypt(struct call_trial *t)
{
	struct crypt_op *op = (struct crypt_op *)t->arg;
	const struct kind *k = t->what;

	fill(t->now + IN, 100, 1);
	op->op = k->op;
	op->len = k->len;
	op->src = t->now + IN;
	op->dst = k->ses.cipher || k->ses.comp_alg ? t->now + OUT : NULL;
	op->mac = k->ses.mac ? t->now + MAC : NULL;
	op->iv = iv_of(t);
	op->dst_len = k->op == COP_COMP ? 4000 : 0;
	if (create(t, 0))
		return CALL_WRONG;
	op->ses = t->ses[0];
	return 0;
}

TEST_F(faults, request_is_processed_or_not)
{
	struct call_trial t = {
		.cmd = CIOCCRYPT, .prepare = prepare_crypt, .want = call_want,
	};
	unsigned int i;
	int nr = 0;

	for (i = 0; i < KINDS; i++) {
		/* The length of a stream is written after the stream. */
		t.any_memory = kinds[i].op == COP_COMP;
		t.name = kinds[i].name;
		t.what = &kinds[i];
		EXPECT_CALL_FAULTS_HANDLED(&t, &nr);
	}
	TH_LOG("%d faults", nr);
}

static struct crypt_n_op *request(struct call_trial *t)
{
	return (struct crypt_n_op *)t->now;
}

/* Puts the request of prepare_crypt() into an element. */
static int prepare_ncryptm(struct call_trial *t)
{
	struct crypt_op op;
	int err = prepare_crypt(t);

	memcpy(&op, t->arg, sizeof(op));
	memset(t->arg, 0, sizeof(op));
	*request(t) = (struct crypt_n_op) {
		.ses = op.ses, .op = op.op, .len = op.len, .src = op.src,
		.dst = op.dst, .mac = op.mac, .iv = op.iv,
		.dst_len = op.dst_len, .opaque = t,
	};
	*(struct crypt_mop *)t->arg = (struct crypt_mop) { 1, request(t) };
	return err;
}

/* Fetches the result of a request, if it is there. */
static int fetch(struct call_trial *t, uint32_t id)
{
	struct crypt_result one = { .reqid = id };
	int err = call_ioctl(t, CIOCNCRYPTRET, &one);

	if (err)
		return err;
	return one.opaque == t && one.reqid == id ? (int)one.status : CALL_WRONG;
}

/* Waits until a result is there, and fetches it. */
static int await(struct call_trial *t, uint32_t id)
{
	struct pollfd poller = { .fd = t->fd, .events = POLLIN };

	return poll(&poller, 1, WAIT_LIMIT * 1000) == 1 ? fetch(t, id) :
							  CALL_WRONG;
}

/* Returns whether no request of that id is there; 0 stands for none. */
static int is_gone(struct call_trial *t, uint32_t id)
{
	return !id || fetch(t, id) == EINPROGRESS;
}

static void want_ncryptm(struct call_trial *t)
{
	call_want(t);
	if (await(t, request(t)->reqid))
		memset(t->now, 0xee, CALL_ROOM);
	request(t)->reqid = 0;
}

/* Of a request that is not there, nothing can be fetched. */
static int after_ncryptm(struct call_trial *t, int err)
{
	struct crypt_n_op *n = request(t);
	uint32_t id = n->reqid;
	int status = n->status;

	n->reqid = 0;
	n->status = 0;
	if (err || status)
		return is_gone(t, id) ? err ?: status : CALL_WRONG;
	return await(t, id);
}

TEST_F(faults, queued_request_is_there_or_not)
{
	struct call_trial t = {
		.cmd = CIOCNCRYPTM, .prepare = prepare_ncryptm,
		.want = want_ncryptm, .after = after_ncryptm,
		/*
		 * A device writes the output of a request. The tag is copied
		 * later, to memory that could be written at submission.
		 */
		.any_memory = accel_is_loaded(),
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

/* Submits the request once more, and waits until its result is there. */
static int submit(struct call_trial *t, uint32_t *id)
{
	struct pollfd poller = { .fd = t->fd, .events = POLLIN };
	struct crypt_mop mop = { 1, request(t) };
	int err = call_ioctl(t, CIOCNCRYPTM, &mop);

	*id = request(t)->reqid;
	request(t)->reqid = 0;
	if (err || request(t)->status)
		return CALL_WRONG;
	return poll(&poller, 1, WAIT_LIMIT * 1000) == 1 ? 0 : CALL_WRONG;
}

static struct crypt_result *result_of(struct call_trial *t)
{
	return (struct crypt_result *)t->arg;
}

static int prepare_ncryptret(struct call_trial *t)
{
	int err = prepare_ncryptm(t);

	memset(t->arg, 0, sizeof(struct crypt_mop));
	return err ?: submit(t, &result_of(t)->reqid);
}

/* A result that was fetched is gone: so this makes another. */
static int after_ncryptret(struct call_trial *t, int err)
{
	struct crypt_result *result = result_of(t);
	int status = result->status;

	if (err)
		return err;
	if (result->opaque != t || !is_gone(t, result->reqid))
		return CALL_WRONG;
	memset(result, 0, sizeof(*result));
	return submit(t, &result->reqid) ?: status;
}

/* Room for two results, of which one is there. */
static struct crypt_result *results_of(struct call_trial *t)
{
	return (struct crypt_result *)(t->now + 512);
}

static int prepare_ncryptretm(struct call_trial *t)
{
	int err = prepare_ncryptm(t);

	*(struct cryptret *)t->arg = (struct cryptret) { 2, results_of(t) };
	return err ?: submit(t, &t->ses[1]);
}

static int after_ncryptretm(struct call_trial *t, int err)
{
	struct crypt_result result = *results_of(t);

	memset(results_of(t), 0, sizeof(result));
	if (err)
		return err;
	if (((struct cryptret *)t->arg)->count != 1 || result.opaque != t ||
	    result.reqid != t->ses[1] || !is_gone(t, result.reqid))
		return CALL_WRONG;
	((struct cryptret *)t->arg)->count = 2;
	return submit(t, &t->ses[1]) ?: (int)result.status;
}

TEST_F(faults, result_is_fetched_or_stays)
{
	struct call_trial trials[] = {
		{ .cmd = CIOCNCRYPTRET, .prepare = prepare_ncryptret,
		  .after = after_ncryptret },
		{ .cmd = CIOCNCRYPTRETM, .prepare = prepare_ncryptretm,
		  .after = after_ncryptretm },
	};
	static const unsigned int some[] = { 2, 3, 9 };
	unsigned int i, k;
	int nr = 0;

	for (i = 0; i < 2; i++)
		for (k = 0; k < ARRAY_SIZE(some); k++) {
			trials[i].name = kinds[some[k]].name;
			trials[i].what = &kinds[some[k]];
			trials[i].new_arg = true;
			/* A result that stays may have written its output. */
			trials[i].ignore_memory = true;
			EXPECT_CALL_FAULTS_HANDLED(&trials[i], &nr);
		}
	TH_LOG("%d faults", nr);
}

static struct crypt_n_kop *operation(struct call_trial *t)
{
	return (struct crypt_n_kop *)t->now;
}

/* 3 to the power of 5, modulo 7. */
static int prepare_nfkeym(struct call_trial *t)
{
	struct crypt_n_kop *kop = operation(t);
	uint8_t *numbers = t->now + IN;
	int i;

	kop->crk_op = CRK_MOD_EXP;
	kop->crk_iparams = 3;
	kop->crk_oparams = 1;
	kop->crk_opaque = t;
	for (i = 0; i < 4; i++)
		kop->crk_param[i] = (struct crparam) { numbers + i * 64, 8 };
	numbers[0] = 3;
	numbers[64] = 5;
	numbers[128] = 7;
	numbers[192] = 0xa5;
	*(struct crypt_mkop *)t->arg = (struct crypt_mkop) { 1, kop };
	return 0;
}

static void want_nfkeym(struct call_trial *t)
{
	t->now[IN + 192] = 5;
}

static int after_nfkeym(struct call_trial *t, int err)
{
	struct crypt_n_kop *kop = operation(t);
	uint32_t id = kop->crk_reqid;
	int status = kop->crk_status;

	kop->crk_reqid = 0;
	kop->crk_status = 0;
	if (err || status)
		return is_gone(t, id) ? err ?: status : CALL_WRONG;
	return await(t, id);
}

TEST_F(faults, key_operation_has_a_result_or_changes_nothing)
{
	struct call_trial t = {
		.name = "CIOCNFKEYM", .cmd = CIOCNFKEYM,
		.prepare = prepare_nfkeym, .want = want_nfkeym,
		.after = after_nfkeym,
	};
	int nr = 0;

	EXPECT_CALL_FAULTS_HANDLED(&t, &nr);
	TH_LOG("%d faults", nr);
}

TEST_HARNESS_MAIN
