// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Cuts the data that a program hands over, of any length, into whole blocks. An
 * update makes one request.
 */
#include <string.h>

#include "cipher.h"
#include "error.h"

static bool is_ready(const struct cipher_ctx *c, size_t outsize, size_t need)
{
	if (!c->has_key)
		ERROR(c->prov, ERROR_NO_KEY, "%s", c->info->name);
	else if (c->info->kind == CIPHER_UNIT && !c->has_iv)
		ERROR(c->prov, ERROR_NO_IV, "%s", c->info->name);
	else if (outsize < need)
		ERROR(c->prov, ERROR_NO_ROOM, "%zu bytes, %zu are needed",
		      outsize, need);
	else
		return true;
	return false;
}

/*
 * The blocks of @buf and @in that can be processed. Without more input, a block
 * stays in @buf if it may be the last of a padded text.
 */
static size_t count_bytes(const struct cipher_ctx *c, size_t inl)
{
	size_t block = c->info->block, total = c->used + inl;
	size_t bytes = total - total % block;

	if (bytes && bytes == total && !c->enc && c->pad)
		bytes -= block;
	return bytes;
}

/* Fills @buf; returns how many bytes of @in it took. */
static size_t fill_block(struct cipher_ctx *c, const unsigned char *in, size_t inl)
{
	size_t taken = c->info->block - c->used;

	if (taken > inl)
		taken = inl;
	memcpy(c->buf + c->used, in, taken);
	c->used += taken;
	return taken;
}

static int update_record(struct cipher_ctx *c, unsigned char *out, size_t *outl,
			 size_t outsize, const unsigned char *in, size_t inl)
{
	if (!is_ready(c, outsize, inl))
		return 0;
	if (in != out) {
		ERROR(c->prov, ERROR_ORDER, "a TLS record must be in place");
		return 0;
	}
	*outl = inl;
	return cipher_tls_record(c, out, outl, outsize);
}

int cipher_block_update(void *ctx, unsigned char *out, size_t *outl,
			size_t outsize, const unsigned char *in, size_t inl)
{
	struct cipher_ctx *c = ctx;
	size_t block = c->info->block, bytes = count_bytes(c, inl), done = 0;
	struct cipher_piece pieces[CIPHER_PIECES];
	int nr = 0;

	if (c->tls_version)
		return update_record(c, out, outl, outsize, in, inl);
	if (!is_ready(c, outsize, bytes))
		return 0;
	*outl = bytes;
	if (bytes && c->used) {
		done = fill_block(c, in, inl);
		pieces[nr++] = (struct cipher_piece){ c->buf, out, block };
		bytes -= block;
		out += block;
	}
	if (bytes)
		pieces[nr++] = (struct cipher_piece){ in + done, out, bytes };
	if (nr) {
		if (!cipher_process(c, pieces, nr))
			return 0;
		c->used = 0;
	}
	done += bytes;
	if (done < inl)
		fill_block(c, in + done, inl - done);
	return 1;
}

static int final_encrypt(struct cipher_ctx *c, unsigned char *out, size_t *outl,
			 size_t outsize)
{
	size_t block = c->info->block;
	struct cipher_piece piece = { c->buf, out, block };

	*outl = 0;
	if (!c->pad) {
		if (c->used)
			ERROR(c->prov, ERROR_LENGTH,
			      "%zu bytes are not a block", c->used);
		return !c->used;
	}
	if (!is_ready(c, outsize, block))
		return 0;
	/* RFC 5652, section 6.3. */
	memset(c->buf + c->used, block - c->used, block - c->used);
	if (!cipher_process(c, &piece, 1))
		return 0;
	c->used = 0;
	*outl = block;
	return 1;
}

/* Returns the bytes of text in a last block, or a greater number. */
static size_t unpad(const unsigned char *buf, size_t block)
{
	size_t pad = buf[block - 1], i;

	if (!pad || pad > block)
		return block + 1;
	for (i = block - pad; i < block; i++)
		if (buf[i] != pad)
			return block + 1;
	return block - pad;
}

static int final_decrypt(struct cipher_ctx *c, unsigned char *out, size_t *outl,
			 size_t outsize)
{
	size_t block = c->info->block, len;
	unsigned char text[CIPHER_BLOCK_MAX];
	struct cipher_piece piece = { c->buf, text, block };
	int done = 0;

	*outl = 0;
	if (!c->pad && !c->used)
		return 1;
	if (c->used != block) {
		ERROR(c->prov, ERROR_LENGTH, "the last block has %zu bytes",
		      c->used);
		return 0;
	}
	if (!is_ready(c, 0, 0) || !cipher_process(c, &piece, 1))
		return 0;
	c->used = 0;
	len = c->pad ? unpad(text, block) : block;
	if (len > block)
		ERROR(c->prov, ERROR_PADDING, "%s", c->info->name);
	else if (is_ready(c, outsize, len))
		done = 1;
	if (done) {
		memcpy(out, text, len);
		*outl = len;
	}
	lib.OPENSSL_cleanse(text, sizeof(text));
	return done;
}

