// SPDX-License-Identifier: GPL-2.0
/*
 * Maps a request's ranges to one contiguous kernel buffer, for TLS records:
 * their code reads the bytes itself, and may write more bytes than it has read.
 * Relies on the helpers of map.h and map.c.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "zc/map.h"

/*
 * The data starts on its own cache line, because a driver may use DMA for it.
 */
#define DATA_ALIGN	ZC_TAIL_MAX

/*
 * Largest buffer that is kept for the next request, in bytes: it holds a TLS
 * record and its head.
 */
#define KEEP_BYTES	SZ_32K

/**
 * zc_map_linear() - copy a request's head and input to one buffer
 * @m: the map: unmapped, with @m->io filled in
 * @room: bytes to reserve for the data: at least the length of the input and of
 *	  the output, and not 0
 *
 * The data starts at @m->buf + @m->data_off, and the head ends right before it.
 * The caller processes the data there, and zc_finish() copies it to the output.
 * Makes sure that the output is writable. Builds no scatterlist. May sleep,
 * fault and take the mmap lock.
 *
 * Return: as zc_map_ranges().
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
	err = zc_check_copy(io->dst, io->dst_len);
	if (err)
		zc_unmap(m);
	return err;
}

/**
 * zc_linear_trim() - free a buffer that is too large to keep
 * @m: a map whose buffer is not in use
 *
 * Does not sleep.
 */
void zc_linear_trim(struct zc_map *m)
{
	if (likely(m->buf_size <= KEEP_BYTES))
		return;
	kfree_sensitive(m->buf);
	m->buf = NULL;
	m->buf_size = 0;
}
