// SPDX-License-Identifier: GPL-2.0
/*
 * Access to a session: any process with a descriptor of the open file that
 * created it, while the file is open, and no other process. And limits on the
 * sessions of an open file and of a user.
 */
#include "../kselftest_harness.h"
#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>

#include "lib/buffers.h"
#include "lib/devcrypto.h"
#include "lib/process.h"
#include "lib/sysctl.h"

static const uint8_t sha256_abc[32] =
	"\xba\x78\x16\xbf\x8f\x01\xcf\xea\x41\x41\x40\xde\x5d\xae\x22\x23"
	"\xb0\x03\x61\xa3\x96\x17\x7a\x9c\xb4\x10\xff\x61\xf2\x00\x15\xad";

static int new_session(int fd, uint32_t *ses)
{
	return dc_session(fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0, ses);
}

/* Returns true if the session computes SHA-256. */
static bool works(int fd, uint32_t ses)
{
	uint8_t digest[32] = { 0 };

	return !dc_hash(fd, ses, 0, "abc", 3, digest) &&
	       same(digest, sha256_abc, sizeof(digest));
}

FIXTURE(sharing) {
	int fd;
	uint32_t ses;
	long limit, user_limit;
};

FIXTURE_SETUP(sharing)
{
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, new_session(self->fd, &self->ses));
	ASSERT_TRUE(works(self->fd, self->ses));
	self->limit = sysctl_get("max_sessions");
	self->user_limit = sysctl_get("max_user_sessions");
}

FIXTURE_TEARDOWN(sharing)
{
	if (self->limit > 0)
		sysctl_set("max_sessions", self->limit);
	if (self->user_limit > 0)
		sysctl_set("max_user_sessions", self->user_limit);
	close(self->fd);
}

TEST_F(sharing, ids_are_not_reused)
{
	uint32_t ids[200];
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(ids); i++) {
		ASSERT_EQ(0, new_session(self->fd, &ids[i]));
		ASSERT_NE(0U, ids[i]);
		ASSERT_NE(self->ses, ids[i]);
		for (j = 0; j < i; j++)
			ASSERT_NE(ids[j], ids[i]);
		if (i % 2) {
			ASSERT_EQ(0, dc_free(self->fd, ids[i]));
		}
	}
	for (i = 0; i < ARRAY_SIZE(ids); i++)
		ASSERT_EQ(!(i % 2), works(self->fd, ids[i]));
}

/*
 * Expects EINVAL for ses from each call, with its argument unchanged; but
 * freeing it again returns 0 if the file has had it.
 */
static void check_unknown(struct __test_metadata *_metadata, int fd,
			  uint32_t ses, uint32_t other, bool had)
{
	struct cphash_op to = { .dst_ses = ses, .src_ses = other };
	struct cphash_op from = { .dst_ses = other, .src_ses = ses };
	struct session_info_op info, info_was;
	struct crypt_auth_op auth, auth_was;
	uint8_t buf[64], was[64];

	fill(buf, sizeof(buf), 9);
	memcpy(was, buf, sizeof(buf));
	memset(&info, 0xa5, sizeof(info));
	info.ses = ses;
	info_was = info;
	memset(&auth, 0, sizeof(auth));
	auth.ses = ses;
	auth.len = 16;
	auth.src = buf;
	auth.dst = buf;
	auth.iv = buf + 48;
	auth_was = auth;

	EXPECT_EQ(-EINVAL, dc_crypt(fd, ses, COP_ENCRYPT, 0, buf, 16, buf, buf,
				    buf));
	EXPECT_EQ(-EINVAL, dc_hash(fd, ses, COP_FLAG_FINAL, NULL, 0, buf));
	EXPECT_EQ(-EINVAL, dc_aead(fd, &auth));
	EXPECT_EQ(had ? 0 : -EINVAL, dc_free(fd, ses));
	EXPECT_EQ(-EINVAL, dc_bsd_free(fd, ses));
	EXPECT_EQ(-EINVAL, dc_ioctl(fd, CIOCGSESSINFO, &info));
	EXPECT_EQ(-EINVAL, dc_ioctl(fd, CIOCCPHASH, &to));
	EXPECT_EQ(-EINVAL, dc_ioctl(fd, CIOCCPHASH, &from));
	EXPECT_TRUE(same(buf, was, sizeof(buf)));
	EXPECT_TRUE(same(&auth, &auth_was, sizeof(auth)));
	EXPECT_TRUE(same(&info, &info_was, sizeof(info)));
}

