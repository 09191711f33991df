// SPDX-License-Identifier: GPL-2.0
/*
 * Checks of user ranges that pin nothing.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include "zc/zc.h"

/**
 * zc_overlap() - do two ranges share a byte?
 * @a: user address
 * @a_len: bytes at @a
 * @b: user address
 * @b_len: bytes at @b
 *
 * Neither range may wrap. An empty range shares nothing.
 */
bool zc_overlap(const void __user *a, u32 a_len,
		const void __user *b, u32 b_len)
{
	unsigned long x = (unsigned long)a, y = (unsigned long)b;

	return a_len && b_len && x < y + b_len && y < x + a_len;
}

/* Where the page after the one of @at begins. */
static void __user *range_next_page(void __user *at)
{
	return (void __user *)(((unsigned long)at & PAGE_MASK) + PAGE_SIZE);
}

/**
 * zc_touch() - read a byte of each page of a range, as the program itself might
 * @addr: user address
 * @len: bytes, not 0; the range must not wrap
 *
 * A stack grows when it is touched, not when it is pinned, and the kernel logs
 * an attempt to pin pages right below it. May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int zc_touch(const void __user *addr, u32 len)
{
	void __user *at = (void __user *)addr, *end = at + len;
	char c __maybe_unused;

	if (should_fail_usercopy() || !user_read_access_begin(addr, len))
		return -EFAULT;
	for (; at < end; at = range_next_page(at))
		unsafe_get_user(c, (char __user *)at, fault);
	user_read_access_end();
	return 0;
fault:
	user_read_access_end();
	return -EFAULT;
}

/**
 * zc_check_writable() - make sure that each page of a range can be written
 * @addr: user address
 * @len: bytes, not 0; the range must not wrap
 *
 * For an output that cannot be pinned: reads a byte of each page and writes it
 * back. May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
int zc_check_writable(void __user *addr, u32 len)
{
	void __user *at = addr, *end = at + len;
	char c;

	if (should_fail_usercopy() || !user_access_begin(addr, len))
		return -EFAULT;
	for (; at < end; at = range_next_page(at)) {
		unsafe_get_user(c, (char __user *)at, fault);
		unsafe_put_user(c, (char __user *)at, fault);
	}
	user_access_end();
	return 0;
fault:
	user_access_end();
	return -EFAULT;
}

/**
 * zc_check_mapped() - is all of a range mapped, with the right to use it?
 * @addr: user address
 * @len: bytes, not 0
 * @write: whether it will be written
 *
 * For a request that is worked in pieces: says, before the first piece is
 * written, that the last one will not be refused. What another thread unmaps
 * afterwards is found when its piece is pinned.
 *
 * Takes the mmap lock for reading; may sleep.
 *
 * Return: 0, -EFAULT, or -EINTR if the task is being killed.
 */
int zc_check_mapped(const void __user *addr, u32 len, bool write)
{
	vm_flags_t need = write ? VM_WRITE : VM_READ;
	unsigned long at = (unsigned long)untagged_addr(addr);
	unsigned long end = at + len;
	struct vm_area_struct *vma;
	/* The last byte too: a file may be shorter than its mapping. */
	int err = zc_touch(addr, 1) ?: zc_touch(addr + len - 1, 1);

	if (err)
		return err;
	if (mmap_read_lock_killable(current->mm))
		return -EINTR;
	while (at < end) {
		vma = find_vma(current->mm, at);
		if (!vma || vma->vm_start > at || !(vma->vm_flags & need)) {
			err = -EFAULT;
			break;
		}
		at = vma->vm_end;
	}
	mmap_read_unlock(current->mm);
	return err;
}
