// SPDX-License-Identifier: GPL-2.0
/*
 * Maps a piece of a request whose input and output are lists of ranges. Relies
 * on ranges.c to walk through them, and on the helpers of map.c.
 *
 * Pinned: the pages of all ranges become one scatterlist. Gathered: the input is
 * copied to kernel memory, and the result to the output. Ranges are gathered if
 * the piece or its ranges are short, and for the reasons for which one range is
 * bounced.
 *
 * The output of a gathered piece is not pinned. It is checked before the
 * transform, and again before the copy, as other outputs that are not pinned.
 */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "compat/kernel.h"
#include "zc/map.h"
#include "zc/reject.h"
#include "zc/scatter.h"

/* A device may need entries of whole blocks and of whole cache lines. */
#define DEVICE_ALIGN	64

/* Address and length bits of all ranges but the last one's length. */
static unsigned long range_bits(const struct zc_ranges *ranges, u32 done,
				u32 len)
{
	struct zc_cursor cursor = zc_cursor_start(ranges, done, len);
	unsigned long bits = 0;
	void __user *addr;
	u32 n;

	while ((n = zc_cursor_next(&cursor, &addr)))
		bits |= (unsigned long)addr | (cursor.left ? n : 0);
	return bits;
}

static unsigned int count_ranges(const struct zc_ranges *ranges, u32 done,
				 u32 len)
{
	struct zc_cursor cursor = zc_cursor_start(ranges, done, len);
	unsigned int nr = 0;
	void __user *addr;

	while (zc_cursor_next(&cursor, &addr))
		nr++;
	return nr;
}

/* Pinning a range costs as much as copying zc_copy_bytes. */
static bool is_cheap_to_copy(const struct zc_ranges *ranges, u32 done, u32 len)
{
	return len <= (u64)READ_ONCE(zc_copy_bytes) *
		      count_ranges(ranges, done, len);
}

/* A synchronous driver is code of the kernel and takes entries of any length. */
static bool must_gather(const struct zc_map *m)
{
	const struct zc_scatter *scatter = m->scatter;
	const struct zc_io *io = &m->io;
	u32 done = scatter->done;
	unsigned long bits, mask = io->alignmask;

	if (io->copy || scatter->overlap ||
	    is_cheap_to_copy(&scatter->src, done, io->src_len) ||
	    (io->dst_len &&
	     is_cheap_to_copy(&scatter->dst, done, io->dst_len)))
		return true;
	bits = range_bits(&scatter->src, done, io->src_len);
	if (io->dst_len)
		bits |= range_bits(&scatter->dst, done, io->dst_len);
	if (io->longterm)
		mask |= DEVICE_ALIGN - 1;
	return bits & mask;
}

/* Copies between scratch pages, from their byte @at on, and a user range. */
static int copy_pages(struct zc_pages *p, u32 at, void __user *addr, u32 len,
		      bool out)
{
	u32 n;

	for (; len; len -= n, at += n, addr += n) {
		void *page = kmap_local_page(p->page[at / PAGE_SIZE]);
		void *from = page + offset_in_page(at);
		bool failed;

		n = min_t(u32, len, PAGE_SIZE - offset_in_page(at));
		failed = out ? copy_to_user(addr, from, n) :
			       copy_from_user(from, addr, n);
		kunmap_local(page);
		if (failed)
			return -EFAULT;
	}
	return 0;
}

static int copy_ranges(struct zc_map *m, const struct zc_ranges *ranges,
		       u32 len, bool out)
{
	struct zc_cursor cursor = zc_cursor_start(ranges, m->scatter->done, len);
	void __user *addr;
	u32 n, at = 0;
	int err = 0;

	for (; !err && (n = zc_cursor_next(&cursor, &addr)); at += n)
		err = copy_pages(&m->scratch, at, addr, n, out);
	return err;
}

/* Copies head and input to the small buffer, as zc_map_copy(). */
static int gather_small(struct zc_map *m, u32 room)
{
	const struct zc_io *io = &m->io;
	u32 off = ALIGN(io->head_len, io->alignmask + 1);
	u32 size = max_t(u32, off + room, 1);
	int err;

	err = zc_buf_reserve(m, size) ?: zc_read_head(m->buf, io) ?:
	      zc_ranges_read(m->buf + off, &m->scatter->src, m->scatter->done,
			     io->src_len);
	if (err)
		return err;
	m->data_off = off;
	m->small.length = size;
	m->src = &m->small;
	m->dst = &m->small;
	if (off != io->head_len)
		zc_map_split(m, room);
	return 0;
}

