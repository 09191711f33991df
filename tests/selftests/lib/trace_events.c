// SPDX-License-Identifier: GPL-2.0
/* The module's trace events. */
#include "trace_events.h"

#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

const char * const trace_events[] = {
	"cryptodev_session_create", "cryptodev_session_free",
	"cryptodev_request_submit", "cryptodev_request_complete",
	"cryptodev_key",
};

bool trace_is_available(void)
{
	if (access(TRACE_DIR "/events", F_OK))
		mount("nodev", TRACE_DIR, "tracefs", 0, NULL);
	return !access(TRACE_DIR "/events/cryptodev", F_OK);
}

static bool trace_write(const char *file, const char *text)
{
	char path[256];
	FILE *f;
	int err;

	snprintf(path, sizeof(path), TRACE_INSTANCE "/%s", file);
	f = fopen(path, "w");
	if (!f)
		return false;
	err = fputs(text, f) < 0;
	err |= fclose(f);
	return !err;
}

bool trace_on(const char *event)
{
	char path[96];

	snprintf(path, sizeof(path), "events/cryptodev/%s%senable", event,
		 *event ? "/" : "");
	return trace_write(path, "1");
}

bool trace_off(void)
{
	return trace_write("events/cryptodev/enable", "0");
}

bool trace_begin(void)
{
	rmdir(TRACE_INSTANCE);
	/* The usual clock may differ between two CPUs, which disorders the events. */
	return !mkdir(TRACE_INSTANCE, 0700) && trace_write("trace_clock", "mono");
}

bool trace_end(void)
{
	trace_off();
	return !rmdir(TRACE_INSTANCE);
}

void trace_read(struct trace *t)
{
	FILE *f = fopen(TRACE_INSTANCE "/trace", "r");
	char line[512], *at;

	t->nr = 0;
	if (!f)
		return;
	while (t->nr < 64 && fgets(line, sizeof(line), f)) {
		at = strstr(line, ": cryptodev_");
		if (*line == '#' || !at)
			continue;
		at[strcspn(at, "\n")] = 0;
		snprintf(t->event[t->nr++], sizeof(t->event[0]), "%s", at + 2);
	}
	fclose(f);
	trace_write("trace", "");
}

long long trace_number(const char *event, const char *name)
{
	size_t len = strlen(name);
	long long value = -1;
	const char *at;

	for (at = event; (at = strchr(at, ' ')); ) {
		at++;
		if (!strncmp(at, name, len) && at[len] == '=') {
			sscanf(at + len + 1, "%lld", &value);
			break;
		}
	}
	return value;
}

bool trace_is(const char *event, const char *name)
{
	size_t len = strlen(name);

	return !strncmp(event, name, len) && event[len] == ':';
}
