// SPDX-License-Identifier: GPL-2.0
/* Sessions and requests of public-key algorithms. */
#include "asym.h"

#include <stdio.h>
#include <sys/utsname.h>

int asym_create(int fd, uint32_t flags, uint32_t number, uint32_t hash,
		const void *key, uint32_t keylen, uint32_t *ses)
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
 * Returns true if this kernel may lack the algorithm: Debian's 6.1 has neither
 * ECDSA nor the groups of RFC 7919, and Linux 6.18 removed X25519.
 */
static bool asym_may_lack(uint32_t number)
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

int asym_create_optional(int fd, uint32_t number, const void *key,
			 uint32_t keylen, uint32_t *ses)
{
	int err = asym_create(fd, 0, number, 0, key, keylen, ses);

	if (err != -ENOENT || !asym_may_lack(number))
		return err;
	*ses = 0;
	return 0;
}

/* Runs a request, which then has its result; returns the call's own error. */
static int asym_call(int fd, enum asym_path path, struct cryptodev_req *r)
{
	struct cryptodev_result result;
	int n;

	if (path == ASYM_WAITED) {
		n = dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, r, 1);
		return n == 1 ? 0 : n;
	}
	if (path == ASYM_WORKER)
		r->flags |= CRYPTODEV_REQ_WORKER;
	n = dc_submit(fd, 0, r, 1);
	if (n != 1)
		return n;
	n = dc_reap(fd, &result, 1, 1, deadline_in_ms(WAIT_LIMIT_MS));
	if (n != 1)
		return n ? n : -ETIME;
	r->out_len = result.out_len;
	r->result = result.result;
	return 0;
}

int asym_result(int fd, enum asym_path path, struct cryptodev_req *r)
{
	int err = asym_call(fd, path, r);

	return err ? err : r->result;
}

int asym_run(int fd, enum asym_path path, struct cryptodev_req *r,
	     struct asym_out *out)
{
	uint32_t len;
	int err;

	memset(out->data, ASYM_FILL, sizeof(out->data));
	r->dst = native_pointer(out->data);
	out->call = asym_call(fd, path, r);
	if (out->call)
		return out->call;
	err = r->result;
	len = err ? 0 : r->out_len;
	if (!all_are(out->data + len, sizeof(out->data) - len, ASYM_FILL))
		return ASYM_GUARD_CHANGED;
	out->len = len;
	return err;
}

struct cryptodev_req asym_req(uint32_t ses, uint32_t flags, const void *src,
			      uint32_t len)
{
	return (struct cryptodev_req) {
		.ses = ses, .flags = flags, .src = native_pointer(src),
		.len = len,
	};
}

struct cryptodev_req asym_signed(uint32_t ses, const void *digest, uint32_t len,
				 const void *sig, uint32_t sig_len)
{
	struct cryptodev_req r = asym_req(ses, CRYPTODEV_REQ_VERIFY, digest,
					  len);

	r.mac = native_pointer(sig);
	r.tag_len = sig_len;
	return r;
}
