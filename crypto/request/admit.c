// SPDX-License-Identifier: GPL-2.0
/*
 * Limits on the requests of a user that drivers hold, and on their pages. If a
 * caller is killed, its request stays with the driver, together with its
 * memory, session and pinned pages. So each request that a driver may complete
 * later is counted before its submission, whether its caller waits or not.
 * Relies on user_limits.c.
 */
#include "crypto/pieces.h"
#include "crypto/request/request_private.h"
#include "crypto/route/route.h"
#include "crypto/scatter.h"
#include "crypto/transforms.h"
#include "crypto/user_limits.h"

/* A MAC of a cipher's input or output also reads associated data, by itself. */
static u32 longest_range(const struct cryptodev_request *req)
{
	u32 with_aad = CRYPTODEV_SES_ETA | CRYPTODEV_SES_MAC_INPUT;
	const struct cryptodev_op *op = &req->op;

	return req->ses->aead || req->ses->recipe.flags & with_aad ?
		max(op->len, op->aad_len) : op->len;
}

/* No message has more bytes of its own, such as a tag or an IV in its head. */
#define OVERHEAD_MAX	(CRYPTODEV_TAG_MAX + 64)

/* True if zc/ copies all data of the request, and pins nothing. */
static bool is_copied(const struct cryptodev_request *req)
{
	const struct cryptodev_session *ses = req->ses;
	const struct cryptodev_op *op = &req->op;

	if (zc_is_short((u64)op->len + op->aad_len + OVERHEAD_MAX) ||
	    cryptodev_request_is_record(req))
		return true;
	if (!ses->aead || op->flags & CRYPTODEV_OP_SCATTERED)
		return zc_is_short(longest_range(req));
	return ses->cipher_alg ? cryptodev_aead_is_copied(ses, op) :
				 cryptodev_gmac_is_copied(req);
}

/* Maximum of the bytes that the request processes, and so pins, at once. */
static u32 most_at_once(const struct cryptodev_request *req)
{
	const struct cryptodev_alg *cipher = req->ses->cipher_alg;
	bool aead = req->ses->aead;
	bool whole = aead || (cipher && (!cipher->chains ||
					 cryptodev_runs_ahead(&req->op)));
	u32 most = whole ? READ_ONCE(cryptodev_max_request_bytes) :
			   CRYPTODEV_PIECE;

	return min(longest_range(req), most) + (aead ? CRYPTODEV_TAG_MAX : 0);
}

/**
 * cryptodev_request_pages() - maximum of pages that a request pins at once
 * @req: the request, @req->op filled in
 *
 * Counts input and output, each with a partial page at both ends. Never sleeps.
 *
 * Return: number of pages.
 */
u32 cryptodev_request_pages(const struct cryptodev_request *req)
{
	if (req->map.io.fixed || req->ses->pubkey || req->ses->random ||
	    cryptodev_session_compresses(req->ses) || is_copied(req))
		return 0;
	if (unlikely(req->op.flags & CRYPTODEV_OP_SCATTERED))
		return zc_scatter_pages(req->map.scatter, most_at_once(req));
	return 2 * (most_at_once(req) / PAGE_SIZE + 2);
}

/**
 * cryptodev_request_admit_slow() - slow path of cryptodev_request_admit()
 * @req: the request, of a session that is @gated
 * @pages: pages that the request may pin and that no queue counts
 *
 * Never sleeps.
 *
 * Return: as cryptodev_request_admit().
 */
int cryptodev_request_admit_slow(struct cryptodev_request *req, u32 pages)
{
	int err;

	if (req->admitted)
		return 0;
	err = cryptodev_allows(req);
	if (err || !req->ses->asynchronous)
		return err;
	err = cryptodev_user_admit(req->ses->user, pages);
	req->admitted = !err;
	req->pages = pages;
	return err;
}

/**
 * cryptodev_request_hold_pages() - count the kernel's pages that a driver gets
 * @req: a request before its submission
 * @pages: pages, which the driver keeps if the caller is killed
 *
 * Never sleeps. cryptodev_request_leave() uncounts them.
 *
 * Return: 0, or -EBUSY if drivers hold as many pages of the user as the limit
 * allows.
 */
int cryptodev_request_hold_pages(struct cryptodev_request *req, u32 pages)
{
	int err;

	if (!req->admitted)
		return 0;
	err = cryptodev_user_hold_pages(req->ses->user, pages);
	if (!err)
		req->pages += pages;
	return err;
}

/**
 * cryptodev_request_leave() - uncount a request that no driver holds
 * @req: a request that is admitted
 *
 * Runs in any context.
 */
void cryptodev_request_leave(struct cryptodev_request *req)
{
	if (unlikely(req->waits_for))
		cryptodev_route_stop_waiting(req);
	cryptodev_user_leave(req->ses->user, req->pages);
	req->admitted = false;
}
