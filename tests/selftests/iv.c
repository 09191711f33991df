// SPDX-License-Identifier: GPL-2.0
/*
 * IVs that the kernel generates and returns, and IVs before the text:
 * CRYPTODEV_REQ_IV_RANDOM, _IV_COUNTER and _IV_IN_DATA. Each result is decrypted
 * with the IV that the request has returned.
 */
#include "../kselftest_harness.h"
#include <stdlib.h>
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/thread_group.h"

#define LEN	64
#define TAG	16
#define IV_ROOM	32

#define RANDOM	CRYPTODEV_REQ_IV_RANDOM
#define COUNTER	CRYPTODEV_REQ_IV_COUNTER
#define IN_DATA	CRYPTODEV_REQ_IV_IN_DATA

static const uint8_t key[64] = "0123456789abcdef0123456789abcdefFEDCBA9876543210fedcba987654321";

/**
 * struct mode - a kind of session
 * @name: for messages
 * @cipher: cipher or AEAD
 * @mac: MAC of an Encrypt-then-MAC session, or 0
 * @keylen: bytes of each key
 * @iv_len: iv_len of a request; 0 for a cipher
 * @iv: bytes of the IV
 * @tag: bytes of the tag
 * @aad: bytes of associated data
 * @random: IV_RANDOM is valid
 * @counter: IV_COUNTER is valid
 */
static const struct mode {
	const char *name;
	uint32_t cipher, mac, keylen, iv_len, iv, tag, aad;
	bool random, counter;
} modes[] = {
	{ "cbc", CRYPTO_AES_CBC, 0, 16, 0, 16, 0, 0, true, false },
	{ "3des-cbc", CRYPTO_3DES_CBC, 0, 24, 0, 8, 0, 0, true, false },
	{ "ctr", CRYPTO_AES_CTR, 0, 16, 0, 16, 0, 0, true, false },
	{ "xts", CRYPTO_AES_XTS, 0, 64, 0, 16, 0, 0, true, false },
	{ "gcm", CRYPTO_AES_GCM, 0, 16, 0, 12, TAG, 20, true, true },
	{ "gcm, iv_len", CRYPTO_AES_GCM, 0, 16, 12, 12, TAG, 0, true, true },
	{ "chacha20-poly1305", CRYPTO_CHACHA20_POLY1305, 0, 32, 0, 12, TAG, 20,
	  true, true },
	{ "ccm 7", CRYPTO_AES_CCM, 0, 16, 7, 7, TAG, 20, false, true },
	{ "ccm 11", CRYPTO_AES_CCM, 0, 16, 11, 11, TAG, 20, false, true },
	{ "ccm 12", CRYPTO_AES_CCM, 0, 16, 12, 12, TAG, 20, true, true },
	{ "ccm 13", CRYPTO_AES_CCM, 0, 16, 13, 13, TAG, 0, true, true },
	{ "ccm block", CRYPTO_AES_CCM, 0, 16, 0, 16, TAG, 20, false, false },
	{ "rfc4106", CRYPTO_AES_GCM_16, 0, 20, 0, 8, TAG, 8, false, true },
	{ "etm", CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16, 0, 16, 20, 20, true,
	  false },
	{ "adiantum", CRYPTODEV_ADIANTUM, 0, 32, 0, 32, 0, 0, true, false },
	{ "etm of adiantum", CRYPTODEV_ADIANTUM, CRYPTO_SHA1_HMAC, 32, 0, 32, 20,
	  20, true, false },
};

#define MODES	(sizeof(modes) / sizeof(modes[0]))

FIXTURE(iv) {
	int fd;
	uint8_t text[LEN], aad[20], iv[IV_ROOM + 8];
	uint8_t in[IV_ROOM + LEN + 64], out[IV_ROOM + LEN + 64];
	uint8_t plain[IV_ROOM + LEN + 64];
};

FIXTURE_SETUP(iv)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->text, LEN, 1);
	fill(self->aad, sizeof(self->aad), 2);
	memset(self->iv, 0xa5, sizeof(self->iv));
	memset(self->out, 0xa5, sizeof(self->out));
}

FIXTURE_TEARDOWN(iv)
{
	close(self->fd);
}

/* Returns the id of a session, 0 if this kernel lacks it, or a negative errno. */
static int make(int fd, const struct mode *m)
{
	uint32_t ses = 0;
	int err = dc_create(fd, m->mac ? CRYPTODEV_CREATE_ETM : 0, m->cipher,
			    m->mac, key, m->keylen, &ses);

	return err == -ENOENT ? 0 : err ?: (int)ses;
}

