// SPDX-License-Identifier: GPL-2.0
/* TLS records across a page boundary. */
#include "tls_test.h"

const char *tls_test_init(struct tls_test *t, const struct suite *suite)
{
	int fd = dc_open();

	if (fd < 0)
		return "cannot open the device";
	if (suite_init(&t->s, fd, suite))
		return "cannot create the sessions";
	if (!seam_init(&t->seam, RECORD_MAX))
		return "cannot map memory";
	t->text = pages(RECORD_MAX);
	t->made = pages(RECORD_MAX + 512);
	fill(t->text, RECORD_MAX, 1);
	fill(t->iv, sizeof(t->iv), 2);
	fill(t->aad, sizeof(t->aad), 3);
	return NULL;
}

void tls_test_free(struct tls_test *t)
{
	suite_free(&t->s);
	seam_free(&t->seam);
	close(t->s.fd);
}

struct tls tls_call(struct tls_test *t, int op, uint8_t *buf,
		    const struct record *r)
{
	return (struct tls) {
		.op = op, .buf = buf, .tag_len = r->tag_len,
		.len = op == COP_ENCRYPT ? r->text : record_len(&t->s, r),
		.aad = t->aad, .aad_len = AAD_LEN, .iv = t->iv,
	};
}

int tls_make(struct tls_test *t, const struct record *r)
{
	memcpy(t->made, t->text, r->text);
	return record_fill(&t->s, r, t->aad, AAD_LEN, t->made);
}

int tls_encrypt_made(struct tls_test *t, const struct record *r)
{
	return suite_crypt(&t->s, COP_ENCRYPT, t->made, record_len(&t->s, r),
			   t->iv);
}

uint8_t *tls_place(struct tls_test *t, const void *data, uint32_t len)
{
	uint8_t *buf = t->seam.edge - len / 2;

	memset(t->seam.view, 0xa5, t->seam.size);
	memcpy(buf, data, len);
	return buf;
}

bool tls_only_written(struct tls_test *t, const uint8_t *buf, uint32_t len)
{
	const uint8_t *end = t->seam.map + t->seam.size;

	return all_are(t->seam.map, buf - t->seam.map, 0xa5) &&
	       all_are(buf + len, end - buf - len, 0xa5);
}

const char *tls_check_decrypt(struct tls_test *t, const struct record *r)
{
	uint32_t len = record_len(&t->s, r);
	struct tls call;
	uint8_t *buf;
	int err;

	if (tls_make(t, r) || tls_encrypt_made(t, r))
		return "cannot make the record";
	buf = tls_place(t, t->made, len);
	call = tls_call(t, COP_DECRYPT, buf, r);
	err = tls_run(&t->s, &call);
	if (err)
		return failure("error %d: text %u, mac %u, pad %u", err,
			       r->text, r->tag_len, r->pad);
	if (call.len != r->text)
		return failure("length %u instead of %u", call.len, r->text);
	if (!same(buf, t->text, r->text))
		return "wrong text";
	if (!tls_only_written(t, buf, len))
		return "wrote outside the record";
	return NULL;
}
