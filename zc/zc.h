/* SPDX-License-Identifier: GPL-2.0 */
/*
 * zc maps the user ranges of a request to scatterlists, and writes the result
 * back. It relies on the kernel's memory management alone and knows neither
 * sessions nor transforms.
 *
 * Small ranges are copied to a buffer that the map keeps for its next use. They
 * are never pinned. Large ranges are pinned in place. Some memory can be read and
 * written but not pinned: the memory of memfd_secret(2), device memory, and file
 * mappings if the pin outlives the call. Such ranges are copied, whatever their
 * length.
 */
#ifndef CRYPTODEV_ZC_H
#define CRYPTODEV_ZC_H

#include <linux/compiler.h>
#include <linux/minmax.h>
#include <linux/mm_types.h>
#include <linux/scatterlist.h>
#include <linux/sizes.h>
#include <linux/types.h>
#include <linux/uio.h>

#include "zc/user_copy.h"

/* Largest value of zc_copy_bytes. The kernel has blocks of this size at any time. */
#define ZC_COPY_MAX	SZ_32K

/* Longest scatterlist entry in bytes: the default limit of a DMA device. */
#define ZC_SG_MAX	SZ_64K

/* map.c */

extern unsigned int zc_copy_bytes;

/**
 * zc_is_short() - are so many bytes copied?
 * @len: bytes of the data, and of a head before it
 *
 * Does not sleep.
 *
 * Return: true if a request with @len bytes is copied and not pinned.
 */
static __always_inline bool zc_is_short(u64 len)
{
	return len <= READ_ONCE(zc_copy_bytes);
}

/* range.c */

/**
 * zc_wraps() - does a range wrap around the end of the address space?
 * @addr: user address
 * @len: length in bytes
 *
 * Does not sleep.
 *
 * Return: true if the range wraps.
 */
static inline bool zc_wraps(const void __user *addr, u32 len)
{
	return (unsigned long)addr + len < (unsigned long)addr;
}

/**
 * zc_one_page() - does a range lie in one page?
 * @addr: user address
 * @len: length in bytes
 *
 * A copy to such a range writes all of it or nothing. Does not sleep.
 *
 * Return: true if the range lies in one page.
 */
static inline bool zc_one_page(const void __user *addr, u32 len)
{
	return offset_in_page((unsigned long)addr) + (size_t)len <= PAGE_SIZE;
}

bool zc_overlap(const void __user *a, u32 a_len,
		const void __user *b, u32 b_len);
int zc_touch(const void __user *addr, u32 len);
int zc_check_writable(void __user *addr, u32 len);
int zc_check_mapped(const void __user *addr, u32 len, bool write);

/**
 * zc_check_copy() - check that a copy to a range will not fault half way
 * @addr: user address
 * @len: length in bytes
 *
 * May sleep and fault.
 *
 * Return: 0, also for a range in one page, which is not checked: a copy to it
 * writes all or nothing; -EFAULT.
 */
static inline int zc_check_copy(void __user *addr, u32 len)
{
	return zc_one_page(addr, len) ? 0 : zc_check_writable(addr, len);
}

/* pages.c */

/**
 * struct zc_pages - a range of bytes and the pages that hold them
 * @page: array of the pages
 * @nr: number of pages in use
 * @max: number of pages that the array can hold
 * @offset: offset of the first byte in the first page
 * @len: number of bytes
 */
struct zc_pages {
	struct page **page;
	unsigned int nr;
	unsigned int max;
	unsigned int offset;
	u32 len;
};

int zc_pages_reserve(struct zc_pages *p, unsigned int nr);
int zc_pin(struct zc_pages *p, const void __user *addr, u32 len,
	   unsigned int gup_flags);
int zc_pin_more(struct zc_pages *p, const void __user *addr, u32 len,
		unsigned int gup_flags);
void zc_unpin_array(struct page **pages, unsigned int nr, bool written,
		    bool discarded);
int zc_scratch(struct zc_pages *p, u32 len);
void zc_scratch_free(struct zc_pages *p);
int zc_pages_from_user(struct zc_pages *p, const void __user *addr, u32 len);
int zc_pages_to_user(const struct zc_pages *p, void __user *addr, u32 len);
void zc_pages_copy(struct zc_pages *to, struct zc_pages *from);
void zc_pages_wipe(struct zc_pages *p);
void zc_pages_trim(struct zc_pages *p);

