// SPDX-License-Identifier: GPL-2.0
/*
 * Errors of GnuTLS 3.7.9's own backend for /dev/crypto, so that nobody looks
 * for them in the device. Each line prints the outcome; GnuTLS without a device
 * prints success for all.
 */
#include <err.h>
#include <stdio.h>
#include <string.h>

#include "operations.h"

#define LEN	1000
#define TAG	16

static gnutls_aead_cipher_hd_t handle;
static unsigned char key_data[32], nonce[12];

/*
 * GnuTLS expects the tag behind a text that it has had decrypted. It is there
 * after decryption in place, and nowhere else.
 */
static int open_to(unsigned char *text)
{
	size_t len = LEN + TAG;

	must(gnutls_aead_cipher_encrypt(handle, nonce, sizeof(nonce), NULL, 0,
					TAG, message, LEN, output, &len),
	     "encrypt");
	len = LEN;
	return gnutls_aead_cipher_decrypt(handle, nonce, sizeof(nonce), NULL, 0,
					  TAG, output, LEN + TAG, text, &len);
}

static int gcm_out_of_place(unsigned char *text)
{
	memset(text + LEN, 0, TAG);
	return open_to(text);
}

/*
 * With a tag copied there by hand it succeeds, so the device works correctly.
 */
static int gcm_tag_put_behind(unsigned char *text)
{
	gcm_out_of_place(text);
	memcpy(text + LEN, output + LEN, TAG);
	return open_to(text);
}

/* The backend finds each room too small for a text of 1 to 15 bytes. */
static int gcm_of_15_bytes(unsigned char *text)
{
	size_t len = 15 + TAG;
	int ret;

	must(gnutls_aead_cipher_encrypt(handle, nonce, sizeof(nonce), NULL, 0,
					TAG, message, 15, text, &len),
	     "encrypt");
	len = 15;
	ret = gnutls_aead_cipher_decrypt(handle, nonce, sizeof(nonce), NULL, 0,
					 TAG, text, 15 + TAG, text, &len);
	memcpy(text + 15, message + 15, LEN - 15);
	return ret;
}

/* The backend encrypts each part as a message of its own. */
static int gcm_two_parts(unsigned char *text)
{
	giovec_t parts[] = { { message, 500 }, { message + 500, LEN - 500 } };
	size_t len = LEN + TAG;
	int ret;

	ret = gnutls_aead_cipher_encryptv(handle, nonce, sizeof(nonce), NULL, 0,
					  TAG, parts, 2, output, &len);
	if (ret)
		return ret;
	len = LEN;
	memcpy(text, output, LEN + TAG);
	return gnutls_aead_cipher_decrypt(handle, nonce, sizeof(nonce), NULL, 0,
					  TAG, text, LEN + TAG, text, &len);
}

/*
 * The device needs room for a tag of 16 bytes. With less room it returns an
 * error, which the backend ignores: nothing is encrypted or decrypted.
 */
static int gcm_tag_of_12(unsigned char *text)
{
	size_t len = LEN + 12;
	int ret;

	memset(text, 0, LEN + TAG);
	ret = gnutls_aead_cipher_encrypt(handle, nonce, sizeof(nonce), NULL, 0,
					 12, message, LEN, text, &len);
	if (ret)
		return ret;
	len = LEN;
	return gnutls_aead_cipher_decrypt(handle, nonce, sizeof(nonce), NULL, 0,
					  12, text, LEN + 12, text, &len);
}

/* The backend rejects a key unless it has a length of AES. */
static int des_cbc(unsigned char *text)
{
	gnutls_datum_t key = { key_data, 8 }, iv = { nonce, 8 };
	gnutls_cipher_hd_t des;
	int ret;

	ret = gnutls_cipher_init(&des, GNUTLS_CIPHER_DES_CBC, &key, &iv);
	if (ret)
		return ret;
	must(gnutls_cipher_encrypt2(des, message, LEN, text, LEN), "encrypt");
	ret = gnutls_cipher_decrypt(des, text, LEN);
	gnutls_cipher_deinit(des);
	return ret;
}

static const struct quirk {
	const char *name;
	int (*run)(unsigned char *text);
} quirks[] = {
	{ "gcm-out-of-place", gcm_out_of_place },
	{ "gcm-tag-put-behind", gcm_tag_put_behind },
	{ "gcm-of-15-bytes", gcm_of_15_bytes },
	{ "gcm-two-parts", gcm_two_parts },
	{ "gcm-tag-of-12", gcm_tag_of_12 },
	{ "des-cbc", des_cbc },
};

/* Each function leaves the message in @text if it succeeds. */
void run_quirk(const char *name)
{
	gnutls_datum_t key = { key_data, 16 };
	unsigned char text[LEN + TAG] = {};
	const struct quirk *quirk;
	int ret;

	for (quirk = quirks; strcmp(quirk->name, name); )
		if (++quirk == quirks + ARRAY_SIZE(quirks))
			errx(2, "no such quirk: %s", name);
	fill(key_data, sizeof(key_data));
	must(gnutls_aead_cipher_init(&handle, GNUTLS_CIPHER_AES_128_GCM, &key),
	     "gnutls_aead_cipher_init");
	ret = quirk->run(text);
	printf("%s: %s, the message is %s\n", name,
	       ret ? gnutls_strerror_name(ret) : "success",
	       memcmp(text, message, LEN) ? "not there" : "there");
	gnutls_aead_cipher_deinit(handle);
}
