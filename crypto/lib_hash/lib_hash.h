/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Hashes that the kernel has as library functions, registered as transforms so
 * that sessions use them like any other hash. They have the flag
 * CRYPTO_ALG_INTERNAL: the kernel offers them to nobody else.
 */
#ifndef CRYPTODEV_LIB_HASH_H
#define CRYPTODEV_LIB_HASH_H

struct shash_alg;

/*
 * The lowest priority: registering a hash under a name that the kernel has too
 * replaces nothing.
 */
#define CRYPTODEV_LIB_HASH_PRIORITY	1

/* register.c */
int cryptodev_lib_hashes_init(void);
void cryptodev_lib_hashes_exit(void);

/* null.c */
extern struct shash_alg cryptodev_null_alg;

/* The rest is left out by Kbuild where the kernel lacks the functions. */
#ifdef CRYPTODEV_BLAKE2B
extern struct shash_alg cryptodev_blake2b_alg;

#define CRYPTODEV_BLAKE2B_ALG	(&cryptodev_blake2b_alg)
#define CRYPTODEV_OWN_BLAKE2B	true
#else
#define CRYPTODEV_BLAKE2B_ALG	NULL
#define CRYPTODEV_OWN_BLAKE2B	false
#endif

#ifdef CRYPTODEV_BLAKE2S
extern struct shash_alg cryptodev_blake2s_alg;

#define CRYPTODEV_BLAKE2S_ALG	(&cryptodev_blake2s_alg)
#else
#define CRYPTODEV_BLAKE2S_ALG	NULL
#endif

#ifdef CRYPTODEV_POLY1305
extern struct shash_alg cryptodev_poly1305_alg;

#define CRYPTODEV_POLY1305_ALG	(&cryptodev_poly1305_alg)
#else
#define CRYPTODEV_POLY1305_ALG	NULL
#endif

#endif /* CRYPTODEV_LIB_HASH_H */
