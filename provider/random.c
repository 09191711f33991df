// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Random bytes from the kernel: getrandom(2) gives up to 256 at once. */
#include <sys/random.h>

#include "error.h"
#include "random.h"

bool random_fill(const struct provider *prov, void *out, size_t len)
{
	if (getrandom(out, len, 0) == (ssize_t)len)
		return true;
	ERROR(prov, ERROR_REQUEST, "no random numbers");
	return false;
}
