/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Sessions of the device, and the requests on them. A session belongs to one
 * context of the library, so one thread at a time uses it.
 */
#ifndef PROVIDER_SESSION_H
#define PROVIDER_SESSION_H

#include <crypto/cryptodev.h>
#include <crypto/cryptodev_native.h>

#include "provider.h"

/**
 * struct session - a session, or none
 * @id: the session's id; 0 if there is none
 * @fd: its descriptor
 * @process: the number of the process that created it
 * @own: @fd is this session's only: an asynchronous job created it, and its
 *	 results come by this descriptor
 * @shared: another session's @fd is the same open file, so its results may come
 *	    there too, and no request is asynchronous
 * @lost: the provider's count of descriptors that the program has closed
 * @lost_before: that count when the session was created. If it has changed, @fd
 *		 may be another open file by now, with other sessions
 * @hardware: a hardware driver serves it
 */
struct session {
	__u32 id;
	int fd;
	unsigned int process;
	bool own;
	bool shared;
	bool hardware;
	const atomic_uint *lost;
	unsigned int lost_before;
};

/*
 * Returns whether there is a session, this process created it, and its descriptor
 * is not known to be closed.
 */
bool session_is_open(const struct session *ses);

/*
 * Creates a session. In an asynchronous job, it gets a descriptor of its own.
 * @op->ses is set. Returns 0 or an errno; then there is none.
 */
int session_open(struct provider *prov, struct session *ses,
		 struct session_op *op);

/*
 * As session_open(), for a cipher or an AEAD with this key. If the device refuses,
 * sets *@refused, and does not ask it again. Returns whether there is a session.
 */
bool session_open_cipher(struct provider *prov, struct session *ses,
			 bool *refused, __u32 cipher, const void *key,
			 size_t keylen);

/* As session_open(), for a session that only the native dialect can express. */
int session_create(struct provider *prov, struct session *ses,
		   struct cryptodev_create *op);

/*
 * Creates a session on the open file of another one, as session_copy_hash() needs
 * it. From then on, neither of them makes asynchronous requests. Returns 0 or an
 * errno; then there is none.
 */
int session_open_beside(struct session *ses, struct session *beside,
			struct session_op *op);

/* Returns whether session_copy_hash() can copy between them. */
bool session_shares_descriptor(const struct session *a, const struct session *b);

/*
 * Copies the running hash of @from to @to, which has the same algorithm and is on
 * the same descriptor. Returns 0 or an errno.
 */
int session_copy_hash(const struct session *to, const struct session *from);

/* Frees the session, if there is one. A child only forgets its parent's. */
void session_close(struct provider *prov, struct session *ses);

/*
 * Sets @ses->hardware. Nothing else does: it costs a call. Returns 0 or an errno.
 */
int session_find_driver(struct session *ses);

/*
 * Make one call on the session; @op->ses is set. In an asynchronous job, a request
 * on a session with its own descriptor pauses the job until the driver completes
 * it. Return 0 or an errno.
 */
int session_crypt(struct session *ses, struct crypt_op *op);
int session_auth(struct session *ses, struct crypt_auth_op *op);

/*
 * Processes @nr requests, one after the other; an asynchronous job as above. Each
 * @reqs[].ses is set. Returns 0 or the errno of the first that failed.
 * @reqs[].out_len are set.
 */
int session_process(struct session *ses, struct cryptodev_req *reqs, int nr);

/*
 * Returns whether a request that failed with this errno has certainly changed
 * neither its output nor the session.
 */
bool session_rejected(int err);

#endif /* PROVIDER_SESSION_H */
