// SPDX-License-Identifier: GPL-2.0
/*
 * Maps user ranges that map.h does not copy: they are pinned or bounced.
 *
 * Pinned: the transform uses the caller's pages. Bounced: the transform uses
 * pages of the kernel, and the result is copied to the output. Ranges are
 * bounced if they overlap, are misaligned for the driver, must not be shared
 * with it, or cannot be pinned.
 *
 * After the transform, finish.c ends the map.
 */
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "zc/map.h"
#include "zc/reject.h"
#include "zc/scatter.h"

/*
 * Longest head and data of a request, in bytes, that are copied and not pinned: a
 * sysctl of dev.crypto. Natively, copying 4 KiB takes less time than pinning one
 * more page, but far more than pinning 4 KiB more of a huge page: doc/results.md
 * has the figures.
 */
unsigned int zc_copy_bytes = SZ_4K;

/* Smallest size of the small buffer in bytes; it grows in powers of two. */
#define BUF_MIN		256

/**
 * zc_buf_grow() - out-of-line part of zc_buf_reserve()
 * @m: the map
 * @size: required size in bytes
 *
 * The contents of the old buffer are lost. May sleep.
 *
 * Return: 0, or -ENOMEM with the old buffer kept.
 */
int zc_buf_grow(struct zc_map *m, u32 size)
{
	u8 *buf;

	size = max_t(u32, roundup_pow_of_two(size), BUF_MIN);
	/* A power of two starts on its own cache line, as DMA requires. */
	buf = kmalloc(size, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!buf)
		return -ENOMEM;
	kfree_sensitive(m->buf);
	m->buf = buf;
	m->buf_size = size;
	sg_init_one(&m->small, buf, size);
	return 0;
}

/**
 * zc_map_split() - out-of-line part of zc_map_copy()
 * @m: a map whose driver needs aligned data, so that the data must not follow
 *     the head directly
 * @room: length of the data in bytes
 *
 * Does not sleep.
 */
void zc_map_split(struct zc_map *m, u32 room)
{
	sg_init_table(m->split, 2);
	sg_set_buf(&m->split[0], m->buf, m->io.head_len);
	sg_set_buf(&m->split[1], m->buf + m->data_off, room);
	m->src = m->split;
	m->dst = m->split;
}

static unsigned int gup_flags(const struct zc_io *io)
{
	return io->longterm ? FOLL_LONGTERM : 0;
}

static int pin_input(struct zc_map *m)
{
	return zc_pin(&m->in, m->io.src, m->io.src_len, gup_flags(&m->io));
}

static int pin_output(struct zc_map *m)
{
	return zc_pin(&m->out, m->io.dst, m->io.dst_len,
		      FOLL_WRITE | gup_flags(&m->io));
}

/*
 * Makes sure that an output can be written after a copy. On success, @m->out
 * holds the pinned pages, or no pages if they cannot be pinned.
 */
static int pin_or_check(struct zc_map *m)
{
	int err = pin_output(m);

	return err == -EOPNOTSUPP ?
		zc_check_writable(m->io.dst, m->io.dst_len) : err;
}

/**
 * zc_copy_head() - copy the head to the small buffer or to pages
 * @m: the map
 * @io: its ranges
 * @tail: bytes to reserve in the small buffer, after the head
 *
 * May sleep and fault.
 *
 * Return: 0, -EFAULT or -ENOMEM.
 */
int zc_copy_head(struct zc_map *m, const struct zc_io *io, u32 tail)
{
	/* A head with bytes of the kernel is short, whatever the sysctl. */
	bool paged = !io->solid_head && !io->extra_len &&
		     !zc_is_short(io->head_len);
	u32 off = paged ? 0 : ALIGN(io->head_len, ZC_TAIL_MAX);
	int err;

	m->data_off = off;
	err = zc_buf_reserve(m, max_t(u32, off + tail, 1));
	if (err)
		return err;
	if (!paged)
		return zc_read_head(m->buf, io);
	err = zc_scratch(&m->head, io->head_len);
	if (err)
		return err;
	return zc_pages_from_user(&m->head, io->head, io->head_len);
}

/**
 * zc_build_sgl() - build the list of a head, data and a tail
 * @sgl: the list; it loses its entries
 * @m: the map, after zc_copy_head()
 * @data: pages of the data
 * @tail: bytes in the small buffer that follow the data
 *
 * May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int zc_build_sgl(struct zc_sgl *sgl, struct zc_map *m,
		 const struct zc_pages *data, u32 tail)
{
	int err = zc_sgl_start(sgl, m->head.nr + data->nr + 3);

	if (err)
		return err;
	if (m->head.nr)
		zc_sgl_add_pages(sgl, &m->head);
	else
		zc_sgl_add_buf(sgl, m->buf, m->io.head_len);
	zc_sgl_add_pages(sgl, data);
	zc_sgl_add_buf(sgl, m->buf + m->data_off, tail);
	zc_sgl_add_buf(sgl, m->io.tail, m->io.tail_len);
	/* Without any input, the list is one byte, which no transform reads. */
	if (!sgl->nr)
		zc_sgl_add_buf(sgl, m->buf, 1);
	zc_sgl_end(sgl);
	return 0;
}

