// SPDX-License-Identifier: GPL-2.0
/*
 * A device that completes requests late, out of order, at once, too early, with
 * an error or never: tests/accel simulates it. In each case a result equals
 * libcrypto's or the call fails, and nothing is left behind.
 */
#include "../kselftest_harness.h"
#include <signal.h>
#include "lib/accel.h"
#include "lib/pins.h"
#include "lib/reference.h"
#include "lib/sysctl.h"
#include "lib/thread_load.h"

#define CREW	8
#define ENOUGH	20	/* completions by the device while threads run */
#define LONG	60000	/* bytes of a request that is pinned */

/**
 * struct kind - a session that the device serves
 * @cipher: the session's cipher or AEAD, or 0
 * @keylen: bytes of its key
 * @mac: the session's hash, or 0
 * @mackeylen: bytes of the hash's key
 * @driver: its driver
 */
static const struct kind {
	uint32_t cipher, keylen, mac, mackeylen;
	const char *driver;
} kinds[] = {
	{ CRYPTO_AES_CBC, 16, 0, 0, "cbc-aes-accel" },
	{ CRYPTO_AES_CTR, 32, 0, 0, "ctr-aes-accel" },
	{ CRYPTO_AES_GCM, 16, 0, 0, "gcm-aes-accel" },
	{ 0, 0, CRYPTO_SHA2_256, 0, "sha256-accel" },
	{ 0, 0, CRYPTO_SHA1_HMAC, 20, "hmac-sha1-accel" },
	{ CRYPTO_AES_ECB, 24, 0, 0, "ecb-aes-accel" },
	{ CRYPTO_3DES_CBC, 24, 0, 0, "cbc-des3_ede-accel" },
	{ CRYPTO_DES_CBC, 8, 0, 0, "cbc-des-accel" },
	{ CRYPTO_CAMELLIA_CBC, 32, 0, 0, "cbc-camellia-accel" },
	{ 0, 0, CRYPTO_MD5, 0, "md5-accel" },
	{ 0, 0, CRYPTO_SHA2_512, 0, "sha512-accel" },
	{ 0, 0, CRYPTO_SHA2_384_HMAC, 48, "hmac-sha384-accel" },
};

#define KINDS		(int)ARRAY_SIZE(kinds)
#define WORKED		5	/* kinds that threads use */

static const struct ref_cipher refs[] = {
	{ CRYPTO_AES_CBC, "AES-%u-CBC", MODE_CBC, 16, 16, 16, false, { 0 } },
	{ CRYPTO_AES_CTR, "AES-%u-CTR", MODE_CTR, 1, 1, 16, false, { 0 } },
	{ CRYPTO_AES_GCM, "AES-%u-GCM", MODE_CTR, 1, 1, 12, false, { 0 } },
};

FIXTURE(accel) {
	int fd;
	long was[ACCEL_SETTINGS];	/* before the test */
	long users;		/* of the device, before the test */
	long long pins;		/* before the test */
	uint8_t key[64];
	struct thread_group group;
	struct thread_load loads[WORKED];
};

static int open_session(int fd, const struct kind *kind,
			const uint8_t *key, uint32_t *ses)
{
	return dc_session(fd, kind->cipher, key, kind->keylen, kind->mac, key,
			  kind->mackeylen, ses);
}

FIXTURE_SETUP(accel)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ref_init();
	ASSERT_TRUE(accel_disable_faults(self->was));
	self->users = accel_users_at_rest();
	self->pins = pins_held();
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 5);
	self->group.size = CREW;
	self->group.work = load_work;
}

/* In the parent: a test that fails must not leave the device stalled. */
FIXTURE_TEARDOWN_PARENT(accel)
{
	EXPECT_TRUE(accel_restore(self->was));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_EQ(0, accel_count("in_flight"));
	EXPECT_TRUE(pins_back_to(self->pins));
	EXPECT_TRUE(accel_users_become(self->users));
}

