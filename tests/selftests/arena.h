/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory in which every byte is accounted for: an arena between two pages
 * that nobody may touch, and an image of what it should hold afterwards. And
 * the random numbers that fill it and choose the cases.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stdio.h>
#include <stdlib.h>

#include "buffers.h"

#define ARENA_FENCE	64	/* bytes watched on either side of a buffer */
#define RANDOM_SEED	20240917

static uint64_t random_state;

/* CRYPTODEV_SEED, if it is set, makes other cases; a failure's are printed. */
static inline uint64_t random_seed(void)
{
	const char *seed = getenv("CRYPTODEV_SEED");

	return seed ? strtoull(seed, NULL, 0) : RANDOM_SEED;
}

/* Starts the sequence, which is splitmix64, anew. */
static inline void random_init(void)
{
	random_state = random_seed();
}

static inline uint64_t random_u64(void)
{
	uint64_t x = random_state += 0x9e3779b97f4a7c15;

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return x ^ (x >> 31);
}

/* A number from 0 to n - 1. */
static inline uint32_t random_below(uint32_t n)
{
	return (random_u64() >> 32) * n >> 32;
}

static inline bool random_bool(void)
{
	return random_below(2);
}

static inline void random_fill(void *buf, size_t len)
{
	uint8_t *p = buf;
	uint64_t x;

	for (; len >= sizeof(x); p += sizeof(x), len -= sizeof(x)) {
		x = random_u64();
		memcpy(p, &x, sizeof(x));
	}
	x = random_u64();
	memcpy(p, &x, len);
}

/**
 * struct arena - memory between two inaccessible pages
 * @base: start, at a page
 * @size: bytes, whole pages
 * @image: as many bytes, for what the arena should hold
 */
struct arena {
	uint8_t *base;
	size_t size;
	uint8_t *image;
};

static inline bool arena_init(struct arena *a, size_t size)
{
	uint8_t *p;

	a->size = page_round(size);
	p = pages(a->size + 2 * page_size());
	a->image = pages(a->size);
	if (!p || !a->image)
		return false;
	a->base = p + page_size();
	return !mprotect(p, page_size(), PROT_NONE) &&
	       !mprotect(a->base + a->size, page_size(), PROT_NONE);
}

static inline void arena_free(struct arena *a)
{
	munmap(a->image, a->size);
	munmap(a->base - page_size(), a->size + 2 * page_size());
}

/* Where in the arena a buffer lies. */
enum place {
	AT_START,	/* right after the page before */
	AT_END,		/* right before the page after */
	PLACES,
};

static inline uint8_t *arena_place(const struct arena *a, enum place place,
				   size_t len)
{
	return place == AT_END ? a->base + a->size - len : a->base;
}

/* Somewhere inside, so many bytes after a page's start. */
static inline uint8_t *arena_at(const struct arena *a, size_t offset)
{
	return a->base + page_size() + offset;
}

/* The image of the byte at p. */
static inline uint8_t *arena_image(const struct arena *a, const uint8_t *p)
{
	return a->image + (p - a->base);
}

/**
 * struct watch - a part of an arena that is being watched
 * @a: the arena
 * @p: the first byte
 * @len: how many
 */
struct watch {
	const struct arena *a;
	uint8_t *p;
	size_t len;
};

/*
 * Watches len bytes at p and those around them: they become random, and so
 * does their image.
 */
static inline void watch(struct watch *w, const struct arena *a, uint8_t *p,
			 size_t len)
{
	uint8_t *end = p + len + ARENA_FENCE;

	w->a = a;
	w->p = p - a->base < ARENA_FENCE ? a->base : p - ARENA_FENCE;
	if (end > a->base + a->size)
		end = a->base + a->size;
	w->len = end - w->p;
	random_fill(w->p, w->len);
	memcpy(arena_image(a, w->p), w->p, w->len);
}

/* Writes to the arena what the image is to have too. */
static inline void watch_write(const struct watch *w, uint8_t *p,
			       const void *data, size_t len)
{
	memcpy(p, data, len);
	memcpy(arena_image(w->a, p), data, len);
}

/* From now on the bytes at p should be these. */
static inline void watch_expect(const struct watch *w, const uint8_t *p,
				const void *data, size_t len)
{
	memcpy(arena_image(w->a, p), data, len);
}

/*
 * Whether the bytes are not as they should be; if so *where is the offset from
 * p of the first that is not.
 */
static inline bool watch_differs(const struct watch *w, const uint8_t *p,
				 long *where)
{
	const uint8_t *image = arena_image(w->a, w->p);
	size_t i;

	if (!memcmp(w->p, image, w->len))
		return false;
	for (i = 0; w->p[i] == image[i]; i++)
		;
	*where = w->p + i - p;
	return true;
}

#endif /* ARENA_H */
