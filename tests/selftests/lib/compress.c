// SPDX-License-Identifier: GPL-2.0
#include "compress.h"

int dc_compression(int fd, uint32_t number, uint32_t *ses)
{
	return dc_create(fd, 0, number, 0, NULL, 0, ses);
}

struct cryptodev_req
compress_req(uint32_t ses, uint32_t flags, const void *src, uint32_t len,
	     void *dst, uint32_t room)
{
	return (struct cryptodev_req) {
		.ses = ses, .flags = flags, .len = len,
		.src = (uintptr_t)src, .dst = (uintptr_t)dst, .out_len = room,
	};
}

int dc_compress(int fd, uint32_t ses, uint32_t flags,
			      const void *src, uint32_t len, void *dst,
			      uint32_t room, uint32_t *out_len)
{
	struct cryptodev_req r = compress_req(ses, flags, src, len, dst, room);
	int nr = dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, &r, 1);

	*out_len = r.out_len;
	return nr == 1 ? r.result : nr ?: -EIO;
}

void fill_text(uint8_t *text, uint32_t len, enum text kind,
			     uint32_t seed)
{
	uint32_t i;

	memset(text, 0, len);
	if (kind == TEXT_ZEROS)
		return;
	fill(text, len, seed);
	if (kind == TEXT_WORDS)
		for (i = 0; i < len; i++)
			text[i] = "etaoin shrdlu.\n "[text[i] % 16 & text[i] / 16];
	if (kind == TEXT_REPEATS)
		for (i = REPEAT_AFTER; i < len; i++)
			text[i] = text[i - REPEAT_AFTER];
}

uint32_t grown(uint32_t len)
{
	return len + len / 1000 + 64;
}
