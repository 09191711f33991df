// SPDX-License-Identifier: GPL-2.0
/* One message in all kinds of mappings. */
#include "mapping_test.h"

#include <stdio.h>
#include <sys/mman.h>

const char *mapping_test_init(struct mapping_test *t, size_t len)
{
	char path[40];

	t->fd = dc_open();
	if (t->fd < 0)
		return "cannot open the device";
	if (sessions_init(&t->ses, t->fd))
		return "cannot create the sessions";
	t->len = page_round(len);
	fill(t->iv, 16, 2);
	t->plain = pages(t->len);
	t->secret = pages(t->len + TAG_LEN);
	t->opened = pages(t->len);
	fill(t->plain, t->len, 3);
	if (crypt_pieces(t->fd, t->ses.cbc, COP_ENCRYPT, t->plain, t->len,
			 t->secret, t->iv, 512))
		return "cannot encrypt the message";
	t->file = memfd_create("file", MFD_CLOEXEC);
	if (t->file < 0 ||
	    write(t->file, t->plain, t->len) != (ssize_t)t->len)
		return "cannot create the file";
	snprintf(path, sizeof(path), "/proc/self/fd/%d", t->file);
	t->read_only = open(path, O_RDONLY | O_CLOEXEC);
	return t->read_only < 0 ? "cannot open the file for reading" : NULL;
}

void mapping_test_free(struct mapping_test *t)
{
	close(t->read_only);
	close(t->file);
	close(t->fd);
}

int mapping_encrypt(struct mapping_test *t, const void *src, void *dst)
{
	return dc_crypt(t->fd, t->ses.cbc, COP_ENCRYPT, 0, src, t->len, dst,
			NULL, t->iv);
}

/* Decrypts t->len bytes with AES-CBC; returns 0 or a negative errno. */
static int mapping_decrypt(struct mapping_test *t, const void *src, void *dst)
{
	return dc_crypt(t->fd, t->ses.cbc, COP_DECRYPT, 0, src, t->len, dst,
			NULL, t->iv);
}

uint8_t *map(size_t len, int prot, int flags, int fd)
{
	uint8_t *p = mmap(NULL, len, prot, flags, fd, 0);

	return p == MAP_FAILED ? NULL : p;
}

bool mapping_file_is_plain(struct mapping_test *t)
{
	uint8_t *p = pages(t->len);
	bool ret;

	ret = pread(t->read_only, p, t->len, 0) == (ssize_t)t->len &&
	      same(p, t->plain, t->len);
	munmap(p, t->len);
	return ret;
}

const char *check_source(struct mapping_test *t, const uint8_t *p)
{
	uint8_t *out = pages(t->len), one[32], two[32];

	if (mapping_encrypt(t, p, out))
		return "cannot encrypt from it";
	if (!same(out, t->secret, t->len))
		return "encrypts it wrongly";
	munmap(out, t->len);
	if (dc_hash(t->fd, t->ses.sha, 0, p, t->len, one))
		return "cannot hash it";
	if (hash_pieces(t->fd, t->ses.sha, t->plain, t->len, two, 1000))
		return "cannot hash the message";
	if (!same(one, two, 32))
		return "hashes it wrongly";
	return same(p, t->plain, t->len) ? NULL : "changes the source";
}

const char *check_no_destination(struct mapping_test *t, uint8_t *p)
{
	uint8_t *was = pages(t->len + TAG_LEN);
	struct request r = {
		.aead = true, .ses = t->ses.gcm, .len = t->len - TAG_LEN,
		.src = t->plain, .dst = p, .iv = t->iv,
	};

	memcpy(was, p, t->len);
	if (mapping_encrypt(t, t->plain, p) != -EFAULT)
		return "encryption is not refused";
	if (mapping_decrypt(t, t->secret, p) != -EFAULT)
		return "decryption is not refused";
	if (mapping_encrypt(t, p, p) != -EFAULT)
		return "encryption in place is not refused";
	if (mapping_decrypt(t, p, p) != -EFAULT)
		return "decryption in place is not refused";
	if (dc_hash(t->fd, t->ses.sha, 0, t->plain, 100, p) != -EFAULT)
		return "a digest is not refused";
	if (request_run(t->fd, &r) != -EFAULT)
		return "an AEAD is not refused";
	r.src = p;
	if (request_run(t->fd, &r) != -EFAULT)
		return "an AEAD in place is not refused";
	if (!same(p, was, t->len))
		return "changes the destination";
	munmap(was, t->len + TAG_LEN);
	return NULL;
}

const char *check_both(struct mapping_test *t, uint8_t *p)
{
	const char *wrong;

	memcpy(p, t->plain, t->len);
	wrong = check_source(t, p);
	if (wrong)
		return wrong;
	if (mapping_encrypt(t, p, p))
		return "cannot encrypt in place";
	if (!same(p, t->secret, t->len))
		return "encrypts wrongly in place";
	if (mapping_decrypt(t, p, p))
		return "cannot decrypt in place";
	if (!same(p, t->plain, t->len))
		return "decrypts wrongly in place";
	memset(p, 0, t->len);
	if (mapping_encrypt(t, t->plain, p))
		return "cannot encrypt to it";
	return same(p, t->secret, t->len) ? NULL : "writes it wrongly";
}
