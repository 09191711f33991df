/* SPDX-License-Identifier: GPL-2.0 */
/* The tests of the provider's digests and MACs. */
#ifndef HASH_TEST_H
#define HASH_TEST_H

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
 */
struct bench {
	OSSL_LIB_CTX *device;
	OSSL_LIB_CTX *reference;
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

/* Messages in random pieces agree with the reference. */
bool agrees_in_random_pieces(struct bench *bench, const struct algorithm *alg);

/* Parameters of the provider that select software or hardware drivers. */
extern const char *drivers;

#endif /* HASH_TEST_H */
