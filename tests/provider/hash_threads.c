// SPDX-License-Identifier: GPL-2.0
/* Contexts of many threads and of asynchronous jobs, and closed descriptors. */
#include <crypto/cryptodev.h>
#include <crypto/cryptodev_native.h>
#include <openssl/async.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "hash_test.h"

static void *run_thread(void *arg)
{
	struct bench *bench = arg;
	struct side dev, ref;
	bool passed = true;
	int i;

	for (i = 0; passed && i < 200; i++) {
		passed = side_open(&dev, bench->device, DEVCRYPTO, &sha256) &&
			 side_open(&ref, bench->reference, NULL, &sha256) &&
			 pieces_agree(&dev, &ref, NULL, 600, 10 * i);
		side_close(&dev);
		side_close(&ref);
	}
	return passed ? arg : NULL;
}

bool threads_hash_at_the_same_time(void)
{
	pthread_t threads[12];
	struct bench bench;
	bool passed = true;
	void *result;
	size_t i;

	CHECK(bench_open(&bench, ""));
	for (i = 0; i < ARRAY_SIZE(threads); i++)
		CHECK(!pthread_create(&threads[i], NULL, run_thread, &bench));
	for (i = 0; i < ARRAY_SIZE(threads); i++)
		passed &= !pthread_join(threads[i], &result) && result;
	CHECK(passed);
	bench_close(&bench);
	return true;
}

/* Some daemons close all descriptors, and open others. */
bool closed_descriptor_is_replaced(void)
{
	struct side dev, ref, held;
	struct bench bench;
	int fd;

	CHECK(bench_open(&bench, ""));
	CHECK(side_open(&dev, bench.device, DEVCRYPTO, &sha256));
	CHECK(side_open(&ref, bench.reference, NULL, &sha256));
	CHECK(side_copy(&held, &dev));
	CHECK(pieces_agree(&dev, &ref, NULL, 1000, 5000));
	for (fd = 3; fd < 64; fd++)
		close(fd);
	hooks_reset();
	CHECK(pieces_agree(&dev, &ref, NULL, 1000, 5000));
	CHECK(pieces_agree(&dev, &ref, NULL, 1000, 5000));
	CHECK(hook_calls(CIOCCRYPT) > 6);
	side_close(&held);
	side_close(&dev);
	side_close(&ref);
	bench_close(&bench);
	return true;
}

struct job {
	struct bench *bench;
	bool passed;
};

/* Both contexts of a copy have the descriptor of the job. */
static bool run_in_job(struct bench *bench)
{
	unsigned char got[EVP_MAX_MD_SIZE] = { 0 }, wanted[EVP_MAX_MD_SIZE];
	struct side dev, ref, copy;

	CHECK(side_open(&dev, bench->device, DEVCRYPTO, &sha256));
	CHECK(side_open(&ref, bench->reference, NULL, &sha256));
	CHECK(pieces_agree(&dev, &ref, NULL, 1000, 5000));
	CHECK(side_init(&dev, NULL) && side_update(&dev, text, 1000));
	CHECK(side_copy(&copy, &dev));
	CHECK(side_update(&dev, text + 1000, 1000));
	CHECK(side_update(&copy, text + 1000, 2000));
	CHECK(side_final(&dev, got) == 32);
	CHECK(side_message(&ref, NULL, text, 2000, wanted) == 32);
	CHECK(!memcmp(got, wanted, 32));
	side_close(&dev);
	CHECK(side_final(&copy, got) == 32);
	CHECK(side_message(&ref, NULL, text, 3000, wanted) == 32);
	CHECK(!memcmp(got, wanted, 32));
	side_close(&copy);
	side_close(&ref);
	return true;
}

static int job_function(void *arg)
{
	struct job *job = *(struct job **)arg;

	job->passed = run_in_job(job->bench);
	return 1;
}

bool asynchronous_job_is_right(void)
{
	ASYNC_WAIT_CTX *wait = ASYNC_WAIT_CTX_new();
	ASYNC_JOB *async = NULL;
	struct bench bench;
	struct job job = { &bench, false }, *arg = &job;
	int status, ret = 0;

	CHECK(wait && bench_open(&bench, ""));
	hooks_reset();
	do {
		status = ASYNC_start_job(&async, wait, &ret, job_function, &arg,
					 sizeof(arg));
	} while (status == ASYNC_PAUSE);
	CHECK(status == ASYNC_FINISH && ret == 1 && job.passed);
	CHECK(hook_calls(CRYPTODEV_SUBMIT) >= 6);
	ASYNC_WAIT_CTX_free(wait);
	bench_close(&bench);
	return true;
}
