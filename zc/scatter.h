/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Input and output of a request in many ranges of user memory each. A piece of
 * the message is mapped as for one range: copied, or pinned to one scatterlist.
 */
#ifndef CRYPTODEV_ZC_SCATTER_H
#define CRYPTODEV_ZC_SCATTER_H

#include "zc/zc.h"

/*
 * Stands for the address of a scattered input or output in struct zc_io. As a
 * range it would wrap around, so only the path of an error sees it.
 */
#define ZC_SCATTERED	((void __user *)-1UL)

/**
 * struct zc_range - a range of user memory
 * @addr: user address
 * @len: length in bytes, not 0
 */
struct zc_range {
	void __user *addr;
	u32 len;
};

/**
 * struct zc_ranges - the ranges of an input or output, in their order
 * @range: array of the ranges
 * @nr: number of ranges in use
 * @max: number of ranges that the array can hold
 * @len: bytes of all ranges
 */
struct zc_ranges {
	struct zc_range *range;
	unsigned int nr;
	unsigned int max;
	u64 len;
};

/**
 * struct zc_scatter - the ranges of one request
 * @src: ranges of the input
 * @dst: ranges of the output
 * @done: bytes of the message before the piece that is mapped
 * @src_len: bytes of input in the piece that is mapped
 * @in_place: input and output are the same ranges, except for their ends
 * @overlap: the output overlaps the input in another way, or itself
 * @pending: the piece is not mapped yet
 */
struct zc_scatter {
	struct zc_ranges src;
	struct zc_ranges dst;
	u32 done;
	u32 src_len;
	bool in_place;
	bool overlap;
	bool pending;
};

/**
 * struct zc_cursor - a walk through the ranges of a piece
 * @at: the next range
 * @skip: bytes of it before the piece
 * @left: bytes of the piece that are left
 */
struct zc_cursor {
	const struct zc_range *at;
	u32 skip;
	u32 left;
};

/* ranges.c */
int zc_ranges_reserve(struct zc_ranges *ranges, unsigned int nr);
struct zc_cursor zc_cursor_start(const struct zc_ranges *ranges, u32 done,
				 u32 len);
u32 zc_cursor_next(struct zc_cursor *cursor, void __user **addr);
int zc_ranges_read(void *to, const struct zc_ranges *ranges, u32 done,
		   u32 len);
int zc_ranges_check(const struct zc_ranges *ranges, u32 done, u32 len);
int zc_ranges_mapped(const struct zc_ranges *ranges, u32 len, bool write);
int zc_scatter_compare(struct zc_scatter *scatter, u32 src_len, u32 dst_len);

/* scatter.c */
int zc_map_scatter(struct zc_map *m);
int zc_finish_scatter(struct zc_map *m);
void zc_wipe_scatter(struct zc_map *m);
void zc_scatter_free(struct zc_scatter *scatter);
u32 zc_scatter_pages(const struct zc_scatter *scatter, u32 most);

/**
 * zc_scatter_piece() - make a piece of a scattered request the next to be mapped
 * @m: the map, with @m->io filled in for one range
 * @done: bytes of the message before the piece
 *
 * Does not sleep. The caller must call zc_map_ranges() next, which maps the piece:
 * otherwise a later request that reuses @m could be mapped to these ranges.
 */
static inline void zc_scatter_piece(struct zc_map *m, u32 done)
{
	m->scatter->done = done;
	m->scatter->src_len = m->io.src_len;
	m->scatter->pending = true;
	m->io.src = ZC_SCATTERED;
	m->io.src_len = U32_MAX;
}

#endif /* CRYPTODEV_ZC_SCATTER_H */
