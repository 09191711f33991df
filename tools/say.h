/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What people read: errors and progress on standard error, colours and JSON on
 * standard output.
 */
#ifndef CRYPTOCTL_SAY_H
#define CRYPTOCTL_SAY_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "cryptoctl.h"

#define HELP_OPTION	{ "help", no_argument, NULL, 'h' }

enum colour {
	PLAIN,
	GOOD,
	BAD,
	FAINT,
};

void warn(const char *format, ...) __printf(1, 2);
void die(int status, const char *format, ...) __noreturn __printf(2, 3);
int usage_hint(void);
int finish_output(void);
const char *paint(enum colour colour);
void print_json(struct json_object *object);
void add_text(struct json_object *object, const char *key, const char *text);
void add_file(struct json_object *object, const char *name);
void add_number(struct json_object *object, const char *key, int64_t number);
void add_truth(struct json_object *object, const char *key, bool truth);
void progress_note(const char *format, ...) __printf(1, 2);
void progress_begin(uint64_t total);
void progress_add(uint64_t bytes);
void progress_end(void);

#endif /* CRYPTOCTL_SAY_H */
