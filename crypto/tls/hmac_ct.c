// SPDX-License-Identifier: GPL-2.0
/*
 * HMAC of a message whose length is secret, within bounds that are not.
 *
 * A hash works in blocks. Those that hold message at any length are fed as they
 * are. From there on every block that could be the last is made up here, byte
 * by byte and by masks, with the padding and the length that the hash itself
 * would have added, and fed whole; the chaining value after the block that was
 * the last is picked by a mask. So the hash sees as many blocks for one length
 * as for another, and never a length.
 *
 * The chaining value is read from the state that the transform exports. That
 * its layout is the expected one is checked against the transform itself
 * before the first use.
 */
#include <crypto/cryptodev.h>
#include <crypto/hash.h>
#include <crypto/hmac.h>
#include <linux/slab.h>

#include "compat/kernel.h"
#include "crypto/tls/constant_time.h"
#include "crypto/tls/tls.h"
#include "zc/reject.h"

/* Longest block of a hash here, in bytes: SHA-512's. */
#define BLOCK_MAX	128

/**
 * struct ct_layout - how a hash keeps and writes numbers
 * @hash: the kernel's name of the hash
 * @big_endian: how it writes them
 * @word: bytes of a word of the chaining value; twice that for the length
 * @offset: bytes before the chaining value in the exported state
 */
struct ct_layout {
	const char *hash;
	bool big_endian;
	u8 word;
	u8 offset;
};

static const struct ct_layout layouts[] = {
	{ "md5",	false,	4,	0 },
	{ "sha1",	true,	4,	0 },
	{ "rmd160",	false,	4,	8 },
	{ "sha224",	true,	4,	0 },
	{ "sha256",	true,	4,	0 },
	{ "sha384",	true,	8,	0 },
	{ "sha512",	true,	8,	0 },
};

/**
 * struct ct_message - a message and what is known of its length
 * @data: the bytes
 * @max: bytes at @data
 * @len: bytes of the message: secret
 * @length: the message's length as its last block ends with it
 */
struct ct_message {
	const u8 *data;
	u32 max;
	u32 len;
	u8 length[16];
};

/* The length in bits, the block of the key included. */
static void encode_length(const struct cryptodev_hmac_ct *h,
			  struct ct_message *m)
{
	u64 bits = ((u64)m->len + crypto_shash_blocksize(h->tfm)) * 8;

	memset(m->length, 0, sizeof(m->length));
	if (h->layout->big_endian)
		put_unaligned_be64(bits, m->length + 2 * h->layout->word - 8);
	else
		put_unaligned_le64(bits, m->length);
}

/* The block that starts at byte @at; @last is a mask: it is the last one. */
static void make_block(u8 *block, u32 size, u32 length_size, u32 at, u32 last,
		       const struct ct_message *m)
{
	u32 i, pos, tail = size - length_size;

	for (i = 0, pos = at; i < size; i++, pos++) {
		u32 byte = pos < m->max ? m->data[pos] : 0;

		byte &= ct_lt(pos, m->len);
		byte |= 0x80 & ct_eq(pos, m->len);
		if (i >= tail)
			byte |= m->length[i - tail] & last;
		block[i] = byte;
	}
}

/* The chaining value in @state, as the digest that it stands for. */
static void encode_digest(const struct ct_layout *layout, const u8 *state,
			  u32 size, u8 *digest)
{
	u32 i;

	state += layout->offset;
	for (i = 0; i < size; i += layout->word) {
		if (layout->word == 8)
			put_unaligned_be64(*(const u64 *)(state + i),
					   digest + i);
		else if (layout->big_endian)
			put_unaligned_be32(*(const u32 *)(state + i),
					   digest + i);
		else
			put_unaligned_le32(*(const u32 *)(state + i),
					   digest + i);
	}
}

