// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers as strings of bytes against C's own arithmetic.
 */
#include <kunit/test.h>

#include "crypto/number.h"

/* Writes a number as four bytes, and returns it. */
static struct cryptodev_number number(u8 *bytes, u32 value)
{
	bytes[0] = value >> 24;
	bytes[1] = value >> 16;
	bytes[2] = value >> 8;
	bytes[3] = value;
	return cryptodev_number_from(bytes, 4);
}

static void leading_zeros_are_dropped(struct kunit *test)
{
	static const u8 bytes[] = { 0, 0, 1, 0 };
	struct cryptodev_number n = cryptodev_number_from(bytes, 4);

	KUNIT_EXPECT_PTR_EQ(test, n.data, bytes + 2);
	KUNIT_EXPECT_EQ(test, n.len, 2);
	n = cryptodev_number_from(bytes, 2);
	KUNIT_EXPECT_EQ(test, n.len, 0);
	n = cryptodev_number_from(bytes, 0);
	KUNIT_EXPECT_EQ(test, n.len, 0);
}

static void properties_agree_with_c(struct kunit *test)
{
	struct cryptodev_number n;
	u32 i, value;
	u8 bytes[4];

	for (i = 0; i < 0x20000; i++) {
		/* The small ones, then all lengths of a word. */
		value = i < 0x10000 ? i : (i * 2654435761U) >> (i % 32);
		n = number(bytes, value);
		KUNIT_ASSERT_EQ_MSG(test, cryptodev_number_bits(&n), fls(value),
				    "bits of %u", value);
		KUNIT_ASSERT_EQ_MSG(test, cryptodev_number_odd(&n), value % 2,
				    "is %u odd", value);
		KUNIT_ASSERT_EQ_MSG(test, cryptodev_number_exceeds(&n, 0),
				    value > 0, "%u", value);
		KUNIT_ASSERT_EQ_MSG(test, cryptodev_number_exceeds(&n, 1),
				    value > 1, "%u", value);
		KUNIT_ASSERT_EQ_MSG(test, cryptodev_number_exceeds(&n, 255),
				    value > 255, "%u", value);
	}
}

static void check_inside(struct kunit *test, u32 value, u32 modulus)
{
	u8 n_bytes[4], modulus_bytes[4];
	struct cryptodev_number n = number(n_bytes, value);
	struct cryptodev_number m = number(modulus_bytes, modulus);

	KUNIT_ASSERT_EQ_MSG(test, cryptodev_number_inside(&n, &m),
			    value > 1 && value + 1ULL < modulus,
			    "1 < %u < %u - 1", value, modulus);
}

static void inside_agrees_with_c(struct kunit *test)
{
	static const u32 moduli[] = {
		0xff01, 0xffff, 0x10001, 0x10101, 0x1000001, 0xfffffff1,
		0xffffffff,
	};
	u32 modulus, value, i;
	int delta;

	for (modulus = 1; modulus < 1030; modulus += 2)
		for (value = 0; value < 1100; value++)
			check_inside(test, value, modulus);
	for (i = 0; i < ARRAY_SIZE(moduli); i++) {
		for (delta = -300; delta <= 300; delta++) {
			check_inside(test, moduli[i] + delta, moduli[i]);
			check_inside(test, delta + 300, moduli[i]);
		}
	}
}

static void less_agrees_with_c(struct kunit *test)
{
	static const u32 values[] = {
		0, 1, 2, 127, 128, 255, 256, 257, 0xff00, 0xffff, 0x10000,
		0x1000000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
	};
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(values); i++) {
		for (j = 0; j < ARRAY_SIZE(values); j++) {
			u8 a_bytes[4], b_bytes[4];
			struct cryptodev_number a = number(a_bytes, values[i]);
			struct cryptodev_number b = number(b_bytes, values[j]);

			KUNIT_EXPECT_EQ_MSG(test,
					    cryptodev_number_less(&a, &b),
					    values[i] < values[j],
					    "%u < %u", values[i], values[j]);
		}
	}
}

static void leftmost_agrees_with_c(struct kunit *test)
{
	static const u32 values[] = { 0, 1, 0x80000000, 0xffffffff, 0x12345678,
				      0xa5c3e10f };
	u32 i, bits, len, got, at;

	for (i = 0; i < ARRAY_SIZE(values); i++) {
		for (bits = 1; bits <= 32; bits++) {
			u8 from[4], to[5];

			number(from, values[i]);
			memset(to, 0xee, sizeof(to));
			len = DIV_ROUND_UP(bits, 8);
			cryptodev_number_leftmost(to, from, bits);
			for (got = 0, at = 0; at < len; at++)
				got = got << 8 | to[at];
			KUNIT_EXPECT_EQ_MSG(test, got, values[i] >> (32 - bits),
					    "%u bits of %#x", bits, values[i]);
			KUNIT_EXPECT_EQ(test, to[len], 0xee);
		}
	}
}

static void put_writes_zeros_first(struct kunit *test)
{
	static const u8 expected[] = { 0xee, 0, 0, 1, 2, 3, 0xee };
	u8 buf[7], digits[] = { 1, 2, 3 };
	struct cryptodev_number n = cryptodev_number_from(digits, 3);
	u32 at;

	memset(buf, 0xee, sizeof(buf));
	cryptodev_number_put(&n, buf + 1, 5);
	KUNIT_EXPECT_MEMEQ(test, buf, expected, sizeof(buf));

	/* The number may be at any place of the output. */
	for (at = 1; at <= 3; at++) {
		memset(buf, 0xee, sizeof(buf));
		memcpy(buf + at, digits, 3);
		n = cryptodev_number_from(buf + at, 3);
		cryptodev_number_put(&n, buf + 1, 5);
		KUNIT_EXPECT_MEMEQ(test, buf, expected, sizeof(buf));
	}

	n = cryptodev_number_from(NULL, 0);
	memset(buf, 0xee, sizeof(buf));
	cryptodev_number_put(&n, buf, 2);
	KUNIT_EXPECT_EQ(test, buf[0] | buf[1], 0);
	KUNIT_EXPECT_EQ(test, buf[2], 0xee);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(leading_zeros_are_dropped),
	KUNIT_CASE(properties_agree_with_c),
	KUNIT_CASE(inside_agrees_with_c),
	KUNIT_CASE(less_agrees_with_c),
	KUNIT_CASE(leftmost_agrees_with_c),
	KUNIT_CASE(put_writes_zeros_first),
	{}
};

static struct kunit_suite suite = {
	.name = "number",
	.test_cases = cases,
};

kunit_test_suite(suite);
