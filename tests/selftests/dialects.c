// SPDX-License-Identifier: GPL-2.0
/*
 * All dialects on one descriptor: a session of one serves the calls of the others,
 * and threads use them at the same time.
 */
#include "../kselftest_harness.h"

#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/dialect.h"
#include "lib/native.h"
#include "lib/sysctl.h"
#include "lib/thread_group.h"

#define LEN	6000	/* bytes of a message: pinned, and not whole pages */
#define SECONDS	brief(4, 1)

static int linux_create(int fd, const uint8_t *key, uint32_t *ses)
{
	return dc_session(fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0, ses);
}

static int linux_encrypt(int fd, uint32_t ses, const struct dialect_text *t)
{
	return dc_crypt(fd, ses, COP_ENCRYPT, 0, t->src, t->len, t->dst, NULL,
			t->iv);
}

static int native_create(int fd, const uint8_t *key, uint32_t *ses)
{
	return dc_create(fd, 0, CRYPTO_AES_CBC, 0, key, 16, ses);
}

static int native_encrypt(int fd, uint32_t ses, const struct dialect_text *t)
{
	struct cryptodev_req r = {
		.ses = ses, .len = t->len, .src = native_pointer(t->src),
		.dst = native_pointer(t->dst), .iv = native_pointer(t->iv),
	};
	struct cryptodev_result result;
	int n = dc_submit(fd, 0, &r, 1);

	if (n == 1)
		n = dc_reap(fd, &result, 1, 1, deadline_in_ms(WAIT_LIMIT_MS));
	return n == 1 ? result.result : n ?: -ETIME;
}

static const struct dialect dialect_linux = {
	"Linux", linux_create, linux_encrypt, dc_free
};

static const struct dialect dialect_native = {
	"native", native_create, native_encrypt, dc_free
};

static const struct dialect * const dialects[] = {
	&dialect_linux, &dialect_native, &dialect_freebsd, &dialect_netbsd,
	&dialect_netbsd_queue,
};

#define DIALECTS	((int)ARRAY_SIZE(dialects))

FIXTURE(dialects)
{
	int fd;
	uint32_t ses[DIALECTS];
	uint8_t key[16], iv[16];
	uint8_t in[LEN], want[LEN], out[LEN];
	long allowed;	/* dev.crypto.usercrypto */
};

FIXTURE_SETUP(dialects)
{
	struct dialect_text t = { self->iv, self->in, self->want, LEN };
	int i;

	self->allowed = sysctl_get("usercrypto");
	ASSERT_LE(0, self->allowed);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, 16, 1);
	fill(self->iv, 16, 2);
	fill(self->in, LEN, 3);
	for (i = 0; i < DIALECTS; i++)
		ASSERT_EQ(0, dialects[i]->create(self->fd, self->key,
						 &self->ses[i]));
	ASSERT_EQ(0, linux_encrypt(self->fd, self->ses[0], &t));
}

/* In the parent: a test that fails must not leave the setting changed. */
FIXTURE_TEARDOWN_PARENT(dialects)
{
	if (self->allowed >= 0)
		sysctl_set("usercrypto", self->allowed);
}

TEST_F(dialects, session_serves_each_dialect)
{
	struct dialect_text t = { self->iv, self->in, self->out, 0 };
	int of, by;

	for (of = 0; of < DIALECTS; of++) {
		for (by = 0; by < DIALECTS; by++) {
			for (t.len = 16; t.len <= LEN; t.len *= 19) {
				memset(self->out, 0, LEN);
				EXPECT_EQ(0, dialects[by]->encrypt(self->fd,
							self->ses[of], &t)) {
					TH_LOG("session of %s, call of %s",
					       dialects[of]->name,
					       dialects[by]->name);
				}
				EXPECT_TRUE(same(self->out, self->want, t.len));
			}
		}
	}
}

/* An IV has the length that its session has chosen. */
TEST_F(dialects, shorter_iv_stays_shorter)
{
	uint8_t key[32], iv[16], out[64];
	uint32_t ses;
	int i;

	fill(key, sizeof(key), 4);
	ASSERT_EQ(0, dialect_freebsd_xts(self->fd, key, &ses));
	for (i = 0; i < 2; i++) {
		memcpy(iv, self->iv, 8);
		memset(iv + 8, 0xa5, 8);
		EXPECT_EQ(0, dc_crypt(self->fd, ses, COP_ENCRYPT,
				      COP_FLAG_WRITE_IV, self->in, 64,
				      i ? self->out : out, NULL, iv));
		EXPECT_TRUE(same(iv, self->iv, 8));
		EXPECT_TRUE(all_are(iv + 8, 8, 0xa5));
	}
	EXPECT_TRUE(same(self->out, out, 64));
}

/* A mac is optional for NetBSD, which verifies none, but not for this session. */
TEST_F(dialects, mac_that_is_missing_does_not_verify)
{
	struct dialect_text t = { self->iv, self->in, self->out, 0 };
	uint32_t ses;

	ASSERT_EQ(0, dialect_freebsd_eta(self->fd, self->key, &ses));
	memset(self->out, 0xa5, LEN);
	for (t.len = 16; t.len <= LEN; t.len *= 19)
		EXPECT_EQ(-EFAULT, dialect_netbsd_decrypt(self->fd, ses, &t));
	EXPECT_TRUE(all_are(self->out, LEN, 0xa5));
}

