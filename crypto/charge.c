// SPDX-License-Identifier: GPL-2.0
/*
 * The memory of transforms, which the crypto API charges to nobody. So a session
 * holds as much memory again that is charged to its user's memory cgroup: what
 * a user can take uncharged is bounded by what it can take charged.
 */
#include <linux/minmax.h>
#include <linux/sizes.h>
#include <linux/slab.h>

#include "crypto/session.h"

/* Lower bound; most transforms are smaller. */
#define CONTEXT_MIN	SZ_1K

/* RSA's numbers of 4096 bits, or those of a group of 8192. */
#define CONTEXT_PUBLIC	SZ_8K

/**
 * struct cryptodev_stand_in - charged memory that stands for a transform's
 * @next: of another transform of the session
 */
struct cryptodev_stand_in {
	struct cryptodev_stand_in *next;
};

static u32 alg_context(const struct cryptodev_alg *alg)
{
	return alg ? max_t(u32, alg->context, CONTEXT_MIN) : 0;
}

/* A pair's two transforms share one stand-in. */
static u32 session_context(const struct cryptodev_session *ses)
{
	return alg_context(ses->cipher_alg) + alg_context(ses->hash_alg) ?:
	       CONTEXT_PUBLIC;
}

/**
 * cryptodev_session_charge() - charge the caller for a transform, or a pair
 * @ses: the session that has it, or will have it
 *
 * May sleep. The caller sees to it that no two threads do it at once.
 *
 * Return: 0 or -ENOMEM; cryptodev_session_uncharge() undoes it either way.
 */
int cryptodev_session_charge(struct cryptodev_session *ses)
{
	struct cryptodev_stand_in *stand_in;

	stand_in = kmalloc(session_context(ses), GFP_KERNEL_ACCOUNT);
	if (!stand_in)
		return -ENOMEM;
	stand_in->next = ses->stand_ins;
	ses->stand_ins = stand_in;
	return 0;
}

/**
 * cryptodev_session_uncharge() - the session's transforms are freed
 * @ses: the session
 */
void cryptodev_session_uncharge(struct cryptodev_session *ses)
{
	struct cryptodev_stand_in *next;

	for (; ses->stand_ins; ses->stand_ins = next) {
		next = ses->stand_ins->next;
		kfree(ses->stand_ins);
	}
}
