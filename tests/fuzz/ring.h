/* SPDX-License-Identifier: GPL-2.0 */
/*
 * io_uring through its system calls, because not every system has a 32-bit
 * liburing.
 */
#ifndef FUZZ_RING_H
#define FUZZ_RING_H

#include <crypto/cryptodev_native.h>
#include <stdint.h>

/* The action that follows a submission. */
enum ring_then {
	RING_WAIT,
	RING_GO_ON,
	RING_CANCEL,
	RING_CLOSE,
	NR_RING_THENS
};

/**
 * struct ring_work - the work of a uring step
 * @ring: the flavour of the ring
 * @fd: a descriptor of the device
 * @reqs: the requests
 * @nr: the number of requests
 * @fixed: 0, or the number of the registered buffer to use, plus 1
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