/**
 * zc_unpin() - unpin pages
 * @p: pages from zc_pin(), or none
 * @written: as for zc_unpin_array()
 * @discarded: as for zc_unpin_array()
 *
 * May sleep, as zc_unpin_array().
 */
static inline void zc_unpin(struct zc_pages *p, bool written, bool discarded)
{
	zc_unpin_array(p->page, p->nr, written, discarded);
	p->nr = 0;
}

/* sgl.c */

/**
 * struct zc_sgl - a scatterlist under construction
 * @sg: array of the entries
 * @nr: number of entries in use
 * @max: number of entries that the array can hold
 */
struct zc_sgl {
	struct scatterlist *sg;
	unsigned int nr;
	unsigned int max;
};

int zc_sgl_start(struct zc_sgl *sgl, unsigned int entries);
void zc_sgl_add_buf(struct zc_sgl *sgl, void *buf, u32 len);
void zc_sgl_add_pages(struct zc_sgl *sgl, const struct zc_pages *p);
void zc_sgl_end(struct zc_sgl *sgl);
void zc_sgl_trim(struct zc_sgl *sgl);
int zc_sgl_from_iter(struct zc_sgl *sgl, const struct iov_iter *iter);

struct zc_scatter;

/**
 * struct zc_fixed - registered pages, which stay pinned between requests
 * @src: pages of the input, as bio_vecs
 * @dst: pages of the output, as bio_vecs
 */
struct zc_fixed {
	struct iov_iter src;
	struct iov_iter dst;
};

/**
 * struct zc_io - the user ranges of one request
 * @head: input that is always copied and precedes @src and @dst in both
 *	  scatterlists (the associated data of an AEAD)
 * @extra: kernel memory with the last bytes of the head
 * @src: input
 * @dst: output; if it equals @src, the transform works in place
 * @tail: in kernel memory: follows @src and @dst in both scatterlists, and a
 *	  driver may write to it
 * @head_len: length of the head in bytes, with @extra
 * @extra_len: length of @extra in bytes
 * @src_len: length of @src in bytes
 * @dst_len: length of @dst in bytes, 0 if there is no output
 * @tail_len: bytes at @tail; if not 0, @src_len and @dst_len are equal, or
 *	      @dst_len is 0 and @copy is set
 * @alignmask: address bits that must be 0 if the driver is to use the pages
 * @fixed: registered pages of @src, and of @dst if there is an output, which
 *	   are not pinned again; or NULL. If it is set, there is no head, and
 *	   @dst_len is @src_len or 0
 * @copy: never pass the caller's pages to the driver
 * @solid_head: the head is one scatterlist entry, whatever its length
 * @longterm: the pins outlive the call, and a later call fetches the result
 *
 * In place, @src may be up to ZC_TAIL_MAX bytes longer than @dst. This tail is
 * only read.
 */
struct zc_io {
	const void __user *head;
	const void *extra;
	const void __user *src;
	void __user *dst;
	void *tail;
	u32 head_len;
	u32 extra_len;
	u32 src_len;
	u32 dst_len;
	u32 tail_len;
	struct zc_fixed *fixed;
	u16 alignmask;
	bool copy;
	bool solid_head;
	bool longterm;
};

/* Longest tail of an input after the output, in bytes: the tag of an AEAD. */
#define ZC_TAIL_MAX	64

/**
 * zc_is_copied() - are ranges of these lengths copied?
 * @io: the ranges, whose lengths without a tail are filled in
 *
 * Does not sleep.
 *
 * Return: true if zc_map_ranges() copies them all, and pins no page.
 */
static __always_inline bool zc_is_copied(const struct zc_io *io)
{
	return zc_is_short((u64)max(io->src_len, io->dst_len) + io->head_len);
}

enum zc_mode {
	ZC_NONE,	/* unmapped */
	ZC_COPY,	/* copied to the small buffer */
	ZC_PIN,		/* the caller's pages */
	ZC_SCATTER,	/* the caller's pages, of many ranges */
	ZC_BOUNCE,	/* copied to pages of the kernel */
	ZC_LINEAR,	/* copied to the small buffer, at any length */
	ZC_GATHER,	/* many ranges, copied as by ZC_COPY or ZC_BOUNCE */
};

