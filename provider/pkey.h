/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * Public and private keys. The default provider holds the numbers of a key, and
 * computes with it if the device does not. The device's sessions belong to the key
 * rather than to a context: the library makes a new context for each signature,
 * and the device takes any number of requests on a session at a time.
 */
#ifndef PROVIDER_PKEY_H
#define PROVIDER_PKEY_H

#include "provider.h"
#include "session.h"

struct pkey;

/**
 * struct pkey_use - the parameters of a session for a key
 * @cipher: the algorithm, CRYPTODEV_RSA and the like
 * @mac: the hash of a signature, or 0
 * @private: the session has the private key
 */
struct pkey_use {
	__u32 cipher;
	__u32 mac;
	bool private;
};

/**
 * struct pkey_type - a type of keys
 * @name: its name in the default provider
 * @blank: a key without numbers is valid: the type has no parameters
 * @encode: returns the key that a session takes, which the caller frees with
 *	    alloc_clear_free(); or NULL
 */
struct pkey_type {
	const char *name;
	bool blank;
	unsigned char *(*encode)(const struct pkey *key,
				 const struct pkey_use *use, size_t *len);
};

/**
 * struct pkey_session - a session for a key; constant but for @lost
 * @next: the session that was added before
 * @use: its parameters
 * @error: the errno with which the device rejected this key, and there is no
 *	   session
 * @lost: the program has closed its descriptor
 * @ses: the session
 */
struct pkey_session {
	struct pkey_session *next;
	struct pkey_use use;
	int error;
	atomic_bool lost;
	struct session ses;
};

/**
 * struct pkey - a key
 * @prov: the provider
 * @type: its type
 * @references: contexts that use it, and the library's EVP_PKEY
 * @soft: the same key in the default provider, the public half of a key in a
 *	  keyring, or NULL if there is no number
 * @selection: the parts that there are, OSSL_KEYMGMT_SELECT_*
 * @serial: the serial number of a key in a keyring; 0 if it is in @soft
 * @bits, @size: length of the modulus in bits and in bytes (RSA)
 * @sessions: the sessions; one is added at the front without a lock
 */
struct pkey {
	struct provider *prov;
	const struct pkey_type *type;
	atomic_uint references;
	EVP_PKEY *soft;
	int selection;
	__s32 serial;
	size_t bits;
	size_t size;
	_Atomic(struct pkey_session *) sessions;
};

/* pkey.c */

/* Returns a key without numbers, or NULL and an error. */
struct pkey *pkey_new(struct provider *prov, const struct pkey_type *type);

/* Takes a reference. */
void pkey_get(struct pkey *key);

/* Drops a reference. The last one frees the key and its sessions. */
void pkey_put(struct pkey *key);

/* Takes a reference for *@slot, and drops that of the key that was there. */
void pkey_replace(struct pkey **slot, struct pkey *key);

/* Returns whether a key has these parts. */
static inline bool pkey_has(const struct pkey *key, int selection)
{
	return (key->selection & selection) == selection;
}

/*
 * Gives the key to @soft, which the key owns from now on. Nobody else may use the
 * key yet.
 */
void pkey_set_soft(struct pkey *key, EVP_PKEY *soft, int selection);

/*
 * Returns a context of the default provider for the same key, which the caller
 * frees; or NULL and an error.
 */
EVP_PKEY_CTX *pkey_soft_context(const struct pkey *key);

/* pkey_session.c */

/*
 * Processes a request on a session for the key, and creates the session the first
 * time. Returns 0 or an errno. Any number of threads may call this.
 */
int pkey_process(struct pkey *key, const struct pkey_use *use,
		 struct cryptodev_req *req);

/* Frees the sessions. No other thread uses the key. */
void pkey_close_sessions(struct pkey *key);

/* pkey_keymgmt.c: functions of OSSL_OP_KEYMGMT, the same for each type */

void pkey_keymgmt_free(void *keydata);
void *pkey_keymgmt_load(const void *reference, size_t size);
int pkey_keymgmt_has(const void *keydata, int selection);
int pkey_keymgmt_match(const void *a, const void *b, int selection);
int pkey_keymgmt_validate(const void *keydata, int selection, int check);
int pkey_keymgmt_import(void *keydata, int selection, const OSSL_PARAM params[]);
int pkey_keymgmt_export(void *keydata, int selection, OSSL_CALLBACK *callback,
			void *arg);
void *pkey_keymgmt_dup(const void *keydata, int selection);
int pkey_keymgmt_get_params(void *keydata, OSSL_PARAM params[]);
int pkey_keymgmt_set_params(void *keydata, const OSSL_PARAM params[]);

/* pkey_gen.c: generates keys by the default provider */

struct pkey_gen;

/* Returns a context that generates keys of this type, or NULL and an error. */
struct pkey_gen *pkey_gen_new(struct provider *prov,
			      const struct pkey_type *type, int selection,
			      const OSSL_PARAM params[]);
int pkey_gen_set_params(void *genctx, const OSSL_PARAM params[]);
int pkey_gen_set_template(void *genctx, void *keydata);
void *pkey_gen_run(void *genctx, OSSL_CALLBACK *callback, void *arg);
void pkey_gen_free(void *genctx);

/* Rows of a type's table of functions; the second macro has those of all types. */
#define PKEY_KEYMGMT(id, function)					\
	{ OSSL_FUNC_KEYMGMT_##id, (void (*)(void))function }
#define PKEY_KEYMGMT_ROWS						\
	PKEY_KEYMGMT(FREE, pkey_keymgmt_free),				\
	PKEY_KEYMGMT(LOAD, pkey_keymgmt_load),				\
	PKEY_KEYMGMT(HAS, pkey_keymgmt_has),				\
	PKEY_KEYMGMT(MATCH, pkey_keymgmt_match),			\
	PKEY_KEYMGMT(VALIDATE, pkey_keymgmt_validate),			\
	PKEY_KEYMGMT(IMPORT, pkey_keymgmt_import),			\
	PKEY_KEYMGMT(EXPORT, pkey_keymgmt_export),			\
	PKEY_KEYMGMT(DUP, pkey_keymgmt_dup),				\
	PKEY_KEYMGMT(GET_PARAMS, pkey_keymgmt_get_params),		\
	PKEY_KEYMGMT(GEN_SET_PARAMS, pkey_gen_set_params),		\
	PKEY_KEYMGMT(GEN, pkey_gen_run),				\
	PKEY_KEYMGMT(GEN_CLEANUP, pkey_gen_free)

#endif /* PROVIDER_PKEY_H */