TEST_F(sharing, unknown_ids_are_rejected)
{
	uint32_t mine = self->ses, gone;
	int fd = self->fd;

	ASSERT_EQ(0, new_session(fd, &gone));
	ASSERT_EQ(0, dc_free(fd, gone));
	check_unknown(_metadata, fd, gone, mine, true);
	check_unknown(_metadata, fd, 0, mine, false);
	check_unknown(_metadata, fd, gone + 1, mine, false);
	check_unknown(_metadata, fd, mine + 12345, mine, false);
	check_unknown(_metadata, fd, 0x7fffffff, mine, false);
	check_unknown(_metadata, fd, 0x80000000, mine, false);
	check_unknown(_metadata, fd, 0xffffffff, mine, false);
	/* another file has never had this session */
	ASSERT_EQ(0, close(fd));
	fd = dc_open();
	ASSERT_LE(0, fd);
	EXPECT_EQ(-EINVAL, dc_free(fd, gone));
	ASSERT_EQ(0, new_session(fd, &mine));
	EXPECT_EQ(0, dc_bsd_free(fd, mine));
	EXPECT_EQ(-EINVAL, dc_bsd_free(fd, mine));
	EXPECT_EQ(0, dc_free(fd, mine));
	ASSERT_EQ(0, new_session(fd, &mine));
	self->fd = fd;
	EXPECT_TRUE(works(fd, mine));
}

TEST_F(sharing, open_files_do_not_share_sessions)
{
	uint32_t mine = self->ses, ses;
	int fd = self->fd, other;

	other = dc_open();
	ASSERT_LE(0, other);
	check_unknown(_metadata, other, mine, mine, false);
	ASSERT_EQ(0, new_session(other, &ses));
	EXPECT_TRUE(works(other, ses));
	EXPECT_TRUE(works(fd, mine));
	EXPECT_EQ(0, dc_free(other, ses));
	EXPECT_TRUE(works(fd, mine));
	ASSERT_EQ(0, new_session(other, &ses));
	ASSERT_EQ(0, close(other));
	EXPECT_TRUE(works(fd, mine));
}

TEST_F(sharing, crioget_descriptor_shares_sessions)
{
	int fd = self->fd, third;
	uint32_t second, ses;

	ASSERT_EQ(0, dc_ioctl(fd, CRIOGET, &second));
	ASSERT_NE(fd, (int)second);
	EXPECT_TRUE(works(second, self->ses));
	ASSERT_EQ(0, new_session(second, &ses));
	EXPECT_TRUE(works(fd, ses));
	EXPECT_EQ(0, dc_free(second, self->ses));
	EXPECT_FALSE(works(fd, self->ses));
	/* a third descriptor, made by dup() */
	third = dup(second);
	ASSERT_LE(0, third);
	ASSERT_EQ(0, close(fd));
	ASSERT_EQ(0, close(second));
	EXPECT_TRUE(works(third, ses));
	EXPECT_EQ(-EBADF, dc_ioctl(second, CRIOGET, &second));
	self->fd = third;
}

/* At the limit no session is created, and the existing one still works. */
TEST_F(sharing, crioget_fails_without_descriptors)
{
	struct rlimit limit, was;
	uint32_t second = 77;
	int next;

	ASSERT_EQ(0, getrlimit(RLIMIT_NOFILE, &was));
	next = dup(self->fd);
	ASSERT_LE(0, next);
	ASSERT_EQ(0, close(next));
	limit = was;
	limit.rlim_cur = next;
	ASSERT_EQ(0, setrlimit(RLIMIT_NOFILE, &limit));
	EXPECT_EQ(-EMFILE, dc_ioctl(self->fd, CRIOGET, &second));
	EXPECT_EQ(77, second);
	EXPECT_TRUE(works(self->fd, self->ses));
	ASSERT_EQ(0, setrlimit(RLIMIT_NOFILE, &was));
	ASSERT_EQ(0, dc_ioctl(self->fd, CRIOGET, &second));
	EXPECT_EQ(next, second);
	EXPECT_EQ(0, close(second));
}

