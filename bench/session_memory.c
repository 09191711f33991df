// SPDX-License-Identifier: GPL-2.0
/*
 * session_memory: bytes that the kernel allocates for a session, by owner: the
 * module, the block that only charges the transform's memory to the user, and the
 * crypto API. Then the same after an operation of each session.
 *
 * The kernel's trace events of kmem name the caller of each allocation, so the
 * bytes do not depend on the machine. They are those of the slab object, which may
 * be larger than the request.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

#include "measure.h"

#define TRACING		"/sys/kernel/tracing/"
#define SESSIONS	64	/* a node of an xarray has as many entries */
#define ALLOCATIONS_MAX	8192

enum owner {
	MODULE,
	BLOCK,
	CRYPTO_API,
	NR_OWNERS,
};

static const char *const owners[] = {
	[MODULE] = "module",
	[BLOCK] = "block",
	[CRYPTO_API] = "api",
};

/* Owners of allocations, by the start or a part of the caller's name. */
static enum owner owner_of(const char *caller)
{
	if (!strncmp(caller, "cryptodev_session_charge+", 25))
		return BLOCK;
	/* The open file's table of sessions. */
	if (strstr(caller, "[cryptodev]") || !strncmp(caller, "xas_", 4))
		return MODULE;
	return CRYPTO_API;
}

/**
 * struct allocation - an object that has not been freed
 * @ptr: its address as the trace prints it, or an empty string
 * @bytes: its size
 * @owner: the owner
 */
struct allocation {
	char ptr[20];
	unsigned int bytes;
	enum owner owner;
};

static struct allocation allocations[ALLOCATIONS_MAX];
static unsigned int nr_allocations;
static int fd;

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	if (!f || fputs(text, f) < 0 || fclose(f))
		fail(path);
}

static void add_allocation(const char *caller, const char *ptr,
			   const char *line)
{
	struct allocation *a = &allocations[nr_allocations];
	const char *bytes = strstr(line, "bytes_alloc=");

	if (nr_allocations == ALLOCATIONS_MAX || !bytes) {
		fprintf(stderr, "cannot parse the trace\n");
		exit(EXIT_FAILURE);
	}
	strcpy(a->ptr, ptr);
	a->bytes = atoi(bytes + strlen("bytes_alloc="));
	a->owner = owner_of(caller);
	nr_allocations++;
}

/* A later object may have the address of a freed one: the last one matters. */
static void drop_allocation(const char *ptr)
{
	unsigned int i;

	for (i = nr_allocations; i--; )
		if (!strcmp(allocations[i].ptr, ptr)) {
			allocations[i].ptr[0] = '\0';
			return;
		}
}

static void read_trace(void)
{
	char line[512], caller[128], ptr[20];
	FILE *f = fopen(TRACING "trace", "re");
	const char *site;

	if (!f)
		fail("trace");
	while (fgets(line, sizeof(line), f)) {
		site = strstr(line, "call_site=");
		if (!site || sscanf(site, "call_site=%127[^=]=%19s", caller,
				    ptr) != 2)
			continue;
		if (strstr(line, "free: "))
			drop_allocation(ptr);
		else
			add_allocation(caller, ptr, line);
	}
	fclose(f);
}

static void print_owners(const struct bench_alg *alg, const char *what)
{
	unsigned int bytes[NR_OWNERS] = {}, i;
	char name[48];
	struct figure figure = { .operation = name };

	snprintf(name, sizeof(name), "%s,%s", alg->name, what);
	for (i = 0; i < nr_allocations; i++)
		if (allocations[i].ptr[0])
			bytes[allocations[i].owner] += allocations[i].bytes;
	for (i = 0; i < NR_OWNERS; i++) {
		figure.by = owners[i];
		print_figure(&figure, "bytes", (double)bytes[i] / SESSIONS);
	}
}

static void print_driver(const struct bench_alg *alg, uint32_t ses)
{
	struct session_info_op info = { .ses = ses };

	if (ioctl(fd, CIOCGSESSINFO, &info))
		fail("CIOCGSESSINFO");
	printf("%s,memory\t0\tmodule\tdriver\t%s\n", alg->name,
	       alg->kind == BENCH_HASH ? info.hash_info.cra_driver_name :
					 info.cipher_info.cra_driver_name);
}

static void use_session(const struct bench_alg *alg, uint32_t ses)
{
	static uint8_t text[64], iv[BENCH_IV_MAX];
	struct crypt_auth_op caop = {
		.ses = ses, .len = 16, .src = text, .dst = text,
		.tag_len = alg->out_len, .iv = iv, .iv_len = alg->iv_len,
	};

	if (alg->kind == BENCH_AEAD ? ioctl(fd, CIOCAUTHCRYPT, &caop) :
	    session_crypt(fd, ses, 16, text, text, alg->iv_len ? iv : NULL))
		fail("operation");
}

static void measure_sessions(const struct bench_alg *alg)
{
	uint32_t ses[SESSIONS];
	unsigned int i;

	/* Loads modules. */
	ses[0] = session_open(fd, alg);
	use_session(alg, ses[0]);
	print_driver(alg, ses[0]);
	nr_allocations = 0;
	write_file(TRACING "trace", "");
	write_file(TRACING "tracing_on", "1");
	for (i = 0; i < SESSIONS; i++)
		ses[i] = session_open(fd, alg);
	write_file(TRACING "tracing_on", "0");
	read_trace();
	print_owners(alg, "memory");

	write_file(TRACING "trace", "");
	write_file(TRACING "tracing_on", "1");
	for (i = 0; i < SESSIONS; i++)
		use_session(alg, ses[i]);
	write_file(TRACING "tracing_on", "0");
	read_trace();
	print_owners(alg, "used-memory");
}

int main(void)
{
	unsigned int i;
	char pid[16];

	snprintf(pid, sizeof(pid), "%d", getpid());
	fd = device_open();
	write_file(TRACING "tracing_on", "0");
	write_file(TRACING "buffer_size_kb", "8192");
	write_file(TRACING "set_event_pid", pid);
	write_file(TRACING "events/kmem/enable", "1");
	for (i = 0; i < ARRAY_SIZE(bench_algs); i++)
		measure_sessions(&bench_algs[i]);
	write_file(TRACING "events/kmem/enable", "0");
	return EXIT_SUCCESS;
}
