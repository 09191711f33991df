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
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "crypto/driver.h"
#include "crypto/usage_driver.h"
#include "kernel-compat.h"

/* Protects drivers and accounts. */
DEFINE_MUTEX(cryptodev_usage_lock);

/*
 * Held while a directory is made, and before the other: whoever reads a file
 * waits for that one, and is waited for if the directory cannot be made.
 */
static DEFINE_MUTEX(add_lock);

static LIST_HEAD(drivers);
static struct kobject *parent;

static struct cryptodev_driver *driver_of(const struct kobject *kobj)
{
	struct cryptodev_driver *driver;

	lockdep_assert_held(&cryptodev_usage_lock);
	list_for_each_entry(driver, &drivers, node)
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

static ssize_t show(struct kobject *kobj, struct kobj_attribute *attr,
		    char *buf);

static struct kobj_attribute shown[] = {
	[ALGORITHM] = __ATTR(algorithm, 0444, show, NULL),
	[ASYNCHRONOUS] = __ATTR(asynchronous, 0444, show, NULL),
	[SESSIONS] = __ATTR(sessions, 0400, show, NULL),
	[REQUESTS] = __ATTR(requests, 0400, show, NULL),
	[BYTES] = __ATTR(bytes, 0400, show, NULL),
	[ERRORS] = __ATTR(errors, 0400, show, NULL),
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

static ssize_t show_driver(const struct cryptodev_driver *driver,
			   enum shown what, char *buf)
{
	struct cryptodev_counts sum;

	cryptodev_driver_sum(driver, &sum);
	switch (what) {
	case ALGORITHM:
		return sysfs_emit(buf, "%s\n", driver->algorithm);
	case ASYNCHRONOUS:
		return sysfs_emit(buf, "%d\n", driver->asynchronous);
	case SESSIONS:
		return sysfs_emit(buf, "%u\n", driver->sessions);
	case REQUESTS:
		return sysfs_emit(buf, "%llu\n", sum.requests);
	case BYTES:
		return sysfs_emit(buf, "%llu\n", sum.bytes);
	case ERRORS:
		return sysfs_emit(buf, "%llu\n", sum.errors);
	}
	return -EINVAL;
}

static ssize_t show(struct kobject *kobj, struct kobj_attribute *attr,
		    char *buf)
{
	const struct cryptodev_driver *driver;
	ssize_t ret = -ENODEV;

	mutex_lock(&cryptodev_usage_lock);
	driver = driver_of(kobj);
	/* Not yet known, in the moment when its directory is made. */
	if (driver)
		ret = show_driver(driver, attr - shown, buf);
	mutex_unlock(&cryptodev_usage_lock);
	return ret;
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

static struct cryptodev_driver *add(struct crypto_tfm *tfm)
{
	struct cryptodev_driver *driver;

	/* It stays when its first user has gone: nobody is charged for it. */
	driver = kzalloc(sizeof(*driver), GFP_KERNEL);
	if (!driver)
		return NULL;
	INIT_LIST_HEAD(&driver->accounts);
	strscpy(driver->name, name_of(tfm), sizeof(driver->name));
	strscpy(driver->algorithm, algorithm_of(tfm),
		sizeof(driver->algorithm));
	driver->asynchronous = cryptodev_may_answer_later(tfm);
	if (add_directory(driver)) {
		kfree(driver);
		return NULL;
	}
	mutex_lock(&cryptodev_usage_lock);
	list_add_tail(&driver->node, &drivers);
	mutex_unlock(&cryptodev_usage_lock);
	return driver;
}

static struct cryptodev_driver *find(const char *name)
{
	struct cryptodev_driver *driver, *found = NULL;

	mutex_lock(&cryptodev_usage_lock);
	list_for_each_entry(driver, &drivers, node)
		if (!strcmp(driver->name, name))
			found = driver;
	mutex_unlock(&cryptodev_usage_lock);
	return found;
}

/**
 * cryptodev_driver_find() - what is known of a transform's driver
 * @tfm: the transform; NULL for the kernel's arithmetic of long numbers, which
 *	 is none and counts as one
 *
 * May sleep.
 *
 * Return: the driver, which stays, or NULL if there is no memory.
 */
struct cryptodev_driver *cryptodev_driver_find(struct crypto_tfm *tfm)
{
	struct cryptodev_driver *driver;

	mutex_lock(&add_lock);
	driver = find(name_of(tfm)) ?: add(tfm);
	mutex_unlock(&add_lock);
	return driver;
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
		kfree(driver);
}
