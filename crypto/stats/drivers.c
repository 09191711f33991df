// SPDX-License-Identifier: GPL-2.0
/*
 * Drivers that sessions have used, as directories of /sys/kernel/cryptodev.
 * They stay until the module is unloaded. Their number is bounded by the
 * drivers that the kernel has for algorithms of the table. Relies on
 * counters.c.
 *
 * Only root can read the usage of all users together: from counts and lengths
 * that are read often enough, another user could infer the activity of a
 * program.
 */
#include <linux/kobject.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "compat/kernel.h"
#include "crypto/driver.h"
#include "crypto/stats/drivers.h"

/* Serialises adding a driver. */
static DEFINE_MUTEX(add_lock);

/*
 * Entries are only added while the device can be opened, so no lock is needed
 * to walk the list.
 */
static LIST_HEAD(drivers);
static s32 last_id;
static struct kobject *parent;

static struct cryptodev_driver *driver_by_kobj(const struct kobject *kobj)
{
	struct cryptodev_driver *driver;

	list_for_each_entry_lockless(driver, &drivers, node)
		if (driver->kobj == kobj)
			return driver;
	return NULL;
}

/* The attributes of a driver, one file each. */
enum driver_attribute {
	ALGORITHM,
	ID,
	ASYNCHRONOUS,
	SESSIONS,
	REQUESTS,
	BYTES,
	ERRORS,
	OFFLOADED,
	KEPT,
	FAILED_OVER,
	PASSED_OVER,
	OFFLOAD_MIN_BYTES,
};

static ssize_t show_attribute(struct kobject *kobj, struct kobj_attribute *attr,
			      char *buf);
static ssize_t store_min_bytes(struct kobject *kobj,
			       struct kobj_attribute *attr, const char *buf,
			       size_t len);

static struct kobj_attribute attributes[] = {
	[ALGORITHM] = __ATTR(algorithm, 0444, show_attribute, NULL),
	[ID] = __ATTR(id, 0444, show_attribute, NULL),
	[ASYNCHRONOUS] = __ATTR(asynchronous, 0444, show_attribute, NULL),
	[SESSIONS] = __ATTR(sessions, 0400, show_attribute, NULL),
	[REQUESTS] = __ATTR(requests, 0400, show_attribute, NULL),
	[BYTES] = __ATTR(bytes, 0400, show_attribute, NULL),
	[ERRORS] = __ATTR(errors, 0400, show_attribute, NULL),
	[OFFLOADED] = __ATTR(offloaded, 0400, show_attribute, NULL),
	[KEPT] = __ATTR(kept, 0400, show_attribute, NULL),
	[FAILED_OVER] = __ATTR(failed_over, 0400, show_attribute, NULL),
	[PASSED_OVER] = __ATTR(passed_over, 0444, show_attribute, NULL),
	[OFFLOAD_MIN_BYTES] = __ATTR(offload_min_bytes, 0644, show_attribute,
				     store_min_bytes),
};

static struct attribute *files[] = {
	&attributes[ALGORITHM].attr,
	&attributes[ID].attr,
	&attributes[ASYNCHRONOUS].attr,
	&attributes[SESSIONS].attr,
	&attributes[REQUESTS].attr,
	&attributes[BYTES].attr,
	&attributes[ERRORS].attr,
	&attributes[OFFLOADED].attr,
	&attributes[KEPT].attr,
	&attributes[FAILED_OVER].attr,
	&attributes[PASSED_OVER].attr,
	&attributes[OFFLOAD_MIN_BYTES].attr,
	NULL
};

static const struct attribute_group group = { .attrs = files };

/* Requests that the driver got, with those that it failed; 0 on the CPU. */
static u64 count_offloaded(const struct cryptodev_driver *driver)
{
	struct cryptodev_counts sum = cryptodev_counts_sum(driver->counts);

	if (!cryptodev_driver_offloads(driver))
		return 0;
	return sum.requests > sum.kept ? sum.requests - sum.kept : 0;
}

/*
 * Takes no lock: any user may read some of these files at any rate, and session
 * creation must not wait for a reader.
 */
