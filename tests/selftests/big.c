// SPDX-License-Identifier: GPL-2.0
/*
 * Requests of gigabytes in one call, with little memory: the range maps a small
 * file again and again. The result is right, other tasks run meanwhile, and a
 * process that is killed during the call exits at once.
 *
 * CRYPTODEV_BIG_MIB sets the length in MiB. The default is what this machine
 * processes in about ten seconds, at most 3 GiB.
 */
#include "../kselftest_harness.h"
#include <signal.h>
#include "lib/cases.h"
#include "lib/process.h"
#include "lib/request.h"

#define WINDOW		(8U << 20)	/* bytes of the file */
#define WINDOW_MIB	(WINDOW >> 20)
#define MOST_MIB	(sizeof(void *) == 8 ? 3072U : 1024U)
#define TIME		12.0		/* limit of one call, in seconds */

/*
 * The file is filled by fill(.., 1). These are the SHA-256 digest of as many
 * bytes, and the last block of their AES-128-CBC encryption. It runs in place,
 * so from the second mapping of the file on it encrypts its own ciphertext.
 */
static const struct known {
	uint32_t mib;
	const char *digest, *block;
} known[] = {
	{ 64,
	  "11d6c84c96bfc1920081a295456201167debf3de157ea8e5f9ae5b99c872bf0a",
	  "c05d03023ed405b59417e719c9cc2849" },
	{ 128,
	  "b4fe682637ca17f53cfd82cb9849bbdd7911b822b6199d35e65f30831115e21f",
	  "0e4155c6eac84fc9c2f317041ab65b47" },
	{ 256,
	  "2832a95d8bb1e9ad54e08bdb480b3cc87e83a341d121117e1d4c943121af4cad",
	  "7c798c0a178bf236136b81319ffcaf1a" },
	{ 512,
	  "8c351b1de38c185f4be26bd236fc2b41ac1e2e80bf88652a9331d9c633d6f45f",
	  "76519d1f3cf59e741d1fb008e734a6e1" },
	{ 1024,
	  "8317c35f70a6d5a048120a1b95da5f120b04ca046b9764854e87f0e22572611c",
	  "0a01134774a11aab3367416d69ab0759" },
	{ 2048,
	  "646fd3f41d69026c08bed06f14057bcaac303bc351a9e303a9c76fd366563f00",
	  "b18600d45e80573a9aec69c8dea93e72" },
	{ 3072,
	  "ce85a1e54454e3609f1b3fd5923c157b44561a3798bff07f4d8771f74a05b9ea",
	  "89fdd77e599c643be8a8d3494172504e" },
};

FIXTURE(big) {
	int fd, file;
	uint32_t cbc, null, sha;
	uint8_t *window;	/* the file's own mapping */
	uint8_t iv[16];
};

FIXTURE_SETUP(big)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, "0123456789abcde",
				16, 0, NULL, 0, &self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_NULL, NULL, 0, 0, NULL, 0,
				&self->null));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	self->file = memfd_create("window", MFD_CLOEXEC);
	ASSERT_EQ(0, ftruncate(self->file, WINDOW));
	self->window = mmap(NULL, WINDOW, PROT_READ | PROT_WRITE, MAP_SHARED,
			    self->file, 0);
	ASSERT_TRUE(self->window != MAP_FAILED);
	fill(self->window, WINDOW, 1);
}

FIXTURE_TEARDOWN(big)
{
	close(self->file);
	close(self->fd);
}

/*
 * Maps the file again and again, for len bytes; NULL if there is no such room.
 */
