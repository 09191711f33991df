/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sysctls that programs set.
 */
#ifndef FUZZ_LIMITS_H
#define FUZZ_LIMITS_H

#include <stdbool.h>

#define NR_LIMITS	8

void limits_begin(void);
void limits_end(void);
bool limit_set(unsigned int n, long value);

#endif /* FUZZ_LIMITS_H */
