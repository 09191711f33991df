/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What differs between kernel versions of io_uring's commands, and nothing else:
 * compat/kernel.h is for all that is not of io_uring.
 */
#ifndef CRYPTODEV_COMPAT_URING_H
#define CRYPTODEV_COMPAT_URING_H

#include <linux/fs.h>
#include <linux/uio.h>
#include <linux/version.h>

/* Where they are declared: moved in 6.8. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
#include <linux/io_uring.h>
#else
#include <linux/io_uring/cmd.h>
#endif

/*
 * The file operation came in 5.19, with registered buffers in 6.1, which is as
 * old a kernel as they are used on. Before, what is below is never called.
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

/* Where a command's bytes are: moved in 6.8. */
static inline const void *cryptodev_uring_sqe_cmd(const struct io_uring_cmd *cmd)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
	return cmd->cmd;
#else
	return cmd->sqe->cmd;
#endif
}

/*
 * A command can be cancelled since 6.7; before, a ring that goes waits for it.
 * Until 6.10 a command could complete without the ring's lock, while another
 * task cancels it: commands are not cancelled there either. (No Debian kernel
 * from 6.7 to 6.9 exists to test on.)
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
#define IO_URING_F_CANCEL	0
#endif

static inline void cryptodev_uring_cancelable(struct io_uring_cmd *cmd,
					      unsigned int issue_flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
	io_uring_cmd_mark_cancelable(cmd, issue_flags);
#endif
}

#define CRYPTODEV_URING_CANCELS	\
	(LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0))

/* The flags are an argument since 6.15. */
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

/* A second result was an argument until 6.18. */
static inline void cryptodev_uring_done(struct io_uring_cmd *cmd, int res,
					unsigned int issue_flags)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 18, 0)
	io_uring_cmd_done(cmd, res, 0, issue_flags);
#else
	io_uring_cmd_done(cmd, res, issue_flags);
#endif
}

/*
 * What io_uring_cmd_complete_in_task() calls, made of a function of a command
 * and its flags: such a function was its argument until 6.19.
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
