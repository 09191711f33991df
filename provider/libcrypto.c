// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/* Finds the functions of the libcrypto that loaded the provider. */
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

#include "libcrypto.h"

struct libcrypto lib;

static pthread_mutex_t lib_lock = PTHREAD_MUTEX_INITIALIZER;
static void *lib_base; /* where the libcrypto is loaded; lib_lock protects it */

static const struct {
	const char *name;
	size_t offset;
} functions[] = {
#define LIBCRYPTO_ROW(name) { #name, offsetof(struct libcrypto, name) },
	LIBCRYPTO_FUNCTIONS(LIBCRYPTO_ROW)
#undef LIBCRYPTO_ROW
};

static const char *find_all(void *handle)
{
	struct libcrypto found;
	size_t i;
	void *p;

	for (i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		p = dlsym(handle, functions[i].name);
		if (!p)
			return functions[i].name;
		*(void **)((char *)&found + functions[i].offset) = p;
	}
	lib = found;
	return NULL;
}

static const char *find_once(const Dl_info *info)
{
	const char *missing;
	void *handle;

	if (lib_base)
		return lib_base == info->dli_fbase ? NULL : "one libcrypto";
	handle = dlopen(info->dli_fname, RTLD_LAZY | RTLD_NOLOAD);
	/* A program that contains libcrypto has no file of that name. */
	if (!handle)
		handle = dlopen(NULL, RTLD_LAZY);
	if (!handle)
		return "dlopen";
	missing = find_all(handle);
	dlclose(handle);
	if (!missing)
		lib_base = info->dli_fbase;
	return missing;
}

const char *libcrypto_find(void *function)
{
	const char *missing;
	Dl_info info;

	if (!dladdr(function, &info))
		return "dladdr";
	pthread_mutex_lock(&lib_lock);
	missing = find_once(&info);
	pthread_mutex_unlock(&lib_lock);
	return missing;
}
