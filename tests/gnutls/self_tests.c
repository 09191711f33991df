// SPDX-License-Identifier: GPL-2.0
/*
 * GnuTLS's own known-answer tests.
 */
#include <err.h>
#include <stdio.h>
#include <string.h>

#include <gnutls/self-test.h>

#include "operations.h"

/* A name without a kind before it is a cipher's. */
void run_self_test(const char *name)
{
	int ret;

	if (!strncmp(name, "hash:", 5))
		ret = gnutls_digest_self_test(0, gnutls_digest_get_id(name + 5));
	else if (!strncmp(name, "mac:", 4))
		ret = gnutls_mac_self_test(0, gnutls_mac_get_id(name + 4));
	else
		ret = gnutls_cipher_self_test(0, gnutls_cipher_get_id(name));
	printf("%s %s\n", name, ret ? gnutls_strerror_name(ret) : "passes");
}
