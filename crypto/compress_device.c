// SPDX-License-Identifier: GPL-2.0
/*
 * Compression by a device: a driver of the kernel's asynchronous "deflate".
 *
 * A message goes through pages of the module's own, since drivers differ in the
 * memory that they take, and a caller that is killed leaves them to the driver.
 * zlib decompresses all streams: a driver does not say where a stream has ended, so
 * bytes after its end would go unnoticed, and some devices have a small window.
 */
#include <crypto/acompress.h>
#include <linux/err.h>

#include "crypto/compress.h"
#include "crypto/pieces.h"
#include "zc/zc.h"
#include "zc/reject.h"

/* Bytes by which a stream may be longer than its text, with any device. */
#define GROWTH(len)	((len) / 8 + 256)

/**
 * cryptodev_compress_alloc_device() - the transform of a device that compresses
 * @driver: a name that the driver must have, or NULL; see
 *	    cryptodev_driver_has_name()
 *
 * May sleep, and loads no module: the device's own bus has loaded its driver.
 *
 * Return: the transform, or NULL if there is none.
 */
struct crypto_acomp *cryptodev_compress_alloc_device(const char *driver)
{
	u32 flags = CRYPTO_ALG_TESTED | CRYPTO_ALG_ASYNC;
	struct crypto_acomp *tfm;

	tfm = crypto_alloc_acomp("deflate", flags, flags | CRYPTO_NOLOAD);
	if (IS_ERR(tfm))
		return NULL;
	if (cryptodev_is_device(crypto_acomp_tfm(tfm)->__crt_alg) &&
	    (!driver || cryptodev_driver_has_name(crypto_acomp_tfm(tfm), driver)))
		return tfm;
	crypto_free_acomp(tfm);
	return NULL;
}

/**
 * cryptodev_compress_free_device() - free a device's transform
 * @tfm: the transform, or NULL
 */
void cryptodev_compress_free_device(struct crypto_acomp *tfm)
{
	if (tfm)
		crypto_free_acomp(tfm);
}

/**
 * cryptodev_compress_set_device() - have a device compress for a session
 * @ses: the session, private to its maker
 * @tfm: the device's transform
 */
void cryptodev_compress_set_device(struct cryptodev_session *ses,
				   struct crypto_acomp *tfm)
{
	cryptodev_session_set_tfms(ses, crypto_acomp_tfm(tfm), NULL);
	cryptodev_request_layout(ses, sizeof(struct acomp_req) +
				 crypto_acomp_reqsize(tfm), 0);
}

static int build_list(struct zc_sgl *sgl, const struct zc_pages *pages)
{
	int err = zc_sgl_start(sgl, pages->nr);

	if (err)
		return err;
	zc_sgl_add_pages(sgl, pages);
	zc_sgl_end(sgl);
	return 0;
}

/* The input in @map.scratch, and @room bytes for the output in @map.head. */
static int map_apart(struct cryptodev_request *req, u32 room)
{
	const struct cryptodev_op *op = &req->op;
	struct zc_map *m = &req->map;

	m->mode = ZC_BOUNCE;
	return zc_scratch(&m->scratch, op->len) ?:
	       zc_pages_from_user(&m->scratch, op->src, op->len) ?:
	       zc_scratch(&m->head, room) ?:
	       build_list(&m->src_sgl, &m->scratch) ?:
	       build_list(&m->dst_sgl, &m->head);
}

/* Counts the pages that map_apart() makes: a killed caller leaves them. */
static int hold_apart(struct cryptodev_request *req, u32 room)
{
	u32 pages = DIV_ROUND_UP(req->op.len, PAGE_SIZE) +
		    DIV_ROUND_UP(room, PAGE_SIZE);

	return cryptodev_request_hold_pages(req, pages);
}

static int run_device(struct cryptodev_request *req, struct crypto_acomp *tfm,
		      u32 room)
{
	struct acomp_req *areq = req->cipher;

	acomp_request_set_tfm(areq, tfm);
	acomp_request_set_callback(areq, CRYPTO_TFM_REQ_MAY_SLEEP |
				   CRYPTO_TFM_REQ_MAY_BACKLOG,
				   cryptodev_request_done, req);
	acomp_request_set_params(areq, req->map.src_sgl.sg, req->map.dst_sgl.sg,
				 req->op.len, room);
	return cryptodev_request_wait(req, crypto_acomp_compress(areq));
}

/* Not a byte unless all can be written. */
static int write_stream(const struct cryptodev_request *req, u32 len)
{
	void __user *to = req->op.dst;
	int err = zc_check_copy(to, len);

	if (err || zc_pages_to_user(&req->map.head, to, len))
		return cryptodev_reject(-EFAULT, "output is not writable");
	return 0;
}

/**
 * cryptodev_compress_by_device() - compress a message, if the device can
 * @req: the request
 * @tfm: the device's transform
 * @room: bytes that the output may have
 * @shrinks: leave the output alone if the stream is not shorter than its text
 *
 * May sleep and fault.
 *
 * Return: 0 with @req->op.out_len set; -EFAULT; -EINTR if the task is being killed,
 * and then the device may still work on @req; -EAGAIN if another has to compress
 * it, since the device failed, there is no memory, the stream has no room, or
 * drivers hold too many pages of the user.
 */
int cryptodev_compress_by_device(struct cryptodev_request *req,
				 struct crypto_acomp *tfm, u32 room,
				 bool shrinks)
{
	u32 len = req->op.len, stream_len;
	int err;

	if (!len || len > READ_ONCE(cryptodev_max_request_bytes))
		return -EAGAIN;
	room = min_t(u64, room, shrinks ? len : (u64)len + GROWTH(len));
	if (hold_apart(req, room))
		return -EAGAIN;
	err = map_apart(req, room);
	if (!err) {
		err = run_device(req, tfm, room);
		if (cryptodev_request_left(req))
			return err;
	}
	stream_len = ((struct acomp_req *)req->cipher)->dlen;
	if (err != -EFAULT && (err || stream_len > room ||
			       (shrinks && stream_len >= len)))
		err = -EAGAIN;
	if (!err)
		err = write_stream(req, stream_len);
	if (!err)
		req->op.out_len = stream_len;
	zc_unmap(&req->map);
	return err;
}
