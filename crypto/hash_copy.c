// SPDX-License-Identifier: GPL-2.0
/*
 * Copies a running hash between sessions: the state that the transform exported
 * (hash.c) is bytes.
 */
#include <crypto/hash.h>
#include <linux/slab.h>

#include "crypto/transforms.h"
#include "zc/reject.h"

static int read_state(struct cryptodev_running_hash *run, u8 *state,
		      unsigned int size, bool *live)
{
	if (mutex_lock_killable(&run->lock))
		return -EINTR;
	*live = run->live;
	memcpy(state, run->state[run->current_state], size);
	mutex_unlock(&run->lock);
	return 0;
}

static int write_state(struct cryptodev_running_hash *run, const u8 *state,
		       unsigned int size, bool live)
{
	if (mutex_lock_killable(&run->lock))
		return -EINTR;
	run->live = live;
	memcpy(run->state[run->current_state], state, size);
	mutex_unlock(&run->lock);
	return 0;
}

/**
 * cryptodev_hash_copy() - copy a running hash from one session to another
 * @dst: session to copy to
 * @src: session to copy from
 *
 * May sleep. Takes one session's lock at a time.
 *
 * Return: 0, -EOPNOTSUPP if a session has no hash, -EINVAL if the hashes or
 * their drivers differ, -EACCES if @dst allows more than @src, -ENOMEM, or
 * -EINTR if the task is being killed.
 */
int cryptodev_hash_copy(struct cryptodev_session *dst,
			struct cryptodev_session *src)
{
	unsigned int size;
	bool live;
	u8 *state;
	int err;

	if (!dst->ahash || !src->ahash)
		return cryptodev_reject(-EOPNOTSUPP, "session has no hash");
	if (crypto_ahash_tfm(dst->ahash)->__crt_alg !=
	    crypto_ahash_tfm(src->ahash)->__crt_alg)
		return cryptodev_reject(-EINVAL, "hashes of sessions differ");
	/* A driver may set the size for each transform. */
	size = crypto_ahash_statesize(src->ahash);
	if (crypto_ahash_statesize(dst->ahash) != size)
		return cryptodev_reject(-EINVAL, "hash states differ in size");
	if (dst == src)
		return 0;
	/* The state of a keyed BLAKE2 contains all of the key that a MAC takes. */
	if (src->forbidden & ~dst->forbidden)
		return cryptodev_reject(-EACCES, "target allows more");

	state = kmalloc(size, GFP_KERNEL_ACCOUNT);
	if (!state)
		return -ENOMEM;
	err = read_state(&src->running, state, size, &live);
	if (!err)
		err = write_state(&dst->running, state, size, live);
	kfree_sensitive(state);
	return err;
}
