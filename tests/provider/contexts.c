// SPDX-License-Identifier: GPL-2.0
/*
 * Unusual orders of calls on one context of a cipher, compared with the default
 * provider:
 *
 *   contexts CONFIGURATION [large]
 *
 * With "large", the texts are long, and no other test runs. Prints KTAP.
 */
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "operations.h"

#define TEXT	4096

static struct libraries libs;
static unsigned char key[64], iv[16], text[TEXT];

static int countdown; /* the allocation that fails; 0: none */

static bool fails_now(void)
{
	return countdown && !--countdown;
}

static void *allocate(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return fails_now() ? NULL : malloc(size);
}

static void *reallocate(void *data, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return fails_now() ? NULL : realloc(data, size);
}

static void release(void *data, const char *file, int line)
{
	(void)file;
	(void)line;
	free(data);
}

/* Returns a context with the cipher of devcrypto, or of the default provider. */
static EVP_CIPHER_CTX *context(bool device, const char *name, bool enc)
{
	EVP_CIPHER *cipher = EVP_CIPHER_fetch(device ? libs.device : libs.other,
					      name, device ? DEVCRYPTO : NULL);
	EVP_CIPHER_CTX *ctx = cipher ? EVP_CIPHER_CTX_new() : NULL;

	if (ctx && !EVP_CipherInit_ex2(ctx, cipher, NULL, NULL, enc, NULL)) {
		EVP_CIPHER_CTX_free(ctx);
		ctx = NULL;
	}
	EVP_CIPHER_free(cipher);
	return ctx;
}

/* A kernel need not have all ciphers. */
static bool is_offered(const char *name)
{
	EVP_CIPHER *cipher = EVP_CIPHER_fetch(libs.device, name, DEVCRYPTO);

	EVP_CIPHER_free(cipher);
	ERR_clear_error();
	return cipher;
}

static bool init(EVP_CIPHER_CTX *ctx, const unsigned char *new_key,
		 const unsigned char *new_iv, bool enc)
{
	return EVP_CipherInit_ex2(ctx, NULL, new_key, new_iv, enc, NULL) == 1;
}

/* Returns whether an update has as many bytes of output as of input. */
static bool update(EVP_CIPHER_CTX *ctx, unsigned char *out,
		   const unsigned char *in, int len)
{
	int done;

	return EVP_CipherUpdate(ctx, out, &done, in, len) == 1 && done == len;
}

static bool finish(EVP_CIPHER_CTX *ctx)
{
	unsigned char none[EVP_MAX_BLOCK_LENGTH];
	int done;

	return EVP_CipherFinal_ex(ctx, none, &done) == 1 && !done;
}

static bool set_tag(EVP_CIPHER_CTX *ctx, unsigned char *tag, int len)
{
	return EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, len, tag) == 1;
}

static bool get_tag(EVP_CIPHER_CTX *ctx, unsigned char *tag)
{
	return EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, 16, tag) == 1;
}

/* Encrypts, and then decrypts in the same context. */
static bool turns(const char *name, const unsigned char *second_key)
{
	unsigned char encrypted[TEXT], out[TEXT];
	EVP_CIPHER_CTX *ctx = context(true, name, true);
	bool done;

	done = ctx && EVP_CIPHER_CTX_set_padding(ctx, 0) &&
	       init(ctx, key, iv, true) && update(ctx, encrypted, text, TEXT) &&
	       init(ctx, second_key, iv, false) &&
	       update(ctx, out, encrypted, TEXT) && !memcmp(out, text, TEXT);
	EVP_CIPHER_CTX_free(ctx);
	return done;
}

static bool direction_changes_with_same_key(void)
{
	return turns("AES-128-CBC", key) && turns("AES-256-ECB", key) &&
	       turns("DES-EDE3-CBC", key) && turns("AES-128-XTS", key) &&
	       turns("AES-128-CTR", key);
}

/* Two messages of which the second has no new IV. */
static bool restart(bool device, const char *name, const unsigned char *second_key,
		    unsigned char *out)
{
	EVP_CIPHER_CTX *ctx = context(device, name, true);
	bool done;

	done = ctx && EVP_CIPHER_CTX_set_padding(ctx, 0) &&
	       init(ctx, key, iv, true) && update(ctx, out, text, 48) &&
	       init(ctx, second_key, NULL, true) && update(ctx, out + 48, text, 48);
	EVP_CIPHER_CTX_free(ctx);
	return done;
}

