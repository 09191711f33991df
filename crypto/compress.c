// SPDX-License-Identifier: GPL-2.0
/*
 * Compression: deflate streams (RFC 1951) and gzip members (RFC 1952), by the
 * kernel's zlib.
 *
 * The kernel's "deflate" transform has a window of 2 KiB and cannot read most
 * streams that zlib writes. So this calls the functions that it is made of, with
 * the largest window. A device that registers as "deflate" compresses in place of
 * zlib what it can.
 *
 * A message passes through zlib in pieces. This bounds the memory of a request.
 * Between pieces the caller can be killed and others run. Output that has no room
 * ends a request, whatever its input would become.
 */
#include <linux/crc32.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "crypto/compress.h"
#include "crypto/pieces.h"
#include "crypto/transforms.h"
#include "zc/map.h"
#include "zc/reject.h"

/* Flags of a request that mean something, or nothing, here. */
#define COMPRESS_FLAGS	(CRYPTODEV_OP_DECRYPT | CRYPTODEV_OP_COPY |	\
			 CRYPTODEV_OP_WORKER)

/**
 * struct cryptodev_compression - a session's part that is of compression
 * @spare: a workspace that no request uses, or NULL
 * @workspace_size: bytes of a workspace
 * @device: the transform of a device that compresses, or NULL
 *
 * A session keeps one workspace. A request that finds it in use allocates its own,
 * for as long as it takes. A session counts as several of its user's, as its
 * memory does: see session_weight().
 */
struct cryptodev_compression {
	struct cryptodev_workspace *spare;
	size_t workspace_size;
	struct crypto_acomp *device;
};

static size_t workspace_size(void)
{
	return sizeof(struct cryptodev_workspace) +
	       max(zlib_deflate_workspacesize(MAX_WBITS, DEF_MEM_LEVEL),
		   zlib_inflate_workspacesize());
}

static int compress_init(struct cryptodev_session *ses,
			 const struct cryptodev_session_params *params)
{
	struct cryptodev_compression *compression;
	const char *driver = params->driver_name;

	/* A device only compresses: see compress_device.c. */
	if (params->recipe.driver == CRYPTODEV_DEVICE)
		return cryptodev_reject(-ENOENT, "no device for %s",
					ses->cipher_alg->name);
	compression = kzalloc(sizeof(*compression), GFP_KERNEL_ACCOUNT);
	if (!compression)
		return -ENOMEM;
	compression->workspace_size = workspace_size();
	ses->compression = compression;
	cryptodev_request_layout(ses, 0, 0);
	if (params->recipe.driver != CRYPTODEV_SOFTWARE &&
	    !ses->cipher_alg->gzip)
		compression->device = cryptodev_compress_alloc_device(driver);
	if (compression->device)
		cryptodev_compress_set_device(ses, compression->device);
	else if (driver && strcmp(driver, CRYPTODEV_ZLIB_DRIVER))
		return cryptodev_reject(-ENOENT, "no such driver for %s",
					ses->cipher_alg->name);
	return 0;
}

static void compress_free(struct cryptodev_session *ses)
{
	struct cryptodev_compression *compression = ses->compression;

	if (!compression)
		return;
	cryptodev_compress_free_device(compression->device);
	kvfree_sensitive(compression->spare, compression->workspace_size);
	kfree(compression);
}

/* The memory stays charged to the caller that was the first to need it. */
static struct cryptodev_workspace *
take_workspace(struct cryptodev_compression *compression)
{
	struct cryptodev_workspace *ws = xchg(&compression->spare, NULL);

	/* Zeros: zlib may read bytes that it has not written, and ignore them. */
	return ws ?: __vmalloc(compression->workspace_size,
			       GFP_KERNEL_ACCOUNT | __GFP_ZERO | __GFP_NOWARN);
}

static void return_workspace(struct cryptodev_compression *compression,
			     struct cryptodev_workspace *ws)
{
	if (cmpxchg(&compression->spare, NULL, ws))
		kvfree_sensitive(ws, compression->workspace_size);
}

/**
 * cryptodev_stream_refill() - give zlib the next piece of the input
 * @s: the stream, whose last piece zlib has taken all of
 *
 * May sleep and fault.
 *
 * Return: 0, with no input for zlib if there is none left; -EFAULT, or -EINTR if
 * the task is being killed.
 */
