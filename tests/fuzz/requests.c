// SPDX-License-Identifier: GPL-2.0
/*
 * The outputs of a batch of native requests that waits.
 */
#include <assert.h>
#include <crypto/cryptodev_native.h>
#include <sys/uio.h>

#include "outputs.h"

/*
 * Only so many requests of a batch, and ranges of a request, are known. Otherwise
 * none of the outputs is checked: each of them may overlap an unknown one.
 */
#define MOST_REQUESTS	4
#define MOST_RANGES	4

/*
 * Besides the text: an IV and a tag, a TLS record's padding, mac and tag, or a
 * result of an algorithm with a public key.
 */
#define MORE		(1024 + 256 + 64)

/**
 * struct finder - the outputs found so far
 * @to: the outputs
 * @nr: their number
 */
struct finder {
	struct call_output *to;
	unsigned int nr;
};

static void found(struct finder *f, uint64_t at, size_t max)
{
	f->to[f->nr++] = (struct call_output) { .at = at, .max = max };
}

/* No byte outside the ranges may change. Returns false if they are not known. */
static bool find_ranges(struct finder *f, const struct cryptodev_req *req)
{
	struct iovec ranges[MOST_RANGES];
	unsigned int i;

	if (req->dst_nr > MOST_RANGES ||
	    !outputs_peek(ranges, req->dst, req->dst_nr * sizeof(*ranges)))
		return false;
	for (i = 0; i < req->dst_nr; i++)
		found(f, (uintptr_t)ranges[i].iov_base, ranges[i].iov_len);
	return true;
}

static bool find(struct finder *f, const struct cryptodev_req *req)
{
	size_t room = req->len > req->out_len ? req->len : req->out_len;

	found(f, req->mac, HASH_MAX_LEN);
	found(f, req->iv, 32);
	if (req->flags & CRYPTODEV_REQ_DST_IOVEC)
		return find_ranges(f, req);
	found(f, req->dst, room + MORE);
	return true;
}

/**
 * submit_outputs() - find the outputs of CRYPTODEV_SUBMIT
 * @arg: its struct cryptodev_submit
 * @to: out: the outputs, up to MAX_OUTPUTS
 *
 * Return: their number; 0 if the call does not wait, or if not all are known.
 */
unsigned int submit_outputs(const void *arg, struct call_output *to)
{
	const struct cryptodev_submit *submit = arg;
	struct cryptodev_req reqs[MOST_REQUESTS];
	struct finder f = { .to = to };
	unsigned int i;

	static_assert(MOST_REQUESTS * (2 + MOST_RANGES) <= MAX_OUTPUTS);
	if (!(submit->flags & CRYPTODEV_SUBMIT_WAIT) ||
	    submit->nr > MOST_REQUESTS || submit->req_size != sizeof(*reqs) ||
	    !outputs_peek(reqs, submit->reqs, submit->nr * sizeof(*reqs)))
		return 0;
	for (i = 0; i < submit->nr; i++)
		if (!find(&f, &reqs[i]))
			return 0;
	return f.nr;
}
