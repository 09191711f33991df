/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tables of sysctls, each of which is a parameter of the module too.
 */
#ifndef CRYPTODEV_SYSCTL_H
#define CRYPTODEV_SYSCTL_H

#include <linux/sysctl.h>

/* An unsigned int, and pointers to the least and the most, or NULL. */
#define CRYPTODEV_SYSCTL(_name, _data, _least, _most)		\
	{							\
		.procname = #_name,				\
		.data = (_data),				\
		.maxlen = sizeof(unsigned int),			\
		.mode = 0644,					\
		.proc_handler = proc_douintvec_minmax,		\
		.extra1 = (_least),				\
		.extra2 = (_most),				\
	}

struct ctl_table_header *cryptodev_sysctl_add(struct ctl_table *table,
					      size_t nr);

#endif /* CRYPTODEV_SYSCTL_H */