int cryptodev_stream_refill(struct cryptodev_stream *s)
{
	const struct cryptodev_op *op = &s->req->op;
	u32 len = min_t(u32, op->len - s->taken, CRYPTODEV_PIECE);
	u8 *in = s->whole ? s->in + s->taken : s->in;
	int err;

	if (!len)
		return 0;
	err = s->taken ? cryptodev_between_pieces(s->req) : 0;
	if (!err && !s->whole)
		err = zc_read_user(in, op->src + s->taken, len);
	if (err)
		return err;
	if (s->gzip && !(op->flags & CRYPTODEV_OP_DECRYPT))
		s->crc = crc32_le(s->crc, in, len);
	s->zs->next_in = in;
	s->zs->avail_in = len;
	s->taken += len;
	return 0;
}

/* Not a byte unless all can be written. */
static int write_output(void __user *to, const u8 *from, u32 len)
{
	int err = zc_check_copy(to, len);

	if (err || cryptodev_write_user(to, from, len))
		return cryptodev_reject(-EFAULT, "output is not writable");
	return 0;
}

/**
 * cryptodev_stream_flush() - write the output that has been produced
 * @s: the stream; its output buffer is full, or the stream has ended
 *
 * Output that does not shrink where it must is counted, and not written: its
 * buffer is as long as the input, so nothing has been written before. May sleep
 * and fault.
 *
 * Return: 0, -ENOSPC, -EFAULT, or -EINTR if the task is being killed.
 */
int cryptodev_stream_flush(struct cryptodev_stream *s)
{
	const struct cryptodev_op *op = &s->req->op;
	u32 len = s->out_size - s->zs->avail_out;
	int err = 0;

	if (!s->shrinks || s->written + len < op->len) {
		if (len > s->room - s->written)
			return cryptodev_reject(-ENOSPC, "more than %u bytes",
						s->room);
		if (len)
			err = write_output(op->dst + s->written, s->out, len);
	}
	s->written += len;
	s->zs->next_out = s->out;
	s->zs->avail_out = s->out_size;
	return err ?: cryptodev_between_pieces(s->req);
}

static int deflate_all(struct cryptodev_stream *s)
{
	struct z_stream_s *zs = s->zs;
	int ret, err = 0;

	do {
		if (!zs->avail_in)
			err = cryptodev_stream_refill(s);
		if (err)
			return err;
		ret = zlib_deflate(zs, s->taken == s->req->op.len ?
					Z_FINISH : Z_NO_FLUSH);
		if (ret != Z_OK && ret != Z_STREAM_END)
			return cryptodev_reject(-EINVAL, "deflate: %d", ret);
		if (!zs->avail_out)
			err = cryptodev_stream_flush(s);
	} while (!err && ret != Z_STREAM_END);
	return err;
}

static int compress_message(struct cryptodev_stream *s)
{
	int err = 0;

	/* checkpatch minds the names of zlib's functions. */
	if (zlib_deflateInit2(s->zs, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
			      -MAX_WBITS, DEF_MEM_LEVEL,
			      Z_DEFAULT_STRATEGY) != Z_OK)
		return -EINVAL;
	if (s->gzip)
		err = cryptodev_gzip_write_header(s);
	if (!err)
		err = deflate_all(s);
	if (!err && s->gzip)
		err = cryptodev_gzip_write_trailer(s);
	return err;
}

/* As much as there is input or room for. */
static int inflate_some(struct cryptodev_stream *s)
{
	const u8 *from = s->zs->next_out;
	int ret = zlib_inflate(s->zs, Z_NO_FLUSH);

	if (s->gzip)
		s->crc = crc32_le(s->crc, from, s->zs->next_out - from);
	return ret;
}

static int inflate_all(struct cryptodev_stream *s)
{
	struct z_stream_s *zs = s->zs;
	int ret, err = 0;

	do {
		if (!zs->avail_in)
			err = cryptodev_stream_refill(s);
		if (err)
			return err;
		ret = inflate_some(s);
		if (ret == Z_STREAM_END)
			return 0;
		/* No progress: the stream goes on after the end of the input. */
		if (ret != Z_OK && ret != Z_BUF_ERROR)
			return cryptodev_reject(-EINVAL, "inflate: %d", ret);
		if (!zs->avail_out)
			err = cryptodev_stream_flush(s);
		else if (ret == Z_BUF_ERROR)
			return cryptodev_reject(-EINVAL, "truncated stream");
	} while (!err);
	return err;
}

