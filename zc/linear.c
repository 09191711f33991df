// SPDX-License-Identifier: GPL-2.0
/*
 * A request's ranges in one piece of kernel memory: for what looks at the bytes
 * itself, or writes more than it has read.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "zc/map.h"

/* The data starts on a cache line of its own: a driver may DMA to it. */
#define DATA_ALIGN	ZC_TAIL_MAX

/* A buffer this long is kept for the next request: a TLS record and its head. */
#define KEEP_BYTES	SZ_32K

/**
 * zc_map_linear() - copy a request's head and input to one buffer
 * @m: the map; must be unmapped, and @m->io filled in
 * @room: bytes that the data may take there, not less than the input or the
 *	  output, and not 0
 *
 * The head ends in @m->buf where the data starts, at @m->data_off. What
 * zc_finish() writes to the output is what is there by then; the output has
 * been made sure of. There is no scatterlist. May sleep, fault and take the
 * mmap lock.
 *
 * Return: as zc_map().
 */
int zc_map_linear(struct zc_map *m, u32 room)
{
	const struct zc_io *io = &m->io;
	u32 off = ALIGN(io->head_len, DATA_ALIGN);
	int err;

	if (zc_wraps(io->dst, io->dst_len))
		return cryptodev_reject(-EFAULT, "range wraps");
	err = zc_buf_reserve(m, off + room);
	if (err)
		return err;
	err = zc_read_head(m->buf + off - io->head_len, io) ?:
	      zc_read_user(m->buf + off, io->src, io->src_len);
	if (err)
		return err;
	m->data_off = off;
	m->mode = ZC_LINEAR;
	if (!zc_one_page(io->dst, io->dst_len))
		err = zc_pin_or_check(m);
	if (err)
		zc_unmap(m);
	return err;
}

/**
 * zc_linear_trim() - give back a buffer that a huge request left
 * @m: an unmapped map
 */
void zc_linear_trim(struct zc_map *m)
{
	if (likely(m->buf_size <= KEEP_BYTES))
		return;
	kfree_sensitive(m->buf);
	m->buf = NULL;
	m->buf_size = 0;
}
