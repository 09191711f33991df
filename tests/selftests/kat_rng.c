// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of DRBGs: the test gives the entropy in place of the kernel.
 */
#include "../kselftest_harness.h"
#include "lib/cases.h"
#include "lib/drbg_vectors.h"
#include "lib/dsa.h"
#include "lib/rng.h"

#define MOST	512	/* bytes of the longest string of a vector */

/**
 * struct bytes - a string of a vector
 * @len: bytes at @at
 * @at: the bytes
 */
struct bytes {
	uint32_t len;
	uint8_t at[MOST];
};

static struct bytes bytes(const char *hex)
{
	struct bytes b = {};

	if (hex)
		b.len = dsa_bytes(hex, b.at);
	return b;
}

/* Reseeds or generates @len bytes, with entropy and additional input. */
static int run(int fd, uint32_t ses, uint32_t flags, const char *entropy,
	       const char *aad, uint8_t *out, uint32_t len)
{
	struct bytes e = bytes(entropy), a = bytes(aad);
	struct cryptodev_req r = rng_req(ses, flags, out, len);

	r.mac = native_pointer(e.at);
	r.tag_len = e.len;
	r.aad = native_pointer(a.at);
	r.aad_len = a.len;
	return rng_submit(fd, &r) ?: r.out_len == len ? 0 : -EIO;
}

static int open_vector(int fd, const struct drbg_vector *v, uint32_t *ses)
{
	struct bytes entropy = bytes(v->entropy), nonce = bytes(v->nonce);
	struct bytes pers = bytes(v->pers);

	return rng_test_session(fd, v->number, entropy.at, entropy.len,
				nonce.at, nonce.len, pers.at, pers.len, ses);
}

/* Returns 1 if the answer is right, 0 if not, or a negative errno. */
static int answers(int fd, uint32_t ses, const struct drbg_vector *v)
{
	struct bytes want = bytes(v->out);
	uint8_t out[MOST];
	int i, err = 0;

	if (v->reseed)
		err = run(fd, ses, CRYPTODEV_REQ_RESET, v->reseed,
			  v->reseed_aad, out, 0);
	for (i = 0; i < 2 && !err; i++)
		err = run(fd, ses, 0, v->pr[i], v->aad[i], out, want.len);
	return err ?: !memcmp(out, want.at, want.len);
}

TEST(drbg_answers_are_known)
{
	size_t i, nr = 0;
	uint32_t ses = 0;
	int fd = dc_open(), err;

	DRBG_SETUP();
	ASSERT_LE(0, fd);
	for (i = 0; i < sizeof(drbg_vectors) / sizeof(drbg_vectors[0]); i++) {
		const struct drbg_vector *v = &drbg_vectors[i];

		if (nr && skip_if_brief())
			continue;
		err = open_vector(fd, v, &ses);
		if (err == -ENOENT && v->number != RNG_DRBG)
			continue;
		ASSERT_EQ(0, err) {
			TH_LOG("DRBG %#x", v->number);
		}
		EXPECT_EQ(1, answers(fd, ses, v)) {
			TH_LOG("DRBG %#x, vector %zu", v->number, i);
		}
		EXPECT_EQ(0, dc_free(fd, ses));
		nr++;
	}
	EXPECT_LT(0, nr);
	TH_LOG("%zu vectors of %zu", nr, i);
	close(fd);
}

/* Prediction resistance on demand is what a DRBG with it always does. */
TEST(reset_is_prediction_resistance)
{
	size_t i, nr = 0;
	uint32_t ses = 0;
	int fd = dc_open();

	DRBG_SETUP();
	ASSERT_LE(0, fd);
	for (i = 0; i < sizeof(drbg_vectors) / sizeof(drbg_vectors[0]); i++) {
		struct drbg_vector v = drbg_vectors[i];
		struct bytes want = bytes(v.out);
		uint8_t out[MOST];
		int j;

		if (!v.pr[0] || (nr && skip_if_brief()))
			continue;
		v.number -= CRYPTODEV_DRBG_PR;
		if (open_vector(fd, &v, &ses))
			continue;
		for (j = 0; j < 2; j++)
			EXPECT_EQ(0, run(fd, ses, CRYPTODEV_REQ_RESET, v.pr[j],
					 v.aad[j], out, want.len));
		EXPECT_EQ(0, memcmp(out, want.at, want.len)) {
			TH_LOG("DRBG %#x", v.number);
		}
		nr++;
	}
	EXPECT_LT(0, nr);
	close(fd);
}

TEST_HARNESS_MAIN
