// SPDX-License-Identifier: GPL-2.0
/*
 * One process: it has sessions of each kind and uses them in single calls and
 * in batches, which it waits for, reaps or abandons. Each result must equal
 * libcrypto's.
 */
#include <stdlib.h>

#include "lib/async.h"
#include "lib/reference.h"
#include "lib/thread_load.h"
#include "soak.h"

#define BATCH	4

static const struct {
	uint32_t cipher, keylen, mac, mackeylen, digest_len;
} kinds[SOAK_KINDS] = {
	{ CRYPTO_AES_CBC, 16, 0, 0, 0 },
	{ CRYPTO_AES_CTR, 32, 0, 0, 0 },
	{ CRYPTO_AES_GCM, 16, 0, 0, 0 },
	{ 0, 0, CRYPTO_SHA2_256, 0, 32 },
	{ 0, 0, CRYPTO_SHA1_HMAC, 20, 20 },
};

static const struct ref_cipher refs[] = {
	{ CRYPTO_AES_CBC, "AES-%u-CBC", MODE_CBC, 16, 16, 16, false, { 0 } },
	{ CRYPTO_AES_CTR, "AES-%u-CTR", MODE_CTR, 1, 1, 16, false, { 0 } },
	{ CRYPTO_AES_GCM, "AES-%u-GCM", MODE_CTR, 1, 1, 12, false, { 0 } },
};

/**
 * struct worker - a process
 * @fd: the device
 * @sessions: number of sessions
 * @ses: the sessions; number modulo SOAK_KINDS is the kind
 * @room: outputs of a batch
 * @left: outputs of an abandoned batch, written at an unknown time
 * @digest: digests of the batch
 * @state: state of the random numbers
 * @may_be_gone: the device may be missing
 */
struct worker {
	int fd;
	int sessions;
	uint32_t *ses;
	uint8_t *room[BATCH];
	uint8_t *left;
	uint8_t digest[BATCH][64];
	uint32_t state;
	bool may_be_gone;
};

static uint8_t key[32];
static struct thread_load shares[SOAK_KINDS];

static uint32_t random_of(struct worker *w, uint32_t n)
{
	w->state = w->state * 1664525 + 1013904223;
	return (w->state >> 8) % n;
}

static void prepare_cipher(struct thread_load *s, int kind)
{
	struct ref_key k = { .cipher = &refs[kind], .len = kinds[kind].keylen };
	int i;

	memcpy(k.key, key, k.len);
	ref_key_init(&k);
	for (i = 0; i < LOAD_LENGTHS; i++) {
		if (s->aead)
			ref_seal(&k, s->iv, 12, s->iv, 16, s->in,
				 load_lengths[i], s->out[i], TAG_LEN);
		else
			ref_crypt(&k, COP_ENCRYPT, s->iv, s->in,
				  load_lengths[i], s->out[i]);
	}
	ref_key_free(&k);
}

static void prepare_hash(struct thread_load *s, int kind)
{
	const struct ref_hash *h = ref_hashes;
	int i;

	while (h->number != kinds[kind].mac)
		h++;
	for (i = 0; i < LOAD_LENGTHS; i++)
		ref_digest(h, key, kinds[kind].mackeylen, s->in,
			   load_lengths[i], s->digest[i]);
}

/* Once per kind: otherwise all processes have the kernel load its modules. */
static bool try_kinds(void)
{
	int kind, err = 0, fd = dc_open();
	uint32_t ses;

	for (kind = 0; kind < SOAK_KINDS && !err; kind++)
		err = dc_session(fd, kinds[kind].cipher, key,
				 kinds[kind].keylen, kinds[kind].mac, key,
				 kinds[kind].mackeylen, &ses);
	close(fd);
	return !err;
}

/**
 * soak_prepare() - compute the expected results with libcrypto
 *
 * Call it once, before the processes start.
 *
 * Return: true if the device exists and supports the algorithms.
 */
