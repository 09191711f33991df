/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls of the BSDs' dialects: the argument is copied to the kernel as a
 * whole and, if the call succeeds, copied back.
 */
#ifndef CRYPTODEV_ARGUMENT_H
#define CRYPTODEV_ARGUMENT_H

#include <linux/ioctl.h>
#include <linux/types.h>

struct file;

/* Bytes of the largest structure with a layout: an operation of CIOCNFKEYM. */
#define CRYPTODEV_ARG_MAX	152

/**
 * struct cryptodev_layout - how a structure lies in a program's memory
 * @fields: a letter for each field: 'w' is a word of 32 bits, or two halves of
 *	    one; 'p' is a pointer or a size_t; '-' is padding of 32 bits that a
 *	    32-bit program does not have
 * @size: bytes in the kernel and in a program of the kernel's own width
 * @size32: bytes in a 32-bit program
 */
struct cryptodev_layout {
	const char *fields;
	u16 size;
	u16 size32;
};

int cryptodev_layout_read(const struct cryptodev_layout *layout, void *to,
			  const void __user *from);
int cryptodev_layout_write(const struct cryptodev_layout *layout,
			   void __user *to, const void *from);
u32 cryptodev_layout_size(const struct cryptodev_layout *layout);

/**
 * struct cryptodev_arg_call - a call
 * @cmd: its number, as Linux encodes it
 * @cmd32: its number in a 32-bit program
 * @layout: its argument
 * @keeps: the argument is not written back though @cmd says so
 * @if_sealed: a sealed file serves the call too
 * @run: processes the argument in @arg, which the program has at @uarg
 * @undo: undoes @run, if the argument cannot be written back; or NULL
 */
struct cryptodev_arg_call {
	unsigned int cmd;
	unsigned int cmd32;
	struct cryptodev_layout layout;
	bool keeps;
	bool if_sealed;
	long (*run)(struct file *file, void *arg, void __user *uarg);
	void (*undo)(struct file *file, void *arg);
};

/* The lowest number of a call. */
#define CRYPTODEV_ARG_FIRST	100

/*
 * ARG_CALL - the row of a call in the table of a dialect
 *
 * @_dir: _IOC_READ, _IOC_WRITE or both; @_nr: its number; @_fields, @_size and
 * @_size32: the layout of its argument; then designated initializers.
 */
#define ARG_CALL(_dir, _nr, _fields, _size, _size32, ...)	\
	[(_nr) - CRYPTODEV_ARG_FIRST] = {				\
		.cmd = _IOC(_dir, 'c', _nr, _size),			\
		.cmd32 = _IOC(_dir, 'c', _nr, _size32),		\
		.layout = { (_fields), (_size), (_size32) },		\
		__VA_ARGS__						\
	}

#define ARG_INOUT		(_IOC_READ | _IOC_WRITE)

/**
 * struct cryptodev_arg_calls - the calls of a dialect
 * @call: by number, from CRYPTODEV_ARG_FIRST
 * @nr: rows of @call
 */
struct cryptodev_arg_calls {
	const struct cryptodev_arg_call *call;
	unsigned int nr;
};

const struct cryptodev_arg_call *
cryptodev_arg_call_find(const struct cryptodev_arg_calls *calls,
			unsigned int cmd);
long cryptodev_arg_call_run(const struct cryptodev_arg_call *call,
			    struct file *file, void __user *uarg);

#endif /* CRYPTODEV_ARGUMENT_H */