static ssize_t show_attribute(struct kobject *kobj, struct kobj_attribute *attr,
			      char *buf)
{
	const struct cryptodev_driver *driver = driver_by_kobj(kobj);

	/* Its directory is being made, and it is not in the list yet. */
	if (!driver)
		return -ENODEV;
	switch (attr - attributes) {
	case ALGORITHM:
		return sysfs_emit(buf, "%s\n", driver->algorithm);
	case ID:
		return sysfs_emit(buf, "%d\n", driver->id);
	case ASYNCHRONOUS:
		return sysfs_emit(buf, "%d\n", driver->asynchronous);
	case SESSIONS:
		return sysfs_emit(buf, "%u\n", atomic_read(&driver->sessions));
	case REQUESTS:
		return sysfs_emit(buf, "%llu\n",
				  cryptodev_counts_sum(driver->counts).requests);
	case BYTES:
		return sysfs_emit(buf, "%llu\n",
				  cryptodev_counts_sum(driver->counts).bytes);
	case ERRORS:
		return sysfs_emit(buf, "%llu\n",
				  cryptodev_counts_sum(driver->counts).errors);
	case OFFLOADED:
		return sysfs_emit(buf, "%llu\n", count_offloaded(driver));
	case KEPT:
		return sysfs_emit(buf, "%llu\n",
				  cryptodev_counts_sum(driver->counts).kept);
	case FAILED_OVER:
		return sysfs_emit(buf, "%llu\n",
			cryptodev_counts_sum(driver->counts).failed_over);
	case PASSED_OVER:
		return sysfs_emit(buf, "%d\n",
				  cryptodev_health_is_bad(&driver->health));
	case OFFLOAD_MIN_BYTES:
		return sysfs_emit(buf, "%d\n",
				  READ_ONCE(driver->offload_min_bytes));
	}
	return -EINVAL;
}

static ssize_t store_min_bytes(struct kobject *kobj,
			       struct kobj_attribute *attr, const char *buf,
			       size_t len)
{
	struct cryptodev_driver *driver = driver_by_kobj(kobj);
	int value, err;

	if (!driver)
		return -ENODEV;
	err = kstrtoint(buf, 0, &value);
	if (err)
		return err;
	if (value < -1)
		return -EINVAL;
	WRITE_ONCE(driver->offload_min_bytes, value);
	return len;
}

static int add_directory(struct cryptodev_driver *driver)
{
	int err;

	driver->kobj = kobject_create_and_add(driver->name, parent);
	if (!driver->kobj)
		return -ENOMEM;
	err = sysfs_create_group(driver->kobj, &group);
	if (err)
		kobject_put(driver->kobj);
	return err;
}

static void free_driver(struct cryptodev_driver *driver)
{
	free_percpu(driver->counts);
	kfree(driver);
}

/* The entry outlives its first user, so its memory is not charged to a user. */
static struct cryptodev_driver *alloc_driver(const char *name,
					     const char *algorithm,
					     struct crypto_tfm *tfm)
{
	struct cryptodev_driver *driver;

	driver = kzalloc(sizeof(*driver), GFP_KERNEL);
	if (!driver)
		return NULL;
	driver->counts = alloc_percpu(struct cryptodev_counts);
	if (!driver->counts) {
		kfree(driver);
		return NULL;
	}
	strscpy(driver->name, name, sizeof(driver->name));
	strscpy(driver->algorithm, algorithm, sizeof(driver->algorithm));
	driver->asynchronous = cryptodev_may_answer_later(tfm);
	driver->offload_min_bytes = -1;
	cryptodev_health_init(&driver->health);
	return driver;
}

static struct cryptodev_driver *add_driver(const char *name,
					   const char *algorithm,
					   struct crypto_tfm *tfm)
{
	struct cryptodev_driver *driver = alloc_driver(name, algorithm, tfm);

	lockdep_assert_held(&add_lock);
	if (!driver)
		return NULL;
	if (add_directory(driver)) {
		free_driver(driver);
		return NULL;
	}
	if (tfm && cryptodev_is_device(tfm->__crt_alg))
		driver->id = ++last_id;
	list_add_tail_rcu(&driver->node, &drivers);
	return driver;
}

static struct cryptodev_driver *find_driver(const char *name)
{
	struct cryptodev_driver *driver;

	list_for_each_entry_lockless(driver, &drivers, node)
		if (!strcmp(driver->name, name))
			return driver;
	return NULL;
}

static struct cryptodev_driver *find_or_add(const char *name,
					    const char *algorithm,
					    struct crypto_tfm *tfm)
{
	struct cryptodev_driver *driver = find_driver(name);