bool soak_prepare(void)
{
	int kind, i;

	ref_init();
	fill(key, sizeof(key), 7);
	for (kind = 0; kind < SOAK_KINDS; kind++) {
		struct thread_load *s = &shares[kind];

		s->aead = kinds[kind].cipher == CRYPTO_AES_GCM;
		s->tag_len = s->aead ? TAG_LEN : 0;
		s->digest_len = kinds[kind].digest_len;
		s->in = pages(LOAD_LONGEST);
		fill(s->in, LOAD_LONGEST, kind);
		fill(s->iv, sizeof(s->iv), kind + 1000);
		for (i = 0; i < LOAD_LENGTHS; i++)
			s->out[i] = pages(load_lengths[i] + TAG_LEN);
		if (kinds[kind].cipher)
			prepare_cipher(s, kind);
		else
			prepare_hash(s, kind);
	}
	return try_kinds();
}

/* Counts an error; expected errors are not failures. */
static void count_error(const char *what, int err)
{
	if (err == -ENOMEM)
		soak_count(&soak_counts->no_memory, 1);
	else if (err == -EBUSY)
		soak_count(&soak_counts->busy, 1);
	else
		soak_bad(what, err);
}

static bool make_session(struct worker *w, int i)
{
	int kind = i % SOAK_KINDS;
	int err = dc_session(w->fd, kinds[kind].cipher, key, kinds[kind].keylen,
			     kinds[kind].mac, key, kinds[kind].mackeylen,
			     &w->ses[i]);

	if (!err) {
		soak_count(&soak_counts->sessions, 1);
		return true;
	}
	w->ses[i] = 0;
	/* The driver is being unloaded, or is not loaded yet. */
	if (!w->may_be_gone || (err != -ENOENT && err != -EAGAIN))
		count_error("cannot make a session", err);
	return false;
}

