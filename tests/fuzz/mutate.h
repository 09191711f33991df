/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Making and changing programs.
 */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include "calls.h"
#include "program.h"
#include "random.h"

/* The theme of a program, so that its calls fit together. */
enum theme {
	THEME_ANY,
	THEME_HASH,
	THEME_AEAD,
	THEME_TLS,
	THEME_SRTP,
	THEME_ASYM,
	THEME_COMPRESS,
	THEME_RANDOM,
	NR_THEMES
};

/* values.c */
uint64_t value_choose(struct random *r, const struct field *field);
uint64_t value_change(struct random *r, const struct field *field,
		      uint64_t was);

/* match.c */
void values_match(struct random *r, struct step *s, enum theme theme);
uint16_t keyed_cipher(struct random *r);
uint16_t keyed_mac(struct random *r);
uint16_t keyed_length(struct random *r);

bool step_has(struct step *s, const char *name);
void step_set(struct step *s, const char *name, uint64_t value);
uint64_t step_get(struct step *s, const char *name);

/**
 * struct session_choice - the fields of a session of a BSD's dialect
 * @cipher: that dialect's number, or 0
 * @mac: the same
 * @comp_alg: the same
 * @keylen: bytes of the cipher's key
 * @mackeylen: bytes of the mac's key
 */
struct session_choice {
	uint16_t cipher;
	uint16_t mac;
	uint16_t comp_alg;
	uint16_t keylen;
	uint16_t mackeylen;
};

/* match_bsd.c, match_freebsd.c, match_netbsd.c */
void values_match_bsd(struct random *r, struct step *s);
const struct session_choice *freebsd_session(struct random *r);
const struct session_choice *netbsd_session(struct random *r);

/* match_longer.c */
void values_match_longer(struct random *r, struct step *s);

/* match_key.c */
void values_match_key(struct random *r, struct step *s);

/* mutate.c */
void program_make(struct random *r, struct program *p);
void program_mutate(struct random *r, struct program *p,
		    const struct program *other);

#endif /* FUZZ_MUTATE_H */
