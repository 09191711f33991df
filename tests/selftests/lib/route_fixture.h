/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of tests that run requests of route.h one after another. Only for
 * programs.
 */
#ifndef SELFTESTS_ROUTE_FIXTURE_H
#define SELFTESTS_ROUTE_FIXTURE_H

#include "../kselftest_harness.h"

#include "route.h"

FIXTURE(route) {
	struct route_test t;
	uint8_t *dst, *want;		/* ROUTE_ROOM bytes */
	uint8_t digest[64], right[64];
};

FIXTURE_SETUP(route)
{
	if (!accel_is_loaded())
		SKIP(return, "cryptodev_accel is not loaded");
	ASSERT_RIGHT(route_begin(&self->t));
	self->dst = pages(ROUTE_ROOM);
	self->want = pages(ROUTE_ROOM);
	ASSERT_TRUE(self->dst && self->want);
}

FIXTURE_TEARDOWN_PARENT(route)
{
	EXPECT_RIGHT(route_end(&self->t));
}

#endif /* SELFTESTS_ROUTE_FIXTURE_H */
