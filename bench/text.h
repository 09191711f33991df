/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The text that bench/compression.c and the module of bare/ compress.
 */
#ifndef BENCH_TEXT_H
#define BENCH_TEXT_H

#define BENCH_TEXT_BYTES	65536

/* Fills a text with letters, some of which are more frequent than others. */
static inline void bench_fill_text(unsigned char *text)
{
	static const char letters[] = "etaoin shrdlu.\n ";
	unsigned int i, x = 1;

	for (i = 0; i < BENCH_TEXT_BYTES; i++) {
		/* A linear congruential generator; its high bits are good. */
		x = x * 1664525 + 1013904223;
		text[i] = letters[(x >> 28) & (x >> 24) & 15];
	}
}

#endif /* BENCH_TEXT_H */
