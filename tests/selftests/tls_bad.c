// SPDX-License-Identifier: GPL-2.0
/*
 * TLS records that do not verify, and calls that cannot be. Whatever is wrong
 * with a record, the answer is the same and what is left is zeros; a call that
 * is refused for another reason leaves all as it was.
 */
#include "tls_case.h"

/* The record at self->made, encrypted, is refused; what is left is zeros. */
static void check_refused(struct __test_metadata *_metadata,
			  FIXTURE_DATA(tls) *self, const struct record *r,
			  uint32_t where)
{
	uint32_t len = record_len(&self->p, r);
	uint8_t *buf = place(self, self->made, len);
	struct tls t = call(self, COP_DECRYPT, buf, r);

	ASSERT_EQ(0, steps_crypt(&self->p, COP_ENCRYPT, buf, len, self->iv));
	EXPECT_EQ(-EBADMSG, tls_run(&self->p, &t)) {
		TH_LOG("byte %u of %u, pad %u", where, len, r->pad);
	}
	EXPECT_EQ(len, t.len);
	EXPECT_TRUE(all_are(buf, len, 0)) {
		TH_LOG("byte %u of %u, pad %u", where, len, r->pad);
	}
	EXPECT_TRUE(alone(self, buf, len));
}

/* A byte changed: of the text, the mac, the padding or its length. */
TEST_F(tls, bad_records)
{
	struct record r = { .text = 45, .tag_len = variant->suite.mac_len };
	uint32_t i, pad, len;

	pad = least_pad(&self->p, r.text, r.tag_len);
	for (r.pad = pad; r.pad < 256; r.pad += 112) {
		ASSERT_EQ(0, make(self, &r));
		len = record_len(&self->p, &r);
		for (i = 0; i < len; i++) {
			self->made[i] ^= 1 << i % 8;
			check_refused(_metadata, self, &r, i);
			self->made[i] ^= 1 << i % 8;
		}
		self->aad[r.pad % AAD_LEN] ^= 1;
		check_refused(_metadata, self, &r, len);
		self->aad[r.pad % AAD_LEN] ^= 1;
		check_decrypt(_metadata, self, &r);
	}
}

/* Every value of the last byte but the right one: the padding's length. */
TEST_F(tls, bad_lengths)
{
	struct record r = { .text = 60, .tag_len = variant->suite.mac_len };
	uint32_t i, len;

	r.pad = least_pad(&self->p, r.text, r.tag_len);
	len = record_len(&self->p, &r);
	for (i = 0; i < 256; i++) {
		ASSERT_EQ(0, make(self, &r));
		if (self->made[len - 1] == i)
			continue;
		self->made[len - 1] = i;
		check_refused(_metadata, self, &r, i);
		/* the padding itself is then right, but what it leaves is not */
		memset(self->made + len - 1 - (i < len ? i : len - 1), i,
		       (i < len ? i : len - 1) + 1);
		check_refused(_metadata, self, &r, i);
	}
}

/* A call that fails, and the record as it was. */
static void check_untouched(struct __test_metadata *_metadata,
			    FIXTURE_DATA(tls) *self, int error, struct tls t)
{
	uint32_t len = t.len;

	EXPECT_EQ(error, tls_run(&self->p, &t)) {
		TH_LOG("op %d, %u bytes, aad %u, mac %u", t.op, len, t.aad_len,
		       t.tag_len);
	}
	EXPECT_EQ(len, t.len);
	EXPECT_TRUE(same(self->seam.view +
			 (self->seam.edge - self->seam.map) - 2048,
			 self->text, 4096));
}

TEST_F(tls, errors)
{
	const struct suite *s = &variant->suite;
	const struct record r = { .text = 1024, .tag_len = s->mac_len };
	struct tls enc, dec, t;
	uint8_t *buf;
	uint32_t len;

	buf = place(self, self->text, 4096);
	enc = call(self, COP_ENCRYPT, buf, &r);
	dec = call(self, COP_DECRYPT, buf, &r);
	dec.len = 1024;

	/* no room for the mac, or for it and the length of the padding */
	for (len = 0; len < s->mac_len + (s->block > 1); len += s->block) {
		t = dec;
		t.len = len;
		check_untouched(_metadata, self, -EBADMSG, t);
	}
	for (len = 1025; s->block > 1 && len < 1024 + s->block; len++) {
		t = dec;
		t.len = len;
		check_untouched(_metadata, self, -EINVAL, t);
	}
	t = dec;
	t.len = RECORD_MAX + s->block;
	check_untouched(_metadata, self, -E2BIG, t);
	t = dec;
	t.aad_len = RECORD_MAX + 1;
	check_untouched(_metadata, self, -E2BIG, t);
	t = enc;
	t.len = RECORD_MAX - s->mac_len + (s->block == 1);
	check_untouched(_metadata, self, -E2BIG, t);
	t.len = UINT32_MAX;
	check_untouched(_metadata, self, -E2BIG, t);

	t = enc;
	t.iv_len = s->iv_len + 1;
	check_untouched(_metadata, self, -EINVAL, t);
	t.iv_len = s->iv_len ? s->iv_len - 1 : 16;
	check_untouched(_metadata, self, -EINVAL, t);
	t = dec;
	t.tag_len = s->mac_len + 1;
	check_untouched(_metadata, self, -EINVAL, t);
	t = enc;
	t.op = 2;
	check_untouched(_metadata, self, -EINVAL, t);
	t = enc;
	t.flags = COP_FLAG_AEAD_SRTP_TYPE;
	check_untouched(_metadata, self, -EINVAL, t);
	t.flags = COP_FLAG_UPDATE;
	check_untouched(_metadata, self, -EINVAL, t);
	t = dec;
	t.aad = NULL;
	check_untouched(_metadata, self, -EFAULT, t);
	if (!s->iv_len)
		return;
	t = enc;
	t.iv = NULL;
	check_untouched(_metadata, self, -EFAULT, t);
	t.op = COP_DECRYPT;
	check_untouched(_metadata, self, -EFAULT, t);
}

