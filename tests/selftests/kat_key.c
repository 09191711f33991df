// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of public-key operations: NIST's RSA signatures, opened with
 * the public key, and made with the private key where the file has it; DSA
 * signatures; and Diffie-Hellman agreements. The device hashes the signed
 * messages too.
 */
#include "../kselftest_harness.h"
#include "lib/kat.h"
#include "lib/key.h"

/* The hashes, and the bytes before a digest (RFC 8017, section 9.2). */
static const struct hash {
	const char *name;
	uint32_t number;
	uint32_t len;
	uint8_t info[20];
	uint32_t info_len;
} hashes[] = {
	{ "SHA1", CRYPTO_SHA1, 20, "\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02"
	  "\x1a\x05\x00\x04\x14", 15 },
	{ "SHA224", CRYPTO_SHA2_224, 28, "\x30\x2d\x30\x0d\x06\x09\x60\x86\x48"
	  "\x01\x65\x03\x04\x02\x04\x05\x00\x04\x1c", 19 },
	{ "SHA256", CRYPTO_SHA2_256, 32, "\x30\x31\x30\x0d\x06\x09\x60\x86\x48"
	  "\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20", 19 },
	{ "SHA384", CRYPTO_SHA2_384, 48, "\x30\x41\x30\x0d\x06\x09\x60\x86\x48"
	  "\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30", 19 },
	{ "SHA512", CRYPTO_SHA2_512, 64, "\x30\x51\x30\x0d\x06\x09\x60\x86\x48"
	  "\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40", 19 },
};

FIXTURE(key)
{
	struct kat_session s;
};

FIXTURE_SETUP(key)
{
	KAT_SETUP(&self->s);
	KEY_SETUP();
}

FIXTURE_TEARDOWN(key)
{
	close(self->s.fd);
}

static bool read_number(struct vec_file *v, const char *name,
			struct key_number *n)
{
	uint8_t bytes[2 * KEY_BYTES];
	int len = vec_bytes(v, name, bytes, sizeof(bytes));

	if (len <= 0)
		return false;
	key_set(n, bytes, len);
	return n->bits <= KEY_BITS;
}

static const struct hash *find_hash(struct vec_file *v)
{
	const char *name = vec_text(v, "SHAAlg");
	size_t i;

	for (i = 0; i < ARRAY_SIZE(hashes); i++)
		if (!strncmp(name, hashes[i].name, strlen(hashes[i].name)))
			return &hashes[i];
	return NULL;
}

/* The @len bytes that a signature of the record's message must contain. */
static int encode(struct kat_session *s, struct vec_file *v, uint8_t *out,
		  size_t len)
{
	const struct hash *hash = find_hash(v);
	int err, msg_len = vec_bytes(v, "Msg", kat_pt, KAT_MAX);
	uint32_t ses;

	if (!hash || msg_len < 0)
		return -ENOENT;
	memset(out, 0xff, len);
	out[0] = 0;
	out[1] = 1;
	out[len - hash->len - hash->info_len - 1] = 0;
	memcpy(out + len - hash->len - hash->info_len, hash->info,
	       hash->info_len);
	err = dc_session(s->fd, 0, NULL, 0, hash->number, NULL, 0, &ses);
	if (err)
		return err;
	return dc_hash(s->fd, ses, 0, kat_pt, msg_len, out + len - hash->len) ?:
	       dc_free(s->fd, ses);
}

