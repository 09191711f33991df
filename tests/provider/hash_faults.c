// SPDX-License-Identifier: GPL-2.0
/* The tests of each algorithm that fail calls and allocations, and of their order. */
#include <crypto/cryptodev.h>
#include <errno.h>
#include <openssl/err.h>
#include <string.h>

#include "hash_test.h"

static unsigned char got[EVP_MAX_MD_SIZE], wanted[EVP_MAX_MD_SIZE];

bool default_provider_replaces_session(struct bench *bench,
				       const struct algorithm *alg)
{
	static const int lengths[] = { 0, 100, 1000, LONGEST };
	struct secret secret;
	struct side dev, ref;
	size_t i;

	for (i = 0; i < 2 * ARRAY_SIZE(lengths); i++) {
		hooks_reset();
		CHECK(open_both(bench, alg, &dev, &ref));
		random_secret(alg, &secret);
		if (i % 2) {
			hook_fail_call(CIOCCRYPT, 1, EBUSY);
		} else {
			/* An idle session of a digest needs no other call. */
			hook_fail_call(CIOCCRYPT, 1, EBADF);
			hook_fail_call(is_mac(alg) ? CIOCGSESSION : CIOCCRYPT, 1,
				       is_mac(alg) ? EMFILE : ENOMEM);
		}
		CHECK(message_agrees(&dev, &ref, &secret, lengths[i / 2]));
		CHECK(!ERR_peek_error());
		close_both(&dev, &ref);
	}
	hooks_reset();
	return true;
}

bool request_error_is_reported(struct bench *bench, const struct algorithm *alg)
{
	struct secret secret;
	struct side dev, ref;

	CHECK(open_both(bench, alg, &dev, &ref));
	random_secret(alg, &secret);
	CHECK(side_init(&dev, &secret));
	hook_fail_call(CIOCCRYPT, is_whole(alg) ? 1 : 2, EIO);
	if (!is_whole(alg)) {
		CHECK(side_update(&dev, text, 1000));
		CHECK(!side_update(&dev, text, 1000));
		CHECK(strstr(ERR_reason_error_string(ERR_peek_error()), "request"));
		CHECK(reason_is(REASON_REQUEST));
		CHECK(!side_final(&dev, got) && reason_is(REASON_ORDER));
		CHECK(!side_update(&dev, text, 1) && reason_is(REASON_ORDER));
	} else {
		CHECK(side_update(&dev, text, 1000));
		CHECK(!side_final(&dev, got) && reason_is(REASON_REQUEST));
	}
	hooks_reset();
	CHECK(message_agrees(&dev, &ref, &secret, 2000));
	close_both(&dev, &ref);
	return true;
}

/* The device may have hashed a part of the last request. */
bool failed_final_is_not_repeated(struct bench *bench, const struct algorithm *alg)
{
	struct secret secret;
	struct side dev, ref;

	if (is_whole(alg))
		return true;
	CHECK(open_both(bench, alg, &dev, &ref));
	random_secret(alg, &secret);
	CHECK(side_init(&dev, &secret));
	hook_fail_call(CIOCCRYPT, 2, EIO);
	CHECK(side_update(&dev, text, 1000) && side_update(&dev, text, 100));
	CHECK(!side_final(&dev, got) && reason_is(REASON_REQUEST));
	CHECK(!side_final(&dev, got) && reason_is(REASON_ORDER));
	CHECK(!side_update(&dev, text, 1) && reason_is(REASON_ORDER));
	hooks_reset();
	CHECK(message_agrees(&dev, &ref, &secret, 2000));
	close_both(&dev, &ref);
	return true;
}

/* A message that the program abandons is no part of the next one. */
bool abandoned_message_is_forgotten(struct bench *bench,
				    const struct algorithm *alg)
{
	static const int lengths[] = { 1, HOLD, HOLD + 1, 3000, WHOLE_MAX + 1 };
	struct secret secret;
	struct side dev, ref;
	size_t i, k;

	CHECK(open_both(bench, alg, &dev, &ref));
	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		for (k = 0; k < ARRAY_SIZE(lengths); k++) {
			random_secret(alg, &secret);
			CHECK(side_init(&dev, &secret));
			CHECK(side_update(&dev, text, lengths[i]));
			CHECK(message_agrees(&dev, &ref, &secret, lengths[k]));
		}
	}
	close_both(&dev, &ref);
	return true;
}

/* After final only init is in order. */
bool order_of_calls_is_checked(struct bench *bench, const struct algorithm *alg)
{
	struct secret secret;
	struct side dev, ref;

	CHECK(open_both(bench, alg, &dev, &ref));
	random_secret(alg, &secret);
	CHECK(message_agrees(&dev, &ref, &secret, 1000));
	CHECK(!side_final(&dev, got));
	ERR_clear_error();
	CHECK(!side_update(&dev, text, 1));
	ERR_clear_error();
	if (is_mac(alg)) {
		/* POLY1305 authenticates one message with a key. */
		CHECK(side_restart(&dev, &secret) == (alg->keylen != 32 ||
						      alg->sub));
		CHECK(side_restart(&ref, &secret) == (alg->keylen != 32 ||
						      alg->sub));
		ERR_clear_error();
	}
	if (!is_mac(alg) || alg->sub) {
		if (!is_mac(alg))
			CHECK(side_init(&dev, &secret) &&
			      side_init(&ref, &secret));
		CHECK(add_pieces(&dev, &ref, 0, 3000));
		CHECK(finals_agree(&dev, &ref));
	}
	close_both(&dev, &ref);
	return true;
}

/* Each allocation fails once: the operation fails or its result is right. */
bool failed_allocation_is_harmless(struct bench *bench,
				   const struct algorithm *alg)
{
	struct side dev, ref, copy;
	struct secret secret;
	size_t want, len;
	unsigned int nr;
	bool failed = true;
	long before;

	random_secret(alg, &secret);
	CHECK(side_open(&ref, bench->reference, NULL, alg));
	CHECK(side_open(&dev, bench->device, DEVCRYPTO, alg));
	want = side_message(&ref, &secret, text, 2000, wanted);
	/* The provider keeps what it creates here. */
	CHECK(side_message(&dev, &secret, text, 2000, got) == want);
	CHECK(!memcmp(got, wanted, want));
	ERR_clear_error();
	for (nr = 1; failed; nr++) {
		before = hook_allocations();
		hook_fail_allocation(nr);
		len = 0;
		if (side_init(&dev, &secret) && side_update(&dev, text, 100) &&
		    side_update(&dev, text + 100, 900) &&
		    side_copy(&copy, &dev)) {
			len = side_update(&copy, text + 1000, 1000) ?
				      side_final(&copy, got) :
				      0;
			side_close(&copy);
		}
		failed = hook_allocation_failed();
		hook_fail_allocation(0);
		CHECK(!len || (len == want && !memcmp(got, wanted, len)));
		CHECK(failed || len);
		ERR_clear_error();
		CHECK(side_message(&dev, &secret, text, 2000, got) == want);
		CHECK(!memcmp(got, wanted, want));
		/* An idle session, and the library's own error queue, may remain. */
		CHECK(hook_allocations() <= before + 8);
	}
	CHECK(nr > 2);
	close_both(&dev, &ref);
	return true;
}
