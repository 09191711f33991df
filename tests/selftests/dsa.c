// SPDX-License-Identifier: GPL-2.0
/*
 * DSA signatures of CIOCKEY: the signatures of RFC 6979 verify, and so does
 * each signature that the device makes. A changed signature, digest or key does
 * not verify, and a key that is out of range is rejected.
 */
#include "../kselftest_harness.h"
#include "lib/cases.h"
#include "lib/key.h"

/* Indices of the inputs of both operations, and of a signature. */
enum { DIGEST, P, Q, G, KEY, R, S };

FIXTURE(dsa) {
	int fd;
};

FIXTURE_SETUP(dsa)
{
	self->fd = dc_open();
	KEY_SETUP();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(dsa)
{
	close(self->fd);
}

/* Adds a small number, which may be negative. */
static void add(struct key_number *n, int value)
{
	int i, sum = value;

	for (i = 0; i < KEY_BYTES && sum; i++) {
		sum += n->data[i];
		n->data[i] = sum & 0xff;
		sum >>= 8;
	}
	for (i = KEY_BYTES; i && !n->data[i - 1]; i--)
		;
	n->bits = 8 * i;
}

/* Takes the signature that @sign has made. */
static void take(struct key_op *verify, const struct key_op *sign)
{
	size_t len = key_bytes(sign->in[Q].bits);

	memset(&verify->in[R], 0, 2 * sizeof(verify->in[R]));
	memcpy(verify->in[R].data, sign->out, len);
	memcpy(verify->in[S].data, sign->second, len);
	verify->in[R].bits = sign->in[Q].bits;
	verify->in[S].bits = sign->in[Q].bits;
}

TEST_F(dsa, published_signatures_verify)
{
	struct key_op op;
	size_t i;

	for (i = 0; i < DSA_VECTORS; i++) {
		op = key_verify(&dsa_vectors[i]);
		EXPECT_EQ(0, key_run(self->fd, &op)) {
			TH_LOG("vector %zu", i);
		}
	}
}

TEST_F(dsa, made_signatures_verify)
{
	struct key_op sign, verify;
	uint8_t first[KEY_BYTES];
	size_t i, j;

	for (i = 0; i < DSA_VECTORS; i++) {
		if (skip_if_brief())
			continue;
		sign = key_sign(&dsa_vectors[i]);
		verify = key_verify(&dsa_vectors[i]);
		for (j = 0; j < 2; j++) {
			memcpy(first, sign.out, sizeof(first));
			ASSERT_EQ(0, key_run(self->fd, &sign));
			take(&verify, &sign);
			EXPECT_EQ(0, key_run(self->fd, &verify)) {
				TH_LOG("vector %zu", i);
			}
		}
		/* each signature has its own random number */
		EXPECT_FALSE(same(first, sign.out,
				  key_bytes(sign.in[Q].bits)));
	}
}

/* Only as many bits of a digest count as q has: 160. */
TEST_F(dsa, long_digest_is_truncated)
{
	struct key_op op = key_verify(&dsa_vectors[0]);

	ASSERT_EQ(160, op.in[DIGEST].bits);
	fill(op.in[DIGEST].data + 20, 44, 1);
	op.in[DIGEST].bits = 512;
	EXPECT_EQ(0, key_run(self->fd, &op));
	op.in[DIGEST].data[20] ^= 0xff;
	EXPECT_EQ(0, key_run(self->fd, &op));
	op.in[DIGEST].data[19] ^= 1;
	EXPECT_EQ(-EBADMSG, key_run(self->fd, &op));
	/* the first byte of the hash is the first byte of the parameter */
	op.in[DIGEST].data[19] ^= 1;
	key_reverse(op.in[DIGEST].data, op.in[S].data, 20);
	EXPECT_EQ(-EBADMSG, key_run(self->fd, &op));
}

/* Leading zeros of a digest count, those of a number do not. */
TEST_F(dsa, zeros_before_digest_count)
{
	struct key_op op = key_sign(&dsa_vectors[0]);
	struct key_op verify = key_verify(&dsa_vectors[0]);
	int i;

	op.in[DIGEST].data[0] = 0;
	for (i = P; i <= KEY; i++)
		op.in[i].bits += 64;
	ASSERT_EQ(0, key_run(self->fd, &op));
	take(&verify, &op);
	for (i = P; i <= S; i++)
		verify.in[i].bits += 64;
	EXPECT_EQ(-EBADMSG, key_run(self->fd, &verify));
	verify.in[DIGEST].data[0] = 0;
	EXPECT_EQ(0, key_run(self->fd, &verify));
	memmove(verify.in[DIGEST].data, verify.in[DIGEST].data + 1, 19);
	verify.in[DIGEST].bits = 152;
	EXPECT_EQ(0, key_run(self->fd, &verify));
	verify.in[DIGEST].data[19] = 0;
	verify.in[DIGEST].bits = 160;
	EXPECT_EQ(-EBADMSG, key_run(self->fd, &verify));
}

TEST_F(dsa, changed_input_does_not_verify)
{
	static const unsigned int inputs[] = { DIGEST, KEY, R, S };
	size_t i, j, k;

	for (i = 0; i < DSA_VECTORS; i += 3) {
		struct key_op good = key_verify(&dsa_vectors[i]);

		for (j = 0; j < ARRAY_SIZE(inputs); j++) {
			size_t len = key_bytes(good.in[inputs[j]].bits);

			/* the rest of a digest does not count */
			if (inputs[j] == DIGEST && len > key_bytes(good.in[Q].bits))
				len = key_bytes(good.in[Q].bits);
			for (k = 0; k < 3; k++) {
				struct key_op op = good;

				if (skip_if_brief())
					continue;
				op.in[inputs[j]].data[k * (len - 1) / 2] ^= 1;
				EXPECT_EQ(-EBADMSG, key_run(self->fd, &op)) {
					TH_LOG("vector %zu, input %u, byte %zu",
					       i, inputs[j], k * (len - 1) / 2);
				}
			}
		}
		EXPECT_EQ(0, key_run(self->fd, &good));
	}
}

TEST_F(dsa, signature_out_of_range_does_not_verify)
{
	struct key_op good = key_verify(&dsa_vectors[0]), op;
	int i, delta;

	for (i = R; i <= S; i++) {
		op = good;
		key_set_small(&op.in[i], 0);
		EXPECT_EQ(-EBADMSG, key_run(self->fd, &op));
		op.in[i].bits = 160;
		EXPECT_EQ(-EBADMSG, key_run(self->fd, &op));
		for (delta = 0; delta < 3; delta++) {
			op.in[i] = op.in[Q];
			add(&op.in[i], delta);
			EXPECT_EQ(-EBADMSG, key_run(self->fd, &op));
		}
		/* congruent to the right number, but longer */
		op = good;
		op.in[i].data[20] = 1;
		op.in[i].bits = 168;
		EXPECT_EQ(-EBADMSG, key_run(self->fd, &op));
		memset(op.in[i].data, 0xff, KEY_BYTES);
		op.in[i].bits = KEY_BITS;
		EXPECT_EQ(-EBADMSG, key_run(self->fd, &op));
	}
	EXPECT_EQ(0, key_run(self->fd, &good));
}

/* r + q is congruent to r, but it is another signature. */
TEST_F(dsa, congruent_signature_does_not_verify)
{
	struct key_op good = key_verify(&dsa_vectors[0]), op;
	unsigned int i, j, sum;

	for (i = R; i <= S; i++) {
		op = good;
		for (sum = 0, j = 0; j < 21; j++) {
			sum += op.in[i].data[j] + op.in[Q].data[j];
			op.in[i].data[j] = sum;
			sum >>= 8;
		}
		op.in[i].bits = 168;
		EXPECT_EQ(-EBADMSG, key_run(self->fd, &op));
	}
}

/* Replaces an input by another input and a difference. */
struct change {
	unsigned int which, by;
	int delta;
};

static void expect_invalid(struct __test_metadata *_metadata, int fd,
			   const struct key_op *good,
			   const struct change *changes, size_t nr)
{
	struct key_op op;
	size_t i;

	for (i = 0; i < nr; i++) {
		const struct change *c = &changes[i];

		op = *good;
		op.in[c->which] = good->in[c->by];
		add(&op.in[c->which], c->delta);
		EXPECT_EQ(-EINVAL, key_run(fd, &op)) {
			TH_LOG("operation %u, case %zu", op.op, i);
		}
	}
	/* 0 and 1 */
	for (i = P; i <= KEY; i++) {
		op = *good;
		key_set_small(&op.in[i], 0);
		EXPECT_EQ(-EINVAL, key_run(fd, &op));
		key_set_small(&op.in[i], 1);
		if (i != KEY || op.op != CRK_DSA_SIGN)
			EXPECT_EQ(-EINVAL, key_run(fd, &op));
	}
	op = *good;
	op.in[DIGEST].bits = 0;
	EXPECT_EQ(-EINVAL, key_run(fd, &op));
}

TEST_F(dsa, invalid_key_is_rejected)
{
	static const struct change group[] = {
		{ P, P, 1 }, { P, Q, 0 }, { P, Q, -2 },
		{ Q, Q, 1 }, { Q, P, 0 }, { Q, P, 2 },
		{ G, P, -1 }, { G, P, 0 }, { G, P, 1 }, { G, P, 2 },
	}, private[] = {
		{ KEY, Q, 0 }, { KEY, Q, 1 }, { KEY, P, 0 },
	}, public[] = {
		{ KEY, P, -1 }, { KEY, P, 0 }, { KEY, P, 1 },
	}, order[] = {
		/* only the signer computes the order of g */
		{ G, G, 1 }, { Q, Q, 2 }, { P, P, 2 },
	};
	struct key_op sign, verify;
	int i;

	for (i = 0; i < DSA_VECTORS; i += 6) {
		sign = key_sign(&dsa_vectors[i]);
		verify = key_verify(&dsa_vectors[i]);
		expect_invalid(_metadata, self->fd, &sign, group,
			       ARRAY_SIZE(group));
		expect_invalid(_metadata, self->fd, &verify, group,
			       ARRAY_SIZE(group));
		expect_invalid(_metadata, self->fd, &sign, private,
			       ARRAY_SIZE(private));
		expect_invalid(_metadata, self->fd, &verify, public,
			       ARRAY_SIZE(public));
		expect_invalid(_metadata, self->fd, &sign, order,
			       ARRAY_SIZE(order));
	}
}

/* q has 160 to 512 bits. */
TEST_F(dsa, length_of_q_is_limited)
{
	static const unsigned int lengths[] = { 8, 128, 159, 513, 1000 };
	struct key_op sign = key_sign(&dsa_vectors[6]);
	struct key_op verify = key_verify(&dsa_vectors[6]);
	struct key_number q;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		memset(&q, 0, sizeof(q));
		q.bits = lengths[i];
		q.data[0] = 1;
		q.data[(q.bits - 1) / 8] |= 1 << (q.bits - 1) % 8;
		sign.in[Q] = q;
		verify.in[Q] = q;
		sign.out_bits = 1024;
		sign.second_bits = 1024;
		EXPECT_EQ(-EINVAL, key_run(self->fd, &sign));
		EXPECT_EQ(-EINVAL, key_run(self->fd, &verify));
	}
}