static int gather_pages(struct zc_map *m, u32 room)
{
	int err = zc_copy_head(m, &m->io, 0) ?: zc_scratch(&m->scratch, room);

	if (!err && copy_ranges(m, &m->scatter->src, m->io.src_len, false))
		err = cryptodev_reject(-EFAULT, "input is not readable");
	if (!err)
		err = zc_build_sgl(&m->src_sgl, m, &m->scratch, 0);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	return err;
}

static int map_gathered(struct zc_map *m)
{
	const struct zc_io *io = &m->io;
	u32 room = max(io->src_len, io->dst_len);
	int err;

	m->mode = ZC_GATHER;
	err = zc_is_copied(io) ? gather_small(m, room) : gather_pages(m, room);
	return err ?: zc_ranges_check(&m->scatter->dst, m->scatter->done,
				      io->dst_len);
}

static unsigned int count_pages(const void __user *addr, u32 len)
{
	return DIV_ROUND_UP(offset_in_page((unsigned long)addr) + (size_t)len,
			    PAGE_SIZE);
}

static int pin_ranges(struct zc_map *m, struct zc_pages *p,
		      const struct zc_ranges *ranges, u32 len,
		      unsigned int gup_flags)
{
	struct zc_cursor cursor = zc_cursor_start(ranges, m->scatter->done, len);
	struct zc_cursor again = cursor;
	unsigned int nr = 0;
	void __user *addr;
	int err;
	u32 n;

	while ((n = zc_cursor_next(&cursor, &addr)))
		nr += count_pages(addr, n);
	err = zc_pages_reserve(p, nr);
	while (!err && (n = zc_cursor_next(&again, &addr)))
		err = zc_pin_more(p, addr, n, gup_flags);
	return err;
}

/* Appends the pinned pages of the ranges to a list. */
static void sgl_add_ranges(struct zc_sgl *sgl, struct zc_map *m,
			   const struct zc_pages *pinned,
			   const struct zc_ranges *ranges, u32 len)
{
	struct zc_cursor cursor = zc_cursor_start(ranges, m->scatter->done, len);
	struct zc_pages part = { .page = pinned->page };
	void __user *addr;

	while ((part.len = zc_cursor_next(&cursor, &addr))) {
		part.offset = offset_in_page((unsigned long)addr);
		part.nr = count_pages(addr, part.len);
		zc_sgl_add_pages(sgl, &part);
		part.page += part.nr;
	}
}

static int build_scattered(struct zc_sgl *sgl, struct zc_map *m,
			   const struct zc_pages *pinned,
			   const struct zc_ranges *ranges, u32 len, u32 tail)
{
	int err = zc_sgl_start(sgl, m->head.nr + pinned->nr + 2);

	if (err)
		return err;
	if (m->head.nr)
		zc_sgl_add_pages(sgl, &m->head);
	else
		zc_sgl_add_buf(sgl, m->buf, m->io.head_len);
	sgl_add_ranges(sgl, m, pinned, ranges, len);
	zc_sgl_add_buf(sgl, m->buf + m->data_off, tail);
	zc_sgl_end(sgl);
	return 0;
}

/* Pins the output. The end of a longer input, a tag, is copied. */
static int pin_in_place(struct zc_map *m, unsigned int gup_flags)
{
	const struct zc_scatter *scatter = m->scatter;
	const struct zc_io *io = &m->io;
	u32 tail = io->src_len > io->dst_len ? io->src_len - io->dst_len : 0;
	int err;

	err = zc_copy_head(m, io, tail) ?:
	      zc_ranges_read(m->buf + m->data_off, &scatter->src,
			     scatter->done + io->dst_len, tail) ?:
	      pin_ranges(m, &m->out, &scatter->dst, io->dst_len,
			 FOLL_WRITE | gup_flags) ?:
	      build_scattered(&m->src_sgl, m, &m->out, &scatter->dst,
			      io->dst_len, tail);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	return err;
}