static struct cryptodev_req request(const struct mode *m, int ses,
				    uint32_t flags, const void *src,
				    uint32_t len, void *dst, void *iv,
				    const void *aad)
{
	return (struct cryptodev_req) {
		.ses = ses, .flags = flags, .len = len, .aad_len = m->aad,
		.iv_len = m->iv_len, .src = native_pointer(src),
		.dst = native_pointer(dst), .aad = native_pointer(aad),
		.iv = native_pointer(iv), .result = 1,
	};
}

/* Runs a request in a batch that waits; returns its result. */
static int run(int fd, struct cryptodev_req *r)
{
	int n = dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, r, 1);

	return n < 0 ? n : r->result;
}

/* How a request is submitted. */
static int run_way(int fd, struct cryptodev_req *r, int way)
{
	if (!way)
		return run(fd, r);
	if (way == 2)
		r->flags |= worker_flag();
	return dc_submit_and_reap(fd, r);
}

/* The text decrypts with the IV that the request has returned. */
TEST_F(iv, generated_iv_is_returned)
{
	static const uint32_t kinds[] = { RANDOM, COUNTER };
	struct cryptodev_req r;
	uint32_t i, k;
	int ses, way;

	for (i = 0; i < MODES; i++) {
		const struct mode *m = &modes[i];

		ses = make(self->fd, m);
		ASSERT_LE(0, ses) {
			TH_LOG("%s", m->name);
		}
		if (!ses)
			continue;
		for (k = 0; k < 6; k++) {
			bool valid = k % 2 ? m->counter : m->random;

			way = k / 2;
			memset(self->iv, 0xa5, sizeof(self->iv));
			memset(self->out, 0xa5, sizeof(self->out));
			r = request(m, ses, kinds[k % 2], self->text, LEN,
				    self->out, self->iv, self->aad);
			EXPECT_EQ(valid ? 0 : -EINVAL,
				  run_way(self->fd, &r, way)) {
				TH_LOG("%s, kind %u, way %d", m->name, k % 2,
				       way);
			}
			EXPECT_TRUE(all_are(self->iv + (valid ? m->iv : 0), 8,
					    0xa5));
			EXPECT_TRUE(all_are(self->out + (valid ? LEN + m->tag :
							 0), 8, 0xa5));
			if (!valid)
				continue;
			EXPECT_FALSE(all_are(self->iv, m->iv, 0xa5));
			if (!way)
				EXPECT_EQ(m->tag ? LEN + m->tag : 0, r.out_len);
			r = request(m, ses, CRYPTODEV_REQ_DECRYPT, self->out,
				    LEN + m->tag, self->plain, self->iv,
				    self->aad);
			EXPECT_EQ(0, run(self->fd, &r)) {
				TH_LOG("%s, kind %u, way %d", m->name, k % 2,
				       way);
			}
			EXPECT_EQ(0, memcmp(self->text, self->plain, LEN));
		}
	}
}

TEST_F(iv, iv_in_data_is_copied_to_the_output)
{
	struct cryptodev_req r;
	uint32_t i, k;
	int ses;

	for (i = 0; i < MODES; i++) {
		const struct mode *m = &modes[i];
		uint32_t all = m->iv + LEN + m->tag;

		ses = make(self->fd, m);
		ASSERT_LE(0, ses);
		if (!ses || (m->cipher == CRYPTO_AES_CCM && !m->iv_len))
			continue;
		/* The result, with the IV at an address of its own. */
		fill(self->in, m->iv, 7 + i);
		memcpy(self->in + m->iv, self->text, LEN);
		r = request(m, ses, 0, self->text, LEN, self->plain + m->iv,
			    self->in, self->aad);
		ASSERT_EQ(0, run(self->fd, &r));
		memcpy(self->plain, self->in, m->iv);
		for (k = 0; k < 3; k++) {
			memset(self->out, 0xa5, sizeof(self->out));
			r = request(m, ses, IN_DATA, self->in, m->iv + LEN,
				    self->out, NULL, self->aad);
			EXPECT_EQ(0, run_way(self->fd, &r, k)) {
				TH_LOG("%s, way %u", m->name, k);
			}
			EXPECT_EQ(0, memcmp(self->plain, self->out, all)) {
				TH_LOG("%s, way %u", m->name, k);
			}
			EXPECT_TRUE(all_are(self->out + all, 8, 0xa5));
			if (!k)
				EXPECT_EQ(m->tag ? all : 0, r.out_len);
		}
		/* Decryption, in place. */
		r = request(m, ses, IN_DATA | CRYPTODEV_REQ_DECRYPT, self->out,
			    all, self->out, NULL, self->aad);
		EXPECT_EQ(0, run(self->fd, &r)) {
			TH_LOG("%s", m->name);
		}
		EXPECT_EQ(0, memcmp(self->in, self->out, m->iv + LEN)) {
			TH_LOG("%s", m->name);
		}
		if (m->tag)
			EXPECT_EQ(m->iv + LEN, r.out_len);
	}
}

