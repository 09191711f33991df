// SPDX-License-Identifier: GPL-2.0
/*
 * TLS records that do not verify, and invalid calls. For any error in a record
 * the result is the same, and the output is zeros; a call that is rejected for
 * another reason changes nothing.
 */
#include "lib/tls_fixture.h"

/*
 * Expects EBADMSG and an output of zeros for the record at self->made,
 * encrypted.
 */
static void check_refused(struct __test_metadata *_metadata,
			  struct tls_test *self, const struct record *r,
			  uint32_t where)
{
	uint32_t len = record_len(&self->s, r);
	uint8_t *buf = tls_place(self, self->made, len);
	struct tls t = tls_call(self, COP_DECRYPT, buf, r);

	ASSERT_EQ(0, suite_crypt(&self->s, COP_ENCRYPT, buf, len, self->iv));
	EXPECT_EQ(-EBADMSG, tls_run(&self->s, &t)) {
		TH_LOG("byte %u of %u, pad %u", where, len, r->pad);
	}
	EXPECT_EQ(len, t.len);
	EXPECT_TRUE(all_are(buf, len, 0)) {
		TH_LOG("byte %u of %u, pad %u", where, len, r->pad);
	}
	EXPECT_TRUE(tls_only_written(self, buf, len));
}

/* One byte changed: of the text, the mac, the padding or its length. */
TEST_F(tls, changed_byte_is_rejected)
{
	struct record r = { .text = 45, .tag_len = variant->suite.mac_len };
	uint32_t i, pad, len;

	pad = least_pad(&self->t.s, r.text, r.tag_len);
	for (r.pad = pad; r.pad < 256; r.pad += 112) {
		ASSERT_EQ(0, tls_make(&self->t, &r));
		len = record_len(&self->t.s, &r);
		for (i = 0; i < len; i++) {
			if (skip_if_brief())
				continue;
			self->t.made[i] ^= 1 << i % 8;
			check_refused(_metadata, &self->t, &r, i);
			self->t.made[i] ^= 1 << i % 8;
		}
		self->t.aad[r.pad % AAD_LEN] ^= 1;
		check_refused(_metadata, &self->t, &r, len);
		self->t.aad[r.pad % AAD_LEN] ^= 1;
		ASSERT_RIGHT(tls_check_decrypt(&self->t, &r));
	}
}

/* Each wrong value of the last byte, the padding's length. */
TEST_F(tls, wrong_padding_length_is_rejected)
{
	struct record r = { .text = 60, .tag_len = variant->suite.mac_len };
	uint32_t i, len;

	r.pad = least_pad(&self->t.s, r.text, r.tag_len);
	len = record_len(&self->t.s, &r);
	for (i = 0; i < 256; i++) {
		if (skip_if_brief())
			continue;
		ASSERT_EQ(0, tls_make(&self->t, &r));
		if (self->t.made[len - 1] == i)
			continue;
		self->t.made[len - 1] = i;
		check_refused(_metadata, &self->t, &r, i);
		/*
		 * then the padding itself is right, but the rest of the record
		 * is not
		 */
		memset(self->t.made + len - 1 - (i < len ? i : len - 1), i,
		       (i < len ? i : len - 1) + 1);
		check_refused(_metadata, &self->t, &r, i);
	}
}

/* Expects an error, and an unchanged record. */
static void check_untouched(struct __test_metadata *_metadata,
			    struct tls_test *self, int error, struct tls t)
{
	uint32_t len = t.len;

	EXPECT_EQ(error, tls_run(&self->s, &t)) {
		TH_LOG("op %d, %u bytes, aad %u, mac %u", t.op, len, t.aad_len,
		       t.tag_len);
	}
	EXPECT_EQ(len, t.len);
	EXPECT_TRUE(same(self->seam.view +
			 (self->seam.edge - self->seam.map) - 2048,
			 self->text, 4096));
}

TEST_F(tls, invalid_calls_change_nothing)
{
	const struct suite *s = &variant->suite;
	const struct record r = { .text = 1024, .tag_len = s->mac_len };
	struct tls enc, dec, t;
	uint8_t *buf;
	uint32_t len;

	buf = tls_place(&self->t, self->t.text, 4096);
	enc = tls_call(&self->t, COP_ENCRYPT, buf, &r);
	dec = tls_call(&self->t, COP_DECRYPT, buf, &r);
	dec.len = 1024;

	/* no room for the mac, or for the mac and the padding's length */
	for (len = 0; len < s->mac_len + (s->block > 1); len += s->block) {
		t = dec;
		t.len = len;
		check_untouched(_metadata, &self->t, -EBADMSG, t);
	}
	for (len = 1025; s->block > 1 && len < 1024 + s->block; len++) {
		t = dec;
		t.len = len;
		check_untouched(_metadata, &self->t, -EINVAL, t);
	}
	t = dec;
	t.len = RECORD_MAX + s->block;
	check_untouched(_metadata, &self->t, -E2BIG, t);
	t = dec;
	t.aad_len = RECORD_MAX + 1;
	check_untouched(_metadata, &self->t, -E2BIG, t);
	t = enc;
	t.len = RECORD_MAX - s->mac_len + (s->block == 1);
	check_untouched(_metadata, &self->t, -E2BIG, t);
	t.len = UINT32_MAX;
	check_untouched(_metadata, &self->t, -E2BIG, t);

	t = enc;
	t.iv_len = s->iv_len + 1;
	check_untouched(_metadata, &self->t, -EINVAL, t);
	t.iv_len = s->iv_len ? s->iv_len - 1 : 16;
	check_untouched(_metadata, &self->t, -EINVAL, t);
	t = dec;
	t.tag_len = s->mac_len + 1;
	check_untouched(_metadata, &self->t, -EINVAL, t);
	t = enc;
	t.op = 2;
	check_untouched(_metadata, &self->t, -EINVAL, t);
	t = enc;
	t.flags = COP_FLAG_AEAD_SRTP_TYPE;
	check_untouched(_metadata, &self->t, -EINVAL, t);
	t.flags = COP_FLAG_UPDATE;
	check_untouched(_metadata, &self->t, -EINVAL, t);
	t = dec;
	t.aad = NULL;
	check_untouched(_metadata, &self->t, -EFAULT, t);
	if (!s->iv_len)
		return;
	t = enc;
	t.iv = NULL;
	check_untouched(_metadata, &self->t, -EFAULT, t);
	t.op = COP_DECRYPT;
	check_untouched(_metadata, &self->t, -EFAULT, t);
}

