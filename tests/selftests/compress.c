// SPDX-License-Identifier: GPL-2.0
/*
 * Compression: known streams, whatever their form, room and errors; how requests
 * are queued, shared, counted and killed. agree_compress.c compares with zlib.
 */
#include "../kselftest_harness.h"
#include <pthread.h>
#include <signal.h>

#include "lib/cases.h"
#include "lib/compress.h"
#include "lib/process.h"
#include "lib/sysctl.h"
#include "lib/usage.h"

#define DECOMPRESS	CRYPTODEV_REQ_DECRYPT
#define PIECE		65536
#define MOST		(3u << 20)

FIXTURE(compress) {
	int fd;
	long soft;		/* dev.crypto.cryptodevallowsoft */
	uint32_t deflate, gzip, nogrow;
	uint8_t *text, *stream, *back;
};

/* By zlib, whatever device there is: that is accel_compress.c's. */
FIXTURE_SETUP(compress)
{
	self->soft = sysctl_get("cryptodevallowsoft");
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_compression(self->fd, CRYPTO_DEFLATE_COMP,
				    &self->deflate));
	ASSERT_EQ(0, dc_compression(self->fd, CRYPTO_GZIP_COMP, &self->gzip));
	ASSERT_EQ(0, dc_compression(self->fd, CRYPTO_DEFLATE_COMP_NOGROW,
				    &self->nogrow));
	self->text = pages(grown(MOST));
	self->stream = pages(grown(MOST));
	self->back = pages(grown(MOST));
}

FIXTURE_TEARDOWN(compress)
{
	close(self->fd);
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", self->soft));
}

/* Decompresses to @back, whose bytes after @room have to stay as they are. */
static int decompress(FIXTURE_DATA(compress) *self, uint32_t ses,
		      const void *stream, uint32_t len, uint32_t room,
		      uint32_t *out_len)
{
	int err;

	memset(self->back, 0xa5, room + 64);
	err = dc_compress(self->fd, ses, DECOMPRESS, stream, len, self->back,
			  room, out_len);
	if (!all_are(self->back + room, 64, 0xa5))
		return -ERANGE;
	return err;
}

/**
 * struct known - a stream and its text
 * @stream: @len bytes
 * @text: a string
 */
struct known {
	const char *stream;
	uint32_t len;
	const char *text;
};

#define STREAM(_s)	(_s), sizeof(_s) - 1

static const struct known known[] = {
	/* No text: a fixed block, a stored one. */
	{ STREAM("\x03\x00"), "" },
	{ STREAM("\x01\x00\x00\xff\xff"), "" },
	/* A stored block, two, and a fixed one. */
	{ STREAM("\x01\x03\x00\xfc\xff" "abc"), "abc" },
	{ STREAM("\x00\x01\x00\xfe\xff" "a" "\x01\x02\x00\xfd\xff" "bc"),
	  "abc" },
	{ STREAM("\xcb\x48\xcd\xc9\xc9\x07\x00"), "hello" },
	/* A match that overlaps its own output. */
	{ STREAM("\x4b\x4c\xa4\x0c\x00\x00"),
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
	/* A full flush between two blocks. */
	{ STREAM("\xca\xcf\x4b\x55\x00\x00\x00\x00\xff\xff\x2b\x29\xcf\x07\x00"),
	  "one two" },
};

TEST_F(compress, reads_known_streams)
{
	uint32_t i, out_len, cut;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct known *k = &known[i];
		uint32_t len = strlen(k->text);

		EXPECT_EQ(0, decompress(self, self->deflate, k->stream, k->len,
					len ?: 1, &out_len)) {
			TH_LOG("stream %u", i);
		}
		EXPECT_EQ(len, out_len);
		EXPECT_TRUE(same(self->back, k->text, len));
		for (cut = 0; cut < k->len; cut++) {
			EXPECT_EQ(-EINVAL, decompress(self, self->deflate,
						      k->stream, cut, 100,
						      &out_len)) {
				TH_LOG("stream %u, %u bytes", i, cut);
			}
			EXPECT_EQ(0, out_len);
		}
		if (len > 1)
			EXPECT_EQ(-ENOSPC, decompress(self, self->deflate,
						      k->stream, k->len,
						      len - 1, &out_len));
	}
}