/* The private keys at the ends of their range make signatures. */
TEST_F(dsa, private_key_at_end_of_range)
{
	struct key_op sign = key_sign(&dsa_vectors[0]);
	struct key_op verify = key_verify(&dsa_vectors[0]);

	key_set_small(&sign.in[KEY], 1);
	verify.in[KEY] = sign.in[G];
	ASSERT_EQ(0, key_run(self->fd, &sign));
	take(&verify, &sign);
	EXPECT_EQ(0, key_run(self->fd, &verify));
	sign.in[KEY] = sign.in[Q];
	add(&sign.in[KEY], -1);
	ASSERT_EQ(0, key_run(self->fd, &sign));
	take(&verify, &sign);
	/* y is the inverse of g */
	EXPECT_EQ(-EBADMSG, key_run(self->fd, &verify));
}

/* Each result needs as many bytes as q; zeros follow a shorter number. */
TEST_F(dsa, results_need_room)
{
	struct key_op sign = key_sign(&dsa_vectors[0]);
	struct key_op verify = key_verify(&dsa_vectors[0]);

	sign.out_bits = 152;
	EXPECT_EQ(-EINVAL, key_refused(self->fd, &sign));
	sign.out_bits = 0;
	EXPECT_EQ(-EINVAL, key_refused(self->fd, &sign));
	sign.out_bits = 160;
	sign.second_bits = 152;
	EXPECT_EQ(-EINVAL, key_refused(self->fd, &sign));
	sign.second_bits = 0;
	EXPECT_EQ(-EINVAL, key_refused(self->fd, &sign));
	sign.out_bits = 1000;
	sign.second_bits = KEY_BITS;
	EXPECT_EQ(0, key_run(self->fd, &sign));
	EXPECT_TRUE(all_are(sign.out + 20, 105, 0));
	EXPECT_TRUE(all_are(sign.second + 20, KEY_BYTES - 20, 0));
	take(&verify, &sign);
	EXPECT_EQ(0, key_run(self->fd, &verify));
	/* whole bytes count */
	sign.out_bits = 153;
	sign.second_bits = 159;
	EXPECT_EQ(0, key_run(self->fd, &sign));
	take(&verify, &sign);
	EXPECT_EQ(0, key_run(self->fd, &verify));
}

