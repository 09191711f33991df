// SPDX-License-Identifier: GPL-2.0
/*
 * CRYPTODEV_SEAL: a sealed file processes requests on the sessions that it has,
 * and nothing else. The tests of the BSDs' dialects are in freebsd.c and netbsd.c.
 */
#include "../kselftest_harness.h"
#include <stdlib.h>
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/key.h"
#include "lib/process.h"
#include "lib/seal.h"
#include "lib/stalled_memory.h"
#include "lib/thread_group.h"
#include "lib/usage.h"

static const uint8_t key[16] = "0123456789abcde";

FIXTURE(seal) {
	int fd;
	uint32_t cbc, gcm, sha;
	uint8_t iv[16], text[64], want[64], out[80];
};

FIXTURE_SETUP(seal)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0,
				&self->gcm));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	fill(self->iv, sizeof(self->iv), 1);
	fill(self->text, sizeof(self->text), 2);
	ASSERT_EQ(0, dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0, self->text,
			      64, self->want, NULL, self->iv));
}

FIXTURE_TEARDOWN(seal)
{
	close(self->fd);
}

/* Returns 0 if session @ses of @fd encrypts the text. */
static int encrypts(int fd, uint32_t ses, const FIXTURE_DATA(seal) *self)
{
	uint8_t out[64] = {};
	int err = dc_crypt(fd, ses, COP_ENCRYPT, 0, self->text, 64, out, NULL,
			   self->iv);

	return err ?: memcmp(out, self->want, 64);
}

static int makes_session(int fd)
{
	uint32_t ses = 0;

	return dc_session(fd, 0, NULL, 0, CRYPTO_SHA1, NULL, 0, &ses);
}

TEST_F(seal, sealed_file_refuses_each_call_that_changes_it)
{
	struct session_op session = {
		.cipher = CRYPTO_AES_CBC, .keylen = 16, .key = (void *)key,
		.ses = 0xa5a5a5a5,
	};
	struct cryptodev_create create = {
		.size = sizeof(create), .mac = CRYPTO_SHA1, .ses = 0xa5a5a5a5,
	};
	struct cphash_op copy = { .dst_ses = self->sha, .src_ses = self->sha };
	uint32_t id = self->sha, bsd_id = self->gcm, none = 12345;
	uint32_t descriptor = 0xa5a5a5a5;
	struct crypt_kop kop;
	struct key_op op = key_small_power(7);
	uint8_t result[8] = {};

	key_argument(&kop, &op, result);
	ASSERT_EQ(0, seal_file(self->fd));
	EXPECT_SEALED(self->fd, CIOCGSESSION, &session);
	EXPECT_SEALED(self->fd, CRYPTODEV_CREATE, &create);
	EXPECT_SEALED(self->fd, CIOCCPHASH, &copy);
	EXPECT_SEALED(self->fd, CIOCFSESSION, &id);
	EXPECT_SEALED(self->fd, CIOCFSESSION, &none);
	EXPECT_SEALED(self->fd, _IOR('c', 102, uint32_t), &bsd_id);
	EXPECT_SEALED(self->fd, CRIOGET, &descriptor);
	EXPECT_SEALED(self->fd, CIOCKEY, &kop);
	EXPECT_TRUE(all_are(result, sizeof(result), 0));
	EXPECT_EQ(3, usage_fdinfo(self->fd, "sessions"));
}