TEST_F(sharing, child_inherits_sessions)
{
	uint32_t ses[2];
	int link[2];
	pid_t pid;

	ASSERT_EQ(0, new_session(self->fd, &ses[0]));
	ASSERT_EQ(0, pipe(link));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		/* frees one of the parent's sessions, and creates another */
		if (!works(self->fd, self->ses) || dc_free(self->fd, ses[0]) ||
		    new_session(self->fd, &ses[1]) ||
		    write(link[1], &ses[1], sizeof(ses[1])) != sizeof(ses[1]))
			_exit(1);
		_exit(0);
	}
	ASSERT_TRUE(exits_well(pid));
	ASSERT_EQ((ssize_t)sizeof(ses[1]), read(link[0], &ses[1], sizeof(ses[1])));
	EXPECT_TRUE(works(self->fd, self->ses));
	EXPECT_FALSE(works(self->fd, ses[0]));
	EXPECT_TRUE(works(self->fd, ses[1]));
	close(link[0]);
	close(link[1]);
}

TEST_F(sharing, passed_descriptor_gives_sessions)
{
	int sock[2], fd;
	pid_t pid;

	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM, 0, sock));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		/*
		 * its only descriptor of that file is the one that it receives
		 */
		close(self->fd);
		fd = receive_fd(sock[1]);
		_exit(fd < 0 || !works(fd, self->ses) ||
		      dc_free(fd, self->ses));
	}
	ASSERT_TRUE(send_fd(sock[0], self->fd));
	ASSERT_TRUE(exits_well(pid));
	EXPECT_FALSE(works(self->fd, self->ses));
	close(sock[0]);
	close(sock[1]);
}

TEST_F(sharing, sessions_outlive_sender)
{
	uint32_t ses;
	int sock[2], fd;
	pid_t pid;

	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM, 0, sock));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		fd = dc_open();
		if (fd < 0 || new_session(fd, &ses) || !send_fd(sock[1], fd) ||
		    write(sock[1], &ses, sizeof(ses)) != sizeof(ses))
			_exit(1);
		_exit(0);
	}
	ASSERT_TRUE(exits_well(pid));
	fd = receive_fd(sock[0]);
	ASSERT_LE(0, fd);
	ASSERT_EQ((ssize_t)sizeof(ses), read(sock[0], &ses, sizeof(ses)));
	EXPECT_TRUE(works(fd, ses));
	EXPECT_EQ(0, dc_free(fd, ses));
	close(fd);
	close(sock[0]);
	close(sock[1]);
}

/*
 * Creates sessions until one is rejected; returns their number and the error.
 */
static int make_all(int fd, uint32_t *ses, int room, int *err)
{
	struct session_op op, was;
	int n;

	for (n = 0; n < room; n++) {
		memset(&op, 0, sizeof(op));
		op.mac = CRYPTO_SHA2_256;
		was = op;
		*err = dc_ioctl(fd, CIOCGSESSION, &op);
		if (*err) {
			if (memcmp(&op, &was, sizeof(op)))
				*err = -1000;
			break;
		}
		ses[n] = op.ses;
	}
	return n;
}

