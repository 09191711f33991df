/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What async.c has of queue.c besides what everybody has.
 */
#ifndef CRYPTODEV_QUEUE_H
#define CRYPTODEV_QUEUE_H

#include "crypto/request.h"

void cryptodev_queue_put(struct cryptodev_queue *q);
int cryptodev_queue_charge(struct cryptodev_queue *q,
			   struct cryptodev_request *req);
void cryptodev_queue_count(struct cryptodev_queue *q);
void cryptodev_queue_uncharge(struct cryptodev_queue *q,
			      struct cryptodev_request *req);
bool cryptodev_queue_deliver(struct cryptodev_queue *q,
			     struct cryptodev_request *req);

#endif /* CRYPTODEV_QUEUE_H */
