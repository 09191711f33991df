// SPDX-License-Identifier: GPL-2.0
/* Tests that need their own configuration of the provider. */
#include <crypto/cryptodev.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hash_test.h"

#define PREFERRED	"?provider=devcrypto"

static bool without_device_the_default_provider_serves(void)
{
	struct secret secret;
	struct side dev, ref;
	struct bench bench;
	size_t i;

	CHECK(bench_open(&bench, "device = /nonexistent/crypto"));
	for (i = 0; i < nr_algorithms; i++) {
		CHECK(!side_open(&dev, bench.device, DEVCRYPTO, &algorithms[i]));
		ERR_clear_error();
		CHECK(side_open(&dev, bench.device, PREFERRED, &algorithms[i]));
		CHECK(side_open(&ref, bench.reference, NULL, &algorithms[i]));
		random_secret(&algorithms[i], &secret);
		CHECK(pieces_agree(&dev, &ref, &secret, 1000, 5000));
		CHECK(hook_all_calls() == 0);
		side_close(&dev);
		side_close(&ref);
	}
	bench_close(&bench);
	return true;
}

/* The child cannot open the device any more. */
static bool default_provider_replaces_lost_device(void)
{
	char path[] = "/tmp/hash_test.XXXXXX", parameters[64];
	struct secret secret;
	struct side dev, ref;
	struct bench bench;
	int status;
	pid_t pid;

	CHECK(mkdtemp(path) && !rmdir(path) && !symlink("/dev/crypto", path));
	snprintf(parameters, sizeof(parameters), "device = %s", path);
	CHECK(bench_open(&bench, parameters));
	CHECK(side_open(&dev, bench.device, DEVCRYPTO, &sha256));
	CHECK(side_open(&ref, bench.reference, NULL, &sha256));
	CHECK(pieces_agree(&dev, &ref, &secret, 1000, 5000));
	CHECK(!unlink(path));
	fflush(stdout);
	pid = fork();
	if (!pid) {
		hooks_reset();
		status = !(pieces_agree(&dev, &ref, &secret, 1000, 5000) &&
			   hook_all_calls() == 0);
		fflush(stdout);
		_exit(status);
	}
	CHECK(waitpid(pid, &status, 0) == pid && !status);
	CHECK(pieces_agree(&dev, &ref, &secret, 1000, 5000));
	side_close(&dev);
	side_close(&ref);
	bench_close(&bench);
	return true;
}

static bool min_bytes_selects_the_default_provider(void)
{
	static const size_t pieces[] = { 10, 700, 4095, 4096, 5000 };
	struct secret secret;
	struct side dev, ref;
	struct bench bench;
	size_t i, k;

	CHECK(bench_open(&bench, "min-bytes = 4096"));
	for (i = 0; i < nr_algorithms; i++) {
		if (!side_open(&dev, bench.device, DEVCRYPTO, &algorithms[i])) {
			ERR_clear_error();
			continue;
		}
		CHECK(side_open(&ref, bench.reference, NULL, &algorithms[i]));
		random_secret(&algorithms[i], &secret);
		for (k = 0; k < ARRAY_SIZE(pieces); k++) {
			hooks_reset();
			CHECK(pieces_agree(&dev, &ref, &secret, pieces[k], 4095));
			CHECK(pieces_agree(&dev, &ref, &secret, pieces[k], 0));
			CHECK(hook_calls(CIOCCRYPT) == 0);
			CHECK(pieces_agree(&dev, &ref, &secret, pieces[k], 4096));
		}
		side_close(&dev);
		side_close(&ref);
	}
	CHECK(side_open(&dev, bench.device, DEVCRYPTO, &sha256));
	CHECK(side_open(&ref, bench.reference, NULL, &sha256));
	hooks_reset();
	CHECK(pieces_agree(&dev, &ref, &secret, 700, 4096));
	CHECK(hook_calls(CIOCCRYPT) == 3);
	hooks_reset();
	CHECK(pieces_agree(&dev, &ref, &secret, 4096, 4096));
	CHECK(hook_calls(CIOCCRYPT) == 2);
	side_close(&dev);
	side_close(&ref);
	bench_close(&bench);
	return true;
}

