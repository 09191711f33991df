/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The public-key operations of CIOCKEY, on this kernel: for programs of any dialect.
 */
#ifndef SELFTESTS_KEY_AVAILABLE_H
#define SELFTESTS_KEY_AVAILABLE_H

#include <stdbool.h>

/*
 * Returns true if this kernel has the operations. Does not ask CIOCASYMFEAT,
 * which is under test too.
 */
bool key_is_available(void);

/* Skips a test, or all of a fixture's, on a kernel without the operations. */
#define KEY_SETUP() do {						\
	if (!key_is_available())					\
		SKIP(return, "not for modules before Linux 6.0");	\
} while (0)

#endif /* SELFTESTS_KEY_AVAILABLE_H */
