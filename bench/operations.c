// SPDX-License-Identifier: GPL-2.0
/*
 * operations [N]: instructions per operation through /dev/crypto and through
 * AF_ALG, between page-aligned buffers that have been touched before; N small
 * operations make a batch. Both must have the same result.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

#include "af_alg.h"
#include "measure.h"

static int fd;
static unsigned int batch = 200;
static int status;

static uint8_t *src, *dev_dst, *alg_dst;
static uint8_t iv[BENCH_IV_MAX];

static int crypt_once(void *arg)
{
	return ioctl(fd, CIOCCRYPT, arg);
}

/* The call changes its argument, so each call gets a fresh copy. */
static int auth_once(void *arg)
{
	struct crypt_auth_op caop = *(struct crypt_auth_op *)arg;

	return ioctl(fd, CIOCAUTHCRYPT, &caop);
}

static int measure_device(const struct figure *figure,
			  const struct bench_alg *alg, uint16_t flags,
			  uint8_t *dst)
{
	uint32_t ses = session_open(fd, alg);
	struct crypt_op cop = {
		.ses = ses,
		.flags = flags,
		.len = figure->bytes,
		.src = src,
		.dst = dst,
		.mac = dev_dst,
		.iv = alg->iv_len ? iv : NULL,
	};
	struct crypt_auth_op caop = {
		.ses = ses,
		.flags = flags,
		.len = figure->bytes,
		.src = src,
		.dst = dst,
		.tag_len = alg->out_len,
		.iv = iv,
		.iv_len = alg->iv_len,
	};
	unsigned int ops = bench_ops(batch, figure->bytes);
	int err;

	if (alg->kind == BENCH_AEAD)
		err = measure(figure, auth_once, &caop, ops);
	else
		err = measure(figure, crypt_once, &cop, ops);
	session_close(fd, ses);
	if (!err)
		print_copied(figure, alg, flags & COP_FLAG_NO_ZC);
	return err;
}

static int measure_af_alg(const struct figure *figure,
			  const struct bench_alg *alg)
{
	struct af_alg_op op = {
		.alg = alg,
		.bytes = figure->bytes,
		.src = src,
		.dst = alg_dst,
	};
	int err;

	err = af_alg_begin(&op);
	if (err)
		fprintf(stderr, "AF_ALG, %s: %m\n", alg->kernel_name);
	else
		err = measure(figure, af_alg_crypt, &op,
			      bench_ops(batch, figure->bytes));
	af_alg_end(&op);
	return err;
}

static void beside(const struct bench_alg *alg, unsigned int bytes)
{
	struct figure dev = { alg->name, bytes, "dev" };
	struct figure af_alg = { alg->name, bytes, "af_alg" };
	unsigned int out = alg->out_len;
	int err;

	if (alg->kind != BENCH_HASH)
		out += bytes;
	memset(dev_dst, 1, out);
	memset(alg_dst, 2, out);
	err = measure_device(&dev, alg, 0, dev_dst);
	err |= measure_af_alg(&af_alg, alg);
	if (err) {
		status = EXIT_FAILURE;
	} else if (memcmp(dev_dst, alg_dst, out)) {
		fprintf(stderr, "%s, %u bytes: the results differ\n",
			alg->name, bytes);
		status = EXIT_FAILURE;
	}
}

/* Flags that have a cost. */
static void flagged(void)
{
	static const struct {
		struct figure figure;
		uint16_t flags;
	} cases[] = {
		{ { "aes-128-cbc,write-iv", 16, "dev" }, COP_FLAG_WRITE_IV },
		{ { "aes-128-cbc,no-zc", 4096, "dev" }, COP_FLAG_NO_ZC },
		{ { "aes-128-cbc,no-zc", 65520, "dev" }, COP_FLAG_NO_ZC },
	};
	const struct bench_alg *cbc = alg_named("aes-128-cbc");
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		if (measure_device(&cases[i].figure, cbc, cases[i].flags,
				   dev_dst))
			status = EXIT_FAILURE;
}

/* Encrypts an AEAD's text in place; the tag follows it. */
static void in_place(void)
{
	static const unsigned int sizes[] = { 16, 4096, 65520 };
	const struct bench_alg *gcm = alg_named("aes-128-gcm");
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		struct figure figure = {
			"aes-128-gcm,in-place", sizes[i], "dev"
		};

		if (measure_device(&figure, gcm, 0, src))
			status = EXIT_FAILURE;
	}
}

static int call_getppid(void *arg)
{
	(void)arg;
	return getppid() < 0 ? -1 : 0;
}

/* A call with an unknown number. */
static int call_ioctl(void *arg)
{
	if (ioctl(fd, _IO('c', 255), arg) != -1)
		errno = EIO;
	return errno == ENOTTY ? 0 : -1;
}

/* The cheapest system calls: every interface has at least this cost. */
static void floors(void)
{
	static const struct figure getppid_figure = { "getppid", 0, "floor" };
	static const struct figure ioctl_figure = { "ioctl-enotty", 0, "floor" };

	if (measure(&getppid_figure, call_getppid, NULL, batch) ||
	    measure(&ioctl_figure, call_ioctl, NULL, batch))
		status = EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	unsigned int a, s;

	if (argc > 1)
		batch = atoi(argv[1]);
	fd = device_open();
	src = buffer(BENCH_OUT_MAX, 0x5a);
	dev_dst = buffer(BENCH_OUT_MAX, 0);
	alg_dst = buffer(BENCH_OUT_MAX, 0);

	for (a = 0; a < ARRAY_SIZE(bench_algs); a++)
		for (s = 0; s < ARRAY_SIZE(bench_sizes); s++)
			beside(&bench_algs[a], bench_sizes[s]);
	flagged();
	in_place();
	floors();
	return status;
}
