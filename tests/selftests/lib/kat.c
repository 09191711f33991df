// SPDX-License-Identifier: GPL-2.0
/* Known answers: vectors, sessions and results. */
#include "kat.h"

#include <limits.h>

uint8_t kat_pt[KAT_MAX];

uint8_t kat_ct[KAT_MAX];

uint8_t kat_dst[KAT_MAX + KAT_GUARD];

void kat_load(uint8_t *buf, const uint8_t *data, size_t len, size_t room)
{
	memset(buf, KAT_FILL, room + KAT_GUARD);
	if (len)
		memcpy(buf, data, len);
}

const char *kat_result(const char *how, int err, const uint8_t *buf,
		       const uint8_t *out, size_t len, size_t room)
{
	if (err)
		return failure("%s: error %d", how, err);
	if (memcmp(buf, out, len))
		return failure("%s: wrong result", how);
	if (!all_are(buf + room, KAT_GUARD, KAT_FILL))
		return failure("%s: wrote past the end", how);
	return NULL;
}

struct vec_file *kat_next(struct kat_reader *r)
{
	char pattern[PATH_MAX];

	for (;;) {
		if (r->open && vec_next(&r->v, r->result))
			return &r->v;
		if (r->open)
			vec_close(&r->v);
		r->open = false;
		if (r->path < r->paths.gl_pathc) {
			r->open = vec_open(&r->v,
					   r->paths.gl_pathv[r->path++]);
			if (!r->open)
				return NULL;
			continue;
		}
		if (r->pattern == KAT_FILES || !r->files[r->pattern])
			return NULL;
		snprintf(pattern, sizeof(pattern), "%s/%s", vec_dir(),
			 r->files[r->pattern++]);
		if (glob(pattern, 0, NULL, &r->paths))
			return NULL;
		r->path = 0;
	}
}

const char *kat_path(struct kat_reader *r)
{
	return r->path ? r->paths.gl_pathv[r->path - 1] : r->files[0];
}

int kat_session(struct kat_session *s, uint32_t cipher, uint32_t mac,
		const uint8_t *key, uint32_t keylen)
{
	int err;

	if (s->ses && s->keylen == keylen && !memcmp(s->key, key, keylen))
		return 0;
	if (s->ses) {
		err = dc_free(s->fd, s->ses);
		if (err)
			return err;
		s->ses = 0;
	}
	memcpy(s->key, key, keylen);
	s->keylen = keylen;
	return dc_session(s->fd, cipher, cipher ? key : NULL,
			  cipher ? keylen : 0, mac, mac ? key : NULL,
			  mac ? keylen : 0, &s->ses);
}