TEST_F(iv, generated_iv_is_before_the_output)
{
	static const uint32_t kinds[] = { RANDOM, COUNTER };
	struct cryptodev_req r;
	uint32_t i, k;
	int ses;

	for (i = 0; i < MODES; i++) {
		const struct mode *m = &modes[i];
		uint32_t all = m->iv + LEN + m->tag;

		ses = make(self->fd, m);
		ASSERT_LE(0, ses);
		for (k = 0; ses && k < 4; k++) {
			bool in_place = k & 2;

			if (!(k % 2 ? m->counter : m->random))
				continue;
			memset(self->in, 0x11, sizeof(self->in));
			memcpy(self->in + m->iv, self->text, LEN);
			memset(self->out, 0xa5, sizeof(self->out));
			if (in_place)
				memcpy(self->out, self->in, m->iv + LEN);
			r = request(m, ses, IN_DATA | kinds[k % 2],
				    in_place ? self->out : self->in,
				    m->iv + LEN, self->out, NULL, self->aad);
			EXPECT_EQ(0, run(self->fd, &r)) {
				TH_LOG("%s, kind %u", m->name, k);
			}
			EXPECT_EQ(m->tag ? all : 0, r.out_len);
			EXPECT_FALSE(all_are(self->out, m->iv, 0x11));
			EXPECT_FALSE(all_are(self->out, m->iv, 0xa5));
			EXPECT_TRUE(all_are(self->out + all, 8, 0xa5));
			r = request(m, ses, IN_DATA | CRYPTODEV_REQ_DECRYPT,
				    self->out, all, self->plain, NULL,
				    self->aad);
			EXPECT_EQ(0, run(self->fd, &r)) {
				TH_LOG("%s, kind %u", m->name, k);
			}
			EXPECT_EQ(0, memcmp(self->text, self->plain + m->iv,
					    LEN));
			EXPECT_EQ(0, memcmp(self->out, self->plain, m->iv));
		}
	}
}

static uint64_t last_8(const uint8_t *iv)
{
	uint64_t n = 0;
	int i;

	for (i = 0; i < 8; i++)
		n = n << 8 | iv[i];
	return n;
}

TEST_F(iv, counter_counts)
{
	const struct mode *gcm = &modes[4];
	int ses = make(self->fd, gcm), other = make(self->fd, gcm), i;
	uint8_t first[12];
	struct cryptodev_req r;

	ASSERT_LT(0, ses);
	ASSERT_LT(0, other);
	for (i = 0; i < 300; i++) {
		r = request(gcm, ses, COUNTER, self->text, LEN, self->out,
			    self->iv, self->aad);
		ASSERT_EQ(0, run(self->fd, &r));
		if (!i)
			memcpy(first, self->iv, 12);
		EXPECT_EQ(0, memcmp(first, self->iv, 4));
		EXPECT_EQ(i, last_8(self->iv + 4) - last_8(first + 4));
	}
	/* Another session with the same key counts from elsewhere. */
	r = request(gcm, other, COUNTER, self->text, LEN, self->out, self->iv,
		    self->aad);
	ASSERT_EQ(0, run(self->fd, &r));
	EXPECT_LT(1000, last_8(self->iv + 4) - last_8(first + 4));
}

TEST_F(iv, wrong_flags_change_nothing)
{
	const struct mode *cbc = &modes[0], *gcm = &modes[4];
	int c = make(self->fd, cbc), g = make(self->fd, gcm);
	uint32_t sha = 0, pair = 0, ecb = 0, mac = 0;
	struct cryptodev_req bad[32];
	int i, n = 0;

	ASSERT_LT(0, c);
	ASSERT_LT(0, g);
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA1, NULL, 0,
				&sha));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16,
				CRYPTO_SHA1_HMAC, key, 16, &pair));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_ECB, key, 16, 0, NULL, 0,
				&ecb));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_AES_NIST_GMAC, key,
				16, &mac));
