/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests to /dev/crypto through io_uring, with liburing.
 */
#ifndef SELFTESTS_URING_H
#define SELFTESTS_URING_H

#include <liburing.h>
#include <stdbool.h>

#include "native.h"

/* liburing 2.3 does not define it. */
#ifndef IORING_URING_CMD_FIXED
#define IORING_URING_CMD_FIXED	(1U << 0)
#endif

/*
 * Creates a ring. @long_entries: submission entries of 128 bytes, which hold a
 * request; otherwise they point to it. Returns 0 or a negative errno.
 */
int uring_open(struct io_uring *ring, unsigned int entries, bool long_entries);

/* Returns true if io_uring has commands: since Linux 5.19. */
bool uring_has_commands(void);

/*
 * Adds a request to the ring; *r must stay valid until the submission. Returns
 * its entry, or NULL if the ring is full.
 */
struct io_uring_sqe *uring_add(struct io_uring *ring, int fd,
			       const struct cryptodev_req *r);

/*
 * The same by CRYPTODEV_URING_REQ_AT: the request at @r is of @size bytes. Sets
 * no user data.
 */
struct io_uring_sqe *uring_add_at(struct io_uring *ring, int fd, const void *r,
				  uint32_t size);

/* Submits one such request, waits for it and returns its result. */
int uring_run_at(struct io_uring *ring, int fd, const void *r, uint32_t size);

/* The same with both buffers inside the registered buffer @index. */
struct io_uring_sqe *uring_add_fixed(struct io_uring *ring, int fd,
				     const struct cryptodev_req *r,
				     unsigned int index);

/*
 * Waits for one completion; returns its result, and its user data in *user_data
 * unless that is NULL.
 */
int uring_wait(struct io_uring *ring, uint64_t *user_data);

/* Submits one request, waits for it and returns its result. */
int uring_run(struct io_uring *ring, int fd, const struct cryptodev_req *r);

/*
 * Submits one request and a command that is linked to it, so that io_uring cancels
 * that command if the request fails. Returns the result of the request; *linked is
 * the result of the command, 0 if it ran.
 */
int uring_run_linked(struct io_uring *ring, int fd,
		     const struct cryptodev_req *r, int *linked);

#endif /* SELFTESTS_URING_H */
