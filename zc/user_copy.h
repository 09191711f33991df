/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copies a few bytes from and to the caller, word by word and inline. Relies on
 * the architecture's unsafe_get_user() and unsafe_put_user().
 *
 * Most requests copy an argument, an IV and one or two blocks. For such short
 * lengths, copy_from_user() spends most of its time before the copy: it checks
 * that the kernel buffer is one object, which the callers here ensure, and it
 * starts a string instruction. A 16-byte AES-CBC request takes 2768
 * instructions with copy_from_user() and 1997 with these functions (6.12,
 * counted by make bench).
 */
#ifndef CRYPTODEV_USER_COPY_H
#define CRYPTODEV_USER_COPY_H

#include <linux/fault-inject-usercopy.h>
#include <linux/types.h>
#include <linux/uaccess.h>

/*
 * get_user() and put_user() with fault injection, which the kernel's own ones
 * lack. Without CONFIG_FAULT_INJECTION_USERCOPY, should_fail_usercopy() is
 * false.
 */
#define cryptodev_get_user(x, from)					\
	(should_fail_usercopy() ? -EFAULT : get_user(x, from))
#define cryptodev_put_user(x, to)					\
	(should_fail_usercopy() ? -EFAULT : put_user(x, to))

/* Longest copy, in bytes, that is done word by word. */
#define CRYPTODEV_WORDS_MAX	128

static __always_inline bool cryptodev_by_words(u32 len)
{
	return IS_ENABLED(CONFIG_HAVE_EFFICIENT_UNALIGNED_ACCESS) &&
	       IS_ENABLED(CONFIG_64BIT) && len <= CRYPTODEV_WORDS_MAX;
}

static __always_inline int cryptodev_read_words(void *to,
						const void __user *from,
						u32 len)
{
	unsigned long i;

	if (should_fail_usercopy() || !user_read_access_begin(from, len))
		return -EFAULT;
#pragma GCC unroll 9
	for (i = 0; i + sizeof(u64) <= len; i += sizeof(u64))
		unsafe_get_user(*(u64 *)(to + i), (u64 __user *)(from + i),
				fault);
	if (i + sizeof(u32) <= len) {
		unsafe_get_user(*(u32 *)(to + i), (u32 __user *)(from + i),
				fault);
		i += sizeof(u32);
	}
	for (; i < len; i++)
		unsafe_get_user(*(u8 *)(to + i), (u8 __user *)(from + i),
				fault);
	user_read_access_end();
	return 0;
fault:
	user_read_access_end();
	return -EFAULT;
}

static __always_inline int cryptodev_write_words(void __user *to,
						 const void *from, u32 len)
{
	unsigned long i;

	if (should_fail_usercopy() || !user_write_access_begin(to, len))
		return -EFAULT;
#pragma GCC unroll 9
	for (i = 0; i + sizeof(u64) <= len; i += sizeof(u64))
		unsafe_put_user(*(const u64 *)(from + i),
				(u64 __user *)(to + i), fault);
	if (i + sizeof(u32) <= len) {
		unsafe_put_user(*(const u32 *)(from + i),
				(u32 __user *)(to + i), fault);
		i += sizeof(u32);
	}
	for (; i < len; i++)
		unsafe_put_user(*(const u8 *)(from + i),
				(u8 __user *)(to + i), fault);
	user_write_access_end();
	return 0;
fault:
	user_write_access_end();
	return -EFAULT;
}

/**
 * cryptodev_read_user() - copy from the caller
 * @to: kernel memory of @len bytes, inside one object
 * @from: user address
 * @len: number of bytes, may be 0
 *
 * May sleep and fault.
 *
 * Return: 0, or -EFAULT with undefined contents of @to.
 */
static __always_inline int cryptodev_read_user(void *to,
					       const void __user *from, u32 len)
{
	/* A cipher block is so frequent that it gets code without a loop. */
	if (cryptodev_by_words(len) && len == 16)
		return cryptodev_read_words(to, from, 16);
	if (cryptodev_by_words(len))
		return cryptodev_read_words(to, from, len);
	return copy_from_user(to, from, len) ? -EFAULT : 0;
}

/**
 * cryptodev_write_user() - copy to the caller
 * @to: user address
 * @from: kernel memory of @len bytes, inside one object
 * @len: number of bytes, may be 0
 *
 * May sleep and fault.
 *
 * Return: 0, or -EFAULT with part of @to possibly written.
 */
static __always_inline int cryptodev_write_user(void __user *to,
						const void *from, u32 len)
{
	if (cryptodev_by_words(len) && len == 16)
		return cryptodev_write_words(to, from, 16);
	/* The digest of SHA-256. */
	if (cryptodev_by_words(len) && len == 32)
		return cryptodev_write_words(to, from, 32);
	if (cryptodev_by_words(len))
		return cryptodev_write_words(to, from, len);
	return copy_to_user(to, from, len) ? -EFAULT : 0;
}

#endif /* CRYPTODEV_USER_COPY_H */