/* Pins one writable range. A tail of the input after the output is copied. */
static int map_in_place(struct zc_map *m, const struct zc_io *io)
{
	u32 tail = io->src_len > io->dst_len ? io->src_len - io->dst_len : 0;
	int err;

	err = zc_copy_head(m, io, tail);
	if (!err)
		err = zc_read_user(m->buf + m->data_off, io->src + io->dst_len,
				   tail);
	if (!err && io->dst_len)
		err = pin_output(m);
	if (!err)
		err = zc_build_sgl(&m->src_sgl, m, &m->out, tail);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	return err;
}

static int map_apart(struct zc_map *m, const struct zc_io *io)
{
	int err;

	err = zc_copy_head(m, io, 0);
	if (!err && io->src_len)
		err = pin_input(m);
	if (!err && io->dst_len)
		err = pin_output(m);
	if (!err)
		err = zc_build_sgl(&m->src_sgl, m, &m->in, 0);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	/*
	 * Without an output, @dst is the head alone, or the transform ignores
	 * it.
	 */
	if (!err && io->dst_len) {
		err = zc_build_sgl(&m->dst_sgl, m, &m->out, 0);
		m->dst = m->dst_sgl.sg;
	}
	return err;
}

static int map_bounce(struct zc_map *m, const struct zc_io *io)
{
	int err;

	m->mode = ZC_BOUNCE;
	err = zc_copy_head(m, io, 0);
	if (!err)
		err = zc_scratch(&m->scratch, max(io->src_len, io->dst_len));
	if (!err)
		err = zc_pages_from_user(&m->scratch, io->src, io->src_len);
	if (!err && io->dst_len)
		err = pin_or_check(m);
	if (!err)
		err = zc_build_sgl(&m->src_sgl, m, &m->scratch, 0);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	return err;
}

/*
 * Without an output, the address in @io is arbitrary. An AEAD's transform then
 * gets its input as its output, too. The input is only a tag, and it is copied,
 * because the caller may lack the right to write to it.
 */
static bool in_place(const struct zc_io *io)
{
	return io->dst_len ? io->src == io->dst : io->head_len;
}

static int map_pinned(struct zc_map *m, const struct zc_io *io)
{
	int err;

	m->mode = ZC_PIN;
	err = in_place(io) ? map_in_place(m, io) : map_apart(m, io);
	m->written = !err && io->dst_len;
	return err;
}

/* Like map_pinned(), with pages that are already pinned. */
static int map_fixed(struct zc_map *m, const struct zc_io *io)
{
	int err;

	m->mode = ZC_PIN;
	err = zc_sgl_from_iter(&m->src_sgl, &io->fixed->src);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	if (err || in_place(io) || !io->dst_len)
		return err;
	err = zc_sgl_from_iter(&m->dst_sgl, &io->fixed->dst);
	m->dst = m->dst_sgl.sg;
	return err;
}

/**
 * zc_must_bounce() - must the driver not use the caller's pages?
 * @io: the ranges; @io->fixed and @io->longterm are not read
 *
 * Does not sleep.
 *
 * Return: true if the ranges are misaligned for the driver, must not be shared
 * with it, or overlap without being in place.
 */
bool zc_must_bounce(const struct zc_io *io)
{
	unsigned long bits = (unsigned long)io->src;

	if (io->dst_len)
		bits |= (unsigned long)io->dst;
	if (io->copy || (bits & io->alignmask))
		return true;
	return !in_place(io) &&
	       zc_overlap(io->src, io->src_len, io->dst, io->dst_len);
}

/**
 * zc_map_large() - out-of-line part of zc_map_ranges()
 * @m: the map: unmapped, with ranges that cannot be copied by zc_map_copy()
 *
 * May sleep, fault and take the mmap lock.
 *
 * Return: as zc_map_ranges().
 */
int zc_map_large(struct zc_map *m)
{
	const struct zc_io *io = &m->io;
	int err;

	if (zc_wraps(io->src, io->src_len) || zc_wraps(io->dst, io->dst_len)) {
		if (m->scatter && m->scatter->pending)
			return zc_map_scatter(m);
		return cryptodev_reject(-EFAULT, "range wraps");
	}
	if (zc_must_bounce(io)) {
		err = map_bounce(m, io);
	} else if (io->fixed) {
		err = map_fixed(m, io);
	} else {
		err = map_pinned(m, io);
		if (unlikely(err == -EOPNOTSUPP)) {
			zc_unmap(m);
			err = map_bounce(m, io);
		}
	}
	if (unlikely(err))
		zc_unmap(m);
	return err;
}
