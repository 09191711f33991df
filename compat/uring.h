/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions of io_uring commands, and nothing else.
 * compat/kernel.h contains all other differences.
 */
#ifndef CRYPTODEV_COMPAT_URING_H
#define CRYPTODEV_COMPAT_URING_H

#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/uio.h>
#include <linux/version.h>

/* The declarations moved in 6.8. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
#include <linux/io_uring.h>
#else
#include <linux/io_uring/cmd.h>
#endif

/*
 * The file operation for io_uring commands came in 5.19, and registered buffers
 * for it in 6.1. The module uses commands since 6.1. On older kernels these
 * definitions only make the module compile, and are never called.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 1, 0)
#define CRYPTODEV_FOP_URING_CMD(_cmd)

#define IO_URING_F_NONBLOCK	0
#define IO_URING_F_IOPOLL	0
#define IO_URING_F_SQE128	0
#define IORING_URING_CMD_FIXED	0

struct io_uring_cmd {
	struct file *file;
	const void *cmd;
	u32 cmd_op;
	u32 flags;
	u8 pdu[32];
};

static inline int
io_uring_cmd_import_fixed(u64 ubuf, unsigned long len, int rw,
			  struct iov_iter *iter, void *cmd)
{
	return -EOPNOTSUPP;
}

static inline void io_uring_cmd_done(struct io_uring_cmd *cmd, ssize_t ret,
				     ssize_t res2, unsigned int issue_flags)
{
}

static inline void
io_uring_cmd_complete_in_task(struct io_uring_cmd *cmd,
			      void (*func)(struct io_uring_cmd *, unsigned int))
{
}
#else
#define CRYPTODEV_FOP_URING_CMD(_cmd)	.uring_cmd = (_cmd),
#endif

/**
 * cryptodev_uring_sqe_cmd() - get the data of a command
 * @cmd: the command
 *
 * The pointer moved in 6.8. Does not sleep.
 *
 * Return: the data in the submission queue entry, which io_uring owns.
 */
static inline const void *
cryptodev_uring_sqe_cmd(const struct io_uring_cmd *cmd)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
	return cmd->cmd;
#else
	return cmd->sqe->cmd;
#endif
}

/*
 * A command can be cancelled since 6.7. Before, the exit of a ring waits for
 * its commands. Until 6.10 a command could complete without the ring's lock
 * while another task cancelled it, so the module supports cancellation since
 * 6.10. (No Debian kernel from 6.7 to 6.9 exists to test on.)
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
#define IO_URING_F_CANCEL	0
#endif

/**
 * cryptodev_uring_is_compat() - is a command of a 32-bit program?
 * @issue_flags: flags of the current context
 *
 * Before 6.10 the module does not rely on the flag. There, a 32-bit program's
 * command that io-wq processes is not recognized.
 */
static inline bool cryptodev_uring_is_compat(unsigned int issue_flags)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
	return in_compat_syscall();
#else
	return issue_flags & IO_URING_F_COMPAT;
#endif
}

/**
 * cryptodev_uring_cancelable() - let io_uring cancel a command
 * @cmd: the command
 * @issue_flags: flags of the current context
 *
 * Does nothing before 6.10.
 */
static inline void cryptodev_uring_cancelable(struct io_uring_cmd *cmd,
					      unsigned int issue_flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
	io_uring_cmd_mark_cancelable(cmd, issue_flags);
#endif
}

#define CRYPTODEV_URING_CANCELS	\
	(LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0))

/**
 * cryptodev_uring_import_fixed() - get the registered pages of a user range
 * @addr: user address
 * @len: length in bytes
 * @rw: READ or WRITE, as io_uring_cmd_import_fixed() defines it
 * @iter: filled in with the pages, which io_uring keeps pinned
 * @cmd: the command
 * @issue_flags: flags of the current context; an argument since 6.15
 *
 * Return: 0 or a negative errno.
 */
static inline int
cryptodev_uring_import_fixed(u64 addr, unsigned long len, int rw,
			     struct iov_iter *iter, struct io_uring_cmd *cmd,
			     unsigned int issue_flags)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 15, 0)
	return io_uring_cmd_import_fixed(addr, len, rw, iter, cmd);
#else
	return io_uring_cmd_import_fixed(addr, len, rw, iter, cmd, issue_flags);
#endif
}

/**
 * cryptodev_uring_done() - complete a command
 * @cmd: the command, which the caller must not use any more
 * @res: result of the command, 0 or more, or a negative errno
 * @issue_flags: flags of the current context
 *
 * Until 6.18 a second result was an argument.
 */
static inline void cryptodev_uring_done(struct io_uring_cmd *cmd, int res,
					unsigned int issue_flags)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 18, 0)
	io_uring_cmd_done(cmd, res, 0, issue_flags);
#else
	io_uring_cmd_done(cmd, res, issue_flags);
#endif
}

/**
 * cryptodev_uring_result() - make a result the return value of a command
 * @cmd: the command, which the caller must not use any more if @res is positive
 * @res: result of the command, 0 or more, or a negative errno; -EAGAIN and
 *	 -EIOCBQUEUED have their meaning for io_uring
 * @issue_flags: flags of the current context
 *
 * Before 6.12, io_uring takes a positive return value for an error: it cancels the
 * commands that are linked to this one, and a worker of the ring never completes
 * it. (6.1 shows both. No Debian kernel from 6.2 to 6.11 exists to test on.)
 *
 * Return: the value to return to io_uring.
 */
static inline int cryptodev_uring_result(struct io_uring_cmd *cmd, int res,
					 unsigned int issue_flags)
{
	if (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0) || res <= 0)
		return res;
	cryptodev_uring_done(cmd, res, issue_flags);
	return -EIOCBQUEUED;
}

/*
 * Defines the callback for io_uring_cmd_complete_in_task(), which calls @_func
 * with the command and its flags. Until 6.19 the callback had the signature of
 * @_func.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 19, 0)
#define CRYPTODEV_URING_IN_TASK(_name, _func)				\
static void _name(struct io_uring_cmd *cmd, unsigned int issue_flags)	\
{									\
	_func(cmd, issue_flags);					\
}
#else
#define CRYPTODEV_URING_IN_TASK(_name, _func)				\
static void _name(struct io_tw_req tw_req, io_tw_token_t tw)		\
{									\
	_func(io_uring_cmd_from_tw(tw_req),				\
	      IO_URING_CMD_TASK_WORK_ISSUE_FLAGS);			\
}
#endif

#endif /* CRYPTODEV_COMPAT_URING_H */
