// SPDX-License-Identifier: GPL-2.0
/*
 * Native requests whose IV the kernel generates, or whose IV is before the text.
 * Relies on crypto/iv.c to load and to write the IV.
 */
#include "crypto/transforms.h"
#include "ioctl/iv_in_data.h"
#include "ioctl/native/native.h"
#include "zc/reject.h"

/*
 * Bytes of the shortest random IV of an AEAD (NIST SP 800-38D, section 8.2.2) or of
 * a stream cipher, with which an IV must not repeat.
 */
#define RANDOM_IV_MIN	12

/* Flags that give the address iv, or the first bytes of the data, another use. */
#define OTHER_IV	(CRYPTODEV_REQ_WRITE_IV | CRYPTODEV_REQ_TLS | \
			 CRYPTODEV_REQ_SRTP)

/* With CBC, an IV that repeats only shows equal beginnings of texts. */
static bool may_repeat(const struct cryptodev_alg *alg)
{
	return alg->kind == CRYPTODEV_CIPHER && alg->block > 1;
}

/*
 * An IV of CBC must not be predictable, so only AEADs count. CCM's whole block of
 * 16 bytes is no nonce that could be generated.
 */
static int check_generated(const struct cryptodev_request *req, u32 iv_len)
{
	const struct cryptodev_alg *alg = req->ses->cipher_alg;
	u32 flags = req->op.flags;

	if (flags & CRYPTODEV_REQ_DECRYPT ||
	    (flags & CRYPTODEV_OP_GENERATED_IV) == CRYPTODEV_OP_GENERATED_IV)
		return cryptodev_reject(-EINVAL, "invalid flags %#x", flags);
	if (flags & CRYPTODEV_REQ_IV_COUNTER && alg->kind != CRYPTODEV_AEAD)
		return cryptodev_reject(-EINVAL, "no counter for %s",
					alg->name);
	if (alg->ccm && iv_len == alg->iv_len)
		return cryptodev_reject(-EINVAL, "nonce without length");
	if (flags & CRYPTODEV_REQ_IV_RANDOM && iv_len < RANDOM_IV_MIN &&
	    !may_repeat(alg))
		return cryptodev_reject(-EINVAL, "random IV of %u bytes",
					iv_len);
	return 0;
}

static int place_iv(struct cryptodev_request *req, u32 iv_len)
{
	struct cryptodev_op *op = &req->op;
	bool in_data = op->flags & CRYPTODEV_REQ_IV_IN_DATA;

	if (in_data == !!op->iv || (in_data && op->flags & CRYPTODEV_OP_SCATTERED))
		return cryptodev_reject(-EINVAL, "flags %#x and address of IV",
					op->flags);
	op->iv_out = in_data ? op->dst : op->iv;
	op->flags |= CRYPTODEV_OP_IV_OUT;
	return in_data ? cryptodev_cut_iv(req, iv_len) : 0;
}

/**
 * cryptodev_native_iv() - decode the flags of a request's IV
 * @req: the request, with CRYPTODEV_REQ_IV_*; its @op is decoded otherwise
 *
 * Does not sleep.
 *
 * Return: 0, -EINVAL or -EFAULT.
 */
int cryptodev_native_iv(struct cryptodev_request *req)
{
	u32 iv_len = cryptodev_iv_len(req->ses, &req->op);
	int err = 0;

	if (!req->ses->cipher_alg || !iv_len || req->op.flags & OTHER_IV)
		return cryptodev_reject(-EINVAL, "flags %#x", req->op.flags);
	if (req->op.flags & CRYPTODEV_OP_GENERATED_IV)
		err = check_generated(req, iv_len);
	return err ?: place_iv(req, iv_len);
}
