// SPDX-License-Identifier: GPL-2.0
/*
 * copy_threshold BY [N]: instructions per AES-128-CBC operation around the size
 * from which the module pins memory instead of copying it. Runs on modules that
 * differ only in ZC_COPY_MAX show the best value of it; BY names the module. If BY
 * is no-zc, the program sets COP_FLAG_NO_ZC: the module copies each request.
 *
 * An output that fits in a page lies in one page: only then can the module copy.
 *
 * The count of a copy is too high: copy_from_user() is one string instruction,
 * which counts once for each byte, and every CPU needs less time.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include <crypto/cryptodev.h>

#include "measure.h"

static const unsigned int sizes[] = {
	128, 256, 512, 768, 1024, 1280, 1536, 2048, 3072, 4096, 8192
};

static int fd;

static int crypt_once(void *arg)
{
	return ioctl(fd, CIOCCRYPT, arg);
}

int main(int argc, char **argv)
{
	unsigned int i, batch = argc > 2 ? atoi(argv[2]) : 200;
	struct figure figure = {
		.operation = "copy-threshold",
		.by = argc > 1 ? argv[1] : "dev",
	};
	uint8_t iv[BENCH_IV_MAX] = {};
	struct crypt_op cop = {
		.src = buffer(8192, 1),
		.dst = buffer(8192, 2),
		.iv = iv,
	};

	fd = device_open();
	cop.ses = session_open(fd, alg_named("aes-128-cbc"));
	if (!strcmp(figure.by, "no-zc"))
		cop.flags = COP_FLAG_NO_ZC;
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		figure.bytes = sizes[i];
		cop.len = sizes[i];
		if (measure(&figure, crypt_once, &cop,
			    bench_ops(batch, sizes[i])))
			return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
