// SPDX-License-Identifier: GPL-2.0
/*
 * Extended sequence numbers of IPsec's ESP: the high half of a sequence number is
 * authenticated, but not part of the packet. Relies on aead.c.
 *
 * For a cipher and a MAC, the high half follows the ciphertext (RFC 4303, section
 * 2.2.1). authenc() has no place for it there, so these sessions use authencesn(),
 * which no device serves as a whole; devices can serve its cipher and its MAC.
 * authencesn() takes the high half between the two fields of the header. While it
 * computes the MAC, the high half stands in the output, in place of the tag. An
 * output of decryption has no room there, and some kernels write past its end. So
 * these messages are copied and processed in place, with room for the tag.
 */
#include <asm/byteorder.h>
#include <crypto/cryptodev.h>

#include "crypto/transforms.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * struct esn_head - the head of a message for the transform
 * @spi: as the program gives it
 * @high: high half of the sequence number, in network byte order
 * @low: low half, as the program gives it
 * @iv: the IV, if the transform needs it in the head
 */
struct esn_head {
	u32 spi;
	__be32 high;
	u32 low;
	u8 iv[CRYPTODEV_IV_MAX];
};

static bool is_etm(const struct cryptodev_session *ses)
{
	return ses->cipher_alg && ses->hash_alg;
}

/**
 * cryptodev_takes_esn() - do requests of a session have sequence numbers?
 * @ses: a session of an open file
 *
 * Does not sleep.
 *
 * Return: true for an AEAD, and for a cipher and MAC with CRYPTODEV_SES_ESN.
 */
bool cryptodev_takes_esn(const struct cryptodev_session *ses)
{
	if (!ses->aead || !ses->cipher_alg)
		return false;
	return !ses->hash_alg || ses->recipe.flags & CRYPTODEV_SES_ESN;
}

/* Some transforms take the IV in the head. */
static bool has_iv_in_head(const struct cryptodev_session *ses)
{
	return ses->cipher_alg->esp || is_etm(ses);
}

/**
 * cryptodev_esn_head_len() - length of the head of a message for the transform
 * @ses: a session of requests with extended sequence numbers
 *
 * Never sleeps.
 *
 * Return: the number of bytes.
 */
u32 cryptodev_esn_head_len(const struct cryptodev_session *ses)
{
	return offsetof(struct esn_head, iv) +
	       (has_iv_in_head(ses) ? ses->cipher_alg->iv_len : 0);
}

/**
 * cryptodev_esn_begin() - build the head of a message
 * @req: the request, with CRYPTODEV_OP_ESN; its IV is loaded, and its map's ranges
 *	 are filled in
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int cryptodev_esn_begin(struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	struct zc_io *io = &req->map.io;
	/* The map copies the head. No AEAD request uses this memory besides. */
	struct esn_head *head = (struct esn_head *)req->digest;
	u32 given[2];

	static_assert(sizeof(*head) <= HASH_MAX_LEN);
	if (cryptodev_read_user(given, op->aad, sizeof(given)))
		return cryptodev_reject(-EFAULT, "ESP header is not readable");
	head->spi = given[0];
	head->high = cpu_to_be32(op->esn);
	head->low = given[1];
	if (has_iv_in_head(req->ses))
		memcpy(head->iv, req->iv, req->ses->cipher_alg->iv_len);
	io->extra = head;
	io->extra_len = io->head_len;
	if (is_etm(req->ses))
		io->copy = true;
	return 0;
}

static int etm_esn_init(struct cryptodev_session *ses,
			const struct cryptodev_session_params *params)
{
	return cryptodev_etm_init(ses, params, "authencesn");
}

static int etm_esn_auth(struct cryptodev_request *req)
{
	if (!(req->op.flags & CRYPTODEV_OP_ESN))
		return cryptodev_reject(-EINVAL, "no sequence number");
	return cryptodev_aead_auth(req);
}

const struct cryptodev_session_ops cryptodev_etm_esn_ops = {
	.init = etm_esn_init,
	.free = cryptodev_aead_free,
	.auth = etm_esn_auth,
	.finish = cryptodev_aead_finish,
	.scatters = true,
};
