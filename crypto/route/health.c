// SPDX-License-Identifier: GPL-2.0
/*
 * The failures of a driver, and the time for which they pass it over. A success
 * forgets them all.
 */
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/time64.h>

#include "crypto/route/health.h"

/* Failures in a row that pass a driver over. */
#define FAILURES_MAX	3

#define PERIOD_MIN_NS	NSEC_PER_SEC
#define PERIOD_MAX_NS	(300ULL * NSEC_PER_SEC)

/**
 * cryptodev_health_init() - the health of a driver that has not failed
 * @health: the health
 */
void cryptodev_health_init(struct cryptodev_health *health)
{
	spin_lock_init(&health->lock);
}

/**
 * cryptodev_health_may_probe() - slow path of cryptodev_health_admits()
 * @health: health of a driver that is passed over
 *
 * The request that tries the driver may never complete. So another may try it
 * after a further period. Runs in any context.
 *
 * Return: true for one request in each period.
 */
bool cryptodev_health_may_probe(struct cryptodev_health *health)
{
	u64 now = ktime_get_ns();
	unsigned long flags;
	bool may;

	spin_lock_irqsave(&health->lock, flags);
	may = now >= health->until_ns;
	if (may && health->period_ns) {
		health->probing = true;
		health->until_ns = now + health->period_ns;
	}
	spin_unlock_irqrestore(&health->lock, flags);
	return may;
}

/* A request that was in flight before does not make the period longer. */
static void pass_over(struct cryptodev_health *health)
{
	u64 period = health->period_ns;

	lockdep_assert_held(&health->lock);
	if (period && !health->probing)
		return;
	period = clamp_t(u64, 2 * period, PERIOD_MIN_NS, PERIOD_MAX_NS);
	health->probing = false;
	health->until_ns = ktime_get_ns() + period;
	WRITE_ONCE(health->period_ns, period);
}

/**
 * cryptodev_health_failed() - record that a driver has failed a request
 * @health: its health
 *
 * Runs in any context.
 */
void cryptodev_health_failed(struct cryptodev_health *health)
{
	unsigned long flags;

	spin_lock_irqsave(&health->lock, flags);
	if (health->failures < FAILURES_MAX)
		WRITE_ONCE(health->failures, health->failures + 1);
	if (health->failures == FAILURES_MAX)
		pass_over(health);
	spin_unlock_irqrestore(&health->lock, flags);
}

/**
 * cryptodev_health_recovered() - slow path of cryptodev_health_succeeded()
 * @health: health of a driver that has failed
 *
 * Runs in any context.
 */
void cryptodev_health_recovered(struct cryptodev_health *health)
{
	unsigned long flags;

	spin_lock_irqsave(&health->lock, flags);
	WRITE_ONCE(health->failures, 0);
	WRITE_ONCE(health->period_ns, 0);
	health->probing = false;
	health->until_ns = 0;
	spin_unlock_irqrestore(&health->lock, flags);
}
