// SPDX-License-Identifier: GPL-2.0
/*
 * The device's random number generator. Its output depends on the seed alone, so
 * that tests can predict it. Therefore it is registered only while the parameter rng
 * is set: other users of "stdrng" in the kernel would get its numbers too.
 */
#include <crypto/internal/rng.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

#include "accel.h"

/* Above each generator in software. */
#define PRIORITY	5000
#define SEED_BYTES	16

/**
 * struct accel_rng - a transform
 * @state: advances with each 8 bytes of output
 */
struct accel_rng {
	u64 state;
};

static bool registered;

static int rng_seed(struct crypto_rng *tfm, const u8 *seed, unsigned int len)
{
	struct accel_rng *rng = crypto_rng_ctx(tfm);

	/* FNV-1a */
	rng->state = 0xcbf29ce484222325ull;
	while (len--)
		rng->state = (rng->state ^ *seed++) * 0x100000001b3ull;
	return 0;
}

/* splitmix64 */
static u64 next(struct accel_rng *rng)
{
	u64 z = rng->state += 0x9e3779b97f4a7c15ull;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return z ^ (z >> 31);
}

/* It ignores additional input, as a hardware generator may. */
static int rng_generate(struct crypto_rng *tfm, const u8 *src,
			unsigned int slen, u8 *dst, unsigned int len)
{
	bool failed = accel_chance(READ_ONCE(accel_settings.error_percent));
	struct accel_rng *rng = crypto_rng_ctx(tfm);
	unsigned int i;
	u64 bits = 0;

	accel_count_call(failed);
	if (failed)
		return -READ_ONCE(accel_settings.error);
	for (i = 0; i < len; i++) {
		if (i % 8 == 0)
			bits = next(rng);
		dst[i] = bits >> 8 * (i % 8);
	}
	return 0;
}

static struct rng_alg alg = {
	.generate = rng_generate,
	.seed = rng_seed,
	.seedsize = SEED_BYTES,
	.base = {
		.cra_name = "stdrng",
		.cra_driver_name = "stdrng-accel",
		.cra_priority = PRIORITY,
		.cra_ctxsize = sizeof(struct accel_rng),
		.cra_module = THIS_MODULE,
	},
};

/**
 * accel_rng_remove() - unregister the generator, if it is registered
 *
 * Return: 0, or -EBUSY if a transform uses it, or a lookup has found it.
 */
int accel_rng_remove(void)
{
	if (!registered)
		return 0;
	/* crypto_unregister_rng() warns of references beside the first. */
	if (refcount_read(&alg.base.cra_refcnt) != 1)
		return -EBUSY;
	crypto_unregister_rng(&alg);
	registered = false;
	return 0;
}

static int set_rng(const char *val, const struct kernel_param *kp)
{
	bool on;
	int err = kstrtobool(val, &on);

	if (err || on == registered)
		return err;
	if (!on)
		return accel_rng_remove();
	err = crypto_register_rng(&alg);
	registered = !err;
	return err;
}

static const struct kernel_param_ops rng_ops = {
	.set = set_rng,
	.get = param_get_bool,
};

module_param_cb(rng, &rng_ops, &registered, 0644);
MODULE_PARM_DESC(rng, "Offer the generator stdrng-accel, whose numbers are predictable (0/1)");
