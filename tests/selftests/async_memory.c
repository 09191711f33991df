// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that is unmapped, protected or a file's while requests are in flight,
 * and limits on pinned memory: only the requested output is written, and in the
 * end nothing is held.
 */
#include "lib/in_flight_fixture.h"
#include "lib/ramdisk.h"
#include <stdlib.h>
#include <sys/resource.h>

#define NOBODY		65534

/* Memory that gets the pages of a request, if they are freed: several times more. */
#define BAIT		((size_t)brief(16 << 20, 4 << 20))

/*
 * Returns true if the result is right for a request whose output memory has
 * changed: pinned output is written, copied output cannot be.
 */
static bool is_expected(struct in_flight_test *t, uint32_t flags,
			const struct cryptodev_result *r, bool dst_gone)
{
	bool is_short = t->reqs[r->user_data].len == SHORT;

	if (flags && !t->stalls)
		return !r->result || r->result == -EFAULT;
	return r->result == (t->later && dst_gone && is_short ? -EFAULT : 0);
}

/* Unmaps memory and reserves its addresses. */
static bool unmap_and_reserve(uint8_t *p, size_t len)
{
	return mmap(p, len, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
		    -1, 0) == p;
}

TEST_F(in_flight, unmapped_memory_is_not_written)
{
	uint8_t *bait;
	int i, what;

	for (what = 1; what < 4; what++) {
		self->t.in = pages(STRIDE);
		self->t.out = pages(NR * STRIDE);
		fill(self->t.in, STRIDE, 3);
		memset(self->t.out, 0xa5, NR * STRIDE);
		for (i = 0; i < NR; i++) {
			self->t.reqs[i].src = (uintptr_t)self->t.in;
			self->t.reqs[i].dst =
				(uintptr_t)(self->t.out + i * STRIDE);
		}
		ASSERT_TRUE(in_flight_submit(&self->t));
		if (what & 1) {
			ASSERT_TRUE(unmap_and_reserve(self->t.in, STRIDE));
		}
		if (what & 2) {
			ASSERT_TRUE(
				unmap_and_reserve(self->t.out, NR * STRIDE));
		}
		/* the next owner of the memory finds it unchanged */
		bait = pages(BAIT);
		ASSERT_TRUE(!!bait);
		memset(bait, 0x77, BAIT);
		ASSERT_TRUE(in_flight_resume(&self->t));
		ASSERT_TRUE(in_flight_reap(&self->t));
		for (i = 0; i < NR; i++) {
			EXPECT_TRUE(is_expected(&self->t, variant->flags,
						&self->t.results[i], what & 2))
			{
				TH_LOG("unmapped %d: %d of %d", what,
				       self->t.results[i].result, i);
			}
			EXPECT_TRUE((what & 2) || self->t.results[i].result ||
				    in_flight_is_right(
					    &self->t,
					    self->t.results[i].user_data));
		}
		EXPECT_TRUE(all_are(bait, BAIT, 0x77));
		munmap(bait, BAIT);
	}
}

TEST_F(in_flight, read_only_output)
{
	int i;

	ASSERT_TRUE(in_flight_submit(&self->t));
	ASSERT_EQ(0, mprotect(self->t.out, NR * STRIDE, PROT_READ));
	ASSERT_TRUE(in_flight_resume(&self->t));
	ASSERT_TRUE(in_flight_reap(&self->t));
	for (i = 0; i < NR; i++) {
		EXPECT_TRUE(is_expected(&self->t, variant->flags,
					&self->t.results[i], true));
		EXPECT_TRUE(self->t.results[i].result ||
			    in_flight_is_right(&self->t,
					       self->t.results[i].user_data));
	}
}

