/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Decodes the native dialect, crypto/cryptodev_native.h, for ioctls and
 * io_uring commands. Relies on create_call.c for the checks of structures and
 * flags.
 */
#ifndef CRYPTODEV_NATIVE_H
#define CRYPTODEV_NATIVE_H

#include <crypto/cryptodev_native.h>

#include "crypto/request/request.h"
#include "zc/reject.h"

/* Largest accepted size of a structure, in bytes: room for later versions. */
#define CRYPTODEV_STRUCT_MAX	4096

/* A request with one of these has a key of its own. */
#define CRYPTODEV_REQ_KEYS						\
	(CRYPTODEV_REQ_KEY | CRYPTODEV_REQ_KEY_SERIAL |			\
	 CRYPTODEV_REQ_MACKEY | CRYPTODEV_REQ_MACKEY_SERIAL)

/*
 * cryptodev_native_fill() has moved the request to a private session. The caller
 * must not use it for another one.
 */
#define CRYPTODEV_NATIVE_MOVED	1

/*
 * The size of pointers in a program's arrays: that of the current system call, or
 * known. Only requests with arrays look at the system call.
 */
enum cryptodev_native_caller {
	CRYPTODEV_CALLER_SYSCALL,
	CRYPTODEV_CALLER_NATIVE,
	CRYPTODEV_CALLER_COMPAT,
};

struct cryptodev_key_source;

/* create_call.c */
int cryptodev_native_read(void *to, size_t size, size_t first_size,
			  const void __user *from);
int cryptodev_native_secret(struct cryptodev_key_source *secret, u64 from,
			    u32 len, bool serial);
int cryptodev_native_check_size(u32 size);
int cryptodev_native_check_tail(const struct cryptodev_req __user *from,
				u32 size);

/**
 * struct cryptodev_native_source - where a program's request is
 * @file: the open file that it uses
 * @at: its user address; NULL if all of it has been read
 * @size: its size in bytes, 0 if all of it has been read
 * @compat: its arrays are those of a 32-bit program
 */
struct cryptodev_native_source {
	const struct file *file;
	const void __user *at;
	u32 size;
	bool compat;
};

int cryptodev_native_check(struct cryptodev_request *req,
			   const struct file *file, const void __user *at,
			   u32 size, enum cryptodev_native_caller caller);

/* longer_request.c */
int cryptodev_native_longer(struct cryptodev_request *req,
			    const struct cryptodev_native_source *from);

/* iv.c */
int cryptodev_native_iv(struct cryptodev_request *req);

/**
 * cryptodev_native_fill() - decode a native request
 * @req: the request; all of @req->op is set
 * @r: the program's request, in kernel memory or in an io_uring's submission
 *     entry. The program can change the entry concurrently, so each field is
 *     read once. Its fields after the first version are not read
 * @file: the open file that the program uses
 * @at: user address of the program's request, for those fields
 * @size: its size in bytes; 0 if it has no address
 * @caller: the size of pointers in its arrays
 *
 * May sleep and fault, but only if a flag needs fields after the first version.
 *
 * Return: 0, or CRYPTODEV_NATIVE_MOVED; -EINVAL if the flags are invalid,
 * -EOPNOTSUPP if the session cannot process such a request, or an error of
 * cryptodev_native_longer().
 */
static __always_inline int
cryptodev_native_fill(struct cryptodev_request *req,
		      const struct cryptodev_req *r, const struct file *file,
		      const void __user *at, u32 size,
		      enum cryptodev_native_caller caller)
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
	op->out_len = unlikely(cryptodev_session_compresses(req->ses)) ?
		READ_ONCE(r->out_len) : 0;
	return op->flags & ~CRYPTODEV_OP_DECRYPT ?
		cryptodev_native_check(req, file, at, size, caller) : 0;
}

#endif /* CRYPTODEV_NATIVE_H */
