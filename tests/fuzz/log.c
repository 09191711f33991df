// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's log: a line that reports trouble ends the run. Afterwards,
 * tests/vm/klog-check checks the whole log with more patterns.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shared.h"

static int kmsg = -1;

static const char * const trouble[] = {
	"BUG:", "WARNING:", "KASAN", "UBSAN", "ODEBUG", "Oops", "cut here",
	"general protection", "double fault", "unable to handle",
	"possible circular", "possible recursive", "inconsistent lock",
	"unsafe lock order", "lock held when returning", "bad unlock",
	"held lock freed", "sleeping function", "scheduling while atomic",
	"suspicious RCU", "Invalid wait context", "blocked for more than",
	"stall", "lockup", "refcount_t", "list_add", "list_del", "Bad page",
	"bad page", "usercopy:", "unreferenced object", "cryptodev:",
};

/**
 * log_open() - watch the log from its present end
 *
 * Return: whether the log can be read.
 */
bool log_open(void)
{
	kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	return kmsg >= 0 && lseek(kmsg, 0, SEEK_END) >= 0;
}

/**
 * log_trouble() - read new lines of the log
 *
 * Prints the lines that report trouble, as diagnostics of KTAP.
 *
 * Return: whether there was such a line.
 */
bool log_trouble(void)
{
	char record[8192];
	bool found = false;
	unsigned int i;
	ssize_t len;

	while ((len = read(kmsg, record, sizeof(record) - 1)) > 0) {
		char *text;

		record[len] = 0;
		text = strchr(record, ';');
		if (!text)
			continue;
		record[strcspn(record, "\n")] = 0;
		for (i = 0; i < sizeof(trouble) / sizeof(trouble[0]); i++)
			if (strstr(text, trouble[i])) {
				printf("# kernel: %s\n", text + 1);
				found = true;
				break;
			}
	}
	return found;
}