/* Runs in an unprivileged child that may lock memory for two requests. */
static int run_with_memlock_limit(struct in_flight_test *t)
{
	struct rlimit limit = { 2 * 2 * 16 * 4096, 2 * 2 * 16 * 4096 };
	struct cryptodev_req reqs[3] = {
		t->reqs[0], t->reqs[2], t->reqs[4]
	};

	if (setrlimit(RLIMIT_MEMLOCK, &limit) || setgid(NOBODY) ||
	    setuid(NOBODY))
		return 1;
	if (dc_submit(t->fd, 0, reqs, 3) != 2 ||
	    dc_submit(t->fd, 0, reqs, 1) != -ENOMEM)
		return 2;
	/* a copied request locks nothing */
	if (dc_submit(t->fd, 0, &t->reqs[1], 1) != 1)
		return 3;
	if (dc_reap(t->fd, t->results, 3, 3, 0) != 3)
		return 4;
	/* fetched requests no longer count */
	if (dc_submit(t->fd, 0, reqs, 3) != 2 ||
	    dc_reap(t->fd, t->results, 2, 3, 0) != 2)
		return 5;
	/*
	 * requests that wait for completion start as others complete, within
	 * the limit
	 */
	if (dc_submit(t->fd, CRYPTODEV_SUBMIT_WAIT, reqs, 2) != 2)
		return 6;
	return reqs[0].result || reqs[1].result ? 7 : 0;
}

TEST_F(in_flight, memlock_limits_pins)
{
	int status;
	pid_t pid;

	if (!self->t.later)
		SKIP(return, "a synchronous driver pins nothing");
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(run_with_memlock_limit(&self->t));
	ASSERT_TRUE(ends_within(pid, 60, &status));
	EXPECT_EQ(0, WEXITSTATUS(status));
	EXPECT_TRUE(WIFEXITED(status));
	EXPECT_TRUE(in_flight_file_works(&self->t));
}

TEST_F(in_flight, max_pinned_bytes_limits_pins)
{
	struct cryptodev_req reqs[3] = {
		self->t.reqs[0], self->t.reqs[2], self->t.reqs[4]
	};

	if (!self->t.later)
		SKIP(return, "a synchronous driver pins nothing");
	ASSERT_TRUE(sysctl_set("max_pinned_bytes", 2 * 2 * 16 * 4096));
	EXPECT_EQ(2, dc_submit(self->t.fd, 0, reqs, 3));
	EXPECT_EQ(-EBUSY, dc_submit(self->t.fd, 0, reqs, 1));
	EXPECT_EQ(1, dc_submit(self->t.fd, 0, &self->t.reqs[1], 1));
	EXPECT_EQ(3, dc_reap(self->t.fd, self->t.results, 3, 3, 0));
	EXPECT_EQ(2, dc_submit(self->t.fd, 0, reqs, 3));
	EXPECT_EQ(2, dc_reap(self->t.fd, self->t.results, 2, 3, 0));
	EXPECT_EQ(NR, dc_submit(self->t.fd, CRYPTODEV_SUBMIT_WAIT, self->t.reqs,
				NR));
	EXPECT_TRUE(in_flight_is_right(&self->t, NR - 2));
}

/*
 * The IV is checked before the transform runs: a driver that completes at once
 * would have written its output before the module finds that the IV cannot be
 * written.
 */
TEST_F(in_flight, iv_is_checked_before_transform)
{
	uint8_t *iv = pages(page_size()), *in_place = self->t.out;
	int i;

	if (!self->t.stalls)
		SKIP(return, "needs tests/accel");
	memcpy(iv, self->t.iv, sizeof(self->t.iv));
	ASSERT_EQ(0, mprotect(iv, page_size(), PROT_READ));
	memcpy(in_place, self->t.in, LONG);
	self->t.reqs[0].src = self->t.reqs[0].dst;
	for (i = 0; i < NR; i++) {
		self->t.reqs[i].flags |= CRYPTODEV_REQ_WRITE_IV;
		self->t.reqs[i].iv = (uintptr_t)iv;
	}
	ASSERT_TRUE(accel_set("sync_percent", 100));
	ASSERT_EQ(NR, dc_submit(self->t.fd, 0, self->t.reqs, NR));
	ASSERT_TRUE(in_flight_reap(&self->t));
	for (i = 0; i < NR; i++)
		EXPECT_EQ(-EFAULT, self->t.results[i].result);
	EXPECT_TRUE(same(iv, self->t.iv, sizeof(self->t.iv)));
	EXPECT_TRUE(same(in_place, self->t.in, LONG));
	for (i = 1; i < NR; i++)
		EXPECT_TRUE(all_are(self->t.out + i * STRIDE, STRIDE, 0xa5));
}

