// SPDX-License-Identifier: GPL-2.0
/*
 * RFC 1952: the header and the trailer that make a deflate stream a gzip member.
 */
#include <linux/crc32.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "compat/kernel.h"
#include "crypto/compress.h"
#include "zc/reject.h"

/* Header flags. A member with one of the reserved flags may have other fields. */
#define GZIP_FHCRC	0x02
#define GZIP_FEXTRA	0x04
#define GZIP_FNAME	0x08
#define GZIP_FCOMMENT	0x10
#define GZIP_RESERVED	0xe0

#define GZIP_HEADER	10
#define GZIP_TRAILER	8

/* No name and no time; of Unix. */
static const u8 plain_header[GZIP_HEADER] = {
	0x1f, 0x8b, Z_DEFLATED, 0, 0, 0, 0, 0, 0, 3
};

/* Nothing is written unless there is room for these bytes too. */
static int put_bytes(struct cryptodev_stream *s, const u8 *bytes, u32 len)
{
	u32 pending = s->out_size - s->zs->avail_out;
	int err;

	if (pending + len > s->room - s->written)
		return cryptodev_reject(-ENOSPC, "more than %u bytes", s->room);
	err = s->zs->avail_out < len ? cryptodev_stream_flush(s) : 0;
	if (err)
		return err;
	memcpy(s->zs->next_out, bytes, len);
	s->zs->next_out += len;
	s->zs->avail_out -= len;
	return 0;
}

/**
 * cryptodev_gzip_write_header() - begin a member
 * @s: the stream, without output so far
 *
 * Return: 0, or as cryptodev_stream_flush().
 */
int cryptodev_gzip_write_header(struct cryptodev_stream *s)
{
	s->crc = ~0;
	return put_bytes(s, plain_header, GZIP_HEADER);
}

/**
 * cryptodev_gzip_write_trailer() - end a member
 * @s: the stream, with all of the deflate stream in its output
 *
 * Return: 0, or as cryptodev_stream_flush().
 */
int cryptodev_gzip_write_trailer(struct cryptodev_stream *s)
{
	u8 trailer[GZIP_TRAILER];

	put_unaligned_le32(~s->crc, trailer);
	put_unaligned_le32(s->req->op.len, trailer + 4);
	return put_bytes(s, trailer, GZIP_TRAILER);
}

/* Copies some bytes of a header or trailer, and adds them to @crc. */
static int take_bytes(struct cryptodev_stream *s, u8 *bytes, u32 len, u32 *crc)
{
	u32 i;
	int err;

	for (i = 0; i < len; i++) {
		if (!s->zs->avail_in) {
			err = cryptodev_stream_refill(s);
			if (err)
				return err;
			if (!s->zs->avail_in)
				return cryptodev_reject(-EINVAL,
							"truncated member");
		}
		bytes[i] = *s->zs->next_in++;
		s->zs->avail_in--;
	}
	*crc = crc32_le(*crc, bytes, len);
	return 0;
}

static int skip_extra(struct cryptodev_stream *s, u32 *crc)
{
	u8 len[2], byte;
	int err = take_bytes(s, len, sizeof(len), crc);
	u32 i;

	for (i = 0; !err && i < get_unaligned_le16(len); i++)
		err = take_bytes(s, &byte, 1, crc);
	return err;
}

static int skip_string(struct cryptodev_stream *s, u32 *crc)
{
	u8 byte;
	int err;

	do
		err = take_bytes(s, &byte, 1, crc);
	while (!err && byte);
	return err;
}

static int check_header_crc(struct cryptodev_stream *s, u32 *crc)
{
	u16 expected = ~*crc;
	u8 bytes[2];
	int err = take_bytes(s, bytes, sizeof(bytes), crc);

	if (!err && get_unaligned_le16(bytes) != expected)
		return cryptodev_reject(-EINVAL, "header CRC differs");
	return err;
}

/**
 * cryptodev_gzip_read_header() - take the header from a stream's input
 * @s: the stream, of which no input has been taken
 *
 * Skips the optional fields, and checks the header's CRC if there is one.
 *
 * Return: 0, -EINVAL if it is no such header or has reserved flags, or as
 * cryptodev_stream_refill().
 */
int cryptodev_gzip_read_header(struct cryptodev_stream *s)
{
	u8 header[GZIP_HEADER], flags;
	u32 crc = ~0;
	int err;

	err = take_bytes(s, header, sizeof(header), &crc);
	if (err)
		return err;
	flags = header[3];
	if (memcmp(header, plain_header, 3) || flags & GZIP_RESERVED)
		return cryptodev_reject(-EINVAL, "no gzip member");
	if (flags & GZIP_FEXTRA)
		err = skip_extra(s, &crc);
	if (!err && flags & GZIP_FNAME)
		err = skip_string(s, &crc);
	if (!err && flags & GZIP_FCOMMENT)
		err = skip_string(s, &crc);
	if (!err && flags & GZIP_FHCRC)
		err = check_header_crc(s, &crc);
	s->crc = ~0;
	return err;
}

/**
 * cryptodev_gzip_read_trailer() - take the trailer from a stream's input
 * @s: the stream, with all text in its output
 *
 * Return: 0, -EINVAL if the text has another CRC or length, or as
 * cryptodev_stream_refill().
 */
int cryptodev_gzip_read_trailer(struct cryptodev_stream *s)
{
	u32 text_len = s->written + (s->out_size - s->zs->avail_out);
	u8 trailer[GZIP_TRAILER];
	u32 unused = 0;
	int err;

	err = take_bytes(s, trailer, sizeof(trailer), &unused);
	if (err)
		return err;
	if (get_unaligned_le32(trailer) != (u32)~s->crc)
		return cryptodev_reject(-EINVAL, "CRC differs");
	if (get_unaligned_le32(trailer + 4) != text_len)
		return cryptodev_reject(-EINVAL, "length differs");
	return 0;
}