/*
 * The longest numbers. 2^512 - 569 is a prime, so s has an inverse. Nothing else
 * is checked of the group of a public key.
 */
static struct key_op longest_verification(void)
{
	struct key_op op = { .op = CRK_DSA_VERIFY, .nr = 7 };
	int i;

	for (i = 0; i <= S; i++) {
		op.in[i].bits = i == P ? KEY_BITS : i == G || i == KEY ?
				KEY_BITS - 8 : i == Q ? 512 : 504;
		fill(op.in[i].data, op.in[i].bits / 8, i);
		op.in[i].data[op.in[i].bits / 8 - 1] |= 1;
	}
	op.in[P].data[0] |= 1;
	op.in[P].data[KEY_BYTES - 1] |= 0x80;
	memset(op.in[Q].data, 0xff, 64);
	op.in[Q].data[0] = 0xc7;
	op.in[Q].data[1] = 0xfd;
	return op;
}

TEST_F(dsa, longest_numbers_are_processed)
{
	struct key_op op = longest_verification();

	EXPECT_EQ(-EBADMSG, key_run(self->fd, &op));
}

TEST_F(dsa, kill_ends_operation)
{
	struct key_op op = longest_verification();
	int i;

	for (i = 0; i < brief(3, 1); i++)
		EXPECT_TRUE(key_ends_when_killed(self->fd, &op,
						 1000 + 20000 * i));
}

TEST_HARNESS_MAIN
