/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Errors and warnings on standard error, and the colours of standard output.
 */
#ifndef CRYPTOCTL_MESSAGE_H
#define CRYPTOCTL_MESSAGE_H

#include "cryptoctl.h"

enum colour {
	PLAIN,
	GOOD,
	BAD,
	FAINT,
};

void warn(const char *format, ...) __printf(1, 2);
void die(int status, const char *format, ...) __noreturn __printf(2, 3);
int usage_hint(void);
int finish_output(void);
const char *paint(enum colour colour);

#endif /* CRYPTOCTL_MESSAGE_H */