TEST_F(sharing, open_file_has_session_limit)
{
	uint32_t ses[16], other_ses, second;
	int fd, other, i, err = 0;

	if (geteuid())
		SKIP(return, "needs root to lower the limit");
	ASSERT_LT(0, self->limit);
	ASSERT_TRUE(sysctl_set("max_sessions", 5));
	fd = dc_open();
	other = dc_open();
	ASSERT_LE(0, fd);
	ASSERT_LE(0, other);
	/* a failed attempt does not count */
	for (i = 0; i < 8; i++) {
		ASSERT_EQ(-EINVAL, dc_session(fd, CRYPTO_AES_CBC, sha256_abc,
					      17, 0, NULL, 0, &ses[0]));
		ASSERT_EQ(-EFAULT, dc_session(fd, CRYPTO_AES_CBC, NULL, 16, 0,
					      NULL, 0, &ses[0]));
	}
	ASSERT_EQ(5, make_all(fd, ses, 16, &err));
	EXPECT_EQ(-EMFILE, err);
	/* nor does another descriptor make a difference */
	ASSERT_EQ(0, dc_ioctl(fd, CRIOGET, &second));
	ASSERT_EQ(0, make_all(second, ses, 16, &err));
	EXPECT_EQ(-EMFILE, err);
	/* each open file has its own limit */
	ASSERT_EQ(0, new_session(other, &other_ses));
	/* room for one */
	ASSERT_EQ(0, dc_free(fd, ses[2]));
	ASSERT_EQ(1, make_all(fd, &ses[2], 14, &err));
	EXPECT_EQ(-EMFILE, err);
	for (i = 0; i < 5; i++)
		ASSERT_TRUE(works(fd, ses[i]));
	/* a lower limit frees no session, a higher one applies at once */
	ASSERT_TRUE(sysctl_set("max_sessions", 3));
	for (i = 0; i < 5; i++)
		ASSERT_TRUE(works(fd, ses[i]));
	ASSERT_EQ(0, dc_free(fd, ses[4]));
	ASSERT_EQ(0, dc_free(fd, ses[3]));
	ASSERT_EQ(0, make_all(fd, &ses[3], 13, &err));
	EXPECT_EQ(-EMFILE, err);
	ASSERT_TRUE(sysctl_set("max_sessions", 8));
	ASSERT_EQ(5, make_all(fd, &ses[3], 13, &err));
	EXPECT_EQ(-EMFILE, err);
	close(fd);
	close(second);
	close(other);
}

/* The user is the one who opened the file; sessions of all its files count. */
TEST_F(sharing, user_has_session_limit)
{
	int fd = dc_open(), err, status;
	uint32_t ses[8];
	pid_t pid;

	ASSERT_LE(0, fd);
	/* the fixture has one */
	ASSERT_TRUE(sysctl_set("max_user_sessions", 4));
	ASSERT_EQ(3, make_all(fd, ses, 8, &err));
	EXPECT_EQ(-EMFILE, err);
	ASSERT_EQ(0, make_all(self->fd, &ses[3], 1, &err));
	EXPECT_EQ(-EMFILE, err);
	/* another user's process, with a file that this user opened */
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		if (setuid(65534))
			_exit(2);
		_exit(new_session(fd, ses) != -EMFILE);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	ASSERT_EQ(0, status);
	/* one session is freed, and then a whole file */
	ASSERT_EQ(0, dc_free(fd, ses[0]));
	ASSERT_EQ(1, make_all(self->fd, ses, 8, &err));
	EXPECT_EQ(-EMFILE, err);
	ASSERT_EQ(0, close(fd));
	ASSERT_EQ(2, make_all(self->fd, ses, 8, &err));
	EXPECT_EQ(-EMFILE, err);
	EXPECT_TRUE(works(self->fd, self->ses));
}

#define IDS	20
#define OUTSIDE	200000	/* the first of the ids, as numbered outside */

static bool write_string(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool good = fd >= 0 && write(fd, text, strlen(text)) ==
			       (ssize_t)strlen(text);

	close(fd);
	return good;
}

/*
 * Creates sessions as each id of the namespace in turn; returns their number.
 */
static int sessions_of_all_ids(void)
{
	int id, fd, err, nr = 0;
	uint32_t ses[8];

	for (id = 0; id < IDS; id++) {
		if (seteuid(id))
			return -1;
		fd = dc_open();
		if (fd < 0)
			return -1;
		nr += make_all(fd, ses, 8, &err);
		if (seteuid(0))
			return -1;
	}
	return nr;
}

/* A child in a user namespace of its own; exits with the number of sessions. */
static pid_t start_namespace(uid_t owner, int *ready, int *go)
{
	pid_t pid = fork();
	uint8_t byte = 0;

	if (pid)
		return pid;
	if ((owner && setresuid(owner, owner, owner)) ||
	    unshare(CLONE_NEWUSER) || write(ready[1], &byte, 1) != 1 ||
	    read(go[0], &byte, 1) != 1 || setresuid(0, 0, 0))
		_exit(100);
	_exit(sessions_of_all_ids());
}