TEST_F(tls, not_in_place)
{
	uint8_t *buf = place(self, self->text, 4096);
	struct crypt_auth_op op = {
		.ses = self->p.both, .flags = COP_FLAG_AEAD_TLS_TYPE,
		.len = 512, .src = buf, .iv = self->iv,
	};

	for (op.op = COP_ENCRYPT; op.op <= COP_DECRYPT; op.op++) {
		op.dst = buf + 1024;
		EXPECT_EQ(-EINVAL, dc_aead(self->p.fd, &op));
		op.dst = buf + 1;
		EXPECT_EQ(-EINVAL, dc_aead(self->p.fd, &op));
		op.dst = NULL;
		EXPECT_EQ(-EINVAL, dc_aead(self->p.fd, &op));
	}
	EXPECT_TRUE(same(buf, self->text, 4096));
	EXPECT_TRUE(alone(self, buf, 4096));
}

/* Half of the record is where nobody may write, or nothing is. */
TEST_F(tls, bad_memory)
{
	const struct record r = {
		2000, variant->suite.mac_len,
		least_pad(&self->p, 2000, variant->suite.mac_len),
	};
	uint32_t len = record_len(&self->p, &r), was;
	uint8_t *buf, *view;
	enum side side;
	struct tls t;
	int op, bad;

	ASSERT_EQ(0, make(self, &r));
	ASSERT_EQ(0, encrypt_made(self, &r));
	for (side = LOW; side <= BOTH; side++) {
		for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
			for (bad = 0; bad < 3; bad++) {
				buf = place(self, op ? self->made : self->text,
					    op ? len : r.text);
				view = seam_view(&self->seam, buf);
				t = call(self, op, buf, &r);
				was = t.len;
				if (bad < 2)
					seam_protect(&self->seam, side, bad ?
						     PROT_NONE : PROT_READ);
				else
					seam_unmap(&self->seam, side);
				EXPECT_EQ(-EFAULT, tls_run(&self->p, &t)) {
					TH_LOG("op %d, side %d, bad %d", op,
					       side, bad);
				}
				EXPECT_EQ(was, t.len);
				ASSERT_TRUE(seam_mend(&self->seam));
				EXPECT_TRUE(same(view, op ? self->made :
							    self->text, was));
				EXPECT_TRUE(alone(self, buf, was));
			}
		}
	}
}

/* A record that goes on where addresses begin anew. */
TEST_F(tls, wraps)
{
	const struct record r = {
		2000, variant->suite.mac_len,
		least_pad(&self->p, 2000, variant->suite.mac_len),
	};
	uint32_t was;
	struct tls t;
	int op;

	for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
		t = call(self, op, (uint8_t *)(uintptr_t)-64, &r);
		was = t.len;
		EXPECT_EQ(-EFAULT, tls_run(&self->p, &t));
		EXPECT_EQ(was, t.len);
	}
}

/* What is mapped from a file opened for reading stays as it is in the file. */
TEST_F(tls, read_only_file)
{
	const struct record r = {
		1000, variant->suite.mac_len,
		least_pad(&self->p, 1000, variant->suite.mac_len),
	};
	uint32_t len = record_len(&self->p, &r);
	char path[40];
	uint8_t *map;
	struct tls t;
	int ro;

	ASSERT_EQ(0, make(self, &r));
	ASSERT_EQ(0, encrypt_made(self, &r));
	place(self, self->made, 0);
	memcpy(self->seam.view, self->made, len);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", self->seam.fd);
	ro = open(path, O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, ro);
	map = mmap(NULL, 8192, PROT_READ, MAP_SHARED, ro, 0);
	ASSERT_TRUE(map != MAP_FAILED);
	t = call(self, COP_DECRYPT, map, &r);
	EXPECT_EQ(-EFAULT, tls_run(&self->p, &t));
	t = call(self, COP_ENCRYPT, map, &r);
	EXPECT_EQ(-EFAULT, tls_run(&self->p, &t));
	EXPECT_TRUE(same(self->seam.view, self->made, len));
	EXPECT_TRUE(all_are(self->seam.view + len, 4096 - len, 0xa5));
	munmap(map, 8192);
	close(ro);
}

TEST_HARNESS_MAIN
