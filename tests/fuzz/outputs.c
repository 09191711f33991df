// SPDX-License-Identifier: GPL-2.0
/*
 * Compares the bytes around a call's output before and after the call, and the
 * output itself too if the call failed before it began to process.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory.h"
#include "outputs.h"

/* The longest padding of a TLS record, mac and tag. */
#define RECORD_MORE	(256 + 64)

/* Returns whether all of it could be read; unreadable memory is no error. */
static bool peek(void *to, uintptr_t from, size_t len)
{
	struct iovec here = { to, len }, there = { (void *)from, len };

	return process_vm_readv(getpid(), &here, 1, &there, 1, 0) ==
	       (ssize_t)len;
}

static void add(struct outputs *all, uint64_t pointer, const void *at,
		size_t max)
{
	struct output *o = &all->o[all->nr];

	if (!at || !memory_is_quiet(POINTER_AREA(pointer)))
		return;
	memset(o, 0, offsetof(struct output, before));
	o->at = (uintptr_t)at;
	o->max = max;
	all->nr++;
}

static void add_crypt(struct outputs *all, const struct step *step,
		      const struct crypt_op *op)
{
	add(all, step->args[5], op->dst, op->len);
	add(all, step->args[6], op->mac,
	    op->flags & COP_FLAG_VERIFY ? 0 : HASH_MAX_LEN);
	add(all, step->args[7], op->iv,
	    op->flags & COP_FLAG_WRITE_IV ? EALG_MAX_BLOCK_LEN : 0);
}

static void add_auth(struct outputs *all, const struct step *step,
		     const struct crypt_auth_op *op)
{
	add(all, step->args[7], op->dst, (size_t)op->len + RECORD_MORE);
	if (op->flags & COP_FLAG_AEAD_SRTP_TYPE)
		add(all, step->args[8], op->tag, HASH_MAX_LEN);
	if (op->flags & COP_FLAG_WRITE_IV)
		add(all, step->args[10], op->iv, EALG_MAX_BLOCK_LEN);
}

/**
 * outputs_before() - save the bytes at a call's outputs
 * @all: out: the call's outputs
 * @step: the call
 * @arg: its structure
 */
void outputs_before(struct outputs *all, const struct step *step,
		    const uint8_t *arg)
{
	unsigned int i;

	all->nr = 0;
	if (calls[step->call].cmd == CIOCCRYPT)
		add_crypt(all, step, (const struct crypt_op *)arg);
	else if (calls[step->call].cmd == CIOCAUTHCRYPT)
		add_auth(all, step, (const struct crypt_auth_op *)arg);
	for (i = 0; i < all->nr; i++) {
		struct output *o = &all->o[i];
		size_t len = o->max < INSIDE ? o->max : INSIDE;

		o->seen[0] = peek(o->before, o->at - MARGIN, MARGIN);
		o->seen[1] = peek(o->before + MARGIN, o->at + o->max, MARGIN);
		o->seen[2] = peek(o->inside, o->at, len);
	}
}

/* Returns whether another of the call's outputs may include the address. */
static bool is_output(const struct outputs *all, uintptr_t at)
{
	unsigned int i;

	for (i = 0; i < all->nr; i++)
		if (at - all->o[i].at < all->o[i].max)
			return true;
	return false;
}

/* Returns whether bytes that belong to no output are unchanged. */
static bool same_bytes(const struct outputs *all, const uint8_t *was,
		       uintptr_t at, size_t len)
{
	uint8_t now[INSIDE];
	size_t i;

	if (!peek(now, at, len) || !memcmp(now, was, len))
		return true;
	for (i = 0; i < len; i++)
		if (now[i] != was[i] && !(all && is_output(all, at + i)))
			return false;
	return true;
}

/* Errors of a call that has not begun to process. */
static bool is_early(long ret)
{
	return ret == -EINVAL || ret == -EOPNOTSUPP || ret == -E2BIG;
}

/**
 * outputs_after() - check that a call has written only to its outputs
 * @all: its outputs, from outputs_before()
 * @ret: its return value
 *
 * Return: NULL, or a description of what is wrong.
 */
const char *outputs_after(const struct outputs *all, long ret)
{
	unsigned int i;

	for (i = 0; i < all->nr; i++) {
		const struct output *o = &all->o[i];
		size_t len = o->max < INSIDE ? o->max : INSIDE;

		if (o->seen[0] &&
		    !same_bytes(all, o->before, o->at - MARGIN, MARGIN))
			return "bytes before an output were written";
		if (o->seen[1] && !same_bytes(all, o->before + MARGIN,
					      o->at + o->max, MARGIN))
			return "bytes after an output were written";
		if (o->seen[2] && is_early(ret) &&
		    !same_bytes(NULL, o->inside, o->at, len))
			return "a call that failed has written";
	}
	return NULL;
}