/* Feeds all blocks from @at on that may be the last; @digest is of that one. */
static int feed_blocks(const struct cryptodev_hmac_ct *h,
		       struct shash_desc *desc, u32 at,
		       const struct ct_message *m, u8 *state, u8 *digest)
{
	u32 size = crypto_shash_blocksize(h->tfm);
	u32 digest_size = crypto_shash_digestsize(h->tfm);
	u32 length_size = 2 * h->layout->word;
	u32 last_at = (m->len + length_size) & ~(size - 1);
	u8 block[BLOCK_MAX], candidate[HASH_MAX_LEN];
	int err = 0;
	u32 i;

	memset(digest, 0, digest_size);
	for (; !err && at <= m->max + length_size; at += size) {
		u32 last = ct_eq(at, last_at);

		make_block(block, size, length_size, at, last, m);
		err = crypto_shash_update(desc, block, size) ?:
		      crypto_shash_export(desc, state);
		if (err)
			break;
		encode_digest(h->layout, state, digest_size, candidate);
		for (i = 0; i < digest_size; i++)
			digest[i] |= candidate[i] & last;
	}
	memzero_explicit(block, sizeof(block));
	memzero_explicit(candidate, sizeof(candidate));
	return err;
}

static int inner_digest(const struct cryptodev_hmac_ct *h, u32 min,
			const struct ct_message *m, u8 *digest)
{
	SHASH_DESC_ON_STACK(desc, h->tfm);
	u32 sure = round_down(min, crypto_shash_blocksize(h->tfm));
	u8 *state;
	int err;

	state = kmalloc(crypto_shash_statesize(h->tfm), GFP_KERNEL);
	if (!state)
		return -ENOMEM;
	desc->tfm = h->tfm;
	err = crypto_shash_import(desc, h->inner) ?:
	      crypto_shash_update(desc, m->data, sure) ?:
	      feed_blocks(h, desc, sure, m, state, digest);
	shash_desc_zero(desc);
	kfree_sensitive(state);
	return err;
}

static int hmac_ct_outer(const struct cryptodev_hmac_ct *h, const u8 *state,
		  const u8 *data, u32 len, u8 *digest)
{
	SHASH_DESC_ON_STACK(desc, h->tfm);
	int err;

	desc->tfm = h->tfm;
	err = crypto_shash_import(desc, state) ?:
	      crypto_shash_finup(desc, data, len, digest);
	shash_desc_zero(desc);
	return err;
}

/**
 * cryptodev_hmac_ct() - HMAC of a message of secret length
 * @h: the key, ready
 * @data: the message, @max bytes
 * @min: the message has so many bytes at least
 * @max: and so many at most; at most SZ_1M
 * @len: bytes of the message: secret
 * @mac: out: the hash's whole digest
 *
 * Neither time nor memory accesses depend on @len, but they do on @min and
 * @max. May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int cryptodev_hmac_ct(const struct cryptodev_hmac_ct *h, const u8 *data,
		      u32 min, u32 max, u32 len, u8 *mac)
{
	struct ct_message m = { .data = data, .max = max, .len = len };
	u8 digest[HASH_MAX_LEN];
	int err;

	encode_length(h, &m);
	err = inner_digest(h, min, &m, digest);
	if (!err)
		err = hmac_ct_outer(h, h->outer, digest,
			     crypto_shash_digestsize(h->tfm), mac);
	memzero_explicit(digest, sizeof(digest));
	memzero_explicit(&m, sizeof(m));
	return err;
}

/* The state after a block of the key, each byte xor @pad (RFC 2104). */
static int key_state(struct cryptodev_hmac_ct *h, u8 pad, u8 *state)
{
	SHASH_DESC_ON_STACK(desc, h->tfm);
	u32 i, size = crypto_shash_blocksize(h->tfm);
	u8 block[BLOCK_MAX] = {};
	int err = 0;

	if (h->keylen > size)
		err = crypto_shash_tfm_digest(h->tfm, h->key, h->keylen, block);
	else
		memcpy(block, h->key, h->keylen);
	for (i = 0; i < size; i++)
		block[i] ^= pad;
	desc->tfm = h->tfm;
	err = err ?: crypto_shash_init(desc) ?:
	      crypto_shash_update(desc, block, size) ?:
	      crypto_shash_export(desc, state);
	shash_desc_zero(desc);
	memzero_explicit(block, sizeof(block));
	return err;
}

