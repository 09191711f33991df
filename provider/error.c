// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Puts errors into OpenSSL's error queue, by the library's own functions. */
#include <stdarg.h>
#include <string.h>

#include "error.h"

const OSSL_ITEM error_reasons[] = {
	{ ERROR_CONFIG, "invalid configuration" },
	{ ERROR_LIBCRYPTO, "libcrypto lacks a function" },
	{ ERROR_DEVICE, "cannot open the device" },
	{ ERROR_SESSION, "the device created no session" },
	{ ERROR_REQUEST, "the device failed a request" },
	{ ERROR_FORK, "the state belongs to the parent process" },
	{ ERROR_MEMORY, "malloc failure" },
	{ ERROR_PARAM, "invalid parameter" },
	{ ERROR_KEY_LENGTH, "invalid key length" },
	{ ERROR_IV_LENGTH, "invalid iv length" },
	{ ERROR_TAG_LENGTH, "invalid tag length" },
	{ ERROR_NO_KEY, "no key set" },
	{ ERROR_NO_IV, "no iv set" },
	{ ERROR_NO_TAG, "tag not set" },
	{ ERROR_LENGTH, "invalid input length" },
	{ ERROR_NO_ROOM, "output buffer too small" },
	{ ERROR_PADDING, "bad decrypt" },
	{ ERROR_ORDER, "invalid order of calls" },
	{ ERROR_DIGEST, "invalid digest" },
	{ ERROR_MASK_DIGEST, "invalid mgf1 md" },
	{ ERROR_KEY, "invalid key" },
	{ ERROR_SIGNATURE, "invalid signature" },
	{ ERROR_DEFAULT_PROVIDER, "the default provider failed" },
	{ 0, NULL }
};

/* The libraries' strerror() has a buffer for each thread. */
const char *error_text(int err)
{
	return strerror(err);
}

void error_put(const struct provider *prov, const char *file, int line,
	       const char *function, enum error_reason reason, const char *fmt,
	       ...)
{
	va_list args;

	prov->new_error(prov->core);
	prov->set_error_debug(prov->core, file, line, function);
	va_start(args, fmt);
	prov->vset_error(prov->core, reason, fmt, args);
	va_end(args);
}
