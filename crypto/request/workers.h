/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads that process queued requests in place of their callers, and one place
 * for work that must sleep on behalf of code that must not.
 */
#ifndef CRYPTODEV_WORKERS_H
#define CRYPTODEV_WORKERS_H

#include <linux/workqueue.h>

struct cryptodev_request;

int cryptodev_workers_take(struct cryptodev_request *req);

bool cryptodev_do_later(struct work_struct *work);
int cryptodev_workers_init(void);
void cryptodev_workers_exit(void);

#endif /* CRYPTODEV_WORKERS_H */
