// SPDX-License-Identifier: GPL-2.0
/*
 * Compares a driver with libcrypto on a long message. Published messages are short,
 * and a driver may process long ones in another way.
 */
#include <string.h>

#include "evp.h"
#include "file.h"
#include "trial.h"

/* A number of bytes that is whole blocks, but no power of two. */
#define LONG	(132 * 1024 + 16)
#define ROOM	(LONG + ALG_OUT_MAX)

/* Runs one request. Returns 0 or an errno. */
static int crypt_long(const struct session *ses, bool decrypt,
		      const unsigned char *src, unsigned char *dst)
{
	unsigned char iv[ALG_IV_MAX] = {};
	struct cryptodev_req req;

	session_request(ses, &req, src, LONG, dst, iv);
	if (decrypt) {
		req.flags = CRYPTODEV_REQ_DECRYPT;
		req.len += ses->alg->out_len;
	}
	return device_submit(ses->fd, &req, 1) ?: -req.result;
}

static const char *compare(const struct session *ses, const unsigned char *src,
			   unsigned char *got, const unsigned char *wanted)
{
	bool is_digest = ses->alg->kind == ALG_HASH ||
			 ses->alg->kind == ALG_MAC;
	size_t len = (is_digest ? 0 : LONG) + ses->alg->out_len;

	if (crypt_long(ses, false, src, got))
		return "a long message fails";
	if (memcmp(got, wanted, len))
		return "a long message is wrong";
	if (is_digest)
		return NULL;
	if (crypt_long(ses, true, wanted, got))
		return "decryption of a long message fails";
	return memcmp(got, src, LONG) ?
		"decryption of a long message is wrong" : NULL;
}

/**
 * trial_long() - compare a driver with libcrypto on a long message
 * @fd: the device
 * @alg: the algorithm
 * @compared: out: libcrypto has the algorithm
 *
 * Return: NULL if the result is right or libcrypto lacks the algorithm, otherwise a
 * description of the failure.
 */
const char *trial_long(int fd, const struct alg *alg, bool *compared)
{
	static const unsigned char key[CRYPTO_CIPHER_MAX_KEY_LEN] =
		"sixty-four bytes that are known to everybody, and not a secret";
	unsigned char *src = buffer_alloc(3 * ROOM), *wanted = src + 2 * ROOM;
	unsigned int len = alg_usual_key(alg), i;
	const char *wrong = NULL;
	struct session ses;
	struct evp_op op;

	for (i = 0; i < LONG; i++)
		src[i] = i * 7 + (i >> 8);
	*compared = evp_begin(&op, alg, key, len) &&
		    evp_crypt(&op, src, LONG, wanted);
	evp_end(&op);
	if (*compared && session_try(&ses, fd, alg, key, len)) {
		wrong = "no session for a long message";
	} else if (*compared) {
		wrong = compare(&ses, src, src + ROOM, wanted);
		session_end(&ses);
	}
	buffer_free(src, 3 * ROOM);
	return wrong;
}
