// SPDX-License-Identifier: GPL-2.0
/*
 * A message of any length, worked in pieces of bounded size: what is pinned at
 * once is bounded, the caller can be killed between pieces, and others run.
 */
#include <linux/sched.h>
#include <linux/sched/signal.h>

#include "crypto/kinds.h"
#include "reject.h"

/* The longest message that is worked whole, in bytes: sysctl dev.crypto. */
unsigned int cryptodev_max_request_bytes = SZ_16M;

/**
 * cryptodev_pieces_check() - before the first piece, look at the last
 * @op: what is asked, with an output
 * @piece: bytes of a piece
 *
 * A message of one piece is checked as it is mapped. May sleep and fault.
 *
 * Return: 0, -EFAULT with nothing written, or -EINTR.
 */
int cryptodev_pieces_check(const struct cryptodev_op *op, u32 piece)
{
	int err;

	if (likely(op->len <= piece))
		return 0;
	if (zc_wraps(op->src, op->len) || zc_wraps(op->dst, op->len))
		return cryptodev_reject(-EFAULT, "range wraps");
	err = zc_check_mapped(op->src, op->len, false);
	return err ?: zc_check_mapped(op->dst, op->len, true);
}

static int between_pieces(void)
{
	cond_resched();
	return fatal_signal_pending(current) ? -EINTR : 0;
}

/**
 * cryptodev_pieces_run() - map each piece of a message and work on it
 * @req: the request
 * @piece: bytes of a piece, not 0
 * @output: whether @work writes to the output
 * @work: runs the transforms on @req->map for @len bytes
 *
 * May sleep and fault. After an error the failed piece stays mapped, since a
 * driver may still use it, until cryptodev_request_put().
 *
 * Return: 0, the error of a mapping or of @work, or -EINTR if the task is
 * being killed.
 */
int cryptodev_pieces_run(struct cryptodev_request *req, u32 piece, bool output,
			 int (*work)(struct cryptodev_request *req, u32 len))
{
	const struct cryptodev_op *op = &req->op;
	struct zc_io io = {
		.alignmask = req->ses->alignmask,
		.copy = op->flags & CRYPTODEV_OP_COPY,
	};
	u32 done, len;
	int err;

	for (done = 0; done < op->len; done += len) {
		if (done) {
			err = between_pieces();
			if (err)
				return err;
		}
		len = min(piece, op->len - done);
		io.src = op->src + done;
		io.src_len = len;
		if (output) {
			io.dst = op->dst + done;
			io.dst_len = len;
		}
		err = zc_map(&req->map, &io);
		if (unlikely(err))
			return err;
		err = work(req, len) ?: zc_finish(&req->map);
		if (unlikely(err))
			return err;
		zc_unmap(&req->map);
	}
	return 0;
}