/* Opens or makes the record's signature, or expects it to be forged. */
static const char *signature(struct kat_session *s, struct vec_file *v,
			     bool forged)
{
	struct key_op op = { .op = CRK_MOD_EXP, .nr = 3 };
	uint8_t *want = kat_ct, *got = kat_dst;
	size_t len;
	int err;

	if (!read_number(v, "S", &op.in[0]) ||
	    !read_number(v, "e", &op.in[1]) || !read_number(v, "n", &op.in[2]))
		return "not read";
	op.out_bits = op.in[2].bits;
	len = key_bytes(op.out_bits);
	err = encode(s, v, want, len) ?: key_run(s->fd, &op);
	if (err)
		return failure("opening: error %d", err);
	key_reverse(got, op.out, len);
	if (!memcmp(got, want, len) == forged)
		return forged ? "a forged one opens" : "wrong when opened";
	if (forged || !read_number(v, "d", &op.in[1]))
		return NULL;
	/* and the reverse */
	memcpy(want, op.in[0].data, len);
	memcpy(op.in[0].data, op.out, len);
	op.in[0].bits = op.out_bits;
	err = key_run(s->fd, &op);
	if (err)
		return failure("making: error %d", err);
	return memcmp(want, op.out, len) ? "wrong when made" : NULL;
}

/**
 * struct signature_files - records of signatures
 * @files: the files
 * @check: checks one record; returns NULL or the fault
 * @good: number of records with a valid signature
 * @forged: number of records with another one
 */
struct signature_files {
	const char *files[KAT_FILES];
	const char *(*check)(struct kat_session *s, struct vec_file *v,
			     bool forged);
	unsigned int good, forged;
};

static void check_signatures(struct __test_metadata *_metadata,
			     struct kat_session *s,
			     const struct signature_files *of)
{
	struct kat_reader r = { .files = of->files, .result = "S" };
	unsigned int good = 0, forgeries = 0, failures = 0;
	struct vec_file *v;
	const char *wrong;
	bool forged;

	while ((v = kat_next(&r))) {
		forged = vec_has(v, "Result") && *vec_text(v, "Result") == 'F';
		good += !forged;
		forgeries += forged;
		if (skip_case() || skip_if_brief())
			continue;
		wrong = of->check(s, v, forged);
		KAT_REPORT(&r, wrong, failures);
	}
	EXPECT_EQ(of->good, good);
	EXPECT_EQ(of->forged, forgeries);
	ksft_print_msg("%u signatures: %u good, %u forged\n", good + forgeries,
		       good, forgeries);
}

TEST_F_TIMEOUT(key, signatures, KAT_TIMEOUT)
{
	static const struct signature_files of = {
		{ "asymmetric/RSA/FIPS_186-2/SigGen15_186-3.rsp",
		  "asymmetric/RSA/FIPS_186-2/SigVer15_186-3.rsp" },
		signature, 325, 375
	};

	check_signatures(_metadata, &self->s, &of);
}

/*
 * The hash of the last heading, such as [mod = L=1024, N=160, SHA-224]. The name
 * of the hash is the name of a field.
 */
static const struct hash *find_dsa_hash(struct vec_file *v)
{
	const struct hash *found = NULL;
	unsigned int record = 0;
	size_t i, j;

	for (i = 0; i < v->nr; i++) {
		const struct vec_field *field = &v->field[i];

		if (strncmp(field->name, "SHA-", 4) || field->record < record)
			continue;
		for (j = 0; j < ARRAY_SIZE(hashes); j++)
			if (!strcmp(field->name + 4, hashes[j].name + 3))
				found = &hashes[j];
		record = field->record;
	}
	return found;
}

static int hash_message(struct kat_session *s, struct vec_file *v,
			struct key_number *digest)
{
	const struct hash *hash = find_dsa_hash(v);
	int err, len = vec_bytes(v, "Msg", kat_pt, KAT_MAX);
	uint32_t ses;

	if (!hash || len < 0)
		return -ENOENT;
	digest->bits = 8 * hash->len;
	err = dc_session(s->fd, 0, NULL, 0, hash->number, NULL, 0, &ses);
	if (err)
		return err;
	return dc_hash(s->fd, ses, 0, kat_pt, len, digest->data) ?:
	       dc_free(s->fd, ses);
}

