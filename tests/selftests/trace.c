// SPDX-License-Identifier: GPL-2.0
/*
 * Trace events: their contents, two for each request, and nothing of keys, IVs,
 * texts, digests or addresses in them.
 */
#include "../kselftest_harness.h"
#include "lib/asym.h"
#include "lib/buffers.h"
#include "lib/key.h"
#include "lib/request_path.h"
#include "lib/rng.h"
#include "lib/trace_events.h"
#include "lib/usage.h"

#define LEN	48

FIXTURE(trace) {
	int fd;
	uint32_t ses;
	char driver[CRYPTODEV_MAX_ALG_NAME];
	uint8_t key[64], iv[16], text[LEN], out[LEN];
	struct trace t;
};

FIXTURE_SETUP(trace)
{
	if (!trace_is_available())
		SKIP(return, "this kernel has no trace events");
	/* initialises its result here, untraced */
	worker_flag();
	ASSERT_TRUE(trace_begin());
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 1);
	fill(self->iv, sizeof(self->iv), 2);
	fill(self->text, sizeof(self->text), 3);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &self->ses));
	ASSERT_TRUE(session_driver(self->fd, self->ses, false, self->driver));
}

/* In the parent: a test that fails must not leave tracing on. */
FIXTURE_TEARDOWN_PARENT(trace)
{
	trace_end();
}

static struct crypt_op op(FIXTURE_DATA(trace) *self, uint32_t len)
{
	struct crypt_op cop = {
		.ses = self->ses, .op = COP_DECRYPT, .len = len,
		.src = self->text, .dst = self->out, .iv = self->iv,
	};

	return cop;
}

/*
 * Reads an event's fields, except those that all events have: "type name" each.
 */
static void fields(const char *event, char *all, size_t size)
{
	char path[128], line[256], *at;
	FILE *f;

	*all = 0;
	snprintf(path, sizeof(path), TRACE_DIR "/events/cryptodev/%s/format",
		 event);
	f = fopen(path, "r");
	if (!f)
		return;
	while (fgets(line, sizeof(line), f)) {
		at = strstr(line, "field:");
		if (!at || strstr(at, " common_"))
			continue;
		at += strlen("field:");
		at[strcspn(at, ";")] = 0;
		strncat(all, at, size - strlen(all) - 1);
		strncat(all, ";", size - strlen(all) - 1);
	}
	fclose(f);
}

TEST_F(trace, event_fields)
{
	static const char * const want[] = {
		"u64 session;__data_loc char[] cipher;__data_loc char[] hash;"
		"__data_loc char[] driver;__data_loc char[] hash_driver;",
		"u64 session;",
		"u64 request;u64 session;u32 len;u32 aad_len;u32 flags;"
		"__data_loc char[] algorithm;__data_loc char[] driver;",
		"u64 request;u64 session;u64 latency_ns;u32 len;int result;"
		"__data_loc char[] algorithm;__data_loc char[] driver;",
		"u64 latency_ns;u32 operation;u32 len;u32 why;int result;"
		"int err;__data_loc char[] driver;",
	};
	char all[512];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(want); i++) {
		fields(trace_events[i], all, sizeof(all));
		EXPECT_STREQ(want[i], all);
	}
}

TEST_F(trace, no_events_when_disabled)
{
	struct crypt_op cop = op(self, LEN);

	EXPECT_EQ(0, path_run(self->fd, PATH_CALL, &cop));
	trace_read(&self->t);
	EXPECT_EQ(0, self->t.nr);
}

TEST_F(trace, session_events)
{
	char line[256], driver[CRYPTODEV_MAX_ALG_NAME];
	long long id;
	uint32_t ses;

	ASSERT_TRUE(trace_on(""));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16,
				CRYPTO_SHA1_HMAC, self->key, 20, &ses));
	ASSERT_TRUE(session_driver(self->fd, ses, true, driver));
	EXPECT_EQ(-EINVAL, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 17,
				      0, NULL, 0, &self->ses));
	ASSERT_EQ(0, dc_free(self->fd, ses));
	trace_read(&self->t);
	ASSERT_EQ(2, self->t.nr);
	id = trace_number(self->t.event[0], "session");
	EXPECT_LT(0, id);
	snprintf(line, sizeof(line),
		 "cryptodev_session_create: session=%lld cipher=cbc(aes) hash=hmac(sha1) driver=%s hash_driver=%s",
		 id, self->driver, driver);
	EXPECT_STREQ(line, self->t.event[0]);
	snprintf(line, sizeof(line), "cryptodev_session_free: session=%lld",
		 id);
	EXPECT_STREQ(line, self->t.event[1]);
}

