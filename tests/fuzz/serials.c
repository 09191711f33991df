// SPDX-License-Identifier: GPL-2.0
/*
 * Keys that the kernel holds, and their numbers in programs.
 */
#include <linux/keyctl.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "run.h"

static int32_t serials[NR_SERIALS];

static int32_t add_key(const char *type, const char *name, size_t len)
{
	static const char bytes[64] = "any bytes will do";

	return syscall(SYS_add_key, type, name, bytes, len,
		       KEY_SPEC_PROCESS_KEYRING);
}

/**
 * serials_make() - add some keys to the kernel's keyrings
 *
 * A key that cannot be added gets an invalid serial number.
 */
void serials_make(void)
{
	serials[0] = add_key("user", "fuzz:16", 16);
	serials[1] = add_key("logon", "fuzz:32", 32);
	serials[2] = add_key("user", "fuzz:revoked", 16);
	syscall(SYS_keyctl, KEYCTL_REVOKE, serials[2], 0, 0, 0);
	serials[3] = add_key("keyring", "fuzz", 0);
}

/**
 * serial_of() - get the serial number of a key
 * @n: its number in programs, or another number
 */
uint64_t serial_of(uint64_t n)
{
	return n >= SERIALS && n < SERIALS + NR_SERIALS ?
		(uint64_t)serials[n - SERIALS] : n;
}
