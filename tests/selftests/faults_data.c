// SPDX-License-Identifier: GPL-2.0
/*
 * Single CIOCCRYPT calls with unusual memory: misaligned, overlapping, in
 * pieces, or with an IV or a digest to write or compare beside the data. Each
 * allocation and each copy fails in turn.
 */
#include "../kselftest_harness.h"
#include "lib/buffers.h"
#include "lib/devcrypto.h"
#include "lib/faults.h"
#include "lib/pins.h"

#define ROOM		(48 * 4096)
#define OUT		(24 * 4096)	/* offset of a fixed output */
#define IV		(ROOM - 4096)
#define DIGEST		(ROOM - 2048)
#define ACROSS		(ROOM - 3 * 4096 - 8)	/* crosses a page boundary */

static const uint8_t key[64] = "keys of any length that is wanted here are taken from this text";

/**
 * struct shape - a CIOCCRYPT
 * @name: for messages
 * @cipher: the session's cipher, with a key of @keylen bytes, or 0
 * @mac: its hash, without a key, or 0
 * @flags: COP_FLAG_*
 * @len: bytes
 * @src: offset of the input
 * @dst: offset of the output
 * @iv: offset of the IV; 0: the stored one
 * @digest: offset of the digest
 * @back: the call decrypts
 * @part: a call that fails may have written a part of the output
 */
static const struct shape {
	const char *name;
	uint32_t cipher;
	uint32_t keylen;
	uint32_t mac;
	int flags;
	uint32_t len;
	uint32_t src;
	uint32_t dst;
	uint32_t iv;
	uint32_t digest;
	bool back;
	bool part;
} shapes[] = {
	{ "a block", CRYPTO_AES_CBC, 16, 0, 0, 16, 0, OUT, IV, 0, false,
	  false },
	{ "nothing", CRYPTO_AES_CBC, 16, 0, COP_FLAG_WRITE_IV, 0, 0, OUT, IV, 0,
	  false, false },
	{ "the IV that is left", CRYPTO_AES_CBC, 16, 0, 0, 512, 0, OUT, 0, 0,
	  false, false },
	{ "copied across pages", CRYPTO_AES_CTR, 32, 0, 0, 1000, 4000,
	  OUT + 4000, IV, 0, false, false },
	{ "pinned", CRYPTO_AES_CBC, 32, 0, 0, 16384, 0, OUT, IV, 0, true,
	  false },
	{ "pinned, misaligned", CRYPTO_AES_CTR, 16, 0, 0, 16384, 3, OUT + 7, IV,
	  0, false, true },
	{ "pinned, in place", CRYPTO_AES_CBC, 16, 0, 0, 16384, 4096, 4096, IV,
	  0, false, false },
	{ "in the kernel's pages", CRYPTO_AES_CBC, 16, 0, COP_FLAG_NO_ZC, 16384,
	  3, OUT + 5, IV, 0, false, false },
	{ "upwards", CRYPTO_AES_CTR, 16, 0, 0, 16384, 0, 1000, IV, 0, false,
	  false },
	{ "downwards", CRYPTO_AES_CTR, 16, 0, 0, 16384, 1000, 0, IV, 0, false,
	  false },
	{ "in pieces", CRYPTO_AES_CBC, 16, 0, 0, 81920, 0, OUT, IV, 0, true,
	  true },
	{ "XTS", CRYPTO_AES_XTS, 64, 0, 0, 16384, 0, OUT, IV, 0, false, true },
	{ "XTS of half blocks", CRYPTO_AES_XTS, 32, 0, 0, 4096, 11, OUT + 100,
	  IV, 0, false, true },
	{ "WRITE_IV, copied", CRYPTO_AES_CBC, 16, 0, COP_FLAG_WRITE_IV, 512, 0,
	  OUT, IV, 0, false, false },
	{ "WRITE_IV, pinned", CRYPTO_AES_CBC, 16, 0, COP_FLAG_WRITE_IV, 8192, 0,
	  OUT, ACROSS, 0, false, false },
	{ "cipher and hash, copied", CRYPTO_AES_CBC, 16, CRYPTO_SHA2_512, 0,
	  512, 0, OUT, IV, DIGEST, false, false },
	{ "cipher and hash, pinned", CRYPTO_AES_CBC, 16, CRYPTO_SHA2_512,
	  COP_FLAG_WRITE_IV, 8192, 0, OUT, ACROSS + 4096, ACROSS - 20, true,
	  false },
	{ "hash, copied", 0, 0, CRYPTO_SHA1, 0, 700, 5, 0, 0, DIGEST, false,
	  false },
	{ "hash, pinned", 0, 0, CRYPTO_SHA2_384, 0, 20001, 5, 0, 0, ACROSS,
	  false, false },
	{ "hash, in pieces", 0, 0, CRYPTO_MD5, 0, 90001, 0, 0, 0, DIGEST,
	  false, false },
	{ "hash of nothing", 0, 0, CRYPTO_SHA2_256, 0, 0, 0, 0, 0, DIGEST,
	  false, false },
	{ "verified", 0, 0, CRYPTO_SHA2_256, COP_FLAG_VERIFY, 20001, 0, 0, 0,
	  DIGEST, false, false },
};

