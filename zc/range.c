// SPDX-License-Identifier: GPL-2.0
/*
 * Checks of user ranges that pin no page. They access the ranges as the
 * caller's own code would, or look them up in its address space.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include "zc/zc.h"

/**
 * zc_overlap() - do two ranges overlap?
 * @a: user address
 * @a_len: length of the range at @a in bytes
 * @b: user address
 * @b_len: length of the range at @b in bytes
 *
 * Neither range may wrap. An empty range overlaps with none. Does not sleep.
 *
 * Return: true if the ranges share a byte.
 */
bool zc_overlap(const void __user *a, u32 a_len,
		const void __user *b, u32 b_len)
{
	unsigned long x = (unsigned long)a, y = (unsigned long)b;

	return a_len && b_len && x < y + b_len && y < x + a_len;
}

/* Start address of the page after the page of @at. */
static void __user *range_next_page(void __user *at)
{
	return (void __user *)(((unsigned long)at & PAGE_MASK) + PAGE_SIZE);
}

/**
 * zc_touch() - read one byte of each page of a range
 * @addr: user address
 * @len: length in bytes, not 0; the range must not wrap
 *
 * A stack grows when it is read, but not when it is pinned. The kernel logs an
 * attempt to pin pages right below a stack. So call this function before the
 * range is pinned. May sleep and fault.
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
 * zc_check_writable() - check that each page of a range is writable
 * @addr: user address
 * @len: length in bytes, not 0; the range must not wrap
 *
 * For an output that cannot be pinned. Reads one byte of each page and writes
 * it back. May sleep and fault.
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
 * zc_check_mapped() - check that a range is mapped with the right access
 * @addr: user address
 * @len: length in bytes, not 0
 * @write: the range will be written
 *
 * For a request that is processed in pieces: checks the whole range before the
 * first piece is written. If another thread unmaps part of the range later,
 * pinning that piece fails.
 *
 * Takes the mmap lock for reading. May sleep and fault.
 *
 * Return: 0, -EFAULT, or -EINTR if the task is being killed.
 */
int zc_check_mapped(const void __user *addr, u32 len, bool write)
{
	vm_flags_t need = write ? VM_WRITE : VM_READ;
	unsigned long at = (unsigned long)untagged_addr(addr);
	unsigned long end = at + len;
	struct vm_area_struct *vma;
	/* Read the last byte, too: a file may be shorter than its mapping. */
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
