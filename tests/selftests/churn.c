// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions, descriptors and pages that disappear while a call uses them: the
 * call succeeds with the right result, or fails with EINVAL, EBADF or EFAULT.
 */
#include "../kselftest_harness.h"
#include "lib/cases.h"
#include "lib/pins.h"
#include "lib/thread_load.h"

#define CREW	6

/* Seconds that the threads run: at least five time slices of each. */
#define TIME	brief(1.2, 0.3)

#define SLOTS	4

/**
 * struct market - sessions that threads replace
 * @fd: the device
 * @key: the key of each slot's session
 * @ses: that session; it may just have been freed
 * @want: the expected ciphertext for each key
 * @right: calls that succeeded
 * @gone: calls whose session had been freed
 */
struct market {
	int fd;
	bool aead;
	uint8_t key[SLOTS][16];
	volatile uint32_t ses[SLOTS];
	struct thread_load want[SLOTS];
	long right, gone;
};

static int open_session(struct market *m, int slot, uint32_t *ses)
{
	return dc_session(m->fd, m->aead ? CRYPTO_AES_GCM : CRYPTO_AES_CBC,
			  m->key[slot], 16, 0, NULL, 0, ses);
}

/* Two threads replace their own sessions; the others use all sessions. */
static void shared_sessions_work(struct group_thread *thread)
{
	struct market *m = thread->group->data;
	int slot = thread->done % SLOTS, i = thread->done % LOAD_LENGTHS, err;
	const struct thread_load *want = &m->want[slot];
	uint8_t *room, digest[64];
	struct request r;
	const char *fault;
	uint32_t ses;

	if (thread->nr < 2) {
		slot = slot / 2 * 2 + thread->nr;
		err = dc_free(m->fd, m->ses[slot]) ?:
		      open_session(m, slot, &ses);
		if (err)
			thread_failed(thread, "cannot replace a session", err);
		else
			m->ses[slot] = ses;
		return;
	}
	room = pages(LOAD_LONGEST + TAG_LEN);
	memset(room, 0xa5, LOAD_LONGEST + TAG_LEN);
	r = load_request(want, i, room, digest);
	r.ses = m->ses[slot];
	err = request_run(m->fd, &r);
	if (!err) {
		fault = load_fault(want, i, room, digest);
		if (fault)
			thread_failed(thread, fault, i);
		__atomic_add_fetch(&m->right, 1, __ATOMIC_RELAXED);
	} else if (err == -EINVAL) {
		if (!all_are(room, LOAD_LONGEST + TAG_LEN, 0xa5))
			thread_failed(thread, "no session, but output was written", i);
		__atomic_add_fetch(&m->gone, 1, __ATOMIC_RELAXED);
	} else {
		thread_failed(thread, "error", err);
	}
	munmap(room, LOAD_LONGEST + TAG_LEN);
}

FIXTURE(churn) {
	int fd;
	long long pins;		/* before the test */
	struct thread_group group;
	struct market market;
};

FIXTURE_SETUP(churn)
{
	self->fd = dc_open();
	self->pins = pins_held();
	ASSERT_LE(0, self->fd);
	self->group.size = CREW;
}

FIXTURE_TEARDOWN(churn)
{
	close(self->fd);
	EXPECT_TRUE(pins_back_to(self->pins));
}

static void check_shared_sessions(struct __test_metadata *_metadata,
				  FIXTURE_DATA(churn) *self, bool aead)
{
	struct market *m = &self->market;
	uint32_t ses;
	int i;

	m->fd = self->fd;
	m->aead = aead;
	for (i = 0; i < SLOTS; i++) {
		fill(m->key[i], 16, i + 30);
		ASSERT_EQ(0, open_session(m, i, &ses));
		m->ses[i] = ses;
		m->want[i].fd = self->fd;
		m->want[i].ses = ses;
		m->want[i].aead = aead;
		ASSERT_EQ(0, load_init(&m->want[i], i));
	}
	self->group.work = shared_sessions_work;
	self->group.data = m;
	ASSERT_TRUE(group_run(&self->group, TIME));
	EXPECT_THREADS_OK(&self->group);
	EXPECT_LT(0, m->right);
	for (i = 0; i < SLOTS; i++)
		EXPECT_EQ(0, dc_free(self->fd, m->ses[i]));
}

TEST_F(churn, ciphers_freed_in_use)
{
	check_shared_sessions(_metadata, self, false);
}

TEST_F(churn, aeads_freed_in_use)
{
	check_shared_sessions(_metadata, self, true);
}

/*
 * Some threads create and free sessions of each kind, the others use their own.
 */