static uint8_t *repeat(int file, uint64_t len)
{
	uint8_t *p, *at;

	if (len > SIZE_MAX)
		return NULL;
	p = mmap(NULL, len, PROT_NONE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	for (at = p; at < p + len; at += WINDOW)
		if (mmap(at, WINDOW, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_FIXED, file, 0) != at)
			return NULL;
	return p;
}

/* Returns the length in MiB, given the seconds that 16 MiB took. */
static uint32_t choose_mib(double of_16)
{
	const char *say = getenv("CRYPTODEV_BIG_MIB");
	double time = TIME / slowdown();
	uint32_t mib = MOST_MIB;

	if (say)
		return strtoul(say, NULL, 0) / WINDOW_MIB * WINDOW_MIB;
	while (mib > 64 && mib / 16 * of_16 > time)
		mib = mib == 3072 ? 2048 : mib / 2;
	return mib;
}

static bool is_hex(const uint8_t *bytes, size_t len, const char *hex)
{
	char text[3];
	size_t i;

	for (i = 0; i < len; i++) {
		snprintf(text, sizeof(text), "%02x", bytes[i]);
		if (memcmp(text, hex + 2 * i, 2))
			return false;
	}
	return true;
}

static const struct known *find_known(uint32_t mib)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (known[i].mib == mib)
			return &known[i];
	return NULL;
}

TEST_F_TIMEOUT(big, hash_of_gigabytes, 300)
{
	uint8_t *range = repeat(self->file, 16 << 20), digest[32], pieces[32];
	const struct known *want;
	double start = seconds();
	uint32_t mib, i;

	ASSERT_TRUE(!!range);
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, range, 16 << 20, digest));
	mib = choose_mib(seconds() - start);
	ksft_print_msg("%u MiB\n", mib);
	want = find_known(mib);
	range = repeat(self->file, (uint64_t)mib << 20);
	ASSERT_TRUE(!!range);
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, range, mib << 20, digest));
	if (want) {
		EXPECT_TRUE(is_hex(digest, 32, want->digest));
		return;
	}
	for (i = 0; i < mib; i += WINDOW_MIB)
		ASSERT_EQ(0, dc_hash(self->fd, self->sha, COP_FLAG_UPDATE,
				     self->window, WINDOW, NULL));
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, COP_FLAG_FINAL, NULL, 0,
			     pieces));
	EXPECT_TRUE(same(digest, pieces, 32));
}

TEST_F_TIMEOUT(big, cipher_of_gigabytes, 300)
{
	uint8_t *range = repeat(self->file, 16 << 20), *end, *again;
	const struct known *want;
	double start = seconds();
	uint32_t mib, i;

	ASSERT_TRUE(!!range);
	ASSERT_EQ(0, dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0, range,
			      16 << 20, range, NULL, self->iv));
	mib = choose_mib(seconds() - start);
	ksft_print_msg("%u MiB\n", mib);
	want = find_known(mib);
	range = repeat(self->file, (uint64_t)mib << 20);
	ASSERT_TRUE(!!range);
	fill(self->window, WINDOW, 1);
	memset(self->iv, 0, 16);
	ASSERT_EQ(0, dc_crypt(self->fd, self->cbc, COP_ENCRYPT,
			      COP_FLAG_WRITE_IV, range, mib << 20, range, NULL,
			      self->iv));
	end = self->window + WINDOW - 16;
	EXPECT_TRUE(same(self->iv, end, 16));
	if (want) {
		EXPECT_TRUE(is_hex(end, 16, want->block));
		return;
	}
	again = pages(WINDOW);
	fill(again, WINDOW, 1);
	memset(self->iv, 0, 16);
	for (i = 0; i < mib; i += WINDOW_MIB)
		ASSERT_EQ(0, dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0,
				      again, WINDOW, again, NULL,
				      i ? NULL : self->iv));
	EXPECT_TRUE(same(self->window, again, WINDOW));
}

