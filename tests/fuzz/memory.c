// SPDX-License-Identifier: GPL-2.0
/*
 * Areas of memory. Areas that no call may write hold a pattern, which is checked
 * after each program. disturb.c changes areas while a program runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../selftests/lib/buffers.h"
#include "../selftests/lib/sysctl.h"
#include "../selftests/lib/test_keys.h"
#include "disturb.h"
#include "memory.h"
#include "numbers.h"

#define SLOT		(4u << 20)
#define SMALL		(96u << 10)
#define BIG		(1u << 20)
#define HUGE		(2u << 20)

/**
 * struct area - memory of one kind
 * @p: its address
 * @len: its size in bytes
 * @fd: the mapped file, or -1
 * @changed: a program has changed its mapping
 */
struct area {
	uint8_t *p;
	size_t len;
	int fd;
	bool changed;
};

static struct area areas[NR_AREAS];

static bool place(struct area *a, int prot, int flags)
{
	return mmap(a->p, a->len, prot, flags | MAP_FIXED, a->fd, 0) == a->p;
}

static bool anonymous(struct area *a, int prot)
{
	return mmap(a->p, a->len, prot,
		    MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == a->p;
}

static void pattern(struct area *a)
{
	mprotect(a->p, a->len, PROT_READ | PROT_WRITE);
	fill(a->p, a->len, 1);
	mprotect(a->p, a->len, PROT_READ);
}

/* A gzip member of a repeated sentence: its header, a raw stream, its trailer. */
static const uint8_t gzip_header[10] = {
	0x1f, 0x8b, 0x08, [8] = 0x02, 0x03,
};

static const uint8_t deflate_stream[DEFLATE_BYTES] = {
	0x0b, 0xc9, 0x48, 0x55, 0x28, 0x4e, 0xcc, 0x4d,
	0x55, 0x28, 0xcf, 0x2f, 0x4a, 0x29, 0x56, 0x48,
	0xce, 0x07, 0x32, 0x13, 0xd3, 0x13, 0x33, 0xf3,
	0xac, 0x14, 0x4a, 0x70, 0x49, 0xe9, 0x28, 0x24,
	0xe6, 0xa5, 0x40, 0x98, 0x7a, 0x0a, 0x21, 0x03,
	0x6e, 0x00, 0x00,
};

static const uint8_t gzip_trailer[8] = {
	0x1c, 0x5a, 0xfa, 0x67, 0xc3, 0x00, 0x00, 0x00,
};

/* Any bytes are a valid private key, but only some are a valid public key. */
static void fill_keys(uint8_t *p)
{
	fill(p, SMALL, 1);
	memcpy(p + KEYS_RSA, rsa_public, RSA_KEY_BYTES);
	memcpy(p + KEYS_POINT, base_point, POINT_BYTES);
	memcpy(p + KEYS_NUMBERS, key_numbers, sizeof(key_numbers));
	memcpy(p + KEYS_DEFLATE, deflate_stream, DEFLATE_BYTES);
	memcpy(p + KEYS_GZIP, gzip_header, sizeof(gzip_header));
	memcpy(p + KEYS_GZIP + sizeof(gzip_header), deflate_stream,
	       DEFLATE_BYTES);
	memcpy(p + KEYS_GZIP + sizeof(gzip_header) + DEFLATE_BYTES,
	       gzip_trailer, sizeof(gzip_trailer));
}

static bool make_keys(struct area *a)
{
	if (!anonymous(a, PROT_READ | PROT_WRITE))
		return false;
	fill_keys(a->p);
	return !mprotect(a->p, a->len, PROT_READ);
}

static bool make_file(struct area *a)
{
	char path[40];
	int fd;

	fd = memfd_create("area", MFD_CLOEXEC);
	if (fd < 0 || ftruncate(fd, a->len))
		return false;
	a->fd = fd;
	if (a != &areas[AREA_READONLY_FILE])
		return true;
	if (!place(a, PROT_READ | PROT_WRITE, MAP_SHARED))
		return false;
	fill(a->p, a->len, 1);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	a->fd = open(path, O_RDONLY | O_CLOEXEC);
	close(fd);
	return a->fd >= 0;
}

/* Reserved huge pages, else transparent ones, else pages of the usual size. */
static bool make_huge(struct area *a)
{
	if (mmap(a->p, a->len, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE |
		 MAP_ANONYMOUS | MAP_HUGETLB, -1, 0) == a->p)
		return true;
	if (!anonymous(a, PROT_READ | PROT_WRITE))
		return false;
	/* User Mode Linux has no huge pages. */
	madvise(a->p, a->len, MADV_HUGEPAGE);
	return true;
}

static bool make_half(struct area *a)
{
	size_t i;

	if (!anonymous(a, PROT_READ | PROT_WRITE))
		return false;
	for (i = page_size(); i < a->len; i += 2 * page_size())
		munmap(a->p + i, page_size());
	return true;
}

static bool make(enum area_kind kind)
{
	struct area *a = &areas[kind];

	switch (kind) {
	case AREA_HALF:
		return make_half(a);
	case AREA_KEYS:
		return make_keys(a);
	case AREA_READONLY:
		if (!anonymous(a, PROT_READ))
			return false;
		pattern(a);
		return true;
	case AREA_SHARED_FILE:
		return !ftruncate(a->fd, a->len) &&
		       place(a, PROT_READ | PROT_WRITE, MAP_SHARED);
	case AREA_PRIVATE_FILE:
		return !ftruncate(a->fd, a->len) &&
		       place(a, PROT_READ | PROT_WRITE, MAP_PRIVATE);
	case AREA_READONLY_FILE:
		return place(a, PROT_READ, MAP_SHARED);
	case AREA_NEIGHBOUR:
		return place(a, PROT_READ | PROT_WRITE, MAP_SHARED);
	case AREA_HUGE:
		return make_huge(a);
	case AREA_NULL:
	case AREA_VDSO:
	case AREA_VVAR:
	case AREA_HIGH:
	case AREA_BITS:
	case AREA_RANGES:
		return true;
	default:
		return anonymous(a, PROT_READ | PROT_WRITE);
	}
}

static bool make_all(uint8_t *at)
{
	unsigned long vdso = getauxval(AT_SYSINFO_EHDR);
	int i;

	for (i = 0; i < NR_AREAS; i++) {
		areas[i] = (struct area) {
			.p = at + (size_t)i * SLOT, .len = SMALL, .fd = -1,
		};
		if (i == AREA_BIG)
			areas[i].len = BIG;
		if (i == AREA_HUGE)
			areas[i].len = HUGE;
		if ((i == AREA_SHARED_FILE || i == AREA_PRIVATE_FILE ||
		     i == AREA_READONLY_FILE || i == AREA_NEIGHBOUR) &&
		    !make_file(&areas[i]))
			return false;
		if (!make(i))
			return false;
	}
	areas[AREA_VDSO].p = (uint8_t *)vdso;
	areas[AREA_VVAR].p = (uint8_t *)vdso - 4 * page_size();
	areas[AREA_VDSO].len = areas[AREA_VVAR].len = page_size();
	areas[AREA_HIGH].p = sizeof(long) == 8 ?
		(uint8_t *)(uintptr_t)0x7fffffffe000ull :
		(uint8_t *)(uintptr_t)0xffffe000;
	areas[AREA_BITS].p = (uint8_t *)(uintptr_t)-4096;
	return true;
}

/**
 * memory_make() - make all areas
 *
 * Return: whether the kernel had memory for them.
 */
bool memory_make(void)
{
	uint8_t *at;

	setting_write("/proc/sys/vm/nr_hugepages", 16);
	at = mmap(NULL, (size_t)(NR_AREAS + 1) * SLOT, PROT_NONE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (at == MAP_FAILED)
		return false;
	at = (uint8_t *)(((uintptr_t)at + SLOT - 1) & ~(uintptr_t)(SLOT - 1));
	if (!make_all(at))
		return false;
	return disturb_start(areas[AREA_RACING].p, areas[AREA_NEIGHBOUR].p,
			     areas[AREA_STALLED].p, SMALL);
}

/**
 * memory_len() - get the length of an area
 * @kind: which area
 */
size_t memory_len(enum area_kind kind)
{
	return areas[kind].len;
}

/**
 * memory_address() - get the address of a pointer
 * @pointer: POINTER(); it may point beyond the area's end
 */
uint64_t memory_address(uint64_t pointer)
{
	uintptr_t p = (uintptr_t)areas[POINTER_AREA(pointer)].p;

	/* The address must not be one of the fuzzer's own memory. */
	if (POINTER_AREA(pointer) == AREA_NULL)
		return (uint16_t)pointer;
	return (uintptr_t)(p + (int32_t)(uint32_t)pointer);
}

/**
 * memory_begin() - prepare the areas for a program
 * @used: a bit for each area that the program uses
 */
void memory_begin(uint64_t used)
{
	int i;

	for (i = 0; i < NR_AREAS; i++)
		if (areas[i].changed)
			memory_change(i, AREA_RESET);
	if (used >> AREA_ZERO & 1)
		madvise(areas[AREA_ZERO].p, SMALL, MADV_DONTNEED);
	if (used >> AREA_STALLED & 1)
		madvise(areas[AREA_STALLED].p, SMALL, MADV_DONTNEED);
	disturb(used >> AREA_RACING & 1, used >> AREA_NEIGHBOUR & 1);
}

/**
 * memory_end() - restore the areas after a program
 */
void memory_end(void)
{
	disturb(false, false);
}

/* Another process shares the pages until one of the two writes to them. */
static void share_with_child(void)
{
	pid_t pid = fork();

	if (!pid) {
		usleep(3000);
		_exit(0);
	}
	if (pid > 0)
		disturb_adopt(pid);
}

/**
 * memory_change() - change an area's mapping
 * @kind: which area
 * @change: enum area_change, or any number
 */
void memory_change(enum area_kind kind, unsigned int change)
{
	struct area *a = &areas[kind];
	size_t half = a->len / 2;

	if (kind == AREA_NULL || kind >= AREA_KEYS || kind == AREA_STALLED)
		return;
	a->changed = true;
	switch (change % NR_AREA_CHANGES) {
	case AREA_UNMAP_HALF:
		mmap(a->p + half, half, PROT_NONE, MAP_FIXED | MAP_PRIVATE |
		     MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		break;
	case AREA_PROTECT_HALF:
		mprotect(a->p + half, half, PROT_READ);
		break;
	case AREA_NO_ACCESS:
		mprotect(a->p, a->len, PROT_NONE);
		break;
	case AREA_FORGET:
		if (kind != AREA_READONLY)
			madvise(a->p, a->len, MADV_DONTNEED);
		break;
	case AREA_TRUNCATE:
		if (kind == AREA_SHARED_FILE || kind == AREA_PRIVATE_FILE)
			if (ftruncate(a->fd, half))
				break;
		break;
	case AREA_COW:
		share_with_child();
		break;
	default:
		a->changed = !make(kind);
		break;
	}
}

/**
 * memory_check() - check areas that no call may write
 *
 * Return: NULL, or a description of the area that has changed.
 */
const char *memory_check(void)
{
	static uint8_t want[SMALL], keys[SMALL];

	if (!want[1]) {
		fill(want, SMALL, 1);
		fill_keys(keys);
	}
	if (!areas[AREA_READONLY].changed &&
	    memcmp(areas[AREA_READONLY].p, want, SMALL))
		return "memory that is read-only was written";
	if (!areas[AREA_READONLY_FILE].changed &&
	    memcmp(areas[AREA_READONLY_FILE].p, want, SMALL))
		return "a file that is read-only was written";
	if (memcmp(areas[AREA_KEYS].p, keys, SMALL))
		return "the keys were written";
	return NULL;
}

/**
 * memory_is_quiet() - does only the program write to a byte?
 * @at: its address
 */
bool memory_is_quiet(uintptr_t at)
{
	static const enum area_kind noisy[] = {
		AREA_NEIGHBOUR, AREA_RACING, AREA_STALLED, AREA_VVAR,
	};
	unsigned int i;

	for (i = 0; i < sizeof(noisy) / sizeof(noisy[0]); i++)
		if (at - (uintptr_t)areas[noisy[i]].p < SLOT)
			return false;
	return true;
}

/**
 * memory_set_ranges() - tell where the program's ranges are
 * @p: an array of struct iovec
 * @len: its size in bytes
 */
void memory_set_ranges(uint8_t *p, size_t len)
{
	areas[AREA_RANGES].p = p;
	areas[AREA_RANGES].len = len;
}
