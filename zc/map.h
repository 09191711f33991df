/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Maps user ranges that are small enough to copy: the copied data is one
 * scatterlist entry. An output in more than one page is checked before the copy
 * to it, so that writing it fails before its first byte. map.c maps all other
 * ranges.
 *
 * The functions are inline, because most requests take this path. A 16-byte
 * AES-CBC request takes about 40 instructions less than with function calls
 * (6.12, counted by make bench).
 */
#ifndef CRYPTODEV_ZC_MAP_H
#define CRYPTODEV_ZC_MAP_H

#include <linux/kernel.h>
#include <linux/minmax.h>

#include "zc/reject.h"
#include "zc/zc.h"

int zc_buf_grow(struct zc_map *m, u32 size);
int zc_copy_head(struct zc_map *m, const struct zc_io *io, u32 tail);
int zc_build_sgl(struct zc_sgl *sgl, struct zc_map *m,
		 const struct zc_pages *data, u32 tail);
void zc_map_split(struct zc_map *m, u32 room);
int zc_map_large(struct zc_map *m);
int zc_finish_large(struct zc_map *m);

/**
 * zc_buf_reserve() - make the small buffer large enough
 * @m: the map
 * @size: required size in bytes, at least 1
 *
 * May sleep. If the buffer grows, its contents are lost.
 *
 * Return: 0 or -ENOMEM.
 */
static inline int zc_buf_reserve(struct zc_map *m, u32 size)
{
	return likely(size <= m->buf_size) ? 0 : zc_buf_grow(m, size);
}

/**
 * zc_read_user() - copy part of the input from the caller
 * @to: kernel memory of @len bytes, inside one object
 * @from: user address
 * @len: number of bytes, may be 0
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
static __always_inline int zc_read_user(void *to, const void __user *from,
					u32 len)
{
	if (unlikely(len && cryptodev_read_user(to, from, len)))
		return cryptodev_reject(-EFAULT, "input is not readable");
	return 0;
}

/**
 * zc_read_head() - copy the head of a request
 * @to: kernel memory of @io->head_len bytes, inside one object
 * @io: the ranges
 *
 * May sleep and fault.
 *
 * Return: 0 or -EFAULT.
 */
static __always_inline int zc_read_head(u8 *to, const struct zc_io *io)
{
	u32 len = io->head_len - io->extra_len;

	if (unlikely(io->extra_len))
		memcpy(to + len, io->extra, io->extra_len);
	return zc_read_user(to, io->head, len);
}

/*
 * Copies the head and the input to one buffer, which the transform processes in
 * place. They share a scatterlist entry if they may be adjacent.
 *
 * Reads the lengths before the first call, so that those which the caller has set
 * to 0 are constants.
 */
static __always_inline int zc_map_copy(struct zc_map *m, const struct zc_io *io)
{
	const u32 head_len = io->head_len, src_len = io->src_len;
	const u32 tail_len = io->tail_len;
	u32 room = max(src_len, io->dst_len) + tail_len;
	u32 off = head_len ? ALIGN(head_len, io->alignmask + 1) : 0;
	/* Some transforms map even an empty entry, so there is none. */
	u32 size = max_t(u32, off + room, 1);
	int err;

	err = zc_buf_reserve(m, size);
	if (unlikely(err))
		return err;
	err = head_len ? zc_read_head(m->buf, io) : 0;
	if (unlikely(err))
		return err;
	err = zc_read_user(m->buf + off, io->src, src_len);
	if (unlikely(tail_len))
		memcpy(m->buf + off + src_len, io->tail, tail_len);
	if (unlikely(io->longterm && io->dst_len) && !err)
		err = zc_check_writable(io->dst, io->dst_len);
	if (unlikely(err))
		return err;

	m->data_off = off;
	m->mode = ZC_COPY;
	m->small.length = size;
	m->src = &m->small;
	m->dst = &m->small;
	if (unlikely(off != head_len))
		zc_map_split(m, room);
	return 0;
}

/**
 * zc_map_ranges() - map a request's ranges for a transform
 * @m: the map: unmapped, with @m->io filled in
 *
 * On success, @m->src and @m->dst are valid scatterlists of at least one entry,
 * even if all lengths are 0. Does not write to the caller's memory. May sleep,
 * fault and take the mmap lock. Allocates only for ranges that are longer than
 * any range @m has mapped before.
 *
 * Return: 0 with @m mapped. On error @m is unmapped: -EFAULT if a range wraps,
 * is not mapped or lacks the access right; -ENOMEM; -EINTR if the task is being
 * killed.
 */
static __always_inline int zc_map_ranges(struct zc_map *m)
{
	const struct zc_io *io = &m->io;

	return likely(zc_is_copied(io)) ? zc_map_copy(m, io) : zc_map_large(m);
}

/**
 * zc_tail() - where the tail of a request is for the transform
 * @m: a map with a tail
 */
static inline u8 *zc_tail(const struct zc_map *m)
{
	return m->mode == ZC_COPY ? m->buf + m->data_off + m->io.src_len :
				    m->io.tail;
}

/**
 * zc_finish() - write the result to the caller
 * @m: a map whose transform has succeeded
 *
 * May sleep and fault. @m stays mapped.
 *
 * Return: 0, or -EFAULT with nothing written, unless another thread revokes the
 * right to write to an output that is not pinned at the same time.
 */
static __always_inline int zc_finish(struct zc_map *m)
{
	if (!m->io.dst_len)
		return 0;
	if (likely(m->mode == ZC_COPY)) {
		if (zc_check_copy(m->io.dst, m->io.dst_len) ||
		    cryptodev_write_user(m->io.dst, m->buf + m->data_off,
					 m->io.dst_len))
			return cryptodev_reject(-EFAULT,
						"output is not writable");
		return 0;
	}
	return zc_finish_large(m);
}

#endif /* CRYPTODEV_ZC_MAP_H */