#define BAD(_mode, _ses, _flags, _iv)					\
	bad[n++] = request(_mode, _ses, _flags, self->text, LEN, self->out, \
			   _iv, self->aad)
	BAD(cbc, c, RANDOM | CRYPTODEV_REQ_DECRYPT, self->iv);
	BAD(gcm, g, RANDOM | CRYPTODEV_REQ_DECRYPT, self->iv);
	BAD(gcm, g, COUNTER | CRYPTODEV_REQ_DECRYPT, self->iv);
	BAD(gcm, g, COUNTER | IN_DATA | CRYPTODEV_REQ_DECRYPT, NULL);
	BAD(gcm, g, RANDOM | COUNTER, self->iv);
	BAD(cbc, c, COUNTER, self->iv);
	BAD(cbc, c, RANDOM | CRYPTODEV_REQ_WRITE_IV, self->iv);
	BAD(cbc, c, IN_DATA | CRYPTODEV_REQ_WRITE_IV, NULL);
	BAD(cbc, c, RANDOM, NULL);
	BAD(gcm, g, COUNTER, NULL);
	BAD(cbc, c, IN_DATA, self->iv);
	BAD(gcm, g, IN_DATA | RANDOM, self->iv);
	BAD(cbc, sha, RANDOM, self->iv);
	BAD(cbc, sha, IN_DATA, NULL);
	BAD(cbc, mac, RANDOM, self->iv);
	BAD(cbc, ecb, RANDOM, self->iv);
	BAD(cbc, ecb, IN_DATA, NULL);
	BAD(cbc, pair, RANDOM | CRYPTODEV_REQ_TLS, self->iv);
	BAD(gcm, g, 0x200000, self->iv);
	BAD(gcm, g, 0x80000000, self->iv);
	BAD(gcm, g, COUNTER, self->iv);
	bad[n - 1].iv_len = 11;
	BAD(gcm, g, IN_DATA, NULL);
	bad[n - 1].len = 11;
	BAD(gcm, g, IN_DATA, NULL);
	bad[n - 1].iv_len = 0xffffffff;
	BAD(gcm, g, IN_DATA | CRYPTODEV_REQ_DECRYPT, NULL);
	bad[n - 1].len = 12 + 15;
	for (i = 0; i < n; i++) {
		EXPECT_EQ(-EINVAL, run(self->fd, &bad[i])) {
			TH_LOG("request %d", i);
		}
		EXPECT_EQ(0, bad[i].out_len);
	}
	EXPECT_TRUE(all_are(self->iv, sizeof(self->iv), 0xa5));
	EXPECT_TRUE(all_are(self->out, sizeof(self->out), 0xa5));
}

/* The IV is an output: it and the text are written, or neither. */
TEST_F(iv, iv_that_cannot_be_written_fails)
{
	uint8_t *p = pages(page_size());
	uint32_t i, way;

	ASSERT_TRUE(!!p);
	ASSERT_EQ(0, mprotect(p, page_size(), PROT_READ));
	for (i = 0; i < MODES; i++) {
		const struct mode *m = &modes[i];
		int ses = make(self->fd, m);

		if (ses <= 0 || (!m->random && !m->counter))
			continue;
		for (way = 0; way < 2; way++) {
			struct cryptodev_req r =
				request(m, ses, m->random ? RANDOM : COUNTER,
					self->text, LEN, self->out, p,
					self->aad);

			EXPECT_EQ(-EFAULT, run_way(self->fd, &r, way)) {
				TH_LOG("%s, way %u", m->name, way);
			}
			EXPECT_TRUE(all_are(self->out, LEN, 0xa5)) {
				TH_LOG("%s, way %u", m->name, way);
			}
		}
	}
	EXPECT_TRUE(all_are(p, page_size(), 0));
	munmap(p, page_size());
}

/* The session has an IV that an earlier request left, which is not used. */
TEST_F(iv, data_without_an_address_has_no_iv)
{
	static const uint32_t kinds[] = { 0, RANDOM, CRYPTODEV_REQ_DECRYPT };
	const struct mode *ctr = &modes[2];
	int ses = make(self->fd, ctr);
	struct cryptodev_req r;
	uint32_t i;

	ASSERT_LT(0, ses);
	r = request(ctr, ses, RANDOM, self->text, LEN, self->out, self->iv,
		    NULL);
	ASSERT_EQ(0, run(self->fd, &r));
	memset(self->out, 0xa5, sizeof(self->out));
	for (i = 0; i < 3; i++) {
		r = request(ctr, ses, IN_DATA | kinds[i], NULL, 16, self->out,
			    NULL, NULL);
		EXPECT_EQ(-EFAULT, run(self->fd, &r));
	}
	EXPECT_TRUE(all_are(self->out, sizeof(self->out), 0xa5));
}

