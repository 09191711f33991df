// SPDX-License-Identifier: GPL-2.0
/*
 * Operations of CIOCKEY that the CPU processes in place of a driver: because it is
 * busy, or because it has failed. The numbers of an operation stay in the caller's
 * buffers, and the driver gets copies. Relies on crypto/route/.
 */
#include "crypto/modexp/modexp.h"
#include "crypto/route/route.h"
#include "crypto/stats/drivers.h"

/* The kernel's own transform of FIPS mode is no hardware. */
static bool modexp_may_move(const struct cryptodev_modexp_op *op)
{
	return !op->hardware_only && cryptodev_driver_offloads(op->driver);
}

/**
 * cryptodev_modexp_offloads() - does the driver get an operation?
 * @op: the operation, with a driver
 * @req: its request, which waits for the driver from now on
 *
 * Does not sleep.
 *
 * Return: false if the CPU processes the operation, with the reason in @op->why.
 */
bool cryptodev_modexp_offloads(struct cryptodev_modexp_op *op,
			       struct cryptodev_request *req)
{
	struct cryptodev_driver *driver[CRYPTODEV_ROUTE_DRIVERS] = {
		op->driver,
	};

	if (modexp_may_move(op))
		op->why = cryptodev_route_admit(req, driver);
	return op->why == CRYPTODEV_OFFLOADED;
}

/**
 * cryptodev_modexp_fails_over() - does the CPU process an operation again?
 * @op: the operation
 * @err: error of its driver, or -EIO for a result that is wrong; or 0
 *
 * Does not sleep.
 *
 * Return: true if the driver has failed, and the CPU may process the operation.
 */
bool cryptodev_modexp_fails_over(struct cryptodev_modexp_op *op, int err)
{
	if (op->why != CRYPTODEV_OFFLOADED || !cryptodev_is_failure(err) ||
	    !READ_ONCE(cryptodev_failover) || !modexp_may_move(op))
		return false;
	op->why = CRYPTODEV_FAILED_OVER;
	op->failure = err;
	return true;
}

/* The CPU judges the driver, as for the requests of a session. */
static void modexp_note_result(const struct cryptodev_modexp_op *op)
{
	struct cryptodev_health *health = &op->driver->health;

	if (op->why == CRYPTODEV_FAILED_OVER)
		cryptodev_health_failed(health);
	else if (op->why == CRYPTODEV_OFFLOADED)
		cryptodev_health_succeeded(health);
}

/**
 * cryptodev_modexp_settle() - record whether the driver of an operation works
 * @op: the operation, which has ended
 * @err: error of the call, or 0
 *
 * Runs in any context.
 *
 * Return: the error of the call: 0 with that of the driver in @op->err, if the CPU
 * had no memory to process the operation again.
 */
int cryptodev_modexp_settle(struct cryptodev_modexp_op *op, int err)
{
	if (err == -ENOMEM && op->why == CRYPTODEV_FAILED_OVER) {
		op->why = CRYPTODEV_OFFLOADED;
		op->err = op->failure;
		op->failure = 0;
		return 0;
	}
	if (!err && !op->err && op->driver)
		modexp_note_result(op);
	return err;
}
