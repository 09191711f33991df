// SPDX-License-Identifier: GPL-2.0
/*
 * copyfind BY [N]: instructions per AES-128-CBC operation around the size from
 * which requests are pinned, not copied. Run on modules that differ in nothing
 * but ZC_COPY_MAX, it shows where that belongs; BY names the module. With a BY
 * of no-zc, asks each request to be copied.
 *
 * The output lies in one page as long as it fits in one: only then can the
 * module copy.
 *
 * Counting does copies an injustice: copy_from_user() is one string
 * instruction, which is counted once a byte, and no CPU takes that long.
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
		.operation = "copyfind",
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