/* Expects the two events of a request with this length and result. */
static void expect_pair(struct __test_metadata *_metadata,
			FIXTURE_DATA(trace) *self, enum request_path path,
			uint32_t len, int result)
{
	const char *submit = self->t.event[0], *complete = self->t.event[1];
	bool worker = path == PATH_BATCH_WORKER || path == PATH_REAPED_WORKER;
	long long request = trace_number(submit, "request");
	long long session = trace_number(submit, "session");
	char line[256];

	ASSERT_EQ(2, self->t.nr) {
		TH_LOG("%s: %s", path_name(path), self->t.event[0]);
	}
	EXPECT_LT(0, request);
	EXPECT_LT(0, session);
	snprintf(line, sizeof(line),
		 "cryptodev_request_submit: request=%lld session=%lld len=%u aad_len=0 flags=DECRYPT%s algorithm=cbc(aes) driver=%s",
		 request, session, len, worker && worker_flag() ? "|WORKER" : "", self->driver);
	EXPECT_STREQ(line, submit);
	snprintf(line, sizeof(line),
		 "cryptodev_request_complete: request=%lld session=%lld len=%u result=%d latency_ns=%lld algorithm=cbc(aes) driver=%s",
		 request, session, len, result,
		 trace_number(complete, "latency_ns"), self->driver);
	EXPECT_STREQ(line, complete);
}

TEST_F(trace, each_path_has_two_events)
{
	struct crypt_op good = op(self, LEN), bad = op(self, LEN - 1);
	uint64_t began, took;
	enum request_path path;

	ASSERT_TRUE(trace_on(""));
	for (path = 0; path < NR_PATHS; path++) {
		began = deadline_in_ms(0);
		EXPECT_EQ(0, path_run(self->fd, path, &good));
		took = deadline_in_ms(0) - began;
		trace_read(&self->t);
		expect_pair(_metadata, self, path, LEN, 0);
		EXPECT_LT(0, trace_number(self->t.event[1], "latency_ns"));
		EXPECT_GT(took, trace_number(self->t.event[1], "latency_ns"));
		EXPECT_EQ(-EINVAL, path_run(self->fd, path, &bad));
		trace_read(&self->t);
		expect_pair(_metadata, self, path, LEN - 1, -EINVAL);
	}
}

/* A hash and a cipher alone have their own number. */
TEST_F(trace, one_event_can_be_enabled)
{
	struct crypt_op cop = op(self, LEN);

	ASSERT_TRUE(trace_on(trace_events[2]));
	EXPECT_EQ(0, path_run(self->fd, PATH_CALL, &cop));
	trace_read(&self->t);
	ASSERT_EQ(1, self->t.nr);
	EXPECT_TRUE(trace_is(self->t.event[0], trace_events[2]));
	EXPECT_LT(0, trace_number(self->t.event[0], "request"));
	ASSERT_TRUE(trace_off());
	ASSERT_TRUE(trace_on(trace_events[3]));
	EXPECT_EQ(0, path_run(self->fd, PATH_CALL, &cop));
	trace_read(&self->t);
	ASSERT_EQ(1, self->t.nr);
	EXPECT_TRUE(trace_is(self->t.event[0], trace_events[3]));
	EXPECT_LT(0, trace_number(self->t.event[0], "request"));
}

TEST_F(trace, aead_events)
{
	char driver[CRYPTODEV_MAX_ALG_NAME], line[256];
	struct crypt_auth_op seal = {
		.op = COP_ENCRYPT, .len = 32, .auth_src = self->key,
		.auth_len = 20, .src = self->text, .dst = self->out,
		.iv = self->iv, .iv_len = 12,
	};

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, self->key, 16, 0,
				NULL, 0, &seal.ses));
	ASSERT_TRUE(session_driver(self->fd, seal.ses, false, driver));
	ASSERT_TRUE(trace_on(""));
	ASSERT_EQ(0, dc_aead(self->fd, &seal));
	trace_read(&self->t);
	ASSERT_EQ(2, self->t.nr);
	snprintf(line, sizeof(line),
		 " len=32 aad_len=20 flags= algorithm=gcm(aes) driver=%s",
		 driver);
	ASSERT_TRUE(!!strstr(self->t.event[0], " len="));
	EXPECT_STREQ(line, strstr(self->t.event[0], " len="));
}

