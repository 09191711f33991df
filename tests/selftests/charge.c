// SPDX-License-Identifier: GPL-2.0
/*
 * The memory of sessions is charged to the memory cgroup of the process that
 * creates them. The kernel does not charge transforms, so the module charges
 * the same amount.
 */
#include "../kselftest_harness.h"
#include <signal.h>
#include <sys/prctl.h>

#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/cgroup.h"
#include "lib/process.h"

#define SESSIONS	((int)brief(1000, 400))

FIXTURE(charge) {
	struct cgroup cgroup;
};

/**
 * @cipher: the sessions' cipher
 * @keylen: bytes of its key
 * @tags: number of tag lengths that each session of an AEAD uses
 */
FIXTURE_VARIANT(charge) {
	uint32_t cipher;
	uint32_t keylen;
	uint32_t tags;
};

FIXTURE_VARIANT_ADD(charge, blowfish) { CRYPTO_BLF_CBC, 16, 0 };
FIXTURE_VARIANT_ADD(charge, aes_cbc) { CRYPTO_AES_CBC, 16, 0 };
FIXTURE_VARIANT_ADD(charge, aes_gcm) { CRYPTO_AES_GCM, 16, 0 };
FIXTURE_VARIANT_ADD(charge, aes_gcm_tags) { CRYPTO_AES_GCM, 16, 4 };
FIXTURE_VARIANT_ADD(charge, aes_xts) { CRYPTO_AES_XTS, 64, 0 };
FIXTURE_VARIANT_ADD(charge, adiantum) { CRYPTODEV_ADIANTUM, 32, 0 };
FIXTURE_VARIANT_ADD(charge, aes_hctr2) { CRYPTODEV_AES_HCTR2, 16, 0 };
FIXTURE_VARIANT_ADD(charge, twofish_xts) { CRYPTODEV_TWOFISH_XTS, 64, 0 };
FIXTURE_VARIANT_ADD(charge, ffdhe8192) { CRYPTODEV_FFDHE8192, 64, 0 };

FIXTURE_SETUP(charge)
{
	if (!cgroup_make(&self->cgroup, "memory"))
		SKIP(return, "no memory controller");
}

FIXTURE_TEARDOWN(charge)
{
	cgroup_remove(&self->cgroup);
}

/* Returns the bytes of unreclaimable slab memory, of all processes. */
static long long slab_bytes(void)
{
	FILE *f = fopen("/proc/meminfo", "r");
	long long kib = -1;
	char line[128];

	while (f && fgets(line, sizeof(line), f))
		sscanf(line, "SUnreclaim: %lld kB", &kib);
	if (f)
		fclose(f);
	return kib * 1024;
}

static int make_session(const FIXTURE_VARIANT(charge) *variant, int fd)
{
	uint8_t key[64];
	uint32_t ses, i;
	int err;

	fill(key, sizeof(key), 7);
	err = dc_create(fd, 0, variant->cipher, 0, key,
			variant->keylen, &ses);
	for (i = 0; i < variant->tags && !err; i++)
		err = dc_tag(fd, ses, 12 + i);
	return err;
}

/* In the group: creates the sessions when told to, and then waits. */
static void make_sessions(FIXTURE_DATA(charge) *self,
			  const FIXTURE_VARIANT(charge) *variant, int told,
			  int tells)
{
	int i, fd = dc_open(), err = 0;
	uint8_t byte;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* the first one loads modules */
	if (fd < 0 || !cgroup_enter(&self->cgroup))
		_exit(1);
	err = make_session(variant, fd);
	byte = err == -ENOENT ? 'n' : err ? 'e' : 'y';
	if (write(tells, &byte, 1) != 1 || read(told, &byte, 1) != 1)
		_exit(2);
	for (i = 0; i < SESSIONS && !err; i++)
		err = make_session(variant, fd);
	byte = err ? 'e' : 'y';
	if (write(tells, &byte, 1) != 1)
		_exit(3);
	pause();
}

/* KASAN surrounds objects with memory, and frees them late, charged to nobody. */
static bool kernel_has_kasan(void)
{
	char line[256];
	bool found = false;
	FILE *f = fopen("/proc/kallsyms", "r");

	while (f && !found && fgets(line, sizeof(line), f))
		found = strstr(line, " kasan_report\n");
	if (f)
		fclose(f);
	return found;
}

TEST_F(charge, transforms_are_charged)
{
	int percent = kernel_has_kasan() ? 25 : 50;

	long long slab, charged;
	int to[2], from[2];
	uint8_t byte = 0;
	pid_t pid;

	ASSERT_EQ(0, pipe(to));
	ASSERT_EQ(0, pipe(from));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		make_sessions(self, variant, to[0], from[1]);
	ASSERT_EQ(1, read(from[0], &byte, 1));
	if (byte == 'n')
		SKIP(goto out, "this kernel lacks the algorithm");
	ASSERT_EQ('y', byte);
	slab = slab_bytes();
	charged = cgroup_read(&self->cgroup, "memory.current");
	ASSERT_EQ(1, write(to[1], &byte, 1));
	ASSERT_EQ(1, read(from[0], &byte, 1));
	ASSERT_EQ('y', byte);
	slab = slab_bytes() - slab;
	charged = cgroup_read(&self->cgroup, "memory.current") - charged;
	/* For each uncharged byte one is charged; 5 % is noise. */
	EXPECT_LT(slab * percent / 100 * 95 / 100, charged) {
		TH_LOG("%d sessions take %lld KiB, %lld KiB are charged",
		       SESSIONS, slab / 1024, charged / 1024);
	}
out:
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

#define ATTEMPTS	((int)brief(4096, 1024))

/* In the group: returns 0 if memory does not grow with the number of attempts. */
static int use_invalid_tags(const struct cgroup *group)
{
	int i, fd = dc_open(), err;
	uint8_t key[16] = { 7 };
	long long charged;
	uint32_t ses;

	if (fd < 0 || !cgroup_enter(group) ||
	    dc_session(fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0, &ses))
		return 1;
	charged = cgroup_read(group, "memory.current");
	for (i = 0; i < ATTEMPTS; i++) {
		err = dc_tag(fd, ses, 5 + i % 3);
		if (err != -EINVAL)
			return 2;
	}
	charged = cgroup_read(group, "memory.current") - charged;
	return charged < ATTEMPTS * 1024LL ? 0 : 3;
}

/* GCM has no such tags: a session keeps nothing of an attempt to use one. */
TEST(invalid_tag_lengths_take_no_memory)
{
	struct cgroup group;
	int status;
	pid_t pid;

	if (!cgroup_make(&group, "memory"))
		SKIP(return, "no memory controller");
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(use_invalid_tags(&group));
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_TRUE(WIFEXITED(status));
	EXPECT_EQ(0, WEXITSTATUS(status));
	cgroup_remove(&group);
}

TEST_HARNESS_MAIN
