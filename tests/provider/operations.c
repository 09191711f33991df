// SPDX-License-Identifier: GPL-2.0
/* Each kind of algorithm that devcrypto offers, beside the default provider. */
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "operations.h"

#define TAG_LENGTH	16

void complain(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	ERR_print_errors_fp(stderr);
}

void fill(unsigned char *buf, size_t len, unsigned int seed)
{
	size_t i;

	for (i = 0; i < len; i++) {
		seed = seed * 1103515245 + 12345;
		buf[i] = seed >> 16;
	}
}

struct libraries libraries_open(const char *file)
{
	struct libraries libs = { OSSL_LIB_CTX_new(), OSSL_LIB_CTX_new() };

	/* A context without a configuration has the default provider. */
	if (!libs.device || !libs.other ||
	    !OSSL_LIB_CTX_load_config(libs.device, file)) {
		complain("cannot set up OpenSSL with %s", file);
		exit(1);
	}
	return libs;
}

void libraries_close(struct libraries *libs)
{
	OSSL_LIB_CTX_free(libs->device);
	OSSL_LIB_CTX_free(libs->other);
}

static void add(struct names *names, const char *name, const OSSL_PROVIDER *prov)
{
	if (!strcmp(OSSL_PROVIDER_get0_name(prov), "devcrypto") &&
	    names->nr < ARRAY_SIZE(names->names))
		snprintf(names->names[names->nr++], sizeof(names->names[0]), "%s",
			 name);
}

static void add_cipher(EVP_CIPHER *cipher, void *names)
{
	add(names, EVP_CIPHER_get0_name(cipher), EVP_CIPHER_get0_provider(cipher));
}

static void add_digest(EVP_MD *md, void *names)
{
	add(names, EVP_MD_get0_name(md), EVP_MD_get0_provider(md));
}

static void add_mac(EVP_MAC *mac, void *names)
{
	add(names, EVP_MAC_get0_name(mac), EVP_MAC_get0_provider(mac));
}

void find_names(struct libraries *libs, enum kind kind, struct names *names)
{
	names->nr = 0;
	if (kind == KIND_CIPHER)
		EVP_CIPHER_do_all_provided(libs->device, add_cipher, names);
	else if (kind == KIND_DIGEST)
		EVP_MD_do_all_provided(libs->device, add_digest, names);
	else
		EVP_MAC_do_all_provided(libs->device, add_mac, names);
}

/* One message: its buffers have room for a block and a tag. */
struct message {
	const EVP_CIPHER *cipher;
	const unsigned char *in;
	unsigned char *out;
	unsigned char tag[TAG_LENGTH];
	size_t len;
	int out_len;
};

static bool is_aead(const EVP_CIPHER *cipher)
{
	return EVP_CIPHER_get_flags(cipher) & EVP_CIPH_FLAG_AEAD_CIPHER;
}

static bool set_up(EVP_CIPHER_CTX *ctx, struct message *msg, bool encrypt)
{
	bool ccm = EVP_CIPHER_get_mode(msg->cipher) == EVP_CIPH_CCM_MODE;
	unsigned char key[EVP_MAX_KEY_LENGTH], iv[EVP_MAX_IV_LENGTH];
	int outl;

	fill(key, sizeof(key), 1);
	fill(iv, sizeof(iv), 2);
	if (!EVP_CipherInit_ex2(ctx, msg->cipher, NULL, NULL, encrypt, NULL))
		return false;
	/* CCM needs the length of the tag before the key. */
	if (is_aead(msg->cipher) && (!encrypt || ccm) &&
	    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, TAG_LENGTH,
				encrypt ? NULL : msg->tag) <= 0)
		return false;
	if (!EVP_CipherInit_ex2(ctx, NULL, key, iv, encrypt, NULL))
		return false;
	if (ccm && !EVP_CipherUpdate(ctx, NULL, &outl, NULL, msg->len))
		return false;
	return !is_aead(msg->cipher) ||
	       EVP_CipherUpdate(ctx, NULL, &outl, iv, sizeof(iv));
}

static bool process(EVP_CIPHER_CTX *ctx, struct message *msg, bool encrypt)
{
	int first, last;

	if (!set_up(ctx, msg, encrypt) ||
	    !EVP_CipherUpdate(ctx, msg->out, &first, msg->in, msg->len) ||
	    !EVP_CipherFinal_ex(ctx, msg->out + first, &last))
		return false;
	msg->out_len = first + last;
	return !encrypt || !is_aead(msg->cipher) ||
	       EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, TAG_LENGTH,
				   msg->tag) > 0;
}

static bool crypt(struct message *msg, bool encrypt)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	bool done = ctx && process(ctx, msg, encrypt);

	EVP_CIPHER_CTX_free(ctx);
	return done;
}

/* The device encrypts as the other library does, and decrypts the result. */
static enum outcome compare_cipher(struct message *device, struct message *other,
				   size_t len)
{
	struct message back = { .cipher = device->cipher, .in = device->out };
	enum outcome outcome = FAILS;

	back.out = calloc(1, len + 64);
	if (!crypt(other, true) || !crypt(device, true))
		goto out;
	outcome = DIFFERS;
	if (device->out_len != other->out_len ||
	    memcmp(device->out, other->out, other->out_len) ||
	    memcmp(device->tag, other->tag, TAG_LENGTH))
		goto out;
	memcpy(back.tag, device->tag, TAG_LENGTH);
	back.len = device->out_len;
	if (!crypt(&back, false))
		outcome = FAILS;
	else if (back.out_len == (int)len && !memcmp(back.out, device->in, len))
		outcome = AGREES;
out:
	free(back.out);
	return outcome;
}