static void create_and_free_work(struct group_thread *thread)
{
	static const uint32_t kinds[][2] = {
		{ CRYPTO_AES_CBC, 0 }, { CRYPTO_AES_GCM, 0 },
		{ 0, CRYPTO_SHA2_256 }, { 0, CRYPTO_SHA1_HMAC },
		{ CRYPTO_AES_CTR, CRYPTO_SHA2_512_HMAC },
		{ CRYPTO_AES_CCM, 0 }, { CRYPTO_CAMELLIA_CBC, CRYPTO_MD5 },
		{ CRYPTO_NULL, 0 },
	};
	int fd = *(int *)thread->group->data, err, i, kind;
	uint8_t key[16] = "0123456789abcde";
	uint32_t ses[5];

	if (thread->nr % 2) {
		load_work(thread);
		return;
	}
	for (i = 0; i < 5; i++) {
		kind = (thread->done + thread->nr + i) % 8;
		err = dc_session(fd, kinds[kind][0], key, kind == 7 ? 0 : 16,
				 kinds[kind][1], key, 16, &ses[i]);
		if (err) {
			thread_failed(thread, "cannot make a session", err);
			return;
		}
	}
	while (i--) {
		err = dc_free(fd, ses[i]);
		if (err)
			thread_failed(thread, "cannot free it", err);
		err = dc_free(fd, ses[i]);
		if (err)
			thread_failed(thread, "cannot free it twice", err);
	}
}

TEST_F(churn, sessions_created_and_freed)
{
	static struct thread_load loads[CREW];
	uint8_t key[16] = { 0 };
	int i;

	for (i = 0; i < CREW; i++) {
		loads[i].fd = self->fd;
		loads[i].aead = i % 4 == 1;
		ASSERT_EQ(0, dc_session(self->fd, loads[i].aead ?
					CRYPTO_AES_GCM : CRYPTO_AES_CBC, key,
					16, 0, NULL, 0, &loads[i].ses));
		ASSERT_EQ(0, load_init(&loads[i], i));
		self->group.threads[i].data = &loads[i];
	}
	self->group.work = create_and_free_work;
	self->group.data = &self->fd;
	ASSERT_TRUE(group_run(&self->group, TIME));
	EXPECT_THREADS_OK(&self->group);
}

/* A call that is long enough for another event during it: many time slices. */
#define LONG	((uint32_t)brief(12 << 20, 4 << 20))

struct long_call {
	struct crypt_op op;
	int fd;
	volatile bool over;
	int err;
	pthread_t thread;
};

static void *long_main(void *arg)
{
	struct long_call *call = arg;

	call->err = dc_ioctl(call->fd, CIOCCRYPT, &call->op);
	call->over = true;
	return NULL;
}

/* Starts the call, and returns when the first of its output has appeared. */
static bool long_start(struct long_call *call, int fd)
{
	memset(call->op.dst, 0, 16);
	call->fd = fd;
	call->over = false;
	if (pthread_create(&call->thread, NULL, long_main, call))
		return false;
	while (!call->over && !*(volatile uint64_t *)call->op.dst)
		sched_yield();
	return true;
}

/* Computes a message of LONG bytes and its ciphertext. */
static void long_init(struct __test_metadata *_metadata, int fd,
		      struct long_call *call, uint8_t **secret)
{
	static uint8_t key[16], iv[16];

	memset(call, 0, sizeof(*call));
	call->op.len = LONG;
	call->op.src = pages(LONG);
	call->op.dst = pages(LONG);
	call->op.iv = iv;
	*secret = pages(LONG);
	fill(call->op.src, LONG, 3);
	ASSERT_EQ(0, dc_session(fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&call->op.ses));
	ASSERT_EQ(0, crypt_pieces(fd, call->op.ses, COP_ENCRYPT, call->op.src,
				  LONG, *secret, iv, 65536));
}

TEST_F(churn, session_freed_during_call)
{
	struct long_call call;
	uint8_t *secret;

	long_init(_metadata, self->fd, &call, &secret);
	ASSERT_TRUE(long_start(&call, self->fd));
	EXPECT_EQ(0, dc_free(self->fd, call.op.ses));
	ASSERT_EQ(0, pthread_join(call.thread, NULL));
	EXPECT_EQ(0, call.err);
	EXPECT_TRUE(same(call.op.dst, secret, LONG));
	EXPECT_EQ(-EINVAL, dc_bsd_free(self->fd, call.op.ses));
}

