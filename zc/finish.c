// SPDX-License-Identifier: GPL-2.0
/*
 * The end of a map: writes the result to the output, or wipes it, and unpins.
 *
 * Writing the result never fails half way. The output is pinned before the
 * transform starts, or is checked before the transform and again before the
 * copy.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "zc/map.h"
#include "zc/reject.h"
#include "zc/scatter.h"

/*
 * Writes to an output that is not pinned, after checking that it is writable.
 */
static int write_unpinned(struct zc_map *m)
{
	const struct zc_io *io = &m->io;
	int err;

	if (m->mode == ZC_GATHER)
		return zc_finish_scatter(m);
	err = zc_check_copy(io->dst, io->dst_len);

	if (!err && m->mode == ZC_BOUNCE)
		err = zc_pages_to_user(&m->scratch, io->dst, io->dst_len);
	else if (!err)
		err = cryptodev_write_user(io->dst, m->buf + m->data_off,
					   io->dst_len);
	return err ? cryptodev_reject(err, "output is not writable") : 0;
}

/**
 * zc_finish_large() - out-of-line part of zc_finish()
 * @m: a map with an output, and not of mode ZC_COPY
 *
 * May sleep and fault.
 *
 * Return: as zc_finish().
 */
int zc_finish_large(struct zc_map *m)
{
	if (m->mode <= ZC_SCATTER)
		return 0;
	if (!m->out.nr)
		return write_unpinned(m);
	zc_pages_copy(&m->out, &m->scratch);
	m->written = true;
	return 0;
}

/**
 * zc_discard() - wipe the output of a failed transform
 * @m: a map whose transform has failed
 *
 * Wipes the pages that were pinned for the output, if the transform could write
 * to them. In the modes that copy, the result has not left the kernel. Does
 * not sleep.
 */
void zc_discard(struct zc_map *m)
{
	if (m->mode == ZC_PIN && m->out.nr)
		zc_pages_wipe(&m->out);
	else if (m->mode == ZC_SCATTER && m->out.nr)
		zc_wipe_scatter(m);
}

/**
 * zc_forsake() - give up the output of a request
 * @m: a map that no driver uses any more, or an unmapped one
 *
 * Call it before zc_unmap() if no task wants the output. zc_unmap() then waits
 * for nothing that a user controls. May sleep.
 */
void zc_forsake(struct zc_map *m)
{
	m->discarded = m->mode > ZC_COPY;
}

/**
 * zc_unmap_large() - out-of-line part of zc_unmap()
 * @m: a map that no driver uses any more, and not of mode ZC_COPY
 *
 * May sleep.
 */
void zc_unmap_large(struct zc_map *m)
{
	zc_unpin(&m->in, false, false);
	zc_unpin(&m->out, m->written, m->discarded);
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
	m->discarded = false;
}

/**
 * zc_free() - free the memory that a map keeps between requests
 * @m: an unmapped map
 *
 * May sleep.
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
	zc_scatter_free(m->scatter);
}
