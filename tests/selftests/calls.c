// SPDX-License-Identifier: GPL-2.0
/*
 * The calls themselves: which exist, which are known but unsupported, and
 * arguments that cannot be read or written. If a call cannot report a new
 * session or descriptor, it leaves none behind.
 */
#include "../kselftest_harness.h"
#include <sys/stat.h>
#include "lib/buffers.h"
#include "lib/devcrypto.h"
#include "lib/key.h"
#include "lib/seal.h"
#include "lib/sysctl.h"

static const uint8_t sha256_abc[32] =
	"\xba\x78\x16\xbf\x8f\x01\xcf\xea\x41\x41\x40\xde\x5d\xae\x22\x23"
	"\xb0\x03\x61\xa3\x96\x17\x7a\x9c\xb4\x10\xff\x61\xf2\x00\x15\xad";

FIXTURE(calls) {
	int fd;
	uint32_t cbc, gcm, sha;
	long limit;
	struct seam seam;	/* place of the arguments */
	uint8_t buf[64], was[64];
};

FIXTURE_SETUP(calls)
{
	static const uint8_t key[16] = "0123456789abcde";

	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	self->limit = sysctl_get("max_sessions");
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_CBC, key, 16, 0, NULL, 0,
				&self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, CRYPTO_AES_GCM, key, 16, 0, NULL, 0,
				&self->gcm));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	ASSERT_TRUE(seam_init(&self->seam, page_size()));
	fill(self->buf, sizeof(self->buf), 3);
	memcpy(self->was, self->buf, sizeof(self->was));
}

FIXTURE_TEARDOWN(calls)
{
	if (self->limit > 0)
		sysctl_set("max_sessions", self->limit);
	seam_free(&self->seam);
	close(self->fd);
}

/* Each call, with an argument that is valid except for its address. */
struct good_call {
	const char *name;
	unsigned long cmd;
	size_t size;
	bool answers;		/* the call writes to its argument */
	union {
		uint32_t word;
		struct session_op session;
		struct session_info_op info;
		struct crypt_op crypt;
		struct crypt_auth_op auth;
		struct cphash_op cphash;
		struct crypt_kop key;
	} arg;
};

#define CALLS 9

static void good_calls(struct good_call *c, uint32_t cbc, uint32_t gcm,
		       uint32_t sha, uint8_t *buf)
{
	int i;

	memset(c, 0, CALLS * sizeof(*c));
	c[0] = (struct good_call) {
		.name = "CRIOGET", .cmd = CRIOGET,
		.size = sizeof(c->arg.word), .answers = true,
		.arg.word = 0xa5a5a5a5,
	};
	c[1] = (struct good_call) {
		.name = "CIOCGSESSION", .cmd = CIOCGSESSION,
		.size = sizeof(c->arg.session), .answers = true,
		.arg.session = { .mac = CRYPTO_SHA1, .ses = 0xa5a5a5a5 },
	};
	c[2] = (struct good_call) {
		.name = "CIOCGSESSINFO", .cmd = CIOCGSESSINFO,
		.size = sizeof(c->arg.info), .answers = true,
		.arg.info = { .ses = cbc },
	};
	c[3] = (struct good_call) {
		.name = "CIOCASYMFEAT", .cmd = CIOCASYMFEAT,
		.size = sizeof(c->arg.word), .answers = true,
		.arg.word = 0xa5a5a5a5,
	};
	c[4] = (struct good_call) {
		.name = "CIOCAUTHCRYPT", .cmd = CIOCAUTHCRYPT,
		.size = sizeof(c->arg.auth), .answers = true,
		.arg.auth = { .ses = gcm, .len = 16, .src = buf, .dst = buf,
			      .iv = buf + 48 },
	};
	c[5] = (struct good_call) {
		.name = "CIOCCRYPT", .cmd = CIOCCRYPT,
		.size = sizeof(c->arg.crypt),
		.arg.crypt = { .ses = cbc, .len = 16, .src = buf, .dst = buf,
			       .iv = buf + 48 },
	};
	c[6] = (struct good_call) {
		.name = "CIOCCPHASH", .cmd = CIOCCPHASH,
		.size = sizeof(c->arg.cphash),
		.arg.cphash = { .dst_ses = sha, .src_ses = sha },
	};
	c[7] = (struct good_call) {
		.name = "CIOCKEY", .cmd = CIOCKEY,
		.size = sizeof(c->arg.key), .answers = true,
		.arg.key = { .crk_op = CRK_MOD_EXP, .crk_iparams = 3,
			     .crk_oparams = 1, .crk_status = 0xa5a5a5a5 },
	};
	for (i = 0; i < 4; i++) {
		c[7].arg.key.crk_param[i].crp_p = buf + 8 * i;
		c[7].arg.key.crk_param[i].crp_nbits = 64;
	}
	c[8] = (struct good_call) {
		.name = "CIOCFSESSION", .cmd = CIOCFSESSION,
		.size = sizeof(c->arg.word), .arg.word = sha,
	};
}

