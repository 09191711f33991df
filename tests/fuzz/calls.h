/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls that a program can make: those of the device, and what can happen
 * around them.
 */
#ifndef FUZZ_CALLS_H
#define FUZZ_CALLS_H

#include <crypto/cryptodev_native.h>
#include <stddef.h>
#include <stdint.h>

/* What a field holds, and how it is made from a step's argument. */
enum kind {
	KIND_NUMBER,		/* as it is */
	KIND_COUNT,		/* as it is, mostly small */
	KIND_SIZE,		/* of the structure, plus this */
	KIND_OP,
	KIND_FLAGS,		/* of field.bits, mostly */
	KIND_CIPHER,		/* an algorithm's number */
	KIND_MAC,
	KIND_KEYLEN,
	KIND_LEN,
	KIND_SHORT,		/* of a tag, an IV, associated data */
	KIND_SESSION,		/* the n-th that was made, or a number */
	KIND_POINTER,		/* into an area, see memory.h */
	KIND_REQS,		/* the requests that were staged, or a pointer */
	KIND_RESULTS,		/* room for results, or a pointer */
	KIND_DEADLINE,		/* 0, or so many microseconds from now */
};

/**
 * struct field - a field of a call's structure
 * @name: as it is written down
 * @offset: where it is, in bytes
 * @width: its bytes
 * @kind: what it holds
 * @bits: the flags there are
 */
struct field {
	const char *name;
	uint16_t offset;
	uint8_t width;
	uint8_t kind;
	uint32_t bits;
};

#define MAX_FIELDS	20

/* No addresses, but keys that the kernel holds: see serials.c. */
#define SERIALS		64
#define NR_SERIALS	4

/* What serves a call. */
enum act {
	ACT_IOCTL,
	ACT_STAGE,		/* puts a request to those for SUBMIT and uring */
	ACT_URING,
	ACT_OPEN,
	ACT_CLOSE,
	ACT_DUP,
	ACT_POLL,
	ACT_PASS,
	ACT_MAP,
	ACT_LIMIT,
	ACT_DEVICE,		/* tests/accel is told something */
	ACT_SLEEP,
	ACT_WATCH,		/* what the device tells of itself */
	ACT_RAW,
};

/**
 * struct call - a row of the table
 * @name: as it is written down
 * @act: what serves it
 * @weight: how often it is chosen
 * @cmd: an ioctl's number
 * @size: bytes of its structure
 * @nr: how many fields
 * @fields: those
 */
struct call {
	const char *name;
	enum act act;
	uint8_t weight;
	uint32_t cmd;
	uint16_t size;
	uint8_t nr;
	struct field fields[MAX_FIELDS];
};

extern const struct call calls[];
extern const unsigned int nr_calls;

#endif /* FUZZ_CALLS_H */
