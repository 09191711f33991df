/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Decoding what a program says in this device's own dialect.
 */
#ifndef CRYPTODEV_NATIVE_H
#define CRYPTODEV_NATIVE_H

#include <crypto/cryptodev_native.h>

#include "crypto/request/request.h"
#include "zc/reject.h"

/* Bytes that a structure of this dialect may have become, one day. */
#define CRYPTODEV_STRUCT_MAX	4096

/* create_call.c */
int cryptodev_native_read(void *to, size_t size, const void __user *from);
int cryptodev_native_check(const struct cryptodev_session *ses, u32 flags);

/**
 * cryptodev_native_fill() - fill in what a request is to do
 * @req: the request
 * @r: what is asked; may be memory that the program changes meanwhile, so each
 *     field is read once
 *
 * Return: 0; -EINVAL, -EOPNOTSUPP.
 */
static __always_inline int cryptodev_native_fill(struct cryptodev_request *req,
						 const struct cryptodev_req *r)
{
	struct cryptodev_op *op = &req->op;

	op->src = u64_to_user_ptr(READ_ONCE(r->src));
	op->dst = u64_to_user_ptr(READ_ONCE(r->dst));
	op->aad = u64_to_user_ptr(READ_ONCE(r->aad));
	op->mac = u64_to_user_ptr(READ_ONCE(r->mac));
	op->iv = u64_to_user_ptr(READ_ONCE(r->iv));
	op->flags = READ_ONCE(r->flags);
	op->len = READ_ONCE(r->len);
	op->aad_len = READ_ONCE(r->aad_len);
	op->tag_len = READ_ONCE(r->tag_len);
	op->iv_len = READ_ONCE(r->iv_len);
	op->out_len = 0;
	return op->flags & ~CRYPTODEV_OP_DECRYPT ?
		cryptodev_native_check(req->ses, op->flags) : 0;
}

#endif /* CRYPTODEV_NATIVE_H */
