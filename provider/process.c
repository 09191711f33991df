// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * A number for each generation of processes. The kernel clears a page of memory
 * in the child of any fork() or clone() that copies memory (MADV_WIPEONFORK, since
 * Linux 4.14). So no handler runs at a fork, and none has to be removed when the
 * provider is unloaded.
 */
#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include "process.h"

static _Atomic(atomic_uint *) page;
/* The number of this process or, until the first call here, of its parent. */
static atomic_uint last = 1;

bool process_init(void)
{
	long size = sysconf(_SC_PAGESIZE);
	atomic_uint *none = NULL, *p;

	if (atomic_load(&page))
		return true;
	p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return false;
	if (madvise(p, size, MADV_WIPEONFORK)) {
		munmap(p, size);
		return false;
	}
	atomic_store(p, atomic_load(&last));
	if (!atomic_compare_exchange_strong(&page, &none, p))
		munmap(p, size);
	return true;
}

unsigned int process_number(void)
{
	atomic_uint *p = atomic_load_explicit(&page, memory_order_acquire);
	unsigned int number = atomic_load_explicit(p, memory_order_relaxed);
	unsigned int zero = 0;

	if (number)
		return number;
	/* Threads that come here together compute the same number. */
	number = atomic_load(&last) + 1;
	if (!atomic_compare_exchange_strong(p, &zero, number))
		number = zero;
	atomic_store(&last, number);
	return number;
}