static void expect_shared_limit(struct __test_metadata *_metadata, uid_t owner)
{
	int status, ready[2], go[2];
	char path[32], map[40];
	uint8_t byte = 0;
	pid_t pid;

	ASSERT_EQ(0, pipe(ready));
	ASSERT_EQ(0, pipe(go));
	pid = start_namespace(owner, ready, go);
	ASSERT_LT(0, pid);
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1)
		SKIP(return, "no user namespaces");
	snprintf(path, sizeof(path), "/proc/%d/uid_map", pid);
	snprintf(map, sizeof(map), "0 %d %d", OUTSIDE, IDS);
	ASSERT_TRUE(write_string(path, map));
	ASSERT_EQ(1, write(go[1], &byte, 1));
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	ASSERT_TRUE(WIFEXITED(status));
	EXPECT_EQ(4, WEXITSTATUS(status));
}

TEST_F(sharing, ids_of_user_namespace_share_limit)
{
	ASSERT_TRUE(sysctl_set("max_user_sessions", 4));
	expect_shared_limit(_metadata, 65534);
}

TEST_F(sharing, ids_of_container_share_limit)
{
	ASSERT_TRUE(sysctl_set("max_user_sessions", 4));
	expect_shared_limit(_metadata, 0);
}

/* A freed session counts until its results have been fetched. */
TEST_F(sharing, limit_counts_sessions_with_unfetched_results)
{
	uint8_t text[16] = { 0 }, iv[16] = { 0 };
	struct crypt_op op;
	uint32_t ses;
	int i, err;

	memset(&op, 0, sizeof(op));
	op.len = 16;
	op.src = text;
	op.dst = text;
	op.iv = iv;
	ASSERT_TRUE(sysctl_set("max_user_sessions", 4));
	for (i = 0; i < 8; i++) {
		err = dc_session(self->fd, CRYPTO_AES_CBC, text, 16, 0, NULL, 0,
				 &op.ses);
		if (err)
			break;
		ASSERT_EQ(0, dc_ioctl(self->fd, CIOCASYNCCRYPT, &op));
		ASSERT_EQ(0, dc_free(self->fd, op.ses));
	}
	EXPECT_EQ(3, i);
	EXPECT_EQ(-EMFILE, err);
	while (i--) {
		EXPECT_EQ(-EMFILE, new_session(self->fd, &ses));
		do
			err = dc_ioctl(self->fd, CIOCASYNCFETCH, &op);
		while (err == -EBUSY);
		ASSERT_EQ(0, err);
		ASSERT_EQ(0, new_session(self->fd, &ses));
	}
	EXPECT_EQ(-EMFILE, new_session(self->fd, &ses));
}

/* Each length of tag has its own transform, which counts too. */
TEST_F(sharing, limit_counts_tag_lengths)
{
	uint8_t key[16] = { 0 };
	uint32_t gcm, ses;

	ASSERT_TRUE(sysctl_set("max_user_sessions", 4));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0,
				&gcm));
	EXPECT_EQ(0, dc_tag(self->fd, gcm, 16));
	EXPECT_EQ(0, dc_tag(self->fd, gcm, 12));
	/* GCM has no such tag, and it does not count */
	EXPECT_EQ(-EINVAL, dc_tag(self->fd, gcm, 9));
	EXPECT_EQ(0, dc_tag(self->fd, gcm, 13));
	EXPECT_EQ(-EMFILE, dc_tag(self->fd, gcm, 14));
	EXPECT_EQ(-EMFILE, new_session(self->fd, &ses));
	EXPECT_EQ(0, dc_tag(self->fd, gcm, 12));
	EXPECT_EQ(0, dc_tag(self->fd, gcm, 16));
	ASSERT_EQ(0, dc_free(self->fd, gcm));
	EXPECT_EQ(0, new_session(self->fd, &ses));
	EXPECT_EQ(0, new_session(self->fd, &ses));
	EXPECT_EQ(0, new_session(self->fd, &ses));
	EXPECT_EQ(-EMFILE, new_session(self->fd, &ses));
}

TEST_HARNESS_MAIN