/* Verifies the record's signature. Signs too if the record has the key. */
static const char *dsa_signature(struct kat_session *s, struct vec_file *v,
				 bool forged)
{
	struct key_op op = { .op = CRK_DSA_VERIFY, .nr = 7 };
	int err;

	if (!read_number(v, "P", &op.in[1]) ||
	    !read_number(v, "Q", &op.in[2]) ||
	    !read_number(v, "G", &op.in[3]) ||
	    !read_number(v, "Y", &op.in[4]) ||
	    !read_number(v, "R", &op.in[5]) || !read_number(v, "S", &op.in[6]))
		return "not read";
	err = hash_message(s, v, &op.in[0]);
	if (err)
		return failure("hashing: error %d", err);
	err = key_run(s->fd, &op);
	if (err != (forged ? -EBADMSG : 0))
		return failure("verifying: error %d", err);
	if (forged || !vec_has(v, "X"))
		return NULL;
	op.op = CRK_DSA_SIGN;
	op.nr = 5;
	op.out_bits = op.in[2].bits;
	op.second_bits = op.in[2].bits;
	if (!read_number(v, "X", &op.in[4]))
		return "not read";
	err = key_run(s->fd, &op);
	if (err)
		return failure("signing: error %d", err);
	op.op = CRK_DSA_VERIFY;
	op.nr = 7;
	read_number(v, "Y", &op.in[4]);
	memcpy(op.in[5].data, op.out, key_bytes(op.out_bits));
	memcpy(op.in[6].data, op.second, key_bytes(op.out_bits));
	op.in[5].bits = op.out_bits;
	op.in[6].bits = op.out_bits;
	err = key_run(s->fd, &op);
	return err ? failure("verifying the own: error %d", err) : NULL;
}

TEST_F_TIMEOUT(key, dsa_signatures, KAT_TIMEOUT)
{
	static const struct signature_files of = {
		{ "asymmetric/DSA/FIPS_186-3/SigVer.rsp",
		  "asymmetric/DSA/FIPS_186-3/SigGen.txt" },
		dsa_signature, 440, 160
	};

	check_signatures(_metadata, &self->s, &of);
}

/* Checks the shared key of a record; returns NULL or what is wrong. */
static const char *agreement(int fd, struct vec_file *v, bool *right)
{
	struct key_op op = { .op = CRK_DH_COMPUTE_KEY, .nr = 3 };
	struct key_number want;
	int err;

	if (!read_number(v, "XstatIUT", &op.in[0]) ||
	    !read_number(v, "YstatCAVS", &op.in[1]) ||
	    !read_number(v, "P", &op.in[2]) || !read_number(v, "Z", &want))
		return "not read";
	op.out_bits = op.in[2].bits;
	err = key_run(fd, &op);
	*right = !memcmp(op.out, want.data, key_bytes(op.out_bits));
	return err ? failure("error %d", err) : NULL;
}

TEST_F_TIMEOUT(key, agreements, KAT_TIMEOUT)
{
	static const char *const files[KAT_FILES] = {
		"asymmetric/DH/KASValidityTest_FFCStatic_NOKC_ZZOnly_init.fax",
		"asymmetric/DH/KASValidityTest_FFCStatic_NOKC_ZZOnly_resp.fax",
	};
	struct kat_reader r = { .files = files, .result = "Z" };
	unsigned int good = 0, changed = 0, failures = 0;
	struct vec_file *v;
	const char *wrong;
	bool passes, right = false;

	while ((v = kat_next(&r))) {
		passes = *vec_text(v, "Result") == 'P';
		good += passes;
		changed += !passes;
		if (skip_case() || skip_if_brief())
			continue;
		wrong = agreement(self->s.fd, v, &right);
		/* a record with an error of any kind has another key */
		if (!wrong && right != passes)
			wrong = right ? "the wrong key" : "another key";
		KAT_REPORT(&r, wrong, failures);
	}
	EXPECT_EQ(96, good);
	EXPECT_EQ(48, changed);
	ksft_print_msg("%u agreements: %u as they are, %u changed\n",
		       good + changed, good, changed);
}

TEST_HARNESS_MAIN
