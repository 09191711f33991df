/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A line on standard error that tells how far a long operation is.
 */
#ifndef CRYPTOCTL_PROGRESS_H
#define CRYPTOCTL_PROGRESS_H

#include <stdint.h>

#include "cryptoctl.h"

void progress_note(const char *format, ...) __printf(1, 2);
void progress_begin(uint64_t total);
void progress_add(uint64_t bytes);
void progress_end(void);
void progress_hide(void);

#endif /* CRYPTOCTL_PROGRESS_H */