TEST_F(calls, argument_not_mapped)
{
	struct good_call c[CALLS];
	struct seam *s = &self->seam;
	int i, fds = open_descriptors();
	uint8_t *arg;

	good_calls(c, self->cbc, self->gcm, self->sha, self->buf);
	for (i = 0; i < CALLS; i++) {
		int fd = self->fd;

		EXPECT_EQ(-EFAULT, dc_ioctl(fd, c[i].cmd, NULL)) {
			TH_LOG("%s with NULL", c[i].name);
		}
		EXPECT_EQ(-EFAULT, dc_ioctl(fd, c[i].cmd, (void *)-4096)) {
			TH_LOG("%s near the end of memory", c[i].name);
		}
		EXPECT_EQ(-EFAULT, dc_ioctl(fd, c[i].cmd, (void *)-2)) {
			TH_LOG("%s across the end of memory", c[i].name);
		}
		/* the last two bytes, then the first two, are unmapped */
		arg = s->edge - c[i].size + 2;
		memcpy(arg, &c[i].arg, c[i].size);
		ASSERT_TRUE(seam_unmap(s, HIGH));
		EXPECT_EQ(-EFAULT, dc_ioctl(fd, c[i].cmd, arg)) {
			TH_LOG("%s with its end missing", c[i].name);
		}
		/*
		 * a part of the result may have been written, but no other byte
		 */
		EXPECT_TRUE(same(seam_view(s, arg), &c[i].arg, c[i].size) ||
			    c[i].cmd == CRIOGET ||
			    c[i].cmd == CIOCASYMFEAT ||
			    c[i].cmd == CIOCGSESSINFO) {
			TH_LOG("%s with its end missing", c[i].name);
		}
		ASSERT_TRUE(seam_mend(s));
		arg = s->edge - 2;
		memcpy(arg, &c[i].arg, c[i].size);
		ASSERT_TRUE(seam_unmap(s, LOW));
		EXPECT_EQ(-EFAULT, dc_ioctl(fd, c[i].cmd, arg)) {
			TH_LOG("%s with its start missing", c[i].name);
		}
		EXPECT_TRUE(same(seam_view(s, arg), &c[i].arg, c[i].size));
		ASSERT_TRUE(seam_mend(s));
	}
	EXPECT_TRUE(same(self->buf, self->was, sizeof(self->buf)));
	EXPECT_EQ(fds, open_descriptors());
}

static bool is_there(const struct good_call *c)
{
	return c->cmd != CIOCKEY || key_is_available();
}

TEST_F(calls, argument_in_read_only_memory)
{
	struct good_call c[CALLS];
	struct seam *s = &self->seam;
	int i, fds = open_descriptors();
	uint8_t *arg = s->edge;

	good_calls(c, self->cbc, self->gcm, self->sha, self->buf);
	for (i = 0; i < CALLS; i++) {
		memcpy(arg, &c[i].arg, c[i].size);
		ASSERT_TRUE(seam_protect(s, BOTH, PROT_READ));
		EXPECT_EQ(!is_there(&c[i]) ? -EOPNOTSUPP :
			  c[i].answers ? -EFAULT : 0,
			  dc_ioctl(self->fd, c[i].cmd, arg)) {
			TH_LOG("%s", c[i].name);
		}
		EXPECT_TRUE(same(arg, &c[i].arg, c[i].size)) {
			TH_LOG("%s", c[i].name);
		}
		ASSERT_TRUE(seam_mend(s));
	}
	/* CRIOGET has made no descriptor that it could not report */
	EXPECT_EQ(fds, open_descriptors());
	/* with a good argument it works, as do the other valid calls */
	good_calls(c, self->cbc, self->gcm, self->sha, self->buf);
	for (i = 0; i < CALLS - 1; i++) {
		if (c[i].cmd == CIOCCPHASH || !is_there(&c[i]))
			continue;
		memcpy(arg, &c[i].arg, c[i].size);
		EXPECT_EQ(0, dc_ioctl(self->fd, c[i].cmd, arg)) {
			TH_LOG("%s", c[i].name);
		}
		EXPECT_EQ(c[i].answers, !same(arg, &c[i].arg, c[i].size)) {
			TH_LOG("%s", c[i].name);
		}
	}
	EXPECT_EQ(fds + 1, open_descriptors());
}

/*
 * If the result cannot be reported, a message in place has been processed all
 * the same.
 */
