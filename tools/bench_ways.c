// SPDX-License-Identifier: GPL-2.0
/*
 * One measurement: by the device, with one request in flight or with many, by
 * libcrypto and by AF_ALG.
 */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../bench/af_alg.h"
#include "bench.h"
#include "evp.h"
#include "file.h"

/* Bytes from one request's output to the next's. */
#define ROOM(bytes)	(((bytes) + ALG_OUT_MAX + 4095) / 4096 * 4096)

static const unsigned char key[CRYPTO_CIPHER_MAX_KEY_LEN] =
	"sixty-four bytes that are known to everybody, and not a secret";
static const unsigned char iv[ALG_IV_MAX];
static unsigned char *src, *dst;

static void alloc_buffers(void)
{
	if (src)
		return;
	src = buffer_alloc(BENCH_SIZE_MAX);
	dst = buffer_alloc(ROOM(BENCH_SIZE_MAX));
	memset(src, 1, BENCH_SIZE_MAX);
	memset(dst, 1, ROOM(BENCH_SIZE_MAX));
}

/* One in flight: the call waits for it. */
static bool one_by_one(const struct session *ses, const struct point *point,
		       unsigned int ms)
{
	struct cryptodev_req req;
	int64_t before;

	session_request(ses, &req, src, point->bytes, dst, iv);
	bench_clock_begin(ms);
	do {
		before = bench_now();
		if (device_submit(ses->fd, &req, 1) || req.result)
			return false;
		bench_clock_add(bench_now() - before);
	} while (bench_clock_more());
	return true;
}

static bool submit(int fd, struct cryptodev_req *req, int64_t *begun)
{
	struct cryptodev_submit submit = {
		.size = sizeof(submit), .nr = 1, .req_size = sizeof(*req),
		.reqs = address(req),
	};

	*begun = bench_now();
	return ioctl(fd, CRYPTODEV_SUBMIT, &submit) == 1;
}

/* Fetches at least one result, and asks for as many again while there is time. */
static int fetch(int fd, struct cryptodev_req *reqs, int64_t *begun,
		 unsigned int depth, bool more)
{
	struct cryptodev_result results[BENCH_DEPTH_MAX];
	struct cryptodev_reap reap = {
		.size = sizeof(reap), .min = 1, .max = depth,
		.results = address(results),
	};
	int got = ioctl(fd, CRYPTODEV_REAP, &reap), i;

	for (i = 0; i < got; i++) {
		unsigned int which = results[i].user_data;

		if (results[i].result)
			return -1;
		bench_clock_add(bench_now() - begun[which]);
		if (more && !submit(fd, &reqs[which], &begun[which]))
			return -1;
	}
	return got;
}

/* The requests share an input; each has an output of its own. */
static bool many(const struct session *ses, const struct point *point,
		 unsigned int ms)
{
	struct cryptodev_req reqs[BENCH_DEPTH_MAX];
	size_t room = ROOM(point->bytes);
	unsigned int i, depth = point->depth, left = depth;
	int64_t begun[BENCH_DEPTH_MAX];
	unsigned char *outs;
	bool more = true;
	int got = 0;

	outs = buffer_alloc(depth * room);
	memset(outs, 1, depth * room);
	bench_clock_begin(ms);
	for (i = 0; i < depth; i++) {
		session_request(ses, &reqs[i], src, point->bytes,
				outs + i * room, iv);
		reqs[i].user_data = i;
		if (!submit(ses->fd, &reqs[i], &begun[i]))
			got = -1;
	}
	while (left && got >= 0) {
		more = more && bench_clock_more();
		got = fetch(ses->fd, reqs, begun, depth, more);
		left -= more ? 0 : got;
	}
	buffer_free(outs, depth * room);
	return got >= 0;
}

static bool by_device(struct point *point, unsigned int ms)
{
	struct session ses;
	int fd = device_open();
	bool good = false;

	if (!session_try(&ses, fd, point->alg, key, alg_usual_key(point->alg)))
		good = point->depth == 1 ? one_by_one(&ses, point, ms) :
					   many(&ses, point, ms);
	bench_clock_end(point);
	/* And with it the session, and what is in flight if that has failed. */
	close(fd);
	return good;
}

static bool by_libcrypto(struct point *point, unsigned int ms)
{
	struct evp_op op;
	int64_t before;
	bool good;

	good = evp_begin(&op, point->alg, key, alg_usual_key(point->alg));
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
	return good;
}

static bool by_af_alg(struct point *point, unsigned int ms)
{
	static const enum bench_kind kinds[] = {
		[ALG_CIPHER] = BENCH_CIPHER, [ALG_AEAD] = BENCH_AEAD,
		[ALG_HASH] = BENCH_HASH, [ALG_MAC] = BENCH_HASH,
	};
	struct bench_alg alg = {
		.kernel_name = point->alg->transform,
		.kind = kinds[point->alg->kind],
		.key_len = alg_usual_key(point->alg),
		.iv_len = point->alg->iv_len,
		.out_len = point->alg->out_len,
	};
	struct af_alg_op op = {
		.alg = &alg, .bytes = point->bytes, .src = src, .dst = dst,
	};
	int64_t before;
	bool good;

	if (point->alg->flags & ALG_NONCE)
		return false;
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
	return good;
}

/**
 * bench_measure() - measure
 * @point: algorithm, whose, bytes and depth filled in; out: the figures
 * @ms: for so many milliseconds
 *
 * Return: could that be done?
 */
bool bench_measure(struct point *point, unsigned int ms)
{
	alloc_buffers();
	switch (point->by) {
	case BY_DEVICE:
		return by_device(point, ms);
	case BY_LIBCRYPTO:
		return by_libcrypto(point, ms);
	default:
		return by_af_alg(point, ms);
	}
}
