/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the tests of known answers: goes through the published vectors
 * (see vectors.h), keeps a session, and judges what /dev/crypto wrote.
 */
#ifndef KAT_H
#define KAT_H

#include <glob.h>
#include <limits.h>

#include "../kselftest_harness.h"

#include "buffers.h"
#include "devcrypto.h"
#include "slow.h"
#include "vectors.h"
#include "why.h"

#define KAT_TIMEOUT	300	/* seconds: emulated machines are slow */
#define KAT_FILES	4	/* patterns that name a test's files */
#define KAT_FAILURES	10	/* wrong vectors after which a test gives up */
#define KAT_MAX		65536	/* bytes of the longest message */
#define KAT_GUARD	64	/* bytes after a result that must not change */
#define KAT_FILL	0xa5

/* a vector's two sides, and what the device writes */
static uint8_t kat_pt[KAT_MAX];
static uint8_t kat_ct[KAT_MAX];
static uint8_t kat_dst[KAT_MAX + KAT_GUARD];

/* A buffer of @room bytes that starts with @len bytes of a message. */
static inline void kat_load(uint8_t *buf, const uint8_t *data, size_t len,
			    size_t room)
{
	memset(buf, KAT_FILL, room + KAT_GUARD);
	if (len)
		memcpy(buf, data, len);
}

/* Is it @out, @len bytes in a buffer of @room bytes, and nothing more? */
static inline const char *kat_result(const char *how, int err,
				     const uint8_t *buf, const uint8_t *out,
				     size_t len, size_t room)
{
	if (err)
		return why("%s: error %d", how, err);
	if (memcmp(buf, out, len))
		return why("%s: wrong result", how);
	if (!all_are(buf + room, KAT_GUARD, KAT_FILL))
		return why("%s: wrote past the end", how);
	return NULL;
}

/**
 * struct kat_reader - goes through the records of several files
 * @files: the files, below vec_dir(), as glob() patterns
 * @result: name of the field that makes a record a vector
 * @paths: what the pattern that is being read stands for
 * @path: how many of @paths have been opened
 * @pattern: how many of @files have been looked up
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

/* The next vector, or NULL after the last or if a file cannot be read. */
static struct vec_file *kat_next(struct kat_reader *r)
{
	char pattern[PATH_MAX];

	for (;;) {
		if (r->open && vec_next(&r->v, r->result))
			return &r->v;
		if (r->open)
			vec_close(&r->v);
		r->open = false;
		if (r->path < r->paths.gl_pathc) {
			r->open = vec_open(&r->v,
					   r->paths.gl_pathv[r->path++]);
			if (!r->open)
				return NULL;
			continue;
		}
		if (r->pattern == KAT_FILES || !r->files[r->pattern])
			return NULL;
		snprintf(pattern, sizeof(pattern), "%s/%s", vec_dir(),
			 r->files[r->pattern++]);
		if (glob(pattern, 0, NULL, &r->paths))
			return NULL;
		r->path = 0;
	}
}

static const char *kat_path(struct kat_reader *r)
{
	return r->path ? r->paths.gl_pathv[r->path - 1] : r->files[0];
}

/**
 * struct kat_session - the session of the vector before, kept for its key
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

/* Sees to it that s->ses has this key. Returns 0 or a negative errno. */
static inline int kat_session(struct kat_session *s, uint32_t cipher,
			      uint32_t mac, const uint8_t *key,
			      uint32_t keylen)
{
	int err;

	if (s->ses && s->keylen == keylen && !memcmp(s->key, key, keylen))
		return 0;
	if (s->ses) {
		err = dc_free(s->fd, s->ses);
		if (err)
			return err;
		s->ses = 0;
	}
	memcpy(s->key, key, keylen);
	s->keylen = keylen;
	return dc_session(s->fd, cipher, cipher ? key : NULL,
			  cipher ? keylen : 0, mac, mac ? key : NULL,
			  mac ? keylen : 0, &s->ses);
}

/* Opens the device, in a fixture's setup. */
#define KAT_SETUP(session) do {						\
	if (access(vec_dir(), R_OK))					\
		SKIP(return, "no test vectors in %s", vec_dir());	\
	(session)->fd = dc_open();					\
	ASSERT_LE(0, (session)->fd)					\
		TH_LOG("/dev/crypto: %s", strerror(errno));		\
} while (0)

/* Reports a vector that went wrong; too many of them end the test. */
#define KAT_REPORT(reader, wrong, failures) do {			\
	EXPECT_TRUE(!(wrong))						\
		TH_LOG("%s record %u: %s", kat_path(reader),		\
		       (reader)->v.record, wrong);			\
	if (wrong)							\
		ASSERT_GT(KAT_FAILURES, ++failures);			\
} while (0)

#endif /* KAT_H */
