// SPDX-License-Identifier: GPL-2.0
/*
 * Sysctls under dev.crypto, whose values may have come from the parameters that
 * the module was loaded with.
 */
#include <linux/err.h>

#include "compat/kernel.h"
#include "ioctl/sysctl.h"
#include "zc/reject.h"

/* Whether it could have been written. */
static bool is_allowed(const struct ctl_table *entry)
{
	const unsigned int *least = entry->extra1, *most = entry->extra2;
	unsigned int value = *(unsigned int *)entry->data;

	return (!least || value >= *least) && (!most || value <= *most);
}

/**
 * cryptodev_sysctl_add() - have sysctls under dev.crypto
 * @table: they; each is an unsigned int, or has no range; an empty one follows
 * @nr: how many
 *
 * Return: what unregister_sysctl_table() takes, or an error: -EINVAL for a value
 * that is out of range, -ENOMEM.
 */
struct ctl_table_header *cryptodev_sysctl_add(struct ctl_table *table, size_t nr)
{
	struct ctl_table_header *header;
	size_t i;

	for (i = 0; i < nr; i++)
		if (!is_allowed(&table[i]))
			return ERR_PTR(cryptodev_reject(-EINVAL,
							"%s is out of range",
							table[i].procname));
	header = cryptodev_register_sysctl("dev/crypto", table, nr);
	return header ?: ERR_PTR(-ENOMEM);
}
