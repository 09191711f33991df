// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Prints SHA-256 digests of files in the format of sha256sum:
 *
 *   sha256 FILE...
 *
 * The session keeps the state of the hash between calls, so a file may have any
 * size.
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

#define DIGEST_LEN	32
#define CHUNK		(64 * 1024)

static unsigned char buf[CHUNK];

static int make_session(int fd, struct crypt_op *cop)
{
	struct session_op sop = { .mac = CRYPTO_SHA2_256 };

	if (ioctl(fd, CIOCGSESSION, &sop))
		return -1;
	*cop = (struct crypt_op) { .ses = sop.ses };
	return 0;
}

/* COP_FLAG_RESET discards the state that is left if reading a file fails. */
static int digest(int fd, struct crypt_op *cop, int file, unsigned char *out)
{
	__u16 reset = COP_FLAG_RESET;
	ssize_t len;

	while ((len = read(file, buf, CHUNK)) > 0) {
		cop->src = buf;
		cop->len = len;
		cop->flags = COP_FLAG_UPDATE | reset;
		if (ioctl(fd, CIOCCRYPT, cop))
			return -1;
		reset = 0;
	}
	if (len < 0)
		return -1;
	cop->src = NULL;
	cop->len = 0;
	cop->mac = out;
	cop->flags = COP_FLAG_FINAL | reset;
	return ioctl(fd, CIOCCRYPT, cop);
}

int main(int argc, char **argv)
{
	unsigned char out[DIGEST_LEN];
	struct crypt_op cop;
	int fd, file, failed, i, j, status = 0;

	if (argc < 2)
		errx(2, "usage: sha256 FILE...");
	fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err(1, "/dev/crypto");
	if (make_session(fd, &cop))
		err(1, "SHA-256: CIOCGSESSION");

	for (i = 1; i < argc; i++) {
		file = open(argv[i], O_RDONLY | O_CLOEXEC);
		failed = file < 0 || digest(fd, &cop, file, out);
		if (failed) {
			warn("%s", argv[i]);
			status = 1;
		}
		if (file >= 0)
			close(file);
		for (j = 0; j < DIGEST_LEN && !failed; j++)
			printf("%02x", out[j]);
		if (!failed)
			printf("  %s\n", argv[i]);
	}
	close(fd);
	return status;
}
