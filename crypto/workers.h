/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads that work on requests in their callers' stead, and one place where
 * what may sleep is done for those who may not.
 */
#ifndef CRYPTODEV_WORKERS_H
#define CRYPTODEV_WORKERS_H

#include <linux/workqueue.h>

struct cryptodev_workers;

struct cryptodev_workers *cryptodev_workers_create(void);
struct cryptodev_workers *
cryptodev_workers_get(struct cryptodev_workers *workers);
void cryptodev_workers_put(struct cryptodev_workers *workers);
int cryptodev_workers_queue(struct cryptodev_workers *workers,
			    struct work_struct *work);

bool cryptodev_do_later(struct work_struct *work);
void cryptodev_unpin_later(struct work_struct *work);
int cryptodev_workers_init(void);
void cryptodev_workers_exit(void);

#endif /* CRYPTODEV_WORKERS_H */
