/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads and a process that use a program's memory while the device uses it.
 */
#ifndef FUZZ_DISTURB_H
#define FUZZ_DISTURB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

bool disturb_start(uint8_t *racing, uint8_t *neighbour, uint8_t *stalled,
		   size_t len);
void disturb(bool racing, bool neighbour);
void disturb_adopt(pid_t pid);

#endif /* FUZZ_DISTURB_H */
