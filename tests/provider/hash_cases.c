// SPDX-License-Identifier: GPL-2.0
/* The tests of each algorithm. */
#include <crypto/cryptodev.h>
#include <openssl/err.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hash_test.h"

#define MESSAGES	40

static unsigned char got[EVP_MAX_MD_SIZE];

bool agrees_in_random_pieces(struct bench *bench, const struct algorithm *alg)
{
	struct secret secret;
	struct side dev, ref;
	int i;

	random_bytes(text, LONGEST);
	CHECK(open_both(bench, alg, &dev, &ref));
	for (i = 0; i < MESSAGES; i++) {
		random_secret(alg, &secret);
		CHECK(side_init(&dev, &secret) && side_init(&ref, &secret));
		CHECK(add_pieces(&dev, &ref, 0, random_length()));
		CHECK(finals_agree(&dev, &ref));
	}
	CHECK(!ERR_peek_error());
	close_both(&dev, &ref);
	return true;
}

static bool copies_go_separate_ways(struct bench *bench, const struct algorithm *alg)
{
	struct side dev, ref, dev_copy, ref_copy;
	struct secret secret;
	size_t at, end;
	int i;

	CHECK(open_both(bench, alg, &dev, &ref));
	for (i = 0; i < MESSAGES; i++) {
		end = random_length();
		at = random_below(end + 1);
		random_secret(alg, &secret);
		CHECK(side_init(&dev, &secret) && side_init(&ref, &secret));
		CHECK(add_pieces(&dev, &ref, 0, at));
		CHECK(side_copy(&dev_copy, &dev) && side_copy(&ref_copy, &ref));
		CHECK(add_pieces(&dev, &ref, at, end));
		CHECK(add_pieces(&dev_copy, &ref_copy, 0, at));
		if (i % 2) {
			CHECK(finals_agree(&dev, &ref));
			CHECK(finals_agree(&dev_copy, &ref_copy));
		} else {
			CHECK(finals_agree(&dev_copy, &ref_copy));
			CHECK(finals_agree(&dev, &ref));
		}
		close_both(&dev_copy, &ref_copy);
	}
	close_both(&dev, &ref);
	return true;
}

/*
 * The running hash is the parent's. GMAC has none: the child has all of the message.
 */
static bool child(struct side *dev, struct side *ref, const struct secret *secret)
{
	struct side copy;

	if (is_whole(dev->alg)) {
		CHECK(finals_agree(dev, ref));
	} else {
		CHECK(!side_copy(&copy, dev) && reason_is(REASON_FORK));
		CHECK(!side_final(dev, got) && reason_is(REASON_FORK));
		CHECK(!side_update(dev, text, 1000) && reason_is(REASON_FORK));
		CHECK(!side_final(dev, got) && reason_is(REASON_ORDER));
	}
	CHECK(message_agrees(dev, ref, secret, 1000));
	CHECK(message_agrees(dev, ref, secret, 10));
	return true;
}

static bool child_has_error_and_parent_result(struct bench *bench,
					      const struct algorithm *alg)
{
	struct secret secret;
	struct side dev, ref;
	int status;
	pid_t pid;

	CHECK(open_both(bench, alg, &dev, &ref));
	random_secret(alg, &secret);
	CHECK(side_init(&dev, &secret) && side_init(&ref, &secret));
	CHECK(add_pieces(&dev, &ref, 0, 1000));
	CHECK(side_update(&dev, text, 700) && side_update(&ref, text, 700));
	fflush(stdout);
	pid = fork();
	if (!pid) {
		status = !child(&dev, &ref, &secret);
		close_both(&dev, &ref);
		fflush(stdout);
		_exit(status);
	}
	CHECK(waitpid(pid, &status, 0) == pid && !status);
	CHECK(side_update(&dev, text, 900) && side_update(&ref, text, 900));
	CHECK(finals_agree(&dev, &ref));
	close_both(&dev, &ref);
	return true;
}