static void close_file(struct worker *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

static bool open_file(struct worker *w)
{
	int i;

	w->fd = dc_open();
	if (w->fd < 0 && errno == ENOMEM) {
		count_error("", -ENOMEM);
		return false;
	}
	if (w->fd < 0) {
		if (w->may_be_gone)
			soak_count(&soak_counts->unaware, 1);
		else
			soak_bad("cannot open the device", errno);
		usleep(1000);
		return false;
	}
	for (i = 0; i < w->sessions; i++)
		make_session(w, i);
	return true;
}

/* Chooses a session and a length; false if the session does not exist. */
static bool choose(struct worker *w, int *i, int *len)
{
	*i = random_of(w, w->sessions);
	*len = random_of(w, LOAD_LENGTHS);
	return w->ses[*i] || make_session(w, *i);
}

static void judge(const struct thread_load *s, int len, int err,
		  const uint8_t *dst, const uint8_t *digest)
{
	const char *fault;

	if (err) {
		count_error("a request", err);
		return;
	}
	fault = load_fault(s, len, dst, digest);
	if (fault)
		soak_bad(fault, load_lengths[len]);
	else
		soak_count(&soak_counts->right, 1);
}

static void one_call(struct worker *w)
{
	struct request r;
	struct thread_load *s;
	int i, len;

	if (!choose(w, &i, &len))
		return;
	s = &shares[i % SOAK_KINDS];
	memset(w->room[0], 0xa5, LOAD_LONGEST + TAG_LEN);
	r = load_request(s, len, w->room[0], w->digest[0]);
	r.ses = w->ses[i];
	judge(s, len, request_run(w->fd, &r), w->room[0], w->digest[0]);
}

/*
 * Prepares so many requests; their user data holds the session and the length.
 */
static int fill_batch(struct worker *w, struct cryptodev_req *reqs)
{
	int n, i, len;

	for (n = 0; n < BATCH && choose(w, &i, &len); n++) {
		struct thread_load *s = &shares[i % SOAK_KINDS];

		memset(w->room[n], 0xa5, LOAD_LONGEST + TAG_LEN);
		reqs[n] = (struct cryptodev_req) {
			.ses = w->ses[i], .len = load_lengths[len],
			.flags = random_of(w, 4) ? 0 : worker_flag(),
			.src = (uintptr_t)s->in, .iv = (uintptr_t)s->iv,
			.dst = (uintptr_t)w->room[n],
			.aad = (uintptr_t)s->iv, .aad_len = s->aead ? 16 : 0,
			.mac = (uintptr_t)w->digest[n],
			.user_data = n << 16 | (i % SOAK_KINDS) << 8 | len,
		};
	}
	return n;
}

static void judge_of(struct worker *w, uint64_t user_data, int err)
{
	int n = user_data >> 16;

	judge(&shares[user_data >> 8 & 0xff], user_data & 0xff, err,
	      w->room[n], w->digest[n]);
}

static void waited_batch(struct worker *w)
{
	struct cryptodev_req reqs[BATCH];
	int i, n = fill_batch(w, reqs);
	int done = n ? dc_submit(w->fd, CRYPTODEV_SUBMIT_WAIT, reqs, n) : 0;

	if (done != n)
		count_error("a batch", done < 0 ? done : -EBUSY);
	for (i = 0; i < done; i++)
		judge_of(w, reqs[i].user_data, reqs[i].result);
}

static void fetched_batch(struct worker *w)
{
	struct cryptodev_result results[BATCH];
	struct cryptodev_req reqs[BATCH];
	int i, got, n = fill_batch(w, reqs);
	int done = n ? dc_submit(w->fd, 0, reqs, n) : 0;

	if (done < 0)
		count_error("a batch", done);
	for (; done > 0; done -= got) {
		got = dc_reap(w->fd, results, 1, done, 0);
		if (got < 1) {
			count_error("fetching", got);
			return;
		}
		for (i = 0; i < got; i++)
			judge_of(w, results[i].user_data, results[i].result);
	}
}

/* Requests in flight end with the file, or without. */
static void left_batch(struct worker *w)
{
	struct cryptodev_req reqs[BATCH];
	int i, n, done;

	if (w->fd < 0)
		return;
	n = fill_batch(w, reqs);
	for (i = 0; i < n; i++)
		reqs[i].dst = reqs[i].mac = (uintptr_t)w->left;
	done = n ? dc_submit(w->fd, 0, reqs, n) : 0;
	if (done > 0)
		soak_count(&soak_counts->left, done);
	close_file(w);
}

static void another_session(struct worker *w)
{
	int i = random_of(w, w->sessions);

	if (w->ses[i] && dc_free(w->fd, w->ses[i]))
		soak_bad("cannot free a session", w->ses[i]);
	make_session(w, i);
}

/**
 * soak_worker() - use the device until killed
 * @sessions: number of sessions
 * @seed: of the process's random numbers
 * @may_be_gone: the module may be unloaded and loaded again
 */
void soak_worker(int sessions, unsigned int seed, bool may_be_gone)
{
	struct worker w = {
		.fd = -1, .sessions = sessions, .state = seed,
		.may_be_gone = may_be_gone,
		.ses = calloc(sessions, sizeof(*w.ses)),
	};
	int i;

	for (i = 0; i < BATCH; i++)
		w.room[i] = pages(LOAD_LONGEST + TAG_LEN);
	w.left = pages(LOAD_LONGEST + TAG_LEN);
	for (;;) {
		uint32_t what = random_of(&w, 64);

		if (w.fd < 0 && !open_file(&w))
			continue;
		if (what < 30)
			one_call(&w);
		else if (what < 44)
			waited_batch(&w);
		else if (what < 58)
			fetched_batch(&w);
		else if (what < 62)
			another_session(&w);
		else if (what < 63)
			left_batch(&w);
		/* Now and then no process has the device open. */
		if (may_be_gone && what % 4 == 0) {
			left_batch(&w);
			usleep(random_of(&w, 50000));
		}
	}
}
