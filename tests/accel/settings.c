// SPDX-License-Identifier: GPL-2.0
/*
 * A test sets the device's behaviour in /sys/module/cryptodev_accel/parameters
 * and reads its counters in /sys/module/cryptodev_accel/counters.
 */
#include <linux/module.h>
#include <linux/sysfs.h>

#include "accel.h"
#include "compat.h"

struct accel_settings accel_settings = {
	.latency_us = 50,
	.queue_depth = 64,
	.error = EIO,
};

static int set_percent(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, 0, 100);
}

static const struct kernel_param_ops percent_ops = {
	.set = set_percent,
	.get = param_get_uint,
};

/* EINPROGRESS and EBUSY would say that the request waits. */
static int set_error(const char *val, const struct kernel_param *kp)
{
	unsigned int error;
	int err = kstrtouint(val, 0, &error);

	if (err)
		return err;
	if (error == EINPROGRESS || error == EBUSY)
		return -EINVAL;
	return param_set_uint_minmax(val, kp, 1, MAX_ERRNO);
}

static const struct kernel_param_ops error_ops = {
	.set = set_error,
	.get = param_get_uint,
};

/* At most a minute, because waiting tests have a limit. */
static int set_latency(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, 0, 60 * USEC_PER_SEC);
}

static const struct kernel_param_ops latency_ops = {
	.set = set_latency,
	.get = param_get_uint,
};

static int set_depth(const char *val, const struct kernel_param *kp)
{
	int err = param_set_uint_minmax(val, kp, 1, 1024);

	if (!err)
		accel_reconsider();
	return err;
}

static const struct kernel_param_ops depth_ops = {
	.set = set_depth,
	.get = param_get_uint,
};

static int set_stall(const char *val, const struct kernel_param *kp)
{
	int err = param_set_bool(val, kp);

	if (!err)
		accel_reconsider();
	return err;
}

static const struct kernel_param_ops stall_ops = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = set_stall,
	.get = param_get_bool,
};

module_param_cb(latency_us, &latency_ops, &accel_settings.latency_us, 0644);
MODULE_PARM_DESC(latency_us, "Microseconds until a request completes (50)");
module_param_cb(queue_depth, &depth_ops, &accel_settings.queue_depth, 0644);
MODULE_PARM_DESC(queue_depth, "Requests in the device at once (64)");
module_param_cb(out_of_order, &percent_ops, &accel_settings.out_of_order, 0644);
MODULE_PARM_DESC(out_of_order, "Percentage completed late, after later ones");
module_param_cb(error_percent, &percent_ops, &accel_settings.error_percent,
		0644);
MODULE_PARM_DESC(error_percent, "Percentage completed with an error");
module_param_cb(error, &error_ops, &accel_settings.error, 0644);
MODULE_PARM_DESC(error, "That error, as a positive number (5, EIO)");
module_param_named(error_writes, accel_settings.error_writes, bool, 0644);
MODULE_PARM_DESC(error_writes, "A request with that error has written its output (0/1)");
module_param_cb(sync_percent, &percent_ops, &accel_settings.sync_percent, 0644);
MODULE_PARM_DESC(sync_percent, "Percentage completed by the submission itself");
module_param_cb(early_percent, &percent_ops, &accel_settings.early_percent,
		0644);
MODULE_PARM_DESC(early_percent, "Percentage completed before the submission returns");
module_param_cb(rsa_fault_percent, &percent_ops,
		&accel_settings.rsa_fault_percent, 0644);
MODULE_PARM_DESC(rsa_fault_percent, "Percentage of private RSA results that are wrong modulo one prime");
module_param_named(rsa_cut, accel_settings.rsa_cut, bool, 0644);
MODULE_PARM_DESC(rsa_cut, "RSA results with leading zeros lack as many bytes at their end (0/1)");
module_param_named(full_tags, accel_settings.full_tags, bool, 0644);
MODULE_PARM_DESC(full_tags, "New transforms take no shorter tag than the full one (0/1)");
module_param_cb(stall, &stall_ops, &accel_settings.stall, 0644);
MODULE_PARM_DESC(stall, "Complete no request while set (0/1)");

unsigned int accel_alignmask;
module_param_named(alignmask, accel_alignmask, uint, 0444);
MODULE_PARM_DESC(alignmask, "Alignment mask of the drivers (0)");

static char *algs[64];
static unsigned int nr_algs;
module_param_array(algs, charp, &nr_algs, 0444);
MODULE_PARM_DESC(algs, "Drivers to register, such as gcm-aes or hmac-* (all)");

/*
 * "hmac-*" matches each name that begins so; "md5" matches md5 and md5-accel.
 */
static bool matches(const char *pattern, const char *name)
{
	size_t len = strlen(pattern);

	if (len && pattern[len - 1] == '*')
		return !strncmp(name, pattern, len - 1);
	return !strncmp(name, pattern, len) &&
	       (!name[len] || !strcmp(name + len, "-accel"));
}

/**
 * accel_wanted() - must a driver be registered?
 * @name: the name of the driver
 */
bool accel_wanted(const char *name)
{
	unsigned int i;

	for (i = 0; i < nr_algs; i++)
		if (matches(algs[i], name))
			return true;
	return !nr_algs;
}

/**
 * struct counter - a counter as a file
 * @attr: the file
 * @nr: which counter
 */
struct counter {
	struct module_attribute attr;
	enum accel_counter nr;
};

static ssize_t counter_show(accel_attribute_t *attr,
			    struct module_kobject *module, char *buf)
{
	const struct counter *c = container_of(attr, struct counter, attr);

	return sysfs_emit(buf, "%lu\n", accel_counter(c->nr));
}

#define COUNTER(_name, _nr)						\
	{ .attr = __ATTR(_name, 0444, counter_show, NULL), .nr = (_nr) }

static struct counter counters[] = {
	COUNTER(requests, ACCEL_REQUESTS),
	COUNTER(completed, ACCEL_COMPLETED),
	COUNTER(errors, ACCEL_ERRORS),
	COUNTER(overtaken, ACCEL_OVERTAKEN),
	COUNTER(sync, ACCEL_SYNC),
	COUNTER(early, ACCEL_EARLY),
	COUNTER(backlogged, ACCEL_BACKLOGGED),
	COUNTER(refused, ACCEL_REFUSED),
	COUNTER(in_flight, ACCEL_IN_FLIGHT),
	COUNTER(max_in_flight, ACCEL_MAX_IN_FLIGHT),
	COUNTER(callbacks, ACCEL_CALLBACKS),
};

static struct attribute *counter_attrs[ARRAY_SIZE(counters) + 1];

static const struct attribute_group counter_group = {
	.name = "counters",
	.attrs = counter_attrs,
};

/**
 * accel_counters_show() - create the counters' files
 *
 * Return: 0 or -ENOMEM.
 */
int accel_counters_show(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(counters); i++) {
		sysfs_attr_init(&counters[i].attr.attr);
		counter_attrs[i] = &counters[i].attr.attr;
	}
	return sysfs_create_group(&THIS_MODULE->mkobj.kobj, &counter_group);
}

/**
 * accel_counters_hide() - remove the counters' files
 */
void accel_counters_hide(void)
{
	sysfs_remove_group(&THIS_MODULE->mkobj.kobj, &counter_group);
}