FIXTURE(faults) {
	long long pins;
};

FIXTURE_SETUP(faults)
{
	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	ASSERT_TRUE(faults_enable_all());
	self->pins = pins_held();
}

FIXTURE_TEARDOWN_PARENT(faults)
{
	if (faults_available())
		EXPECT_TRUE(pins_back_to(self->pins));
}

/**
 * struct trial - one run of a CIOCCRYPT
 * @s: its shape
 * @fd: the device
 * @ses: the session
 * @now: its memory
 * @was: its contents before the call
 * @want: its contents after the call
 */
struct trial {
	const struct shape *s;
	int fd;
	uint32_t ses;
	uint8_t *now, *was, *want;
};

static const char *fresh(void *data)
{
	struct trial *t = data;

	if (t->fd >= 0)
		close(t->fd);
	t->fd = dc_open();
	if (t->fd < 0)
		return "no device";
	return dc_session(t->fd, t->s->cipher, key, t->s->keylen, t->s->mac,
			  NULL, 0, &t->ses) ? "no session" : NULL;
}

static void rewind_memory(void *data)
{
	struct trial *t = data;

	memcpy(t->now, t->was, ROOM);
}

static int crypt_flags(struct trial *t, int flags)
{
	const struct shape *s = t->s;

	return dc_crypt(t->fd, t->ses, s->back ? COP_DECRYPT : COP_ENCRYPT,
			flags, t->now + s->src, s->len,
			s->cipher ? t->now + s->dst : NULL,
			s->mac ? t->now + s->digest : NULL,
			s->iv ? t->now + s->iv : NULL);
}

/* The stored IV becomes that of a new session. */
static int run(void *data)
{
	static const uint8_t no_iv[16];
	struct trial *t = data;
	int err = crypt_flags(t, t->s->flags);

	fault_disarm();
	if (err || t->s->iv || !t->s->cipher)
		return err;
	return dc_crypt(t->fd, t->ses, COP_ENCRYPT, 0, t->was, 0,
			t->want, NULL, no_iv);
}

/* Returns true if each byte has its old or its new value. */
static bool is_part(const struct trial *t)
{
	size_t i;

	for (i = 0; i < ROOM; i++)
		if (t->now[i] != t->was[i] && t->now[i] != t->want[i])
			return false;
	return true;
}

static const char *fault(void *data, int err)
{
	struct trial *t = data;

	if (!err)
		return same(t->now, t->want, ROOM) ? NULL : "wrong result";
	if (err != -ENOMEM && err != -EFAULT)
		return "no such error";
	if (same(t->now, t->was, ROOM) || (t->s->part && is_part(t)))
		return NULL;
	return "memory has changed";
}

/* Computes the contents before and after. */
static const char *prepare(struct trial *t)
{
	const char *wrong = fresh(t);

	if (wrong)
		return wrong;
	rewind_memory(t);
	if (t->s->flags & COP_FLAG_VERIFY && crypt_flags(t, 0))
		return "no digest";
	memcpy(t->was, t->now, ROOM);
	if (crypt_flags(t, t->s->flags))
		return "does not work";
	memcpy(t->want, t->now, ROOM);
	return NULL;
}

TEST_F(faults, requests_with_unusual_memory)
{
	struct trial t = {
		.fd = -1, .now = pages(ROOM), .was = pages(ROOM),
		.want = pages(ROOM),
	};
	struct fault_case c = {
		.fresh = fresh, .rewind = rewind_memory, .run = run,
		.fault = fault, .data = &t,
	};
	const char *wrong;
	int nr = 0;

	for (t.s = shapes; t.s < shapes + ARRAY_SIZE(shapes); t.s++) {
		fill(t.was, ROOM, 1);
		wrong = prepare(&t) ?: fault_each(&c);
		EXPECT_TRUE(!wrong) {
			TH_LOG("%s: %s", t.s->name, wrong);
		}
		nr += c.nr;
	}
	TH_LOG("%d faults", nr);
	close(t.fd);
}

TEST_HARNESS_MAIN
