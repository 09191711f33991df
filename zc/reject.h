/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reports why a call was rejected. The message needs dynamic debug, so no
 * caller can fill the kernel log.
 */
#ifndef CRYPTODEV_REJECT_H
#define CRYPTODEV_REJECT_H

#include <linux/printk.h>

/* A macro, because each dynamic debug site needs its own line. */
#define cryptodev_reject(err, fmt, ...)			\
({							\
	pr_debug(fmt "\n", ##__VA_ARGS__);		\
	(err);						\
})

#endif /* CRYPTODEV_REJECT_H */
