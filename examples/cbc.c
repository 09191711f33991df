// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Encrypts or decrypts a stream of any length with AES-256-CBC:
 *
 *   cbc -e|-d KEYFILE IVFILE <INPUT >OUTPUT
 *
 * KEYFILE holds 64 hex digits, IVFILE 32. The last block has padding (PKCS#7), so
 * the result is that of "openssl enc -aes-256-cbc -K ... -iv ...". CBC does not
 * detect a change of the ciphertext; gcm.c does.
 */
#include <err.h>
#include <fcntl.h>
#include <stdalign.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

#include "hex.h"

#define KEY_LEN		32
#define CHUNK		(64 * 1024)

/* The buffer starts on a page, so the driver can process it in place. */
static alignas(4096) unsigned char buf[CHUNK];

static struct crypt_op cop;
static int fd;

static void make_session(int op, const char *key_file, const char *iv_file)
{
	static unsigned char iv[AES_BLOCK_LEN];
	unsigned char key[KEY_LEN];
	struct session_op sop = {
		.cipher = CRYPTO_AES_CBC,
		.key = key,
		.keylen = sizeof(key),
	};

	read_hex(key_file, key, sizeof(key));
	read_hex(iv_file, iv, sizeof(iv));
	fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err(1, "/dev/crypto");
	if (ioctl(fd, CIOCGSESSION, &sop))
		err(1, "AES-CBC: CIOCGSESSION");
	explicit_bzero(key, sizeof(key));
	cop.ses = sop.ses;
	cop.op = op;
	cop.src = buf;
	cop.dst = buf;
	cop.iv = iv;
}

/* Processes the first @len bytes of the buffer, which are whole blocks. */
static void crypt_buf(size_t len)
{
	cop.len = len;
	if (ioctl(fd, CIOCCRYPT, &cop))
		err(1, "CIOCCRYPT of %zu bytes", len);
	/* The next call continues with the IV that the session keeps. */
	cop.iv = NULL;
}

/* Fills the buffer. A result below CHUNK is the end of the input. */
static size_t fill(void)
{
	size_t len = 0;
	ssize_t got;

	while ((got = read(STDIN_FILENO, buf + len, CHUNK - len)) > 0)
		len += got;
	if (got < 0)
		err(1, "standard input");
	return len;
}

static void put(const unsigned char *from, size_t len)
{
	ssize_t put;

	for (; len; from += put, len -= put) {
		put = write(STDOUT_FILENO, from, len);
		if (put < 0)
			err(1, "standard output");
	}
}

static void encrypt(void)
{
	size_t len, pad;

	while ((len = fill()) == CHUNK) {
		crypt_buf(CHUNK);
		put(buf, CHUNK);
	}
	pad = AES_BLOCK_LEN - len % AES_BLOCK_LEN;
	memset(buf + len, pad, pad);
	crypt_buf(len + pad);
	put(buf, len + pad);
}

static size_t unpad(const unsigned char *block)
{
	size_t pad = block[AES_BLOCK_LEN - 1], i;
	int bad = !pad || pad > AES_BLOCK_LEN;

	for (i = 1; !bad && i <= pad; i++)
		bad = block[AES_BLOCK_LEN - i] != pad;
	if (bad)
		errx(1, "bad padding: wrong key or IV, or damaged input");
	return AES_BLOCK_LEN - pad;
}

/* Holds back each block until the next arrives: the last has the padding. */
static void decrypt(void)
{
	unsigned char last[AES_BLOCK_LEN];
	size_t len, held = 0;

	do {
		len = fill();
		if (len % AES_BLOCK_LEN)
			errx(1, "input is not whole blocks");
		if (!len)
			break;
		crypt_buf(len);
		put(last, held);
		held = AES_BLOCK_LEN;
		put(buf, len - held);
		memcpy(last, buf + len - held, held);
	} while (len == CHUNK);
	if (!held)
		errx(1, "input is empty");
	put(last, unpad(last));
}

int main(int argc, char **argv)
{
	int is_decrypt = argc == 4 && !strcmp(argv[1], "-d");

	if (argc != 4 || (!is_decrypt && strcmp(argv[1], "-e")))
		errx(2, "usage: cbc -e|-d KEYFILE IVFILE <INPUT >OUTPUT");
	make_session(is_decrypt ? COP_DECRYPT : COP_ENCRYPT, argv[2], argv[3]);
	is_decrypt ? decrypt() : encrypt();
	return 0;
}
