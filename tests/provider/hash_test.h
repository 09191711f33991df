/* SPDX-License-Identifier: GPL-2.0 */
/* The tests of the provider's digests and MACs. */
#ifndef HASH_TEST_H
#define HASH_TEST_H

#include <openssl/provider.h>
#include <stdio.h>

#include "hash_hooks.h"
#include "hash_side.h"

/* error.h of the provider: ERROR_REQUEST and the like. */
#define REASON_REQUEST	5
#define REASON_FORK	6
#define REASON_ORDER	18

/* Fails the test. */
#define CHECK(condition)						\
	do {								\
		if (!(condition)) {					\
			printf("# %s:%d: not so: %s\n", __FILE__,	\
			       __LINE__, #condition);			\
			return false;					\
		}							\
	} while (0)

/**
 * struct bench - both library contexts
 * @device: loads devcrypto
 * @reference: the default provider alone
 * @loaded: that provider
 */
struct bench {
	OSSL_LIB_CTX *device;
	OSSL_LIB_CTX *reference;
	OSSL_PROVIDER *loaded;
};

/*
 * Loads devcrypto with these parameters, lines for its section. Returns false on
 * errors.
 */
bool bench_open(struct bench *bench, const char *parameters);
void bench_close(struct bench *bench);

/* Returns whether the errors in the queue begin with this reason; empties it. */
bool reason_is(int reason);

/* Returns whether devcrypto serves the algorithm by the device. */
bool is_served(const struct bench *bench, const struct algorithm *alg);

/* A test of one algorithm, and a test of anything else. */
struct algorithm_test {
	const char *name;
	bool (*run)(struct bench *bench, const struct algorithm *alg);
};

struct other_test {
	const char *name;
	bool (*run)(void);
};

extern const struct algorithm_test algorithm_tests[];
extern const size_t nr_algorithm_tests;
extern const struct other_test other_tests[];
extern const size_t nr_other_tests;

/* The text of messages. Random lengths of them are below LONGEST. */
#define TEXT_SIZE	(4 * 1048576)
#define LONGEST		200000
extern unsigned char text[TEXT_SIZE];

/* Fetch and free the algorithm of both contexts. */
bool open_both(const struct bench *bench, const struct algorithm *alg,
	       struct side *dev, struct side *ref);
void close_both(struct side *dev, struct side *ref);

/*
 * Return whether both succeed with the same result. finals_agree() ends the messages
 * that both have begun. The others process text of @len bytes, message_agrees() in one
 * piece, and pieces_agree() in pieces for the device.
 */
bool finals_agree(struct side *dev, struct side *ref);
bool message_agrees(struct side *dev, struct side *ref,
		    const struct secret *secret, size_t len);
bool pieces_agree(struct side *dev, struct side *ref, const struct secret *secret,
		  size_t piece, size_t len);

/* Adds text from @at to @end to both, in random pieces. */
bool add_pieces(struct side *dev, struct side *ref, size_t at, size_t end);
size_t random_length(void);

/* Messages in random pieces agree with the reference. */
bool agrees_in_random_pieces(struct bench *bench, const struct algorithm *alg);

/* hash_faults.c */
bool default_provider_replaces_session(struct bench *bench,
				       const struct algorithm *alg);
bool request_error_is_reported(struct bench *bench,
			       const struct algorithm *alg);
bool failed_final_is_not_repeated(struct bench *bench,
				  const struct algorithm *alg);
bool abandoned_message_is_forgotten(struct bench *bench,
				    const struct algorithm *alg);
bool order_of_calls_is_checked(struct bench *bench,
			       const struct algorithm *alg);
bool failed_allocation_is_harmless(struct bench *bench,
				   const struct algorithm *alg);

/* hash_library.c */
bool wrong_parameters_are_rejected(void);
bool digests_have_the_same_properties(void);
bool tls_records_have_the_same_mac(void);
bool one_shot_digest_is_right(void);

/* hash_threads.c */
bool threads_hash_at_the_same_time(void);
bool closed_descriptor_is_replaced(void);
bool asynchronous_job_is_right(void);

/* Parameters of the provider that select software or hardware drivers. */
extern const char *drivers;

#endif /* HASH_TEST_H */
