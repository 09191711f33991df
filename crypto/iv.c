// SPDX-License-Identifier: GPL-2.0
/*
 * The IV of a request on its way to the transform: a program may give fewer bytes
 * than the transform takes, or have them generated.
 */
#include "crypto/transforms.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/* The IVs of an AEAD are counted: see iv_counter.h. */
static int generate_iv(struct cryptodev_request *req, u8 *iv, u32 len)
{
	struct cryptodev_iv_counter *counter = &req->ses->iv_counter;
	u64 nr = 0;
	int err = 0;

	if (req->ses->aead)
		err = cryptodev_iv_count(counter, &nr);
	if (err)
		return cryptodev_reject(err, "too many generated IVs");
	if (req->op.flags & CRYPTODEV_OP_COUNTER_IV)
		cryptodev_iv_write(counter, nr, iv, len);
	else
		get_random_bytes(iv, len);
	return 0;
}

/**
 * cryptodev_take_iv() - take an IV from the program, or generate it
 * @req: the request; its @iv is set unless the IV is generated
 * @iv: kernel memory for the IV
 * @len: bytes of the IV
 *
 * May sleep and fault.
 *
 * Return: 0, -EFAULT, or -EKEYEXPIRED if the session must generate no more IVs.
 */
int cryptodev_take_iv(struct cryptodev_request *req, u8 *iv, u32 len)
{
	if (req->op.flags & CRYPTODEV_OP_GENERATED_IV)
		return generate_iv(req, iv, len);
	if (cryptodev_read_user(iv, req->op.iv, len))
		return cryptodev_reject(-EFAULT, "IV is not readable");
	return 0;
}

/**
 * cryptodev_complete_iv() - out-of-line part of cryptodev_read_iv()
 * @req: the request, whose program gives no whole IV
 * @full: bytes of an IV of the transform
 *
 * May sleep and fault.
 *
 * Return: as cryptodev_read_iv().
 */
int cryptodev_complete_iv(struct cryptodev_request *req, u32 full)
{
	const struct cryptodev_session *ses = req->ses;
	u8 *iv = req->iv;

	if (ses->iv_len != full) {
		memset(iv, 0, full);
		memcpy(iv, ses->salt, ses->iv_at);
		iv += ses->iv_at;
	}
	return cryptodev_take_iv(req, iv, ses->iv_len);
}

/**
 * cryptodev_iv_len() - bytes of the IV of an operation
 * @ses: its session, with a cipher or an AEAD
 * @op: the operation
 *
 * Does not sleep. The length of an AEAD's IV may be wrong until it is loaded.
 *
 * Return: bytes of the IV as a program gives or gets it.
 */
u32 cryptodev_iv_len(const struct cryptodev_session *ses,
		     const struct cryptodev_op *op)
{
	u32 len = ses->aead ? op->iv_len : 0;

	return len ?: ses->iv_len;
}

/**
 * cryptodev_iv_used() - the IV of a request, as a program gives or gets it
 * @req: a request whose IV is loaded, and copied to @req->iv_given
 *
 * The session's salt, or the octet of flags of CCM, may be before it.
 *
 * Return: its first byte.
 */
const u8 *cryptodev_iv_used(const struct cryptodev_request *req)
{
	const struct cryptodev_session *ses = req->ses;
	const struct cryptodev_alg *alg = ses->cipher_alg;

	if (alg && alg->ccm && cryptodev_iv_len(ses, &req->op) != alg->iv_len)
		return req->iv_given + 1;
	return req->iv_given + ses->iv_at;
}