static bool init_without_iv_agrees(void)
{
	static const char *const names[] = { "AES-128-CBC", "AES-128-CFB",
					     "AES-128-OFB", "AES-128-CTR" };
	const unsigned char *const keys[] = { NULL, key, key + 1 };
	unsigned char ours[96], theirs[96];
	size_t i, k;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		for (k = 0; is_offered(names[i]) && k < ARRAY_SIZE(keys); k++) {
			if (!restart(true, names[i], keys[k], ours) ||
			    !restart(false, names[i], keys[k], theirs) ||
			    memcmp(ours, theirs, sizeof(ours))) {
				complain("%s, key %zu", names[i], k);
				return false;
			}
		}
	}
	return true;
}

/* A key stream must not encrypt twice. */
static bool chacha20_init_without_iv_goes_on(void)
{
	unsigned char ours[96], theirs[96];

	return restart(true, "ChaCha20", NULL, ours) &&
	       restart(false, "ChaCha20", NULL, theirs) &&
	       memcmp(ours, ours + 48, 48) && !memcmp(ours, theirs, sizeof(ours));
}

/* The padding that a block was held back for is no longer removed. */
static int final_without_padding(bool device, const unsigned char *in,
				 unsigned char *out)
{
	EVP_CIPHER_CTX *ctx = context(device, "AES-128-CBC", false);
	int len = 0, last = -1;
	bool done;

	done = ctx && init(ctx, key, iv, false) &&
	       EVP_CipherUpdate(ctx, out, &len, in, 32) == 1 &&
	       EVP_CIPHER_CTX_set_padding(ctx, 0) &&
	       EVP_CipherFinal_ex(ctx, out + len, &last) == 1;
	EVP_CIPHER_CTX_free(ctx);
	return done ? len + last : -1;
}

static bool padding_turned_off_before_final_agrees(void)
{
	unsigned char in[64], ours[64], theirs[64];
	EVP_CIPHER_CTX *ctx = context(false, "AES-128-CBC", true);
	int len, last;
	bool done;

	done = ctx && init(ctx, key, iv, true) &&
	       EVP_CipherUpdate(ctx, in, &len, text, 20) == 1 &&
	       EVP_CipherFinal_ex(ctx, in + len, &last) == 1;
	EVP_CIPHER_CTX_free(ctx);
	return done && final_without_padding(true, in, ours) == 32 &&
	       final_without_padding(false, in, theirs) == 32 &&
	       !memcmp(ours, theirs, 32);
}

static bool gcm_encrypt(unsigned char *out, unsigned char *tag)
{
	EVP_CIPHER_CTX *ctx = context(false, "AES-128-GCM", true);
	bool done;

	done = ctx && init(ctx, key, iv, true) && update(ctx, out, text, TEXT) &&
	       finish(ctx) && get_tag(ctx, tag);
	EVP_CIPHER_CTX_free(ctx);
	return done;
}

/* Returns whether a message with the tag verifies after another tag was set. */
static bool gcm_verifies(unsigned char *in, unsigned char *first,
			 unsigned char *second, int second_len)
{
	EVP_CIPHER_CTX *ctx = context(true, "AES-128-GCM", false);
	unsigned char out[TEXT];
	bool done;

	done = ctx && init(ctx, key, iv, false) && set_tag(ctx, first, 16) &&
	       update(ctx, out, in, TEXT) && set_tag(ctx, second, second_len) &&
	       finish(ctx) && !memcmp(out, text, TEXT);
	EVP_CIPHER_CTX_free(ctx);
	return done;
}

static bool gcm_last_tag_counts(void)
{
	unsigned char in[TEXT], tag[16], wrong[16];

	if (!gcm_encrypt(in, tag))
		return false;
	memcpy(wrong, tag, sizeof(tag));
	wrong[0] ^= 1;
	return gcm_verifies(in, tag, tag, 16) && gcm_verifies(in, tag, tag, 12) &&
	       gcm_verifies(in, wrong, tag, 16) && gcm_verifies(in, wrong, tag, 4) &&
	       !gcm_verifies(in, tag, wrong, 16) && !gcm_verifies(in, tag, wrong, 12);
}

