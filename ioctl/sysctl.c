// SPDX-License-Identifier: GPL-2.0
/*
 * Registers sysctls under dev.crypto. Relies on the kernel to check each write,
 * and checks the initial values itself: they can come from module parameters.
 */
#include <linux/err.h>

#include "compat/kernel.h"
#include "ioctl/sysctl.h"
#include "zc/reject.h"

/* Would a write of the current value to the sysctl succeed? */
static bool is_in_range(const struct ctl_table *entry)
{
	const unsigned int *lowest = entry->extra1, *highest = entry->extra2;
	unsigned int value = *(unsigned int *)entry->data;

	return (!lowest || value >= *lowest) && (!highest || value <= *highest);
}

/**
 * cryptodev_sysctl_add() - register sysctls under dev.crypto
 * @table: the sysctls, then an empty entry; an entry with a range is an
 *	 unsigned
 *	   int
 * @nr: number of sysctls, without the empty entry
 *
 * May sleep.
 *
 * Return: a header that the caller passes to unregister_sysctl_table(); -EINVAL
 * if a value is out of range, -ENOMEM.
 */
struct ctl_table_header *cryptodev_sysctl_add(struct ctl_table *table,
					      size_t nr)
{
	struct ctl_table_header *header;
	size_t i;

	for (i = 0; i < nr; i++)
		if (!is_in_range(&table[i]))
			return ERR_PTR(cryptodev_reject(-EINVAL,
							"%s is out of range",
							table[i].procname));
	header = cryptodev_register_sysctl("dev/crypto", table, nr);
	return header ?: ERR_PTR(-ENOMEM);
}