TEST_F(trace, random_events)
{
	char driver[CRYPTODEV_MAX_ALG_NAME], line[256];
	struct cryptodev_req r;
	uint8_t out[100];
	uint32_t ses;

	ASSERT_TRUE(trace_on(""));
	ASSERT_EQ(0, dc_create(self->fd, 0, RNG_DRBG, 0, self->key, 64, &ses));
	ASSERT_TRUE(session_driver(self->fd, ses, false, driver));
	r = rng_req(ses, CRYPTODEV_REQ_RESET, out, sizeof(out));
	r.aad = native_pointer(self->iv);
	r.aad_len = sizeof(self->iv);
	ASSERT_EQ(0, rng_submit(self->fd, &r));
	trace_read(&self->t);
	ASSERT_EQ(3, self->t.nr);
	snprintf(line, sizeof(line), " cipher=%s hash=none driver=%s hash_driver=none",
		 driver, driver);
	EXPECT_STREQ(line, strstr(self->t.event[0], " cipher="));
	snprintf(line, sizeof(line),
		 " len=100 aad_len=16 flags=RESET algorithm=%s driver=%s",
		 driver, driver);
	EXPECT_STREQ(line, strstr(self->t.event[1], " len="));
	EXPECT_TRUE(trace_is(self->t.event[2], trace_events[3]));
	EXPECT_EQ(100, trace_number(self->t.event[2], "len"));
	EXPECT_EQ(0, trace_number(self->t.event[2], "result"));
}

/* The module's table has no name for these, except the kernel's. */
TEST_F(trace, public_key_events)
{
	char driver[CRYPTODEV_MAX_ALG_NAME], line[256];
	struct cryptodev_req r;
	struct asym_out out;
	uint32_t ses;

	KEY_SETUP();
	ASSERT_TRUE(trace_on(""));
	ASSERT_EQ(0, asym_create(self->fd, 0, CRYPTODEV_ECDH_P256, 0, NULL, 0,
				 &ses));
	ASSERT_TRUE(session_driver(self->fd, ses, false, driver));
	r = asym_req(ses, CRYPTODEV_REQ_PUBLIC, NULL, 0);
	ASSERT_EQ(0, asym_run(self->fd, ASYM_WAITED, &r, &out));
	trace_read(&self->t);
	ASSERT_EQ(3, self->t.nr);
	snprintf(line, sizeof(line),
		 " cipher=ecdh-nist-p256 hash=none driver=%s hash_driver=none",
		 driver);
	ASSERT_TRUE(!!strstr(self->t.event[0], " cipher="));
	EXPECT_STREQ(line, strstr(self->t.event[0], " cipher="));
	snprintf(line, sizeof(line),
		 " len=0 aad_len=0 flags=PUBLIC algorithm=ecdh-nist-p256 driver=%s",
		 driver);
	ASSERT_TRUE(!!strstr(self->t.event[1], " len="));
	EXPECT_STREQ(line, strstr(self->t.event[1], " len="));
	/* and it counts like other requests */
	EXPECT_EQ(1, usage_number(driver, "sessions"));
	EXPECT_LT(0, usage_number(driver, "requests"));
}

static void expect_key(struct __test_metadata *_metadata,
		       FIXTURE_DATA(trace) *self, int result,
		       const char *driver)
{
	char line[256];

	trace_read(&self->t);
	ASSERT_EQ(1, self->t.nr);
	/* rejecting a request may take less than the clock's resolution */
	EXPECT_LE(!result, trace_number(self->t.event[0], "latency_ns"));
	snprintf(line, sizeof(line),
		 "cryptodev_key: operation=MOD_EXP len=%d result=%d latency_ns=%lld driver=%s reason=none error=0",
		 result ? 0 : 2, result,
		 trace_number(self->t.event[0], "latency_ns"), driver);
	EXPECT_STREQ(line, self->t.event[0]);
}

/* An operation without a session. */
TEST_F(trace, ciockey_event)
{
	struct key_op op;

	KEY_SETUP();
	ASSERT_TRUE(trace_on(""));
	op = key_small_power(1000);
	EXPECT_EQ(0, key_run(self->fd, &op));
	expect_key(_metadata, self, 0, "mpi");
	op = key_small_power(0);
	EXPECT_EQ(-EINVAL, key_run(self->fd, &op));
	expect_key(_metadata, self, -EINVAL, "none");
}

/* Returns true if any eight consecutive bytes of it are in a CPU's trace. */
static bool traced(const char *raw, size_t n, const void *bytes, size_t len)
{
	size_t i;

	for (i = 0; i + 8 <= len; i++)
		if (memmem(raw, n, (const char *)bytes + i, 8))
			return true;
	return false;
}

/* The same for a shorter name, with its terminator. */
static bool traced_name(const char *raw, size_t n, const char *name)
{
	return memmem(raw, n, name, strlen(name) + 1);
}

