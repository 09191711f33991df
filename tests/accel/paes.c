// SPDX-License-Identifier: GPL-2.0
/*
 * PAES: AES with a key that leaves the device only wrapped. The blob is the header
 * "acc1" and the key, each byte XORed with WRAP, which stands for the wrapping of a
 * real device. The device rejects any other blob.
 */
#include <linux/errno.h>
#include <linux/string.h>

#include "accel.h"

#define WRAP	0x5c

static const char header[ACCEL_PAES_HEADER] = "acc1";

/**
 * accel_is_paes() - is the key of an algorithm a blob?
 * @name: the algorithm's name
 */
bool accel_is_paes(const char *name)
{
	return strstr(name, "(paes)");
}

/**
 * accel_inner_name() - the algorithm of the transform that computes another
 * @inner: out: its name, CRYPTO_MAX_ALG_NAME bytes
 * @name: the name of the other: "cbc(aes)" computes "cbc(paes)"
 *
 * Return: @inner.
 */
const char *accel_inner_name(char *inner, const char *name)
{
	const char *p = accel_is_paes(name) ? strstr(name, "paes") : NULL;

	if (p)
		snprintf(inner, CRYPTO_MAX_ALG_NAME, "%.*s%s", (int)(p - name),
			 name, p + 1);
	else
		strscpy(inner, name, CRYPTO_MAX_ALG_NAME);
	return inner;
}

/**
 * accel_paes_unwrap() - open a blob
 * @key: out: the key, of @len bytes without the header
 * @blob: the blob
 * @len: bytes at @blob, at least those of the header
 *
 * Return: 0, or -EINVAL if the device did not wrap the key.
 */
int accel_paes_unwrap(u8 *key, const u8 *blob, unsigned int len)
{
	unsigned int i;

	if (memcmp(blob, header, sizeof(header)))
		return -EINVAL;
	for (i = sizeof(header); i < len; i++)
		*key++ = blob[i] ^ WRAP;
	return 0;
}