TEST_F(seal, sealed_file_processes_requests)
{
	struct crypt_op cop = {
		.ses = self->cbc, .len = 64, .src = self->text,
		.dst = self->out, .iv = self->iv,
	};
	struct cryptodev_req req = {
		.ses = self->cbc, .len = 64,
		.src = native_pointer(self->text),
		.dst = native_pointer(self->out),
		.iv = native_pointer(self->iv), .result = 1,
	};
	struct crypt_auth_op auth = {
		.ses = self->gcm, .len = 64, .src = self->text,
		.dst = self->out, .iv = self->iv, .iv_len = 12,
	};
	struct session_info_op info = { .ses = self->gcm };
	uint8_t digest[32], same_digest[32];

	ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, self->text, 64, digest));
	ASSERT_EQ(0, seal_file(self->fd));
	EXPECT_EQ(0, encrypts(self->fd, self->cbc, self));
	EXPECT_EQ(0, dc_async_crypt(self->fd, &cop));
	EXPECT_EQ(0, memcmp(self->want, self->out, 64));
	memset(self->out, 0, 64);
	EXPECT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &req, 1));
	EXPECT_EQ(0, req.result);
	EXPECT_EQ(0, memcmp(self->want, self->out, 64));
	memset(self->out, 0, 64);
	EXPECT_EQ(0, dc_submit_and_reap(self->fd, &req));
	EXPECT_EQ(0, memcmp(self->want, self->out, 64));
	EXPECT_EQ(0, dc_hash(self->fd, self->sha, 0, self->text, 64,
			     same_digest));
	EXPECT_EQ(0, memcmp(digest, same_digest, 32));
	EXPECT_EQ(0, dc_aead(self->fd, &auth));
	EXPECT_EQ(80, auth.len);
	auth.op = COP_DECRYPT;
	auth.src = self->out;
	EXPECT_EQ(0, dc_aead(self->fd, &auth));
	EXPECT_EQ(0, memcmp(self->text, self->out, 64));
	/* A tag length that the session has not used yet. */
	EXPECT_EQ(0, dc_tag(self->fd, self->gcm, 12));
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	EXPECT_EQ(0, strcmp("gcm(aes)", info.cipher_info.cra_name));
	EXPECT_EQ(POLLOUT, dc_poll(self->fd, POLLIN | POLLOUT, 0));
}

TEST_F(seal, sealed_file_has_no_public_key_operation)
{
	uint32_t mask = 0xa5a5a5a5;

	KEY_SETUP();
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCASYMFEAT, &mask));
	EXPECT_NE(0, mask);
	ASSERT_EQ(0, seal_file(self->fd));
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCASYMFEAT, &mask));
	EXPECT_EQ(0, mask);
}

TEST_F(seal, result_of_an_earlier_request_can_be_fetched)
{
	struct crypt_op cop = {
		.ses = self->cbc, .len = 64, .src = self->text,
		.dst = self->out, .iv = self->iv,
	};
	struct cryptodev_req req = {
		.ses = self->cbc, .len = 64, .user_data = 7,
		.src = native_pointer(self->text),
		.dst = native_pointer(self->out),
		.iv = native_pointer(self->iv),
	};
	struct cryptodev_result result = {};
	struct crypt_op fetched;

	ASSERT_EQ(0, dc_async(self->fd, &cop));
	ASSERT_EQ(0, seal_file(self->fd));
	EXPECT_EQ(0, dc_fetch_wait(self->fd, &fetched));
	EXPECT_EQ(0, memcmp(&cop, &fetched, sizeof(cop)));
	EXPECT_EQ(0, memcmp(self->want, self->out, 64));
	memset(self->out, 0, 64);
	ASSERT_EQ(1, dc_submit(self->fd, 0, &req, 1));
	EXPECT_EQ(1, dc_reap(self->fd, &result, 1, 1, 0));
	EXPECT_EQ(7, result.user_data);
	EXPECT_EQ(0, result.result);
	EXPECT_EQ(0, memcmp(self->want, self->out, 64));
}

TEST_F(seal, seal_cannot_be_removed)
{
	struct cryptodev_seal seal = { .size = sizeof(seal) };

	EXPECT_EQ(0, usage_fdinfo(self->fd, "sealed"));
	EXPECT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_SEAL, &seal));
	EXPECT_EQ(sizeof(seal), seal.size);
	EXPECT_EQ(0, seal.flags);
	EXPECT_EQ(1, usage_fdinfo(self->fd, "sealed"));
	EXPECT_EQ(0, seal_file(self->fd));
	EXPECT_EQ(1, usage_fdinfo(self->fd, "sealed"));
	EXPECT_EQ(-EPERM, makes_session(self->fd));
	EXPECT_EQ(0, encrypts(self->fd, self->cbc, self));
}

TEST_F(seal, failed_seal_changes_nothing)
{
	struct {
		struct cryptodev_seal seal;
		uint32_t more[4];
	} large = { .seal.size = sizeof(large) };
	struct cryptodev_seal seal = { .size = sizeof(seal) - 1 };

	EXPECT_EQ(-EFAULT, dc_ioctl(self->fd, CRYPTODEV_SEAL, NULL));
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CRYPTODEV_SEAL, &seal));
	seal.size = 4097;
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CRYPTODEV_SEAL, &seal));
	seal.size = sizeof(seal);
	seal.flags = 1;
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CRYPTODEV_SEAL, &seal));
	seal.flags = 0x80000000;
	EXPECT_EQ(-EINVAL, dc_ioctl(self->fd, CRYPTODEV_SEAL, &seal));
	large.more[3] = 1;
	EXPECT_EQ(-E2BIG, dc_ioctl(self->fd, CRYPTODEV_SEAL, &large));
	EXPECT_EQ(0, usage_fdinfo(self->fd, "sealed"));
	EXPECT_EQ(0, makes_session(self->fd));
	large.more[3] = 0;
	EXPECT_EQ(0, dc_ioctl(self->fd, CRYPTODEV_SEAL, &large));
	EXPECT_EQ(-EPERM, makes_session(self->fd));
}

