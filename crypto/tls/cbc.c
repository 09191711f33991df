// SPDX-License-Identifier: GPL-2.0
/*
 * Checks the padding and the MAC of a decrypted TLS record of a CBC cipher, in
 * constant time. Relies on hmac_ct.c and constant_time.h.
 *
 * An attacker can decrypt if they can observe the length of the padding, or
 * whether the padding or the MAC was wrong: Vaudenay, "Security Flaws Induced
 * by CBC Padding", 2002; AlFardan and Paterson, "Lucky Thirteen", 2013. These
 * are the side channels, and how this file closes each:
 *
 * - the error: bad padding and a bad MAC both return EBADMSG, and the MAC of a
 *   record with bad padding is computed as if it had no padding (RFC 5246,
 *   section 6.2.3.2);
 * - the number of blocks that the hash processes: always as many as the length
 *   of the record allows (hmac_ct.c);
 * - the loop that compares the padding: always as long as the longest padding;
 * - the address of the MAC: all possible addresses are read, and the bytes are
 *   rotated by steps that do not depend on the address;
 * - the comparison of the MAC: crypto_memneq();
 * - the output: the same number of bytes, whether the record verifies or not
 *   (record.c).
 */
#include <crypto/cryptodev.h>
#include <linux/minmax.h>
#include <linux/string.h>

#include "compat/kernel.h"
#include "crypto/tls/constant_time.h"
#include "crypto/tls/tls.h"

/* Longest padding, its length byte included (RFC 5246, section 6.2.3.2). */
#define PAD_MAX		256

/*
 * Returns the bytes of padding before the length byte; 0 if it is bad. *@ok is
 * a mask: all ones if the padding is right.
 */
static u32 check_padding(const u8 *text, u32 len, u32 tag_len, u32 *ok)
{
	u32 pad = text[len - 1];
	u32 i, bad = 0;

	*ok = ~ct_lt(len, tag_len + 1 + pad);
	for (i = 0; i < min_t(u32, PAD_MAX, len); i++)
		bad |= ~ct_lt(pad, i) & (text[len - 1 - i] ^ pad);
	*ok &= ct_eq(bad, 0);
	return pad & *ok;
}

/* Rotates the @len bytes of @mac to the left by @by, which is secret. */
static void rotate_mac(u8 *mac, u32 len, u32 by)
{
	u8 turned[HASH_MAX_LEN];
	u32 i, step;

	for (step = 1; step < len; step <<= 1, by >>= 1) {
		u32 turn = 0 - (by & 1);

		OPTIMIZER_HIDE_VAR(turn);
		for (i = 0; i < len; i++)
			turned[i] = ct_select(turn, mac[(i + step) % len],
					      mac[i]);
		for (i = 0; i < len; i++)
			mac[i] = turned[i];
	}
	memzero_explicit(turned, sizeof(turned));
}

/*
 * Reads the MAC at the secret offset @at, which is at most PAD_MAX bytes before
 * the last possible offset.
 */
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
	rotate_mac(mac, tag_len, turn);
}

/**
 * cryptodev_tls_cbc_check() - check the padding and MAC of a TLS record
 * @h: the HMAC key, after cryptodev_hmac_ct_ready()
 * @text: the decrypted record; @head_len bytes that the MAC covers precede it
 * @head_len: bytes before @text that the MAC covers
 * @len: bytes of the record, more than @tag_len
 * @tag_len: bytes of the MAC
 * @ok: out: mask: all ones if padding and MAC are right, else 0
 * @text_len: out: bytes of text; meaningless if @ok is 0
 *
 * Time and memory accesses depend only on @head_len, @len and @tag_len. May
 * sleep.
 *
 * Return: 0 with the result in @ok, or -ENOMEM.
 */
int cryptodev_tls_cbc_check(const struct cryptodev_hmac_ct *h, const u8 *text,
			    u32 head_len, u32 len, u32 tag_len, u32 *ok,
			    u32 *text_len)
{
	u8 received[HASH_MAX_LEN], mac[HASH_MAX_LEN];
	u32 max = len - tag_len - 1;
	u32 min = max > PAD_MAX - 1 ? max - (PAD_MAX - 1) : 0;
	int err;

	*text_len = max - check_padding(text, len, tag_len, ok);
	err = cryptodev_hmac_ct_compute(h, text - head_len, head_len + min,
					head_len + max, head_len + *text_len, mac);
	if (!err) {
		read_mac(text, len, tag_len, *text_len, received);
		*ok &= ct_eq(crypto_memneq(mac, received, tag_len) != 0, 0);
	}
	memzero_explicit(received, sizeof(received));
	memzero_explicit(mac, sizeof(mac));
	return err;
}