/* The tag of a part, besides that of the message, would disclose GCM's hash key. */
static bool gcm_part_has_no_tag(void)
{
	EVP_CIPHER_CTX *ctx = context(true, "AES-128-GCM", true);
	unsigned char out[TEXT], tag[16], wanted[16];
	bool right;

	right = gcm_encrypt(out, wanted) && ctx && init(ctx, key, iv, true) &&
		!get_tag(ctx, tag) && update(ctx, out, text, TEXT) &&
		!get_tag(ctx, tag) && finish(ctx) && get_tag(ctx, tag) &&
		!memcmp(tag, wanted, sizeof(tag));
	EVP_CIPHER_CTX_free(ctx);
	return right;
}

/* An encryption does not become a decryption that has verified. */
static bool gcm_direction_does_not_change_in_a_message(void)
{
	EVP_CIPHER_CTX *ctx = context(true, "AES-128-GCM", true);
	unsigned char out[TEXT], wrong[16] = { 0 };
	bool begun, verified;

	begun = ctx && init(ctx, key, iv, true) && update(ctx, out, text, TEXT);
	verified = begun && init(ctx, NULL, NULL, false) &&
		   set_tag(ctx, wrong, 16) && finish(ctx);
	EVP_CIPHER_CTX_free(ctx);
	return begun && !verified;
}

/* The counter of generated IVs has eight bytes, after four fixed ones. */
static bool gcm_short_iv_is_not_generated(void)
{
	EVP_CIPHER_CTX *ctx = context(true, "AES-128-GCM", true);
	unsigned char out[16], fixed[4] = { 1, 2, 3, 4 };
	bool begun, done;

	begun = ctx && init(ctx, key, NULL, true) &&
		EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_SET_IV_FIXED, 4, fixed) == 1 &&
		EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_IV_GEN, 12, out) == 1 &&
		EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, 4, NULL) == 1;
	done = begun && EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_IV_GEN, 4, out) == 1;
	EVP_CIPHER_CTX_free(ctx);
	return begun && !done;
}

#define PIECES	(96 << 20)
#define PIECE	(1 << 20)

/* Returns whether a message has this much associated data, and its tag. */
static bool authenticate(bool device, const char *name, size_t len,
			 unsigned char *tag)
{
	static unsigned char piece[PIECE];
	EVP_CIPHER_CTX *ctx = context(device, name, true);
	unsigned char out[16];
	size_t done;
	bool right;
	int outl;

	right = ctx && init(ctx, key, iv, true);
	for (done = 0; right && done < len; done += PIECE)
		right = EVP_CipherUpdate(ctx, NULL, &outl, piece, PIECE) == 1;
	right = right && update(ctx, out, text, 16);
	/* Associated data cannot follow the text. */
	if (device)
		right = right && EVP_CipherUpdate(ctx, NULL, &outl, piece, 1) != 1;
	right = right && finish(ctx) && get_tag(ctx, tag);
	EVP_CIPHER_CTX_free(ctx);
	return right;
}

/* The length of a request's associated data has 32 bits. */
static bool long_associated_data_needs_no_memory(void)
{
	static const char *const names[] = { "AES-128-GCM", "ChaCha20-Poly1305" };
	const struct rlimit limit = { 64 << 20, RLIM_INFINITY };
	unsigned char ours[16], theirs[16];
	struct rlimit was;
	bool agrees = true;
	size_t i;

	getrlimit(RLIMIT_DATA, &was);
	setrlimit(RLIMIT_DATA, &limit);
	for (i = 0; agrees && i < ARRAY_SIZE(names); i++)
		agrees = authenticate(true, names[i], PIECES, ours) &&
			 authenticate(false, names[i], PIECES, theirs) &&
			 !memcmp(ours, theirs, sizeof(ours));
	setrlimit(RLIMIT_DATA, &was);
	return agrees;
}

/*
 * Fails an allocation of the second update, and then goes on. Returns whether the
 * message has ended with the error; sets *@failed to whether there was one.
 */
static bool ends_with_error(int nth, bool *failed)
{
	EVP_CIPHER_CTX *ctx = context(true, "AES-128-GCM", true);
	unsigned char out[TEXT];
	bool begun, second, more;

	begun = ctx && init(ctx, key, iv, true) && update(ctx, out, text, TEXT);
	countdown = nth;
	second = begun && update(ctx, out, text, TEXT);
	*failed = begun && !countdown;
	countdown = 0;
	more = begun && update(ctx, out, text, TEXT);
	more = finish(ctx) || more;
	EVP_CIPHER_CTX_free(ctx);
	ERR_clear_error();
	return begun && second == more;
}