/* A copy of 3 GiB, less on a slow kernel, and both ends of it. */
TEST_F_TIMEOUT(big, copy_of_gigabytes, 300)
{
	uint32_t len = MOST_MIB / slowdown() / WINDOW_MIB * WINDOW;
	uint32_t page = page_size(), last = WINDOW - page;
	uint8_t *src = repeat(self->file, len), *dst, *edge;
	int file = memfd_create("copy", MFD_CLOEXEC);

	ASSERT_TRUE(!!src);
	ASSERT_EQ(0, ftruncate(file, WINDOW));
	dst = repeat(file, len);
	ASSERT_TRUE(!!dst);
	/* first and last page are not the file's */
	edge = mmap(dst, page, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	ASSERT_TRUE(edge == dst);
	edge = mmap(dst + len - page, page, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	ASSERT_TRUE(edge == dst + len - page);
	/* all but the last byte */
	ASSERT_EQ(0, dc_crypt(self->fd, self->null, COP_ENCRYPT, 0, src,
			      len - 1, dst, NULL, NULL));
	EXPECT_TRUE(same(dst, self->window, page));
	EXPECT_TRUE(same(dst + WINDOW, self->window, WINDOW));
	EXPECT_TRUE(same(edge, self->window + last, page - 1));
	EXPECT_EQ(0, edge[page - 1]);
	/* the call finds a missing end before it writes the start */
	memset(dst, 0xa5, page);
	memset(dst + WINDOW, 0xa5, WINDOW);
	ASSERT_EQ(0, mprotect(edge, page, PROT_READ));
	EXPECT_EQ(-EFAULT, dc_crypt(self->fd, self->null, COP_ENCRYPT, 0, src,
				    len, dst, NULL, NULL));
	EXPECT_TRUE(all_are(dst, page, 0xa5));
	EXPECT_TRUE(all_are(dst + WINDOW, WINDOW, 0xa5));
	close(file);
}

/* Starts a call in a child, kills it after a while, and expects it to exit. */
static void check_kill(struct __test_metadata *_metadata,
		       FIXTURE_DATA(big) *self, uint32_t ses, uint32_t len,
		       unsigned int after)
{
	uint8_t *range = repeat(self->file, page_round(len)), digest[32], sum[32];
	int status, err;
	double start;
	pid_t pid;

	ASSERT_TRUE(!!range);
	fill(self->window, WINDOW, 1);
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, 0, "abc", 3, sum));
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, COP_FLAG_UPDATE, "abc", 3,
			     NULL));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		err = dc_crypt(self->fd, ses, COP_ENCRYPT, COP_FLAG_UPDATE,
			       range, len, range, digest, self->iv);
		_exit(err ? -err : 0);
	}
	usleep(after);
	ASSERT_EQ(0, kill(pid, SIGKILL));
	start = seconds();
	ASSERT_TRUE(ends_within(pid, EXIT_LIMIT, &status));
	ASSERT_TRUE(WIFSIGNALED(status)) {
		TH_LOG("the call had ended, exit status %d", WEXITSTATUS(status));
	}
	ksft_print_msg("killed within %.3f s\n", seconds() - start);
	/* the interrupted hash is dropped, and the session still works */
	ASSERT_EQ(0, dc_hash(self->fd, self->sha, COP_FLAG_FINAL, NULL, 0,
			     digest));
	EXPECT_TRUE(same(digest, sum, 32));
	fill(self->window, WINDOW, 1);
	memset(self->iv, 0, 16);
	ASSERT_EQ(0, crypt_pieces(self->fd, self->cbc, COP_ENCRYPT,
				  self->window, 4096, range, self->iv, 512));
	memcpy(self->window + 4096, range, 4096);
	fill(self->window, 4096, 1);
	ASSERT_EQ(0, dc_crypt(self->fd, self->cbc, COP_ENCRYPT, 0, self->window,
			      4096, self->window, NULL, self->iv));
	EXPECT_TRUE(same(self->window, self->window + 4096, 4096));
	munmap(range, page_round(len));
}

TEST_F_TIMEOUT(big, kill_ends_call, 120)
{
	uint32_t len = MOST_MIB << 20;
	int i;

	for (i = 1; i <= 3; i++) {
		check_kill(_metadata, self, self->cbc, len, i * 100000);
		check_kill(_metadata, self, self->sha, len, i * 100000);
	}
}

TEST_F_TIMEOUT(big, kill_ends_call_of_almost_4_gib, 120)
{
	if (sizeof(void *) == 4)
		SKIP(return, "no such memory in 32 bits");
	check_kill(_metadata, self, self->cbc, 0xfffffff0, 200000);
	check_kill(_metadata, self, self->sha, 0xffffffff, 200000);
}

TEST_HARNESS_MAIN
