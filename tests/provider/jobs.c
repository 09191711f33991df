// SPDX-License-Identifier: GPL-2.0
/*
 * Runs each algorithm that devcrypto offers in asynchronous jobs of one thread, many
 * at a time, and compares the results with the default provider's:
 *
 *   jobs CONFIGURATION PAUSES
 *
 * Two jobs share a wait context. The thread waits until a descriptor of a job is
 * readable, and then resumes the jobs of that context only. The exit status is 0 if
 * all results are right and the jobs have paused at least so many times.
 */
#include <openssl/async.h>
#include <openssl/rsa.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "operations.h"

#define JOBS		64
#define DESCRIPTORS	4	/* of a wait context: one for each of its jobs */
#define RSA_TASKS	32
#define RSA_SIZE	256

/* A comparison: of RSA if there is no name. */
struct task {
	enum kind kind;
	const char *name;
	size_t len;
};

struct job {
	ASYNC_JOB *async;
	ASYNC_WAIT_CTX *wait;
	struct task task;
	bool running;
};

static struct libraries libs;
static struct names names[KINDS];
static struct task tasks[1000];
static size_t nr_tasks, next_task;
static EVP_PKEY *device_key, *other_key;
static struct job jobs[JOBS];
static int pauses, failures;

static void check(bool right, const char *subject)
{
	if (right)
		return;
	complain("%s", subject);
	exit(1);
}

static bool sign(OSSL_LIB_CTX *lib, EVP_PKEY *key, const unsigned char *text,
		 size_t len, unsigned char *sig)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(lib, key, NULL);
	size_t sig_len = RSA_SIZE;
	bool done;

	done = ctx && EVP_PKEY_sign_init(ctx) == 1 &&
	       EVP_PKEY_sign(ctx, sig, &sig_len, text, len) == 1 &&
	       sig_len == RSA_SIZE;
	EVP_PKEY_CTX_free(ctx);
	return done;
}

static bool rsa_agrees(size_t len)
{
	unsigned char text[64], device[RSA_SIZE], other[RSA_SIZE];

	fill(text, len, len);
	return sign(libs.device, device_key, text, len, device) &&
	       sign(libs.other, other_key, text, len, other) &&
	       !memcmp(device, other, RSA_SIZE);
}

static int compare(void *arg)
{
	struct task *task = arg;

	if (!task->name)
		return rsa_agrees(task->len);
	return agree(&libs, task->kind, task->name, task->len) == AGREES;
}

static void make_keys(void)
{
	OSSL_PARAM *params = NULL;
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(libs.device, "RSA", DEVCRYPTO);

	other_key = EVP_PKEY_Q_keygen(libs.other, NULL, "RSA", 8 * (size_t)RSA_SIZE);
	check(other_key && ctx &&
	      EVP_PKEY_todata(other_key, EVP_PKEY_KEYPAIR, &params) == 1 &&
	      EVP_PKEY_fromdata_init(ctx) == 1 &&
	      EVP_PKEY_fromdata(ctx, &device_key, EVP_PKEY_KEYPAIR, params) == 1,
	      "an RSA key");
	OSSL_PARAM_free(params);
	EVP_PKEY_CTX_free(ctx);
}

static void make_tasks(void)
{
	static const size_t lengths[] = { 32, 1000, 70000 };
	enum kind kind;
	size_t i, k;

	for (i = 0; i < RSA_TASKS; i++)
		tasks[nr_tasks++] = (struct task){ .len = i + 1 };
	for (kind = 0; kind < KINDS; kind++) {
		find_names(&libs, kind, &names[kind]);
		for (i = 0; i < names[kind].nr; i++)
			for (k = 0; k < ARRAY_SIZE(lengths); k++)
				tasks[nr_tasks++] = (struct task){
					kind, names[kind].names[i], lengths[k]
				};
	}
	check(nr_tasks > JOBS, "the number of tasks");
}

/* Starts the job, or resumes it. */
static void run(struct job *job)
{
	int right = 0;

	switch (ASYNC_start_job(&job->async, job->wait, &right, compare, &job->task,
				sizeof(job->task))) {
	case ASYNC_PAUSE:
		job->running = true;
		pauses++;
		return;
	case ASYNC_FINISH:
		job->running = false;
		job->async = NULL;
		if (right)
			return;
		failures++;
		complain("%s of %zu bytes is wrong",
			 job->task.name ? job->task.name : "RSA", job->task.len);
		return;
	default:
		check(false, "a job");
	}
}

static void start_jobs(void)
{
	size_t i;

	for (i = 0; i < JOBS; i++) {
		while (!jobs[i].running && next_task < nr_tasks) {
			jobs[i].task = tasks[next_task++];
			run(&jobs[i]);
		}
	}
}

/* Returns whether a job has not ended, and adds the descriptors of all. */
static bool find_descriptors(struct pollfd *fds, struct job **owners, nfds_t *nr)
{
	OSSL_ASYNC_FD found[DESCRIPTORS];
	bool running = false;
	size_t i, k, count;

	for (*nr = i = 0; i < JOBS; i++) {
		running |= jobs[i].running;
		/* The job after it has the same context. */
		if (i % 2)
			continue;
		check(ASYNC_WAIT_CTX_get_all_fds(jobs[i].wait, NULL, &count) &&
		      count <= DESCRIPTORS &&
		      ASYNC_WAIT_CTX_get_all_fds(jobs[i].wait, found, &count),
		      "the descriptors of a wait context");
		for (k = 0; k < count; k++) {
			owners[*nr] = &jobs[i];
			fds[(*nr)++] = (struct pollfd){ found[k], POLLIN, 0 };
		}
	}
	return running;
}

static void run_all(void)
{
	struct pollfd fds[JOBS / 2 * DESCRIPTORS];
	struct job *owners[JOBS / 2 * DESCRIPTORS];
	nfds_t i, nr;

	for (start_jobs(); find_descriptors(fds, owners, &nr); start_jobs()) {
		check(nr && poll(fds, nr, 60000) > 0, "no descriptor is readable");
		for (i = 0; i < nr; i++) {
			if (!fds[i].revents)
				continue;
			if (owners[i][0].running)
				run(&owners[i][0]);
			if (owners[i][1].running)
				run(&owners[i][1]);
		}
	}
}

int main(int argc, char **argv)
{
	size_t i;

	if (argc != 3)
		return 2;
	libs = libraries_open(argv[1]);
	make_keys();
	make_tasks();
	for (i = 0; i < JOBS; i++)
		jobs[i].wait = i % 2 ? jobs[i - 1].wait : ASYNC_WAIT_CTX_new();
	run_all();
	printf("%zu tasks, %d pauses\n", nr_tasks, pauses);
	for (i = 0; i < JOBS; i += 2)
		ASYNC_WAIT_CTX_free(jobs[i].wait);
	EVP_PKEY_free(device_key);
	EVP_PKEY_free(other_key);
	libraries_close(&libs);
	return failures || pauses < atoi(argv[2]);
}