/* A message that the parent holds back ends right in both processes. */
static bool child_has_held_message(struct bench *bench, const struct algorithm *alg)
{
	struct secret secret;
	struct side dev, ref;
	int status;
	pid_t pid;

	CHECK(open_both(bench, alg, &dev, &ref));
	random_secret(alg, &secret);
	CHECK(message_agrees(&dev, &ref, &secret, 1000));
	CHECK(side_init(&dev, &secret) && side_init(&ref, &secret));
	CHECK(side_update(&dev, text, 100) && side_update(&ref, text, 100));
	fflush(stdout);
	pid = fork();
	if (!pid) {
		status = !(add_pieces(&dev, &ref, 100, 5000) &&
			   finals_agree(&dev, &ref));
		fflush(stdout);
		_exit(status);
	}
	CHECK(waitpid(pid, &status, 0) == pid && !status);
	CHECK(finals_agree(&dev, &ref));
	close_both(&dev, &ref);
	return true;
}

static bool unused_context_makes_no_call(struct bench *bench,
					 const struct algorithm *alg)
{
	struct side dev, copy;
	struct secret secret;

	CHECK(side_open(&dev, bench->device, DEVCRYPTO, alg));
	random_secret(alg, &secret);
	hooks_reset();
	CHECK(side_init(&dev, &secret));
	CHECK(side_copy(&copy, &dev));
	side_close(&copy);
	CHECK(side_update(&dev, text, HOLD));
	CHECK(side_copy(&copy, &dev));
	side_close(&copy);
	side_close(&dev);
	CHECK(hook_all_calls() == 0);
	return true;
}

/* A session is created once; the other calls are one for each piece and the end. */
static bool calls_are_as_few_as_pieces(struct bench *bench,
				       const struct algorithm *alg)
{
	unsigned int i, whole = is_whole(alg);
	struct side dev, copy;
	struct secret secret;

	CHECK(side_open(&dev, bench->device, DEVCRYPTO, alg));
	random_secret(alg, &secret);
	CHECK(side_message(&dev, &secret, text, 100, got));
	hooks_reset();
	CHECK(side_message(&dev, &secret, text, HOLD, got));
	CHECK(hook_calls(CIOCCRYPT) == 1 && hook_all_calls() == 1);

	CHECK(side_init(&dev, &secret));
	for (i = 0; i < 100; i++)
		CHECK(side_update(&dev, text, 10));
	hooks_reset();
	CHECK(side_final(&dev, got));
	CHECK(hook_calls(CIOCCRYPT) == 1 && hook_all_calls() == 1);

	CHECK(side_init(&dev, &secret));
	hooks_reset();
	CHECK(side_update(&dev, text, HOLD + 1));
	CHECK(hook_all_calls() == !whole);
	CHECK(side_update(&dev, text, 1000));
	CHECK(hook_all_calls() == 2 * !whole);
	CHECK(side_copy(&copy, &dev));
	CHECK(hook_calls(CIOCCPHASH) == !whole);
	hooks_reset();
	CHECK(side_final(&copy, got));
	CHECK(side_final(&dev, got));
	CHECK(hook_calls(CIOCCRYPT) == 2);
	side_close(&copy);

	/* The state of an abandoned message does not stay in the kernel. */
	CHECK(side_init(&dev, &secret) && side_update(&dev, text, 1000));
	hooks_reset();
	side_close(&dev);
	CHECK(hook_calls(CIOCFSESSION) == 1);
	return true;
}

const struct algorithm_test algorithm_tests[] = {
	{ "agrees in random pieces", agrees_in_random_pieces },
	{ "copies go separate ways", copies_go_separate_ways },
	{ "child has an error, parent the result",
	  child_has_error_and_parent_result },
	{ "child has a held message", child_has_held_message },
	{ "unused context makes no call", unused_context_makes_no_call },
	{ "calls are as few as pieces", calls_are_as_few_as_pieces },
	{ "default provider replaces a session",
	  default_provider_replaces_session },
	{ "request's error is reported", request_error_is_reported },
	{ "failed final is not repeated", failed_final_is_not_repeated },
	{ "abandoned message is forgotten", abandoned_message_is_forgotten },
	{ "order of calls is checked", order_of_calls_is_checked },
	{ "failed allocation is harmless", failed_allocation_is_harmless },
};

const size_t nr_algorithm_tests = ARRAY_SIZE(algorithm_tests);
