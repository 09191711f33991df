// SPDX-License-Identifier: GPL-2.0
/*
 * DER against published encodings and against the kernel's own decoder.
 */
#include <crypto/internal/rsa.h>
#include <kunit/test.h>

#include "crypto/der.h"

static void heads_have_the_shortest_length(struct kunit *test)
{
	u8 head[4], expected[4];
	u32 len, size;

	for (len = 0; len < 0x10000; len++) {
		/* X.690, 8.1.3 and 10.1 */
		expected[0] = DER_INTEGER;
		if (len <= 127) {
			size = 2;
			expected[1] = len;
		} else if (len <= 255) {
			size = 3;
			expected[1] = 0x81;
			expected[2] = len;
		} else {
			size = 4;
			expected[1] = 0x82;
			expected[2] = len / 256;
			expected[3] = len % 256;
		}
		KUNIT_ASSERT_EQ_MSG(test, der_head_size(len), size, "of %u", len);
		KUNIT_ASSERT_PTR_EQ(test, der_put_head(head, DER_INTEGER, len),
				    head + size);
		KUNIT_ASSERT_MEMEQ_MSG(test, head, expected, size, "of %u", len);
	}
}

/*
 * The integers 0, 127, 128 and 256 as B. Kaliski's "A Layman's Guide to a Subset
 * of ASN.1, BER, and DER", section 5.7, encodes them.
 */
static void published_integers(struct kunit *test)
{
	static const u8 expected[] = {
		0x30, 14,
		0x02, 0x01, 0x00,
		0x02, 0x01, 0x7f,
		0x02, 0x02, 0x00, 0x80,
		0x02, 0x02, 0x01, 0x00,
	};
	static const u8 values[4][2] = {
		{ 0, 0 }, { 0, 127 }, { 0, 128 }, { 1, 0 },
	};
	const struct cryptodev_number *n[4];
	struct cryptodev_number numbers[4];
	u8 der[sizeof(expected)];
	u32 i, size;

	for (i = 0; i < 4; i++) {
		numbers[i] = cryptodev_number_from(values[i], 2);
		n[i] = &numbers[i];
	}
	size = der_integers_size(n, 4);
	KUNIT_ASSERT_EQ(test, size, 14);
	KUNIT_ASSERT_EQ(test, der_head_size(size) + size, sizeof(der));
	der_put_sequence(der, size, n, 4);
	KUNIT_EXPECT_MEMEQ(test, der, expected, sizeof(expected));
}

#define MODULUS_MAX	1100

static void kernel_decodes_a_public_key(struct kunit *test)
{
	static const u8 e_bytes[] = { 1, 0, 1 };
	struct cryptodev_number modulus, e = cryptodev_number_from(e_bytes, 3);
	const struct cryptodev_number *n[] = { &modulus, &e };
	struct rsa_key key;
	u8 *bytes, *der;
	u32 i, len, size, first;

	bytes = kunit_kmalloc(test, MODULUS_MAX, GFP_KERNEL);
	der = kunit_kmalloc(test, MODULUS_MAX + 32, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, bytes);
	KUNIT_ASSERT_NOT_NULL(test, der);
	for (i = 0; i < MODULUS_MAX; i++)
		bytes[i] = i * 5 + 1;
	/* The decoder refuses an exponent that is longer than the modulus. */
	for (len = 3; len <= MODULUS_MAX; len++) {
		for (first = 0x7f; first <= 0x80; first++) {
			bytes[0] = first;
			modulus = cryptodev_number_from(bytes, len);
			size = der_integers_size(n, 2);
			memset(der, 0xee, MODULUS_MAX + 32);
			der_put_sequence(der, size, n, 2);
			size += der_head_size(size);
			KUNIT_ASSERT_EQ(test, der[size], 0xee);
			memset(&key, 0, sizeof(key));
			KUNIT_ASSERT_EQ_MSG(test, rsa_parse_pub_key(&key, der,
								    size), 0,
					    "modulus of %u bytes", len);
			/* The decoder keeps the byte of the sign. */
			if (first == 0x80) {
				KUNIT_ASSERT_EQ(test, key.n[0], 0);
				key.n++;
				key.n_sz--;
			}
			KUNIT_ASSERT_EQ(test, key.n_sz, len);
			KUNIT_ASSERT_MEMEQ(test, key.n, bytes, len);
			KUNIT_ASSERT_EQ(test, key.e_sz, 3);
			KUNIT_ASSERT_MEMEQ(test, key.e, e_bytes, 3);
		}
	}
}

static struct kunit_case cases[] = {
	KUNIT_CASE(heads_have_the_shortest_length),
	KUNIT_CASE(published_integers),
	KUNIT_CASE(kernel_decodes_a_public_key),
	{}
};

static struct kunit_suite suite = {
	.name = "der",
	.test_cases = cases,
};

kunit_test_suite(suite);
