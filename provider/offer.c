// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Decides which algorithms the provider offers. */
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "device.h"
#include "error.h"
#include "offer.h"
#include "session.h"

static const struct offer_list *const lists[] = {
	&cipher_offers,
	&aead_offers,
	&digest_offers,
	&mac_offers,
	&rand_offers,
	&pkey_keymgmt_offers,
	&pkey_signature_offers,
	&pkey_exchange_offers,
	&pkey_cipher_offers,
	&pkey_store_offers,
};

/* Returns the length of the name at @list; @separator or blanks follow. */
static size_t name_length(const char *list, char separator)
{
	size_t len = strcspn(list, (char[]){ separator, '\0' });

	while (len && strchr(" \t", list[len - 1]))
		len--;
	return len;
}

static const char *next_name(const char *list, char separator)
{
	list += strcspn(list, (char[]){ separator, '\0' });
	list += *list == separator;
	return list + strspn(list, " \t");
}

/* A name in the configuration may end in "*", and then stands for many. */
static bool name_matches(const char *wanted, size_t wanted_len, const char *name,
			 size_t len)
{
	if (wanted_len && wanted[wanted_len - 1] == '*')
		return len >= wanted_len - 1 &&
		       !strncasecmp(wanted, name, wanted_len - 1);
	return len == wanted_len && !strncasecmp(wanted, name, len);
}

static bool has_name(const struct offer *offer, const char *wanted,
		     size_t wanted_len)
{
	const char *name;

	for (name = offer->names; *name; name = next_name(name, ':'))
		if (name_matches(wanted, wanted_len, name, name_length(name, ':')))
			return true;
	return false;
}

static bool is_wanted(const struct provider *prov, const struct offer *offer)
{
	const char *wanted = prov->config.algorithms;

	if (!wanted)
		return true;
	for (wanted += strspn(wanted, " \t"); *wanted;
	     wanted = next_name(wanted, ','))
		if (has_name(offer, wanted, name_length(wanted, ',')))
			return true;
	return false;
}

static bool is_known(const char *wanted, size_t len)
{
	size_t i, k;

	for (i = 0; i < ARRAY_SIZE(lists); i++)
		for (k = 0; k < lists[i]->nr; k++)
			if (has_name(&lists[i]->offers[k], wanted, len))
				return true;
	return false;
}

bool offer_names_known(const struct provider *prov)
{
	const char *wanted = prov->config.algorithms;
	size_t len;

	if (!wanted)
		return true;
	for (wanted += strspn(wanted, " \t"); *wanted;
	     wanted = next_name(wanted, ',')) {
		len = name_length(wanted, ',');
		if (!is_known(wanted, len)) {
			ERROR(prov, ERROR_CONFIG,
			      "algorithms: no algorithm is called \"%.*s\"",
			      (int)len, wanted);
			return false;
		}
	}
	return true;
}

bool offer_accepts(struct provider *prov, struct cryptodev_create *op)
{
	unsigned int number = op->cipher ? op->cipher : op->mac;
	atomic_schar *known = &prov->served[number];
	struct session ses;
	bool accepted;
	int err;

	if (number >= ALGORITHMS)
		return false;
	accepted = atomic_load(known) > 0;
	if (atomic_load(known))
		return accepted;
	err = session_create(prov, &ses, op);
	if (!err) {
		accepted = prov->config.software ||
			   (!session_find_driver(&ses) && ses.hardware);
		session_close(prov, &ses);
	}
	/* Without a driver, the kernel looks for a module each time. */
	if (err != ENOMEM && err != EMFILE && err != EINTR)
		atomic_store(known, accepted ? 1 : -1);
	return accepted;
}

/* A key that no algorithm rejects: no two halves or thirds of it are equal. */
static bool is_served(struct provider *prov, const struct offer *offer)
{
	__u8 key[64];
	struct cryptodev_create op = {
		.cipher = offer->cipher,
		.mac = offer->mac,
		.keylen = offer->keylen,
		.mackeylen = offer->mackeylen,
		.key = (uintptr_t)key,
		.mackey = (uintptr_t)key,
	};
	size_t i;

	for (i = 0; i < sizeof(key); i++)
		key[i] = 0x1f + 3 * i;
	return offer_accepts(prov, &op);
}

static OSSL_ALGORITHM *fill(struct provider *prov, const struct offer_list *list,
			    OSSL_ALGORITHM *out)
{
	const struct offer *offer;

	for (offer = list->offers; offer < list->offers + list->nr; offer++) {
		if (!is_wanted(prov, offer))
			continue;
		if (!(offer->served ? offer->served : is_served)(prov, offer))
			continue;
		*out++ = (OSSL_ALGORITHM){
			.algorithm_names = offer->names,
			.property_definition = "provider=devcrypto",
			.implementation = offer->functions,
			.algorithm_description = offer->description,
		};
	}
	return out;
}

static size_t count_offers(int operation)
{
	size_t i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(lists); i++)
		if (lists[i]->operation == operation)
			nr += lists[i]->nr;
	return nr;
}

/* Returns an array that ends with an empty row, or NULL without memory. */
static OSSL_ALGORITHM *create(struct provider *prov, int operation, size_t nr)
{
	OSSL_ALGORITHM *made = alloc_zero((nr + 1) * sizeof(*made)), *end = made;
	size_t i;

	for (i = 0; made && i < ARRAY_SIZE(lists); i++)
		if (lists[i]->operation == operation)
			end = fill(prov, lists[i], end);
	return made;
}

/*
 * Without the device, the provider offers nothing, and programs use the default
 * provider. One error tells those that want this provider only.
 */
static bool has_device(struct provider *prov)
{
	int fd = device_descriptor(prov);

	if (fd < 0 && !atomic_flag_test_and_set(&prov->reported))
		ERROR(prov, ERROR_DEVICE, "%s: errno %d: %s",
		      prov->config.device, -fd, error_text(-fd));
	return fd >= 0;
}

const OSSL_ALGORITHM *offer_query(struct provider *prov, int operation)
{
	size_t nr = count_offers(operation);
	OSSL_ALGORITHM *made, *was;

	if (!nr)
		return NULL;
	was = atomic_load(&prov->offered[operation]);
	if (was || !has_device(prov))
		return was;
	made = create(prov, operation, nr);
	/* Another thread may have been faster. */
	if (!made || atomic_compare_exchange_strong(&prov->offered[operation],
						    &was, made))
		return made;
	alloc_free(made);
	return was;
}

void offer_free(struct provider *prov)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(prov->offered); i++)
		alloc_free(atomic_load(&prov->offered[i]));
}
