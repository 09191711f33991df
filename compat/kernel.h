/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whatever differs between kernel versions, and nothing else. The rest of the
 * tree is written for the newest kernel; this header makes the older ones look
 * like it. No other file but compat/uring.h and
 * compat/sig.h asks for a version, and checkpatch, which minds that and the
 * typedefs, minds it in these alone.
 */
#ifndef CRYPTODEV_COMPAT_KERNEL_H
#define CRYPTODEV_COMPAT_KERNEL_H

#include <linux/cache.h>
#include <linux/crypto.h>
#include <linux/highmem.h>
#include <linux/mpi.h>
#include <linux/pagemap.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/sysctl.h>
#include <linux/version.h>

/* Where crypto_memneq() is declared: moved in 6.4. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
#include <crypto/algapi.h>
#else
#include <crypto/utils.h>
#endif

/* Moved in 6.12. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
#include <asm/unaligned.h>
#else
#include <linux/unaligned.h>
#endif

/*
 * Mapping a page for a moment, and what is done with one: since 5.11 and 5.13.
 * The caller may sleep meanwhile.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 11, 0)
static inline void *kmap_local_page(struct page *page)
{
	return kmap(page);
}

static inline void kunmap_local(const void *addr)
{
	kunmap(kmap_to_page((void *)addr));
}

static inline void memcpy_page(struct page *to, size_t to_offset,
			       struct page *from, size_t from_offset,
			       size_t len)
{
	void *at = kmap_atomic(from);

	memcpy_to_page(to, to_offset, at + from_offset, len);
	kunmap_atomic(at);
}
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 13, 0)
static inline void memzero_page(struct page *page, size_t offset, size_t len)
{
	zero_user(page, offset, len);
}
#endif

/* Folios came in 5.16: before, one is a page that is no tail. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 16, 0)
#define folio				page
#define page_folio(page)		compound_head(page)
#define folio_test_dirty(folio)		PageDirty(folio)
#define folio_test_swapbacked(folio)	PageSwapBacked(folio)
#define folio_lock_killable(folio)	lock_page_killable(folio)
#define folio_mark_dirty(folio)		set_page_dirty(folio)
#define folio_unlock(folio)		unlock_page(folio)
#endif

/*
 * Threads of the calling process, as vhost has them: in its cgroups and its
 * cpuset, and in its address space. Since 6.10 such a thread is told when it is
 * being killed; without that, or without vhost in the kernel's configuration,
 * there are none. (No Debian kernel from 6.4, where they came, to 6.9 exists to
 * test on.)
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0) && IS_ENABLED(CONFIG_VHOST_TASK)
#include <linux/sched/vhost_task.h>
#define CRYPTODEV_HAVE_THREADS	true
#else
#define CRYPTODEV_HAVE_THREADS	false

struct vhost_task;

static inline struct vhost_task *
vhost_task_create(bool (*fn)(void *data), void (*handle_sigkill)(void *data),
		  void *data, const char *name)
{
	return NULL;
}

static inline void vhost_task_start(struct vhost_task *task)
{
}

static inline void vhost_task_wake(struct vhost_task *task)
{
}

static inline void vhost_task_stop(struct vhost_task *task)
{
}
#endif

/* Undefined until 5.19. */
#ifndef __flatten
#define __flatten	__attribute__((flatten))
#endif

/* Undefined, until 6.5, where every DMA is coherent. */
#ifndef ARCH_DMA_MINALIGN
#define ARCH_DMA_MINALIGN	__alignof__(unsigned long long)
#endif

/* A completion callback's first argument was the request until 6.3. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
typedef struct crypto_async_request *cryptodev_done_arg_t;

static inline void *cryptodev_done_data(cryptodev_done_arg_t arg)
{
	return arg->data;
}
#else
typedef void *cryptodev_done_arg_t;

static inline void *cryptodev_done_data(cryptodev_done_arg_t arg)
{
	return arg;
}
#endif

/* Arithmetic did not say until 6.12 that it had no memory. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
#define mpi_add(w, u, v)	({ mpi_add(w, u, v); 0; })
#define mpi_mul(w, u, v)	({ mpi_mul(w, u, v); 0; })
#define mpi_mulm(w, u, v, m)	({ mpi_mulm(w, u, v, m); 0; })
#define mpi_subm(w, u, v, m)	({ mpi_subm(w, u, v, m); 0; })
#endif

/* What a trace event's string is was said twice until 6.10. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
#define cryptodev_assign_str(dst, src)	__assign_str(dst, src)
#else
#define cryptodev_assign_str(dst, src)	__assign_str(dst)
#endif

/*
 * A table ended with an empty entry until 6.6 and must not since 6.11. Tables
 * here have that entry, and @nr does not count it.
 */
static inline struct ctl_table_header *
cryptodev_register_sysctl(const char *path, struct ctl_table *table, size_t nr)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 6, 0)
	return register_sysctl(path, table);
#else
	return register_sysctl_sz(path, table, nr);
#endif
}

#endif /* CRYPTODEV_COMPAT_KERNEL_H */
