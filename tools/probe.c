// SPDX-License-Identifier: GPL-2.0
/*
 * Finds the driver of an algorithm: makes a session, asks the device for the
 * session's driver, and looks that up in /proc/crypto.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asym.h"
#include "json_out.h"
#include "probe.h"

/* A key for trials: XTS needs two different halves, 3DES three thirds. */
static const unsigned char trial_key[CRYPTO_CIPHER_MAX_KEY_LEN] =
	"a key to try with, sixty-four bytes of it, and none is secret!";

/**
 * struct record - a record of /proc/crypto
 * @name: the transform
 * @driver: the driver
 * @priority: the driver's priority
 * @async: the driver declares that it may complete requests later
 * @is_sig: its type is that of signatures, whose drivers never do
 */
struct record {
	char name[CRYPTODEV_MAX_ALG_NAME * 2];
	char driver[CRYPTODEV_MAX_ALG_NAME * 2];
	int priority;
	bool async;
	bool is_sig;
};

/* Parses a line such as "name         : cbc(aes)". Returns false if it is empty. */
static bool take_line(struct record *record, const char *line)
{
	char key[32], value[128];

	if (sscanf(line, "%31s : %127s", key, value) != 2)
		return *line != '\n';
	if (!strcmp(key, "name"))
		snprintf(record->name, sizeof(record->name), "%s", value);
	else if (!strcmp(key, "driver"))
		snprintf(record->driver, sizeof(record->driver), "%s",
			 value);
	else if (!strcmp(key, "priority"))
		record->priority = atoi(value);
	else if (!strcmp(key, "async"))
		record->async = !strcmp(value, "yes");
	else if (!strcmp(key, "type"))
		record->is_sig = !strcmp(value, "sig");
	return true;
}

/* Finds the record of a driver and, unless NULL, of a transform; or any driver's. */
static bool find_record(struct record *record, const char *name,
			const char *driver)
{
	FILE *file = fopen("/proc/crypto", "re");
	bool found = false, more = file;
	char line[256];

	while (more && !found) {
		memset(record, 0, sizeof(*record));
		while ((more = fgets(line, sizeof(line), file)) &&
		       take_line(record, line))
			;
		found = (!driver || !strcmp(record->driver, driver)) &&
			(!name || !strcmp(record->name, name));
	}
	if (file)
		fclose(file);
	return found;
}

/*
 * Code for the CPU's vector units declares that it may complete requests later, but
 * does so only in interrupts. Such a driver has a twin whose name begins with "__".
 */
static bool is_vector_code(const char *driver)
{
	char twin[CRYPTODEV_MAX_ALG_NAME + 2];
	struct record record;

	snprintf(twin, sizeof(twin), "__%s", driver);
	return find_record(&record, NULL, twin);
}

static void look_up(struct probe *probe)
{
	struct record record;

	probe->priority = -1;
	if (!find_record(&record, probe->transform, probe->driver))
		return;
	probe->priority = record.priority;
	/* /proc/crypto lacks the field for public keys: there, hardware is async. */
	probe->async = probe->alg->asym ?
		probe->hardware && !record.is_sig :
		record.async && !is_vector_code(probe->driver);
}

/*
 * A driver whose keys are opaque rejects the trial's key, so there is no session to
 * ask. The record of the transform names the driver.
 */
static bool find_opaque(struct probe *probe)
{
	struct record record;

	if (probe->error != EINVAL || !(probe->alg->flags & ALG_OPAQUE) ||
	    !find_record(&record, probe->transform, NULL))
		return false;
	snprintf(probe->driver, sizeof(probe->driver), "%.*s",
		 (int)sizeof(probe->driver) - 1, record.driver);
	probe->hardware = true;
	probe->error = 0;
	look_up(probe);
	return true;
}

static int try_session(struct session *ses, int fd, const struct alg *alg)
{
	if (alg->asym)
		return asym_session_try(ses, fd, alg);
	if (alg->kind == ALG_RNG)
		return session_try(ses, fd, alg, NULL, 0);
	return session_try(ses, fd, alg, trial_key, alg_usual_key(alg));
}

/**
 * probe_alg() - find the driver of an algorithm
 * @probe: out: the driver and its properties
 * @fd: the device
 * @alg: the algorithm
 */
