/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A message, worked in pieces of bounded size; mostly there is just one.
 */
#ifndef CRYPTODEV_PIECES_H
#define CRYPTODEV_PIECES_H

#include "crypto/request/request.h"
#include "zc/map.h"

/*
 * Runs the transforms on @len bytes that are mapped; may sleep. Returns 0, the
 * driver's error, or -EINTR if the task is being killed.
 */
typedef int cryptodev_work_t(struct cryptodev_request *req, u32 len);

extern unsigned int cryptodev_max_request_bytes;
extern unsigned int cryptodev_max_aad_bytes;

/**
 * cryptodev_runs_ahead() - does an output overwrite input that is yet to be read?
 * @op: a cipher's
 *
 * Then it is not worked in pieces, but whole.
 */
static inline bool cryptodev_runs_ahead(const struct cryptodev_op *op)
{
	return op->len > CRYPTODEV_PIECE && op->dst > op->src &&
	       zc_overlap(op->src, op->len, op->dst, op->len);
}

int cryptodev_pieces_check(const struct cryptodev_op *op);
int cryptodev_pieces_run_many(struct cryptodev_request *req, u32 piece,
			      bool output, cryptodev_work_t *work);

/**
 * cryptodev_piece_run() - map one piece of a message and work on it
 * @req: the request
 * @done: bytes of the message before this piece
 * @len: bytes of this piece; 0 maps a valid list of no bytes
 * @output: whether @work writes to the output
 * @work: runs the transforms on @req->map
 *
 * May sleep and fault. The piece stays mapped, even after an error, since a
 * driver may still use it.
 *
 * Return: 0, or the error of the mapping or of @work.
 */
static __always_inline int
cryptodev_piece_run(struct cryptodev_request *req, u32 done, u32 len,
		    bool output, cryptodev_work_t *work)
{
	struct zc_io *io = &req->map.io;
	int err;

	io->alignmask = req->ses->alignmask;
	/* A caller that is killed leaves its pins to the driver. */
	io->longterm = req->ses->asynchronous;
	io->copy = req->op.flags & CRYPTODEV_OP_COPY;
	/* This request may have been a TLS record's before. */
	io->head_len = 0;
	io->src = req->op.src + done;
	io->src_len = len;
	io->dst = req->op.dst + done;
	io->dst_len = output ? len : 0;
	err = zc_map(&req->map);
	if (likely(!err))
		err = work(req, len);
	if (likely(!err))
		err = zc_finish(&req->map);
	return err;
}

/**
 * cryptodev_pieces_run() - map a message, piece by piece, and work on it
 * @req: the request
 * @piece: bytes of a piece
 * @output: whether @work writes to the output
 * @work: runs the transforms on @req->map
 *
 * May sleep and fault. The last piece, or one that failed, stays mapped until
 * cryptodev_request_put().
 *
 * Return: 0, the error of a mapping or of @work, or -EINTR if the task is
 * being killed.
 */
static __always_inline int
cryptodev_pieces_run(struct cryptodev_request *req, u32 piece, bool output,
		     cryptodev_work_t *work)
{
	if (unlikely(!req->op.len))
		return 0;
	if (unlikely(req->op.len > piece))
		return cryptodev_pieces_run_many(req, piece, output, work);
	return cryptodev_piece_run(req, 0, req->op.len, output, work);
}

#endif /* CRYPTODEV_PIECES_H */
