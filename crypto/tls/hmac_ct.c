// SPDX-License-Identifier: GPL-2.0
/*
 * HMAC of a message whose length is secret. Only the bounds of the length are
 * public. Relies on shash transforms of the kernel crypto API.
 *
 * A hash processes blocks. Blocks that contain only message bytes at any length
 * are fed unchanged. Each later block may be the last one. This file builds
 * these blocks byte by byte with masks, including the padding and the length
 * that the hash itself would add. It feeds each of them whole, and selects the
 * chaining value after the last block by a mask. So the hash processes the same
 * number of blocks for each length, and never gets a length.
 *
 * The chaining value is read from the state that the transform exports. Before
 * the first use, a self-test compares the expected layout of that state with
 * the transform's.
 */
#include <crypto/cryptodev.h>
#include <crypto/hash.h>
#include <crypto/hmac.h>
#include <linux/slab.h>

#include "compat/kernel.h"
#include "crypto/tls/constant_time.h"
#include "crypto/tls/tls.h"
#include "zc/reject.h"

/* Longest block of all hashes of the table, in bytes: that of SHA-512. */
#define BLOCK_MAX	128

/**
 * struct ct_layout - layout and byte order of a hash's state
 * @hash: the kernel's name of the hash
 * @big_endian: byte order of the digest and of the message length
 * @word: bytes of a word of the chaining value; the length has twice as many
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
 * struct ct_message - a message of secret length
 * @data: the message, and bytes behind it
 * @max: bytes at @data
 * @len: bytes of the message: secret
 * @length: the encoded length at the end of the last block
 */
struct ct_message {
	const u8 *data;
	u32 max;
	u32 len;
	u8 length[16];
};

/* Encodes the length in bits, which includes the block of the key. */
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

/*
 * Builds the block at offset @at. @last is a mask: all ones for the last block.
 */
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

/* Encodes the chaining value in @state as a digest. */
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

/*
 * Feeds all blocks from @at that may be the last, and selects the digest after
 * the last one.
 */
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
	u32 whole_len = round_down(min, crypto_shash_blocksize(h->tfm));
	u8 *state;
	int err;

	state = kmalloc(crypto_shash_statesize(h->tfm), GFP_KERNEL);
	if (!state)
		return -ENOMEM;
	desc->tfm = h->tfm;
	err = crypto_shash_import(desc, h->inner) ?:
	      crypto_shash_update(desc, m->data, whole_len) ?:
	      feed_blocks(h, desc, whole_len, m, state, digest);
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
 * cryptodev_hmac_ct_compute() - HMAC of a message of secret length
 * @h: the key, after cryptodev_hmac_ct_ready()
 * @data: the message; @max bytes are readable
 * @min: lower bound of @len
 * @max: upper bound of @len, at most SZ_1M
 * @len: bytes of the message: secret
 * @mac: out: the whole digest of the hash
 *
 * Time and memory accesses depend on @min and @max, but not on @len. May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int cryptodev_hmac_ct_compute(const struct cryptodev_hmac_ct *h, const u8 *data,
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

/* Exports the state after a block of the key, each byte xor @pad (RFC 2104). */
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

/* Compares a result with that of the hash itself. */
static int hmac_ct_self_test(struct cryptodev_hmac_ct *h)
{
	u32 len = crypto_shash_blocksize(h->tfm) + 40;
	u8 data[3 * BLOCK_MAX], mac[HASH_MAX_LEN], expected[HASH_MAX_LEN];
	int err;

	memset(data, 0x5a, sizeof(data));
	err = hmac_ct_outer(h, h->inner, data, len, expected) ?:
	      hmac_ct_outer(h, h->outer, expected,
			    crypto_shash_digestsize(h->tfm), expected) ?:
	      cryptodev_hmac_ct_compute(h, data, 0, sizeof(data), len, mac);
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

/* No other thread uses these fields before this function has succeeded. */
static int hmac_ct_prepare(struct cryptodev_hmac_ct *h)
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
	       hmac_ct_self_test(h);
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
 * cryptodev_hmac_ct_ready() - prepare a key before each use
 * @h: the key
 *
 * The first call allocates the transform and the states. It may sleep and load
 * modules.
 *
 * Return: 0, -EOPNOTSUPP if the layout of the hash's state is unknown, -ENOENT
 * if this kernel lacks the hash, -ENOMEM, or -EINTR if the task is being
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
		err = hmac_ct_prepare(h);
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
 * cryptodev_hmac_ct_create() - store an HMAC key
 * @hash: the kernel's name of the hash; not copied
 * @key: the key; copied
 * @keylen: bytes of @key
 *
 * May sleep.
 *
 * Return: the key, which the caller frees by cryptodev_hmac_ct_free(), or NULL
 * if there is no memory.
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
 *
 * May sleep.
 */
void cryptodev_hmac_ct_free(struct cryptodev_hmac_ct *h)
{
	if (!h)
		return;
	drop(h);
	kfree_sensitive(h);
}