TEST_F(tls, output_elsewhere_is_rejected)
{
	uint8_t *buf = tls_place(&self->t, self->t.text, 4096);
	struct crypt_auth_op op = {
		.ses = self->t.s.both, .flags = COP_FLAG_AEAD_TLS_TYPE,
		.len = 512, .src = buf, .iv = self->t.iv,
	};

	for (op.op = COP_ENCRYPT; op.op <= COP_DECRYPT; op.op++) {
		op.dst = buf + 1024;
		EXPECT_EQ(-EINVAL, dc_aead(self->t.s.fd, &op));
		op.dst = buf + 1;
		EXPECT_EQ(-EINVAL, dc_aead(self->t.s.fd, &op));
		op.dst = NULL;
		EXPECT_EQ(-EINVAL, dc_aead(self->t.s.fd, &op));
	}
	EXPECT_TRUE(same(buf, self->t.text, 4096));
	EXPECT_TRUE(tls_only_written(&self->t, buf, 4096));
}

/* Half of the record is read-only or unmapped. */
TEST_F(tls, bad_memory_is_efault)
{
	const struct record r = {
		2000, variant->suite.mac_len,
		least_pad(&self->t.s, 2000, variant->suite.mac_len),
	};
	uint32_t len = record_len(&self->t.s, &r), was;
	uint8_t *buf, *view;
	enum side side;
	struct tls t;
	int op, bad;

	ASSERT_EQ(0, tls_make(&self->t, &r));
	ASSERT_EQ(0, tls_encrypt_made(&self->t, &r));
	for (side = LOW; side <= BOTH; side++) {
		for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
			for (bad = 0; bad < 3; bad++) {
				buf = tls_place(&self->t,
						op ? self->t.made :
						     self->t.text,
						op ? len : r.text);
				view = seam_view(&self->t.seam, buf);
				t = tls_call(&self->t, op, buf, &r);
				was = t.len;
				if (bad < 2)
					seam_protect(&self->t.seam, side, bad ?
						     PROT_NONE : PROT_READ);
				else
					seam_unmap(&self->t.seam, side);
				EXPECT_EQ(-EFAULT, tls_run(&self->t.s, &t)) {
					TH_LOG("op %d, side %d, bad %d", op,
					       side, bad);
				}
				EXPECT_EQ(was, t.len);
				ASSERT_TRUE(seam_mend(&self->t.seam));
				EXPECT_TRUE(same(view, op ? self->t.made :
						 self->t.text, was));
				EXPECT_TRUE(
					tls_only_written(&self->t, buf, was));
			}
		}
	}
}

/* A record that wraps around the end of the address space. */
TEST_F(tls, wrapping_range_is_efault)
{
	const struct record r = {
		2000, variant->suite.mac_len,
		least_pad(&self->t.s, 2000, variant->suite.mac_len),
	};
	uint32_t was;
	struct tls t;
	int op;

	for (op = COP_ENCRYPT; op <= COP_DECRYPT; op++) {
		t = tls_call(&self->t, op, (uint8_t *)(uintptr_t)-64, &r);
		was = t.len;
		EXPECT_EQ(-EFAULT, tls_run(&self->t.s, &t));
		EXPECT_EQ(was, t.len);
	}
}

/* A private mapping of a file opened for reading: the file does not change. */
TEST_F(tls, private_mapping_leaves_file_unchanged)
{
	const struct record r = {
		1000, variant->suite.mac_len,
		least_pad(&self->t.s, 1000, variant->suite.mac_len),
	};
	uint32_t len = record_len(&self->t.s, &r);
	char path[40];
	uint8_t *map;
	struct tls t;
	int ro;

	ASSERT_EQ(0, tls_make(&self->t, &r));
	ASSERT_EQ(0, tls_encrypt_made(&self->t, &r));
	tls_place(&self->t, self->t.made, 0);
	memcpy(self->t.seam.view, self->t.made, len);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", self->t.seam.fd);
	ro = open(path, O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, ro);
	map = mmap(NULL, 8192, PROT_READ, MAP_SHARED, ro, 0);
	ASSERT_TRUE(map != MAP_FAILED);
	t = tls_call(&self->t, COP_DECRYPT, map, &r);
	EXPECT_EQ(-EFAULT, tls_run(&self->t.s, &t));
	t = tls_call(&self->t, COP_ENCRYPT, map, &r);
	EXPECT_EQ(-EFAULT, tls_run(&self->t.s, &t));
	EXPECT_TRUE(same(self->t.seam.view, self->t.made, len));
	EXPECT_TRUE(all_are(self->t.seam.view + len, 4096 - len, 0xa5));
	munmap(map, 8192);
	close(ro);
}

TEST_HARNESS_MAIN
