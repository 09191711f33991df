// SPDX-License-Identifier: GPL-2.0
/*
 * request_flags [N]: instructions per request with each flag that a native request
 * can have, beside the same request without it. Each request is a CRYPTODEV_SUBMIT
 * of its own; N small requests make a batch of measurements.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>

#include <crypto/cryptodev_native.h>

#include "measure.h"

/* Bytes of an ESP packet's text that fits in an Ethernet frame. */
#define PACKET		1408

#define ARRAYS		(CRYPTODEV_REQ_SRC_IOVEC | CRYPTODEV_REQ_DST_IOVEC)
#define ENTRIES		8
#define KEY_LEN		16
#define SALTED_KEY_LEN	20
#define MACKEY_LEN	32

static int fd;
static unsigned int batch = 200;

static uint8_t *src, *dst;
static uint8_t key[64], iv[BENCH_IV_MAX], aad[16];
static struct iovec src_ranges[ENTRIES], dst_ranges[ENTRIES];

enum kind { CBC, GCM, RFC4106, ETM, ETM_ESN };

static const struct session {
	uint32_t flags, cipher, keylen, mac, mackeylen, tag;
} sessions[] = {
	[CBC] = { 0, CRYPTO_AES_CBC, KEY_LEN, 0, 0, 0 },
	[GCM] = { 0, CRYPTO_AES_GCM, KEY_LEN, 0, 0, 16 },
	[RFC4106] = { 0, CRYPTO_AES_GCM_16, SALTED_KEY_LEN, 0, 0, 16 },
	[ETM] = { CRYPTODEV_CREATE_ETM, CRYPTO_AES_CBC, KEY_LEN,
		  CRYPTO_SHA2_256_HMAC, MACKEY_LEN, 32 },
	[ETM_ESN] = { CRYPTODEV_CREATE_ETM | CRYPTODEV_CREATE_ESN,
		      CRYPTO_AES_CBC, KEY_LEN, CRYPTO_SHA2_256_HMAC, MACKEY_LEN,
		      32 },
};

static const struct {
	struct figure figure;
	enum kind kind;
	uint32_t flags;
	uint32_t aad_len;
} cases[] = {
	{ { "aes-128-cbc,submit", 16, "dev" }, CBC, 0, 0 },
	{ { "aes-128-cbc,submit", 4096, "dev" }, CBC, 0, 0 },
	{ { "aes-128-cbc,submit", 65520, "dev" }, CBC, 0, 0 },
	{ { "aes-128-cbc,iovec-8", 128, "dev" }, CBC, ARRAYS, 0 },
	{ { "aes-128-cbc,iovec-8", 4096, "dev" }, CBC, ARRAYS, 0 },
	{ { "aes-128-cbc,iovec-8", 65408, "dev" }, CBC, ARRAYS, 0 },
	{ { "aes-128-cbc,key", 16, "dev" }, CBC, CRYPTODEV_REQ_KEY, 0 },
	{ { "aes-128-cbc,iv-random", 16, "dev" }, CBC,
	  CRYPTODEV_REQ_IV_RANDOM, 0 },
	{ { "aes-128-gcm,submit", 16, "dev" }, GCM, 0, 0 },
	{ { "aes-128-gcm,key", 16, "dev" }, GCM, CRYPTODEV_REQ_KEY, 0 },
	{ { "aes-128-gcm,iv-random", 16, "dev" }, GCM,
	  CRYPTODEV_REQ_IV_RANDOM, 0 },
	{ { "aes-128-gcm,iv-counter", 16, "dev" }, GCM,
	  CRYPTODEV_REQ_IV_COUNTER, 0 },
	{ { "rfc4106,submit", PACKET, "dev" }, RFC4106, 0, 8 },
	{ { "rfc4106,esn", PACKET, "dev" }, RFC4106, CRYPTODEV_REQ_ESN, 8 },
	{ { "etm-cbc-sha256,submit", PACKET, "dev" }, ETM, 0, 8 },
	{ { "etm-cbc-sha256,esn", PACKET, "dev" }, ETM_ESN, CRYPTODEV_REQ_ESN,
	  8 },
};

static uint32_t make_session(const struct session *s)
{
	struct cryptodev_create c = {
		.size = sizeof(c), .flags = s->flags, .cipher = s->cipher,
		.mac = s->mac, .keylen = s->keylen, .mackeylen = s->mackeylen,
		.key = (uintptr_t)key, .mackey = (uintptr_t)key,
	};

	if (ioctl(fd, CRYPTODEV_CREATE, &c))
		fail("CRYPTODEV_CREATE");
	return c.ses;
}

/* Ranges that are not adjacent, of equal lengths. */
static void fill_ranges(struct iovec *ranges, uint8_t *at, unsigned int bytes)
{
	unsigned int i, each = bytes / ENTRIES;

	for (i = 0; i < ENTRIES; i++)
		ranges[i] = (struct iovec) { at + i * (each + 64), each };
}

static void use_arrays(struct cryptodev_req *r)
{
	fill_ranges(src_ranges, src, r->len);
	fill_ranges(dst_ranges, dst, r->len);
	r->src = (uintptr_t)src_ranges;
	r->dst = (uintptr_t)dst_ranges;
	r->src_nr = ENTRIES;
	r->dst_nr = ENTRIES;
}

static int submit_one(void *req)
{
	struct cryptodev_req *r = req;
	struct cryptodev_submit s = {
		.size = sizeof(s), .flags = CRYPTODEV_SUBMIT_WAIT, .nr = 1,
		.req_size = sizeof(*r), .reqs = (uintptr_t)r,
	};

	if (ioctl(fd, CRYPTODEV_SUBMIT, &s) != 1)
		return -1;
	errno = -r->result;
	return r->result ? -1 : 0;
}

static int measure_case(unsigned int i)
{
	const struct session *s = &sessions[cases[i].kind];
	unsigned int bytes = cases[i].figure.bytes;
	uint32_t ses = make_session(s);
	struct cryptodev_req r = {
		.ses = ses, .flags = cases[i].flags, .len = bytes,
		.src = (uintptr_t)src, .dst = (uintptr_t)dst,
		.iv = (uintptr_t)iv, .aad = (uintptr_t)aad,
		.aad_len = cases[i].aad_len, .key = (uintptr_t)key,
		.keylen = s->keylen, .esn = 1,
	};
	int err;

	if (r.flags & ARRAYS)
		use_arrays(&r);
	err = measure(&cases[i].figure, submit_one, &r, bench_ops(batch, bytes));
	session_close(fd, ses);
	return err;
}

int main(int argc, char **argv)
{
	int status = EXIT_SUCCESS;
	unsigned int i;

	if (argc > 1)
		batch = atoi(argv[1]);
	fd = device_open();
	src = buffer(BENCH_OUT_MAX + ENTRIES * 64, 0x5a);
	dst = buffer(BENCH_OUT_MAX + ENTRIES * 64, 0);
	for (i = 0; i < ARRAY_SIZE(cases); i++)
		if (measure_case(i))
			status = EXIT_FAILURE;
	return status;
}
