// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * The sessions of a key. They are a list to which a thread adds one without a lock
 * and of which none is removed before the key is freed. An asynchronous job has a
 * descriptor of its own, and with it a session for one request.
 */
#include <errno.h>
#include <stdint.h>

#include "async.h"
#include "pkey.h"

static int set_encoded_key(const struct pkey *key, const struct pkey_use *use,
			   struct cryptodev_create *op, unsigned char **encoded)
{
	size_t len = 0;

	*encoded = key->type->encode(key, use, &len);
	if (!*encoded)
		return ENOMEM;
	op->key = (uintptr_t)*encoded;
	op->keylen = len;
	return 0;
}

/* The CPU computes better in the process, unless only the kernel has the key. */
static bool is_accepted(const struct pkey *key, const struct pkey_use *use,
			struct session *ses)
{
	if (key->prov->config.software || (use->private && key->serial))
		return true;
	return !session_find_driver(ses) && ses->hardware;
}

static int create_session(const struct pkey *key, const struct pkey_use *use,
			  struct session *ses)
{
	struct cryptodev_create op = { .cipher = use->cipher, .mac = use->mac };
	unsigned char *encoded = NULL;
	int err = 0;

	if (use->private && key->serial) {
		op.flags = CRYPTODEV_CREATE_KEY_SERIAL;
		op.key = (__u32)key->serial;
	} else {
		err = set_encoded_key(key, use, &op, &encoded);
	}
	if (use->private &&
	    (use->cipher == CRYPTODEV_RSA || use->cipher == CRYPTODEV_RSA_PKCS1))
		op.flags |= CRYPTODEV_CREATE_PRIVATE;
	if (!err)
		err = session_create(key->prov, ses, &op);
	alloc_clear_free(encoded, op.keylen);
	if (!err && !is_accepted(key, use, ses)) {
		session_close(key->prov, ses);
		err = ENOENT;
	}
	return err;
}

/* Returns whether the device will fail each such session for this key. */
static bool is_permanent(int err)
{
	return err == EINVAL || err == ENOENT || err == E2BIG ||
	       err == EOPNOTSUPP;
}

static bool is_for(const struct pkey_session *ses, const struct pkey_use *use)
{
	return ses->use.cipher == use->cipher && ses->use.mac == use->mac &&
	       ses->use.private == use->private;
}

/* Returns a session, or a note that there is none, or NULL if nobody has tried. */
static struct pkey_session *find_session(const struct pkey *key,
					 const struct pkey_use *use)
{
	struct pkey_session *ses;

	for (ses = atomic_load_explicit(&key->sessions, memory_order_acquire);
	     ses; ses = ses->next)
		if (is_for(ses, use) &&
		    (ses->error ||
		     (!atomic_load(&ses->lost) && session_is_open(&ses->ses))))
			return ses;
	return NULL;
}

/* Two threads may add a session each; the list has room for both. */
static struct pkey_session *add_session(struct pkey *key,
					const struct pkey_use *use, int *err)
{
	struct pkey_session *ses = alloc_zero(sizeof(*ses));

	*err = ENOMEM;
	if (!ses)
		return NULL;
	*err = create_session(key, use, &ses->ses);
	if (*err && !is_permanent(*err)) {
		alloc_free(ses);
		return NULL;
	}
	ses->use = *use;
	ses->error = *err;
	ses->next = atomic_load(&key->sessions);
	while (!atomic_compare_exchange_weak(&key->sessions, &ses->next, ses))
		;
	return ses;
}

static int process_in_job(struct pkey *key, const struct pkey_use *use,
			  struct cryptodev_req *req)
{
	struct session ses = {};
	int err = create_session(key, use, &ses);

	if (!err)
		err = session_process(&ses, req, 1);
	session_close(key->prov, &ses);
	return err;
}

int pkey_process(struct pkey *key, const struct pkey_use *use,
		 struct cryptodev_req *req)
{
	struct pkey_session *ses;
	int try, err = 0;

	if (async_in_job())
		return process_in_job(key, use, req);
	/* Some programs close all descriptors: the second try has a new one. */
	for (try = 0; try < 2; try++) {
		ses = find_session(key, use);
		if (!ses)
			ses = add_session(key, use, &err);
		if (!ses)
			return err;
		if (ses->error)
			return ses->error;
		err = session_process(&ses->ses, req, 1);
		if (err != EBADF && err != ENOTTY)
			break;
		atomic_store(&ses->lost, true);
	}
	return err;
}

void pkey_close_sessions(struct pkey *key)
{
	struct pkey_session *ses = atomic_exchange(&key->sessions, NULL), *next;

	for (; ses; ses = next) {
		next = ses->next;
		if (!atomic_load(&ses->lost))
			session_close(key->prov, &ses->ses);
		alloc_free(ses);
	}
}
