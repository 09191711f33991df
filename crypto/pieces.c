// SPDX-License-Identifier: GPL-2.0
/*
 * Processes a message of any length in pieces of bounded size. This bounds the
 * pinned pages. Between pieces, the caller can be killed and other tasks can
 * run. Relies on zc/ to map each piece.
 */
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>

#include "crypto/pieces.h"
#include "crypto/scatter.h"
#include "zc/reject.h"

/*
 * The longest message that is processed in one piece, in bytes: a sysctl of
 * dev.crypto. A transform cannot be interrupted: a caller that is killed exits
 * only when the transform is complete.
 *
 * GCM in the kernel's portable C takes 65 instructions per byte with a key of
 * 128 bits (counted on x86_64, 6.12, as make bench does). A 32-bit ARM core of
 * 500 MHz that executes one instruction per cycle takes 0.55 s for 4 MiB, and
 * would take 2.2 s for 16 MiB.
 */
unsigned int cryptodev_max_request_bytes = SZ_4M;

/*
 * The longest associated data, in bytes: a sysctl of dev.crypto. Some
 * transforms copy associated data to one block of memory, in atomic context
 * (AES-NI's GCM on 6.1). This limit is the longest block for which a failed
 * kmalloc() causes no report in the kernel log.
 */
unsigned int cryptodev_max_aad_bytes = PAGE_SIZE << PAGE_ALLOC_COSTLY_ORDER;

/**
 * cryptodev_pieces_check() - check all memory before the first piece
 * @req: a request that has output and takes more than one piece
 *
 * May sleep and fault.
 *
 * Return: 0, -EFAULT if a range wraps around or is not mapped, or -EINTR.
 * Nothing has been written in any case.
 */
int cryptodev_pieces_check(const struct cryptodev_request *req)
{
	const struct cryptodev_op *op = &req->op;
	int err;

	if (zc_wraps(op->src, op->len) || zc_wraps(op->dst, op->len))
		return op->flags & CRYPTODEV_OP_SCATTERED ?
			cryptodev_scatter_check(req) :
			cryptodev_reject(-EFAULT,
					 "address range wraps around");
	err = zc_check_mapped(op->src, op->len, false);
	if (err || op->flags & CRYPTODEV_OP_NO_OUTPUT)
		return err;
	return zc_check_mapped(op->dst, op->len, true);
}

/**
 * cryptodev_piece_map_special() - slow path of cryptodev_piece_run()
 * @req: a request without output, or a scattered one; its ranges are set
 * @done: bytes of the message before this piece
 *
 * A scattered hash has no output either. May sleep and fault.
 *
 * Return: as zc_map_ranges().
 */
int cryptodev_piece_map_special(struct cryptodev_request *req, u32 done)
{
	struct zc_io *io = &req->map.io;

	if (req->op.flags & CRYPTODEV_OP_NO_OUTPUT || !req->ses->skcipher)
		io->dst_len = 0;
	if (req->op.flags & CRYPTODEV_OP_SCATTERED)
		zc_scatter_piece(&req->map, done);
	return zc_map_ranges(&req->map);
}

/**
 * cryptodev_between_pieces() - let other tasks run between two pieces
 * @req: a request that is processed in pieces
 *
 * May sleep.
 *
 * Return: 0; -EINTR if the task is being killed or the result is not wanted.
 */
int cryptodev_between_pieces(const struct cryptodev_request *req)
{
	cond_resched();
	return fatal_signal_pending(current) ||
	       cryptodev_async_is_unwanted(req) ? -EINTR : 0;
}

/**
 * cryptodev_pieces_run_many() - slow path of cryptodev_pieces_run()
 * @req: the request, of more than one piece
 * @piece: bytes of a piece, not 0
 * @output: true if @work writes to the output
 * @work: runs the transforms on @req->map
 *
 * May sleep and fault.
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
		      cryptodev_between_pieces(req);
		if (err)
			return err;
		zc_unmap(&req->map);
	}
	return cryptodev_piece_run(req, done, len - done, output, work);
}