TEST_F(seal, seal_holds_for_each_descriptor)
{
	int other = dup(self->fd), sock[2], passed;
	pid_t pid;

	ASSERT_LE(0, other);
	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM, 0, sock));
	ASSERT_TRUE(send_fd(sock[0], self->fd));
	ASSERT_EQ(0, seal_file(other));
	close(other);
	EXPECT_EQ(-EPERM, makes_session(self->fd));
	passed = receive_fd(sock[1]);
	ASSERT_LE(0, passed);
	EXPECT_EQ(-EPERM, makes_session(passed));
	EXPECT_EQ(0, encrypts(passed, self->cbc, self));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(makes_session(self->fd) != -EPERM ||
		      encrypts(passed, self->cbc, self));
	EXPECT_TRUE(exits_well(pid));
	close(passed);
	close(sock[0]);
	close(sock[1]);
}

/* A child that inherits the descriptor can seal it for its parent too. */
TEST_F(seal, child_seals_for_its_parent)
{
	pid_t pid = fork();

	ASSERT_LE(0, pid);
	if (!pid)
		_exit(!!seal_file(self->fd));
	EXPECT_TRUE(exits_well(pid));
	EXPECT_EQ(-EPERM, makes_session(self->fd));
}

TEST_F(seal, other_open_file_is_not_sealed)
{
	char path[32];
	int other;

	ASSERT_EQ(0, seal_file(self->fd));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", self->fd);
	other = open(path, O_RDWR);
	ASSERT_LE(0, other);
	/* It has none of the sessions of the sealed file. */
	EXPECT_EQ(0, usage_fdinfo(other, "sessions"));
	EXPECT_EQ(-EINVAL, encrypts(other, self->cbc, self));
	EXPECT_EQ(0, usage_fdinfo(other, "sealed"));
	EXPECT_EQ(0, makes_session(other));
	close(other);
}

/* A round of a thread: each call fails with EPERM once the file is sealed. */
static void change_file(struct group_thread *thread)
{
	FIXTURE_DATA(seal) *self = thread->group->data;
	bool sealed = usage_fdinfo(self->fd, "sealed") == 1;
	uint32_t ses = 0, fd = 0;
	int err;

	err = thread->nr & 1 ?
		dc_create(self->fd, 0, 0, CRYPTO_SHA1, NULL, 0, &ses) :
		dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0, &ses);
	if (err && err != -EPERM)
		thread_failed(thread, "create", err);
	if (sealed && err != -EPERM)
		thread_failed(thread, "create on a sealed file", err);
	if (!err && thread->done % 3 == 0) {
		err = dc_free(self->fd, ses);
		if (err && err != -EPERM)
			thread_failed(thread, "free", err);
	}
	err = dc_ioctl(self->fd, CRIOGET, &fd);
	if (!err)
		close(fd);
	else if (err != -EPERM)
		thread_failed(thread, "CRIOGET", err);
	if (sealed && err != -EPERM)
		thread_failed(thread, "CRIOGET on a sealed file", err);
	err = encrypts(self->fd, self->cbc, self);
	if (err)
		thread_failed(thread, "encrypt", err);
}

TEST_F(seal, no_session_appears_or_disappears_after_the_seal)
{
	struct thread_group group = { .work = change_file, .size = 4,
				      .data = self };
	long long sessions;
	int round;

	for (round = 0; round < brief(10, 2); round++) {
		group.stop = false;
		ASSERT_TRUE(group_start(&group));
		while (usage_fdinfo(self->fd, "sessions") < 50)
			usleep(100);
		ASSERT_EQ(0, seal_file(self->fd));
		sessions = usage_fdinfo(self->fd, "sessions");
		usleep(20000);
		EXPECT_EQ(sessions, usage_fdinfo(self->fd, "sessions"));
		group_stop(&group);
		EXPECT_THREADS_OK(&group);
		EXPECT_EQ(sessions, usage_fdinfo(self->fd, "sessions"));
		close(self->fd);
		self->fd = dc_open();
		ASSERT_LE(0, self->fd);
		ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0,
					NULL, 0, &self->cbc));
	}
}

