// SPDX-License-Identifier: GPL-2.0
/*
 * Memory of the accelerator, like that of a PCI device: a program maps it with
 * mmap(), and the kernel can neither pin it nor has structures for its pages.
 */
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>

#include "accel.h"

/* Its size in bytes: one allocation of this size works on all architectures. */
#define MEMORY_BYTES	SZ_1M

static void *memory;

static int memory_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long len = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff || len > MEMORY_BYTES)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, PHYS_PFN(virt_to_phys(memory)),
			       len, vma->vm_page_prot);
}

static const struct file_operations memory_fops = {
	.owner = THIS_MODULE,
	.mmap = memory_mmap,
};

static struct miscdevice memory_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "cryptodev_accel",
	.fops = &memory_fops,
	.mode = 0600,
};

/**
 * accel_memory_show() - create /dev/cryptodev_accel
 *
 * Return: 0, -ENOMEM, or the error of misc_register().
 */
int accel_memory_show(void)
{
	int err;

	memory = alloc_pages_exact(MEMORY_BYTES, GFP_KERNEL | __GFP_ZERO);
	if (!memory)
		return -ENOMEM;
	err = misc_register(&memory_device);
	if (err)
		free_pages_exact(memory, MEMORY_BYTES);
	return err;
}

/**
 * accel_memory_hide() - remove /dev/cryptodev_accel
 *
 * Each mapping holds a reference to the module.
 */
void accel_memory_hide(void)
{
	misc_deregister(&memory_device);
	free_pages_exact(memory, MEMORY_BYTES);
}
