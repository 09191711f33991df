// SPDX-License-Identifier: GPL-2.0
/*
 * Runs an operation through an AF_ALG socket.
 */
#include <errno.h>
#include <linux/if_alg.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "af_alg.h"

static const char *const types[] = {
	[BENCH_CIPHER] = "skcipher",
	[BENCH_AEAD] = "aead",
	[BENCH_HASH] = "hash",
};

static int open_sockets(struct af_alg_op *op)
{
	static const uint8_t key[BENCH_KEY_MAX];
	const struct bench_alg *alg = op->alg;
	struct sockaddr_alg sa = { .salg_family = AF_ALG };

	strcpy((char *)sa.salg_type, types[alg->kind]);
	strcpy((char *)sa.salg_name, alg->kernel_name);
	op->tfm = socket(AF_ALG, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (op->tfm < 0 || bind(op->tfm, (struct sockaddr *)&sa, sizeof(sa)))
		return -1;
	if (alg->key_len &&
	    setsockopt(op->tfm, SOL_ALG, ALG_SET_KEY, key, alg->key_len))
		return -1;
	if (alg->kind == BENCH_AEAD &&
	    setsockopt(op->tfm, SOL_ALG, ALG_SET_AEAD_AUTHSIZE, NULL,
		       alg->out_len))
		return -1;
	op->fd = accept4(op->tfm, NULL, NULL, SOCK_CLOEXEC);
	return op->fd < 0 ? -1 : 0;
}

/* Appends a control message, and returns the place for its data. */
static void *add_control(struct msghdr *msg, int type, size_t len)
{
	struct cmsghdr *c = (void *)((char *)msg->msg_control +
				     msg->msg_controllen);

	c->cmsg_level = SOL_ALG;
	c->cmsg_type = type;
	c->cmsg_len = CMSG_LEN(len);
	msg->msg_controllen += CMSG_SPACE(len);
	return CMSG_DATA(c);
}

static void make_message(struct af_alg_op *op)
{
	const struct bench_alg *alg = op->alg;
	struct msghdr *msg = &op->msg;
	struct af_alg_iv *iv;

	op->iov.iov_base = (void *)op->src;
	op->iov.iov_len = op->bytes;
	msg->msg_iov = &op->iov;
	msg->msg_iovlen = 1;
	msg->msg_control = op->control;
	*(uint32_t *)add_control(msg, ALG_SET_OP, sizeof(uint32_t)) =
		ALG_OP_ENCRYPT;
	if (alg->iv_len) {
		iv = add_control(msg, ALG_SET_IV, sizeof(*iv) + alg->iv_len);
		iv->ivlen = alg->iv_len;
	}
	if (alg->kind == BENCH_AEAD)
		*(uint32_t *)add_control(msg, ALG_SET_AEAD_ASSOCLEN,
					 sizeof(uint32_t)) = 0;
}

/**
 * af_alg_begin() - open the sockets
 * @op: @alg, @bytes, @src and @dst filled in, the rest zeros
 *
 * Return: 0, or -1 with errno set. Call af_alg_end() in either case.
 */
int af_alg_begin(struct af_alg_op *op)
{
	op->tfm = -1;
	op->fd = -1;
	if (op->alg->kind != BENCH_HASH)
		make_message(op);
	return open_sockets(op);
}

static int all(ssize_t done, size_t wanted)
{
	if (done == (ssize_t)wanted)
		return 0;
	if (done >= 0)
		errno = EIO;
	return -1;
}

/**
 * af_alg_crypt() - encrypt or hash once
 * @arg: a struct af_alg_op, after af_alg_begin()
 *
 * Return: 0, or -1 with errno set.
 */
int af_alg_crypt(void *arg)
{
	struct af_alg_op *op = arg;
	size_t out;

	if (op->alg->kind == BENCH_HASH) {
		if (all(send(op->fd, op->src, op->bytes, 0), op->bytes))
			return -1;
		out = op->alg->out_len;
	} else {
		if (all(sendmsg(op->fd, &op->msg, 0), op->bytes))
			return -1;
		out = op->bytes + op->alg->out_len;
	}
	return all(read(op->fd, op->dst, out), out);
}

/**
 * af_alg_end() - close the sockets
 * @op: after af_alg_begin()
 */
void af_alg_end(struct af_alg_op *op)
{
	if (op->fd >= 0)
		close(op->fd);
	if (op->tfm >= 0)
		close(op->tfm);
}