int cipher_block_final(void *ctx, unsigned char *out, size_t *outl, size_t outsize)
{
	struct cipher_ctx *c = ctx;

	if (!is_ready(c, 0, 0))
		return 0;
	/* Each record of TLS is whole. */
	*outl = 0;
	if (c->tls_version)
		return 1;
	return c->enc ? final_encrypt(c, out, outl, outsize) :
			final_decrypt(c, out, outl, outsize);
}

/* Uses up what is left of a block of the key stream; returns the bytes done. */
static size_t use_left(struct cipher_ctx *c, unsigned char *out,
		       const unsigned char *in, size_t inl)
{
	bool feeds_back = c->info->mode == EVP_CIPH_CFB_MODE;
	unsigned char byte;
	size_t i;

	for (i = 0; i < inl && c->used && c->used < c->info->block; i++) {
		byte = in[i] ^ c->buf[c->used];
		if (feeds_back)
			c->iv[c->used] = c->enc ? byte : in[i];
		out[i] = byte;
		c->used++;
	}
	if (c->used == c->info->block)
		c->used = 0;
	return i;
}

/* As use_left(), for a whole block of which nothing is used yet. */
static void use_first(struct cipher_ctx *c, unsigned char *out,
		      const unsigned char *in, size_t inl)
{
	unsigned char first = in[0] ^ c->buf[0];

	if (c->info->mode == EVP_CIPH_CFB_MODE) {
		memcpy(c->iv, c->buf, c->info->block);
		c->iv[0] = c->enc ? first : in[0];
	}
	out[0] = first;
	c->used = 1;
	use_left(c, out + 1, in + 1, inl - 1);
}

static bool process_stream(struct cipher_ctx *c, unsigned char *out,
			   const unsigned char *in, size_t inl)
{
	static const unsigned char zeros[CIPHER_BLOCK_MAX];
	size_t block = c->info->block, done = use_left(c, out, in, inl), bytes;
	struct cipher_piece pieces[CIPHER_PIECES];
	int nr = 0;

	in += done;
	out += done;
	inl -= done;
	bytes = inl - inl % block;
	if (bytes)
		pieces[nr++] = (struct cipher_piece){ in, out, bytes };
	/* Encrypted zeros are the key stream. */
	if (inl > bytes)
		pieces[nr++] = (struct cipher_piece){ zeros, c->buf, block };
	if (nr && !cipher_process(c, pieces, nr))
		return false;
	if (inl > bytes)
		use_first(c, out + bytes, in + bytes, inl - bytes);
	return true;
}

/* IEEE 1619 limits a data unit to 2^20 blocks, and needs one. */
static bool process_unit(struct cipher_ctx *c, const struct cipher_piece *piece)
{
	if (piece->len >= 16 && piece->len <= 16 << 20)
		return cipher_process(c, piece, 1);
	ERROR(c->prov, ERROR_LENGTH, "a data unit of %zu bytes", piece->len);
	return false;
}

int cipher_stream_update(void *ctx, unsigned char *out, size_t *outl,
			 size_t outsize, const unsigned char *in, size_t inl)
{
	struct cipher_ctx *c = ctx;
	struct cipher_piece piece = { in, out, inl };

	if (!is_ready(c, outsize, inl))
		return 0;
	*outl = inl;
	if (!inl)
		return 1;
	if (!(c->info->kind == CIPHER_UNIT ? process_unit(c, &piece) :
					     process_stream(c, out, in, inl)))
		return 0;
	/* The MAC of a record with the suites that do not encrypt. */
	if (c->tls_version && !c->enc) {
		if (inl < c->tls_mac_size)
			return 0;
		*outl -= c->tls_mac_size;
		memcpy(c->tls_mac, out + *outl, c->tls_mac_size);
	}
	return 1;
}

int cipher_stream_final(void *ctx, unsigned char *out, size_t *outl, size_t outsize)
{
	(void)out;
	(void)outsize;
	*outl = 0;
	return is_ready(ctx, 0, 0);
}

int cipher_once(void *ctx, unsigned char *out, size_t *outl, size_t outsize,
		const unsigned char *in, size_t inl)
{
	struct cipher_ctx *c = ctx;
	struct cipher_piece piece = { in, out, inl };

	if (c->info->kind != CIPHER_BLOCK)
		return cipher_stream_update(c, out, outl, outsize, in, inl);
	if (!is_ready(c, outsize, inl))
		return 0;
	if (inl % c->info->block) {
		ERROR(c->prov, ERROR_LENGTH, "%zu bytes are no blocks", inl);
		return 0;
	}
	*outl = inl;
	return !inl || cipher_process(c, &piece, 1);
}
