// SPDX-License-Identifier: GPL-2.0
/*
 * Whether a request that its driver has failed can be processed again: the driver
 * may have written to the caller's memory. Relies on zc/ for the way in which the
 * memory was mapped.
 */
#include <linux/sched.h>

#include "crypto/pieces.h"
#include "crypto/route/route.h"
#include "crypto/transforms.h"

/* Is the output written piece by piece? */
static bool writes_pieces(const struct cryptodev_request *req)
{
	const struct cryptodev_alg *cipher = req->ses->cipher_alg;
	const struct cryptodev_op *op = req->given;

	return cipher && cipher->kind == CRYPTODEV_CIPHER && cipher->chains &&
	       op->len > CRYPTODEV_PIECE && !cryptodev_runs_ahead(op) &&
	       !req->ses->aead && !(op->flags & CRYPTODEV_OP_NO_OUTPUT);
}

/* The caller's memory that the driver may have written to. */
static void __user *find_written(const struct cryptodev_request *req, u32 *len)
{
	*len = 0;
	if (writes_pieces(req)) {
		*len = req->given->len;
		return req->given->dst;
	}
	if (req->map.mode == ZC_PIN)
		*len = req->map.io.dst_len;
	return req->map.io.dst;
}

/* Bytes of the mac that are input, at most. */
static u32 mac_input(const struct cryptodev_request *req)
{
	const struct cryptodev_session *ses = req->ses;
	u32 flags = CRYPTODEV_OP_VERIFY | CRYPTODEV_OP_DECRYPT;

	return req->given->flags & flags ?
		max(ses->digest_len, ses->tag_len) : 0;
}

static bool has_page(const struct zc_pages *pages, const struct page *page)
{
	unsigned int i;

	for (i = 0; i < pages->nr; i++)
		if (pages->page[i] == page)
			return true;
	return false;
}

static bool pages_meet(const struct zc_pages *a, const struct zc_pages *b)
{
	unsigned int i;

	for (i = 0; i < a->nr; i++) {
		if (has_page(b, a->page[i]))
			return true;
		cond_resched();
	}
	return false;
}

static bool entries_meet(struct scatterlist *a, struct scatterlist *b)
{
	phys_addr_t from = page_to_phys(sg_page(a)) + a->offset;
	phys_addr_t other = page_to_phys(sg_page(b)) + b->offset;

	return from < other + b->length && other < from + a->length;
}

/* The pages of registered buffers are in the scatterlists alone. */
static bool lists_meet(struct scatterlist *src, struct scatterlist *dst)
{
	struct scatterlist *sg;

	for (; src; src = sg_next(src)) {
		for (sg = dst; sg; sg = sg_next(sg))
			if (entries_meet(src, sg))
				return true;
		cond_resched();
	}
	return false;
}

/**
 * cryptodev_route_shares_pages() - may a request read the pages that it writes?
 * @req: as for cryptodev_route_has_input()
 *
 * Different addresses can be mappings of the same memory. The pages of a piece that
 * was copied are not known, and those of the pieces before it are written. May
 * sleep.
 *
 * Return: true if the input and the output that are mapped share a page, or if
 * that is not known.
 */
bool cryptodev_route_shares_pages(const struct cryptodev_request *req)
{
	const struct zc_map *map = &req->map;

	if (!map->io.dst_len)
		return false;
	if (map->mode != ZC_PIN)
		return writes_pieces(req) && map->io.dst != req->given->dst;
	return map->out.nr ? pages_meet(&map->in, &map->out) :
			     lists_meet(map->src, map->dst);
}

/**
 * cryptodev_route_has_input() - is the input of a failed request intact?
 * @req: a request whose driver has failed it, still mapped; its @given is set
 *
 * Runs in any context.
 *
 * Return: false if the driver may have overwritten an input.
 */
bool cryptodev_route_has_input(const struct cryptodev_request *req)
{
	const struct cryptodev_op *op = req->given;
	u32 len;
	void __user *dst = find_written(req, &len);

	return !len || !(zc_overlap(op->src, op->len, dst, len) ||
			 zc_overlap(op->aad, op->aad_len, dst, len) ||
			 zc_overlap(op->mac, mac_input(req), dst, len) ||
			 zc_overlap(op->iv, cryptodev_iv_len(req->ses, op),
				    dst, len));
}
