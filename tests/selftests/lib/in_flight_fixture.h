/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of the tests with requests in flight; its variants are the
 * threads that process the requests. Only for programs, see in_flight.h.
 */
#ifndef SELFTESTS_IN_FLIGHT_FIXTURE_H
#define SELFTESTS_IN_FLIGHT_FIXTURE_H

#include "../kselftest_harness.h"

#include "in_flight.h"

FIXTURE(in_flight) {
	struct in_flight_test t;
};

/* @flags: CRYPTODEV_REQ_* of each request */
FIXTURE_VARIANT(in_flight) {
	uint32_t flags;
};

FIXTURE_VARIANT_ADD(in_flight, driver) { .flags = 0 };
FIXTURE_VARIANT_ADD(in_flight, worker) { .flags = CRYPTODEV_REQ_WORKER };

FIXTURE_SETUP(in_flight)
{
	ASSERT_RIGHT(in_flight_begin(&self->t));
	WORKER_SETUP(variant->flags);
	ASSERT_RIGHT(in_flight_init(&self->t, variant->flags));
}

FIXTURE_TEARDOWN_PARENT(in_flight)
{
	EXPECT_RIGHT(in_flight_end(&self->t));
}

#endif /* SELFTESTS_IN_FLIGHT_FIXTURE_H */