/* Returns true if libcrypto computes the same. */
static bool agrees(const struct kind *kind, const uint8_t *key,
		   const struct thread_load *s)
{
	struct ref_key k = { .len = kind->keylen };
	uint8_t *want = pages(LOAD_LONGEST + TAG_LEN);
	const struct ref_hash *h = ref_hashes;
	bool right = true;
	int i;

	if (kind->cipher) {
		for (k.cipher = refs; k.cipher->number != kind->cipher; )
			k.cipher++;
		memcpy(k.key, key, k.len);
		ref_key_init(&k);
	}
	while (kind->mac && h->number != kind->mac)
		h++;
	for (i = 0; i < LOAD_LENGTHS; i++) {
		uint32_t len = load_lengths[i];

		if (s->aead)
			ref_seal(&k, s->iv, 12, s->iv, 16, s->in, len, want,
				 TAG_LEN);
		else if (kind->cipher)
			ref_crypt(&k, COP_ENCRYPT, s->iv, s->in, len, want);
		else
			ref_digest(h, key, kind->mackeylen, s->in, len, want);
		right &= !load_fault(s, i, want, want);
	}
	if (kind->cipher)
		ref_key_free(&k);
	munmap(want, LOAD_LONGEST + TAG_LEN);
	return right;
}

/* Creates the sessions and their expected results, and checks these. */
static void make_loads(struct __test_metadata *_metadata,
		       FIXTURE_DATA(accel) *self)
{
	struct thread_load *s;
	int i;

	for (i = 0; i < WORKED; i++) {
		s = &self->loads[i];
		s->fd = self->fd;
		s->aead = kinds[i].cipher == CRYPTO_AES_GCM;
		s->digest_len = kinds[i].mac == CRYPTO_SHA2_256 ? 32 :
				kinds[i].mac ? 20 : 0;
		ASSERT_EQ(0, open_session(self->fd, &kinds[i], self->key,
					  &s->ses));
		ASSERT_EQ(0, load_init(s, i));
		ASSERT_TRUE(agrees(&kinds[i], self->key, s)) {
			TH_LOG("%s", kinds[i].driver);
		}
	}
	for (i = 0; i < CREW; i++)
		self->group.threads[i].data = &self->loads[i % WORKED];
}

/* Runs the threads until the device has counted an event often enough. */
static void work_until(struct __test_metadata *_metadata,
		       FIXTURE_DATA(accel) *self, const char *counter)
{
	long was = accel_count(counter);
	double end = seconds() + 60;

	ASSERT_TRUE(group_start(&self->group));
	while (accel_count(counter) < was + ENOUGH && seconds() < end)
		usleep(10000);
	group_stop(&self->group);
	EXPECT_LE(was + ENOUGH, accel_count(counter));
	EXPECT_THREADS_OK(&self->group);
}

TEST_F(accel, driver_serves_sessions)
{
	struct session_info_op info;
	int i;

	for (i = 0; i < KINDS; i++) {
		memset(&info, 0, sizeof(info));
		ASSERT_EQ(0, open_session(self->fd, &kinds[i], self->key,
					  &info.ses));
		ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
		EXPECT_STREQ(kinds[i].driver, kinds[i].cipher ?
			     info.cipher_info.cra_driver_name :
			     info.hash_info.cra_driver_name);
		EXPECT_TRUE(info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY);
	}
	/* and a session without the device is not reported as hardware */
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_XTS, self->key, 32, 0,
				NULL, 0, &info.ses));
	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	EXPECT_EQ(0, info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY);
}

TEST_F(accel, one_call_is_one_request)
{
	uint8_t block[16] = "the first block", digest[64];
	long requests = accel_count("requests");
	uint32_t ses;
	int i;

	for (i = 0; i < WORKED; i++) {
		struct request r = {
			.aead = kinds[i].cipher == CRYPTO_AES_GCM, .len = 16,
			.src = block, .dst = pages(32), .mac = digest,
			.iv = self->key,
		};

		ASSERT_EQ(0, open_session(self->fd, &kinds[i], self->key,
					  &ses));
		r.ses = ses;
		ASSERT_EQ(0, request_run(self->fd, &r));
		EXPECT_EQ(requests + i + 1, accel_count("requests")) {
			TH_LOG("%s", kinds[i].driver);
		}
	}
}

TEST_F(accel, completions_out_of_order)
{
	make_loads(_metadata, self);
	ASSERT_TRUE(accel_set("latency_us", 1000));
	ASSERT_TRUE(accel_set("out_of_order", 50));
	work_until(_metadata, self, "overtaken");
}

/* The callback runs before the submission returns. */
TEST_F(accel, completion_before_submission_returns)
{
	long early = accel_count("early"), requests;

	make_loads(_metadata, self);
	requests = accel_count("requests");
	ASSERT_TRUE(accel_set("early_percent", 100));
	work_until(_metadata, self, "early");
	EXPECT_EQ(accel_count("requests") - requests,
		  accel_count("early") - early);
}

