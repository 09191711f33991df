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

/**
 * outputs_peek() - read memory that only the program writes
 * @to: out: the bytes
 * @from: its address, or any number
 * @len: bytes to read
 *
 * Return: whether all of it could be read; unreadable memory is no error.
 */
bool outputs_peek(void *to, uintptr_t from, size_t len)
{
	struct iovec here = { to, len }, there = { (void *)from, len };

	return memory_is_quiet(from) && memory_is_quiet(from + len) &&
	       process_vm_readv(getpid(), &here, 1, &there, 1, 0) ==
	       (ssize_t)len;
}

static void add(struct outputs *all, const struct call_output *from)
{
	struct output *o = &all->o[all->nr];

	if (!from->at || !memory_is_quiet(from->at))
		return;
	memset(o, 0, offsetof(struct output, before));
	o->at = from->at;
	o->max = from->max;
	o->exact = from->exact;
	all->nr++;
}

static void add_all(struct outputs *all, const struct call *call,
		    const uint8_t *arg)
{
	struct call_output found[MAX_OUTPUTS];
	unsigned int i, nr;

	nr = call->outputs ? call->outputs(arg, found) : 0;
	for (i = 0; i < nr; i++)
		add(all, &found[i]);
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
	add_all(all, &calls[step->call], arg);
	for (i = 0; i < all->nr; i++) {
		struct output *o = &all->o[i];
		size_t len = o->max < INSIDE ? o->max : INSIDE;

		o->seen[0] = outputs_peek(o->before, o->at - MARGIN, MARGIN);
		o->seen[1] = outputs_peek(o->before + MARGIN, o->at + o->max,
					  MARGIN);
		o->seen[2] = outputs_peek(o->inside, o->at, len);
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

	if (!outputs_peek(now, at, len) || !memcmp(now, was, len))
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
		if (o->seen[2] && o->exact && is_early(ret) &&
		    !same_bytes(NULL, o->inside, o->at, len))
			return "a call that failed has written";
	}
	return NULL;
}
