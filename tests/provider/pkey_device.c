// SPDX-License-Identifier: GPL-2.0
/* Keys without a device, and in asynchronous jobs. */
#include <openssl/async.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pkey_test.h"

/* Copies OPENSSL_CONF to a file, with another device. */
static bool write_config(const char *path)
{
	FILE *from = fopen(getenv("OPENSSL_CONF"), "r"), *to = fopen(path, "w");
	char line[500];

	CHECK(from && to);
	while (fgets(line, sizeof(line), from)) {
		fputs(line, to);
		if (!strncmp(line, "module", 6))
			fputs("device = /nonexistent\n", to);
	}
	fclose(from);
	return !fclose(to);
}

static bool signs_in(OSSL_LIB_CTX *libctx, const char *properties)
{
	EVP_PKEY *key = EVP_PKEY_Q_keygen(libctx, properties, "RSA", (size_t)1024);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char sig[128];
	size_t len = sizeof(sig);
	bool done;

	done = key &&
	       EVP_DigestSignInit_ex(ctx, NULL, "SHA256", libctx, properties, key,
				     NULL) == 1 &&
	       EVP_DigestSign(ctx, sig, &len, message, sizeof(message)) == 1;
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return done;
}

static bool missing_device_leaves_default_provider(void)
{
	static const char path[] = "/tmp/pkey_test.cnf";
	OSSL_LIB_CTX *libctx = OSSL_LIB_CTX_new();

	CHECK(write_config(path));
	CHECK(OSSL_LIB_CTX_load_config(libctx, path) == 1);
	unlink(path);
	CHECK(OSSL_PROVIDER_available(libctx, "devcrypto") == 1);
	CHECK(signs_in(libctx, "?provider=devcrypto"));
	CHECK(!signs_in(libctx, OURS));
	ERR_clear_error();
	OSSL_LIB_CTX_free(libctx);
	return true;
}

/**
 * struct sign_job - a job that signs
 * @job: the job, or NULL
 * @wait: its descriptors
 * @result: ASYNC_FINISH and others
 * @valid: its result
 */
struct sign_job {
	ASYNC_JOB *job;
	ASYNC_WAIT_CTX *wait;
	int result;
	int valid;
};

static int run_job(void *arg)
{
	EVP_PKEY *key = *(EVP_PKEY **)arg;

	return is_pair(key, OURS, key, OURS);
}

/* Starts the jobs, and resumes each until all have ended. */
static bool run_jobs(struct sign_job *jobs, size_t nr, EVP_PKEY *key)
{
	size_t i, left = nr;

	while (left) {
		for (i = 0; i < nr; i++) {
			if (jobs[i].result == ASYNC_FINISH)
				continue;
			jobs[i].result = ASYNC_start_job(&jobs[i].job, jobs[i].wait,
							 &jobs[i].valid, run_job,
							 &key, sizeof(key));
			CHECK(jobs[i].result == ASYNC_PAUSE ||
			      jobs[i].result == ASYNC_FINISH);
			left -= jobs[i].result == ASYNC_FINISH;
		}
	}
	return true;
}

static bool rsa_jobs_sign(void)
{
	EVP_PKEY *ours = copy_key(rsa_key(1024), EVP_PKEY_KEYPAIR, OURS);
	struct sign_job jobs[8] = {};
	size_t i;

	CHECK(ours);
	for (i = 0; i < ARRAY_SIZE(jobs); i++) {
		jobs[i].wait = ASYNC_WAIT_CTX_new();
		CHECK(jobs[i].wait);
	}
	CHECK(run_jobs(jobs, ARRAY_SIZE(jobs), ours));
	for (i = 0; i < ARRAY_SIZE(jobs); i++) {
		CHECK(jobs[i].valid == 1);
		ASYNC_WAIT_CTX_free(jobs[i].wait);
	}
	EVP_PKEY_free(ours);
	return true;
}

const struct test device_tests[] = {
	{ "missing_device_leaves_default_provider",
	  missing_device_leaves_default_provider },
	{ "rsa_jobs_sign", rsa_jobs_sign },
	{ NULL, NULL }
};
