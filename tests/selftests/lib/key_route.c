// SPDX-License-Identifier: GPL-2.0
/* The settings, keys and requests of the tests of failover with public keys. */
#include "key_route.h"

#include <openssl/rsa.h>

#include "reference.h"
#include "rsa.h"

#define DIGEST	32
#define TEXT	20

const char * const key_route_names[KEY_KINDS] = {
	"encrypt", "decrypt", "text", "sign", "verify", "forged", "secret",
	"public",
};

static uint32_t number_of(enum key_route_kind kind)
{
	if (kind >= KEY_SECRET)
		return CRYPTODEV_FFDHE2048;
	return kind <= KEY_DECRYPT ? CRYPTODEV_RSA : CRYPTODEV_RSA_PKCS1;
}

static bool is_private(enum key_route_kind kind)
{
	return kind == KEY_DECRYPT || kind == KEY_TEXT || kind == KEY_SIGN;
}

/* The public half of the key, in DER; RSA_free() has no part in it. */
static int public_der(const struct key_route *t, uint8_t **der)
{
	const uint8_t *at = t->der;
	EVP_PKEY *key = d2i_PrivateKey(EVP_PKEY_RSA, NULL, &at, t->der_len);
	int len = i2d_PublicKey(key, der);

	EVP_PKEY_free(key);
	return len;
}

int key_route_create(struct key_route *t, enum key_route_kind kind,
		     const char *driver, uint32_t *ses)
{
	static const uint8_t secret[32] = { 1, 2, 3 };
	struct cryptodev_create c = {
		.size = sizeof(c), .cipher = number_of(kind),
		.mac = kind >= KEY_SIGN && kind <= KEY_FORGED ?
			CRYPTO_SHA2_256 : 0,
		.flags = is_private(kind) ? CRYPTODEV_CREATE_PRIVATE : 0,
	};
	uint8_t *der = NULL;
	int err;

	if (driver)
		strcpy(c.driver, driver);
	if (kind >= KEY_SECRET) {
		c.key = native_pointer(secret);
		c.keylen = sizeof(secret);
	} else if (is_private(kind)) {
		c.key = native_pointer(t->der);
		c.keylen = t->der_len;
	} else {
		c.keylen = public_der(t, &der);
		c.key = native_pointer(der);
	}
	err = dc_ioctl(t->fd, CRYPTODEV_CREATE, &c);
	OPENSSL_free(der);
	*ses = c.ses;
	return err;
}

static void make_inputs(struct key_route *t)
{
	EVP_PKEY *key = EVP_RSA_gen(KEY_ROUTE_BITS);
	uint8_t text[KEY_ROUTE_SIZE] = { 0, 7 };

	REF_MUST(!!key);
	t->der_len = i2d_PrivateKey(key, &t->der);
	REF_MUST(t->der_len > 0);
	memcpy(t->in[KEY_ENCRYPT], text, KEY_ROUTE_SIZE);
	rsa_encrypt(key, RSA_NO_PADDING, t->in[KEY_DECRYPT], KEY_ROUTE_SIZE,
		    text, KEY_ROUTE_SIZE);
	rsa_encrypt(key, RSA_PKCS1_PADDING, t->in[KEY_TEXT], KEY_ROUTE_SIZE,
		    text, TEXT);
	random_fill(t->in[KEY_SIGN], DIGEST);
	memcpy(t->in[KEY_VERIFY], t->in[KEY_SIGN], DIGEST);
	memcpy(t->in[KEY_FORGED], t->in[KEY_SIGN], DIGEST);
	random_fill(t->in[KEY_SECRET], KEY_ROUTE_SHARE);
	t->in[KEY_SECRET][0] = 0;
	EVP_PKEY_free(key);
}

static bool make_sessions(struct key_route *t)
{
	int i, err;

	for (i = 0; i < KEY_KINDS; i++) {
		err = key_route_create(t, i, NULL, &t->ses[i]);
		if (err == -ENOENT && i == KEY_SECRET)
			break;
		if (err || !session_driver(t->fd, t->ses[i], false,
					   t->driver[i]))
			return false;
	}
	t->kinds = i;
	return true;
}

struct cryptodev_req key_route_request(const struct key_route *t,
				       enum key_route_kind kind)
{
	static const uint32_t lens[KEY_KINDS] = {
		KEY_ROUTE_SIZE, KEY_ROUTE_SIZE, KEY_ROUTE_SIZE, DIGEST, DIGEST,
		DIGEST, KEY_ROUTE_SHARE, 0,
	};

