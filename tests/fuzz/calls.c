// SPDX-License-Identifier: GPL-2.0
/*
 * The table of calls. A new call of the device is a row here.
 */
#include "calls.h"

#define F(_type, _member, _kind, ...)					\
	{ .name = #_member, .offset = offsetof(_type, _member),		\
	  .width = sizeof(((_type *)NULL)->_member), .kind = (_kind),	\
	  ##__VA_ARGS__ }

/* An argument that is part of no structure of the device. */
#define A(_name, _kind, ...)						\
	{ .name = (_name), .width = 8, .kind = (_kind), ##__VA_ARGS__ }

#define IOCTL(_name, _type, _weight, _nr, ...)				\
	{ .name = #_name, .act = ACT_IOCTL, .weight = (_weight),	\
	  .cmd = _name, .size = sizeof(_type), .nr = (_nr),		\
	  .fields = { __VA_ARGS__ } }

#define OTHER(_name, _act, _weight, _nr, ...)				\
	{ .name = (_name), .act = (_act), .weight = (_weight),		\
	  .nr = (_nr), .fields = { __VA_ARGS__ } }

#define CRYPT_OP							\
	F(struct crypt_op, ses, KIND_SESSION),				\
	F(struct crypt_op, op, KIND_OP),				\
	F(struct crypt_op, flags, KIND_FLAGS, .bits = 0x804f),		\
	F(struct crypt_op, len, KIND_LEN),				\
	F(struct crypt_op, src, KIND_POINTER),				\
	F(struct crypt_op, dst, KIND_POINTER),				\
	F(struct crypt_op, mac, KIND_POINTER),				\
	F(struct crypt_op, iv, KIND_POINTER)

struct number {
	__u32 number;
};

#define KEY_PARAM(_n)							\
	F(struct crypt_kop, crk_param[_n].crp_p, KIND_POINTER),		\
	F(struct crypt_kop, crk_param[_n].crp_nbits, KIND_LEN)

const struct call calls[] = {
	IOCTL(CIOCGSESSION, struct session_op, 10, 6,
	      F(struct session_op, cipher, KIND_CIPHER),
	      F(struct session_op, mac, KIND_MAC),
	      F(struct session_op, keylen, KIND_KEYLEN),
	      F(struct session_op, key, KIND_POINTER),
	      F(struct session_op, mackeylen, KIND_KEYLEN),
	      F(struct session_op, mackey, KIND_POINTER)),
	IOCTL(CRYPTODEV_CREATE, struct cryptodev_create, 10, 11,
	      F(struct cryptodev_create, size, KIND_SIZE),
	      F(struct cryptodev_create, flags, KIND_FLAGS, .bits = 0x3f),
	      F(struct cryptodev_create, cipher, KIND_CIPHER),
	      F(struct cryptodev_create, mac, KIND_MAC),
	      F(struct cryptodev_create, keylen, KIND_KEYLEN),
	      F(struct cryptodev_create, mackeylen, KIND_KEYLEN),
	      F(struct cryptodev_create, key, KIND_POINTER),
	      F(struct cryptodev_create, mackey, KIND_POINTER),
	      F(struct cryptodev_create, reserved, KIND_FLAGS),
	      F(struct cryptodev_create, driver_id, KIND_COUNT),
	      F(struct cryptodev_create, reserved2, KIND_FLAGS)),
	IOCTL(CIOCFSESSION, struct number, 2, 1,
	      F(struct number, number, KIND_SESSION)),
	IOCTL(CIOCCRYPT, struct crypt_op, 20, 8, CRYPT_OP),
	IOCTL(CIOCAUTHCRYPT, struct crypt_auth_op, 20, 12,
	      F(struct crypt_auth_op, ses, KIND_SESSION),
	      F(struct crypt_auth_op, op, KIND_OP),
	      F(struct crypt_auth_op, flags, KIND_FLAGS, .bits = 0x3c),
	      F(struct crypt_auth_op, len, KIND_LEN),
	      F(struct crypt_auth_op, auth_len, KIND_SHORT),
	      F(struct crypt_auth_op, auth_src, KIND_POINTER),
	      F(struct crypt_auth_op, src, KIND_POINTER),
	      F(struct crypt_auth_op, dst, KIND_POINTER),
	      F(struct crypt_auth_op, tag, KIND_POINTER),
	      F(struct crypt_auth_op, tag_len, KIND_SHORT),
	      F(struct crypt_auth_op, iv, KIND_POINTER),
	      F(struct crypt_auth_op, iv_len, KIND_SHORT)),
	IOCTL(CIOCGSESSINFO, struct session_info_op, 1, 1,
	      F(struct session_info_op, ses, KIND_SESSION)),
	IOCTL(CIOCCPHASH, struct cphash_op, 3, 2,
	      F(struct cphash_op, dst_ses, KIND_SESSION),
	      F(struct cphash_op, src_ses, KIND_SESSION)),
	IOCTL(CRIOGET, struct number, 1, 0),
	IOCTL(CIOCASYMFEAT, struct number, 1, 0),
	IOCTL(CIOCKEY, struct crypt_kop, 2, 20,
	      F(struct crypt_kop, crk_op, KIND_COUNT),
	      F(struct crypt_kop, crk_iparams, KIND_COUNT),
	      F(struct crypt_kop, crk_oparams, KIND_COUNT),
	      F(struct crypt_kop, crk_pad1, KIND_FLAGS),
	      KEY_PARAM(0), KEY_PARAM(1), KEY_PARAM(2), KEY_PARAM(3),
	      KEY_PARAM(4), KEY_PARAM(5), KEY_PARAM(6), KEY_PARAM(7)),
	IOCTL(CIOCASYNCCRYPT, struct crypt_op, 10, 8, CRYPT_OP),
	IOCTL(CIOCASYNCFETCH, struct crypt_op, 8, 0),
	IOCTL(CRYPTODEV_SUBMIT, struct cryptodev_submit, 15, 5,
	      F(struct cryptodev_submit, size, KIND_SIZE),
	      F(struct cryptodev_submit, flags, KIND_FLAGS, .bits = 1),
	      F(struct cryptodev_submit, nr, KIND_COUNT),
	      F(struct cryptodev_submit, req_size, KIND_NUMBER),
	      F(struct cryptodev_submit, reqs, KIND_REQS)),
	IOCTL(CRYPTODEV_REAP, struct cryptodev_reap, 10, 6,
	      F(struct cryptodev_reap, size, KIND_SIZE),
	      F(struct cryptodev_reap, flags, KIND_FLAGS),
	      F(struct cryptodev_reap, min, KIND_COUNT),
	      F(struct cryptodev_reap, max, KIND_COUNT),
	      F(struct cryptodev_reap, results, KIND_RESULTS),
	      F(struct cryptodev_reap, deadline, KIND_DEADLINE)),
	{ .name = "stage", .act = ACT_STAGE, .weight = 25,
	  .size = sizeof(struct cryptodev_req), .nr = 12, .fields = {
	      F(struct cryptodev_req, ses, KIND_SESSION),
	      F(struct cryptodev_req, flags, KIND_FLAGS, .bits = 0x7ff),
	      F(struct cryptodev_req, len, KIND_LEN),
	      F(struct cryptodev_req, aad_len, KIND_SHORT),
	      F(struct cryptodev_req, tag_len, KIND_SHORT),
	      F(struct cryptodev_req, iv_len, KIND_SHORT),
	      F(struct cryptodev_req, src, KIND_POINTER),
	      F(struct cryptodev_req, dst, KIND_POINTER),
	      F(struct cryptodev_req, aad, KIND_POINTER),
	      F(struct cryptodev_req, mac, KIND_POINTER),
	      F(struct cryptodev_req, iv, KIND_POINTER),
	      F(struct cryptodev_req, user_data, KIND_NUMBER) } },
	OTHER("uring", ACT_URING, 12, 5,
	      A("ring", KIND_COUNT), A("nr", KIND_COUNT),
	      A("fixed", KIND_COUNT), A("sqe", KIND_FLAGS, .bits = 0x14),
	      A("then", KIND_COUNT)),
	OTHER("open", ACT_OPEN, 1, 0),
	OTHER("close", ACT_CLOSE, 1, 0),
	OTHER("dup", ACT_DUP, 1, 1, A("to", KIND_COUNT)),
	OTHER("poll", ACT_POLL, 1, 1, A("ms", KIND_COUNT)),
	OTHER("pass", ACT_PASS, 1, 0),
	OTHER("map", ACT_MAP, 5, 2,
	      A("area", KIND_POINTER), A("what", KIND_COUNT)),
	OTHER("limit", ACT_LIMIT, 1, 2,
	      A("which", KIND_COUNT), A("value", KIND_LEN)),
	OTHER("device", ACT_DEVICE, 1, 2,
	      A("which", KIND_COUNT), A("value", KIND_SHORT)),
	OTHER("sleep", ACT_SLEEP, 1, 1, A("ms", KIND_COUNT)),
	OTHER("watch", ACT_WATCH, 1, 1, A("what", KIND_COUNT)),
	OTHER("raw", ACT_RAW, 1, 2,
	      A("cmd", KIND_NUMBER), A("arg", KIND_POINTER)),
};

const unsigned int nr_calls = sizeof(calls) / sizeof(calls[0]);
