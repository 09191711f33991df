// SPDX-License-Identifier: GPL-2.0
/*
 * Drivers that have been used, as directories of /sys/kernel/cryptodev. They
 * stay until the module goes, and are no more than the kernel has drivers of
 * what is served here.
 *
 * What all users together ask for is root's to see: from numbers and lengths,
 * read often enough, others could tell what somebody does.
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

/* Only added to while the device can be opened, so walked without a lock. */
static LIST_HEAD(drivers);
static struct kobject *parent;

static struct cryptodev_driver *driver_of(const struct kobject *kobj)
{
	struct cryptodev_driver *driver;

	list_for_each_entry_lockless(driver, &drivers, node)
		if (driver->kobj == kobj)
			return driver;
	return NULL;
}

/* What is shown of a driver, a file each. */
enum shown {
	ALGORITHM,
	ASYNCHRONOUS,
	SESSIONS,
	REQUESTS,
	BYTES,
	ERRORS,
};

static ssize_t show_attribute(struct kobject *kobj, struct kobj_attribute *attr,
		    char *buf);

static struct kobj_attribute shown[] = {
	[ALGORITHM] = __ATTR(algorithm, 0444, show_attribute, NULL),
	[ASYNCHRONOUS] = __ATTR(asynchronous, 0444, show_attribute, NULL),
	[SESSIONS] = __ATTR(sessions, 0400, show_attribute, NULL),
	[REQUESTS] = __ATTR(requests, 0400, show_attribute, NULL),
	[BYTES] = __ATTR(bytes, 0400, show_attribute, NULL),
	[ERRORS] = __ATTR(errors, 0400, show_attribute, NULL),
};

static struct attribute *files[] = {
	&shown[ALGORITHM].attr,
	&shown[ASYNCHRONOUS].attr,
	&shown[SESSIONS].attr,
	&shown[REQUESTS].attr,
	&shown[BYTES].attr,
	&shown[ERRORS].attr,
	NULL
};

static const struct attribute_group group = { .attrs = files };

/*
 * Takes no lock: anybody may read some of these files, at any rate, and session
 * creation must not wait for the reader.
 */
static ssize_t show_attribute(struct kobject *kobj, struct kobj_attribute *attr,
		    char *buf)
{
	const struct cryptodev_driver *driver = driver_of(kobj);

	/* Not in the list yet, while its directory is being made. */
	if (!driver)
		return -ENODEV;
	switch (attr - shown) {
	case ALGORITHM:
		return sysfs_emit(buf, "%s\n", driver->algorithm);
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
	}
	return -EINVAL;
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

static const char *name_of(struct crypto_tfm *tfm)
{
	return tfm ? crypto_tfm_alg_driver_name(tfm) : "mpi";
}

static const char *algorithm_of(struct crypto_tfm *tfm)
{
	return tfm ? crypto_tfm_alg_name(tfm) : "modexp";
}

static void free_driver(struct cryptodev_driver *driver)
{
	free_percpu(driver->counts);
	kfree(driver);
}

/* It stays when its first user has gone: nobody is charged for it. */
static struct cryptodev_driver *alloc_driver(struct crypto_tfm *tfm)
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
	strscpy(driver->name, name_of(tfm), sizeof(driver->name));
	strscpy(driver->algorithm, algorithm_of(tfm),
		sizeof(driver->algorithm));
	driver->asynchronous = cryptodev_may_answer_later(tfm);
	return driver;
}

static struct cryptodev_driver *add_driver(struct crypto_tfm *tfm)
{
	struct cryptodev_driver *driver = alloc_driver(tfm);

	lockdep_assert_held(&add_lock);
	if (!driver)
		return NULL;
	if (add_directory(driver)) {
		free_driver(driver);
		return NULL;
	}
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

/**
 * cryptodev_driver_find() - what is known of a transform's driver
 * @tfm: the transform; NULL for the kernel's arithmetic of long numbers, which
 *	 is none and counts as one
 *
 * Takes no lock unless the driver has not been used before. May sleep.
 *
 * Return: the driver, which stays, or NULL if there is no memory.
 */
struct cryptodev_driver *cryptodev_driver_find(struct crypto_tfm *tfm)
{
	struct cryptodev_driver *driver = find_driver(name_of(tfm));

	if (driver)
		return driver;
	mutex_lock(&add_lock);
	driver = find_driver(name_of(tfm)) ?: add_driver(tfm);
	mutex_unlock(&add_lock);
	return driver;
}

/**
 * cryptodev_driver_name() - a driver's name
 * @driver: the driver, or NULL
 */
const char *cryptodev_driver_name(const struct cryptodev_driver *driver)
{
	return driver ? driver->name : "none";
}

/**
 * cryptodev_drivers_load() - at load
 *
 * Return: 0 or -ENOMEM.
 */
int cryptodev_drivers_load(void)
{
	parent = kobject_create_and_add("cryptodev", kernel_kobj);
	return parent ? 0 : -ENOMEM;
}

/**
 * cryptodev_drivers_hide() - at unload: no directory is there any more
 *
 * No file is open, so none is added. Waits for whoever reads one.
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
 * cryptodev_drivers_unload() - at unload, when no session is left
 */
void cryptodev_drivers_unload(void)
{
	struct cryptodev_driver *driver, *next;

	list_for_each_entry_safe(driver, next, &drivers, node)
		free_driver(driver);
}
