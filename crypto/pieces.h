/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes a message in pieces of bounded size. Most messages are one piece,
 * whose path is inline. Relies on zc/ to map each piece.
 */
#ifndef CRYPTODEV_PIECES_H
#define CRYPTODEV_PIECES_H

#include "crypto/request/request.h"
#include "zc/map.h"

/*
 * Runs the transforms on the @len bytes that @req->map maps. May sleep. Returns
 * 0, the driver's error, or -EINTR if the task is being killed.
 */
typedef int cryptodev_work_t(struct cryptodev_request *req, u32 len);

extern unsigned int cryptodev_max_request_bytes;
extern unsigned int cryptodev_max_aad_bytes;

/**
 * cryptodev_runs_ahead() - does output overwrite input of a later piece?
 * @op: an operation of a cipher
 *
 * The message is then not cut into pieces.
 *
 * Return: true if the output overlaps the input behind its start, and the
 * message is longer than a piece.
 */
static inline bool cryptodev_runs_ahead(const struct cryptodev_op *op)
{
	return op->len > CRYPTODEV_PIECE && op->dst > op->src &&
	       zc_overlap(op->src, op->len, op->dst, op->len);
}

int cryptodev_between_pieces(const struct cryptodev_request *req);
int cryptodev_pieces_check(const struct cryptodev_request *req);
int cryptodev_piece_map_special(struct cryptodev_request *req, u32 done);
int cryptodev_pieces_run_many(struct cryptodev_request *req, u32 piece,
			      bool output, cryptodev_work_t *work);

/**
 * cryptodev_piece_run() - map one piece of a message and process it
 * @req: the request
 * @done: bytes of the message before this piece
 * @len: bytes of this piece; 0 maps a valid list of no bytes
 * @output: true if @work writes to the output, or for a scattered request
 * @work: runs the transforms on @req->map
 *
 * May sleep and fault. The piece stays mapped, even after an error, because a
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
	/* If the caller is killed, the driver keeps the pages pinned. */
	io->longterm = req->ses->asynchronous;
	io->copy = req->op.flags & (CRYPTODEV_OP_COPY | CRYPTODEV_OP_NO_OUTPUT);
	/* The request may have been used before, for a TLS record. */
	io->head_len = 0;
	io->tail_len = 0;
	io->src = req->op.src + done;
	io->src_len = len;
	io->dst = req->op.dst + done;
	io->dst_len = output ? len : 0;
	if (output && unlikely(req->op.flags & (CRYPTODEV_OP_NO_OUTPUT |
						CRYPTODEV_OP_SCATTERED)))
		err = cryptodev_piece_map_special(req, done);
	else
		err = zc_map_ranges(&req->map);
	if (likely(!err))
		err = work(req, len);
	if (likely(!err))
		err = zc_finish(&req->map);
	return err;
}

/**
 * cryptodev_pieces_run() - map and process a message, piece by piece
 * @req: the request
 * @piece: bytes of a piece
 * @output: true if @work writes to the output
 * @work: runs the transforms on @req->map
 *
 * May sleep and fault. The last piece, or a piece that failed, stays mapped
 * until cryptodev_request_put().
 *
 * Return: 0, the error of a mapping or of @work, or -EINTR if the task is being
 * killed.
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