TEST_F(calls, unwritable_result_processes_message)
{
	struct seam *s = &self->seam;
	struct crypt_auth_op op;
	uint8_t text[64], was[64], iv[12] = { 0 };

	fill(text, sizeof(text), 5);
	memcpy(was, text, sizeof(text));
	memset(&op, 0, sizeof(op));
	op.ses = self->gcm;
	op.len = 32;
	op.src = text;
	op.dst = text;
	op.iv = iv;
	memcpy(s->edge, &op, sizeof(op));
	ASSERT_TRUE(seam_protect(s, BOTH, PROT_READ));
	EXPECT_EQ(-EFAULT, dc_ioctl(self->fd, CIOCAUTHCRYPT, s->edge));
	EXPECT_TRUE(same(text, was, sizeof(text)));
	ASSERT_TRUE(seam_mend(s));
	EXPECT_EQ(0, dc_ioctl(self->fd, CIOCAUTHCRYPT, s->edge));
	EXPECT_FALSE(same(text, was, sizeof(text)));
}

TEST_F(calls, unwritable_result_leaves_no_session)
{
	struct session_op *op = (void *)self->seam.edge;
	uint32_t ses;
	int i, fd;

	if (geteuid())
		SKIP(return, "needs root to lower the limit");
	ASSERT_TRUE(sysctl_set("max_sessions", 2));
	fd = dc_open();
	ASSERT_LE(0, fd);
	memset(op, 0, sizeof(*op));
	op->mac = CRYPTO_SHA2_256;
	ASSERT_TRUE(seam_protect(&self->seam, BOTH, PROT_READ));
	for (i = 0; i < 5; i++)
		ASSERT_EQ(-EFAULT, dc_ioctl(fd, CIOCGSESSION, op));
	for (i = 0; i < 2; i++)
		ASSERT_EQ(0, dc_session(fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL,
					0, &ses));
	ASSERT_EQ(-EMFILE, dc_session(fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				      &ses));
	close(fd);
}

/* An argument of zeros, checked afterwards. */
static int zero_call(int fd, unsigned long cmd)
{
	uint8_t arg[1024] = { 0 };
	int err = dc_ioctl(fd, cmd, arg);

	return all_are(arg, sizeof(arg), 0) ? err : -1000;
}

TEST_F(calls, known_calls_are_unsupported)
{
	EXPECT_EQ(key_is_available() ? -EINVAL : -EOPNOTSUPP,
		  zero_call(self->fd, CIOCKEY));
}

TEST_F(calls, unknown_calls_are_rejected)
{
	/*
	 * sizes of session_op, crypt_op and crypt_auth_op in the other data
	 * model
	 */
	static const size_t twin[3] = {
		sizeof(void *) == 8 ? 28 : 48,
		sizeof(void *) == 8 ? 28 : 48,
		sizeof(void *) == 8 ? 44 : 72,
	};
	const unsigned long cmds[] = {
		_IO('c', 0), _IO('c', 99), _IO('c', 101), _IO('c', 102),
		_IO('c', 104), _IO('c', 108), _IO('c', 120), _IO('c', 255),
		_IO('d', 104), _IO('C', 102), 0, 0xffffffffUL,
		_IOR('c', 102, struct session_op),
		_IOW('c', 104, struct crypt_op),
		_IOWR('d', 104, struct crypt_op),
		_IOC(_IOC_READ | _IOC_WRITE, 'c', 102, twin[0]),
		_IOC(_IOC_READ | _IOC_WRITE, 'c', 104, twin[1]),
		_IOC(_IOC_READ | _IOC_WRITE, 'c', 109, twin[2]),
		_IOC(_IOC_READ | _IOC_WRITE, 'c', 104, 49),
		_IOC(_IOC_READ | _IOC_WRITE, 'c', 104, 0),
		_IOC(_IOC_READ | _IOC_WRITE, 'c', 104, 16383),
		0x5401 /* TCGETS */, 0x541b /* FIONREAD */,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cmds); i++) {
		EXPECT_EQ(-ENOTTY, zero_call(self->fd, cmds[i])) {
			TH_LOG("command %#lx", cmds[i]);
		}
	}
}

TEST_F(calls, commands_are_32_bits)
{
	uint8_t digest[32] = { 0 };
	struct crypt_op op = {
		.ses = self->sha, .len = 3, .src = (uint8_t *)"abc",
		.mac = digest,
	};

	/* as a program passes it that keeps a command in an int */
	EXPECT_EQ(0, ioctl(self->fd, (int)CIOCCRYPT, &op));
	EXPECT_TRUE(same(digest, sha256_abc, sizeof(digest)));
}

TEST_F(calls, device_node)
{
	struct stat st;

	ASSERT_EQ(0, stat("/dev/crypto", &st));
	EXPECT_TRUE(S_ISCHR(st.st_mode));
	EXPECT_EQ(0U, st.st_mode & 0007);
	EXPECT_EQ(0U, st.st_uid);
}

TEST_HARNESS_MAIN
