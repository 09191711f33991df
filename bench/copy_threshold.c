// SPDX-License-Identifier: GPL-2.0
/*
 * copy_threshold BY [N]: instructions per AES-128-CBC operation around the length
 * from which the module pins memory instead of copying it. BY names the setting of
 * dev.crypto.copy_bytes.
 */
#include <stdlib.h>
#include <sys/ioctl.h>

#include <crypto/cryptodev.h>

#include "measure.h"

static const unsigned int sizes[] = {
	128, 256, 512, 1024, 2048, 3072, 4096, 8192, 16384, 32768
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
		.src = buffer(32768, 1),
		.dst = buffer(32768, 2),
		.iv = iv,
	};

	fd = device_open();
	cop.ses = session_open(fd, alg_named("aes-128-cbc"));
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		figure.bytes = sizes[i];
		cop.len = sizes[i];
		if (measure(&figure, crypt_once, &cop,
			    bench_ops(batch, sizes[i])))
			return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