/* The provider does not hold back an endless message. */
static bool large_min_bytes_holds_back_little(void)
{
	struct secret secret;
	struct side dev, ref;
	struct bench bench;

	CHECK(bench_open(&bench, "min-bytes = 1000000000000"));
	CHECK(side_open(&dev, bench.device, DEVCRYPTO, &sha256));
	CHECK(side_open(&ref, bench.reference, NULL, &sha256));
	hooks_reset();
	CHECK(pieces_agree(&dev, &ref, &secret, 1000, sizeof(text)));
	CHECK(hook_all_calls() == 0);
	CHECK(hook_largest_allocation() <= 1048576);
	side_close(&dev);
	side_close(&ref);
	bench_close(&bench);
	return true;
}

static bool wrong_min_bytes_are_rejected(void)
{
	static const char *const values[] = {
		"min-bytes = -5", "min-bytes = \" -5\"", "min-bytes = \" 5\"",
		"min-bytes = +5", "min-bytes = 0x10", "min-bytes = 5K",
		"min-bytes = 99999999999999999999", "min-bytes = \"\"",
	};
	bool rejected = true;
	struct bench bench;
	struct side dev;
	size_t i;

	for (i = 0; rejected && i < ARRAY_SIZE(values); i++) {
		rejected = !bench_open(&bench, values[i]) ||
			   !side_open(&dev, bench.device, DEVCRYPTO, &sha256);
		if (!rejected) {
			printf("# %s\n", values[i]);
			side_close(&dev);
		}
		bench_close(&bench);
		ERR_clear_error();
	}
	return rejected;
}

/* A MAC with a digest or cipher that the device lacks, or with a long IV. */
static bool default_provider_has_the_other_macs(void)
{
	struct secret secret;
	struct bench bench;
	size_t i;

	CHECK(bench_open(&bench, ""));
	for (i = 0; i < nr_soft_algorithms; i++) {
		struct side dev, ref;

		if (!side_open(&dev, bench.device, DEVCRYPTO,
			       &soft_algorithms[i])) {
			ERR_clear_error();
			continue;
		}
		side_close(&dev);
		CHECK(agrees_in_random_pieces(&bench, &soft_algorithms[i]));
		CHECK(side_open(&dev, bench.device, DEVCRYPTO,
				&soft_algorithms[i]));
		CHECK(side_open(&ref, bench.reference, NULL,
				&soft_algorithms[i]));
		random_secret(&soft_algorithms[i], &secret);
		CHECK(pieces_agree(&dev, &ref, &secret, 100, 1000));
		CHECK(side_restart(&dev, &secret) && side_update(&dev, text, 9));
		side_close(&dev);
		side_close(&ref);
	}
	bench_close(&bench);
	return true;
}

const struct other_test other_tests[] = {
	{ "without a device the default provider serves",
	  without_device_the_default_provider_serves },
	{ "default provider replaces a lost device",
	  default_provider_replaces_lost_device },
	{ "min-bytes selects the default provider",
	  min_bytes_selects_the_default_provider },
	{ "large min-bytes holds back little",
	  large_min_bytes_holds_back_little },
	{ "wrong min-bytes are rejected", wrong_min_bytes_are_rejected },
	{ "default provider has the other MACs",
	  default_provider_has_the_other_macs },
	{ "wrong parameters are rejected", wrong_parameters_are_rejected },
	{ "digests have the same properties", digests_have_the_same_properties },
	{ "TLS records have the same MAC", tls_records_have_the_same_mac },
	{ "one-shot digest is right", one_shot_digest_is_right },
	{ "threads hash at the same time", threads_hash_at_the_same_time },
	{ "closed descriptor is replaced", closed_descriptor_is_replaced },
	{ "asynchronous job is right", asynchronous_job_is_right },
};

const size_t nr_other_tests = ARRAY_SIZE(other_tests);
