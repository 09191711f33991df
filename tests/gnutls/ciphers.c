// SPDX-License-Identifier: GPL-2.0
/*
 * CBC through gnutls_cipher_*: out of place, in place, and in pieces, where the
 * library continues with the IV that the last piece left.
 */
#include <err.h>
#include <string.h>

#include "operations.h"

static const size_t blocks[] = {
	0, 1, 2, 3, 16, 63, 255, 256, 257, 16387,
};

static unsigned char back[MAX_LEN];

/**
 * struct cipher - a cipher with its key
 * @name: GnuTLS's name
 * @handle: GnuTLS's context
 * @block: bytes of a block
 * @iv: the IV of each message
 */
struct cipher {
	const char *name;
	gnutls_cipher_hd_t handle;
	size_t block;
	gnutls_datum_t iv;
};

static void restart(struct cipher *c)
{
	gnutls_cipher_set_iv(c->handle, c->iv.data, c->iv.size);
}

static void encrypt(struct cipher *c, const void *src, size_t len, void *dst)
{
	must(gnutls_cipher_encrypt2(c->handle, src, len, dst, len), "encrypt");
	device_operations++;
	empty_operations += !len;
}

static void decrypt(struct cipher *c, const void *src, size_t len, void *dst)
{
	must(gnutls_cipher_decrypt2(c->handle, src, len, dst, len), "decrypt");
	device_operations++;
	empty_operations += !len;
}

/* An empty piece, then one block, two, four, and so on. */
static void in_pieces(struct cipher *c, size_t len, unsigned char *data,
		      void (*work)(struct cipher *c, const void *src,
				   size_t len, void *dst))
{
	size_t done = 0, piece = 0, next = c->block;

	for (;;) {
		work(c, data + done, piece, data + done);
		done += piece;
		if (done == len)
			return;
		piece = next < len - done ? next : len - done;
		next *= 2;
	}
}

static void encrypt_all_ways(struct cipher *c, size_t len)
{
	restart(c);
	encrypt(c, message + 1, len, output + 3);
	report(c->name, "encryption", len, output + 3, len);
	encrypt(c, message + 1, len, output + 3);
	report(c->name, "encryption that follows", len, output + 3, len);
	restart(c);
	memcpy(output, message + 1, len);
	encrypt(c, output, len, output);
	report(c->name, "encryption in place", len, output, len);
	restart(c);
	memcpy(output + 1, message + 1, len);
	in_pieces(c, len, output + 1, encrypt);
	report(c->name, "encryption in pieces", len, output + 1, len);
}

/* Decrypts what encrypt_all_ways() has left in the output. */
static void decrypt_all_ways(struct cipher *c, size_t len)
{
	const unsigned char *encrypted = output + 1;

	restart(c);
	decrypt(c, encrypted, len, back);
	report(c->name, "decryption", len, back, len);
	if (memcmp(back, message + 1, len))
		errx(1, "%s: not the message again", c->name);
	decrypt(c, encrypted, len, back);
	report(c->name, "decryption that follows", len, back, len);
	restart(c);
	memcpy(back + 5, encrypted, len);
	decrypt(c, back + 5, len, back + 5);
	report(c->name, "decryption in place", len, back + 5, len);
	restart(c);
	memcpy(back + 1, encrypted, len);
	in_pieces(c, len, back + 1, decrypt);
	report(c->name, "decryption in pieces", len, back + 1, len);
}

void run_cipher(const char *alg)
{
	gnutls_cipher_algorithm_t id = gnutls_cipher_get_id(alg);
	unsigned char key_data[32], iv_data[16];
	gnutls_datum_t key = { key_data, gnutls_cipher_get_key_size(id) };
	struct cipher c = {
		.name = alg,
		.block = gnutls_cipher_get_block_size(id),
		.iv = { iv_data, gnutls_cipher_get_iv_size(id) },
	};
	size_t i;

	fill(key.data, key.size);
	fill(c.iv.data, c.iv.size);
	for (i = 0; i < ARRAY_SIZE(blocks); i++) {
		must(gnutls_cipher_init(&c.handle, id, &key, &c.iv), alg);
		encrypt_all_ways(&c, blocks[i] * c.block);
		decrypt_all_ways(&c, blocks[i] * c.block);
		gnutls_cipher_deinit(c.handle);
	}
}
