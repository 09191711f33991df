// SPDX-License-Identifier: GPL-2.0
/*
 * Threads in the same session and with its state: each result is right, and no
 * thread waits forever.
 */
#include "../kselftest_harness.h"
#include "lib/cases.h"
#include "lib/thread_load.h"

#define CREW	6

/* Seconds that the threads run: at least five time slices of each. */
#define TIME	brief(1.2, 0.3)

FIXTURE(threads) {
	int fd;
	uint8_t key[64];
	struct thread_group group;
	struct thread_load loads[THREADS_MAX];
};

FIXTURE_SETUP(threads)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, sizeof(self->key), 1);
	self->group.size = CREW;
	self->group.work = load_work;
}

FIXTURE_TEARDOWN(threads)
{
	close(self->fd);
}

/* Gives each thread a load in session ses. */
static int assign_loads(FIXTURE_DATA(threads) *self, int nr, uint32_t ses,
			bool aead, uint32_t tag_len, uint32_t digest_len)
{
	struct thread_load *s = &self->loads[nr];

	memset(&self->group.threads[nr], 0, sizeof(self->group.threads[nr]));
	self->group.threads[nr].data = s;
	memset(s, 0, sizeof(*s));
	s->fd = self->fd;
	s->ses = ses;
	s->aead = aead;
	s->tag_len = tag_len;
	s->digest_len = digest_len;
	return load_init(s, nr);
}

TEST_F(threads, threads_share_one_session)
{
	static const struct {
		uint32_t cipher, mac, mackeylen, digest_len;
	} kinds[] = {
		{ CRYPTO_AES_CBC, 0, 0, 0 },
		{ CRYPTO_AES_CTR, 0, 0, 0 },
		{ CRYPTO_AES_GCM, 0, 0, 0 },
		{ 0, CRYPTO_SHA2_256, 0, 32 },
		{ 0, CRYPTO_SHA1_HMAC, 20, 20 },
		{ CRYPTO_AES_CBC, CRYPTO_SHA2_512, 0, 0 },
	};
	uint32_t ses;
	size_t i;
	int j;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		ASSERT_EQ(0, dc_session(self->fd, kinds[i].cipher, self->key,
					kinds[i].cipher ? 32 : 0, kinds[i].mac,
					self->key, kinds[i].mackeylen, &ses));
		for (j = 0; j < CREW; j++)
			ASSERT_EQ(0, assign_loads(self, j, ses,
						  kinds[i].cipher ==
							  CRYPTO_AES_GCM,
						  0, kinds[i].digest_len));
		ASSERT_TRUE(group_run(&self->group, TIME));
		EXPECT_THREADS_OK(&self->group);
	}
}

TEST_F(threads, threads_have_own_sessions)
{
	uint32_t ses;
	int i;

	for (i = 0; i < CREW; i++) {
		ASSERT_EQ(0, dc_session(self->fd,
					i % 3 ? CRYPTO_AES_CTR : CRYPTO_AES_GCM,
					self->key + i, 16, 0, NULL, 0, &ses));
		ASSERT_EQ(0, assign_loads(self, i, ses, !(i % 3), 0, 0));
	}
	ASSERT_TRUE(group_run(&self->group, TIME));
	EXPECT_THREADS_OK(&self->group);
}

/* A tag length belongs to a request, although a transform has just one. */
TEST_F(threads, threads_use_different_tag_lengths)
{
	static const uint32_t tags[2][CREW] = {
		{ 16, 12, 8, 4, 13, 16 }, { 16, 12, 8, 4, 14, 6 },
	};
	uint32_t ses;
	int i, ccm;

	for (ccm = 0; ccm < 2; ccm++) {
		ASSERT_EQ(0, dc_session(self->fd,
					ccm ? CRYPTO_AES_CCM : CRYPTO_AES_GCM,
					self->key, 16, 0, NULL, 0, &ses));
		for (i = 0; i < CREW; i++)
			ASSERT_EQ(0, assign_loads(self, i, ses, true,
						  tags[ccm][i], 0));
		ASSERT_TRUE(group_run(&self->group, TIME));
		EXPECT_THREADS_OK(&self->group);
	}
}

/* Blocks of a chain: the session encrypts one block, again and again. */
#define LINKS	3000

/* Links of each thread: enough for several time slices. */
static int nr_links(void)
{
	return brief(LINKS, 400);
}

struct chain {
	int fd;
	uint32_t ses;
	uint8_t link[CREW][LINKS][16];
};

static void link_work(struct group_thread *thread)
{
	struct chain *chain = thread->group->data;
	uint8_t block[16] = "the same for all";
	int err;

	err = dc_crypt(chain->fd, chain->ses, COP_ENCRYPT, 0, block, 16,
		       chain->link[thread->nr][thread->done], NULL, NULL);
	if (err)
		thread_failed(thread, "error", err);
}

static int compare_links(const void *a, const void *b)
{
	return memcmp(a, b, 16);
}

/*
 * The stored IV is always one that an operation left, never a mixture of two;
 * then each result is a block of one chain.
 */
