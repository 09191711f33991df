/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions.
 */
#ifndef ACCEL_COMPAT_H
#define ACCEL_COMPAT_H

#include <linux/hrtimer.h>
#include <linux/module.h>
#include <linux/version.h>

/* Since 6.8 a hash cannot have an alignment mask. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
#define ACCEL_HASH_ALIGNS	1
#else
#define ACCEL_HASH_ALIGNS	0
#endif

/* Renamed in 6.19. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 19, 0)
#define blake2b_state	blake2b_ctx
#endif

/* A module's attribute as its function gets it: constant in 7.2, not in 6.12. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(7, 0, 0)
typedef struct module_attribute accel_attribute_t;
#else
typedef const struct module_attribute accel_attribute_t;
#endif

/* In two steps before 6.13. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
static inline void
hrtimer_setup(struct hrtimer *timer,
	      enum hrtimer_restart (*function)(struct hrtimer *),
	      clockid_t clock, enum hrtimer_mode mode)
{
	hrtimer_init(timer, clock, mode);
	timer->function = function;
}
#endif

#endif /* ACCEL_COMPAT_H */
