// SPDX-License-Identifier: GPL-2.0
/*
 * Compression agrees with zlib: each reads what the other writes, at every level,
 * window size, memory level and strategy; and both refuse what is corrupt.
 */
#include "../kselftest_harness.h"
#include <zlib.h>

#include "lib/cases.h"
#include "lib/compress.h"
#include "lib/sysctl.h"

#define DECOMPRESS	CRYPTODEV_REQ_DECRYPT
#define MOST		(2u << 20)
#define SHORT		90000	/* more than two windows */

/* Added to windowBits, it makes zlib write and read gzip. */
#define GZIP_BITS	16

FIXTURE(agree) {
	int fd;
	long soft;		/* dev.crypto.cryptodevallowsoft */
	uint32_t ses;
	uint8_t *text, *stream, *back;
};

FIXTURE_VARIANT(agree) {
	uint32_t number;
	bool gzip;
};

FIXTURE_VARIANT_ADD(agree, deflate) { .number = CRYPTO_DEFLATE_COMP };
FIXTURE_VARIANT_ADD(agree, gzip) { CRYPTO_GZIP_COMP, true };

/* By zlib: a device's streams are another length. */
FIXTURE_SETUP(agree)
{
	self->soft = sysctl_get("cryptodevallowsoft");
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_compression(self->fd, variant->number, &self->ses));
	self->text = pages(MOST);
	self->stream = pages(2 * MOST);
	self->back = pages(2 * MOST);
}

FIXTURE_TEARDOWN(agree)
{
	close(self->fd);
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", self->soft));
}

/* zlib's parameters of a window of 2^bits bytes. */
static int window(bool gzip, int bits)
{
	return gzip ? bits + GZIP_BITS : -bits;
}

/**
 * struct how - zlib's parameters
 * @level: 0 to 9
 * @bits: of the window size, 9 to 15
 * @memory: 1 to 9
 * @strategy: Z_DEFAULT_STRATEGY and others
 * @flush: between parts of the text, or Z_NO_FLUSH
 */
struct how {
	int level;
	int bits;
	int memory;
	int strategy;
	int flush;
};

/* Compresses with zlib; the stream's length. */
static uint32_t by_zlib(const struct how *how, bool gzip, const uint8_t *text,
			uint32_t len, uint8_t *stream)
{
	z_stream z = {};
	uint32_t done, part;

	if (deflateInit2(&z, how->level, Z_DEFLATED, window(gzip, how->bits),
			 how->memory, how->strategy) != Z_OK)
		return 0;
	z.next_out = stream;
	z.avail_out = 2 * MOST;
	for (done = 0; how->flush && done < len; done += part) {
		part = len - done < 10007 ? len - done : 10007;
		z.next_in = (uint8_t *)text + done;
		z.avail_in = part;
		deflate(&z, how->flush);
	}
	if (!how->flush) {
		z.next_in = (uint8_t *)text;
		z.avail_in = len;
	}
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		return 0;
	deflateEnd(&z);
	return z.total_out;
}

/* Whether zlib takes all of the stream for one; the text's length. */
static bool zlib_reads(bool gzip, const uint8_t *stream, uint32_t len,
		       uint8_t *text, uint32_t room, uint32_t *text_len)
{
	z_stream z = {};
	bool good;

	if (inflateInit2(&z, window(gzip, 15)) != Z_OK)
		return false;
	z.next_in = (uint8_t *)stream;
	z.avail_in = len;
	z.next_out = text;
	z.avail_out = room;
	good = inflate(&z, Z_FINISH) == Z_STREAM_END && !z.avail_in;
	*text_len = z.total_out;
	inflateEnd(&z);
	return good;
}

static void device_reads(struct __test_metadata *_metadata,
			 FIXTURE_DATA(agree) *self, const struct how *how,
			 bool gzip, uint32_t len)
{
	uint32_t stream_len, out_len;

	stream_len = by_zlib(how, gzip, self->text, len, self->stream);
	ASSERT_LT(0, stream_len);
	memset(self->back, 0xa5, len + 1);
	EXPECT_EQ(0, dc_compress(self->fd, self->ses, DECOMPRESS, self->stream,
				 stream_len, self->back, len ?: 1, &out_len)) {
		TH_LOG("level %d, window %d, memory %d, strategy %d, flush %d",
		       how->level, how->bits, how->memory, how->strategy,
		       how->flush);
	}
	EXPECT_EQ(len, out_len);
	EXPECT_TRUE(same(self->back, self->text, len));
	EXPECT_EQ(0xa5, self->back[len]);
}

TEST_F(agree, device_reads_every_level_and_window)
{
	struct how how = { .memory = 8 };
	uint32_t kind;

	for (kind = 0; kind < TEXTS; kind++) {
		fill_text(self->text, SHORT, kind, kind);
		for (how.level = 0; how.level <= 9; how.level++)
			for (how.bits = 9; how.bits <= 15; how.bits++)
				if (!skip_if_brief())
					device_reads(_metadata, self, &how,
						     variant->gzip, SHORT);
	}
}

TEST_F(agree, device_reads_every_strategy_and_flush)
{
	static const int flushes[] = {
		Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_BLOCK,
	};
	struct how how = { .level = 6, .bits = 15 };
	uint32_t kind, i;

	for (kind = 0; kind < TEXTS; kind++) {
		fill_text(self->text, SHORT, kind, kind);
		for (how.memory = 1; how.memory <= 9; how.memory += 4)
			for (how.strategy = 0; how.strategy <= Z_FIXED;
			     how.strategy++)
				for (i = 0; i < 5; i++) {
					if (skip_if_brief())
						continue;
					how.flush = flushes[i];
					device_reads(_metadata, self, &how,
						     variant->gzip, SHORT);
				}
	}
}

