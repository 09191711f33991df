/* SPDX-License-Identifier: GPL-2.0 */
/*
 * zc: how a user's bytes become a scatterlist, and go back.
 *
 * Small ranges are copied into a buffer that the map keeps from one use to the
 * next; large ones are pinned where they are. Memory that a program can read
 * and write but that cannot be pinned is copied too, whatever its length:
 * memfd_secret(2)'s, a device's, and a file's if the pin outlives the call.
 * Nothing here knows of sessions or transforms.
 */
#ifndef CRYPTODEV_ZC_H
#define CRYPTODEV_ZC_H

#include <linux/mm_types.h>
#include <linux/scatterlist.h>
#include <linux/types.h>
#include <linux/uio.h>

#include "zc/user_copy.h"

/*
 * Up to this many bytes copying beats pinning. Counted on 6.12, an AES-128-CBC
 * request takes 4307 instructions copied and 5076 pinned at 512 bytes, 6516 and
 * 6261 at 1024, 15351 and 10997 at 3072 (make bench makes this table anew). The
 * two meet near 900; a string copy is counted once a byte there, which a CPU
 * does better, so the next power of two is it.
 */
#define ZC_COPY_MAX	1024

/* Longest scatterlist entry: what every DMA device takes if it says nothing. */
#define ZC_SG_MAX	SZ_64K

/* range.c */

/**
 * zc_wraps() - does a range run over the end of the address space?
 * @addr: user address
 * @len: bytes
 */
static inline bool zc_wraps(const void __user *addr, u32 len)
{
	return (unsigned long)addr + len < (unsigned long)addr;
}

/**
 * zc_one_page() - does a range lie in one page?
 * @addr: user address
 * @len: bytes
 *
 * A copy to such a range is done whole or not at all.
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

/* pages.c */

/**
 * struct zc_pages - some bytes and the pages that hold them
 * @page: the pages, @nr of them, room for @max
 * @nr: pages in use
 * @max: room in @page
 * @offset: bytes before the first one in the first page
 * @len: bytes
 */
struct zc_pages {
	struct page **page;
	unsigned int nr;
	unsigned int max;
	unsigned int offset;
	u32 len;
};

int zc_pin(struct zc_pages *p, const void __user *addr, u32 len,
	   unsigned int gup_flags);
void zc_mark_dirty(struct page **page, unsigned int nr, bool unwanted);
void zc_unpin(struct zc_pages *p);
int zc_scratch(struct zc_pages *p, u32 len);
void zc_scratch_free(struct zc_pages *p);
int zc_pages_from_user(struct zc_pages *p, const void __user *addr, u32 len);
int zc_pages_to_user(const struct zc_pages *p, void __user *addr, u32 len);
void zc_pages_copy(struct zc_pages *to, struct zc_pages *from);
void zc_pages_from_buf(struct zc_pages *to, const u8 *buf);
void zc_pages_wipe(struct zc_pages *p);
void zc_pages_trim(struct zc_pages *p);

/* sgl.c */

/**
 * struct zc_sgl - a scatterlist under construction
 * @sg: the entries, @nr of them, room for @max
 * @nr: entries in use
 * @max: room in @sg
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

/* map.c */

/**
 * struct zc_fixed - pages that somebody else keeps pinned
 * @src: the input's, as bio_vecs
 * @dst: the output's
 */
struct zc_fixed {
	struct iov_iter src;
	struct iov_iter dst;
};

/**
 * struct zc_io - the ranges of one request
 * @head: read and always copied; stands before @src and @dst in both
 *	  scatterlists (the associated data of an AEAD)
 * @extra: in kernel memory: the last bytes of the head
 * @src: what is read
 * @dst: what is written; the same address as @src means in place
 * @head_len: bytes of the head, those at @extra included
 * @extra_len: bytes at @extra
 * @src_len: bytes at @src
 * @dst_len: bytes at @dst, 0 if nothing is written
 * @alignmask: address bits that must be clear for a driver to use the pages
 * @fixed: the pages of @src, and of @dst if something is written, registered
 *	   before and not to be pinned again; or NULL. With it, there is no head
 *	   and as much is written as read, or nothing
 * @copy: never hand the caller's pages to the driver
 * @longterm: the pins outlive the call, and the result is fetched later
 *
 * In place, @src may be up to ZC_TAIL_MAX bytes longer than @dst: that tail is
 * only ever read.
 */
