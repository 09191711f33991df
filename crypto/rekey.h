/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests with a key of their own.
 */
#ifndef CRYPTODEV_REKEY_H
#define CRYPTODEV_REKEY_H

#include "crypto/request/request.h"

bool cryptodev_session_takes_key(const struct cryptodev_session *ses);
bool cryptodev_session_takes_mackey(const struct cryptodev_session *ses);
int cryptodev_rekey(struct cryptodev_request *req,
		    const struct cryptodev_session_params *keys);

#endif /* CRYPTODEV_REKEY_H */