static bool gcm_ends_with_a_failed_allocation(void)
{
	bool failed = true;
	int nth;

	for (nth = 1; failed; nth++)
		if (!ends_with_error(nth, &failed))
			return false;
	return true;
}

static bool no_parameters_are_no_error(void)
{
	static const char *const names[] = { "AES-128-CBC", "AES-128-CTR",
					     "AES-128-GCM" };
	EVP_CIPHER_CTX *ctx;
	bool right = true;
	size_t i;

	for (i = 0; right && i < ARRAY_SIZE(names); i++) {
		ctx = context(true, names[i], true);
		right = ctx && EVP_CIPHER_CTX_get_params(ctx, NULL) == 1 &&
			EVP_CIPHER_CTX_set_params(ctx, NULL) == 1;
		EVP_CIPHER_CTX_free(ctx);
	}
	return right;
}

/* EVP_Cipher() takes an unsigned int, and EVP_CipherUpdate() an int. */
#define LARGE	((1ul << 31) + 2 * WINDOW)
#define WINDOW	(1ul << 20)

/* Maps the same pages again and again, with room for one more window. */
static unsigned char *map_large(void)
{
	int fd = memfd_create("text", 0);
	unsigned char *at = mmap(NULL, LARGE, PROT_NONE,
				 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	size_t i;

	if (at == MAP_FAILED || fd < 0 || ftruncate(fd, WINDOW))
		return NULL;
	for (i = 0; i < LARGE; i += WINDOW)
		if (mmap(at + i, WINDOW, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED)
			return NULL;
	close(fd);
	return at;
}

static bool encrypt_large(bool device, const char *name, unsigned char *at)
{
	EVP_CIPHER_CTX *ctx = context(device, name, true);
	bool done;

	memset(at, 0, WINDOW);
	done = ctx && init(ctx, key, iv, true) &&
	       (unsigned int)EVP_Cipher(ctx, at, at, LARGE) == LARGE;
	EVP_CIPHER_CTX_free(ctx);
	return done;
}

static bool two_gibibytes_agree(void)
{
	static const char *const names[] = { "AES-128-CTR", "AES-128-GCM" };
	static unsigned char ours[WINDOW];
	unsigned char *at = map_large();
	bool agrees = at;
	size_t i;

	for (i = 0; agrees && i < ARRAY_SIZE(names); i++) {
		agrees = encrypt_large(true, names[i], at);
		memcpy(ours, at, WINDOW);
		agrees = agrees && encrypt_large(false, names[i], at) &&
			 !memcmp(ours, at, WINDOW);
	}
	if (at)
		munmap(at, LARGE);
	return agrees;
}

struct test {
	const char *name;
	bool (*passes)(void);
};

static const struct test tests[] = {
#define TEST(name) { #name, name }
	TEST(direction_changes_with_same_key),
	TEST(init_without_iv_agrees),
	TEST(chacha20_init_without_iv_goes_on),
	TEST(padding_turned_off_before_final_agrees),
	TEST(no_parameters_are_no_error),
	TEST(gcm_last_tag_counts),
	TEST(gcm_part_has_no_tag),
	TEST(gcm_direction_does_not_change_in_a_message),
	TEST(gcm_short_iv_is_not_generated),
	TEST(gcm_ends_with_a_failed_allocation),
	TEST(long_associated_data_needs_no_memory),
}, large_tests[] = {
	TEST(two_gibibytes_agree),
#undef TEST
};

int main(int argc, char **argv)
{
	const struct test *all = argc == 3 ? large_tests : tests;
	size_t i, nr = argc == 3 ? ARRAY_SIZE(large_tests) : ARRAY_SIZE(tests);
	int failures = 0;

	if (argc < 2 ||
	    !CRYPTO_set_mem_functions(allocate, reallocate, release))
		return 2;
	libs = libraries_open(argv[1]);
	fill(key, sizeof(key), 1);
	fill(iv, sizeof(iv), 2);
	fill(text, sizeof(text), 3);
	printf("1..%zu\n", nr);
	for (i = 0; i < nr; i++) {
		bool passed = all[i].passes();

		failures += !passed;
		printf("%sok %zu %s\n", passed ? "" : "not ", i + 1, all[i].name);
		ERR_clear_error();
	}
	libraries_close(&libs);
	return failures != 0;
}
