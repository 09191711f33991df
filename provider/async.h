/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Requests inside an asynchronous job (ASYNC_start_job(3)): the job pauses on a
 * descriptor until the driver completes the request, and the thread runs other
 * jobs meanwhile. The session must have its own descriptor.
 */
#ifndef PROVIDER_ASYNC_H
#define PROVIDER_ASYNC_H

#include "session.h"

/* Returns whether the caller runs in an asynchronous job. */
bool async_in_job(void);

/* Process one request. Return 0 or an errno, and what the calls would return. */
int async_crypt(struct session *ses, struct crypt_op *op);
int async_auth(struct session *ses, struct crypt_auth_op *op);
int async_request(struct session *ses, struct cryptodev_req *req);

#endif /* PROVIDER_ASYNC_H */