static int native_mac(int fd, uint32_t ses, const struct dialect_text *t,
		      uint32_t iv_len)
{
	struct cryptodev_req r = {
		.ses = ses, .len = t->len, .src = native_pointer(t->src),
		.mac = native_pointer(t->dst), .iv = native_pointer(t->iv),
		.iv_len = iv_len,
	};
	int n = dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, &r, 1);

	return n == 1 ? r.result : n;
}

/* A session's own length of the nonce is that of its requests. */
TEST_F(dialects, nonce_of_a_mac_has_the_length_of_its_session)
{
	struct dialect_text t = { self->iv, self->in, self->out, 40 };
	uint8_t in_data[16 + 40];
	uint32_t ses, len;

	for (len = 7; len <= 13; len++) {
		ASSERT_EQ(0, dialect_freebsd_cbc_mac(self->fd, self->key, len,
						     &ses));
		t.src = self->in;
		t.len = 40;
		t.iv = self->iv;
		t.dst = self->want;
		ASSERT_EQ(0, native_mac(self->fd, ses, &t, len));
		t.dst = self->out;
		memset(self->out, 0, 16);
		EXPECT_EQ(0, native_mac(self->fd, ses, &t, 0));
		EXPECT_TRUE(same(self->out, self->want, 16));
		memset(self->out, 0, 16);
		EXPECT_EQ(0, dialect_freebsd_mac(self->fd, ses, &t));
		EXPECT_TRUE(same(self->out, self->want, 16));
		/* Without an address, the nonce is before the text. */
		memcpy(in_data, self->iv, len);
		memcpy(in_data + len, self->in, 40);
		t.src = in_data;
		t.len = len + 40;
		t.iv = NULL;
		memset(self->out, 0, 16);
		EXPECT_EQ(0, dialect_freebsd_mac(self->fd, ses, &t));
		EXPECT_TRUE(same(self->out, self->want, 16)) {
			TH_LOG("nonce of %u bytes", len);
		}
	}
}

/* Each id is that of one session, and each dialect can free it. */
TEST_F(dialects, session_is_freed_by_each_dialect)
{
	struct dialect_text t = { self->iv, self->in, self->out, 16 };
	uint32_t ses;
	int of, by;

	for (of = 0; of < DIALECTS; of++) {
		for (by = 0; by < DIALECTS; by++) {
			ASSERT_EQ(0, dialects[of]->create(self->fd, self->key,
							  &ses));
			EXPECT_EQ(0, dialects[by]->destroy(self->fd, ses));
			EXPECT_EQ(-EINVAL, dialects[by]->encrypt(self->fd, ses,
								 &t));
			EXPECT_EQ(-EINVAL, dialect_freebsd.destroy(self->fd,
								   ses));
		}
	}
	for (of = 0; of < DIALECTS; of++)
		EXPECT_EQ(0, dialects[of]->encrypt(self->fd, self->ses[of], &t));
}

/* The sessions that are there still serve requests. */
TEST_F(dialects, policy_forbids_sessions_in_each_dialect)
{
	struct dialect_text t = { self->iv, self->in, self->out, LEN };
	uint32_t ses;
	int i;

	if (!sysctl_set("usercrypto", 0))
		SKIP(return, "the setting cannot be changed");
	for (i = 0; i < DIALECTS; i++) {
		EXPECT_EQ(-EPERM, dialects[i]->create(self->fd, self->key,
						      &ses)) {
			TH_LOG("%s", dialects[i]->name);
		}
		EXPECT_EQ(0, dialects[i]->encrypt(self->fd, self->ses[i], &t));
	}
}

/* A round of a dialect's thread: its own session, and one that all share. */
static void use_dialect(struct group_thread *thread)
{
	FIXTURE_DATA(dialects) *self = thread->group->data;
	const struct dialect *d = dialects[thread->nr];
	uint8_t out[LEN];
	struct dialect_text t = {
		self->iv, self->in, out, thread->done % 2 ? 16 : LEN,
	};
	uint32_t own, sessions[2] = { 0, self->ses[0] };
	int err = d->create(self->fd, self->key, &own);
	unsigned int i;

	if (err) {
		thread_failed(thread, "create", err);
		return;
	}
	sessions[0] = own;
	for (i = 0; i < ARRAY_SIZE(sessions); i++) {
		err = d->encrypt(self->fd, sessions[i], &t);
		if (err || !same(out, self->want, t.len))
			thread_failed(thread, d->name, err);
	}
	err = d->destroy(self->fd, own);
	if (err)
		thread_failed(thread, "destroy", err);
}

TEST_F(dialects, threads_use_all_at_once)
{
	struct thread_group group = {
		.work = use_dialect, .size = DIALECTS, .data = self,
	};

	ASSERT_TRUE(group_run(&group, SECONDS));
	EXPECT_THREADS_OK(&group);
}

TEST_HARNESS_MAIN
