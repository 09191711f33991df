/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why a call was refused: silent unless dynamic debug asks for it, so that no
 * caller can fill the kernel log.
 */
#ifndef CRYPTODEV_REJECT_H
#define CRYPTODEV_REJECT_H

#include <linux/printk.h>

/* A macro, since each dynamic debug site needs a line of its own. */
#define cryptodev_reject(err, fmt, ...)			\
({							\
	pr_debug(fmt "\n", ##__VA_ARGS__);		\
	(err);						\
})

#endif /* CRYPTODEV_REJECT_H */