static int decompress_message(struct cryptodev_stream *s)
{
	int err = 0;

	if (zlib_inflateInit2(s->zs, -MAX_WBITS) != Z_OK)
		return -EINVAL;
	if (s->gzip)
		err = cryptodev_gzip_read_header(s);
	if (!err)
		err = inflate_all(s);
	if (!err && s->gzip)
		err = cryptodev_gzip_read_trailer(s);
	if (!err && (s->zs->avail_in || s->taken != s->req->op.len))
		return cryptodev_reject(-EINVAL, "bytes after the end");
	return err;
}

static int check_compress(const struct cryptodev_op *op, u32 room)
{
	if (op->flags & ~COMPRESS_FLAGS)
		return cryptodev_reject(-EINVAL, "flags %#x", op->flags);
	if (zc_wraps(op->src, op->len) || zc_wraps(op->dst, room))
		return cryptodev_reject(-EFAULT, "range wraps");
	return 0;
}

static int alloc_whole(u8 **buf, u32 len)
{
	if (len > READ_ONCE(cryptodev_max_request_bytes))
		return cryptodev_reject(-E2BIG, "%u bytes", len);
	*buf = kvmalloc(len, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	return *buf ? 0 : -ENOMEM;
}

/* All of the input, before output overwrites it. */
static int hold_input(struct cryptodev_stream *s)
{
	const struct cryptodev_op *op = &s->req->op;
	u8 *in;
	int err = alloc_whole(&in, op->len);

	if (err)
		return err;
	s->in = in;
	s->whole = true;
	return zc_read_user(in, op->src, op->len);
}

/* All of the output, until it is known to be shorter than the input. */
static int hold_output(struct cryptodev_stream *s)
{
	int err = alloc_whole(&s->out, s->req->op.len);

	if (!err)
		s->out_size = s->req->op.len;
	return err;
}

/* The workspace holds one piece already: such a message needs no memory. */
static int hold_whole(struct cryptodev_stream *s)
{
	const struct cryptodev_op *op = &s->req->op;
	int err = 0;

	if (op->len <= CRYPTODEV_PIECE)
		return 0;
	if (s->shrinks)
		err = hold_output(s);
	else if (zc_overlap(op->src, op->len, op->dst, s->room))
		err = hold_input(s);
	return err;
}

static int run_stream(struct cryptodev_stream *s,
		      struct cryptodev_workspace *ws)
{
	bool decompress = s->req->op.flags & CRYPTODEV_OP_DECRYPT;
	int err;

	memset(&ws->zs, 0, sizeof(ws->zs));
	ws->zs.workspace = ws->zlib;
	s->zs = &ws->zs;
	s->in = ws->in;
	s->out = ws->out;
	s->out_size = CRYPTODEV_PIECE;
	err = hold_whole(s);
	ws->zs.next_out = s->out;
	ws->zs.avail_out = s->out_size;
	if (!err)
		err = decompress ? decompress_message(s) : compress_message(s);
	if (!err)
		err = cryptodev_stream_flush(s);
	if (s->in != ws->in)
		kvfree_sensitive(s->in, s->req->op.len);
	if (s->out != ws->out)
		kvfree_sensitive(s->out, s->req->op.len);
	return err;
}

static int compress_run(struct cryptodev_request *req)
{
	struct cryptodev_compression *compression = req->ses->compression;
	struct cryptodev_op *op = &req->op;
	const struct cryptodev_alg *alg = req->ses->cipher_alg;
	struct cryptodev_stream s = {
		.req = req,
		/* io_uring reports the length and errors in one int. */
		.room = min_t(u32, op->out_len ?: op->len, INT_MAX),
		.gzip = alg->gzip,
		.shrinks = alg->shrinks && !(op->flags & CRYPTODEV_OP_DECRYPT),
	};
	struct cryptodev_workspace *ws;
	int err;

	err = check_compress(op, s.room);
	op->out_len = 0;
	if (err)
		return err;
	if (compression->device && !(op->flags & CRYPTODEV_OP_DECRYPT)) {
		err = cryptodev_compress_by_device(req, compression->device,
						   s.room, s.shrinks);
		if (err != -EAGAIN)
			return err;
	}
	ws = take_workspace(compression);
	if (!ws)
		return -ENOMEM;
	err = run_stream(&s, ws);
	return_workspace(compression, ws);
	if (!err)
		op->out_len = s.written;
	return err;
}

const struct cryptodev_session_ops cryptodev_compress_ops = {
	.init = compress_init,
	.free = compress_free,
	.compress = compress_run,
};