TEST_F(accel, all_ways_of_completing)
{
	long early = accel_count("early"), sync = accel_count("sync");

	make_loads(_metadata, self);
	ASSERT_TRUE(accel_set("latency_us", 1000));
	ASSERT_TRUE(accel_set("early_percent", 20));
	ASSERT_TRUE(accel_set("sync_percent", 20));
	ASSERT_TRUE(accel_set("out_of_order", 30));
	work_until(_metadata, self, "overtaken");
	EXPECT_LT(early, accel_count("early"));
	EXPECT_LT(sync, accel_count("sync"));
}

/*
 * All but one wait in the backlog; the driver reports when each one's turn
 * comes.
 */
TEST_F(accel, queue_of_one_request)
{
	long refused = accel_count("refused");

	make_loads(_metadata, self);
	ASSERT_TRUE(accel_set("queue_depth", 1));
	work_until(_metadata, self, "backlogged");
	EXPECT_EQ(1, accel_count("max_in_flight"));
	EXPECT_EQ(refused, accel_count("refused"));
}

/* Runs a request that fails: it changes none of the caller's memory. */
static void check_failure(struct __test_metadata *_metadata,
			  const struct thread_load *s, int i)
{
	uint32_t room_len = load_lengths[i] + TAG_LEN;
	uint8_t *room = pages(room_len), digest[64], iv[16];
	struct request r = load_request(s, i, room, digest);
	long errors = accel_count("errors");

	memset(room, 0xa5, room_len);
	memset(digest, 0xa5, sizeof(digest));
	memcpy(iv, s->iv, sizeof(iv));
	r.iv = iv;
	if (!s->aead && !s->digest_len)
		r.flags = COP_FLAG_WRITE_IV;
	EXPECT_EQ(-EIO, request_run(s->fd, &r));
	EXPECT_TRUE(all_are(room, room_len, 0xa5));
	EXPECT_TRUE(all_are(digest, sizeof(digest), 0xa5));
	EXPECT_TRUE(same(iv, s->iv, sizeof(iv)));
	EXPECT_EQ(errors + 1, accel_count("errors"));
	munmap(room, room_len);
}

/* The calls after one that failed are right. */
static void check_success(struct __test_metadata *_metadata,
			  const struct thread_load *s, int i)
{
	struct group_thread thread = { .data = (void *)s, .done = i };

	load_work(&thread);
	EXPECT_EQ(0, thread.bad) {
		TH_LOG("%s (%ld)", thread.what, thread.err);
	}
}

TEST_F(accel, driver_error_changes_nothing)
{
	static const char * const ways[] = {
		"out_of_order", "early_percent", "sync_percent",
	};
	size_t way;
	int i, j;

	make_loads(_metadata, self);
	for (way = 0; way < ARRAY_SIZE(ways); way++) {
		ASSERT_TRUE(accel_set(ways[way], 100));
		for (i = 0; i < WORKED * LOAD_LENGTHS; i++) {
			j = i % LOAD_LENGTHS;
			ASSERT_TRUE(accel_set("error_percent", 100));
			check_failure(_metadata, &self->loads[i % WORKED], j);
			ASSERT_TRUE(accel_set("error_percent", 0));
			check_success(_metadata, &self->loads[i % WORKED], j);
		}
		ASSERT_TRUE(accel_set(ways[way], 0));
	}
}

/* Text that the device did not verify is not returned. */
TEST_F(accel, failed_decryption_returns_no_text)
{
	const struct thread_load *s = &self->loads[2];
	uint8_t *room = pages(LOAD_LONGEST + TAG_LEN);
	struct request r;
	int i;

	make_loads(_metadata, self);
	ASSERT_TRUE(s->aead);
	ASSERT_TRUE(accel_set("error_percent", 100));
	for (i = 0; i < LOAD_LENGTHS; i++) {
		memset(room, 0xa5, LOAD_LONGEST + TAG_LEN);
		r = load_request(s, i, room, NULL);
		r.op = COP_DECRYPT;
		r.src = s->out[i];
		r.len = load_lengths[i] + TAG_LEN;
		EXPECT_EQ(-EIO, request_run(self->fd, &r));
		EXPECT_TRUE(all_are(room, load_lengths[i], 0xa5) ||
			    all_are(room, load_lengths[i], 0));
		EXPECT_TRUE(all_are(room + load_lengths[i], TAG_LEN, 0xa5));
	}
}

