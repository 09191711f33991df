// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * OAEP (RFC 8017, section 7.1): a byte 0, a masked seed, and a masked block. The
 * block is the hash of the label, bytes 0, a byte 1, and the text.
 */
#include <string.h>

#include "constant_time.h"
#include "error.h"
#include "rsa.h"
#include "soft.h"

/**
 * struct oaep_parts - where the parts of a padded text are
 * @seed: the seed
 * @hash_len: its length in bytes
 * @block: the block
 * @block_len: its length in bytes
 */
struct oaep_parts {
	unsigned char *seed;
	size_t hash_len;
	unsigned char *block;
	size_t block_len;
};

static bool oaep_find_parts(struct provider *prov, const struct rsa_oaep *oaep,
			    unsigned char *padded, size_t size,
			    struct oaep_parts *parts)
{
	int hash_len = lib.EVP_MD_get_size(oaep->md);

	if (hash_len <= 0 || hash_len > EVP_MAX_MD_SIZE) {
		ERROR(prov, ERROR_DIGEST, "it has no fixed length");
		return false;
	}
	if (size < 2 * (size_t)hash_len + 2) {
		ERROR(prov, ERROR_KEY, "the key is too short for the digest");
		return false;
	}
	parts->seed = padded + 1;
	parts->hash_len = hash_len;
	parts->block = parts->seed + hash_len;
	parts->block_len = size - 1 - hash_len;
	return true;
}

bool rsa_oaep_pad(struct provider *prov, const struct rsa_oaep *oaep,
		  unsigned char *padded, size_t size,
		  const unsigned char *text, size_t text_len)
{
	struct oaep_parts parts;
	size_t room;

	if (!oaep_find_parts(prov, oaep, padded, size, &parts))
		return false;
	room = parts.block_len - parts.hash_len - 1;
	if (text_len > room) {
		ERROR(prov, ERROR_LENGTH, "%zu bytes, at most %zu fit",
		      text_len, room);
		return false;
	}
	memset(padded, 0, size);
	if (lib.EVP_Digest(oaep->label, oaep->label_len, parts.block, NULL,
			   oaep->md, NULL) != 1)
		return false;
	parts.block[parts.block_len - text_len - 1] = 1;
	memcpy(parts.block + parts.block_len - text_len, text, text_len);
	return lib.RAND_bytes_ex(soft_context(prov), parts.seed, parts.hash_len,
				 0) == 1 &&
	       rsa_mgf1(prov, oaep->mgf1_md, parts.seed, parts.hash_len,
			parts.block, parts.block_len) &&
	       rsa_mgf1(prov, oaep->mgf1_md, parts.block, parts.block_len,
			parts.seed, parts.hash_len);
}

/* Finds the text behind bytes 0 and a byte 1, from @start on. */
static size_t oaep_find_text(const unsigned char *block, size_t len, size_t start,
			     size_t *text)
{
	size_t i, one, good = ~(size_t)0, found = 0;

	*text = 0;
	for (i = start; i < len; i++) {
		one = ct_eq(block[i], 1);
		*text = ct_select(one & ~found, i + 1, *text);
		found |= one;
		good &= found | ct_is_zero(block[i]);
	}
	return good & found;
}

unsigned int rsa_oaep_unpad(struct provider *prov, const struct rsa_oaep *oaep,
			    unsigned char *padded, size_t size,
			    unsigned char *text, size_t *len, size_t room)
{
	unsigned char label_hash[EVP_MAX_MD_SIZE];
	size_t good, start, text_len, max;
	struct oaep_parts parts;

	if (!oaep_find_parts(prov, oaep, padded, size, &parts) ||
	    !rsa_mgf1(prov, oaep->mgf1_md, parts.block, parts.block_len,
		      parts.seed, parts.hash_len) ||
	    !rsa_mgf1(prov, oaep->mgf1_md, parts.seed, parts.hash_len,
		      parts.block, parts.block_len) ||
	    lib.EVP_Digest(oaep->label, oaep->label_len, label_hash, NULL,
			   oaep->md, NULL) != 1)
		return 0;
	good = ct_is_zero(padded[0]) &
	       ct_is_zero(lib.CRYPTO_memcmp(parts.block, label_hash,
					    parts.hash_len));
	good &= oaep_find_text(parts.block, parts.block_len, parts.hash_len,
			       &start);
	text_len = parts.block_len - start;
	max = parts.block_len - parts.hash_len - 1;
	good &= ~ct_lt(room, text_len);
	ct_move_to_start(parts.block, parts.block_len, start);
	ct_copy(text, parts.block, text_len, room < max ? room : max, good);
	*len = ct_select(good, text_len, *len);
	return good;
}
