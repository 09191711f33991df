// SPDX-License-Identifier: GPL-2.0
/*
 * Compression: each allocation and each copy of a request fails in turn. The
 * request fails, or its result is right; and a short output is all or nothing.
 */
#include "../kselftest_harness.h"
#include "lib/compress.h"
#include "lib/faults.h"

#define LONG	200000	/* some pieces */
#define ROOM	(LONG + 1000)

/**
 * struct trial - a request
 * @number: of its algorithm
 * @len: bytes of text
 * @decompress: the text is the output
 * @fd: the device
 * @ses: the session
 * @text: the text
 * @stream: the stream of @text, @stream_len bytes
 * @out: the output
 * @told: the request has a result; else the call failed, before it or after
 */
struct trial {
	uint32_t number;
	uint32_t len;
	bool decompress;
	int fd;
	uint32_t ses;
	uint8_t *text;
	uint8_t *stream;
	uint32_t stream_len;
	uint8_t *out;
	bool told;
};

/* A session that keeps no memory yet. */
static const char *fresh_session(void *data)
{
	struct trial *t = data;

	if (t->fd >= 0)
		close(t->fd);
	t->fd = dc_open();
	if (t->fd < 0)
		return "no device";
	return dc_compression(t->fd, t->number, &t->ses) ? "no session" : NULL;
}

static void rewind_output(void *data)
{
	struct trial *t = data;

	memset(t->out, 0xa5, ROOM);
}

static int run_request(void *data)
{
	struct trial *t = data;
	struct cryptodev_req r = t->decompress ?
		compress_req(t->ses, CRYPTODEV_REQ_DECRYPT, t->stream,
			     t->stream_len, t->out, t->len) :
		compress_req(t->ses, 0, t->text, t->len, t->out, t->len);
	int nr = dc_submit(t->fd, CRYPTODEV_SUBMIT_WAIT, &r, 1);

	t->told = nr == 1;
	return t->told ? r.result : nr ?: -EIO;
}

static const char *fault_of_request(void *data, int err)
{
	const struct trial *t = data;
	const uint8_t *want = t->decompress ? t->text : t->stream;
	uint32_t len = t->decompress ? t->len : t->stream_len;

	if (err && err != -ENOMEM && err != -EFAULT)
		return "no such error";
	if (err && t->told && t->len < 65536 && !all_are(t->out, ROOM, 0xa5))
		return "memory has changed";
	if (!err && !same(t->out, want, len))
		return "wrong result";
	return all_are(t->out + t->len, ROOM - t->len, 0xa5) ? NULL :
		"written beyond the room";
}

TEST(every_fault)
{
	static const struct trial trials[] = {
		{ .number = CRYPTO_DEFLATE_COMP, .len = 1000 },
		{ .number = CRYPTO_DEFLATE_COMP, .len = 1000,
		  .decompress = true },
		{ .number = CRYPTO_GZIP_COMP, .len = LONG },
		{ .number = CRYPTO_GZIP_COMP, .len = LONG, .decompress = true },
		{ .number = CRYPTO_DEFLATE_COMP_NOGROW, .len = LONG },
	};
	struct fault_case c = {
		.fresh = fresh_session, .rewind = rewind_output,
		.run = run_request, .fault = fault_of_request,
	};
	uint32_t i;
	int nr = 0;

	if (!faults_available())
		SKIP(return, "this kernel cannot make things fail");
	ASSERT_TRUE(faults_enable_all());
	for (i = 0; i < sizeof(trials) / sizeof(trials[0]); i++) {
		struct trial t = trials[i];

		t.fd = -1;
		t.text = pages(ROOM);
		t.stream = pages(ROOM);
		t.out = pages(ROOM);
		fill_text(t.text, t.len, TEXT_WORDS, i);
		ASSERT_TRUE(!fresh_session(&t));
		ASSERT_EQ(0, dc_compress(t.fd, t.ses, 0, t.text, t.len,
					 t.stream, ROOM, &t.stream_len));
		c.data = &t;
		EXPECT_FAULTS_HANDLED(&c, t.decompress ? "decompress" : "compress");
		close(t.fd);
	}
	TH_LOG("%d faults", nr);
}

TEST_HARNESS_MAIN
