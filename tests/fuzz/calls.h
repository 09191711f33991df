/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls that a program can make: calls of the device, and others that change
 * its surroundings.
 */
#ifndef FUZZ_CALLS_H
#define FUZZ_CALLS_H

#include <stdbool.h>
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
	KIND_BSD_ALG,		/* an algorithm's number of a BSD's dialect */
	KIND_KEYLEN,
	KIND_LEN,
	KIND_SHORT,		/* length of a tag, an IV or associated data */
	KIND_SESSION,		/* the n-th session, or a number */
	KIND_POINTER,		/* into an area, see memory.h */
	KIND_STAGED,		/* the staged elements, or a pointer */
	KIND_RESULTS,		/* room for results, or a pointer */
	KIND_DEADLINE,		/* 0, or microseconds from now */
	KIND_TEXT,		/* 8 bytes of a name */
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

#define MAX_FIELDS	24

/* These stand for keys that the kernel holds, not for addresses: see serials.c. */
#define SERIALS		64
#define NR_SERIALS	4

/* How a call is executed. */
enum act {
	ACT_IOCTL,
	ACT_STAGE,		/* adds an element for a call of many */
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

/* Arrays of elements that calls pass, each in memory that nothing else uses. */
enum store {
	STORE_REQS,		/* SUBMIT and uring */
	STORE_SESSIONS,		/* NetBSD's CIOCNGSESSION */
	STORE_IDS,		/* CIOCNFSESSION */
	STORE_CRYPTS,		/* CIOCNCRYPTM */
	STORE_KOPS,		/* CIOCNFKEYM */
	STORE_RANGES,		/* input and output of elements of STORE_REQS */
	NR_STORES
};

/* The things that a successful call makes. */
enum result {
	RESULT_NONE,
	RESULT_SESSION,
	RESULT_SESSIONS,	/* one in each element of its array */
	RESULT_FD,
};

/* The system or interface that defines a call's structures. */
enum dialect {
	DIALECT_LINUX,		/* also the native one */
	DIALECT_FREEBSD,
	DIALECT_NETBSD,
};

#define MAX_OUTPUTS	24

/**
 * struct call_output - memory that a call may write
 * @at: its address, 0 for none
 * @max: its size in bytes
 * @exact: a call that fails early has not written to it
 */
struct call_output {
	uintptr_t at;
	size_t max;
	bool exact;
};

/**
 * struct call - a row of the table
 * @name: its name in a program's text
 * @act: how it is executed
 * @weight: how often it is chosen
 * @dialect: the dialect that has the call
 * @store: the array that it passes, or adds an element to
 * @result: the kind of thing that it makes
 * @result_at: the offset of the session's id in its structure, in bytes
 * @later: its requests may still run when it has returned
 * @tells: the call may fail and change its structure, which then has the error or a
 *	   part of the result
 * @cmd: the ioctl's number
 * @size: the size of its structure in bytes
 * @nr: the number of fields
 * @outputs: finds the memory that the call with a structure may write; returns
 *	     how many outputs there are, or 0 if it cannot know all; or NULL
 * @fields: the fields
 */
struct call {
	const char *name;
	enum act act;
	uint8_t weight;
	uint8_t dialect;
	uint8_t store;
	uint8_t result;
	uint16_t result_at;
	bool later;
	bool tells;
	uint32_t cmd;
	uint16_t size;
	uint8_t nr;
	unsigned int (*outputs)(const void *arg, struct call_output *to);
	struct field fields[MAX_FIELDS];
};

#define MAX_CALLS	64

extern struct call calls[MAX_CALLS];
extern unsigned int nr_calls;

/* calls.c */
void calls_make(void);
void calls_add(const struct call *rows, unsigned int nr, enum dialect dialect);

/* calls_freebsd.c, calls_netbsd.c */
void calls_add_freebsd(void);
void calls_add_netbsd(void);

#endif /* FUZZ_CALLS_H */