struct zc_io {
	const void __user *head;
	const void *extra;
	const void __user *src;
	void __user *dst;
	u32 head_len;
	u32 extra_len;
	u32 src_len;
	u32 dst_len;
	struct zc_fixed *fixed;
	u16 alignmask;
	bool copy;
	bool longterm;
};

/* Longest tail of an input beyond the output: an AEAD's tag. */
#define ZC_TAIL_MAX	64

enum zc_mode {
	ZC_NONE,	/* nothing mapped */
	ZC_COPY,	/* through the small buffer */
	ZC_PIN,		/* the caller's pages themselves */
	ZC_BOUNCE,	/* through pages of our own */
	ZC_LINEAR,	/* through the small buffer, however large */
};

/**
 * struct zc_map - one request's ranges, made reachable
 * @src: for the transform: @head, then the input
 * @dst: for the transform: @head, then room for the output; may equal @src
 * @io: what is mapped; filled in by the caller before zc_map()
 * @mode: how
 * @written: the transform may have written to the caller's pages
 * @data_off: ZC_COPY, ZC_LINEAR: where the data starts in @buf
 * @buf: the small buffer; kept until zc_free()
 * @buf_size: its size in bytes
 * @in: pinned input
 * @out: pinned output; none if it is a single page, or cannot be pinned
 * @scratch: pages of our own instead of the caller's
 * @head: pages for a head that the small buffer cannot hold
 * @src_sgl: what @src points to
 * @dst_sgl: what @dst points to
 * @small: @buf as one entry; what @src and @dst point to for ZC_COPY
 * @split: the same as two entries, if head and data may not touch
 */
struct zc_map {
	struct scatterlist *src;
	struct scatterlist *dst;
	struct zc_io io;
	enum zc_mode mode;
	bool written;
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
};

bool zc_must_bounce(const struct zc_io *io);
void zc_discard(struct zc_map *m);
void zc_forsake(struct zc_map *m);
void zc_unmap_large(struct zc_map *m);
void zc_free(struct zc_map *m);

/**
 * zc_unmap() - let the caller's memory go
 * @m: a map that no driver uses any more, or an unmapped one
 *
 * May sleep.
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

/* Longest output besides the data: a number of FFDHE's 8192 bits. */
#define ZC_OUT_MAX	1024

/**
 * struct zc_out - a few bytes to be written when the rest has succeeded
 * @page: the one or two pages that hold them, pinned
 * @nr: how many; 0 if they cannot be pinned
 * @addr: where the bytes go
 * @len: bytes; 0 if nothing is held
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
 * zc_out_is_held() - is anything held?
 * @out: held by zc_out_hold(), or nothing
 */
static inline bool zc_out_is_held(const struct zc_out *out)
{
	return out->len;
}

/**
 * zc_out_release() - let go of what was held, unwritten
 * @out: held by zc_out_hold(), or nothing
 */
static inline void zc_out_release(struct zc_out *out)
{
	if (unlikely(zc_out_is_held(out)))
		zc_out_drop(out);
}

int zc_out_check(void __user *addr, u32 len);
int zc_put_across(void __user *addr, const void *buf, u32 len);

/**
 * zc_put() - write a few bytes, whole or not at all
 * @addr: user address
 * @buf: the bytes
 * @len: how many, at most ZC_OUT_MAX
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
static __always_inline int zc_put(void __user *addr, const void *buf, u32 len)
{
	if (likely(zc_one_page(addr, len)))
		return cryptodev_write_user(addr, buf, len);
	return zc_put_across(addr, buf, len);
}

#endif /* CRYPTODEV_ZC_H */
