// SPDX-License-Identifier: GPL-2.0
/*
 * Runs a program with fresh memory and descriptors of its own, and checks the
 * device afterwards.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "../selftests/lib/devcrypto.h"
#include "../selftests/lib/process.h"
#include "memory.h"
#include "mutate.h"
#include "outputs.h"
#include "ring.h"
#include "run.h"

/* Bytes that a call may fill: an access to the page after them faults. */
#define ROOM		(64u << 10)

/*
 * Seconds in which drivers and workers complete all requests of a closed device, in
 * the first attempt and in the last: a machine may be busy.
 */
#define SETTLES		2
#define SETTLES_SLOWLY	8

static struct running running;

static void *room(void)
{
	uint8_t *p = mmap(NULL, 2 * ROOM, PROT_NONE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED || mprotect(p, ROOM, PROT_READ | PROT_WRITE))
		return NULL;
	return p;
}

/**
 * run_start() - prepare to run programs
 *
 * Return: whether that succeeded.
 */
bool run_start(void)
{
	int i;

	for (i = 0; i < NR_STORES; i++) {
		running.staged[i].at = room();
		if (!running.staged[i].at)
			return false;
	}
	running.results = room();
	serials_make();
	if (!running.results || !memory_make() || !how_start())
		return false;
	memory_set_ranges(running.staged[STORE_RANGES].at,
			  NR_STAGED * sizeof(struct iovec));
	return true;
}

/* Returns a bit for each memory area that a program's pointers point to. */
static uint64_t areas_of(const struct program *p)
{
	uint64_t used = 0;
	unsigned int i, k;

	for (i = 0; i < p->nr; i++) {
		const struct step *s = &p->steps[i];

		for (k = 0; k < calls[s->call].nr; k++)
			if (calls[s->call].fields[k].kind == KIND_POINTER)
				used |= 1ull << POINTER_AREA(s->args[k]);
	}
	return used;
}

/* Do requests of a call run after it has returned? Only one call can wait. */
static bool runs_later(const struct step *s)
{
	const struct call *call = &calls[s->call];
	struct step copy = *s;

	return call->later && !(call->cmd == CRYPTODEV_SUBMIT &&
				step_get(&copy, "flags") & CRYPTODEV_SUBMIT_WAIT);
}

/* Returns whether nothing of a step runs after it has ended. */
static bool is_quiet(const struct step *s)
{
	return (s->how == HOW_PLAIN || s->how == HOW_READONLY ||
		s->how == HOW_BAD) && !runs_later(s) &&
	       calls[s->call].act != ACT_URING;
}

static void begin(const struct program *p)
{
	int i;

	memory_begin(areas_of(p));
	for (i = 0; i < NR_FDS; i++)
		running.fds[i] = i < 2 ?
			open("/dev/crypto", O_RDWR | O_CLOEXEC) : -1;
	memset(running.sessions, 0, sizeof(running.sessions));
	running.nr_sessions = 0;
	for (i = 0; i < NR_STORES; i++)
		running.staged[i].nr = 0;
	running.quiet = true;
	running.doubtful = false;
	running.complaint = NULL;
}

static void end(void)
{
	int i;

	for (i = 0; i < NR_FDS; i++) {
		if (running.fds[i] >= 0)
			close(running.fds[i]);
		close(100 + i);
	}
	memory_end();
	if (!running.complaint)
		running.complaint = memory_check();
	running.left |= !running.quiet;
}

/* A call that fails leaves its structure as it was, except the calls of @tells. */
static const char *check_structure(const struct step *s, long ret)
{
	const struct call *call = &calls[s->call];

	if (call->act != ACT_IOCTL || call->tells || s->how != HOW_PLAIN ||
	    ret >= 0)
		return NULL;
	return how_changed() ? "a call that failed changed its structure" :
			       NULL;
}

static void run_one(const struct program *p, unsigned int i)
{
	const struct step *s = &p->steps[i];
	static struct outputs outputs;
	static uint8_t arg[MAX_STRUCT];
	long ret;

	running.quiet &= is_quiet(s);
	if (running.quiet) {
		step_build(&running, s, arg);
		outputs_before(&outputs, s, arg);
	}
	ret = how_run(&running, s, i + 1 < p->nr ? s + 1 : NULL);
	if (!running.complaint)
		running.complaint = check_structure(s, ret);
	if (running.quiet && !running.complaint) {
		running.complaint = outputs_after(&outputs, ret);
		running.doubtful = running.complaint && running.left;
	}
}

static void run_steps(const struct program *p, void (*after)(unsigned int step))
{
	unsigned int i;

	begin(p);
	for (i = 0; i < p->nr; i++) {
		run_one(p, i);
		if (after)
			after(i);
		/* The other thread has run the next step. */
		if (p->steps[i].how == HOW_BESIDE)
			i++;
	}
	end();
}

/* A timer's signals end each sleep early: see how_start(). */
static void settle(double for_seconds)
{
	double end = seconds() + for_seconds;

	while (seconds() < end)
		usleep(100000);
}

/**
 * run_program() - run a program
 * @p: the program
 * @after: called after each step, with its number
 *
 * Requests in flight go on after the device is closed, and still write their
 * outputs. So unexpected changes of memory are doubtful: the program runs again
 * when such requests have completed, up to three times, and only the last result
 * counts.
 *
 * Return: NULL, or a description of what is wrong.
 */
const char *run_program(const struct program *p,
			void (*after)(unsigned int step))
{
	unsigned int wait;

	run_steps(p, after);
	for (wait = SETTLES; running.doubtful && wait <= SETTLES_SLOWLY; wait *= 2) {
		settle(wait);
		run_steps(p, after);
	}
	return running.complaint;
}

/* The accelerator may be set to fail some requests, so this tries again. */
static bool encrypts(int fd, uint32_t ses, uint8_t *text, const uint8_t *iv)
{
	int i, err = -EIO;

	for (i = 0; i < 100 && err; i++)
		err = dc_crypt(fd, ses, COP_ENCRYPT, 0, text, 16, text, NULL,
			       iv);
	return !err;
}

/**
 * run_sanity() - check that the device encrypts correctly
 *
 * Return: NULL, or a description of what is wrong.
 */
const char *run_sanity(void)
{
	/* FIPS 197, C.1, as one block of CBC with an IV of zeros */
	static const uint8_t want[16] = {
		0x69, 0xc4, 0xe0, 0xd8, 0x6a, 0x7b, 0x04, 0x30,
		0xd8, 0xcd, 0xb7, 0x80, 0x70, 0xb4, 0xc5, 0x5a,
	};
	uint8_t key[16], text[16], iv[16] = { 0 };
	const char *wrong = NULL;
	uint32_t ses;
	int fd, i;

	for (i = 0; i < 16; i++) {
		key[i] = i;
		text[i] = i * 0x11;
	}
	fd = dc_open();
	if (fd < 0)
		return "the device cannot be opened";
	if (dc_session(fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0, &ses))
		wrong = "no session can be made";
	else if (!encrypts(fd, ses, text, iv))
		wrong = "encryption fails";
	else if (memcmp(text, want, 16))
		wrong = "the ciphertext is wrong";
	close(fd);
	return wrong;
}
