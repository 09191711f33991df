/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls that a program can make: calls of the device, and others that change
 * its surroundings.
 */
#ifndef FUZZ_CALLS_H
#define FUZZ_CALLS_H

#include <crypto/cryptodev_native.h>
#include <stddef.h>
#include <stdint.h>

/* The contents of a field, and how a step's argument becomes its value. */
enum kind {
	KIND_NUMBER,		/* the argument itself */
	KIND_COUNT,		/* the argument itself, mostly small */
	KIND_SIZE,		/* the structure's size plus the argument */
	KIND_OP,
	KIND_FLAGS,		/* mostly flags of field.bits */
	KIND_CIPHER,		/* an algorithm's number */
	KIND_MAC,
	KIND_KEYLEN,
	KIND_LEN,
	KIND_SHORT,		/* length of a tag, an IV or associated data */
	KIND_SESSION,		/* the n-th session, or a number */
	KIND_POINTER,		/* into an area, see memory.h */
	KIND_REQS,		/* the staged requests, or a pointer */
	KIND_RESULTS,		/* room for results, or a pointer */
	KIND_DEADLINE,		/* 0, or microseconds from now */
};

/**
 * struct field - a field of a call's structure
 * @name: its name in a program's text
 * @offset: its offset in bytes
 * @width: its size in bytes
 * @kind: its contents
 * @bits: the flags that exist
 */
struct field {
	const char *name;
	uint16_t offset;
	uint8_t width;
	uint8_t kind;
	uint32_t bits;
};

#define MAX_FIELDS	20

/* These stand for keys that the kernel holds, not for addresses: see serials.c. */
#define SERIALS		64
#define NR_SERIALS	4

/* How a call is executed. */
enum act {
	ACT_IOCTL,
	ACT_STAGE,		/* adds a request for SUBMIT and uring */
	ACT_URING,
	ACT_OPEN,
	ACT_CLOSE,
	ACT_DUP,
	ACT_POLL,
	ACT_PASS,
	ACT_MAP,
	ACT_LIMIT,
	ACT_DEVICE,		/* changes a setting of tests/accel */
	ACT_SLEEP,
	ACT_WATCH,		/* reads statistics and trace events */
	ACT_RAW,
};

/**
 * struct call - a row of the table
 * @name: its name in a program's text
 * @act: how it is executed
 * @weight: how often it is chosen
 * @cmd: the ioctl's number
 * @size: the size of its structure in bytes
 * @nr: the number of fields
 * @fields: the fields
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
