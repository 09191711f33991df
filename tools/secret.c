// SPDX-License-Identifier: GPL-2.0
/*
 * Memory for secrets. exit() wipes all of it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "key.h"
#include "message.h"

#define SECRETS	8

static struct secret live[SECRETS];

static void wipe_all(void)
{
	unsigned int i;

	for (i = 0; i < SECRETS; i++)
		if (live[i].bytes)
			explicit_bzero(live[i].bytes, live[i].size);
}

static struct secret *find_live(const unsigned char *bytes)
{
	unsigned int i;

	for (i = 0; i < SECRETS; i++)
		if (live[i].bytes == bytes)
			return &live[i];
	die(FAILED, "more secrets than there is room for");
}

/**
 * secret_alloc() - allocate memory for a secret
 * @secret: out: the memory, with no bytes in use
 * @size: bytes of room
 *
 * Ends the program if the memory cannot be locked.
 */
void secret_alloc(struct secret *secret, size_t size)
{
	static bool registered;
	size_t page = sysconf(_SC_PAGESIZE);
	void *bytes;

	size = (size + page - 1) / page * page;
	bytes = mmap(NULL, size, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (bytes == MAP_FAILED)
		die(FAILED, "memory for a key: %s", strerror(errno));
	if (mlock(bytes, size))
		die(FAILED, "keys cannot be locked in memory: %s: \"ulimit -l\" must be %zu",
		    strerror(errno), SECRETS * page / 1024);
	madvise(bytes, size, MADV_DONTDUMP);
	madvise(bytes, size, MADV_WIPEONFORK);
	if (!registered && atexit(wipe_all))
		die(FAILED, "atexit");
	registered = true;
	*secret = (struct secret) { .bytes = bytes, .size = size };
	*find_live(NULL) = *secret;
}

/**
 * secret_free() - wipe a secret, and free its memory
 * @secret: from secret_alloc()
 */
void secret_free(struct secret *secret)
{
	find_live(secret->bytes)->bytes = NULL;
	explicit_bzero(secret->bytes, secret->size);
	munmap(secret->bytes, secret->size);
	secret->bytes = NULL;
}
