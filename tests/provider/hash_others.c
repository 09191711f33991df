// SPDX-License-Identifier: GPL-2.0
/* Tests that need their own configuration, or no algorithm of the device. */
#include <crypto/cryptodev.h>
#include "hash_test.h"
static bool x(void) { return true; }
const struct other_test other_tests[] = { { "x", x } };
const size_t nr_other_tests = ARRAY_SIZE(other_tests);