/* Does the hash itself come to the same result? */
static int self_check(struct cryptodev_hmac_ct *h)
{
	u32 len = crypto_shash_blocksize(h->tfm) + 40;
	u8 data[3 * BLOCK_MAX], mac[HASH_MAX_LEN], expected[HASH_MAX_LEN];
	int err;

	memset(data, 0x5a, sizeof(data));
	err = hmac_ct_outer(h, h->inner, data, len, expected) ?:
	      hmac_ct_outer(h, h->outer, expected, crypto_shash_digestsize(h->tfm),
		     expected) ?:
	      cryptodev_hmac_ct(h, data, 0, sizeof(data), len, mac);
	if (!err && memcmp(mac, expected, crypto_shash_digestsize(h->tfm)))
		err = cryptodev_reject(-EOPNOTSUPP, "unknown state of %s",
				       h->hash);
	memzero_explicit(mac, sizeof(mac));
	memzero_explicit(expected, sizeof(expected));
	return err;
}

static const struct ct_layout *find_layout(const char *hash)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(layouts); i++)
		if (!strcmp(layouts[i].hash, hash))
			return &layouts[i];
	return NULL;
}

/* Until this has succeeded there is nothing that another thread would use. */
static int get_ready(struct cryptodev_hmac_ct *h)
{
	struct crypto_shash *tfm;
	u32 size;

	h->layout = find_layout(h->hash);
	if (!h->layout)
		return cryptodev_reject(-EOPNOTSUPP, "no layout of %s", h->hash);
	tfm = crypto_alloc_shash(h->hash, 0, 0);
	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	h->tfm = tfm;
	size = crypto_shash_statesize(tfm);
	h->inner = kzalloc(size, GFP_KERNEL_ACCOUNT);
	h->outer = kzalloc(size, GFP_KERNEL_ACCOUNT);
	if (!h->inner || !h->outer)
		return -ENOMEM;
	return key_state(h, HMAC_IPAD_VALUE, h->inner) ?:
	       key_state(h, HMAC_OPAD_VALUE, h->outer) ?:
	       self_check(h);
}

static void drop(struct cryptodev_hmac_ct *h)
{
	crypto_free_shash(h->tfm);
	h->tfm = NULL;
	kfree_sensitive(h->inner);
	h->inner = NULL;
	kfree_sensitive(h->outer);
	h->outer = NULL;
}

/**
 * cryptodev_hmac_ct_ready() - before each use
 * @h: the key
 *
 * The first one allocates what is needed, and may then sleep and load modules.
 *
 * Return: 0, -EOPNOTSUPP if this kernel's hash keeps its state in an unknown
 * way, -ENOENT if it lacks the hash, -ENOMEM, -EINTR if the task is being
 * killed.
 */
int cryptodev_hmac_ct_ready(struct cryptodev_hmac_ct *h)
{
	int err = 0;

	/* Pairs with the release below. */
	if (likely(smp_load_acquire(&h->ready)))
		return 0;
	if (mutex_lock_killable(&h->lock))
		return -EINTR;
	if (!h->ready) {
		err = get_ready(h);
		if (err)
			drop(h);
		else
			/* Pairs with the acquire above. */
			smp_store_release(&h->ready, true);
	}
	mutex_unlock(&h->lock);
	return err;
}

/**
 * cryptodev_hmac_ct_create() - remember an HMAC key
 * @hash: the kernel's name of the hash; not copied
 * @key: the key
 * @keylen: its bytes
 *
 * Return: what cryptodev_hmac_ct_free() frees, or NULL if there is no memory.
 */
struct cryptodev_hmac_ct *cryptodev_hmac_ct_create(const char *hash,
						   const u8 *key, u32 keylen)
{
	struct cryptodev_hmac_ct *h;

	h = kzalloc(struct_size(h, key, keylen), GFP_KERNEL_ACCOUNT);
	if (!h)
		return NULL;
	mutex_init(&h->lock);
	h->hash = hash;
	h->keylen = keylen;
	memcpy(h->key, key, keylen);
	return h;
}

/**
 * cryptodev_hmac_ct_free() - wipe and free an HMAC key
 * @h: the key, or NULL
 */
void cryptodev_hmac_ct_free(struct cryptodev_hmac_ct *h)
{
	if (!h)
		return;
	drop(h);
	kfree_sensitive(h);
}