/**
 * struct zc_map - the mapped ranges of one request
 * @src: the transform's input: @io.head, then @io.src
 * @dst: the transform's output: @io.head, then @io.dst; may equal @src
 * @io: the ranges; the caller fills them in before zc_map_ranges()
 * @mode: how the ranges are mapped
 * @written: pinned pages of the output may have been written
 * @discarded: no task wants the output
 * @data_off: offset of the data in @buf, for ZC_COPY and ZC_LINEAR
 * @buf: the small buffer; kept until zc_free()
 * @buf_size: size of @buf in bytes
 * @in: pinned input
 * @out: pinned output; empty if the output is copied from @buf or cannot be pinned
 * @scratch: pages of the kernel that replace the caller's, for ZC_BOUNCE
 * @head: pages for a head that is too long for the small buffer, but for a solid one
 * @src_sgl: memory of the scatterlist @src
 * @dst_sgl: memory of the scatterlist @dst
 * @small: @buf as one entry, which @src and @dst point to for ZC_COPY
 * @split: @buf as two entries, if head and data must not be adjacent
 * @scatter: the ranges of a scattered request, kept until zc_free(); or NULL
 */
struct zc_map {
	struct scatterlist *src;
	struct scatterlist *dst;
	struct zc_io io;
	enum zc_mode mode;
	bool written;
	bool discarded;
	u32 data_off;
	u8 *buf;
	u32 buf_size;
	struct zc_pages in;
	struct zc_pages out;
	struct zc_pages scratch;
	struct zc_pages head;
	struct zc_sgl src_sgl;
	struct zc_sgl dst_sgl;
	struct scatterlist small;
	struct scatterlist split[2];
	struct zc_scatter *scatter;
};

bool zc_must_bounce(const struct zc_io *io);
void zc_discard(struct zc_map *m);
void zc_forsake(struct zc_map *m);
void zc_unmap_large(struct zc_map *m);
void zc_free(struct zc_map *m);

/**
 * zc_unmap() - unpin the caller's pages
 * @m: a map that no driver uses any more, or an unmapped one
 *
 * Marks written pages dirty, unpins all pages and frees the bounce pages. May
 * sleep, and may wait for the server of a FUSE file unless zc_forsake() has
 * been called.
 */
static inline void zc_unmap(struct zc_map *m)
{
	if (m->mode > ZC_COPY)
		zc_unmap_large(m);
	m->mode = ZC_NONE;
}

/* linear.c */
int zc_map_linear(struct zc_map *m, u32 room);
void zc_linear_trim(struct zc_map *m);

/* out.c */

/* Longest output besides the data, in bytes: an 8192-bit number of FFDHE. */
#define ZC_OUT_MAX	1024

/**
 * struct zc_out - a short output range that is held for a later write
 * @page: one or two pinned pages that hold the range
 * @nr: number of pages, 0 if they cannot be pinned
 * @addr: user address of the range
 * @len: length in bytes, 0 if nothing is held
 */
struct zc_out {
	struct page *page[2];
	unsigned int nr;
	void __user *addr;
	u32 len;
};

int zc_out_hold(struct zc_out *out, void __user *addr, u32 len);
int __must_check zc_out_store(struct zc_out *out, const void *buf);
void zc_out_drop(struct zc_out *out);

/**
 * zc_out_is_held() - is a range held?
 * @out: a range held by zc_out_hold(), or an empty one
 *
 * Does not sleep.
 *
 * Return: true if @out holds a range.
 */
static inline bool zc_out_is_held(const struct zc_out *out)
{
	return out->len;
}

/**
 * zc_out_release() - release a held range without writing it
 * @out: a range held by zc_out_hold(), or an empty one
 *
 * Does not sleep.
 */
static inline void zc_out_release(struct zc_out *out)
{
	if (unlikely(zc_out_is_held(out)))
		zc_out_drop(out);
}

int zc_out_check(void __user *addr, u32 len);
int zc_put_across(void __user *addr, const void *buf, u32 len);

/**
 * zc_put() - write a few bytes to the caller, all or none
 * @addr: user address
 * @buf: kernel memory with the bytes
 * @len: number of bytes, at most ZC_OUT_MAX
 *
 * May sleep, fault and take the mmap lock.
 *
 * Return: 0, or -EFAULT with nothing written.
 */
static __always_inline int zc_put(void __user *addr, const void *buf, u32 len)
{
	if (likely(zc_one_page(addr, len)))
		return cryptodev_write_user(addr, buf, len);
	return zc_put_across(addr, buf, len);
}

#endif /* CRYPTODEV_ZC_H */
