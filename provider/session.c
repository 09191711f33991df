// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Creates and frees sessions of the device, and makes synchronous requests. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "async.h"
#include "device.h"
#include "process.h"
#include "session.h"

bool session_is_open(const struct session *ses)
{
	return ses->id && ses->process == process_number() &&
	       ses->lost_before == atomic_load_explicit(ses->lost,
							memory_order_relaxed);
}

static int call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) < 0 ? errno : 0;
}

/* Creates a session by either call, on a descriptor of this process. */
static int create_on(struct session *ses, int fd, unsigned long cmd, void *op,
		     const __u32 *id)
{
	int err;

	ses->lost_before = atomic_load(ses->lost);
	if (fd < 0)
		return -fd;
	err = call(fd, cmd, op);
	if (err)
		return err;
	ses->fd = fd;
	ses->process = process_number();
	ses->id = *id;
	return 0;
}

static int create(struct provider *prov, struct session *ses, unsigned long cmd,
		  void *op, const __u32 *id)
{
	int fd, err;

	*ses = (struct session){ .lost = &prov->lost };
	if (async_in_job()) {
		fd = device_open(prov);
		err = create_on(ses, fd, cmd, op, id);
		ses->own = !err;
		if (!err)
			session_find_driver(ses);
		else if (fd >= 0)
			close(fd);
		return err;
	}
	fd = device_descriptor(prov);
	err = create_on(ses, fd, cmd, op, id);
	/* Some programs close all descriptors. */
	if (err && fd >= 0 && (err == EBADF || err == ENOTTY) &&
	    !device_is(prov, fd)) {
		device_lost(prov, fd);
		err = create_on(ses, device_descriptor(prov), cmd, op, id);
	}
	return err;
}

int session_open(struct provider *prov, struct session *ses,
		 struct session_op *op)
{
	return create(prov, ses, CIOCGSESSION, op, &op->ses);
}

bool session_open_cipher(struct provider *prov, struct session *ses,
			 bool *refused, __u32 cipher, const void *key,
			 size_t keylen)
{
	struct session_op op = {
		.cipher = cipher,
		.keylen = keylen,
		.key = (__u8 *)key,
	};

	if (!*refused)
		*refused = session_open(prov, ses, &op);
	return !*refused;
}

int session_create(struct provider *prov, struct session *ses,
		   struct cryptodev_create *op)
{
	op->size = sizeof(*op);
	return create(prov, ses, CRYPTODEV_CREATE, op, &op->ses);
}

int session_open_beside(struct session *ses, struct session *beside,
			struct session_op *op)
{
	int fd = beside->fd, err;

	*ses = (struct session){ .lost = beside->lost };
	if (beside->own) {
		fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
		if (fd < 0)
			return errno;
	}
	err = create_on(ses, fd, CIOCGSESSION, op, &op->ses);
	if (!err) {
		ses->own = beside->own;
		ses->shared = beside->own;
		/* Several threads may copy a context of the library. */
		__atomic_store_n(&beside->shared, beside->own, __ATOMIC_RELAXED);
	} else if (beside->own) {
		close(fd);
	}
	return err;
}

bool session_shares_descriptor(const struct session *a, const struct session *b)
{
	return !a->own && !b->own && a->fd == b->fd;
}

int session_copy_hash(const struct session *to, const struct session *from)
{
	struct cphash_op op = { .dst_ses = to->id, .src_ses = from->id };

	return call(to->fd, CIOCCPHASH, &op);
}

void session_close(struct provider *prov, struct session *ses)
{
	if (session_is_open(ses)) {
		if (!ses->own || ses->shared)
			ioctl(ses->fd, CIOCFSESSION, &ses->id);
		if (ses->own && device_is(prov, ses->fd))
			close(ses->fd);
	}
	memset(ses, 0, sizeof(*ses));
}

int session_find_driver(struct session *ses)
{
	struct session_info_op info = { .ses = ses->id };
	int err = call(ses->fd, CIOCGSESSINFO, &info);

	if (!err)
		ses->hardware = info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY;
	return err;
}

static bool is_asynchronous(const struct session *ses)
{
	return ses->own && !ses->shared && async_in_job();
}

int session_crypt(struct session *ses, struct crypt_op *op)
{
	op->ses = ses->id;
	if (is_asynchronous(ses))
		return async_crypt(ses, op);
	return call(ses->fd, CIOCCRYPT, op);
}

int session_auth(struct session *ses, struct crypt_auth_op *op)
{
	op->ses = ses->id;
	if (is_asynchronous(ses))
		return async_auth(ses, op);
	return call(ses->fd, CIOCAUTHCRYPT, op);
}

int session_process(struct session *ses, struct cryptodev_req *reqs, int nr)
{
	struct cryptodev_submit op = {
		.size = sizeof(op),
		.flags = CRYPTODEV_SUBMIT_WAIT,
		.nr = nr,
		.req_size = sizeof(*reqs),
		.reqs = (uintptr_t)reqs,
	};
	int i, err = 0;

	for (i = 0; i < nr; i++)
		reqs[i].ses = ses->id;
	if (is_asynchronous(ses)) {
		for (i = 0; i < nr && !err; i++)
			err = async_request(ses, &reqs[i]);
		return err;
	}
	i = ioctl(ses->fd, CRYPTODEV_SUBMIT, &op);
	if (i < 0)
		return errno;
	if (i < nr)
		return EBUSY;
	for (i = 0; i < nr && !err; i++)
		err = -reqs[i].result;
	return err;
}

/* No driver completes a request with one of these; ENOMEM, say, may be late. */
bool session_rejected(int err)
{
	switch (err) {
	case E2BIG:
	case EACCES:
	case EBADF:
	case EBUSY:
	case EMFILE:
	case ENOENT:
	case ENOTTY:
	case EPERM:
		return true;
	default:
		return false;
	}
}
