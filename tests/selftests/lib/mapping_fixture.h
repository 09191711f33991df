/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of the tests of mappings; its variants are lengths of the
 * message. Only for programs, see mapping_test.h.
 */
#ifndef SELFTESTS_MAPPING_FIXTURE_H
#define SELFTESTS_MAPPING_FIXTURE_H

#include "../kselftest_harness.h"

#include "mapping_test.h"

FIXTURE(mappings) {
	struct mapping_test t;
};

FIXTURE_VARIANT(mappings) {
	size_t len;
};

/* Requests are copied, or pinned. */
FIXTURE_VARIANT_ADD(mappings, short) { .len = 4096 };
FIXTURE_VARIANT_ADD(mappings, long) { .len = 192 * 1024 };

FIXTURE_SETUP(mappings)
{
	ASSERT_RIGHT(mapping_test_init(&self->t, variant->len));
}

FIXTURE_TEARDOWN(mappings)
{
	mapping_test_free(&self->t);
}

#endif /* SELFTESTS_MAPPING_FIXTURE_H */
