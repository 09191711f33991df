/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Rings of io_uring, by its system calls: there is not everywhere a liburing of
 * 32 bits.
 */
#ifndef FUZZ_RING_H
#define FUZZ_RING_H

#include <crypto/cryptodev_native.h>
#include <stdint.h>

/* What follows a submission. */
enum ring_then {
	RING_WAIT,
	RING_GO_ON,
	RING_CANCEL,
	RING_CLOSE,
	NR_RING_THENS
};

/**
 * struct ring_work - what a uring step asks for
 * @ring: which flavour of ring
 * @fd: the device
 * @reqs: the requests
 * @nr: how many
 * @fixed: 0, or 1 more than the registered buffer to use
 * @flags: IOSQE_*
 * @then: enum ring_then, or any number
 */
struct ring_work {
	unsigned int ring;
	int fd;
	const struct cryptodev_req *reqs;
	unsigned int nr;
	unsigned int fixed;
	unsigned int flags;
	unsigned int then;
};

long ring_run(const struct ring_work *work);
void rings_close(void);

#endif /* FUZZ_RING_H */
