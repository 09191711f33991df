// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Generates keys by the default provider. */
#include "error.h"
#include "pkey.h"
#include "soft.h"

/**
 * struct pkey_gen - the generation of a key
 * @prov: the provider
 * @type: the type of the key
 * @soft: the generation in the default provider
 * @selection: the parts to generate, OSSL_KEYMGMT_SELECT_*
 */
struct pkey_gen {
	struct provider *prov;
	const struct pkey_type *type;
	EVP_PKEY_CTX *soft;
	int selection;
};

/* @template has the parameters of the key, unless it is NULL. */
static bool start_generation(struct pkey_gen *gen, EVP_PKEY *template)
{
	OSSL_LIB_CTX *libctx = soft_context(gen->prov);

	if (!libctx)
		return false;
	gen->soft = template ?
		lib.EVP_PKEY_CTX_new_from_pkey(libctx, template, NULL) :
		lib.EVP_PKEY_CTX_new_from_name(libctx, gen->type->name, NULL);
	if (!gen->soft)
		return false;
	if (gen->selection & OSSL_KEYMGMT_SELECT_KEYPAIR)
		return lib.EVP_PKEY_keygen_init(gen->soft) == 1;
	return lib.EVP_PKEY_paramgen_init(gen->soft) == 1;
}

struct pkey_gen *pkey_gen_new(struct provider *prov,
			      const struct pkey_type *type, int selection,
			      const OSSL_PARAM params[])
{
	struct pkey_gen *gen = alloc_zero(sizeof(*gen));

	if (!gen)
		return NULL;
	gen->prov = prov;
	gen->type = type;
	gen->selection = selection;
	if (start_generation(gen, NULL) && pkey_gen_set_params(gen, params))
		return gen;
	pkey_gen_free(gen);
	return NULL;
}

int pkey_gen_set_params(void *genctx, const OSSL_PARAM params[])
{
	struct pkey_gen *gen = genctx;

	if (!params || !params->key)
		return 1;
	return lib.EVP_PKEY_CTX_set_params(gen->soft, params) == 1;
}

int pkey_gen_set_template(void *genctx, void *keydata)
{
	struct pkey_gen *gen = genctx;
	struct pkey *template = keydata;

	lib.EVP_PKEY_CTX_free(gen->soft);
	gen->soft = NULL;
	return template->soft && start_generation(gen, template->soft);
}

void *pkey_gen_run(void *genctx, OSSL_CALLBACK *callback, void *arg)
{
	struct pkey_gen *gen = genctx;
	EVP_PKEY *soft = NULL;
	struct pkey *key;

	(void)callback;
	(void)arg;
	if (!gen->soft || lib.EVP_PKEY_generate(gen->soft, &soft) != 1)
		return NULL;
	key = pkey_new(gen->prov, gen->type);
	if (key)
		pkey_set_soft(key, soft,
			      gen->selection & OSSL_KEYMGMT_SELECT_KEYPAIR);
	else
		lib.EVP_PKEY_free(soft);
	return key;
}

void pkey_gen_free(void *genctx)
{
	struct pkey_gen *gen = genctx;

	if (!gen)
		return;
	lib.EVP_PKEY_CTX_free(gen->soft);
	alloc_free(gen);
}
