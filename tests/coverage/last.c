// SPDX-License-Identifier: GPL-2.0
/*
 * Linked after all other files of the module: the end of the section that lists
 * gcc's counters, and both ends for the keeper to find.
 */
#include <linux/module.h>

#include "info.h"

extern const struct gcov_file *const gcov_begin[];
static const struct gcov_file *const gcov_end[0] __section("gcov_info");

const struct cryptodev_counted cryptodev_counted = { gcov_begin, gcov_end };
EXPORT_SYMBOL_GPL(cryptodev_counted);
