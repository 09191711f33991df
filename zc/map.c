// SPDX-License-Identifier: GPL-2.0
/*
 * From user ranges to scatterlists, where copying does not do: pinned or
 * bounced.
 *
 * Pinned: the caller's own pages. Bounced: pages of ours, where the caller's
 * overlap, are misaligned for the driver, must not be shared with it or cannot
 * be pinned; the result goes to the output's pages.
 *
 * Writing never fails half way: an output is one page, or pinned before the
 * transform starts, or found writable before the transform and before the copy.
 */
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "zc/map.h"
#include "zc/reject.h"

/* The small buffer grows to what was asked for, in powers of two from here. */
#define BUF_MIN		256

/**
 * zc_buf_grow() - the rare part of zc_buf_reserve()
 * @m: the map
 * @size: bytes that its small buffer is to have
 *
 * Return: 0 or -ENOMEM.
 */
int zc_buf_grow(struct zc_map *m, u32 size)
{
	u8 *buf;

	size = max_t(u32, roundup_pow_of_two(size), BUF_MIN);
	/* A power of two: on a cache line of its own for any DMA device. */
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
 * zc_map_split() - the rare part of zc_map_copy()
 * @m: a map whose data may not touch its head, since the driver wants it
 *     aligned
 * @room: bytes of data
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

/**
 * zc_pin_or_check() - make sure of an output that is copied
 * @m: the map; on success its @out has the pages, or none if they cannot be
 *     pinned
 *
 * May sleep, fault and take the mmap lock.
 *
 * Return: 0, -EFAULT if the output cannot be written, -ENOMEM, -EINTR.
 */
int zc_pin_or_check(struct zc_map *m)
{
	int err = pin_output(m);

	return err == -EOPNOTSUPP ?
		zc_check_writable(m->io.dst, m->io.dst_len) : err;
}

/* The head, in the small buffer or in pages; @tail more bytes after it. */
static int copy_head(struct zc_map *m, const struct zc_io *io, u32 tail)
{
	bool paged = io->head_len > ZC_COPY_MAX;
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

static int build(struct zc_sgl *sgl, struct zc_map *m,
		 const struct zc_pages *data, u32 tail)
{
	int err = zc_sgl_start(sgl, m->head.nr + data->nr + 2);

	if (err)
		return err;
	if (m->head.nr)
		zc_sgl_add_pages(sgl, &m->head);
	else
		zc_sgl_add_buf(sgl, m->buf, m->io.head_len);
	zc_sgl_add_pages(sgl, data);
	zc_sgl_add_buf(sgl, m->buf + m->data_off, tail);
	/* No input at all is a byte that no transform will look at. */
	if (!sgl->nr)
		zc_sgl_add_buf(sgl, m->buf, 1);
	zc_sgl_end(sgl);
	return 0;
}

/* One writable mapping; an input's tail beyond the output is copied. */
static int map_in_place(struct zc_map *m, const struct zc_io *io)
{
	u32 tail = io->src_len > io->dst_len ? io->src_len - io->dst_len : 0;
	int err;

	err = copy_head(m, io, tail);
	if (!err)
		err = zc_read_user(m->buf + m->data_off, io->src + io->dst_len,
				   tail);
	if (!err && io->dst_len)
		err = pin_output(m);
	if (!err)
		err = build(&m->src_sgl, m, &m->out, tail);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	return err;
}

static int map_apart(struct zc_map *m, const struct zc_io *io)
{
	int err;

	err = copy_head(m, io, 0);
	if (!err && io->src_len)
		err = pin_input(m);
	if (!err && io->dst_len)
		err = pin_output(m);
	if (!err)
		err = build(&m->src_sgl, m, &m->in, 0);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	/* An output with nothing in it is the head alone, or not looked at. */
	if (!err && io->dst_len) {
		err = build(&m->dst_sgl, m, &m->out, 0);
		m->dst = m->dst_sgl.sg;
	}
	return err;
}

static int map_bounce(struct zc_map *m, const struct zc_io *io)
{
	int err;

	m->mode = ZC_BOUNCE;
	err = copy_head(m, io, 0);
	if (!err)
		err = zc_scratch(&m->scratch, max(io->src_len, io->dst_len));
	if (!err)
		err = zc_pages_from_user(&m->scratch, io->src, io->src_len);
	if (!err && io->dst_len)
		err = zc_pin_or_check(m);
	if (!err)
		err = build(&m->src_sgl, m, &m->scratch, 0);
	m->src = m->src_sgl.sg;
	m->dst = m->src;
	return err;
}

/*
 * With no output, @dst is whatever the program left there. An AEAD's transform
 * then gets its input for an output too: that is just a tag, and copied, since
 * the program may not be allowed to write there.
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

/* As map_pinned(), with pages that are pinned already. */
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
 * zc_must_bounce() - is a driver not to have the caller's own pages?
 * @io: the ranges, of which all but @fixed and @longterm counts
 *
 * Because it cannot take them as they lie, or it must not, or they overlap.
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
 * zc_map_large() - the rare part of zc_map()
 * @m: a map whose ranges are not to be copied
 *
 * Return: as zc_map().
 */
int zc_map_large(struct zc_map *m)
{
	const struct zc_io *io = &m->io;
	int err;

	if (zc_wraps(io->src, io->src_len) || zc_wraps(io->dst, io->dst_len))
		return cryptodev_reject(-EFAULT, "range wraps");
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

/* To an output that is not pinned; not a byte unless all can be written. */
static int write_unpinned(struct zc_map *m)
{
	const struct zc_io *io = &m->io;
	int err = 0;

	if (!zc_one_page(io->dst, io->dst_len))
		err = zc_check_writable(io->dst, io->dst_len);
	if (!err && m->mode == ZC_BOUNCE)
		err = zc_pages_to_user(&m->scratch, io->dst, io->dst_len);
	else if (!err)
		err = cryptodev_write_user(io->dst, m->buf + m->data_off,
					   io->dst_len);
	return err ? cryptodev_reject(err, "output is not writable") : 0;
}

/**
 * zc_finish_large() - the rare part of zc_finish()
 * @m: a map with an output
 *
 * Return: as zc_finish().
 */
int zc_finish_large(struct zc_map *m)
{
	if (m->mode == ZC_PIN)
		return 0;
	if (!m->out.nr)
		return write_unpinned(m);
	if (m->mode == ZC_BOUNCE)
		zc_pages_copy(&m->out, &m->scratch);
	else
		zc_pages_from_buf(&m->out, m->buf + m->data_off);
	m->written = true;
	return 0;
}

/**
 * zc_discard() - leave nothing of a failed transform with the caller
 * @m: a map whose transform has failed
 *
 * Wipes the output if the transform had the caller's pages; elsewhere the
 * result has not left the kernel.
 */
void zc_discard(struct zc_map *m)
{
	if (m->mode == ZC_PIN && m->out.nr)
		zc_pages_wipe(&m->out);
}

/**
 * zc_forsake() - the output is not wanted
 * @m: a map that no driver uses any more, or an unmapped one
 *
 * zc_unmap() then waits for nothing that a user controls. May sleep.
 */
void zc_forsake(struct zc_map *m)
{
	if (m->written)
		zc_mark_dirty(m->out.page, m->out.nr, true);
	m->written = false;
}

/**
 * zc_unmap_large() - the rare part of zc_unmap()
 * @m: a map of pages
 */
void zc_unmap_large(struct zc_map *m)
{
	if (m->written)
		zc_mark_dirty(m->out.page, m->out.nr, false);
	zc_unpin(&m->in);
	zc_unpin(&m->out);
	zc_scratch_free(&m->scratch);
	zc_scratch_free(&m->head);
	zc_pages_trim(&m->in);
	zc_pages_trim(&m->out);
	zc_pages_trim(&m->scratch);
	zc_pages_trim(&m->head);
	zc_sgl_trim(&m->src_sgl);
	zc_sgl_trim(&m->dst_sgl);
	zc_linear_trim(m);
	m->written = false;
}

/**
 * zc_free() - free what a map keeps between requests
 * @m: an unmapped map
 */
void zc_free(struct zc_map *m)
{
	kfree_sensitive(m->buf);
	kvfree(m->in.page);
	kvfree(m->out.page);
	kvfree(m->scratch.page);
	kvfree(m->head.page);
	kvfree(m->src_sgl.sg);
	kvfree(m->dst_sgl.sg);
}
