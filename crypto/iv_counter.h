/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The IVs that a session generates for an AEAD. An IV must not repeat with a key,
 * so each number is drawn once, and at most 2^32 of them: see NIST SP 800-38D,
 * sections 8.2 and 8.3.
 */
#ifndef CRYPTODEV_IV_COUNTER_H
#define CRYPTODEV_IV_COUNTER_H

#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/minmax.h>
#include <linux/random.h>
#include <linux/string.h>
#include <linux/types.h>

/* Messages of one session with a generated IV. */
#define CRYPTODEV_IV_COUNT_MAX	BIT_ULL(32)

/**
 * struct cryptodev_iv_counter - the generated IVs of a session
 * @nr: IVs drawn so far, at most CRYPTODEV_IV_COUNT_MAX
 * @start: the first value of the counter
 * @fixed: the bytes before the counter
 *
 * @start and @fixed are random. So sessions with the same key use different IVs,
 * except with a probability of about 2^-63 for an IV of 12 bytes.
 */
struct cryptodev_iv_counter {
	atomic64_t nr;
	u64 start;
	u8 fixed[8];
};

/**
 * cryptodev_iv_counter_init() - choose the random parts of a counter
 * @counter: the counter, all zeros
 *
 * May sleep at boot.
 */
static inline void cryptodev_iv_counter_init(struct cryptodev_iv_counter *counter)
{
	get_random_bytes(&counter->start, sizeof(counter->start));
	get_random_bytes(counter->fixed, sizeof(counter->fixed));
}

/**
 * cryptodev_iv_count() - draw the number of an IV
 * @counter: the counter; threads may use it at once
 * @nr: set to the number, which no other call gets
 *
 * Does not sleep.
 *
 * Return: 0, or -EKEYEXPIRED if all numbers are drawn.
 */
static inline int cryptodev_iv_count(struct cryptodev_iv_counter *counter,
				     u64 *nr)
{
	*nr = atomic64_fetch_add_unless(&counter->nr, 1,
					CRYPTODEV_IV_COUNT_MAX);
	return *nr < CRYPTODEV_IV_COUNT_MAX ? 0 : -EKEYEXPIRED;
}

/**
 * cryptodev_iv_write() - make the IV of a number
 * @counter: the counter
 * @nr: the number
 * @iv: the IV: the fixed bytes, then the counter, most significant byte first
 * @len: bytes of the IV, 7 to 16; an IV of 7 bytes has a counter of 7 bytes
 *
 * Does not sleep.
 */
static inline void cryptodev_iv_write(const struct cryptodev_iv_counter *counter,
				      u64 nr, u8 *iv, u32 len)
{
	u32 fixed = len - min_t(u32, len, sizeof(nr));
	u64 value = counter->start + nr;

	memcpy(iv, counter->fixed, fixed);
	for (; len > fixed; value >>= 8)
		iv[--len] = value;
}

#endif /* CRYPTODEV_IV_COUNTER_H */
