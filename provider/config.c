// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
/*
 * Reads the provider's parameters. The library hands over the values of names that
 * the provider asks for, but no list of names. So the provider itself reads the
 * section of the default configuration file to find unknown ones.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "config.h"
#include "error.h"

/* The provider's parameters, then those of the library itself. */
static const char *const known[] = {
	"device", "algorithms", "software", "min-bytes",
	"identity", "module", "activate", "soft_load",
};

static bool is_known(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (!strcmp(name, known[i]))
			return true;
	return false;
}

static bool read_bool(const struct provider *prov, const char *name,
		      const char *text, bool *value)
{
	static const char *const words[] = { "no", "yes", "off", "on", "0", "1",
					     "false", "true" };
	size_t i;

	if (!text)
		return true;
	for (i = 0; i < ARRAY_SIZE(words); i++) {
		if (!strcasecmp(text, words[i])) {
			*value = i % 2;
			return true;
		}
	}
	ERROR(prov, ERROR_CONFIG, "%s is \"%s\", neither yes nor no", name, text);
	return false;
}

static bool read_size(const struct provider *prov, const char *name,
		      const char *text, size_t *value)
{
	unsigned long number;
	char *end;

	if (!text)
		return true;
	errno = 0;
	number = strtoul(text, &end, 10);
	/* strtoul() skips blanks, and negates a number behind "-". */
	if (errno || *end || *text < '0' || *text > '9') {
		ERROR(prov, ERROR_CONFIG, "%s is \"%s\", not a number of bytes",
		      name, text);
		return false;
	}
	*value = number;
	return true;
}

static bool copy(const struct provider *prov, const char *text, char **value)
{
	if (!text)
		return true;
	*value = lib.CRYPTO_strdup(text, __FILE__, __LINE__);
	if (!*value)
		ERROR(prov, ERROR_MEMORY, "a parameter");
	return *value;
}

/* Returns a parameter of the section that is unknown, or NULL. */
static const char *unknown_in(const CONF *conf, const char *section)
{
	const OPENSSL_STACK *values =
		(const OPENSSL_STACK *)lib.NCONF_get_section(conf, section);
	int i, nr = values ? lib.OPENSSL_sk_num(values) : 0;
	const CONF_VALUE *value;

	for (i = 0; i < nr; i++) {
		value = lib.OPENSSL_sk_value(values, i);
		if (!is_known(value->name))
			return value->name;
	}
	return NULL;
}

/* Follows openssl_conf, providers and the provider's name to its section. */
static const char *find_section(const CONF *conf, const char *name)
{
	const char *section = lib.NCONF_get_string(conf, NULL, "openssl_conf");

	section = section ? lib.NCONF_get_string(conf, section, "providers") : NULL;
	return section ? lib.NCONF_get_string(conf, section, name) : NULL;
}

/*
 * Returns a copy of the unknown parameter's name, or NULL. A file that the library
 * cannot read has none.
 */
static char *find_unknown(const char *name)
{
	char *file = lib.CONF_get1_default_config_file(), *copy = NULL;
	CONF *conf = file ? lib.NCONF_new_ex(NULL, NULL) : NULL;
	const char *section = NULL, *unknown = NULL;
	long line;

	if (conf && lib.NCONF_load(conf, file, &line) > 0)
		section = find_section(conf, name);
	if (section)
		unknown = unknown_in(conf, section);
	if (unknown)
		copy = lib.CRYPTO_strdup(unknown, __FILE__, __LINE__);
	lib.NCONF_free(conf);
	alloc_free(file);
	return copy;
}

static bool check_names(const struct provider *prov, const char *name)
{
	char *unknown;

	prov->set_error_mark(prov->core);
	unknown = find_unknown(name);
	prov->pop_error_to_mark(prov->core);
	if (!unknown)
		return true;
	ERROR(prov, ERROR_CONFIG, "the section of %s has the unknown parameter %s",
	      name, unknown);
	alloc_free(unknown);
	return false;
}

bool config_read(struct provider *prov, OSSL_FUNC_core_get_params_fn *get_params)
{
	struct config *config = &prov->config;
	char *name = NULL, *device = "/dev/crypto", *algorithms = NULL;
	char *software = NULL, *min_bytes = NULL;
	OSSL_PARAM params[] = {
		{ OSSL_PROV_PARAM_CORE_PROV_NAME, OSSL_PARAM_UTF8_PTR, &name, 0, 0 },
		{ "device", OSSL_PARAM_UTF8_PTR, &device, 0, 0 },
		{ "algorithms", OSSL_PARAM_UTF8_PTR, &algorithms, 0, 0 },
		{ "software", OSSL_PARAM_UTF8_PTR, &software, 0, 0 },
		{ "min-bytes", OSSL_PARAM_UTF8_PTR, &min_bytes, 0, 0 },
		{ NULL, 0, NULL, 0, 0 }
	};

	if (!get_params(prov->core, params))
		return false;
	return read_bool(prov, "software", software, &config->software) &&
	       read_size(prov, "min-bytes", min_bytes, &config->min_bytes) &&
	       copy(prov, device, &config->device) &&
	       copy(prov, algorithms, &config->algorithms) &&
	       (!name || check_names(prov, name));
}

void config_free(struct provider *prov)
{
	alloc_free(prov->config.device);
	alloc_free(prov->config.algorithms);
}
