// SPDX-License-Identifier: GPL-2.0
/*
 * The first message of an AEAD with a shorter tag, for which the session makes a
 * transform: each allocation and each copy fails in turn, and the same message
 * succeeds afterwards.
 */
#include "../kselftest_harness.h"

#include "lib/devcrypto.h"
#include "lib/faults.h"

#define TAG_LEN		12

/**
 * struct trial - a session
 * @fd: the device
 * @ses: the session, whose full tag has 16 bytes
 */
struct trial {
	int fd;
	uint32_t ses;
};

static const char *fresh(void *data)
{
	static const uint8_t key[16] = "a key of 16 byte";
	struct trial *t = data;

	if (t->fd >= 0)
		close(t->fd);
	t->fd = dc_open();
	return dc_session(t->fd, CRYPTO_AES_GCM, key, sizeof(key), 0, NULL, 0,
			  &t->ses) ? "no session" : NULL;
}

static int run(void *data)
{
	struct trial *t = data;

	return dc_tag(t->fd, t->ses, TAG_LEN);
}

/* Another tag and the full one still work. */
static const char *fault(void *data, int err)
{
	struct trial *t = data;

	if (err && err != -ENOMEM && err != -EFAULT)
		return "no such error";
	return dc_tag(t->fd, t->ses, 16) || dc_tag(t->fd, t->ses, TAG_LEN + 1) ?
		"no other tag" : NULL;
}

TEST(transform_of_a_shorter_tag)
{
	struct trial t = { .fd = -1 };
	struct fault_case c = {
		.fresh = fresh, .rewind = fault_no_rewind, .run = run,
		.fault = fault, .data = &t,
	};
	int nr = 0;

	if (!faults_available())
		SKIP(return, "this kernel has no fault injection");
	ASSERT_TRUE(faults_enable_all());
	EXPECT_FAULTS_HANDLED(&c, "tag");
	EXPECT_LT(3, nr);
	TH_LOG("%d faults", nr);
	close(t.fd);
}

TEST_HARNESS_MAIN
