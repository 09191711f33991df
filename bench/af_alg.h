/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An operation through an AF_ALG socket, as programs do it: a message has the
 * operation, its IV and the data, and a read gets the result.
 */
#ifndef BENCH_AF_ALG_H
#define BENCH_AF_ALG_H

#include <stdint.h>
#include <sys/socket.h>

#include "algs.h"

/**
 * struct af_alg_op - an operation that is repeated
 * @alg: the algorithm
 * @bytes: bytes of input
 * @src: the input
 * @dst: the output
 * @tfm: the socket that has the key
 * @fd: the socket that takes the data
 * @iov: the data of @msg
 * @msg: the message to a cipher
 * @control: the operation, the IV and the length of associated data
 */
struct af_alg_op {
	const struct bench_alg *alg;
	unsigned int bytes;
	const uint8_t *src;
	uint8_t *dst;
	int tfm;
	int fd;
	struct iovec iov;
	struct msghdr msg;
	_Alignas(struct cmsghdr) char control[128];
};

int af_alg_begin(struct af_alg_op *op);
int af_alg_crypt(void *arg);
void af_alg_end(struct af_alg_op *op);

#endif /* BENCH_AF_ALG_H */
