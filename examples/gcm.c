// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Encrypts or decrypts a file with AES-256-GCM, in one call:
 *
 *   gcm -e|-d [-a AAD] KEYFILE INPUT OUTPUT
 *
 * KEYFILE holds 64 hex digits. The encrypted file is the ciphertext, a tag of 16
 * bytes and a random nonce of 12 bytes. It verifies only with the same AAD, which
 * it does not contain. OUTPUT must not exist; after a failure the program removes
 * it. Both files are mapped and start on a page, so the driver processes them
 * without a copy.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

#include "hex.h"

#define KEY_LEN		32
#define TAG_LEN		16
#define NONCE_LEN	12
#define EXTRA		(TAG_LEN + NONCE_LEN)

static __u32 make_session(int fd, const char *key_file)
{
	unsigned char key[KEY_LEN];
	struct session_op sop = {
		.cipher = CRYPTO_AES_GCM,
		.key = key,
		.keylen = sizeof(key),
	};

	read_hex(key_file, key, sizeof(key));
	if (ioctl(fd, CIOCGSESSION, &sop))
		err(1, "AES-GCM: CIOCGSESSION");
	explicit_bzero(key, sizeof(key));
	return sop.ses;
}

static const char *why(int error)
{
	if (error == EBADMSG)
		return "does not verify: other key or AAD, or damaged";
	if (error == E2BIG)
		return "too long for one call: see dev.crypto.max_request_bytes";
	return strerror(error);
}

/* Maps a whole file. Returns NULL if the file is empty. */
static unsigned char *map_input(const char *name, size_t *size)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	void *addr = NULL;
	struct stat st;

	if (fd < 0 || fstat(fd, &st))
		err(1, "%s", name);
	if (st.st_size > ~0u - EXTRA)
		errx(1, "%s: %s", name, why(E2BIG));
	*size = st.st_size;
	if (*size)
		addr = mmap(NULL, *size, PROT_READ, MAP_SHARED, fd, 0);
	if (addr == MAP_FAILED)
		err(1, "%s: mmap", name);
	close(fd);
	return addr;
}

/* Makes and maps a new file, with room on the disk for all of it. */
static unsigned char *make_output(const char *name, size_t size)
{
	int fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	void *addr = NULL;

	if (fd < 0)
		err(1, "%s", name);
	if (size) {
		errno = posix_fallocate(fd, 0, size);
		addr = errno ? MAP_FAILED : mmap(NULL, size, PROT_READ | PROT_WRITE,
						 MAP_SHARED, fd, 0);
	}
	if (addr == MAP_FAILED) {
		warn("%s", name);
		unlink(name);
		exit(1);
	}
	close(fd);
	return addr;
}

int main(int argc, char **argv)
{
	unsigned char *in, *out, nonce[NONCE_LEN];
	struct crypt_auth_op caop = {};
	const char *aad = "";
	int fd, opt, op = -1;
	size_t size;

	while ((opt = getopt(argc, argv, "eda:")) != -1)
		if (opt == 'a')
			aad = optarg;
		else if (opt == 'e' || opt == 'd')
			op = opt == 'd' ? COP_DECRYPT : COP_ENCRYPT;
	if (op < 0 || argc - optind != 3)
		errx(2, "usage: gcm -e|-d [-a AAD] KEYFILE INPUT OUTPUT");
	argv += optind;

	fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err(1, "/dev/crypto");
	caop.ses = make_session(fd, argv[0]);
	in = map_input(argv[1], &size);
	if (op == COP_DECRYPT) {
		if (size < EXTRA)
			errx(1, "%s: too short to be sealed", argv[1]);
		memcpy(nonce, in + size - NONCE_LEN, NONCE_LEN);
		out = make_output(argv[2], size - EXTRA);
		caop.len = size - NONCE_LEN;
	} else {
		if (getrandom(nonce, NONCE_LEN, 0) != NONCE_LEN)
			err(1, "getrandom");
		out = make_output(argv[2], size + EXTRA);
		memcpy(out + size + TAG_LEN, nonce, NONCE_LEN);
		caop.len = size;
	}

	caop.op = op;
	caop.src = in;
	caop.dst = out;
	caop.auth_src = (__u8 *)aad;
	caop.auth_len = strlen(aad);
	caop.tag_len = TAG_LEN;
	caop.iv = nonce;
	caop.iv_len = NONCE_LEN;
	if (ioctl(fd, CIOCAUTHCRYPT, &caop)) {
		warnx("%s: %s", argv[1], why(errno));
		unlink(argv[2]);
		return 1;
	}
	return 0;
}
