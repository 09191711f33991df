/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Macros for the rows of the tables of calls. Each dialect's header has the same
 * names for other structures, so each dialect has a table in a file of its own.
 */
#ifndef FUZZ_ROWS_H
#define FUZZ_ROWS_H

#include "calls.h"

#define F(_type, _member, _kind, ...)					\
	{ .name = #_member, .offset = offsetof(_type, _member),		\
	  .width = sizeof(((_type *)NULL)->_member), .kind = (_kind),	\
	  ##__VA_ARGS__ }

/* An argument that is part of no structure of the device. */
#define A(_name, _kind, ...)						\
	{ .name = (_name), .width = 8, .kind = (_kind), ##__VA_ARGS__ }

#define FIELDS(...)							\
	.nr = sizeof((struct field[]){ __VA_ARGS__ }) /			\
	      sizeof(struct field),					\
	.fields = { __VA_ARGS__ }

/* An ioctl, whose other members follow. */
#define IOCTL(_name, _cmd, _type, _weight, ...)				\
	{ .name = (_name), .act = ACT_IOCTL, .weight = (_weight),	\
	  .cmd = (_cmd), .size = sizeof(_type), __VA_ARGS__ }

/* An element of an array that another call passes. */
#define STAGE(_name, _store, _type, _weight, ...)			\
	{ .name = (_name), .act = ACT_STAGE, .weight = (_weight),	\
	  .store = (_store), .size = sizeof(_type), __VA_ARGS__ }

#define OTHER(_name, _act, _weight, ...)				\
	{ .name = (_name), .act = (_act), .weight = (_weight),		\
	  ##__VA_ARGS__ }

/* A call whose successful result is a session's id, or a descriptor, there. */
#define MAKES(_result, _type, _member)					\
	.result = (_result), .result_at = offsetof(_type, _member)

/* The calls with one direction have the other direction's bit on the BSDs. */
#define BSD_NUMBER(_cmd)	((_cmd) ^ (3u << 30))

#define KEY_PARAM(_type, _n)						\
	F(_type, crk_param[_n].crp_p, KIND_POINTER),			\
	F(_type, crk_param[_n].crp_nbits, KIND_LEN)

#define KEY_PARAMS(_type)						\
	KEY_PARAM(_type, 0), KEY_PARAM(_type, 1), KEY_PARAM(_type, 2),	\
	KEY_PARAM(_type, 3), KEY_PARAM(_type, 4), KEY_PARAM(_type, 5),	\
	KEY_PARAM(_type, 6), KEY_PARAM(_type, 7)

#endif /* FUZZ_ROWS_H */