/**
 * struct stalled_create - a thread that creates a session
 * @fd: the device
 * @key: the session's key
 * @err: result of the call
 * @ses: the session
 */
struct stalled_create {
	int fd;
	const uint8_t *key;
	int err;
	uint32_t ses;
};

static void *create_session(void *data)
{
	struct stalled_create *c = data;

	c->err = dc_session(c->fd, CRYPTO_AES_CBC, c->key, 16, 0, NULL, 0,
			    &c->ses);
	return NULL;
}

/* A seal that begins now waits, and can be killed. */
static void expect_waiting_seal(struct __test_metadata *_metadata,
				FIXTURE_DATA(seal) *self)
{
	int status;
	pid_t pid;

	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		seal_file(self->fd);
		_exit(0);
	}
	usleep(100000);
	/* A seal that does not wait fails here. */
	EXPECT_EQ(0, waitpid(pid, &status, WNOHANG));
	EXPECT_EQ(0, usage_fdinfo(self->fd, "sealed"));
	EXPECT_EQ(3, usage_fdinfo(self->fd, "sessions"));
	EXPECT_EQ(0, encrypts(self->fd, self->cbc, self));
	kill(pid, SIGKILL);
	EXPECT_TRUE(ends_within(pid, EXIT_LIMIT, &status));
	EXPECT_TRUE(WIFSIGNALED(status));
	EXPECT_EQ(0, usage_fdinfo(self->fd, "sealed"));
}

/* The key's page does not arrive, so the create cannot complete yet. */
TEST_F(seal, seal_waits_for_a_create_in_progress)
{
	struct stalled_memory memory;
	struct stalled_create create = { .fd = self->fd, .err = 1 };
	pthread_t thread;

	if (!stalled_open(&memory, page_size()))
		SKIP(return, "no userfaultfd");
	create.key = memory.p;
	ASSERT_EQ(0, pthread_create(&thread, NULL, create_session, &create));
	ASSERT_TRUE(stalled_is_accessed(&memory));
	expect_waiting_seal(_metadata, self);
	EXPECT_TRUE(stalled_release(&memory));
	pthread_join(thread, NULL);
	EXPECT_EQ(0, create.err);
	EXPECT_EQ(0, seal_file(self->fd));
	EXPECT_EQ(4, usage_fdinfo(self->fd, "sessions"));
	stalled_close(&memory);
}

/**
 * struct stalled_request - a thread that submits a request with its own key
 * @fd: the device
 * @req: the request
 * @nr: result of the call
 */
struct stalled_request {
	int fd;
	struct cryptodev_req req;
	int nr;
};

static void *submit_request(void *data)
{
	struct stalled_request *r = data;

	r->nr = dc_submit(r->fd, CRYPTODEV_SUBMIT_WAIT, &r->req, 1);
	return NULL;
}

/* The same for the key of a request: a sealed file must read no key. */
TEST_F(seal, seal_waits_for_a_request_that_reads_a_key)
{
	struct stalled_memory memory;
	struct stalled_request r = {
		.fd = self->fd,
		.req = {
			.ses = self->cbc, .flags = CRYPTODEV_REQ_KEY, .len = 64,
			.src = native_pointer(self->text),
			.dst = native_pointer(self->out),
			.iv = native_pointer(self->iv), .keylen = 16,
		},
	};
	pthread_t thread;

	if (!stalled_open(&memory, page_size()))
		SKIP(return, "no userfaultfd");
	r.req.key = native_pointer(memory.p);
	ASSERT_EQ(0, pthread_create(&thread, NULL, submit_request, &r));
	ASSERT_TRUE(stalled_is_accessed(&memory));
	expect_waiting_seal(_metadata, self);
	EXPECT_TRUE(stalled_release(&memory));
	pthread_join(thread, NULL);
	EXPECT_EQ(1, r.nr);
	EXPECT_EQ(0, r.req.result);
	EXPECT_EQ(0, seal_file(self->fd));
	EXPECT_EQ(1, dc_submit(self->fd, CRYPTODEV_SUBMIT_WAIT, &r.req, 1));
	EXPECT_EQ(-EPERM, r.req.result);
	stalled_close(&memory);
}

TEST_HARNESS_MAIN
