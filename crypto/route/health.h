/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether a driver works: a driver that fails again and again is passed over for
 * a time, and then tried again. Relies on nothing else of the module.
 */
#ifndef CRYPTODEV_HEALTH_H
#define CRYPTODEV_HEALTH_H

#include <linux/compiler.h>
#include <linux/spinlock.h>
#include <linux/types.h>

/**
 * struct cryptodev_health - the recent failures of a driver
 * @lock: protects the other fields; taken in any context
 * @failures: failures since the last success
 * @probing: one request tries the driver again, and has no result yet
 * @period_ns: the time for which the driver is passed over; 0 if it is not
 * @until_ns: the end of that time, as ktime_get_ns() has it
 */
struct cryptodev_health {
	spinlock_t lock; /* protects all below */
	unsigned int failures;
	bool probing;
	u64 period_ns;
	u64 until_ns;
};

void cryptodev_health_init(struct cryptodev_health *health);
bool cryptodev_health_may_probe(struct cryptodev_health *health);
void cryptodev_health_failed(struct cryptodev_health *health);
void cryptodev_health_recovered(struct cryptodev_health *health);

/**
 * cryptodev_health_is_bad() - is a driver passed over?
 * @health: its health
 *
 * Runs in any context.
 *
 * Return: true from the third failure until a success.
 */
static inline bool
cryptodev_health_is_bad(const struct cryptodev_health *health)
{
	return READ_ONCE(health->failures) && READ_ONCE(health->period_ns);
}

/**
 * cryptodev_health_admits() - may a driver get a request?
 * @health: its health
 *
 * A driver that is passed over gets one request at the end of each period. Runs
 * in any context.
 *
 * Return: true if the driver may get it.
 */
static inline bool cryptodev_health_admits(struct cryptodev_health *health)
{
	return likely(!cryptodev_health_is_bad(health)) ||
	       cryptodev_health_may_probe(health);
}

/**
 * cryptodev_health_succeeded() - record that a driver has processed a request
 * @health: its health
 *
 * Runs in any context.
 */
static inline void cryptodev_health_succeeded(struct cryptodev_health *health)
{
	if (unlikely(READ_ONCE(health->failures)))
		cryptodev_health_recovered(health);
}

#endif /* CRYPTODEV_HEALTH_H */
