// SPDX-License-Identifier: GPL-2.0
/*
 * CCM's nonce and block (RFC 3610). A transform takes the whole block: an octet of
 * flags, a nonce of 15 - L bytes, and a counter of L bytes. The flags are L - 1.
 */
#include "crypto/transforms.h"
#include "zc/reject.h"

#define CCM_NONCE_MIN	7
#define CCM_NONCE_MAX	13

/**
 * cryptodev_ccm_check_nonce() - check the length of a nonce
 * @len: bytes
 *
 * Runs in any context.
 *
 * Return: 0 or -EINVAL.
 */
int cryptodev_ccm_check_nonce(u32 len)
{
	if (len < CCM_NONCE_MIN || len > CCM_NONCE_MAX)
		return cryptodev_reject(-EINVAL, "nonce of %u bytes", len);
	return 0;
}

/**
 * cryptodev_ccm_load_nonce() - make the block of a request from its nonce
 * @req: the request; its @iv is set
 * @len: bytes of the nonce
 *
 * May sleep and fault.
 *
 * Return: 0, -EINVAL for a wrong length, or as cryptodev_take_iv().
 */
int cryptodev_ccm_load_nonce(struct cryptodev_request *req, u32 len)
{
	int err = cryptodev_ccm_check_nonce(len);

	if (err)
		return err;
	memset(req->iv, 0, CRYPTODEV_CHAIN_IV_MAX);
	req->iv[0] = 15 - len - 1;
	return cryptodev_take_iv(req, req->iv + 1, len);
}

/**
 * cryptodev_ccm_check_block() - check a block's flags against the message
 * @block: the block
 * @text: bytes of the message's text
 *
 * The flags are the number of bytes that hold the length of the text, minus 1
 * (section 2.3). A transform refuses wrong flags too. But its error would be
 * handled as that of text that does not verify, and the generic transform accepts
 * a length that exceeds the field by one. Runs in any context.
 *
 * Return: 0; -EINVAL for wrong flags, -E2BIG for a text that is too long for them.
 */
int cryptodev_ccm_check_block(const u8 *block, u32 text)
{
	if (block[0] < 15 - CCM_NONCE_MAX - 1 ||
	    block[0] > 15 - CCM_NONCE_MIN - 1)
		return cryptodev_reject(-EINVAL, "invalid CCM block byte %u",
					block[0]);
	if (block[0] < 3 && text >> 8 * (block[0] + 1))
		return cryptodev_reject(-E2BIG,
					"%u bytes overflow CCM's length",
					text);
	return 0;
}
