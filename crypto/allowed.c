// SPDX-License-Identifier: GPL-2.0
/*
 * The operations that a session allows. A request with another operation is
 * refused when it is admitted (admit.c), before anything is processed.
 */
#include "crypto/pubkey/pubkey.h"
#include "crypto/request/request_private.h"
#include "crypto/transforms.h"
#include "zc/reject.h"

/* The operations of the session's kind. */
static u32 operations_of(const struct cryptodev_session *ses)
{
	if (ses->pubkey)
		return cryptodev_pubkey_operations(ses);
	if (ses->random)
		return 0;
	if (!ses->cipher_alg)
		return CRYPTODEV_MAY_SIGN | CRYPTODEV_MAY_VERIFY;
	if (ses->hash_alg && !ses->aead)
		return CRYPTODEV_MAY_ENCRYPT | CRYPTODEV_MAY_DECRYPT |
		       CRYPTODEV_MAY_SIGN;
	return CRYPTODEV_MAY_ENCRYPT | CRYPTODEV_MAY_DECRYPT;
}

/**
 * cryptodev_allow() - restrict the operations of a session
 * @ses: the session, not visible to other threads yet; its transforms are made
 * @allowed: CRYPTODEV_MAY_*, or 0 for all
 *
 * Does not sleep.
 *
 * Return: 0, or -EINVAL for an operation that the session's kind does not have.
 */
int cryptodev_allow(struct cryptodev_session *ses, u32 allowed)
{
	u32 operations = operations_of(ses);

	if (!allowed)
		return 0;
	if (allowed & ~operations)
		return cryptodev_reject(-EINVAL, "operations %#x of %#x",
					allowed, operations);
	ses->forbidden = operations & ~allowed;
	return 0;
}

/* A message outside a TLS record or SRTP packet has a mac as an output. */
static u32 cipher_operations(const struct cryptodev_request *req)
{
	const struct cryptodev_session *ses = req->ses;
	u32 operation = req->op.flags & CRYPTODEV_OP_DECRYPT ?
		CRYPTODEV_MAY_DECRYPT : CRYPTODEV_MAY_ENCRYPT;

	if (ses->hash_alg && !ses->aead && !cryptodev_request_is_record(req))
		operation |= CRYPTODEV_MAY_SIGN;
	return operation;
}

/* An update without a result is part of a later operation. */
static u32 hash_operation(const struct cryptodev_op *op)
{
	if (op->flags & CRYPTODEV_OP_VERIFY)
		return CRYPTODEV_MAY_VERIFY;
	return cryptodev_hash_emits(op) ? CRYPTODEV_MAY_SIGN : 0;
}

static u32 operations_of_request(const struct cryptodev_request *req)
{
	if (req->ses->pubkey)
		return cryptodev_pubkey_operation(req);
	if (req->ses->cipher_alg)
		return cipher_operations(req);
	return hash_operation(&req->op);
}

/**
 * cryptodev_allows() - does a request's session allow its operation?
 * @req: the request, @req->op filled in
 *
 * Does not sleep.
 *
 * Return: 0, or -EACCES if the session forbids the operation.
 */
int cryptodev_allows(const struct cryptodev_request *req)
{
	u32 forbidden = operations_of_request(req) & req->ses->forbidden;

	return likely(!forbidden) ? 0 :
		cryptodev_reject(-EACCES, "session forbids operation %#x",
				 forbidden);
}
