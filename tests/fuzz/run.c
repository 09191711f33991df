// SPDX-License-Identifier: GPL-2.0
/*
 * A program from beginning to end: in memory as it was made, with descriptors
 * of its own; and whether the device is sound after it.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../selftests/devcrypto.h"
#include "memory.h"
#include "outputs.h"
#include "ring.h"
#include "run.h"

/* Memory that a call may fill to its end, where more would be seen. */
#define ROOM		(64u << 10)

/* Seconds in which a driver or a worker is done with what was left to it. */
#define SETTLES		2

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
 * run_start() - get ready to run programs
 *
 * Return: whether that was possible.
 */
bool run_start(void)
{
	running.staged = room();
	running.results = room();
	serials_make();
	return running.staged && running.results && memory_make() &&
	       how_start();
}

/* A bit for each area that a program's pointers are of. */
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

/* Whether a step leaves something that goes on after it. */
static bool is_quiet(const struct step *s)
{
	const struct call *call = &calls[s->call];

	return (s->how == HOW_PLAIN || s->how == HOW_READONLY ||
		s->how == HOW_BAD) && call->cmd != CIOCASYNCCRYPT &&
	       call->cmd != CRYPTODEV_SUBMIT && call->act != ACT_URING;
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
	running.nr_staged = 0;
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
		/* The other thread has run that one. */
		if (p->steps[i].how == HOW_BESIDE)
			i++;
	}
	end();
}

/**
 * run_program() - run a program
 * @p: the program
 * @after: called after each step, with its number
 *
 * Who closes the device leaves to it what is in flight, and it goes on writing
 * that: bytes that have changed count if they do again when it has had time.
 *
 * Return: NULL, or what is wrong.
 */
const char *run_program(const struct program *p,
			void (*after)(unsigned int step))
{
	run_steps(p, after);
	if (running.doubtful) {
		sleep(SETTLES);
		run_steps(p, after);
	}
	return running.complaint;
}

/* An accelerator may have been told to fail now and then. */
static bool encrypts(int fd, uint32_t ses, uint8_t *text, const uint8_t *iv)
{
	int i, err = -EIO;

	for (i = 0; i < 100 && err == -EIO; i++)
		err = dc_crypt(fd, ses, COP_ENCRYPT, 0, text, 16, text, NULL,
			       iv);
	return !err;
}

/**
 * run_sanity() - does the device still do its work?
 *
 * Return: NULL, or what is wrong.
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
		wrong = "nothing can be encrypted";
	else if (memcmp(text, want, 16))
		wrong = "what is encrypted is wrong";
	close(fd);
	return wrong;
}