TEST_F(compress, refuses_bad_streams)
{
	static const struct known bad[] = {
		{ STREAM("\x07\x00"), "block type 3" },
		{ STREAM("\x01\x03\x00\xfc\xfe" "abc"), "stored length" },
		{ STREAM("\x03\x00\x00"), "a byte after the end" },
		{ STREAM("\x01\x03\x00\xfc\xff" "abcd"), "a byte after the end" },
		{ STREAM("\x4b\x04\x12\x00\x00"), "distance too far back" },
		{ STREAM("\x05\xe0\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
		  "bad code lengths" },
	};
	uint32_t i, out_len;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		EXPECT_EQ(-EINVAL, decompress(self, self->deflate,
					      bad[i].stream, bad[i].len, 1000,
					      &out_len)) {
			TH_LOG("%s", bad[i].text);
		}
		EXPECT_EQ(0, out_len);
		EXPECT_TRUE(all_are(self->back, 1000, 0xa5));
	}
}

static uint32_t crc32(const uint8_t *p, uint32_t len)
{
	uint32_t crc = ~0, i;

	while (len--) {
		crc ^= *p++;
		for (i = 0; i < 8; i++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

#define FHCRC		2
#define FEXTRA		4
#define FNAME		8
#define FCOMMENT	16

#define EXTRA_LEN	300
#define NAME_LEN	70000	/* more than a piece */

/* The header of a member with optional fields; its length. */
static uint32_t put_header(uint8_t *to, uint8_t flags)
{
	static const uint8_t start[10] = { 0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 2, 7 };
	uint8_t *p = to + sizeof(start);
	uint16_t crc;

	memcpy(to, start, sizeof(start));
	to[3] = flags;
	if (flags & FEXTRA) {
		*p++ = EXTRA_LEN & 0xff;
		*p++ = EXTRA_LEN >> 8;
		memset(p, 0, EXTRA_LEN);
		p += EXTRA_LEN;
	}
	if (flags & FNAME) {
		memset(p, 'n', NAME_LEN);
		p += NAME_LEN;
		*p++ = 0;
	}
	if (flags & FCOMMENT)
		p = (uint8_t *)stpcpy((char *)p, "a comment") + 1;
	if (flags & FHCRC) {
		crc = crc32(to, p - to);
		*p++ = crc;
		*p++ = crc >> 8;
	}
	return p - to;
}

/* The rest of a member of "hello"; its length. */
static uint32_t put_hello(uint8_t *to)
{
	static const char rest[] = "\xcb\x48\xcd\xc9\xc9\x07\x00"
		"\x86\xa6\x10\x36\x05\x00\x00";

	memcpy(to, rest, sizeof(rest));
	return sizeof(rest);
}

TEST_F(compress, reads_gzip_headers)
{
	uint32_t flags, header, len, out_len;
	uint8_t *member = self->stream;

	for (flags = 0; flags < 32; flags++) {
		header = put_header(member, flags);
		len = header + put_hello(member + header);
		EXPECT_EQ(0, decompress(self, self->gzip, member, len, 5,
					&out_len)) {
			TH_LOG("flags %u", flags);
		}
		EXPECT_EQ(5, out_len);
		EXPECT_TRUE(same(self->back, "hello", 5));
		EXPECT_EQ(-EINVAL, decompress(self, self->gzip, member,
					      header - 1, 5, &out_len));
		if (!(flags & FHCRC))
			continue;
		member[4]++;
		EXPECT_EQ(-EINVAL, decompress(self, self->gzip, member, len, 5,
					      &out_len));
	}
}

TEST_F(compress, refuses_bad_gzip_members)
{
	uint8_t *member = self->stream;
	uint32_t len, i, bit, out_len;

	len = put_header(member, 0);
	len += put_hello(member + len);
	for (i = 0; i < len; i++) {
		/* The time, the extra flags and the system may be any. */
		if (i >= 4 && i < 10)
			continue;
		for (bit = 1; bit < 256; bit *= 2) {
			/* FTEXT, and what fills the last byte of the stream. */
			if ((i == 3 && bit == 1) || (i == 16 && bit > 2))
				continue;
			member[i] ^= bit;
			EXPECT_EQ(-EINVAL, decompress(self, self->gzip, member,
						      len, 100, &out_len)) {
				TH_LOG("byte %u, bit %u", i, bit);
			}
			member[i] ^= bit;
		}
	}
	for (i = 0; i < len; i++)
		EXPECT_EQ(-EINVAL, decompress(self, self->gzip, member, i, 100,
					      &out_len));
	/* Another member is a byte too much. */
	memcpy(member + len, member, len);
	EXPECT_EQ(-EINVAL, decompress(self, self->gzip, member, len + 1, 100,
				      &out_len));
	EXPECT_EQ(-EINVAL, decompress(self, self->gzip, member, 2 * len, 100,
				      &out_len));
	EXPECT_EQ(0, decompress(self, self->gzip, member, len, 100, &out_len));
}

static const uint32_t lens[] = {
	0, 1, 2, 100, 1023, 4096, 32767, 32768, 32769, PIECE - 1, PIECE,
	PIECE + 1, 2 * PIECE, 200000, MOST,
};

#define LENS	(sizeof(lens) / sizeof(lens[0]))

/* There and back, with no more room than it takes, and with a byte less. */
static void round_trip(struct __test_metadata *_metadata,
		       FIXTURE_DATA(compress) *self, uint32_t ses,
		       uint32_t len)
{
	uint32_t out_len, back_len, short_len;

	memset(self->stream, 0xa5, grown(len));
	ASSERT_EQ(0, dc_compress(self->fd, ses, 0, self->text, len,
				 self->stream, grown(len), &out_len));
	EXPECT_LT(0, out_len);
	EXPECT_TRUE(all_are(self->stream + out_len, grown(len) - out_len,
			    0xa5));
	EXPECT_EQ(0, decompress(self, ses, self->stream, out_len, len ?: 1,
				&back_len));
	EXPECT_EQ(len, back_len);
	EXPECT_TRUE(same(self->back, self->text, len));
	if (len > 1)
		EXPECT_EQ(-ENOSPC, decompress(self, ses, self->stream, out_len,
					      len - 1, &back_len));
	EXPECT_EQ(-EINVAL, decompress(self, ses, self->stream, out_len - 1,
				      len ?: 1, &back_len));
	/* A byte less, which is not touched, at the end of the room. */
	memset(self->back, 0xa5, out_len);
	if (out_len > 1) {
		EXPECT_EQ(-ENOSPC, dc_compress(self->fd, ses, 0, self->text,
					       len, self->back, out_len - 1,
					       &short_len));
		EXPECT_EQ(0xa5, self->back[out_len - 1]);
	}
}

TEST_F(compress, round_trips)
{
	uint32_t i, kind;

	for (i = 0; i < LENS; i++)
		for (kind = 0; kind < TEXTS; kind++) {
			if (skip_if_brief())
				continue;
			fill_text(self->text, lens[i], kind, i);
			round_trip(_metadata, self, self->deflate, lens[i]);
			round_trip(_metadata, self, self->gzip, lens[i]);
		}
}

/* out_len 0 is room for as many bytes as go in. */
TEST_F(compress, room_is_the_input_unless_it_is_given)
{
	uint32_t out_len, back_len;

	memset(self->text, 'x', 1000);
	ASSERT_EQ(0, dc_compress(self->fd, self->deflate, 0, self->text, 1000,
				 self->stream, 0, &out_len));
	EXPECT_GT(100, out_len);
	EXPECT_EQ(-ENOSPC, dc_compress(self->fd, self->deflate, DECOMPRESS,
				       self->stream, out_len, self->back, 0,
				       &back_len));
	EXPECT_EQ(-ENOSPC, dc_compress(self->fd, self->deflate, 0, self->text,
				       0, self->stream, 0, &out_len));
	EXPECT_EQ(0, dc_compress(self->fd, self->deflate, 0, self->text, 0,
				 self->stream, 2, &out_len));
	EXPECT_EQ(2, out_len);
}

TEST_F(compress, nogrow_writes_what_shrinks)
{
	uint32_t i, kind, out_len, plain_len;
	int err;

	for (i = 0; i < LENS; i++)
		for (kind = 0; kind < TEXTS; kind++) {
			if (skip_if_brief())
				continue;
			fill_text(self->text, lens[i], kind, i);
			ASSERT_EQ(0, dc_compress(self->fd, self->deflate, 0,
						 self->text, lens[i],
						 self->stream, grown(lens[i]),
						 &plain_len));
			memset(self->back, 0xa5, grown(lens[i]));
			err = dc_compress(self->fd, self->nogrow, 0,
					  self->text, lens[i], self->back,
					  lens[i], &out_len);
			EXPECT_EQ(0, err);
			EXPECT_EQ(plain_len, out_len);
			EXPECT_TRUE(out_len >= lens[i] ?
				    all_are(self->back, lens[i], 0xa5) :
				    same(self->back, self->stream, out_len));
			if (out_len < 2 || out_len >= lens[i])
				continue;
			memset(self->back, 0xa5, grown(lens[i]));
			EXPECT_EQ(-ENOSPC, dc_compress(self->fd, self->nogrow,
						       0, self->text, lens[i],
						       self->back, out_len - 1,
						       &out_len));
			EXPECT_TRUE(all_are(self->back, lens[i], 0xa5));
			ASSERT_EQ(0, dc_compress(self->fd, self->nogrow,
						 DECOMPRESS, self->stream,
						 plain_len, self->back,
						 lens[i], &out_len));
			EXPECT_EQ(lens[i], out_len);
			EXPECT_TRUE(same(self->back, self->text, lens[i]));
		}
}

/* Input and output of one memory: all of the input has been read before. */
TEST_F(compress, in_place)
{
	uint32_t i, kind, out_len, back_len;

	for (i = 1; i < LENS; i++)
		for (kind = 0; kind < TEXTS; kind++) {
			if (skip_if_brief())
				continue;
			fill_text(self->text, lens[i], kind, i);
			memcpy(self->back, self->text, lens[i]);
			ASSERT_EQ(0, dc_compress(self->fd, self->gzip, 0,
						 self->back, lens[i],
						 self->back, grown(lens[i]),
						 &out_len));
			memmove(self->back + 7, self->back, out_len);
			ASSERT_EQ(0, dc_compress(self->fd, self->gzip,
						 DECOMPRESS, self->back + 7,
						 out_len, self->back, lens[i],
						 &back_len));
			EXPECT_EQ(lens[i], back_len);
			EXPECT_TRUE(same(self->back, self->text, lens[i]));
		}
}

/* A message that is held whole has a limit; one that passes through has none. */
TEST_F(compress, limits_what_is_held)
{
	long most = sysctl_get("max_request_bytes");
	uint32_t out_len;

	ASSERT_LT(0, most);
	ASSERT_TRUE(sysctl_set("max_request_bytes", 1 << 20));
	memset(self->text, 0, MOST);
	EXPECT_EQ(0, dc_compress(self->fd, self->deflate, 0, self->text, MOST,
				 self->stream, MOST, &out_len));
	EXPECT_EQ(-E2BIG, dc_compress(self->fd, self->deflate, 0, self->text,
				      MOST, self->text, MOST, &out_len));
	EXPECT_EQ(-E2BIG, dc_compress(self->fd, self->nogrow, 0, self->text,
				      MOST, self->stream, MOST, &out_len));
	EXPECT_EQ(0, dc_compress(self->fd, self->nogrow, 0, self->text,
				 1 << 20, self->stream, MOST, &out_len));
	EXPECT_TRUE(sysctl_set("max_request_bytes", most));
}

/* A bomb ends where the room ends, and leaves what is there if that is short. */
TEST_F(compress, bomb_stops_at_the_room)
{
	uint32_t out_len, back_len;

	ASSERT_EQ(0, dc_compress(self->fd, self->gzip, 0, self->text, MOST,
				 self->stream, MOST, &out_len));
	ASSERT_GT(5000, out_len);
	EXPECT_EQ(-ENOSPC, decompress(self, self->gzip, self->stream, out_len,
				      5000, &back_len));
	EXPECT_TRUE(all_are(self->back, 5000, 0xa5));
	EXPECT_EQ(-ENOSPC, decompress(self, self->gzip, self->stream, out_len,
				      MOST - 1, &back_len));
	EXPECT_EQ(0, back_len);
}

TEST_F(compress, memory_that_cannot_be_used)
{
	uint8_t *end = guarded(2 * PIECE) + 2 * PIECE;
	uint32_t out_len, len;

	fill_text(self->text, MOST, TEXT_WORDS, 1);
	memset(end - 2 * PIECE, 0xa5, 2 * PIECE);
	EXPECT_EQ(-EFAULT, dc_compress(self->fd, self->deflate, 0, end - 100,
				       101, self->stream, 1000, &out_len));
	EXPECT_EQ(-EFAULT, dc_compress(self->fd, self->deflate, 0,
				       end - 2 * PIECE, 2 * PIECE + 1,
				       self->stream, MOST, &out_len));
	EXPECT_EQ(-EFAULT, dc_compress(self->fd, self->deflate, 0, NULL, 1,
				       self->stream, MOST, &out_len));
	EXPECT_EQ(0, dc_compress(self->fd, self->deflate, 0, NULL, 0,
				 self->stream, MOST, &out_len));
	EXPECT_EQ(-EFAULT, dc_compress(self->fd, self->deflate, 0, self->text,
				       PIECE, end - 5000, PIECE, &out_len));
	EXPECT_TRUE(all_are(end - 5000, 5000, 0xa5));
	EXPECT_EQ(-EFAULT, dc_compress(self->fd, self->deflate, 0, self->text,
				       PIECE, NULL, PIECE, &out_len));
	EXPECT_EQ(-EFAULT, dc_compress(self->fd, self->deflate, 0, self->text,
				       16, (void *)(-4096l), 8192, &out_len));
	/* Just as much as there is. */
	ASSERT_EQ(0, dc_compress(self->fd, self->deflate, 0, self->text, PIECE,
				 self->stream, PIECE, &len));
	EXPECT_EQ(0, dc_compress(self->fd, self->deflate, 0, self->text, PIECE,
				 end - len, len, &out_len));
	EXPECT_TRUE(same(end - len, self->stream, len));
	guarded_free(end - 2 * PIECE, 2 * PIECE);
}

TEST_F(compress, sessions_that_cannot_be)
{
	static const uint8_t key[16];
	uint32_t ses = 0;

	EXPECT_EQ(-EINVAL, dc_create(self->fd, 0, CRYPTO_GZIP_COMP, 0, key, 16,
				     &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, 0, CRYPTO_GZIP_COMP,
				     CRYPTO_SHA1, NULL, 0, &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, CRYPTODEV_CREATE_ETM,
				     CRYPTO_GZIP_COMP, CRYPTO_SHA1_HMAC, NULL,
				     0, &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, 0, 0, CRYPTO_GZIP_COMP, NULL, 0,
				     &ses));
	EXPECT_EQ(-EINVAL, dc_create(self->fd, 0, CRYPTO_LZS_COMP, 0, NULL, 0,
				     &ses));
}

TEST_F(compress, requests_that_cannot_be)
{
	static const struct {
		uint32_t flags;
		int err;
	} bad[] = {
		{ CRYPTODEV_REQ_UPDATE, -EINVAL },
		{ CRYPTODEV_REQ_FINAL, -EINVAL },
		{ CRYPTODEV_REQ_RESET, -EINVAL },
		{ CRYPTODEV_REQ_WRITE_IV, -EINVAL },
		{ CRYPTODEV_REQ_VERIFY, -EOPNOTSUPP },
		{ CRYPTODEV_REQ_TLS, -EOPNOTSUPP },
		{ CRYPTODEV_REQ_SRTP, -EOPNOTSUPP },
		{ CRYPTODEV_REQ_PUBLIC, -EINVAL },
		{ 0x80000000, -EINVAL },
	};
	struct crypt_auth_op caop = {
		.ses = self->deflate, .len = 16, .src = self->text,
		.dst = self->stream, .iv = self->back,
	};
	uint32_t i, out_len;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		EXPECT_EQ(bad[i].err, dc_compress(self->fd, self->deflate,
						  bad[i].flags, self->text, 16,
						  self->stream, 64, &out_len)) {
			TH_LOG("flags %#x", bad[i].flags);
		}
	EXPECT_EQ(0, dc_compress(self->fd, self->deflate, CRYPTODEV_REQ_NO_ZC,
				 self->text, 16, self->stream, 64, &out_len));
	EXPECT_EQ(-EOPNOTSUPP, dc_crypt(self->fd, self->deflate, COP_ENCRYPT,
					0, self->text, 16, self->stream, NULL,
					NULL));
	EXPECT_EQ(-EOPNOTSUPP, dc_aead(self->fd, &caop));
}

TEST_F(compress, names_its_driver)
{
	struct session_info_op info = { .ses = self->gzip };
	struct usage before;
	uint32_t out_len;
	char text[64];

	ASSERT_EQ(0, dc_ioctl(self->fd, CIOCGSESSINFO, &info));
	EXPECT_STREQ("gzip", info.cipher_info.cra_name);
	EXPECT_STREQ("zlib", info.cipher_info.cra_driver_name);
	EXPECT_STREQ("", info.hash_info.cra_name);
	EXPECT_EQ(0, info.flags);
	ASSERT_TRUE(usage_text("zlib", "algorithm", text, sizeof(text)));
	EXPECT_STREQ("deflate", text);
	before = usage_driver("zlib");
	EXPECT_EQ(0, dc_compress(self->fd, self->gzip, 0, self->text, 100,
				 self->stream, 100, &out_len));
	EXPECT_EQ(-EINVAL, dc_compress(self->fd, self->gzip, DECOMPRESS,
				       self->text, 10, self->back, 100,
				       &out_len));
	EXPECT_EQ(before.requests + 2, usage_driver("zlib").requests);
	EXPECT_EQ(before.bytes + 110, usage_driver("zlib").bytes);
	EXPECT_EQ(before.errors + 1, usage_driver("zlib").errors);
	EXPECT_EQ(before.sessions, usage_driver("zlib").sessions);
}

TEST_F(compress, policy_without_software)
{
	uint32_t ses;

	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", 1));
	EXPECT_EQ(-ENOENT, dc_compression(self->fd, CRYPTO_GZIP_COMP, &ses));
	EXPECT_EQ(-ENOENT, dc_compression(self->fd, CRYPTO_DEFLATE_COMP, &ses));
}

/* Compresses and decompresses through the queue; the errors are in @err. */
static void queue_both(struct __test_metadata *_metadata,
		       FIXTURE_DATA(compress) *self, uint32_t flags,
		       uint32_t len)
{
	struct cryptodev_result result;
	struct cryptodev_req r = compress_req(self->gzip, flags, self->text,
					      len, self->stream, grown(len));

	fill_text(self->text, len, TEXT_WORDS, 3);
	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	ASSERT_EQ(1, dc_reap(self->fd, &result, 1, 1, deadline_in_ms(WAIT_LIMIT_MS)));
	ASSERT_EQ(0, result.result);
	ASSERT_LT(0, result.out_len);
	r = compress_req(self->gzip, flags | DECOMPRESS, self->stream,
			 result.out_len, self->back, len);
	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	ASSERT_EQ(1, dc_reap(self->fd, &result, 1, 1, deadline_in_ms(WAIT_LIMIT_MS)));
	EXPECT_EQ(0, result.result);
	EXPECT_EQ(len, result.out_len);
	EXPECT_TRUE(same(self->back, self->text, len));
	r.out_len = len - 1;
	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	ASSERT_EQ(1, dc_reap(self->fd, &result, 1, 1, deadline_in_ms(WAIT_LIMIT_MS)));
	EXPECT_EQ(-ENOSPC, result.result);
	EXPECT_EQ(0, result.out_len);
}

TEST_F(compress, queued)
{
	queue_both(_metadata, self, 0, 1000);
	queue_both(_metadata, self, 0, 1 << 20);
}

TEST_F(compress, queued_for_a_worker)
{
	WORKER_SETUP(CRYPTODEV_REQ_WORKER);
	queue_both(_metadata, self, CRYPTODEV_REQ_WORKER, 1000);
	queue_both(_metadata, self, CRYPTODEV_REQ_WORKER, 1 << 20);
}

#define THREADS		4
#define THREAD_LEN	150000
#define ROUNDS		8

/**
 * struct sharer - a thread that compresses on a session of all
 * @fd: the device
 * @ses: the session
 * @seed: of its text
 * @good: rounds that went well
 */
struct sharer {
	int fd;
	uint32_t ses;
	uint32_t seed;
	int good;
};

static void *share_session(void *arg)
{
	struct sharer *s = arg;
	uint8_t *text = pages(THREAD_LEN), *back = pages(THREAD_LEN);
	uint8_t *stream = pages(grown(THREAD_LEN));
	uint32_t out_len, i;

	fill_text(text, THREAD_LEN, s->seed % TEXTS, s->seed);
	for (i = 0; i < ROUNDS; i++) {
		memset(back, 0, THREAD_LEN);
		if (dc_compress(s->fd, s->ses, 0, text, THREAD_LEN, stream,
				grown(THREAD_LEN), &out_len) ||
		    dc_compress(s->fd, s->ses, DECOMPRESS, stream, out_len,
				back, THREAD_LEN, &out_len))
			break;
		s->good += out_len == THREAD_LEN &&
			   same(text, back, THREAD_LEN);
	}
	return NULL;
}

TEST_F(compress, threads_share_a_session)
{
	struct sharer sharers[THREADS];
	pthread_t threads[THREADS];
	int i;

	for (i = 0; i < THREADS; i++) {
		sharers[i] = (struct sharer) { self->fd, self->gzip, i, 0 };
		ASSERT_EQ(0, pthread_create(&threads[i], NULL, share_session,
					    &sharers[i]));
	}
	for (i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		EXPECT_EQ(ROUNDS, sharers[i].good);
	}
}

#define ENDLESS		(1u << 30)
#define STREAM_LEAST	(ENDLESS / 1032)	/* the best that deflate can do */

/* Returns true once a call of another process has written to the memory. */
static bool is_written(const volatile uint8_t *p)
{
	double end = seconds() + WAIT_LIMIT;

	while (!*p && seconds() < end)
		usleep(1000);
	return *p;
}

/*
 * A caller can be killed long before its message has been compressed. The memory of
 * the stream is shared, so that it tells how far the call has got.
 */
TEST_F(compress, killed_between_pieces)
{
	uint8_t *zeros = mmap(NULL, ENDLESS, PROT_READ,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
			      0);
	uint8_t *stream = mmap(NULL, MOST, PROT_READ | PROT_WRITE,
			       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	uint32_t half = STREAM_LEAST / 2, out_len;
	int status;
	pid_t pid;

	if (zeros == MAP_FAILED)
		SKIP(return, "no room for %u bytes", ENDLESS);
	ASSERT_TRUE(stream != MAP_FAILED);
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		dc_compress(self->fd, self->deflate, 0, zeros, ENDLESS, stream,
			    MOST, &out_len);
		_exit(0);
	}
	EXPECT_TRUE(is_written(stream));
	kill(pid, SIGKILL);
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_TRUE(WIFSIGNALED(status));
	EXPECT_TRUE(all_are(stream + half, MOST - half, 0));
	munmap(stream, MOST);
	munmap(zeros, ENDLESS);
}

TEST_HARNESS_MAIN