/* Pages are pinned, and a cipher's message is cut into pieces. */
TEST_F(iv, long_message)
{
	static const uint32_t long_len = 200000;
	uint8_t *in = pages(long_len + 64), *out = pages(long_len + 64);
	uint32_t i;

	ASSERT_TRUE(in && out);
	fill(in, long_len + 64, 5);
	for (i = 0; i < MODES; i++) {
		const struct mode *m = &modes[i];
		int ses = make(self->fd, m);
		uint32_t flag = m->random ? RANDOM : COUNTER;
		uint32_t len = m->cipher == CRYPTO_AES_CCM && m->iv_len > 12 ?
			60000 : long_len;
		struct cryptodev_req r;

		if (ses <= 0 || (!m->random && !m->counter))
			continue;
		r = request(m, ses, flag | IN_DATA, in, m->iv + len, out, NULL,
			    self->aad);
		EXPECT_EQ(0, run(self->fd, &r)) {
			TH_LOG("%s", m->name);
		}
		EXPECT_NE(0, memcmp(in, out, m->iv));
		r = request(m, ses, IN_DATA | CRYPTODEV_REQ_DECRYPT, out,
			    m->iv + len + m->tag, out, NULL, self->aad);
		EXPECT_EQ(0, run(self->fd, &r)) {
			TH_LOG("%s", m->name);
		}
		EXPECT_EQ(0, memcmp(in + m->iv, out + m->iv, len)) {
			TH_LOG("%s", m->name);
		}
	}
	munmap(in, long_len + 64);
	munmap(out, long_len + 64);
}

/* A cipher continues from the IV that was generated. */
TEST_F(iv, chain_continues_from_a_generated_iv)
{
	const struct mode *cbc = &modes[0];
	int ses = make(self->fd, cbc);
	struct cryptodev_req r = request(cbc, ses, RANDOM, self->text, 32,
					 self->out, self->iv, NULL);

	ASSERT_LT(0, ses);
	ASSERT_EQ(0, run(self->fd, &r));
	r = request(cbc, ses, 0, self->text + 32, 32, self->out + 32, NULL,
		    NULL);
	ASSERT_EQ(0, run(self->fd, &r));
	r = request(cbc, ses, CRYPTODEV_REQ_DECRYPT, self->out, LEN,
		    self->plain, self->iv, NULL);
	ASSERT_EQ(0, run(self->fd, &r));
	EXPECT_EQ(0, memcmp(self->text, self->plain, LEN));
}

#define DRAWS	2000

struct draws {
	int fd;
	uint32_t ses;
	uint8_t iv[THREADS_MAX][DRAWS][12];
};

static void draw(struct group_thread *thread)
{
	struct draws *d = thread->group->data;
	uint8_t text[16] = {}, out[32];
	struct cryptodev_req r = {
		.ses = d->ses, .flags = COUNTER, .len = 16,
		.src = native_pointer(text), .dst = native_pointer(out),
		.iv = native_pointer(d->iv[thread->nr][thread->done]),
	};
	int err = run(d->fd, &r);

	if (err)
		thread_failed(thread, "encrypt", err);
}

static int compare_ivs(const void *a, const void *b)
{
	return memcmp(a, b, 12);
}

TEST_F(iv, threads_never_get_the_same_iv)
{
	struct thread_group group = {
		.work = draw, .size = 4, .rounds = brief(DRAWS, 200),
	};
	struct draws *d = calloc(1, sizeof(*d));
	uint32_t i, nr = 0;
	uint8_t (*all)[12];

	ASSERT_TRUE(!!d);
	d->fd = self->fd;
	d->ses = make(self->fd, &modes[4]);
	group.data = d;
	all = calloc(4 * DRAWS, 12);
	ASSERT_TRUE(!!all);
	ASSERT_TRUE(group_start(&group));
	while (group_least_rounds(&group) < group.rounds)
		usleep(1000);
	group_stop(&group);
	EXPECT_THREADS_OK(&group);
	for (i = 0; i < 4; i++) {
		memcpy(all[nr], d->iv[i], group.rounds * 12);
		nr += group.rounds;
	}
	qsort(all, nr, 12, compare_ivs);
	for (i = 1; i < nr; i++)
		EXPECT_NE(0, memcmp(all[i - 1], all[i], 12));
	free(all);
	free(d);
}

TEST_HARNESS_MAIN
