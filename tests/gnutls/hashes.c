// SPDX-License-Identifier: GPL-2.0
/*
 * Hashes and HMACs, in one call and in pieces. GnuTLS's backend for /dev/crypto
 * has no pieces: the library computes those itself and must get the same.
 */
#include <err.h>
#include <string.h>

#include "operations.h"

static const size_t lens[] = {
	0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 4095, 4096, 65537,
	262143,
};

static const size_t key_lens[] = { 1, 16, 20, 63, 64, 65, 128, 129, 512 };

static void compare(const char *alg, const unsigned char *pieces, size_t len)
{
	if (memcmp(output, pieces, len))
		errx(1, "%s: pieces make another digest", alg);
}

static void hash_in_pieces(gnutls_digest_algorithm_t id, size_t len,
			   unsigned char *digest)
{
	gnutls_hash_hd_t handle;

	must(gnutls_hash_init(&handle, id), "gnutls_hash_init");
	must(gnutls_hash(handle, message, len / 3), "gnutls_hash");
	must(gnutls_hash(handle, message + len / 3, len - len / 3),
	     "gnutls_hash");
	gnutls_hash_deinit(handle, digest);
}

void run_hash(const char *alg)
{
	gnutls_digest_algorithm_t id = gnutls_digest_get_id(alg);
	size_t size = gnutls_hash_get_len(id), i;
	unsigned char pieces[64];

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		must(gnutls_hash_fast(id, message, lens[i], output), alg);
		device_operations++;
		report(alg, "hash", lens[i], output, size);
		hash_in_pieces(id, lens[i], pieces);
		compare(alg, pieces, size);
	}
}

static void mac_in_pieces(gnutls_mac_algorithm_t id, const void *key,
			  size_t key_len, size_t len, unsigned char *digest)
{
	gnutls_hmac_hd_t handle;

	must(gnutls_hmac_init(&handle, id, key, key_len), "gnutls_hmac_init");
	must(gnutls_hmac(handle, message, len / 3), "gnutls_hmac");
	must(gnutls_hmac(handle, message + len / 3, len - len / 3),
	     "gnutls_hmac");
	gnutls_hmac_deinit(handle, digest);
}

static void mac(const char *alg, const void *key, size_t key_len, size_t len)
{
	gnutls_mac_algorithm_t id = gnutls_mac_get_id(alg);
	size_t size = gnutls_hmac_get_len(id);
	unsigned char pieces[64];

	must(gnutls_hmac_fast(id, key, key_len, message, len, output), alg);
	device_operations++;
	report(alg, "mac", len, output, size);
	mac_in_pieces(id, key, key_len, len, pieces);
	compare(alg, pieces, size);
}

void run_mac(const char *alg)
{
	unsigned char key[512];
	size_t i;

	fill(key, sizeof(key));
	for (i = 0; i < ARRAY_SIZE(lens); i++)
		mac(alg, key, 32, lens[i]);
	for (i = 0; i < ARRAY_SIZE(key_lens); i++)
		mac(alg, key, key_lens[i], 100);
}
