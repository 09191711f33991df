// SPDX-License-Identifier: GPL-2.0
/*
 * Keeps gcc's counters of the module after the module is unloaded, so that its
 * exit functions count too. /sys/kernel/debug/cryptodev_coverage has for each
 * file its name, a zero byte, the number of bytes that follow in four bytes,
 * and these bytes, which gcov reads as a .gcda file.
 *
 * A kernel can do that itself (CONFIG_GCOV_KERNEL), but Debian's kernels
 * cannot.
 */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/notifier.h>
#include <linux/vmalloc.h>

#include "info.h"

#define GCOV_DATA_MAGIC		0x67636461
#define GCOV_TAG_FUNCTION	0x01000000
#define GCOV_TAG_ARCS		0x01a10000

static const struct cryptodev_counted *counted;
static struct debugfs_blob_wrapper blob;
static struct dentry *dentry;

static void put(const void *data, size_t len)
{
	if (blob.data)
		memcpy(blob.data + blob.size, data, len);
	blob.size += len;
}

static void put_word(u32 word)
{
	put(&word, sizeof(word));
}

/* Lengths are in bytes since gcc 12. */
static void put_function(const struct gcov_file *file,
			 const struct gcov_function *fn)
{
	bool ours = fn && fn->file == file;

	put_word(GCOV_TAG_FUNCTION);
	put_word(ours ? 3 * sizeof(u32) : 0);
	if (!ours)
		return;
	put_word(fn->ident);
	put_word(fn->lineno_checksum);
	put_word(fn->cfg_checksum);
	put_word(GCOV_TAG_ARCS);
	put_word(fn->arcs.num * sizeof(u64));
	put(fn->arcs.values, fn->arcs.num * sizeof(u64));
}

static void put_file(const struct gcov_file *file)
{
	unsigned int i;
	size_t begin;
	u32 len;

	put(file->name, strlen(file->name) + 1);
	begin = blob.size;
	put_word(0);
	put_word(GCOV_DATA_MAGIC);
	put_word(file->version);
	put_word(file->stamp);
	put_word(file->checksum);
	for (i = 0; i < file->nr; i++)
		put_function(file, file->functions[i]);
	put_word(0);
	len = blob.size - begin - sizeof(len);
	if (blob.data)
		memcpy(blob.data + begin, &len, sizeof(len));
}

static void put_files(void)
{
	const struct gcov_file *const *p;

	blob.size = 0;
	for (p = counted->begin; p < counted->end; p++)
		put_file(*p);
}

/* The first call only counts bytes. */
static void keep(void)
{
	void *room;

	put_files();
	room = vmalloc(blob.size);
	if (!room)
		return;
	blob.data = room;
	put_files();
	dentry = debugfs_create_blob("cryptodev_coverage", 0400, NULL, &blob);
}

static void find(void)
{
	counted = symbol_get(cryptodev_counted);
	/* Holds no reference: the notifier waits for the module to go. */
	if (counted)
		symbol_put(cryptodev_counted);
}

static int on_change(struct notifier_block *block, unsigned long state,
		     void *data)
{
	struct module *module = data;

	if (strcmp(module->name, "cryptodev"))
		return NOTIFY_DONE;
	if (state == MODULE_STATE_LIVE && !counted) {
		find();
	} else if (state == MODULE_STATE_GOING && counted && !blob.data) {
		keep();
		counted = NULL;
	}
	return NOTIFY_OK;
}

static struct notifier_block block = {
	.notifier_call = on_change,
	/* Runs before the kernel frees the module's sections. */
	.priority = INT_MAX,
};

static int __init keeper_init(void)
{
	find();
	return register_module_notifier(&block);
}

static void __exit keeper_exit(void)
{
	unregister_module_notifier(&block);
	debugfs_remove(dentry);
	vfree(blob.data);
}

module_init(keeper_init);
module_exit(keeper_exit);

MODULE_DESCRIPTION("Keeps the coverage of /dev/crypto's module");
MODULE_LICENSE("GPL");
