/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whatever differs between kernel versions, and nothing else. The rest of the
 * tree is written for the newest kernel; this header makes the older ones look
 * like it. No other file asks for a version, and checkpatch, which minds that
 * and the typedefs, minds it here alone.
 */
#ifndef CRYPTODEV_KERNEL_COMPAT_H
#define CRYPTODEV_KERNEL_COMPAT_H

#include <linux/cache.h>
#include <linux/crypto.h>
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

/* Where commands of io_uring are declared, and where they are: moved in 6.8. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
#include <linux/io_uring.h>

static inline const void *cryptodev_uring_sqe_cmd(const struct io_uring_cmd *cmd)
{
	return cmd->cmd;
}
#else
#include <linux/io_uring/cmd.h>

static inline const void *cryptodev_uring_sqe_cmd(const struct io_uring_cmd *cmd)
{
	return io_uring_sqe_cmd(cmd->sqe);
}
#endif

/* Since 6.7 a command can be cancelled; before, a ring that goes waits for it. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
#define IO_URING_F_CANCEL	0

static inline void io_uring_cmd_mark_cancelable(struct io_uring_cmd *cmd,
						unsigned int issue_flags)
{
}
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

#endif /* CRYPTODEV_KERNEL_COMPAT_H */
