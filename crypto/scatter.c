// SPDX-License-Identifier: GPL-2.0
/*
 * Requests whose input or output is a list of ranges: their lengths, and what
 * their addresses are for the code that knows one range. The kinds of transform
 * process such a request as any other one, until zc/ maps a piece of it.
 */
#include <linux/slab.h>

#include "crypto/scatter.h"
#include "zc/reject.h"

/**
 * cryptodev_scatter_get() - get the lists of a request
 * @req: the request
 *
 * May sleep. The lists stay with the request.
 *
 * Return: the lists, whose contents are old, or NULL if there is no memory.
 */
struct zc_scatter *cryptodev_scatter_get(struct cryptodev_request *req)
{
	struct zc_map *m = &req->map;

	if (!m->scatter)
		m->scatter = kzalloc(sizeof(*m->scatter), GFP_KERNEL_ACCOUNT);
	return m->scatter;
}

/**
 * cryptodev_scatter_dst_len() - bytes of output that a request will have
 * @req: the request, @req->op filled in
 *
 * Never sleeps.
 *
 * Return: number of bytes; for an invalid request any number.
 */
u64 cryptodev_scatter_dst_len(const struct cryptodev_request *req)
{
	const struct cryptodev_session *ses = req->ses;
	const struct cryptodev_op *op = &req->op;
	u32 tag_len = op->tag_len ?: ses->tag_len;

	if (ses->skcipher)
		return op->len;
	if (!ses->aead)
		return 0;
	if (op->flags & CRYPTODEV_OP_DECRYPT)
		return op->len > tag_len ? op->len - tag_len : 0;
	return (u64)op->len + tag_len;
}

/*
 * A chaining cipher cuts a long message, unless output overwrites input of a later
 * piece: see cryptodev_runs_ahead(), for which these addresses overlap.
 */
static void set_overlapping(struct cryptodev_op *op)
{
	op->src = (void __user *)0;
	op->dst = (void __user *)1;
}

/**
 * cryptodev_scatter_begin() - prepare a request whose lists are filled in
 * @req: the request; the lists have exactly the bytes that it needs
 *
 * A message that is so short that it is copied is not compared. May sleep.
 *
 * Return: 0; -E2BIG for a message of 4 GiB with its tag, -ENOMEM.
 */
int cryptodev_scatter_begin(struct cryptodev_request *req)
{
	struct zc_scatter *scatter = req->map.scatter;
	struct cryptodev_op *op = &req->op;
	u64 dst_len = scatter->dst.len;
	int err;

	scatter->pending = false;
	scatter->in_place = false;
	/* A short message is copied, as ranges that overlap are. */
	scatter->overlap = zc_is_short(op->len);
	if (dst_len > U32_MAX)
		return cryptodev_reject(-E2BIG, "%llu bytes of output",
					dst_len);
	op->src = ZC_SCATTERED;
	op->dst = ZC_SCATTERED;
	if (scatter->overlap)
		return 0;
	err = zc_scatter_compare(scatter, op->len, dst_len);
	if (scatter->overlap)
		set_overlapping(op);
	return err;
}

/**
 * cryptodev_scatter_check() - check all ranges before the first piece
 * @req: a scattered request that has output and takes more than one piece
 *
 * May sleep and fault.
 *
 * Return: 0, -EFAULT or -EINTR.
 */
int cryptodev_scatter_check(const struct cryptodev_request *req)
{
	const struct zc_scatter *scatter = req->map.scatter;

	return zc_ranges_mapped(&scatter->src, scatter->src.len, false) ?:
	       zc_ranges_mapped(&scatter->dst, scatter->dst.len, true);
}
