// SPDX-License-Identifier: GPL-2.0
/*
 * The fields of struct cryptodev_req that its first version lacked. A request is
 * read up to the end of the first version; only a flag that needs more comes here.
 */
#include <linux/compat.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "crypto/rekey.h"
#include "crypto/scatter.h"
#include "crypto/transforms.h"
#include "ioctl/device.h"
#include "ioctl/native/native.h"
#include "ioctl/seal.h"
#include "zc/reject.h"
#include "zc/scatter.h"

/*
 * struct array_source - where the ranges of an input or output are
 * @at: the range itself or, if @nr is not 0, an array of struct iovec
 * @nr: number of entries
 * @len: bytes that the request needs
 * @compat: the entries are those of a 32-bit program
 */
struct array_source {
	void __user *at;
	u32 nr;
	u64 len;
	bool compat;
};

/* Reads entry @i once: the program may change it at the same time. */
static int read_entry(struct iovec *entry, const struct array_source *from,
		      u32 i)
{
	const struct compat_iovec __user *short_entry = from->at;
	const struct iovec __user *long_entry = from->at;
	struct compat_iovec v;

	if (!from->compat)
		return copy_from_user(entry, long_entry + i, sizeof(*entry)) ?
			-EFAULT : 0;
	if (copy_from_user(&v, short_entry + i, sizeof(v)))
		return -EFAULT;
	entry->iov_base = compat_ptr(v.iov_base);
	entry->iov_len = (compat_ssize_t)v.iov_len;
	return 0;
}

/* Appends up to @max bytes. Adjacent ranges become one. */
static void append_range(struct zc_ranges *ranges, void __user *addr, u64 len,
			 u64 max)
{
	struct zc_range *last = ranges->range + ranges->nr - 1;

	len = min3(len, max, (u64)U32_MAX);
	if (!len)
		return;
	if (ranges->nr && last->addr + last->len == addr &&
	    last->len + len <= U32_MAX)
		last->len += len;
	else
		ranges->range[ranges->nr++] = (struct zc_range) { addr, len };
	ranges->len += len;
}

static int read_array(struct zc_ranges *ranges, const struct array_source *from)
{
	struct iovec entry;
	u32 i;
	int err;

	if (from->nr > UIO_MAXIOV)
		return cryptodev_reject(-EINVAL, "%u entries", from->nr);
	for (i = 0; i < from->nr && ranges->len < from->len; i++) {
		err = read_entry(&entry, from, i);
		if (err)
			return cryptodev_reject(err, "entry is not readable");
		if ((ssize_t)entry.iov_len < 0)
			return cryptodev_reject(-EINVAL, "length of an entry");
		append_range(ranges, entry.iov_base, entry.iov_len,
			     from->len - ranges->len);
	}
	if (ranges->len < from->len)
		return cryptodev_reject(-EINVAL, "%llu bytes for %llu",
					ranges->len, from->len);
	return 0;
}

/* @is_array: @from has entries, which may be none. */
static int read_ranges(struct zc_ranges *ranges,
		       const struct array_source *from, bool is_array)
{
	int err;

	if (is_array && !from->nr)
		return cryptodev_reject(-EINVAL, "array without entries");
	err = zc_ranges_reserve(ranges, min_t(u32, from->nr ?: 1, UIO_MAXIOV));
	if (err)
		return err;
	if (is_array)
		return read_array(ranges, from);
	append_range(ranges, from->at, from->len, from->len);
	return 0;
}

static int read_iovecs(struct cryptodev_request *req,
		       const struct cryptodev_req *r, bool compat)
{
	struct cryptodev_op *op = &req->op;
	struct array_source src = {
		.at = (void __user *)op->src, .nr = r->src_nr, .len = op->len,
		.compat = compat,
	};
	struct array_source dst = {
		.at = op->dst, .nr = r->dst_nr,
		.len = cryptodev_scatter_dst_len(req), .compat = compat,
	};
	struct zc_scatter *scatter = cryptodev_scatter_get(req);

	if (!scatter)
		return -ENOMEM;
	return read_ranges(&scatter->src, &src,
			   op->flags & CRYPTODEV_REQ_SRC_IOVEC) ?:
	       read_ranges(&scatter->dst, &dst,
			   op->flags & CRYPTODEV_REQ_DST_IOVEC) ?:
	       cryptodev_scatter_begin(req);
}

static int check_iovecs(const struct cryptodev_session *ses, u32 flags)
{
	if (!(flags & CRYPTODEV_OP_SCATTERED))
		return 0;
	if (flags & (CRYPTODEV_REQ_TLS | CRYPTODEV_REQ_SRTP))
		return cryptodev_reject(-EINVAL, "scattered record");
	if (!ses->ops->scatters)
		return cryptodev_reject(-EOPNOTSUPP, "session cannot scatter");
	return 0;
}