/* The next call continues with the IV that the last successful one left. */
TEST_F(accel, failed_request_leaves_iv)
{
	uint8_t in[48] = "three blocks, of which the second fails once",
		out[48], want[48], digest[32], right[32];
	uint32_t ses, sha;

	ASSERT_EQ(0, open_session(self->fd, &kinds[0], self->key, &ses));
	ASSERT_EQ(0, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, in, 48, want, NULL,
			      self->key));
	ASSERT_EQ(0, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, in, 16, out, NULL,
			      self->key));
	ASSERT_EQ(0, open_session(self->fd, &kinds[3], self->key, &sha));
	ASSERT_EQ(0, dc_hash(self->fd, sha, 0, in, 48, right));
	ASSERT_EQ(0, dc_hash(self->fd, sha, COP_FLAG_UPDATE, in, 16, NULL));

	ASSERT_TRUE(accel_set("error_percent", 100));
	EXPECT_EQ(-EIO, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, in + 16, 16,
				 out + 16, NULL, NULL));
	EXPECT_EQ(-EIO, dc_hash(self->fd, sha, COP_FLAG_UPDATE, in + 16, 16,
				NULL));
	ASSERT_TRUE(accel_set("error_percent", 0));

	EXPECT_EQ(0, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, in + 16, 32,
			      out + 16, NULL, NULL));
	EXPECT_TRUE(same(out, want, 48));
	EXPECT_EQ(0, dc_hash(self->fd, sha, COP_FLAG_UPDATE, in + 16, 32,
			     NULL));
	EXPECT_EQ(0, dc_hash(self->fd, sha, COP_FLAG_FINAL, NULL, 0, digest));
	EXPECT_TRUE(same(digest, right, 32));
}

/* One message: right, or an error; after an error in one piece, unchanged. */
static void faulty_work(struct group_thread *thread)
{
	const struct thread_load *s = thread->data;
	int i = thread->done % LOAD_LENGTHS;
	uint32_t room_len = load_lengths[i] + TAG_LEN;
	uint8_t *room = pages(room_len), digest[64];
	struct request r = load_request(s, i, room, digest);
	const char *fault = NULL;
	int err;

	memset(room, 0xa5, room_len);
	memset(digest, 0xa5, sizeof(digest));
	err = request_run(s->fd, &r);
	if (!err)
		fault = load_fault(s, i, room, digest);
	else if (err != -EIO)
		fault = "another error";
	else if (!all_are(digest, sizeof(digest), 0xa5) ||
		 (load_lengths[i] < LONG && !all_are(room, room_len, 0xa5)))
		fault = "an error, but output was written";
	if (fault)
		thread_failed(thread, fault, err ?: i);
	munmap(room, room_len);
}

TEST_F(accel, driver_errors_with_threads)
{
	long errors = accel_count("errors"), requests, failed;

	make_loads(_metadata, self);
	requests = accel_count("requests");
	self->group.work = faulty_work;
	ASSERT_TRUE(accel_set("error_percent", 20));
	ASSERT_TRUE(accel_set("out_of_order", 30));
	ASSERT_TRUE(accel_set("early_percent", 30));
	work_until(_metadata, self, "errors");
	failed = accel_count("errors") - errors;
	EXPECT_LT(failed, accel_count("requests") - requests);
}

/*
 * A child with its own descriptor, in a call that the device does not complete.
 */
static pid_t wait_for_ever(const struct kind *kind, const uint8_t *key,
			   uint32_t len)
{
	uint8_t digest[64], *room;
	struct request r = {
		.aead = kind->cipher == CRYPTO_AES_GCM, .len = len,
		.mac = digest, .iv = (uint8_t *)key,
	};
	pid_t pid = fork();
	int fd;

	if (pid)
		return pid;
	room = pages(len + TAG_LEN);
	/* memory that was never written cannot be pinned */
	memset(room, 0xa5, len + TAG_LEN);
	fd = dc_open();
	r.src = room;
	r.dst = room;
	if (open_session(fd, kind, key, &r.ses))
		_exit(1);
	request_run(fd, &r);
	_exit(2);
}

/* Kills the waiting child; it exits at once. */
static void kill_now(struct __test_metadata *_metadata, pid_t pid)
{
	int status;

	ASSERT_EQ(0, kill(pid, SIGKILL));
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_TRUE(WIFSIGNALED(status)) {
		TH_LOG("child's status %#x", status);
	}
}