/* Shared mappings of files: in memory, and where the test runs. */
TEST_F(in_flight, output_in_shared_files)
{
	char name[] = "async_lifetime.XXXXXX";
	int i, j, file[2];
	uint8_t *out;

	file[0] = memfd_create("file", MFD_CLOEXEC);
	file[1] = mkstemp(name);
	for (j = 0; j < 2; j++) {
		ASSERT_LE(0, file[j]);
		ASSERT_EQ(0, ftruncate(file[j], NR * STRIDE));
		out = mmap(NULL, NR * STRIDE, PROT_READ | PROT_WRITE,
			   MAP_SHARED, file[j], 0);
		ASSERT_TRUE(out != MAP_FAILED);
		memset(out, 0xa5, NR * STRIDE);
		for (i = 0; i < NR; i++)
			self->t.reqs[i].dst = (uintptr_t)(out + i * STRIDE);
		ASSERT_TRUE(in_flight_submit(&self->t));
		EXPECT_EQ(0, fsync(file[j]));
		ASSERT_TRUE(in_flight_resume(&self->t));
		ASSERT_TRUE(in_flight_reap(&self->t));
		munmap(out, NR * STRIDE);
		ASSERT_EQ(NR * STRIDE, pread(file[j], self->t.out, NR * STRIDE,
					     0));
		for (i = 0; i < NR; i++) {
			EXPECT_EQ(0, self->t.results[i].result);
			EXPECT_TRUE(in_flight_is_right(&self->t, i)) {
				TH_LOG("file %d, %d", j, i);
			}
		}
		close(file[j]);
	}
	EXPECT_EQ(0, unlink(name));
}

/*
 * A filesystem must know of each change to a page of its files, so the kernel
 * does not pin such pages while a driver works. The module copies the output
 * when the result is fetched. It reaches the disk, in place too.
 */
TEST_F(in_flight, output_in_disk_file)
{
	const char *lacks = ramdisk_mount();
	uint8_t *out;
	int i, file;

	if (lacks)
		SKIP(return, "this machine lacks %s", lacks);
	file = open(RAMDISK_DIR "/file", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	ASSERT_LE(0, file);
	ASSERT_EQ(0, ftruncate(file, NR * STRIDE));
	out = mmap(NULL, NR * STRIDE, PROT_READ | PROT_WRITE, MAP_SHARED, file,
		   0);
	ASSERT_TRUE(out != MAP_FAILED);
	memset(out, 0xa5, NR * STRIDE);
	for (i = 0; i < NR; i++) {
		self->t.reqs[i].dst = (uintptr_t)(out + i * STRIDE);
		if (i < NR / 2)
			continue;
		memcpy(out + i * STRIDE, self->t.in, self->t.reqs[i].len);
		self->t.reqs[i].src = self->t.reqs[i].dst;
	}
	/* The old contents are clean; the requests make the pages dirty. */
	ASSERT_EQ(0, fsync(file));
	ASSERT_TRUE(in_flight_submit(&self->t));
	EXPECT_EQ(0, fsync(file));
	ASSERT_TRUE(in_flight_resume(&self->t));
	ASSERT_TRUE(in_flight_reap(&self->t));
	munmap(out, NR * STRIDE);
	close(file);
	ASSERT_TRUE(ramdisk_remount());
	file = open(RAMDISK_DIR "/file", O_RDONLY | O_CLOEXEC);
	ASSERT_EQ(NR * STRIDE, read(file, self->t.out, NR * STRIDE));
	for (i = 0; i < NR; i++) {
		EXPECT_EQ(0, self->t.results[i].result);
		EXPECT_TRUE(in_flight_is_right(&self->t, i)) {
			TH_LOG("request %d", i);
		}
	}
	close(file);
}

TEST_HARNESS_MAIN