	if (driver)
		return driver;
	mutex_lock(&add_lock);
	driver = find_driver(name) ?: add_driver(name, algorithm, tfm);
	mutex_unlock(&add_lock);
	return driver;
}

/**
 * cryptodev_driver_find() - find or add the entry of a transform's driver
 * @tfm: the transform; NULL for the kernel's arithmetic of long numbers, which
 *	 has no transform but counts as a driver
 *
 * Takes a lock only if the driver has no entry yet. May sleep.
 *
 * Return: the entry, which stays until the module is unloaded, or NULL if there
 * is no memory.
 */
struct cryptodev_driver *cryptodev_driver_find(struct crypto_tfm *tfm)
{
	return tfm ? find_or_add(crypto_tfm_alg_driver_name(tfm),
				 crypto_tfm_alg_name(tfm), tfm) :
		     find_or_add("mpi", "modexp", NULL);
}

/**
 * cryptodev_driver_zlib() - find or add the entry of the kernel's zlib
 *
 * zlib has no transform but counts as a driver. May sleep.
 *
 * Return: as cryptodev_driver_find().
 */
struct cryptodev_driver *cryptodev_driver_zlib(void)
{
	return find_or_add(CRYPTODEV_ZLIB_DRIVER, "deflate", NULL);
}

/**
 * cryptodev_driver_find_id() - the kernel's name of a device's driver
 * @id: its id, or anything else
 *
 * Return: the name, which stays valid, or NULL if no driver has the id.
 */
const char *cryptodev_driver_find_id(s32 id)
{
	struct cryptodev_driver *driver;

	list_for_each_entry_lockless(driver, &drivers, node)
		if (driver->id && driver->id == id)
			return driver->name;
	return NULL;
}

/**
 * cryptodev_driver_find_name() - the kernel's name of a driver that is known
 * @algorithm: the kernel's name of the algorithm that it serves
 * @name: its name, or the beginning of a device's name
 *
 * Return: the name, which stays valid, or NULL if no driver fits. A whole name
 * takes precedence over a beginning.
 */
const char *cryptodev_driver_find_name(const char *algorithm, const char *name)
{
	const struct cryptodev_driver *driver;
	const char *found = NULL;

	list_for_each_entry_lockless(driver, &drivers, node) {
		if (strcmp(driver->algorithm, algorithm))
			continue;
		if (!strcmp(driver->name, name))
			return driver->name;
		if (!found && driver->id && strstarts(driver->name, name))
			found = driver->name;
	}
	return found;
}

/**
 * cryptodev_driver_match() - find a device's driver by the beginning of its name
 * @prefix: the beginning
 *
 * Return: the lowest id that fits, or 0 if there is none.
 */
s32 cryptodev_driver_match(const char *prefix)
{
	struct cryptodev_driver *driver;

	list_for_each_entry_lockless(driver, &drivers, node)
		if (driver->id && strstarts(driver->name, prefix))
			return driver->id;
	return 0;
}

/**
 * cryptodev_driver_name() - the name of a driver
 * @driver: the driver, or NULL
 *
 * Runs in any context.
 *
 * Return: the name; "none" for NULL.
 */
const char *cryptodev_driver_name(const struct cryptodev_driver *driver)
{
	return driver ? driver->name : "none";
}

/**
 * cryptodev_drivers_load() - make the sysfs directory at load
 * May sleep.
 *
 * Return: 0 or -ENOMEM.
 */
int cryptodev_drivers_load(void)
{
	parent = kobject_create_and_add("cryptodev", kernel_kobj);
	return parent ? 0 : -ENOMEM;
}

/**
 * cryptodev_drivers_hide() - remove the sysfs directories at unload
 * Called when no file is open, so that no driver is added. Waits for readers of
 * the files. May sleep.
 */
void cryptodev_drivers_hide(void)
{
	struct cryptodev_driver *driver;

	list_for_each_entry(driver, &drivers, node) {
		kobject_del(driver->kobj);
		kobject_put(driver->kobj);
	}
	kobject_put(parent);
}

/**
 * cryptodev_drivers_unload() - free the entries at unload
 * Called when no session is left. May sleep.
 */
void cryptodev_drivers_unload(void)
{
	struct cryptodev_driver *driver, *next;

	list_for_each_entry_safe(driver, next, &drivers, node)
		free_driver(driver);
}
