// SPDX-License-Identifier: GPL-2.0
/*
 * Measures the transforms in the kernel alone, without a system call or a copy. A
 * read of the file cryptodev_bare in debugfs takes the measurements and prints them
 * in the format of results.tsv. If the clock counts instructions, a nanosecond is
 * an instruction.
 */
#include <linux/debugfs.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/sizes.h>
#include <linux/sort.h>

#include "algs.h"
#include "bare.h"

#define WARM_UP	8

unsigned int bare_batch = 200;
module_param_named(batch, bare_batch, uint, 0644);
MODULE_PARM_DESC(batch, "small operations of a batch");

static int repeat(bare_once_t *once, void *arg, unsigned int ops)
{
	int err = 0;

	while (ops-- && !err)
		err = once(arg);
	return err;
}

static int ascending(const void *a, const void *b)
{
	u64 x = *(const u64 *)a, y = *(const u64 *)b;

	return (x > y) - (x < y);
}

/**
 * bare_measure() - measure and print the cost of an operation
 * @m: the output
 * @name: name of the operation
 * @bytes: its size
 * @ops: operations in a batch
 * @once: the operation
 * @arg: the argument of @once
 *
 * Return: 0 or the operation's error.
 */
int bare_measure(struct seq_file *m, const char *name, unsigned int bytes,
		 unsigned int ops, bare_once_t *once, void *arg)
{
	unsigned int i;
	u64 each[BENCH_BATCHES], t;
	int err;

	err = repeat(once, arg, WARM_UP);
	for (i = 0; i < BENCH_BATCHES && !err; i++) {
		t = ktime_get_ns();
		err = repeat(once, arg, ops);
		each[i] = div_u64(ktime_get_ns() - t, ops);
	}
	if (err)
		return err;
	sort(each, BENCH_BATCHES, sizeof(*each), ascending, NULL);
	seq_printf(m, "%s\t%u\tbare\tinstructions\t%llu\n", name, bytes,
		   each[BENCH_BATCHES / 2]);
	return 0;
}

static int bare_show(struct seq_file *m, void *unused)
{
	return bare_transforms(m) ?: bare_rsa(m) ?: bare_zlib(m);
}

/* Room for all figures: a seq file that is too small would measure twice. */
static int bare_open(struct inode *inode, struct file *file)
{
	return single_open_size(file, bare_show, NULL, SZ_16K);
}

static const struct file_operations bare_fops = {
	.owner = THIS_MODULE,
	.open = bare_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = single_release,
};

static struct dentry *bare_file;

static int __init bare_init(void)
{
	bare_file = debugfs_create_file("cryptodev_bare", 0400, NULL, NULL,
					&bare_fops);
	return PTR_ERR_OR_ZERO(bare_file);
}

static void __exit bare_exit(void)
{
	debugfs_remove(bare_file);
}

module_init(bare_init);
module_exit(bare_exit);
MODULE_DESCRIPTION("What crypto transforms cost in the kernel alone");
MODULE_LICENSE("GPL");
