// SPDX-License-Identifier: GPL-2.0
/*
 * The pad and mac of a decrypted CBC record of TLS, checked in constant time.
 *
 * Who can tell whether the pad was wrong or the mac, or how long the pad was,
 * can decrypt: Vaudenay, "Security Flaws Induced by CBC Padding", 2002;
 * AlFardan and Paterson, "Lucky Thirteen", 2013. The channels, and what closes
 * each of them:
 *
 * - a different answer: a bad pad and a bad mac are one EBADMSG, and a record
 *   with a bad pad has its mac computed all the same, as if it had none
 *   (RFC 5246, section 6.2.3.2);
 * - how many blocks the hash works: always as many as the record's length
 *   allows (hmac_ct.c);
 * - the loop that compares the pad: always over the longest pad there may be;
 * - where the mac is read: all places where it may be are read, and the bytes
 *   are brought into order by steps that are the same for each place;
 * - the comparison of the mac: crypto_memneq();
 * - what is written: as many bytes if the record verifies as if not (record.c).
 */
#include <crypto/cryptodev.h>
#include <linux/minmax.h>
#include <linux/string.h>

#include "compat/kernel.h"
#include "crypto/tls/constant_time.h"
#include "crypto/tls/tls.h"

/* The most that a pad takes, its length byte included (RFC 5246, 6.2.3.2). */
#define PAD_MAX		256

/* Bytes of padding before the length byte; *@ok tells whether they are right. */
static u32 check_pad(const u8 *text, u32 len, u32 tag_len, u32 *ok)
{
	u32 pad = text[len - 1];
	u32 i, bad = 0;

	*ok = ~ct_lt(len, tag_len + 1 + pad);
	for (i = 0; i < min_t(u32, PAD_MAX, len); i++)
		bad |= ~ct_lt(pad, i) & (text[len - 1 - i] ^ pad);
	*ok &= ct_eq(bad, 0);
	return pad & *ok;
}

/* Turns @mac, of @len bytes, to the left by @by, which is secret. */
static void rotate(u8 *mac, u32 len, u32 by)
{
	u8 turned[HASH_MAX_LEN];
	u32 i, step;

	for (step = 1; step < len; step <<= 1, by >>= 1) {
		u32 turn = 0 - (by & 1);

		OPTIMIZER_HIDE_VAR(turn);
		for (i = 0; i < len; i++)
			turned[i] = ct_select(turn, mac[(i + step) % len],
					      mac[i]);
		memcpy(mac, turned, len);
	}
	memzero_explicit(turned, sizeof(turned));
}

/* The mac that starts at @at, which is secret, PAD_MAX before the end or later. */
static void read_mac(const u8 *text, u32 len, u32 tag_len, u32 at, u8 *mac)
{
	u32 first = len > PAD_MAX + tag_len ? len - PAD_MAX - tag_len : 0;
	u32 i, place = 0, turn = 0;

	memset(mac, 0, tag_len);
	for (i = first; i < len; i++) {
		u32 inside = ~ct_lt(i, at) & ct_lt(i, at + tag_len);

		mac[place] |= text[i] & inside;
		turn |= place & ct_eq(i, at);
		place = place + 1 == tag_len ? 0 : place + 1;
	}
	rotate(mac, tag_len, turn);
}

/**
 * cryptodev_tls_cbc_check() - check a record's pad and mac
 * @h: the HMAC's key, ready
 * @text: the record, decrypted; what the mac covers before it stands in front
 * @head_len: bytes of that
 * @len: bytes of the record, more than @tag_len
 * @tag_len: bytes of the mac
 * @ok: out: all ones if both are right, else 0
 * @text_len: out: bytes of the text; of no use if they are not
 *
 * What it does depends on the lengths that it gets, and on nothing else.
 * May sleep.
 *
 * Return: 0 with the answer in @ok, or -ENOMEM.
 */
int cryptodev_tls_cbc_check(const struct cryptodev_hmac_ct *h, const u8 *text,
			    u32 head_len, u32 len, u32 tag_len, u32 *ok,
			    u32 *text_len)
{
	u8 given[HASH_MAX_LEN], mac[HASH_MAX_LEN];
	u32 max = len - tag_len - 1;
	u32 min = max > PAD_MAX - 1 ? max - (PAD_MAX - 1) : 0;
	int err;

	*text_len = max - check_pad(text, len, tag_len, ok);
	err = cryptodev_hmac_ct(h, text - head_len, head_len + min,
				head_len + max, head_len + *text_len, mac);
	if (!err) {
		read_mac(text, len, tag_len, *text_len, given);
		*ok &= ct_eq(crypto_memneq(mac, given, tag_len) != 0, 0);
	}
	memzero_explicit(given, sizeof(given));
	memzero_explicit(mac, sizeof(mac));
	return err;
}