static enum outcome agree_cipher(struct libraries *libs, const char *name,
				 size_t len)
{
	EVP_CIPHER *ours = EVP_CIPHER_fetch(libs->device, name, DEVCRYPTO);
	EVP_CIPHER *theirs = EVP_CIPHER_fetch(libs->other, name, NULL);
	struct message device = { .cipher = ours }, other = { .cipher = theirs };
	unsigned char *in = malloc(len);
	enum outcome outcome = FAILS;

	fill(in, len, 3);
	device.in = in;
	other.in = in;
	device.len = len;
	other.len = len;
	device.out = calloc(1, len + 64);
	other.out = calloc(1, len + 64);
	if (ours && theirs && device.out && other.out && in)
		outcome = compare_cipher(&device, &other, len);
	EVP_CIPHER_free(ours);
	EVP_CIPHER_free(theirs);
	free(in);
	free(device.out);
	free(other.out);
	return outcome;
}

static bool digest(const EVP_MD *md, const unsigned char *in, size_t len,
		   unsigned char *out, unsigned int *out_len)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new(), *copy = EVP_MD_CTX_new();
	size_t half = len / 2;
	bool done;

	done = md && ctx && copy && EVP_DigestInit_ex2(ctx, md, NULL) &&
	       EVP_DigestUpdate(ctx, in, half) && EVP_MD_CTX_copy_ex(copy, ctx) &&
	       EVP_DigestUpdate(copy, in + half, len - half) &&
	       EVP_DigestFinal_ex(copy, out, out_len);
	EVP_MD_CTX_free(ctx);
	EVP_MD_CTX_free(copy);
	return done;
}

static bool mac(EVP_MAC *alg, const unsigned char *in, size_t len,
		unsigned char *out, size_t *out_len)
{
	EVP_MAC_CTX *ctx = alg ? EVP_MAC_CTX_new(alg) : NULL;
	const char *name = alg ? EVP_MAC_get0_name(alg) : "";
	unsigned char key[32];
	OSSL_PARAM params[3], *p = params;
	size_t key_len = strcasecmp(name, "Poly1305") ? 16 : 32;
	bool done;

	fill(key, sizeof(key), 4);
	if (!strcasecmp(name, "HMAC"))
		*p++ = OSSL_PARAM_construct_utf8_string("digest", "SHA256", 0);
	if (!strcasecmp(name, "CMAC"))
		*p++ = OSSL_PARAM_construct_utf8_string("cipher", "AES-128-CBC", 0);
	if (!strcasecmp(name, "GMAC")) {
		*p++ = OSSL_PARAM_construct_utf8_string("cipher", "AES-128-GCM", 0);
		*p++ = OSSL_PARAM_construct_octet_string("iv", key, 12);
	}
	*p = OSSL_PARAM_construct_end();
	done = ctx && EVP_MAC_init(ctx, key, key_len, params) &&
	       EVP_MAC_update(ctx, in, len / 2) &&
	       EVP_MAC_update(ctx, in + len / 2, len - len / 2) &&
	       EVP_MAC_final(ctx, out, out_len, EVP_MAX_MD_SIZE);
	EVP_MAC_CTX_free(ctx);
	return done;
}

static enum outcome agree_digest(struct libraries *libs, const char *name,
				 size_t len)
{
	EVP_MD *ours = EVP_MD_fetch(libs->device, name, DEVCRYPTO);
	EVP_MD *theirs = EVP_MD_fetch(libs->other, name, NULL);
	unsigned char out[2][EVP_MAX_MD_SIZE] = { 0 }, *in = malloc(len);
	unsigned int out_len[2] = { 0 };
	enum outcome outcome = FAILS;

	fill(in, len, 5);
	if (digest(ours, in, len, out[0], &out_len[0]) &&
	    digest(theirs, in, len, out[1], &out_len[1]))
		outcome = out_len[0] == out_len[1] &&
			  !memcmp(out[0], out[1], out_len[0]) ? AGREES : DIFFERS;
	EVP_MD_free(ours);
	EVP_MD_free(theirs);
	free(in);
	return outcome;
}

static enum outcome agree_mac(struct libraries *libs, const char *name, size_t len)
{
	EVP_MAC *ours = EVP_MAC_fetch(libs->device, name, DEVCRYPTO);
	EVP_MAC *theirs = EVP_MAC_fetch(libs->other, name, NULL);
	unsigned char out[2][EVP_MAX_MD_SIZE] = { 0 }, *in = malloc(len);
	size_t out_len[2] = { 0 };
	enum outcome outcome = FAILS;

	fill(in, len, 6);
	if (mac(ours, in, len, out[0], &out_len[0]) &&
	    mac(theirs, in, len, out[1], &out_len[1]))
		outcome = out_len[0] == out_len[1] &&
			  !memcmp(out[0], out[1], out_len[0]) ? AGREES : DIFFERS;
	EVP_MAC_free(ours);
	EVP_MAC_free(theirs);
	free(in);
	return outcome;
}

enum outcome agree(struct libraries *libs, enum kind kind, const char *name,
		   size_t len)
{
	switch (kind) {
	case KIND_CIPHER:
		return agree_cipher(libs, name, len);
	case KIND_DIGEST:
		return agree_digest(libs, name, len);
	default:
		return agree_mac(libs, name, len);
	}
}