	if (kind == KEY_VERIFY || kind == KEY_FORGED)
		return asym_signed(t->ses[kind], t->in[kind], lens[kind],
				   t->signature[kind == KEY_FORGED],
				   KEY_ROUTE_SIZE);
	return asym_req(t->ses[kind],
			kind == KEY_DECRYPT || kind == KEY_TEXT ?
			CRYPTODEV_REQ_DECRYPT :
			kind == KEY_PUBLIC ? CRYPTODEV_REQ_PUBLIC : 0,
			t->in[kind], lens[kind]);
}

int key_route_result(enum key_route_kind kind)
{
	return kind == KEY_FORGED ? -EBADMSG : 0;
}

/* The same as asym_run(), through the ring. */
static int run_uring(struct key_route *t, struct cryptodev_req *r,
		     struct asym_out *out)
{
	int res;

	memset(out->data, ASYM_FILL, sizeof(out->data));
	r->dst = native_pointer(out->data);
	res = uring_run(&t->ring, t->fd, r);
	out->len = res < 0 ? 0 : res;
	if (!all_are(out->data + out->len, sizeof(out->data) - out->len,
		     ASYM_FILL))
		return ASYM_GUARD_CHANGED;
	return res < 0 ? res : 0;
}

int key_route_run(struct key_route *t, enum key_route_path path,
		  struct cryptodev_req *r, struct asym_out *out)
{
	static const enum asym_path paths[] = {
		[KEY_WAITED] = ASYM_WAITED, [KEY_REAPED] = ASYM_REAPED,
		[KEY_WORKER] = ASYM_WORKER,
	};

	return path == KEY_URING ? run_uring(t, r, out) :
				   asym_run(t->fd, paths[path], r, out);
}

const char *key_route_compare(const struct key_route *t,
			      enum key_route_kind kind, int result,
			      const struct asym_out *out)
{
	const struct asym_out *want = &t->want[kind];

	if (result != key_route_result(kind))
		return failure("%s: %d", key_route_names[kind], result);
	if (out->len != want->len ||
	    !same(out->data, want->data, sizeof(out->data)))
		return failure("%s: wrong", key_route_names[kind]);
	return NULL;
}

const char *key_route_check(struct key_route *t, enum key_route_path path,
			    enum key_route_kind kind)
{
	struct cryptodev_req r = key_route_request(t, kind);
	struct asym_out out;
	int result = key_route_run(t, path, &r, &out);

	return key_route_compare(t, kind, result, &out);
}

/* The results without faults; the signature is the input of other kinds. */
static bool find_results(struct key_route *t)
{
	struct cryptodev_req r;
	int i;

	for (i = 0; i < t->kinds; i++) {
		r = key_route_request(t, i);
		if (key_route_run(t, KEY_WAITED, &r, &t->want[i]) !=
		    key_route_result(i))
			return false;
		if (i != KEY_SIGN)
			continue;
		memcpy(t->signature[0], t->want[i].data, KEY_ROUTE_SIZE);
		memcpy(t->signature[1], t->want[i].data, KEY_ROUTE_SIZE);
		t->signature[1][KEY_ROUTE_SIZE / 2] ^= 1;
	}
	return t->want[KEY_ENCRYPT].len == KEY_ROUTE_SIZE &&
	       same(t->want[KEY_ENCRYPT].data, t->in[KEY_DECRYPT],
		    KEY_ROUTE_SIZE) &&
	       same(t->want[KEY_DECRYPT].data, t->in[KEY_ENCRYPT],
		    KEY_ROUTE_SIZE) && t->want[KEY_TEXT].len == TEXT;
}

bool key_route_heal(struct key_route *t)
{
	bool right = sysctl_set("failover", 0);
	int i;

	for (i = 0; i < t->kinds; i++)
		right &= !key_route_check(t, KEY_WAITED, i);
	return sysctl_set("failover", 1) && right;
}

const char *key_route_begin(struct key_route *t)
{
	ref_init();
	random_init();
	t->max_queued = sysctl_get("offload_max_queued");
	if (!accel_begin(&t->before))
		return "the accelerator's settings";
	if (!sysctl_set("offload_max_queued", 0))
		return "the sysctls";
	if (uring_has_commands() && uring_open(&t->ring, 8, true))
		return "no ring";
	t->fd = dc_open();
	if (t->fd < 0)
		return "no device";
	make_inputs(t);
	if (!make_sessions(t))
		return "the sessions";
	if (!find_results(t))
		return "results without faults";
	return key_route_heal(t) ? NULL : "a driver fails without faults";
}

const char *key_route_end(struct key_route *t)
{
	if (!sysctl_set("offload_max_queued", t->max_queued))
		return "the sysctls";
	return accel_end(&t->before) ? NULL : "the accelerator is not as before";
}