TEST_F(threads, threads_share_stored_iv)
{
	struct chain *chain = (void *)pages(sizeof(*chain));
	uint8_t (*serial)[16] = (void *)pages(CREW * LINKS * 16);
	uint8_t block[16] = "the same for all";
	int i, j, links = nr_links(), strangers = 0;
	uint32_t twin;

	chain->fd = self->fd;
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &chain->ses));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 16, 0,
				NULL, 0, &twin));
	self->group.work = link_work;
	self->group.data = chain;
	self->group.rounds = links;
	ASSERT_TRUE(group_run(&self->group, 0));
	EXPECT_THREADS_OK(&self->group);
	for (i = 0; i < CREW * links; i++)
		ASSERT_EQ(0, dc_crypt(self->fd, twin, COP_ENCRYPT, 0, block, 16,
				      serial[i], NULL, NULL));
	qsort(serial, CREW * links, 16, compare_links);
	for (i = 0; i < CREW; i++)
		for (j = 0; j < links; j++)
			strangers += !bsearch(chain->link[i][j], serial,
					      CREW * links, 16, compare_links);
	EXPECT_EQ(0, strangers);
}

/* Every other thread continues with the stored IV; the rest have their own. */
static void mixed_work(struct group_thread *thread)
{
	const struct thread_load *s = thread->data;
	uint8_t out[1008];
	int err;

	if (thread->nr % 2) {
		load_work(thread);
		return;
	}
	err = dc_crypt(s->fd, s->ses, COP_ENCRYPT, 0, s->in, sizeof(out), out,
		       NULL, NULL);
	if (err)
		thread_failed(thread, "error", err);
}

TEST_F(threads, stored_and_own_ivs)
{
	uint32_t ses;
	int i;

	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, self->key, 32, 0,
				NULL, 0, &ses));
	for (i = 0; i < CREW; i++)
		ASSERT_EQ(0, assign_loads(self, i, ses, false, 0, 0));
	self->group.work = mixed_work;
	ASSERT_TRUE(group_run(&self->group, TIME));
	EXPECT_THREADS_OK(&self->group);
}

/* A running hash that all threads update with the same bytes. */
struct feed {
	int fd;
	uint32_t ses, len;
	uint8_t bytes[50000];
};

static void feed_work(struct group_thread *thread)
{
	struct feed *feed = thread->group->data;
	int err;

	err = dc_hash(feed->fd, feed->ses, COP_FLAG_UPDATE, feed->bytes,
		      feed->len, NULL);
	if (err)
		thread_failed(thread, "error", err);
}

TEST_F(threads, one_running_hash)
{
	static const uint32_t lens[] = { 1, 100, 3000, 50000 };
	static struct feed feed;
	uint8_t digest[32], want[32];
	uint32_t twin;
	size_t i;
	long n;

	feed.fd = self->fd;
	fill(feed.bytes, sizeof(feed.bytes), 7);
	ASSERT_EQ(0, dc_session(feed.fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&feed.ses));
	ASSERT_EQ(0, dc_session(feed.fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&twin));
	self->group.work = feed_work;
	self->group.data = &feed;
	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		memset(self->group.threads, 0, sizeof(self->group.threads));
		/* the threads overlap if each has several time slices */
		self->group.rounds = lens[i] > 10000 ? brief(20, 8) :
						       brief(300, 60);
		feed.len = lens[i];
		ASSERT_TRUE(group_run(&self->group, 0));
		EXPECT_THREADS_OK(&self->group);
		ASSERT_EQ(0, dc_hash(feed.fd, feed.ses, COP_FLAG_FINAL, NULL, 0,
				     digest));
		for (n = 0; n < CREW * self->group.rounds; n++)
			ASSERT_EQ(0, dc_hash(feed.fd, twin, COP_FLAG_UPDATE,
					     feed.bytes, lens[i], NULL));
		ASSERT_EQ(0, dc_hash(feed.fd, twin, COP_FLAG_FINAL, NULL, 0,
				     want));
		EXPECT_TRUE(same(digest, want, 32));
	}
}

/* Sessions whose running hashes are copied in both directions. */
struct pair {
	int fd;
	uint32_t ses[2];
};

static void copy_work(struct group_thread *thread)
{
	struct pair *pair = thread->group->data;
	struct cphash_op op = {
		.dst_ses = pair->ses[thread->nr % 2],
		.src_ses = pair->ses[(thread->nr + 1) % 2],
	};
	int err = dc_ioctl(pair->fd, CIOCCPHASH, &op);

	if (err)
		thread_failed(thread, "error", err);
}

TEST_F(threads, hashes_copied_both_ways)
{
	static struct pair pair;
	uint8_t want[2][32], digest[32];
	int i;

	pair.fd = self->fd;
	for (i = 0; i < 2; i++) {
		ASSERT_EQ(0, dc_session(pair.fd, 0, NULL, 0, CRYPTO_SHA2_256,
					NULL, 0, &pair.ses[i]));
		ASSERT_EQ(0, dc_hash(pair.fd, pair.ses[i], 0, i ? "yes" : "no",
				     2, want[i]));
		ASSERT_EQ(0, dc_hash(pair.fd, pair.ses[i], COP_FLAG_UPDATE,
				     i ? "yes" : "no", 2, NULL));
	}
	self->group.work = copy_work;
	self->group.data = &pair;
	ASSERT_TRUE(group_run(&self->group, TIME));
	EXPECT_THREADS_OK(&self->group);
	for (i = 0; i < 2; i++) {
		ASSERT_EQ(0, dc_hash(pair.fd, pair.ses[i], COP_FLAG_FINAL, NULL,
				     0, digest));
		EXPECT_TRUE(same(digest, want[0], 32) ||
			    same(digest, want[1], 32));
	}
}

TEST_HARNESS_MAIN
