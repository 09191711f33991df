/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* Tells a process from the child that fork() made of it. */
#ifndef PROVIDER_PROCESS_H
#define PROVIDER_PROCESS_H

#include <stdbool.h>

/* Call it before process_number(), once or more. Returns false without memory. */
bool process_init(void);

/*
 * Returns a number that is not 0 and differs between a process and its
 * descendants. Makes no system call and takes no lock.
 */
unsigned int process_number(void);

#endif /* PROVIDER_PROCESS_H */
