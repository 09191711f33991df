// SPDX-License-Identifier: GPL-2.0
/*
 * Linked before all of the module's files: where the section begins that gcc
 * lists them in.
 */
#include <linux/module.h>

#include "info.h"

const struct gcov_file *const gcov_begin[0] __section("gcov_info");

/* gcc's counters name it, nobody calls it. */
void __gcov_merge_add(s64 *counters, unsigned int nr)
{
}