TEST_F(churn, descriptor_closed_during_call)
{
	struct long_call call;
	uint8_t *secret;
	uint32_t ses;
	int fd;

	fd = dc_open();
	ASSERT_LE(0, fd);
	long_init(_metadata, fd, &call, &secret);
	ASSERT_TRUE(long_start(&call, fd));
	/* the last descriptor of the file */
	EXPECT_EQ(0, close(fd));
	EXPECT_EQ(-EBADF, dc_free(fd, call.op.ses));
	ASSERT_EQ(0, pthread_join(call.thread, NULL));
	EXPECT_EQ(0, call.err);
	EXPECT_TRUE(same(call.op.dst, secret, LONG));
	EXPECT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, secret, 16, 0, NULL,
				0, &ses));
}

/* EFAULT if the memory is unmapped, unless the call ended before. */
static void check_unmapped(struct __test_metadata *_metadata,
			   FIXTURE_DATA(churn) *self, bool output, int prot)
{
	struct long_call call;
	uint8_t *secret, *there;
	uint32_t after = LONG / 2;
	int round;

	long_init(_metadata, self->fd, &call, &secret);
	for (round = 0; round < 3; round++) {
		there = output ? call.op.dst : call.op.src;
		ASSERT_TRUE(long_start(&call, self->fd));
		usleep(round * 5000);
		ASSERT_EQ(0, prot < 0 ? munmap(there + after, LONG - after) :
			  mprotect(there + after, LONG - after, prot));
		ASSERT_EQ(0, pthread_join(call.thread, NULL));
		EXPECT_TRUE(!call.err || call.err == -EFAULT) {
			TH_LOG("error %d", call.err);
		}
		/* after a success, the part that is still mapped is right */
		if (!call.err) {
			EXPECT_TRUE(same(call.op.dst, secret,
					 output ? after : LONG));
		}
		ASSERT_TRUE(mmap(there + after, LONG - after,
				 PROT_READ | PROT_WRITE,
				 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
			    != MAP_FAILED);
		fill(call.op.src, LONG, 3);
	}
	ASSERT_TRUE(long_start(&call, self->fd));
	ASSERT_EQ(0, pthread_join(call.thread, NULL));
	EXPECT_EQ(0, call.err);
	EXPECT_TRUE(same(call.op.dst, secret, LONG));
}

TEST_F(churn, source_unmapped_during_call)
{
	check_unmapped(_metadata, self, false, -1);
}

TEST_F(churn, destination_unmapped_during_call)
{
	check_unmapped(_metadata, self, true, -1);
}

TEST_F(churn, destination_made_read_only_during_call)
{
	check_unmapped(_metadata, self, true, PROT_READ);
}

/*
 * The same with short calls, copied and pinned, and more often: the first
 * thread unmaps the second half of the room and maps it again, the others use
 * both halves.
 */
struct flicker {
	int fd;
	uint32_t ses;
	uint8_t *edge;
};

static void unmap_work(struct group_thread *thread)
{
	struct flicker *f = thread->group->data;
	uint32_t len = thread->done % 2 ? 8192 : 512;
	uint8_t *half = f->edge - len / 2, own[8192], iv[16] = { 0 };
	int err;

	if (!thread->nr) {
		mprotect(f->edge, 4096, PROT_NONE);
		mprotect(f->edge, 4096, PROT_READ);
		mprotect(f->edge, 4096, PROT_READ | PROT_WRITE);
		madvise(f->edge, 4096, MADV_DONTNEED);
		return;
	}
	memset(own, 0xa5, len);
	err = dc_crypt(f->fd, f->ses, COP_ENCRYPT, 0, own, len, half, NULL, iv);
	if (err && err != -EFAULT)
		thread_failed(thread, "error of writing", err);
	else if (!all_are(own, len, 0xa5))
		thread_failed(thread, "written to the source", err);
	err = dc_crypt(f->fd, f->ses, COP_ENCRYPT, 0, half, len, own, NULL, iv);
	if (err && err != -EFAULT)
		thread_failed(thread, "error of reading", err);
	else if (err && !all_are(own, len, 0xa5))
		thread_failed(thread, "an error, but output was written", err);
	err = dc_crypt(f->fd, f->ses, COP_DECRYPT, 0, half, len, half, NULL, iv);
	if (err && err != -EFAULT)
		thread_failed(thread, "error in place", err);
}

TEST_F(churn, pages_unmapped_during_short_calls)
{
	static struct flicker flicker;

	flicker.fd = self->fd;
	flicker.edge = pages(8192) + 4096;
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, "0123456789abcde", 16,
				0, NULL, 0, &flicker.ses));
	self->group.work = unmap_work;
	self->group.data = &flicker;
	ASSERT_TRUE(group_run(&self->group, TIME));
	EXPECT_THREADS_OK(&self->group);
}

TEST_HARNESS_MAIN
