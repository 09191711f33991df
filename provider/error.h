/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The provider's errors in OpenSSL's error queue. */
#ifndef PROVIDER_ERROR_H
#define PROVIDER_ERROR_H

#include "provider.h"

enum error_reason {
	ERROR_CONFIG = 1,
	ERROR_LIBCRYPTO,
	ERROR_DEVICE,
	ERROR_SESSION,
	ERROR_REQUEST,
	ERROR_FORK,
	ERROR_MEMORY,
	ERROR_PARAM,
	ERROR_KEY_LENGTH,
	ERROR_IV_LENGTH,
	ERROR_TAG_LENGTH,
	ERROR_NO_KEY,
	ERROR_NO_IV,
	ERROR_NO_TAG,
	ERROR_LENGTH,
	ERROR_NO_ROOM,
	ERROR_PADDING,
	ERROR_ORDER,
	ERROR_DIGEST,
	ERROR_MASK_DIGEST,
	ERROR_KEY,
	ERROR_SIGNATURE,
	ERROR_DEFAULT_PROVIDER,
};

/* The texts of the reasons, for OSSL_FUNC_PROVIDER_GET_REASON_STRINGS. */
extern const OSSL_ITEM error_reasons[];

__attribute__((format(printf, 6, 7)))
void error_put(const struct provider *prov, const char *file, int line,
	       const char *function, enum error_reason reason, const char *fmt,
	       ...);

/* Puts an error into the queue, with more about it as printf() formats it. */
#define ERROR(prov, reason, ...)					\
	error_put(prov, __FILE__, __LINE__, __func__, reason, __VA_ARGS__)

/* Puts an error into the queue that an errno explains. */
#define ERROR_ERRNO(prov, reason, err)					\
	ERROR(prov, reason, "errno %d: %s", err, error_text(err))

/* Returns the text of an errno. */
const char *error_text(int err);

#endif /* PROVIDER_ERROR_H */
