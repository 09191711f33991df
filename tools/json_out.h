/* SPDX-License-Identifier: GPL-2.0 */
/*
 * JSON on standard output.
 */
#ifndef CRYPTOCTL_JSON_OUT_H
#define CRYPTOCTL_JSON_OUT_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>

void print_json(struct json_object *object);
void add_text(struct json_object *object, const char *key, const char *text);
void add_file(struct json_object *object, const char *name);
void add_number(struct json_object *object, const char *key, int64_t number);
void add_truth(struct json_object *object, const char *key, bool truth);

#endif /* CRYPTOCTL_JSON_OUT_H */