void probe_alg(struct probe *probe, int fd, const struct alg *alg)
{
	struct session_info_op info;
	struct session ses;

	memset(probe, 0, sizeof(*probe));
	probe->alg = alg;
	snprintf(probe->transform, sizeof(probe->transform), "%s",
		 alg->transform);
	probe->error = try_session(&ses, fd, alg);
	if (find_opaque(probe) || probe->error)
		return;
	probe->driver_id = ses.driver_id;
	session_info(&ses, &info);
	session_end(&ses);
	snprintf(probe->transform, sizeof(probe->transform), "%s",
		 session_transform(&info));
	snprintf(probe->driver, sizeof(probe->driver), "%s",
		 session_driver(&info));
	probe->alignmask = info.alignmask;
	probe->hardware = info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY;
	look_up(probe);
}

/**
 * probe_where() - name the place where the driver processes requests
 * @probe: from probe_alg(), without an error
 */
const char *probe_where(const struct probe *probe)
{
	return probe->hardware ? "hardware" : "software";
}

/**
 * probe_when() - name the way in which the driver completes requests
 * @probe: from probe_alg(), without an error
 */
const char *probe_when(const struct probe *probe)
{
	return probe->async ? "async" : "sync";
}

static void add_key_lengths(struct json_object *object, const struct alg *alg)
{
	struct json_object *key = json_object_new_object();

	add_number(key, "min", alg->min_key);
	add_number(key, "max", alg->max_key);
	add_number(key, "step", alg->key_step);
	json_object_object_add(object, "key_bytes", key);
}

static void add_lengths(struct json_object *object, const struct alg *alg)
{
	add_key_lengths(object, alg);
	add_number(object, "block_bytes", alg->block);
	add_number(object, "iv_bytes", alg->iv_len);
	add_number(object, alg->kind == ALG_AEAD ? "tag_bytes" : "digest_bytes",
		   alg->out_len);
}

static void add_bits(struct json_object *object, const unsigned int *bits)
{
	struct json_object *all = json_object_new_array();

	for (; *bits; bits++)
		json_object_array_add(all, json_object_new_int(*bits));
	json_object_object_add(object, "modulus_bits", all);
}

/* Adds the lengths that the algorithm fixes; "key_bytes" is the private key's. */
static void add_keys(struct json_object *object, const struct alg *alg)
{
	add_text(object, "private_key", alg->asym->private_form);
	add_text(object, "public_key", alg->asym->public_form);
	if (alg->max_key)
		add_key_lengths(object, alg);
	if (alg->public_len)
		add_number(object, "public_key_bytes", alg->public_len);
	if (alg->asym->bits)
		add_bits(object, alg->asym->bits);
	if (alg->hash)
		add_text(object, "hash", alg_by_number(alg->hash)->name);
	if (alg->kind == ALG_SIG)
		add_number(object, alg->hash ? "digest_bytes" :
			   "digest_bytes_max", alg->out_len);
	if (alg->kind == ALG_KEX)
		add_number(object, "shared_bytes", alg->out_len);
}

/**
 * probe_json() - describe an algorithm and its driver
 * @probe: from probe_alg()
 *
 * Return: an object, which the caller frees.
 */
struct json_object *probe_json(const struct probe *probe)
{
	struct json_object *object = json_object_new_object();
	const struct alg *alg = probe->alg;

	add_text(object, "name", alg->name);
	add_text(object, "constant", alg->constant);
	add_number(object, "number", alg->number);
	add_text(object, "kind", alg_kind_name(alg));
	add_text(object, "transform", probe->transform);
	if (alg->asym)
		add_keys(object, alg);
	else if (alg->kind != ALG_RNG)
		add_lengths(object, alg);
	add_truth(object, "available", !probe->error);
	if (probe->error && probe->error != ENOENT)
		add_text(object, "error", strerror(probe->error));
	if (probe->error)
		return object;
	add_text(object, "driver", probe->driver);
	add_number(object, "driver_id", probe->driver_id);
	if (probe->priority >= 0)
		add_number(object, "priority", probe->priority);
	add_number(object, "alignmask", probe->alignmask);
	add_truth(object, "hardware", probe->hardware);
	add_truth(object, "async", probe->async);
	return object;
}