static int pin_apart(struct zc_map *m, unsigned int gup_flags)
{
	const struct zc_scatter *scatter = m->scatter;
	const struct zc_io *io = &m->io;
	int err;

	err = zc_copy_head(m, io, 0) ?:
	      pin_ranges(m, &m->in, &scatter->src, io->src_len, gup_flags) ?:
	      build_scattered(&m->src_sgl, m, &m->in, &scatter->src,
			      io->src_len, 0);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	if (err || !io->dst_len)
		return err;
	err = pin_ranges(m, &m->out, &scatter->dst, io->dst_len,
			 FOLL_WRITE | gup_flags) ?:
	      build_scattered(&m->dst_sgl, m, &m->out, &scatter->dst,
			      io->dst_len, 0);
	m->dst = m->dst_sgl.sg;
	return err;
}

static int map_scattered(struct zc_map *m)
{
	unsigned int gup_flags = m->io.longterm ? FOLL_LONGTERM : 0;
	int err;

	m->mode = ZC_SCATTER;
	err = m->scatter->in_place ? pin_in_place(m, gup_flags) :
				     pin_apart(m, gup_flags);
	m->written = !err && m->io.dst_len;
	return err;
}

/**
 * zc_map_scatter() - map a piece of a scattered request
 * @m: the map: unmapped, after zc_scatter_piece()
 *
 * May sleep, fault and take the mmap lock.
 *
 * Return: as zc_map_ranges().
 */
int zc_map_scatter(struct zc_map *m)
{
	int err;

	m->scatter->pending = false;
	m->io.src_len = m->scatter->src_len;
	err = must_gather(m) ? map_gathered(m) : map_scattered(m);
	if (unlikely(err == -EOPNOTSUPP)) {
		zc_unmap(m);
		err = map_gathered(m);
	}
	if (unlikely(err))
		zc_unmap(m);
	return err;
}

static int write_ranges(struct zc_map *m)
{
	struct zc_cursor cursor = zc_cursor_start(&m->scatter->dst, m->scatter->done,
					    m->io.dst_len);
	const u8 *from = m->buf + m->data_off;
	void __user *addr;
	u32 n;

	for (; (n = zc_cursor_next(&cursor, &addr)); from += n)
		if (copy_to_user(addr, from, n))
			return -EFAULT;
	return 0;
}

/**
 * zc_finish_scatter() - write the result of a gathered piece
 * @m: a map of mode ZC_GATHER with an output
 *
 * May sleep and fault.
 *
 * Return: 0, or -EFAULT. Nothing is written then, unless another thread revokes
 * the right to write at the same time.
 */
int zc_finish_scatter(struct zc_map *m)
{
	int err = zc_ranges_check(&m->scatter->dst, m->scatter->done,
				  m->io.dst_len);

	if (err)
		return err;
	return m->scratch.nr ?
		copy_ranges(m, &m->scatter->dst, m->io.dst_len, true) :
		write_ranges(m);
}

/**
 * zc_wipe_scatter() - overwrite the pinned output with zeros
 * @m: a map of mode ZC_SCATTER
 *
 * Does not sleep.
 */
void zc_wipe_scatter(struct zc_map *m)
{
	struct zc_cursor cursor = zc_cursor_start(&m->scatter->dst, m->scatter->done,
					    m->io.dst_len);
	struct zc_pages part = { .page = m->out.page };
	void __user *addr;

	while ((part.len = zc_cursor_next(&cursor, &addr))) {
		part.offset = offset_in_page((unsigned long)addr);
		part.nr = count_pages(addr, part.len);
		zc_pages_wipe(&part);
		part.page += part.nr;
	}
}

/**
 * zc_scatter_pages() - maximum of pages that a scattered request pins at once
 * @scatter: its ranges
 * @most: bytes of input, or of output, that it processes at once
 *
 * Each range can have a partial page at both ends. Does not sleep.
 *
 * Return: number of pages.
 */
u32 zc_scatter_pages(const struct zc_scatter *scatter, u32 most)
{
	u32 longest = most / max(READ_ONCE(zc_copy_bytes), 1U) + 1;

	return 2 * (most / PAGE_SIZE + min(scatter->src.nr, longest) +
		    min(scatter->dst.nr, longest));
}

/**
 * zc_scatter_free() - free the lists of a request
 * @scatter: the lists, or NULL
 *
 * May sleep.
 */
void zc_scatter_free(struct zc_scatter *scatter)
{
	if (!scatter)
		return;
	kvfree(scatter->src.range);
	kvfree(scatter->dst.range);
	kfree(scatter);
}
