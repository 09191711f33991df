// SPDX-License-Identifier: GPL-2.0
/*
 * A message of any length, worked in pieces of bounded size: what is pinned at
 * once is bounded, the caller can be killed between pieces, and others run.
 */
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>

#include "crypto/pieces.h"
#include "zc/reject.h"

/*
 * The longest message that is worked whole, in bytes: sysctl dev.crypto. A
 * transform cannot be interrupted: a caller that is killed goes when it is done.
 *
 * GCM in the kernel's portable C takes 65 instructions a byte with a key of 128
 * bits (counted on x86_64, 6.12, as make bench does). A 32-bit ARM core of 500
 * MHz that completes one a cycle takes 0.55 s for 4 MiB; it would take 2.2 s for
 * 16 MiB.
 */
unsigned int cryptodev_max_request_bytes = SZ_4M;

/*
 * The longest associated data, in bytes: sysctl dev.crypto. Some transforms copy
 * it to one piece of memory, in atomic context (AES-NI's GCM on 6.1): this is the
 * most that kmalloc() gives without a report in the kernel log if it fails.
 */
unsigned int cryptodev_max_aad_bytes = PAGE_SIZE << PAGE_ALLOC_COSTLY_ORDER;

/**
 * cryptodev_pieces_check() - before the first piece, look at the last
 * @op: what is asked: an output, and more than one piece
 *
 * May sleep and fault.
 *
 * Return: 0, -EFAULT with nothing written, or -EINTR.
 */
int cryptodev_pieces_check(const struct cryptodev_op *op)
{
	int err;

	if (zc_wraps(op->src, op->len) || zc_wraps(op->dst, op->len))
		return cryptodev_reject(-EFAULT, "range wraps");
	err = zc_check_mapped(op->src, op->len, false);
	return err ?: zc_check_mapped(op->dst, op->len, true);
}

static int between_pieces(const struct cryptodev_request *req)
{
	cond_resched();
	return fatal_signal_pending(current) ||
	       cryptodev_async_is_unwanted(req) ? -EINTR : 0;
}

/**
 * cryptodev_pieces_run_many() - the rare part of cryptodev_pieces_run()
 * @req: the request, of more than one piece
 * @piece: bytes of a piece, not 0
 * @output: whether @work writes to the output
 * @work: runs the transforms on @req->map
 *
 * Return: as cryptodev_pieces_run().
 */
int cryptodev_pieces_run_many(struct cryptodev_request *req, u32 piece,
			      bool output, cryptodev_work_t *work)
{
	u32 done, len = req->op.len;
	int err;

	for (done = 0; len - done > piece; done += piece) {
		err = cryptodev_piece_run(req, done, piece, output, work) ?:
		      between_pieces(req);
		if (err)
			return err;
		zc_unmap(&req->map);
	}
	return cryptodev_piece_run(req, done, len - done, output, work);
}
