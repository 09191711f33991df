/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tables of sysctls that are module parameters too: an entry's initialiser and
 * the registration in sysctl.c. Relies on proc_douintvec_minmax().
 */
#ifndef CRYPTODEV_SYSCTL_H
#define CRYPTODEV_SYSCTL_H

#include <linux/sysctl.h>

/*
 * A sysctl of type unsigned int. @_min and @_max point to the limits of its
 * value; NULL is no limit.
 */
#define CRYPTODEV_SYSCTL(_name, _data, _min, _max)		\
	{							\
		.procname = #_name,				\
		.data = (_data),				\
		.maxlen = sizeof(unsigned int),			\
		.mode = 0644,					\
		.proc_handler = proc_douintvec_minmax,		\
		.extra1 = (_min),				\
		.extra2 = (_max),				\
	}

struct ctl_table_header *cryptodev_sysctl_add(struct ctl_table *table,
					      size_t nr);

#endif /* CRYPTODEV_SYSCTL_H */
