// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments of calls on their way between a program, of either width, and the
 * kernel. A structure's layout is data, so that no call needs code for 32 bits.
 */
#include <linux/compat.h>
#include <linux/ioctl.h>
#include <linux/kernel.h>
#include <linux/nospec.h>
#include <linux/string.h>

#include "ioctl/argument.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/* The direction bits, which mean the reverse on the BSDs. */
#define DIRECTIONS	((_IOC_READ | _IOC_WRITE) << _IOC_DIRSHIFT)

/* Constant, and the conversions dead code, in a kernel without CONFIG_COMPAT. */
static bool is_narrow(const struct cryptodev_layout *layout)
{
	return layout->size != layout->size32 && in_compat_syscall();
}

/**
 * cryptodev_layout_size() - bytes of a structure in the calling program
 * @layout: of the structure
 */
u32 cryptodev_layout_size(const struct cryptodev_layout *layout)
{
	return is_narrow(layout) ? layout->size32 : layout->size;
}

static void widen(const struct cryptodev_layout *layout, void *to,
		  const u32 *narrow)
{
	const char *field;
	u32 off = 0;

	memset(to, 0, layout->size);
	for (field = layout->fields; *field; field++) {
		if (*field == 'p') {
			off = ALIGN(off, sizeof(u64));
			*(u64 *)(to + off) = *narrow++;
			off += sizeof(u64);
		} else {
			if (*field == 'w')
				*(u32 *)(to + off) = *narrow++;
			off += sizeof(u32);
		}
	}
}

static void narrow_down(const struct cryptodev_layout *layout, u32 *narrow,
			const void *from)
{
	const char *field;
	u32 off = 0;

	for (field = layout->fields; *field; field++) {
		if (*field == 'p') {
			off = ALIGN(off, sizeof(u64));
			*narrow++ = *(const u64 *)(from + off);
			off += sizeof(u64);
		} else {
			if (*field == 'w')
				*narrow++ = *(const u32 *)(from + off);
			off += sizeof(u32);
		}
	}
}

/**
 * cryptodev_layout_read() - copy a structure from the calling program
 * @layout: its layout
 * @to: @layout->size bytes, aligned as a pointer is
 * @from: user address
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int cryptodev_layout_read(const struct cryptodev_layout *layout, void *to,
			  const void __user *from)
{
	u32 narrow[CRYPTODEV_ARG_MAX / sizeof(u32)];

	if (likely(!is_narrow(layout)))
		return cryptodev_read_user(to, from, layout->size);
	if (cryptodev_read_user(narrow, from, layout->size32))
		return -EFAULT;
	widen(layout, to, narrow);
	return 0;
}

/**
 * cryptodev_layout_write() - copy a structure to the calling program
 * @layout: its layout
 * @to: user address
 * @from: @layout->size bytes
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT; then some of it may have been written.
 */
int cryptodev_layout_write(const struct cryptodev_layout *layout,
			   void __user *to, const void *from)
{
	u32 narrow[CRYPTODEV_ARG_MAX / sizeof(u32)];

	if (likely(!is_narrow(layout)))
		return cryptodev_write_user(to, from, layout->size);
	narrow_down(layout, narrow, from);
	return cryptodev_write_user(to, narrow, layout->size32);
}

/* One direction only: programs may have the number as Linux or a BSD makes it. */
static unsigned int linux_number(unsigned int cmd)
{
	unsigned int dir = _IOC_DIR(cmd);

	return dir == _IOC_READ || dir == _IOC_WRITE ? cmd ^ DIRECTIONS : cmd;
}

static bool is_call(const struct cryptodev_arg_call *call, unsigned int cmd)
{
	unsigned int number = in_compat_syscall() ? call->cmd32 : call->cmd;

	return number == cmd || number == linux_number(cmd);
}

/**
 * cryptodev_arg_call_find() - look a call up
 * @calls: the calls of a dialect
 * @cmd: the number that the program has passed
 *
 * Return: the call, or NULL if the dialect has none of that number.
 */
const struct cryptodev_arg_call *
cryptodev_arg_call_find(const struct cryptodev_arg_calls *calls,
			unsigned int cmd)
{
	unsigned int i = _IOC_NR(cmd) - CRYPTODEV_ARG_FIRST;
	const struct cryptodev_arg_call *call;

	if (i >= calls->nr)
		return NULL;
	call = &calls->call[array_index_nospec(i, calls->nr)];
	return is_call(call, cmd) ? call : NULL;
}

static bool writes_back(const struct cryptodev_arg_call *call)
{
	return !call->keeps && _IOC_DIR(call->cmd) & _IOC_READ;
}

/**
 * cryptodev_arg_call_run() - process a call
 * @call: the call
 * @file: the open file
 * @uarg: user address of its argument
 *
 * May sleep and fault.
 *
 * Return: 0 or the error of the call; -EFAULT, with nothing done, if its argument
 * cannot be read or its result cannot be written.
 */
long cryptodev_arg_call_run(const struct cryptodev_arg_call *call,
			    struct file *file, void __user *uarg)
{
	u64 arg[CRYPTODEV_ARG_MAX / sizeof(u64)];
	long err;

	if (cryptodev_layout_read(&call->layout, arg, uarg))
		return cryptodev_reject(-EFAULT, "argument is not readable");
	err = call->run(file, arg, uarg);
	if (err || !writes_back(call))
		return err;
	if (likely(!cryptodev_layout_write(&call->layout, uarg, arg)))
		return 0;
	if (call->undo)
		call->undo(file, arg);
	return cryptodev_reject(-EFAULT, "argument is not writable");
}
