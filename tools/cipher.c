// SPDX-License-Identifier: GPL-2.0
/*
 * Ciphers without authentication, in the raw format of "openssl enc -K -iv": only
 * the ciphertext, with PKCS#7 padding (RFC 5652, section 6.3) if the cipher
 * processes whole blocks.
 */
#include <string.h>

#include "crypt.h"
#include "cryptoctl.h"
#include "message.h"
#include "progress.h"

/* Bytes of a request. */
#define PIECE	(1024 * 1024)

static unsigned char *buf;
static struct session ses;

/* The session keeps the IV from one piece to the next. */
static void crypt_piece(struct crypt_job *job, size_t len)
{
	struct crypt_op cop = {
		.op = job->decrypt ? COP_DECRYPT : COP_ENCRYPT,
		.len = len, .src = buf, .dst = buf,
		.iv = job->has_iv ? job->iv : NULL,
	};

	if (!len)
		return;
	session_crypt(&ses, &cop);
	job->has_iv = false;
	progress_add(len);
}

static void whole_blocks(const struct crypt_job *job, size_t len)
{
	if (len % job->alg->block)
		die(job->decrypt ? NOT_AUTHENTIC : FAILED,
		    "%s: does not end with a whole block of %u bytes",
		    job->in.name, job->alg->block);
}

static void crypt_plainly(struct crypt_job *job)
{
	size_t len;

	do {
		len = input_fill(&job->in, buf, PIECE);
		whole_blocks(job, len);
		crypt_piece(job, len);
		output_write(&job->out, buf, len);
	} while (len == PIECE);
}

static void encrypt_padded(struct crypt_job *job)
{
	size_t len, pad;

	while ((len = input_fill(&job->in, buf, PIECE)) == PIECE) {
		crypt_piece(job, PIECE);
		output_write(&job->out, buf, PIECE);
	}
	pad = job->alg->block - len % job->alg->block;
	memset(buf + len, pad, pad);
	crypt_piece(job, len + pad);
	output_write(&job->out, buf, len + pad);
}

/* Returns the number of bytes of text in the last block. */
static size_t unpad(const struct crypt_job *job, const unsigned char *block)
{
	size_t len = job->alg->block, pad = block[len - 1], i;
	unsigned char wrong = !pad || pad > len;

	for (i = 1; !wrong && i <= pad; i++)
		wrong = block[len - i] ^ pad;
	if (wrong)
		die(NOT_AUTHENTIC, "%s: no padding at its end: another key or IV, or changed",
		    job->in.name);
	return len - pad;
}

/* Holds back each block until the next arrives: the last has the padding. */
static void decrypt_padded(struct crypt_job *job)
{
	unsigned char held[ALG_IV_MAX];
	size_t len, block = 0;

	do {
		len = input_fill(&job->in, buf, PIECE);
		whole_blocks(job, len);
		if (!len)
			break;
		crypt_piece(job, len);
		output_write(&job->out, held, block);
		block = job->alg->block;
		output_write(&job->out, buf, len - block);
		memcpy(held, buf + len - block, block);
	} while (len == PIECE);
	if (!block)
		die(NOT_AUTHENTIC, "%s is empty: padding is missing",
		    job->in.name);
	output_write(&job->out, held, unpad(job, held));
	explicit_bzero(held, sizeof(held));
}

/**
 * cipher_run() - encrypt or decrypt the whole input
 * @job: the files, the algorithm and the key
 *
 * Ends the program if it fails.
 */
void cipher_run(struct crypt_job *job)
{
	int fd = device_open();
	struct secret key;

	key_read(&job->key, job->alg, job->key_len, &key);
	session_make(&ses, fd, job->alg, key.bytes, key.len);
	secret_free(&key);
	/* The last piece can lack only one byte, and then has padding. */
	buf = buffer_alloc(PIECE + ALG_IV_MAX);
	if (!job->pad)
		crypt_plainly(job);
	else if (job->decrypt)
		decrypt_padded(job);
	else
		encrypt_padded(job);
	explicit_bzero(buf, PIECE + ALG_IV_MAX);
	session_end(&ses);
}
