// SPDX-License-Identifier: GPL-2.0
/*
 * ChaCha20 with a block counter of 64 bits.
 *
 * The IV is the counter, little-endian, then a nonce of 8 bytes. The kernel's IV
 * is a counter of 32 bits, then a nonce of 12 bytes (RFC 8439), and both lie alike
 * in the cipher's state. But the transform does not carry from the counter's lower
 * half to the upper, and leaves the IV as it was. This file does both.
 */
#include <crypto/chacha.h>
#include <crypto/scatterwalk.h>
#include <linux/slab.h>

#include "compat/kernel.h"
#include "crypto/transforms.h"

/**
 * struct chacha_rest - lists of what follows the carry
 * @src: input
 * @dst: output
 *
 * They belong to the request, since a driver may use them after a killed caller
 * has gone.
 */
struct chacha_rest {
	struct scatterlist src[2];
	struct scatterlist dst[2];
};

/* Bytes up to the carry. */
static u64 bytes_to_carry(const u8 *iv)
{
	return (BIT_ULL(32) - get_unaligned_le32(iv)) * CHACHA_BLOCK_SIZE;
}

/* A block that the message has begun counts too. */
static int run_part(struct cryptodev_request *req, struct scatterlist *src,
		    struct scatterlist *dst, u32 len)
{
	int err = cryptodev_cipher_submit(req, src, dst, len);

	if (!err)
		put_unaligned_le64(get_unaligned_le64(req->iv) +
				   DIV_ROUND_UP(len, CHACHA_BLOCK_SIZE),
				   req->iv);
	return err;
}

static int run_two_parts(struct cryptodev_request *req, struct scatterlist *src,
			 struct scatterlist *dst, u32 len, u32 first)
{
	struct chacha_rest *rest = req->chacha_rest;
	int err;

	if (!rest)
		rest = kmalloc(sizeof(*rest), GFP_KERNEL_ACCOUNT);
	if (!rest)
		return -ENOMEM;
	req->chacha_rest = rest;
	err = run_part(req, src, dst, first);
	if (err)
		return err;
	if (src == dst) {
		src = scatterwalk_ffwd(rest->src, src, first);
		dst = src;
	} else {
		src = scatterwalk_ffwd(rest->src, src, first);
		dst = scatterwalk_ffwd(rest->dst, dst, first);
	}
	return run_part(req, src, dst, len - first);
}

/**
 * cryptodev_chacha_run() - encrypt or decrypt, carry, and compute the next IV
 * @req: the request, its IV loaded; its caller waits
 * @src: input
 * @dst: output; may be @src
 * @len: bytes, less than 256 GiB
 *
 * Leaves the IV for what follows in @req->iv: the counter of the next block. May
 * sleep.
 *
 * Return: 0, the driver's error, -ENOMEM, or -EINTR if the task is being killed.
 */
int cryptodev_chacha_run(struct cryptodev_request *req, struct scatterlist *src,
			 struct scatterlist *dst, u32 len)
{
	u64 first = bytes_to_carry(req->iv);

	return likely(len <= first) ? run_part(req, src, dst, len) :
				      run_two_parts(req, src, dst, len, first);
}

/*
 * No @finish: a queued request is processed by a thread that waits for the
 * driver, since there is an IV to compute, and may be a second part.
 */
const struct cryptodev_session_ops cryptodev_chacha_ops = {
	.init = cryptodev_cipher_init,
	.free = cryptodev_cipher_free,
	.crypt = cryptodev_cipher_crypt,
	.scatters = true,
};
