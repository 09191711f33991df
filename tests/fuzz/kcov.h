/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records of the module's code that a call has run. Only the module is built for
 * it.
 */
#ifndef FUZZ_KCOV_H
#define FUZZ_KCOV_H

#include <stdbool.h>
#include <stdint.h>

#define KCOV_WORDS	(64 << 10)

/**
 * enum kcov_record - whose code
 * @KCOV_OWN: the calling thread's
 * @KCOV_REMOTE: worker threads' and callbacks', on behalf of this process
 */
enum kcov_record { KCOV_OWN, KCOV_REMOTE, NR_KCOV };

bool kcov_start(void);
bool kcov_start_remote(uint32_t handle);
void kcov_clear(enum kcov_record which);
uint64_t kcov_read(enum kcov_record which, const uint64_t **pcs);

#endif /* FUZZ_KCOV_H */
