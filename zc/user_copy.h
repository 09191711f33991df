/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copies of a few bytes from and to the caller, word by word and in line.
 *
 * Most requests copy an argument, an IV and a block or two. copy_from_user()
 * spends most of its time there on the way to the copy: checks that the kernel
 * buffer is one object (the callers here know it is) and the start of a string
 * instruction. A 16-byte AES-CBC request took 2768 instructions with it and
 * 1997 without (6.12, counted as make bench does).
 */
#ifndef CRYPTODEV_USER_COPY_H
#define CRYPTODEV_USER_COPY_H

#include <linux/fault-inject-usercopy.h>
#include <linux/types.h>
#include <linux/uaccess.h>

/*
 * As get_user() and put_user(), which a kernel that makes copies fail, to test
 * what becomes of it, leaves alone. Elsewhere should_fail_usercopy() is false.
 */
#define cryptodev_get_user(x, from)					\
	(should_fail_usercopy() ? -EFAULT : get_user(x, from))
#define cryptodev_put_user(x, to)					\
	(should_fail_usercopy() ? -EFAULT : put_user(x, to))

/* Up to this many bytes go word by word. */
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
 * @to: @len bytes of kernel memory, all of one object
 * @from: user address
 * @len: bytes, 0 included
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT; then what @to holds is undefined.
 */
static __always_inline int cryptodev_read_user(void *to,
					       const void __user *from, u32 len)
{
	/* A block, so often that it is worth code without a loop. */
	if (cryptodev_by_words(len) && len == 16)
		return cryptodev_read_words(to, from, 16);
	if (cryptodev_by_words(len))
		return cryptodev_read_words(to, from, len);
	return copy_from_user(to, from, len) ? -EFAULT : 0;
}

/**
 * cryptodev_write_user() - copy to the caller
 * @to: user address
 * @from: @len bytes of kernel memory, all of one object
 * @len: bytes, 0 included
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT; then some of @to may have been written.
 */
static __always_inline int cryptodev_write_user(void __user *to,
						const void *from, u32 len)
{
	if (cryptodev_by_words(len) && len == 16)
		return cryptodev_write_words(to, from, 16);
	/* SHA-256. */
	if (cryptodev_by_words(len) && len == 32)
		return cryptodev_write_words(to, from, 32);
	if (cryptodev_by_words(len))
		return cryptodev_write_words(to, from, len);
	return copy_to_user(to, from, len) ? -EFAULT : 0;
}

#endif /* CRYPTODEV_USER_COPY_H */
