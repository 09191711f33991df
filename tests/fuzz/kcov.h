/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which code of the module a call has run: only the module is built for it.
 */
#ifndef FUZZ_KCOV_H
#define FUZZ_KCOV_H

#include <stdbool.h>
#include <stdint.h>

#define KCOV_WORDS	(64 << 10)

bool kcov_start(void);
void kcov_clear(void);
uint64_t kcov_read(const uint64_t **pcs);

#endif /* FUZZ_KCOV_H */
