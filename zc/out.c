// SPDX-License-Identifier: GPL-2.0
/*
 * Writes a short output (a digest, an IV, a tag), all of it or nothing. Pins
 * the one or two pages of the output, or checks them if they cannot be pinned.
 */
#include <linux/highmem.h>
#include <linux/mm.h>

#include "zc/zc.h"

/**
 * zc_out_hold() - make sure that a short range can be written later
 * @out: the range to fill in; must hold nothing
 * @addr: user address
 * @len: length in bytes, 1 to ZC_OUT_MAX
 *
 * A request with two outputs holds both before it writes either. Pins the
 * pages, if they can be pinned, until zc_out_store() or zc_out_release(). May
 * sleep, fault and take the mmap lock.
 *
 * Return: 0, or -EFAULT with nothing held.
 */
int zc_out_hold(struct zc_out *out, void __user *addr, u32 len)
{
	unsigned long start = (unsigned long)addr;
	int nr = zc_one_page(addr, len) ? 1 : 2;
	int pinned;

	if (zc_wraps(addr, len) || zc_touch(addr, len))
		return -EFAULT;
	pinned = pin_user_pages_fast(start, nr, FOLL_WRITE, out->page);
	if (unlikely(pinned != nr)) {
		if (pinned > 0)
			unpin_user_pages(out->page, pinned);
		if (zc_check_writable(addr, len))
			return -EFAULT;
		nr = 0;
	}
	out->nr = nr;
	out->addr = addr;
	out->len = len;
	return 0;
}

/**
 * zc_out_check() - check that a short range can be written now
 * @addr: user address
 * @len: length in bytes, 1 to ZC_OUT_MAX
 *
 * For a request whose result a later call fetches: the range is not pinned
 * until then. May sleep, fault and take the mmap lock.
 *
 * Return: 0 or -EFAULT.
 */
int zc_out_check(void __user *addr, u32 len)
{
	struct zc_out out = {};
	int err = zc_out_hold(&out, addr, len);

	zc_out_release(&out);
	return err;
}

/* Writes nothing unless the whole range is writable. */
static int store_unpinned(const struct zc_out *out, const void *buf)
{
	return zc_check_writable(out->addr, out->len) ?:
	       cryptodev_write_user(out->addr, buf, out->len);
}

static void store_pinned(struct zc_out *out, const void *buf)
{
	unsigned int offset = offset_in_page((unsigned long)out->addr);
	unsigned int n = min_t(unsigned int, out->len, PAGE_SIZE - offset);

	memcpy_to_page(out->page[0], offset, buf, n);
	if (out->nr > 1)
		memcpy_to_page(out->page[1], 0, buf + n, out->len - n);
	zc_unpin_array(out->page, out->nr, true, false);
}

/**
 * zc_out_store() - write a held range and release it
 * @out: a range held by zc_out_hold(), in the current address space
 * @buf: kernel memory with @out->len bytes
 *
 * May sleep and fault.
 *
 * Return: 0, or -EFAULT with nothing written, if the range could not be pinned
 * and another thread has revoked the right to write to it.
 */
int zc_out_store(struct zc_out *out, const void *buf)
{
	int err = 0;

	if (likely(out->nr))
		store_pinned(out, buf);
	else
		err = store_unpinned(out, buf);
	out->nr = 0;
	out->len = 0;
	return err;
}

/**
 * zc_out_drop() - out-of-line part of zc_out_release()
 * @out: a range held by zc_out_hold()
 *
 * Does not sleep.
 */
void zc_out_drop(struct zc_out *out)
{
	if (out->nr)
		unpin_user_pages(out->page, out->nr);
	out->nr = 0;
	out->len = 0;
}

/**
 * zc_put_across() - out-of-line part of zc_put()
 * @addr: user address; the range spans two pages
 * @buf: kernel memory with the bytes
 * @len: number of bytes, at most ZC_OUT_MAX
 *
 * May sleep, fault and take the mmap lock.
 *
 * Return: as zc_put().
 */
int zc_put_across(void __user *addr, const void *buf, u32 len)
{
	struct zc_out out = {};

	return zc_out_hold(&out, addr, len) ?: zc_out_store(&out, buf);
}
