// SPDX-License-Identifier: GPL-2.0
/*
 * Linked before all other files of the module: the start of the section that
 * lists gcc's counters.
 */
#include <linux/module.h>

#include "info.h"

const struct gcov_file *const gcov_begin[0] __section("gcov_info");

/* gcc's counters refer to it, but nothing calls it. */
void __gcov_merge_add(s64 *counters, unsigned int nr)
{
}
