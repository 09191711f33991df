// SPDX-License-Identifier: GPL-2.0
/* The settings, sessions and messages of the tests of routing and failover. */
#include "route.h"

#include <sys/mman.h>

const struct route_kind route_kinds[ROUTE_KINDS] = {
	{ 0, CRYPTO_AES_CBC, 0, 16, 0, 0, 16, "cbc-aes-accel" },
	{ 0, CRYPTO_AES_CTR, 0, 32, 0, 0, 16, "ctr-aes-accel" },
	{ 0, CRYPTO_AES_ECB, 0, 16, 0, 0, 0, "ecb-aes-accel" },
	{ 0, CRYPTO_AES_GCM, 0, 16, 16, 0, 12, "gcm-aes-accel" },
	{ 0, 0, CRYPTO_SHA2_256, 0, 0, 32, 0, "sha256-accel" },
	{ 0, 0, CRYPTO_SHA1_HMAC, 20, 0, 20, 0, "hmac-sha1-accel" },
	{ 0, CRYPTO_AES_CBC, CRYPTO_SHA1_HMAC, 16, 0, 20, 16, "cbc-aes-accel" },
	{ CRYPTODEV_CREATE_ETM, CRYPTO_AES_CBC, CRYPTO_SHA2_256_HMAC, 16, 32, 0,
	  16, "authenc-hmac-sha256-cbc-aes-accel" },
};

static bool make_sessions(struct route_test *t)
{
	const struct route_kind *k;
	int i, err;

	for (i = 0; i < ROUTE_KINDS; i++) {
		k = &route_kinds[i];
		err = dc_create(t->fd, k->flags, k->cipher, k->mac, t->key,
				k->keylen, &t->ses[i]);
		if (err)
			return false;
	}
	return true;
}

const char *route_begin(struct route_test *t)
{
	t->min_bytes = sysctl_get("offload_min_bytes");
	t->max_queued = sysctl_get("offload_max_queued");
	t->copy_bytes = sysctl_get("copy_bytes");
	if (!accel_begin(&t->before))
		return "the accelerator's settings";
	if (!sysctl_set("offload_min_bytes", 0) ||
	    !sysctl_set("offload_max_queued", 0) ||
	    !sysctl_set("copy_bytes", ROUTE_COPIED))
		return "the sysctls";
	t->fd = dc_open();
	t->in = pages(ROUTE_LONGEST);
	if (t->fd < 0 || !t->in)
		return "no device or no memory";
	fill(t->in, ROUTE_LONGEST, 1);
	fill(t->key, sizeof(t->key), 2);
	fill(t->iv, sizeof(t->iv), 3);
	if (!make_sessions(t))
		return "the sessions";
	return route_heal(t) ? NULL : "a driver fails without faults";
}

const char *route_end(struct route_test *t)
{
	if (!sysctl_set("offload_min_bytes", t->min_bytes) ||
	    !sysctl_set("offload_max_queued", t->max_queued) ||
	    !sysctl_set("copy_bytes", t->copy_bytes))
		return "the sysctls";
	return accel_end(&t->before) ? NULL : "the accelerator is not as before";
}

bool route_heal(struct route_test *t)
{
	uint8_t dst[64], digest[64];
	struct cryptodev_req r;
	bool right = sysctl_set("failover", 0);
	int i;

	for (i = 0; i < ROUTE_KINDS; i++) {
		route_request(t, i, 16, dst, digest, &r);
		right &= !route_run(t, &r);
	}
	return sysctl_set("failover", 1) && right;
}

void route_request(struct route_test *t, int i, uint32_t len, uint8_t *dst,
		   uint8_t *digest, struct cryptodev_req *r)
{
	const struct route_kind *k = &route_kinds[i];

	*r = (struct cryptodev_req) {
		.ses = t->ses[i],
		.len = len,
		.src = native_pointer(t->in),
		.dst = native_pointer(dst),
		.mac = k->digest_len ? native_pointer(digest) : 0,
		.iv = k->iv_len ? native_pointer(t->iv) : 0,
	};
}

int route_run(struct route_test *t, struct cryptodev_req *r)
{
	int taken = dc_submit(t->fd, CRYPTODEV_SUBMIT_WAIT, r, 1);

	return taken == 1 ? r->result : taken ?: -EPROTO;
}

bool route_want(struct route_test *t, int i, uint32_t len, uint8_t *dst,
		uint8_t *digest)
{
	struct cryptodev_req r;

	memset(dst, ROUTE_FILLER, len + 64);
	memset(digest, ROUTE_FILLER, 64);
	route_request(t, i, len, dst, digest, &r);
	return !route_run(t, &r);
}
