/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes: pass a descriptor to another one, wait for one with a limit, and
 * drop a privilege.
 */
#ifndef SELFTESTS_PROCESS_H
#define SELFTESTS_PROCESS_H

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Seconds; long, because an emulated machine on a busy host is slow. */
#define WAIT_LIMIT	60	/* for an event that a bug can prevent */
#define EXIT_LIMIT	30	/* for an exit that a bug can delay */

/* Returns the seconds of CLOCK_MONOTONIC. */
double seconds(void);

/* Sends the descriptor @fd over the socket; false on failure. */
bool send_fd(int sock, int fd);

/* Returns the descriptor received over the socket, or -1. */
int receive_fd(int sock);

/*
 * Waits up to @limit seconds; returns true if @pid ended, with waitpid()'s
 * status in *status.
 */
bool ends_within(pid_t pid, double limit, int *status);

/* Waits for @pid; returns true if it exited with status 0. */
bool exits_well(pid_t pid);

/* Drops CAP_IPC_LOCK, so that RLIMIT_MEMLOCK applies; false on failure. */
bool drop_ipc_lock(void);

#endif /* SELFTESTS_PROCESS_H */