static bool traced_address(const char *raw, size_t n, const void *p)
{
	return memmem(raw, n, &p, sizeof(p));
}

/* Reads the raw trace of each CPU. */
static size_t take_raw(char *raw, size_t size)
{
	char path[256];
	size_t n = 0;
	ssize_t got;
	int cpu, fd;

	for (cpu = 0; cpu < 64; cpu++) {
		snprintf(path, sizeof(path),
			 TRACE_INSTANCE "/per_cpu/cpu%d/trace_pipe_raw", cpu);
		fd = open(path, O_RDONLY | O_NONBLOCK);
		if (fd < 0)
			break;
		while ((got = read(fd, raw + n, size - n)) > 0)
			n += got;
		close(fd);
	}
	return n;
}

/* Numbers and their result, in either byte order. */
static void expect_no_number(struct __test_metadata *_metadata, const char *raw,
			     size_t n, const uint8_t *number, size_t len)
{
	uint8_t turned[KEY_BYTES];

	key_reverse(turned, number, len);
	EXPECT_FALSE(traced(raw, n, number, len));
	EXPECT_FALSE(traced(raw, n, turned, len));
	EXPECT_FALSE(traced_address(raw, n, number));
}

TEST_F(trace, events_reveal_no_number)
{
	struct key_op op = { .op = CRK_MOD_EXP, .nr = 3, .out_bits = 512 };
	const size_t size = 1 << 20;
	char *raw = (char *)pages(size);
	unsigned int i;
	size_t n;

	KEY_SETUP();
	ASSERT_TRUE(!!raw);
	key_set(&op.in[0], self->text, LEN);
	key_set(&op.in[1], self->key, 32);
	key_set(&op.in[2], self->key, 64);
	ASSERT_TRUE(trace_on(""));
	ASSERT_EQ(0, key_run(self->fd, &op));
	n = take_raw(raw, size);
	ASSERT_TRUE(traced_name(raw, n, "mpi"));
	for (i = 0; i < op.nr; i++)
		expect_no_number(_metadata, raw, n, op.in[i].data,
				 key_bytes(op.in[i].bits));
	expect_no_number(_metadata, raw, n, op.out, 64);
}

TEST_F(trace, dsa_events_reveal_no_number)
{
	struct key_op op = key_sign(&dsa_vectors[0]);
	const size_t size = 1 << 20;
	char *raw = (char *)pages(size);
	unsigned int i;
	size_t n;

	KEY_SETUP();
	ASSERT_TRUE(!!raw);
	ASSERT_TRUE(trace_on(""));
	ASSERT_EQ(0, key_run(self->fd, &op));
	n = take_raw(raw, size);
	ASSERT_TRUE(traced_name(raw, n, "mpi"));
	for (i = 0; i < op.nr; i++)
		expect_no_number(_metadata, raw, n, op.in[i].data,
				 key_bytes(op.in[i].bits));
	expect_no_number(_metadata, raw, n, op.out, 20);
	expect_no_number(_metadata, raw, n, op.second, 20);
}

TEST_F(trace, events_reveal_no_secret)
{
	const size_t size = 1 << 20;
	char *raw = (char *)pages(size);
	struct crypt_op cop = op(self, LEN);
	uint32_t ses, mac_ses;
	uint8_t mac[32];
	enum request_path path;
	size_t n;

	ASSERT_TRUE(!!raw);
	ASSERT_TRUE(trace_on(""));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 32, 0,
				NULL, 0, &ses));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256_HMAC,
				self->key, 64, &mac_ses));
	for (path = 0; path < NR_PATHS; path++)
		ASSERT_EQ(0, path_run(self->fd, path, &cop));
	ASSERT_EQ(0, dc_hash(self->fd, mac_ses, 0, self->text, LEN, mac));
	n = take_raw(raw, size);
	/* The search works: it finds a driver's name. */
	ASSERT_TRUE(traced(raw, n, self->driver, strlen(self->driver)));
	EXPECT_FALSE(traced(raw, n, self->key, sizeof(self->key)));
	EXPECT_FALSE(traced(raw, n, self->iv, sizeof(self->iv)));
	EXPECT_FALSE(traced(raw, n, self->text, sizeof(self->text)));
	EXPECT_FALSE(traced(raw, n, self->out, sizeof(self->out)));
	EXPECT_FALSE(traced(raw, n, mac, sizeof(mac)));
	EXPECT_FALSE(traced_address(raw, n, self->text));
	EXPECT_FALSE(traced_address(raw, n, self->out));
	EXPECT_FALSE(traced_address(raw, n, self->iv));
	EXPECT_FALSE(traced_address(raw, n, mac));
}

TEST_HARNESS_MAIN
