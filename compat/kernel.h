/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions, and nothing else. The module is written
 * for the newest kernel, and this header adapts older kernels to it. Only
 * compat/ checks LINUX_VERSION_CODE. checkpatch complains about such checks and
 * about typedefs; tests/lint permits them in this folder alone.
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

/* The declaration of crypto_memneq() moved in 6.4. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
#include <crypto/algapi.h>
#else
#include <crypto/utils.h>
#endif

/* The header moved in 6.12. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
#include <asm/unaligned.h>
#else
#include <linux/unaligned.h>
#endif

/*
 * Short-term page mappings came in 5.11, memzero_page() in 5.13. The caller may
 * sleep while a page is mapped.
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

/* Folios came in 5.16. Before, a folio is a page that is not a tail page. */
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
 * Threads that share the calling process's cgroups, cpuset and address space,
 * as vhost uses them. Since 6.10 the kernel notifies such a thread when it is
 * being killed. Older kernels, and kernels without vhost, have no such threads
 * here. (The threads came in 6.4. No Debian kernel from 6.4 to 6.9 exists to
 * test on.)
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0) && \
	IS_ENABLED(CONFIG_VHOST_TASK)
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

/* Until 6.4 the kernel had no such threads but those of io_uring. */
#ifndef PF_USER_WORKER
#define PF_USER_WORKER	0
#endif

/* The kernel defines it since 5.19. */
#ifndef __flatten
#define __flatten	__attribute__((flatten))
#endif

/* Until 6.5 it is undefined on architectures whose DMA is always coherent. */
#ifndef ARCH_DMA_MINALIGN
#define ARCH_DMA_MINALIGN	__alignof__(unsigned long long)
#endif

/* Until 6.3 the first argument of a completion callback was the request. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
typedef struct crypto_async_request *cryptodev_done_arg_t;

static inline void *cryptodev_done_data(cryptodev_done_arg_t arg)
{
	return arg->data;
}
#else
typedef void *cryptodev_done_arg_t;

/**
 * cryptodev_done_data() - get the data of a completion callback
 * @arg: first argument of the callback
 *
 * Runs in any context.
 *
 * Return: the pointer that was set with the callback.
 */
static inline void *cryptodev_done_data(cryptodev_done_arg_t arg)
{
	return arg;
}
#endif

/* Until 6.12 the MPI functions did not report a failed allocation. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
#define mpi_add(w, u, v)	({ mpi_add(w, u, v); 0; })
#define mpi_mul(w, u, v)	({ mpi_mul(w, u, v); 0; })
#define mpi_mulm(w, u, v, m)	({ mpi_mulm(w, u, v, m); 0; })
#define mpi_subm(w, u, v, m)	({ mpi_subm(w, u, v, m); 0; })
#define mpi_addm(w, u, v, m)	({ mpi_addm(w, u, v, m); 0; })
#define mpi_sub(w, u, v)	({ mpi_sub(w, u, v); 0; })
#endif

/*
 * Until 6.8 the transform kept its position in the key stream with the key, so
 * that requests of one session disturbed each other. No kernel has the second
 * name: there, creating a session fails with ENOENT.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
#define CRYPTODEV_ARC4_NAME	"stateless(arc4)"
#else
#define CRYPTODEV_ARC4_NAME	"ecb(arc4)"
#endif

/* Until 6.10 the source of a trace event's string was given twice. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
#define cryptodev_assign_str(dst, src)	__assign_str(dst, src)
#else
#define cryptodev_assign_str(dst, src)	__assign_str(dst)
#endif

/**
 * cryptodev_register_sysctl() - register a sysctl table
 * @path: directory of the table under /proc/sys
 * @table: the table, which ends with an empty entry
 * @nr: number of entries without the empty one
 *
 * Until 6.6 a table had to end with an empty entry; since 6.11 it must not. May
 * sleep.
 *
 * Return: the header, which the caller passes to unregister_sysctl_table(), or
 * NULL.
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
