/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the kat_* programs, which test known answers: reads the published
 * vectors of several files, keeps a session, and checks results.
 */
#ifndef SELFTESTS_KAT_H
#define SELFTESTS_KAT_H

#include <glob.h>

#include "buffers.h"
#include "cases.h"
#include "devcrypto.h"
#include "vectors.h"

#define KAT_TIMEOUT	300	/* seconds: emulated machines are slow */
#define KAT_FILES	4	/* patterns that name a test's files */
#define KAT_FAILURES	10	/* failures after which a test gives up */
#define KAT_MAX		65536	/* bytes of the longest message */
#define KAT_GUARD	64	/* bytes after a result that must not change */
#define KAT_FILL	0xa5

/* A vector's plaintext and ciphertext, and the device's output. */
extern uint8_t kat_pt[KAT_MAX];
extern uint8_t kat_ct[KAT_MAX];
extern uint8_t kat_dst[KAT_MAX + KAT_GUARD];

/* Fills a buffer of @room bytes and a guard; it starts with @len of @data. */
void kat_load(uint8_t *buf, const uint8_t *data, size_t len, size_t room);

/*
 * Checks a call: that it returned no error, that @buf starts with the @len
 * bytes at @out, and that nothing is written after @room bytes. Returns NULL or
 * what is wrong; @how names the call.
 */
const char *kat_result(const char *how, int err, const uint8_t *buf,
		       const uint8_t *out, size_t len, size_t room);

/**
 * struct kat_reader - reads the records of several files
 * @files: the files, glob() patterns below vec_dir()
 * @result: name of the field that makes a record a vector
 * @paths: the paths that the current pattern matches
 * @path: how many of @paths have been opened
 * @pattern: how many of @files have been expanded
 * @open: a file is open
 * @v: the file being read
 */
struct kat_reader {
	const char *const *files;
	const char *result;
	glob_t paths;
	size_t path;
	size_t pattern;
	bool open;
	struct vec_file v;
};

/* Returns the next vector; NULL after the last one or on a read error. */
struct vec_file *kat_next(struct kat_reader *r);

/* Returns the path of the file being read. */
const char *kat_path(struct kat_reader *r);

/**
 * struct kat_session - a session, kept while the key stays the same
 * @fd: the device
 * @ses: the session, 0 if there is none
 * @keylen: bytes at @key
 * @key: its key
 */
struct kat_session {
	int fd;
	uint32_t ses;
	uint32_t keylen;
	uint8_t key[CRYPTO_HMAC_MAX_KEY_LEN];
};

/* Recreates s->ses if the key differs; returns 0 or a negative errno. */
int kat_session(struct kat_session *s, uint32_t cipher, uint32_t mac,
		const uint8_t *key, uint32_t keylen);

/* In a fixture's setup: opens the device, or skips without vectors. */
#define KAT_SETUP(session) do {						\
	if (access(vec_dir(), R_OK))					\
		SKIP(return, "no test vectors in %s", vec_dir());	\
	(session)->fd = dc_open();					\
	ASSERT_LE(0, (session)->fd)					\
		TH_LOG("/dev/crypto: %s", strerror(errno));		\
} while (0)

/* Expects NULL for a vector; ends the test after KAT_FAILURES failures. */
#define KAT_REPORT(reader, wrong, failures) do {			\
	EXPECT_TRUE(!(wrong))						\
		TH_LOG("%s record %u: %s", kat_path(reader),		\
		       (reader)->v.record, wrong);			\
	if (wrong)							\
		ASSERT_GT(KAT_FAILURES, ++failures);			\
} while (0)

#endif /* SELFTESTS_KAT_H */
