/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Access to /dev/crypto: sessions, requests, and explanations of errors.
 */
#ifndef CRYPTOCTL_DEVICE_H
#define CRYPTOCTL_DEVICE_H

#include <crypto/cryptodev_native.h>

#include "algs.h"

/**
 * struct session - a session of the device
 * @fd: the device
 * @id: its number
 * @alg: its only algorithm
 * @driver_id: the id of its driver, 0 for software
 */
struct session {
	int fd;
	__u32 id;
	const struct alg *alg;
	int driver_id;
};

int device_open(void);
int session_create(struct session *ses, int fd, const struct alg *alg,
		   struct cryptodev_create *create);
int session_try(struct session *ses, int fd, const struct alg *alg,
		const unsigned char *key, size_t len);
void session_make(struct session *ses, int fd, const struct alg *alg,
		  const unsigned char *key, size_t len);
void session_end(struct session *ses);
void session_info(const struct session *ses, struct session_info_op *info);
const char *session_driver(const struct session_info_op *info);
const char *session_transform(const struct session_info_op *info);
void session_crypt(const struct session *ses, struct crypt_op *cop);
void session_request(const struct session *ses, struct cryptodev_req *req,
		     const void *src, size_t len, void *dst, const void *iv);
int device_submit(int fd, struct cryptodev_req *reqs, unsigned int nr);
const char *device_absence(void);
const char *device_advice(int error);
const char *session_advice(const struct alg *alg, int error);

/* driver.c */
void driver_choose(const char *text);
void driver_fill(struct cryptodev_create *create);
const char *driver_advice(void);

static inline __u64 address(const void *p)
{
	return (__u64)(unsigned long)p;
}

#endif /* CRYPTOCTL_DEVICE_H */
