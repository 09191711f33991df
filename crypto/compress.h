/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Compression: the functions that its files share, and the stream that a request
 * passes through zlib.
 */
#ifndef CRYPTODEV_COMPRESS_H
#define CRYPTODEV_COMPRESS_H

#include <linux/types.h>
#include <linux/zlib.h>

#include "crypto/request/request.h"

struct crypto_acomp;

/**
 * struct cryptodev_workspace - the memory that one request in flight needs
 * @zs: zlib's stream
 * @in: a piece of the input
 * @out: output that has not been written yet
 * @zlib: zlib's own state: the larger of what its two directions need
 */
struct cryptodev_workspace {
	struct z_stream_s zs;
	u8 in[CRYPTODEV_PIECE];
	u8 out[CRYPTODEV_PIECE];
	u8 zlib[] __aligned(8);
};

/**
 * struct cryptodev_stream - a message on its way through zlib
 * @req: the request
 * @zs: zlib's stream; its input is a part of @req's that has been copied, its
 *	output is @out
 * @in: where each piece of the input is copied to; or, if @whole, all of the input
 * @out: output that has not been written yet
 * @out_size: bytes of room at @out
 * @taken: bytes of the input that zlib has been given
 * @written: bytes of output before those at @out
 * @room: bytes that the output may have
 * @crc: CRC-32 of the text so far, of gzip
 * @whole: the input has been copied before any output is written
 * @gzip: RFC 1952, else RFC 1951
 * @shrinks: compression whose output is written only if it is shorter than its
 *	     input
 */
struct cryptodev_stream {
	struct cryptodev_request *req;
	struct z_stream_s *zs;
	u8 *in;
	u8 *out;
	u32 out_size;
	u32 taken;
	u32 written;
	u32 room;
	u32 crc;
	bool whole;
	bool gzip;
	bool shrinks;
};

/* compress.c */
int cryptodev_stream_refill(struct cryptodev_stream *s);
int cryptodev_stream_flush(struct cryptodev_stream *s);

/* compress_device.c, which Kbuild leaves out where the kernel lacks its API. */
#if IS_ENABLED(CONFIG_CRYPTO_ACOMP2)
struct crypto_acomp *cryptodev_compress_alloc_device(const char *driver);
void cryptodev_compress_free_device(struct crypto_acomp *tfm);
void cryptodev_compress_set_device(struct cryptodev_session *ses,
				   struct crypto_acomp *tfm);
int cryptodev_compress_by_device(struct cryptodev_request *req,
				 struct crypto_acomp *tfm, u32 room,
				 bool shrinks);
#else
static inline struct crypto_acomp *
cryptodev_compress_alloc_device(const char *driver)
{
	return NULL;
}

static inline void cryptodev_compress_free_device(struct crypto_acomp *tfm)
{
}

static inline void cryptodev_compress_set_device(struct cryptodev_session *ses,
						 struct crypto_acomp *tfm)
{
}

static inline int cryptodev_compress_by_device(struct cryptodev_request *req,
					       struct crypto_acomp *tfm,
					       u32 room, bool shrinks)
{
	return -EAGAIN;
}
#endif

/* gzip.c */
int cryptodev_gzip_write_header(struct cryptodev_stream *s);
int cryptodev_gzip_write_trailer(struct cryptodev_stream *s);
int cryptodev_gzip_read_header(struct cryptodev_stream *s);
int cryptodev_gzip_read_trailer(struct cryptodev_stream *s);

#endif /* CRYPTODEV_COMPRESS_H */