/* Lengths about the pieces that the device works in. */
static const uint32_t lens[] = {
	0, 1, 2, 3, 257, 258, 259, 32767, 32768, 65534, 65535, 65536, 65537,
	65536 + 258, 131072, 131073, 1000000, MOST,
};

#define LENS	(sizeof(lens) / sizeof(lens[0]))

TEST_F(agree, every_length)
{
	static const struct how how = { 6, 15, 8, Z_DEFAULT_STRATEGY, 0 };
	uint32_t i, kind, out_len, text_len;

	for (i = 0; i < LENS; i++)
		for (kind = 0; kind < TEXTS; kind++) {
			if (skip_if_brief())
				continue;
			fill_text(self->text, lens[i], kind, i);
			device_reads(_metadata, self, &how, variant->gzip,
				     lens[i]);
			ASSERT_EQ(0, dc_compress(self->fd, self->ses, 0,
						 self->text, lens[i],
						 self->stream, 2 * MOST,
						 &out_len));
			EXPECT_TRUE(zlib_reads(variant->gzip, self->stream,
					       out_len, self->back, 2 * MOST,
					       &text_len)) {
				TH_LOG("%u bytes of text %u", lens[i], kind);
			}
			EXPECT_EQ(lens[i], text_len);
			EXPECT_TRUE(same(self->back, self->text, lens[i]));
		}
}

/* The device's streams are about as short as zlib's. */
TEST_F(agree, compresses_as_well)
{
	static const struct how how = { 6, 15, 8, Z_DEFAULT_STRATEGY, 0 };
	uint32_t kind, out_len, zlib_len;

	for (kind = 0; kind < TEXTS; kind++) {
		fill_text(self->text, MOST, kind, 1);
		zlib_len = by_zlib(&how, variant->gzip, self->text, MOST,
				   self->stream);
		ASSERT_EQ(0, dc_compress(self->fd, self->ses, 0, self->text,
					 MOST, self->stream, 2 * MOST,
					 &out_len));
		EXPECT_GT(zlib_len + zlib_len / 50 + 32, out_len) {
			TH_LOG("text %u", kind);
		}
	}
}

/* A stream with one byte changed: both read it, or both refuse it. */
TEST_F(agree, corrupt_streams)
{
	static const struct how how = { 9, 15, 8, Z_DEFAULT_STRATEGY, 0 };
	uint32_t kind, len, i, x = 1, out_len, text_len, room = 3 * 5000;
	uint8_t *text = pages(room);

	for (kind = 0; kind < TEXTS; kind++) {
		fill_text(self->text, 5000, kind, kind);
		len = by_zlib(&how, variant->gzip, self->text, 5000,
			      self->stream);
		for (i = 0; i < 300; i++) {
			uint8_t *byte, was;
			bool good;
			int err;

			x = x * 1664525 + 1013904223;
			if (skip_if_brief())
				continue;
			byte = self->stream + x / 256 % len;
			was = *byte;
			*byte ^= 1 << (x >> 29);
			good = zlib_reads(variant->gzip, self->stream, len,
					  text, room, &text_len);
			err = dc_compress(self->fd, self->ses, DECOMPRESS,
					  self->stream, len, self->back, room,
					  &out_len);
			EXPECT_TRUE(good ? !err : err == -EINVAL ||
				    (err == -ENOSPC && text_len == room)) {
				TH_LOG("%d of byte %u", err,
				       (uint32_t)(byte - self->stream));
			}
			EXPECT_TRUE(!good || (text_len == out_len &&
					      same(text, self->back, out_len)));
			*byte = was;
		}
	}
}

/* A gzip member with all that zlib can put into its header. */
TEST_F(agree, headers_of_zlib)
{
	uint8_t extra[] = { 'c', 'd', 2, 0, 1, 2 };
	gz_header header = {
		.text = 1, .time = 1700000000, .os = 3, .extra = extra,
		.extra_len = sizeof(extra), .name = (uint8_t *)"a name",
		.comment = (uint8_t *)"a comment", .hcrc = 1,
	};
	z_stream z = {};
	uint32_t out_len;

	if (!variant->gzip)
		SKIP(return, "deflate has no header");
	ASSERT_EQ(Z_OK, deflateInit2(&z, 6, Z_DEFLATED, 15 + GZIP_BITS, 8,
				     Z_DEFAULT_STRATEGY));
	ASSERT_EQ(Z_OK, deflateSetHeader(&z, &header));
	fill_text(self->text, 1000, TEXT_WORDS, 1);
	z.next_in = self->text;
	z.avail_in = 1000;
	z.next_out = self->stream;
	z.avail_out = MOST;
	ASSERT_EQ(Z_STREAM_END, deflate(&z, Z_FINISH));
	EXPECT_EQ(0, dc_compress(self->fd, self->ses, DECOMPRESS, self->stream,
				 z.total_out, self->back, 1000, &out_len));
	EXPECT_EQ(1000, out_len);
	EXPECT_TRUE(same(self->back, self->text, 1000));
	deflateEnd(&z);
}

TEST_HARNESS_MAIN
