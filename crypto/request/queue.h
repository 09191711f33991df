/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that async.c, order.c, queue.c and workers.c call of each other, and
 * no other file.
 */
#ifndef CRYPTODEV_QUEUE_H
#define CRYPTODEV_QUEUE_H

#include "crypto/request/request.h"

/* queue.c */
void cryptodev_queue_put(struct cryptodev_queue *q);
int cryptodev_queue_charge(struct cryptodev_queue *q,
			   struct cryptodev_request *req);
void cryptodev_queue_count(struct cryptodev_queue *q);
void cryptodev_queue_uncharge(struct cryptodev_queue *q,
			      struct cryptodev_request *req);
bool cryptodev_queue_deliver(struct cryptodev_queue *q,
			     struct cryptodev_request *req);

/* async.c */
void cryptodev_async_deliver(struct cryptodev_request *req);
void cryptodev_async_process(struct cryptodev_request *req);
void cryptodev_async_cancel(struct cryptodev_request *req);

/* order.c */
void cryptodev_order_add(struct cryptodev_request *req);
void cryptodev_order_answered(struct cryptodev_request *req);

#endif /* CRYPTODEV_QUEUE_H */
