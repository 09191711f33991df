// SPDX-License-Identifier: GPL-2.0
/*
 * The crypto API does not charge the memory of transforms to any user. For each
 * transform, a session allocates a block of about the same size that is charged
 * to its user's memory cgroup. This bounds the uncharged memory that a user can
 * take by the memory that the user can charge.
 *
 * A module can charge a cgroup only by an allocation with __GFP_ACCOUNT: no
 * kernel up to 7.2 exports obj_cgroup_charge() or another function that charges
 * memory. The crypto API takes no such flag, and no scope of a task adds it, as
 * memalloc_nofs_save() removes __GFP_FS.
 */
#include <linux/minmax.h>
#include <linux/sizes.h>
#include <linux/slab.h>

#include "crypto/session.h"

/* Bytes charged for most transforms, which are smaller. */
#define CONTEXT_MIN	SZ_1K

/* Enough for an RSA key of 4096 bits or a DH group of 8192 bits. */
#define CONTEXT_PUBLIC	SZ_8K

/**
 * struct cryptodev_charge - charged memory in place of a transform's memory
 * @next: the charge for another transform of the session
 */
struct cryptodev_charge {
	struct cryptodev_charge *next;
};

static u32 alg_context(const struct cryptodev_alg *alg)
{
	return alg ? max_t(u32, alg->context, CONTEXT_MIN) : 0;
}

/* The cipher and the hash of a pair share one charge. */
static u32 session_context(const struct cryptodev_session *ses)
{
	return alg_context(ses->cipher_alg) + alg_context(ses->hash_alg) ?:
	       CONTEXT_PUBLIC;
}

/**
 * cryptodev_session_charge() - charge the caller for a transform or a pair
 * @ses: the session that has the transform, or will have it
 *
 * May sleep. The caller makes sure that no two threads charge a session at
 * once.
 *
 * Return: 0 or -ENOMEM. In both cases cryptodev_session_uncharge() frees all
 * charges.
 */
int cryptodev_session_charge(struct cryptodev_session *ses)
{
	struct cryptodev_charge *charge;

	charge = kmalloc(session_context(ses), GFP_KERNEL_ACCOUNT);
	if (!charge)
		return -ENOMEM;
	charge->next = ses->charges;
	ses->charges = charge;
	return 0;
}

/**
 * cryptodev_session_uncharge() - free the charges of a session
 * @ses: the session, whose transforms are freed
 *
 * Never sleeps.
 */
void cryptodev_session_uncharge(struct cryptodev_session *ses)
{
	struct cryptodev_charge *next;

	for (; ses->charges; ses->charges = next) {
		next = ses->charges->next;
		kfree(ses->charges);
	}
}
