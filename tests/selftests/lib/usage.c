// SPDX-License-Identifier: GPL-2.0
/* The module's usage counters. */
#include "usage.h"

#include <string.h>

void usage_path(char *path, size_t size, const char *driver, const char *name)
{
	snprintf(path, size, USAGE_DIR "/%s/%s", driver, name);
}

bool usage_text(const char *driver, const char *name, char *text, size_t size)
{
	char path[256];
	FILE *f;
	bool ok;

	usage_path(path, sizeof(path), driver, name);
	f = fopen(path, "r");
	if (!f)
		return false;
	ok = fgets(text, size, f);
	fclose(f);
	if (ok)
		text[strcspn(text, "\n")] = 0;
	return ok;
}

long long usage_number(const char *driver, const char *name)
{
	char text[64];
	long long value;

	if (!usage_text(driver, name, text, sizeof(text)) ||
	    sscanf(text, "%lld", &value) != 1)
		return -1;
	return value;
}

struct usage usage_driver(const char *driver)
{
	struct usage u = {};

	if (usage_number(driver, "requests") < 0)
		return u;
	u.sessions = usage_number(driver, "sessions");
	u.requests = usage_number(driver, "requests");
	u.bytes = usage_number(driver, "bytes");
	u.errors = usage_number(driver, "errors");
	return u;
}

long long usage_fdinfo(int fd, const char *name)
{
	long long value = -1;
	char path[64], line[128];
	size_t len = strlen(name);
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	f = fopen(path, "r");
	if (!f)
		return -1;
	while (fgets(line, sizeof(line), f))
		if (!strncmp(line, "cryptodev-", 10) &&
		    !strncmp(line + 10, name, len) && line[10 + len] == ':')
			sscanf(line + 10 + len, ":\t%lld\n", &value);
	fclose(f);
	return value;
}

struct usage usage_file(int fd)
{
	struct usage u = {
		.sessions = usage_fdinfo(fd, "sessions"),
		.requests = usage_fdinfo(fd, "requests"),
		.bytes = usage_fdinfo(fd, "bytes"),
		.errors = usage_fdinfo(fd, "errors"),
	};

	return u;
}

bool session_driver(int fd, uint32_t ses, bool hash, char *name)
{
	struct session_info_op info = { .ses = ses };

	if (dc_ioctl(fd, CIOCGSESSINFO, &info))
		return false;
	strcpy(name, hash ? info.hash_info.cra_driver_name :
			    info.cipher_info.cra_driver_name);
	return *name;
}
