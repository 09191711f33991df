/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sessions of public-key algorithms, and requests on them in each of the ways
 * that there are.
 */
#ifndef ASYM_H
#define ASYM_H

#include "async.h"
#include "buffers.h"
#include "key.h"
#include "native.h"

#define ASYM_MAX	1024	/* bytes of the longest number */
#define ASYM_GUARD	64	/* bytes after a result that must not change */
#define ASYM_FILL	0xa5

/* What asym_run() answers when it wrote more than it says. */
#define ASYM_GUARD_CHANGED	(-100001)

enum asym_way {
	ASYM_WAITED,	/* in the call */
	ASYM_REAPED,	/* fetched by another call */
	ASYM_WORKER,	/* the same, worked by another thread */
};

/**
 * struct asym_out - room for a result
 * @call: the call's own error, of which the request's result cannot be told
 * @len: what the request says it has written
 * @data: the result, and what is not of it
 */
struct asym_out {
	int call;
	uint32_t len;
	uint8_t data[ASYM_MAX + ASYM_GUARD];
};

static inline int asym_create(int fd, uint32_t flags, uint32_t number,
			      uint32_t hash, const void *key, uint32_t keylen,
			      uint32_t *ses)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .flags = flags,
		.cipher = number, .mac = hash, .keylen = keylen,
		.key = native_pointer(key),
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &create);

	if (!err)
		*ses = create.ses;
	return err;
}

/*
 * Whether a kernel may do without: Debian's 6.1 has neither ECDSA nor the groups
 * of RFC 7919, and X25519 went in 6.18.
 */
static inline bool asym_may_lack(uint32_t number)
{
	struct utsname kernel;
	int major = 0, minor = 0;

	if (uname(&kernel) ||
	    sscanf(kernel.release, "%d.%d", &major, &minor) != 2)
		return false;
	if (number == CRYPTODEV_X25519)
		return major > 6 || (major == 6 && minor >= 18);
	return (major < 6 || (major == 6 && minor < 12)) &&
	       ((number >= CRYPTODEV_ECDSA_P256 &&
		 number <= CRYPTODEV_ECDSA_P521) ||
		number >= CRYPTODEV_FFDHE2048);
}

/* A session if there may be one: 0, with *ses 0 if this kernel does without. */
static inline int asym_try(int fd, uint32_t number, const void *key,
			   uint32_t keylen, uint32_t *ses)
{
	int err = asym_create(fd, 0, number, 0, key, keylen, ses);

	if (err != -ENOENT || !asym_may_lack(number))
		return err;
	*ses = 0;
	return 0;
}

/* Makes one request, which has its result: 0, or the calls' own error. */
static inline int asym_call(int fd, enum asym_way way, struct cryptodev_req *r)
{
	struct cryptodev_result result;
	int n;

	if (way == ASYM_WAITED) {
		n = dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, r, 1);
		return n == 1 ? 0 : n;
	}
	if (way == ASYM_WORKER)
		r->flags |= CRYPTODEV_REQ_WORKER;
	n = dc_submit(fd, 0, r, 1);
	if (n != 1)
		return n;
	n = dc_reap(fd, &result, 1, 1, in_ms(SOON_MS));
	if (n != 1)
		return n ? n : -ETIME;
	r->out_len = result.out_len;
	r->result = result.result;
	return 0;
}

/* The same: its result, whoever has told of it. */
static inline int asym_ask(int fd, enum asym_way way, struct cryptodev_req *r)
{
	int err = asym_call(fd, way, r);

	return err ? err : r->result;
}

/* The same, with its result to *out; nothing else may change there. */
static inline int asym_run(int fd, enum asym_way way, struct cryptodev_req *r,
			   struct asym_out *out)
{
	uint32_t len;
	int err;

	memset(out->data, ASYM_FILL, sizeof(out->data));
	r->dst = native_pointer(out->data);
	out->call = asym_call(fd, way, r);
	if (out->call)
		return out->call;
	err = r->result;
	len = err ? 0 : r->out_len;
	if (!all_are(out->data + len, sizeof(out->data) - len, ASYM_FILL))
		return ASYM_GUARD_CHANGED;
	out->len = len;
	return err;
}

static inline struct cryptodev_req asym_req(uint32_t ses, uint32_t flags,
					    const void *src, uint32_t len)
{
	return (struct cryptodev_req) {
		.ses = ses, .flags = flags, .src = native_pointer(src),
		.len = len,
	};
}

/* To verify a signature. */
static inline struct cryptodev_req asym_signed(uint32_t ses, const void *digest,
					       uint32_t len, const void *sig,
					       uint32_t sig_len)
{
	struct cryptodev_req r = asym_req(ses, CRYPTODEV_REQ_VERIFY, digest,
					  len);

	r.mac = native_pointer(sig);
	r.tag_len = sig_len;
	return r;
}

#endif /* ASYM_H */
