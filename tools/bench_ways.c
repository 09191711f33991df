// SPDX-License-Identifier: GPL-2.0
/*
 * Takes one measurement: of the device, with one request in flight or with many,
 * of libcrypto, or of AF_ALG.
 */
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../bench/af_alg.h"
#include "bench.h"
#include "evp.h"

/* The distance between the outputs of two requests, in bytes. */
#define ROOM(bytes)	(((bytes) + ALG_OUT_MAX + 4095) / 4096 * 4096)

static const unsigned char key[CRYPTO_CIPHER_MAX_KEY_LEN] =
	"sixty-four bytes that are known to everybody, and not a secret";
static const unsigned char iv[ALG_IV_MAX];
static unsigned char *src, *dst;

/**
 * bench_by_name() - name an implementation
 * @by: the implementation
 */
const char *bench_by_name(enum bench_by by)
{
	static const char *const names[] = {
		[BY_DEVICE] = "device",
		[BY_LIBCRYPTO] = "libcrypto",
		[BY_AF_ALG] = "af_alg",
	};

	return names[by];
}

static void alloc_buffers(void)
{
	if (src)
		return;
	src = buffer_alloc(BENCH_SIZE_MAX);
	dst = buffer_alloc(ROOM(BENCH_SIZE_MAX));
	memset(src, 1, BENCH_SIZE_MAX);
	memset(dst, 1, ROOM(BENCH_SIZE_MAX));
}

/**
 * bench_repeat() - submit a request again and again, and wait for it each time
 * @ses: its session
 * @req: the request
 * @ms: milliseconds to go on for
 *
 * The caller ends the clock with bench_clock_end().
 *
 * Return: 0 or an errno.
 */
int bench_repeat(const struct session *ses, struct cryptodev_req *req,
		 unsigned int ms)
{
	int64_t before;
	int error;

	bench_clock_begin(ms);
	do {
		before = bench_now();
		error = device_submit(ses->fd, req, 1) ?: -req->result;
		bench_clock_add(bench_now() - before);
	} while (!error && bench_clock_more());
	return error;
}

/*
 * The functions below return 0 or an errno; ENOENT means that the implementation
 * lacks the algorithm.
 */

/* With one request in flight, the call waits for it. */
static int one_by_one(const struct session *ses, const struct point *point,
		      unsigned int ms)
{
	struct cryptodev_req req;

	session_request(ses, &req, src, point->bytes, dst, iv);
	return bench_repeat(ses, &req, ms);
}

static int submit(int fd, struct cryptodev_req *req, int64_t *begun)
{
	struct cryptodev_submit submit = {
		.size = sizeof(submit), .nr = 1, .req_size = sizeof(*req),
		.reqs = address(req),
	};

	*begun = bench_now();
	return ioctl(fd, CRYPTODEV_SUBMIT, &submit) == 1 ? 0 : errno;
}

/*
 * Fetches one result or more, and submits as many requests again while there is
 * time. Subtracts from @left the requests that are no longer in flight.
 */
static int fetch(int fd, struct cryptodev_req *reqs, int64_t *begun,
		 unsigned int depth, bool more, unsigned int *left)
{
	struct cryptodev_result results[BENCH_DEPTH_MAX];
	struct cryptodev_reap reap = {
		.size = sizeof(reap), .min = 1, .max = depth,
		.results = address(results),
	};
	int got = ioctl(fd, CRYPTODEV_REAP, &reap), error, i;

	error = got < 0 ? errno : 0;
	for (i = 0; i < got && !error; i++) {
		unsigned int which = results[i].user_data;

		bench_clock_add(bench_now() - begun[which]);
		error = -results[i].result;
		if (!error && more)
			error = submit(fd, &reqs[which], &begun[which]);
		*left -= !more;
	}
	return error;
}

/* The requests share their input; each has its own output. */
static int many(const struct session *ses, const struct point *point,
		unsigned int ms)
{
	struct cryptodev_req reqs[BENCH_DEPTH_MAX];
	size_t room = ROOM(point->bytes);
	unsigned int i, depth = point->depth, left = depth;
	int64_t begun[BENCH_DEPTH_MAX];
	unsigned char *outs;
	bool more = true;
	int error = 0;

	outs = buffer_alloc(depth * room);
	memset(outs, 1, depth * room);
	bench_clock_begin(ms);
	for (i = 0; i < depth && !error; i++) {
		session_request(ses, &reqs[i], src, point->bytes,
				outs + i * room, iv);
		reqs[i].user_data = i;
		error = submit(ses->fd, &reqs[i], &begun[i]);
	}
	while (left && !error) {
		more = more && bench_clock_more();
		error = fetch(ses->fd, reqs, begun, depth, more, &left);
	}
	buffer_free(outs, depth * room);
	return error;
}

static int by_device(struct point *point, unsigned int ms)
{
	struct session ses;
	int fd = device_open(), error;

	error = session_try(&ses, fd, point->of->alg, key, point->of->key_len);
	if (!error)
		error = point->depth == 1 ? one_by_one(&ses, point, ms) :
					    many(&ses, point, ms);
	bench_clock_end(point);
	/* Frees the session and, after a failure, the requests in flight too. */
	close(fd);
	return error;
}

static int by_libcrypto(struct point *point, unsigned int ms)
{
	struct evp_op op;
	int64_t before;
	bool good;

	good = evp_begin(&op, point->of->alg, key, point->of->key_len);
	bench_clock_begin(ms);
	while (good) {
		before = bench_now();
		good = evp_crypt(&op, src, point->bytes, dst);
		bench_clock_add(bench_now() - before);
		if (!bench_clock_more())
			break;
	}
	bench_clock_end(point);
	evp_end(&op);
	return good ? 0 : ENOENT;
}

static int by_af_alg(struct point *point, unsigned int ms)
{
	static const enum bench_kind kinds[] = {
		[ALG_CIPHER] = BENCH_CIPHER, [ALG_AEAD] = BENCH_AEAD,
		[ALG_HASH] = BENCH_HASH, [ALG_MAC] = BENCH_HASH,
	};
	const struct alg *what = point->of->alg;
	struct bench_alg alg = {
		.kernel_name = what->transform,
		.kind = kinds[what->kind],
		.key_len = point->of->key_len,
		.iv_len = what->iv_len,
		.out_len = what->out_len,
	};
	struct af_alg_op op = {
		.alg = &alg, .bytes = point->bytes, .src = src, .dst = dst,
	};
	int64_t before;
	bool good;

	good = !af_alg_begin(&op);
	bench_clock_begin(ms);
	while (good) {
		before = bench_now();
		good = !af_alg_crypt(&op);
		bench_clock_add(bench_now() - before);
		if (!bench_clock_more())
			break;
	}
	bench_clock_end(point);
	af_alg_end(&op);
	return good ? 0 : ENOENT;
}

/**
 * bench_measure() - take one measurement
 * @point: subject, implementation, bytes and depth filled in; out: the figures
 * @ms: its milliseconds
 *
 * Return: 0 or an errno; ENOENT if the implementation lacks the algorithm.
 */
int bench_measure(struct point *point, unsigned int ms)
{
	alloc_buffers();
	switch (point->by) {
	case BY_DEVICE:
		return by_device(point, ms);
	case BY_LIBCRYPTO:
		return by_libcrypto(point, ms);
	default:
		/* af_alg.c has no way to pass a nonce, or to reach our transforms. */
		return point->of->alg->flags & (ALG_NONCE | ALG_OWN) ?
		       ENOENT : by_af_alg(point, ms);
	}
}