TEST_F(accel, killed_while_it_stalls)
{
	static const uint32_t lens[] = { 16, LONG };
	long users = accel_users();
	long long pins;
	pid_t pid;
	int i;

	for (i = 0; i < WORKED * 2; i++) {
		const struct kind *kind = &kinds[i / 2];

		pins = pins_held();
		ASSERT_TRUE(accel_set("stall", 1));
		pid = wait_for_ever(kind, self->key, lens[i % 2]);
		ASSERT_LE(0, pid);
		ASSERT_TRUE(accel_pending_becomes(1));
		kill_now(_metadata, pid);

		/*
		 * the device still has the request and everything that belongs
		 * to it
		 */
		EXPECT_EQ(1, accel_pending());
		EXPECT_EQ(1, accel_count("in_flight"));
		EXPECT_EQ(users + 1, accel_users());
		EXPECT_EQ(i % 2, pins_held() > pins);

		ASSERT_TRUE(accel_set("stall", 0));
		EXPECT_TRUE(accel_pending_becomes(0));
		EXPECT_TRUE(pins_back_to(pins));
		EXPECT_TRUE(accel_users_become(users)) {
			TH_LOG("%s", kind->driver);
		}
	}
}

/* The same for requests that the device has not accepted yet. */
TEST_F(accel, killed_in_backlog)
{
	long users = accel_users();
	pid_t pid[WORKED];
	int i;

	ASSERT_TRUE(accel_set("queue_depth", 1));
	ASSERT_TRUE(accel_set("stall", 1));
	for (i = 0; i < WORKED; i++) {
		pid[i] = wait_for_ever(&kinds[i], self->key, LONG);
		ASSERT_LE(0, pid[i]);
		ASSERT_TRUE(accel_pending_becomes(i + 1));
	}
	EXPECT_EQ(1, accel_count("in_flight"));
	for (i = WORKED; i--; )
		kill_now(_metadata, pid[i]);
	EXPECT_EQ(WORKED, accel_pending());
	EXPECT_EQ(users + WORKED, accel_users());

	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_TRUE(accel_users_become(users));
}

/* A request counts until a moment after its driver has completed it. */
static int crypt_once_allowed(int fd, uint32_t ses, uint8_t *text, uint32_t len,
			      uint8_t *iv)
{
	double end = seconds() + WAIT_LIMIT;
	int err;

	do {
		err = dc_crypt(fd, ses, COP_ENCRYPT, 0, text, len, text, NULL,
			       iv);
	} while (err == -EBUSY && seconds() < end);
	return err;
}

/* Requests of killed callers pin pages, but no more than the limit. */
TEST_F(accel, killed_callers_pin_limited_pages)
{
	long limit = sysctl_get("max_pinned_bytes");
	uint8_t text[16], iv[16] = { 0 };
	uint32_t ses;
	pid_t pid;

	ASSERT_EQ(0, open_session(self->fd, &kinds[0], self->key, &ses));
	ASSERT_TRUE(sysctl_set("max_pinned_bytes", 16384));
	ASSERT_TRUE(accel_set("stall", 1));
	pid = wait_for_ever(&kinds[0], self->key, LONG);
	ASSERT_LE(0, pid);
	ASSERT_TRUE(accel_pending_becomes(1));
	kill_now(_metadata, pid);
	fill(text, sizeof(text), 1);
	EXPECT_EQ(-EBUSY, dc_crypt(self->fd, ses, COP_ENCRYPT, 0, text, 16,
				   text, NULL, iv));
	EXPECT_EQ(1, accel_pending());
	ASSERT_TRUE(accel_set("stall", 0));
	EXPECT_TRUE(accel_pending_becomes(0));
	EXPECT_TRUE(pins_back_to(self->pins));
	EXPECT_EQ(0, crypt_once_allowed(self->fd, ses, text, 16, iv));
	EXPECT_TRUE(sysctl_set("max_pinned_bytes", limit));
}

/* Callers that are not killed get their results, however long that takes. */
TEST_F(accel, transforms_are_released)
{
	int i;

	make_loads(_metadata, self);
	ASSERT_TRUE(accel_set("stall", 1));
	self->group.rounds = LOAD_LENGTHS;
	ASSERT_TRUE(group_start(&self->group));
	ASSERT_TRUE(accel_pending_becomes(CREW));
	usleep(300000);
	EXPECT_EQ(CREW, accel_pending());
	for (i = 0; i < CREW; i++)
		EXPECT_EQ(0, self->group.threads[i].done);
	ASSERT_TRUE(accel_set("stall", 0));
	group_stop(&self->group);
	EXPECT_THREADS_OK(&self->group);
}

TEST_HARNESS_MAIN
