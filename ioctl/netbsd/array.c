// SPDX-License-Identifier: GPL-2.0
/*
 * Calls of the NetBSD dialect that process an array: one element after the other,
 * until all are processed or the task is being killed.
 */
#include <linux/sched.h>
#include <linux/sched/signal.h>

#include "ioctl/netbsd/netbsd.h"

/**
 * netbsd_for_each() - process the elements of an array
 * @file: the open file
 * @array: the array
 * @size: bytes of an element in the calling program
 * @one: processes the element at a user address; an error ends the call
 *
 * May sleep and fault.
 *
 * Return: 0, or -EINVAL for no elements; the error of @one, or -EINTR: then the
 * elements before are processed.
 */
long netbsd_for_each(struct file *file, const struct netbsd_array *array,
		     u32 size,
		     long (*one)(struct file *file, void __user *element))
{
	size_t i;
	long err;

	if (!array->count)
		return -EINVAL;
	for (i = 0; i < array->count; i++) {
		err = one(file, array->elements + i * size);
		if (err)
			return err;
		if (fatal_signal_pending(current))
			return -EINTR;
		cond_resched();
	}
	return 0;
}
