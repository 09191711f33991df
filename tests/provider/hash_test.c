// SPDX-License-Identifier: GPL-2.0
/*
 * Compares the provider's digests and MACs with those of the default provider, and
 * counts its calls.
 *
 *   hash_test MODULE [hardware] [SEED]
 *
 * MODULE is devcrypto.so. With "hardware", the provider offers only algorithms that
 * hardware serves, and tests of others are skipped.
 */
#include <crypto/cryptodev.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hash_test.h"

const char *drivers;
static const char *module;

static bool write_configuration(const char *path, const char *parameters)
{
	FILE *file = fopen(path, "w");

	if (!file)
		return false;
	fprintf(file,
		"openssl_conf = init\n"
		"[init]\nproviders = providers\n"
		"[providers]\ndevcrypto = ours\ndefault = theirs\n"
		"[ours]\nmodule = %s\n%s\n%s\nactivate = 1\n"
		"[theirs]\nactivate = 1\n",
		module, drivers, parameters);
	return !fclose(file);
}

bool bench_open(struct bench *bench, const char *parameters)
{
	char path[] = "/tmp/hash_test.XXXXXX";
	int fd = mkstemp(path);
	bool done;

	if (fd < 0)
		return false;
	close(fd);
	bench->device = OSSL_LIB_CTX_new();
	bench->reference = OSSL_LIB_CTX_new();
	bench->loaded = OSSL_PROVIDER_load(bench->reference, "default");
	done = bench->device && bench->loaded &&
	       write_configuration(path, parameters) &&
	       OSSL_LIB_CTX_load_config(bench->device, path);
	unlink(path);
	if (!done)
		ERR_print_errors_fp(stdout);
	return done;
}

void bench_close(struct bench *bench)
{
	OSSL_LIB_CTX_free(bench->device);
	OSSL_PROVIDER_unload(bench->loaded);
	OSSL_LIB_CTX_free(bench->reference);
}

bool reason_is(int reason)
{
	unsigned long err = ERR_peek_error();
	bool same = ERR_GET_REASON(err) == reason;

	if (!same)
		ERR_print_errors_fp(stdout);
	ERR_clear_error();
	return same;
}

/* HMAC is offered if one of its digests is served. */
bool is_served(const struct bench *bench, const struct algorithm *alg)
{
	unsigned char out[EVP_MAX_MD_SIZE];
	struct secret secret;
	struct side side;
	bool served;

	ERR_set_mark();
	served = side_open(&side, bench->device, DEVCRYPTO, alg);
	ERR_pop_to_mark();
	if (!served)
		return false;
	random_secret(alg, &secret);
	hooks_reset();
	served = side_message(&side, &secret, "", 0, out) &&
		 hook_calls(CIOCCRYPT) == 1;
	side_close(&side);
	return served;
}

static unsigned int number, failures;

static void report(bool passed, const char *subject, const char *name,
		   const char *note)
{
	number++;
	failures += !passed;
	printf("%sok %u %s: %s%s\n", passed ? "" : "not ", number, subject, name,
	       note);
	if (!passed)
		ERR_print_errors_fp(stdout);
	ERR_clear_error();
	fflush(stdout);
}

static void run_algorithm(struct bench *bench, const struct algorithm *alg)
{
	bool served = is_served(bench, alg), passed;
	size_t i;

	for (i = 0; i < nr_algorithm_tests; i++) {
		hooks_reset();
		passed = !served || algorithm_tests[i].run(bench, alg);
		report(passed, alg->label, algorithm_tests[i].name,
		       served ? "" : " # SKIP the device does not serve it");
	}
}

int main(int argc, char *argv[])
{
	unsigned long long seed = 1;
	struct bench bench;
	size_t i;

	drivers = "software = yes";
	if (argc > 1)
		module = argv[1];
	if (argc > 2 && !strcmp(argv[2], "hardware"))
		drivers = "";
	if (argc > 2 && argv[argc - 1][0] >= '0' && argv[argc - 1][0] <= '9')
		seed = strtoull(argv[argc - 1], NULL, 0);
	if (!module || !hooks_init()) {
		fprintf(stderr, "usage: hash_test MODULE [hardware] [SEED]\n");
		return 2;
	}
	printf("# seed %llu\n", seed);
	random_seed(seed);
	printf("1..%zu\n", nr_algorithms * nr_algorithm_tests + nr_other_tests);
	if (!bench_open(&bench, ""))
		return 1;
	for (i = 0; i < nr_algorithms; i++)
		run_algorithm(&bench, &algorithms[i]);
	bench_close(&bench);
	for (i = 0; i < nr_other_tests; i++) {
		hooks_reset();
		report(other_tests[i].run(), "digests and MACs",
		       other_tests[i].name, "");
	}
	return failures != 0;
}