/* The order of results is that of one session's requests. */
static int check_keys(const struct cryptodev_session *ses, u32 flags,
		      const struct file *file)
{
	bool key = flags & (CRYPTODEV_REQ_KEY | CRYPTODEV_REQ_KEY_SERIAL);
	bool mackey = flags & (CRYPTODEV_REQ_MACKEY |
			       CRYPTODEV_REQ_MACKEY_SERIAL);
	bool takes_key = cryptodev_session_takes_key(ses);
	bool takes_mackey = cryptodev_session_takes_mackey(ses);

	if (!key && !mackey)
		return 0;
	if (cryptodev_file_is_sealed(file))
		return cryptodev_reject(-EPERM, "key for a sealed file");
	if (ses->pubkey || ses->random || ses->ordered || (!takes_key && !takes_mackey))
		return cryptodev_reject(-EOPNOTSUPP, "session takes no key");
	if (key != takes_key || mackey != takes_mackey)
		return cryptodev_reject(-EINVAL, "not all keys");
	if ((flags & CRYPTODEV_REQ_KEY && flags & CRYPTODEV_REQ_KEY_SERIAL) ||
	    (flags & CRYPTODEV_REQ_MACKEY &&
	     flags & CRYPTODEV_REQ_MACKEY_SERIAL))
		return cryptodev_reject(-EINVAL, "key and serial number");
	if (flags & (CRYPTODEV_REQ_UPDATE | CRYPTODEV_REQ_FINAL |
		     CRYPTODEV_REQ_RESET))
		return cryptodev_reject(-EINVAL, "running hash with a key");
	/* Requests with the same key would each begin to count. */
	if (flags & CRYPTODEV_REQ_IV_COUNTER)
		return cryptodev_reject(-EINVAL, "counter with a key");
	return 0;
}

static int check_esn(const struct cryptodev_session *ses,
		     const struct cryptodev_op *op)
{
	if (!(op->flags & CRYPTODEV_REQ_ESN))
		return 0;
	if (!cryptodev_takes_esn(ses))
		return cryptodev_reject(-EOPNOTSUPP,
					"session without sequence numbers");
	if (op->aad_len != CRYPTODEV_ESN_AAD_LEN)
		return cryptodev_reject(-EINVAL, "ESP header of %u bytes",
					op->aad_len);
	return 0;
}

/* After it, the request is on a private session. */
static int take_keys(struct cryptodev_request *req,
		     const struct cryptodev_req *r)
{
	struct cryptodev_key_source key = {}, mackey = {};
	u32 flags = req->op.flags;
	int err = 0;

	if (cryptodev_session_takes_key(req->ses))
		err = cryptodev_native_secret(&key, r->key, r->keylen, flags &
					      CRYPTODEV_REQ_KEY_SERIAL);
	if (!err && cryptodev_session_takes_mackey(req->ses))
		err = cryptodev_native_secret(&mackey, r->mackey, r->mackeylen,
					      flags &
					      CRYPTODEV_REQ_MACKEY_SERIAL);
	return err ?: cryptodev_request_rekey(req, &key, &mackey) ?:
	       CRYPTODEV_NATIVE_MOVED;
}

/* The last step. The file cannot be sealed before the keys are taken. */
static int use_keys(struct cryptodev_request *req,
		    const struct cryptodev_req *r, const struct file *file)
{
	int err = cryptodev_change_begin(file);

	if (err)
		return err;
	err = take_keys(req, r);
	cryptodev_change_end(file);
	return err;
}

/* Copies the fields after the first version. Missing ones are 0. */
static int read_longer(struct cryptodev_req *r,
		       const struct cryptodev_native_source *from)
{
	size_t len = min_t(size_t, from->size, sizeof(*r));

	if (len <= CRYPTODEV_REQ_FIRST_SIZE)
		return cryptodev_reject(-EINVAL, "request of size %u",
					from->size);
	memset(r, 0, sizeof(*r));
	len -= CRYPTODEV_REQ_FIRST_SIZE;
	if (copy_from_user((void *)r + CRYPTODEV_REQ_FIRST_SIZE,
			   from->at + CRYPTODEV_REQ_FIRST_SIZE, len))
		return cryptodev_reject(-EFAULT, "request is not readable");
	return r->reserved ?
		cryptodev_reject(-EINVAL, "reserved field is not 0") : 0;
}

/**
 * cryptodev_native_longer() - decode the fields after the first version
 * @req: the request, whose first fields are decoded and checked
 * @from: where the program's request is
 *
 * May sleep and fault.
 *
 * Return: 0, or CRYPTODEV_NATIVE_MOVED; -EINVAL if a field is invalid or missing,
 * -EOPNOTSUPP if the session cannot process such a request, -EFAULT, -ENOMEM, or for
 * a key -EPERM if the file is sealed and the errors of creating a session.
 */
int cryptodev_native_longer(struct cryptodev_request *req,
			    const struct cryptodev_native_source *from)
{
	u32 flags = req->op.flags;
	struct cryptodev_req r;
	int err;

	err = check_iovecs(req->ses, flags) ?:
	      check_keys(req->ses, flags, from->file) ?:
	      check_esn(req->ses, &req->op) ?:
	      read_longer(&r, from);
	if (err)
		return err;
	req->op.esn = r.esn;
	if (flags & CRYPTODEV_OP_SCATTERED)
		err = read_iovecs(req, &r, from->compat);
	if (!err && flags & CRYPTODEV_REQ_KEYS)
		err = use_keys(req, &r, from->file);
	return err;
}
