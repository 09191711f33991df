/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files compared with the digests in a list.
 */
#ifndef CRYPTOCTL_SUM_CHECK_H
#define CRYPTOCTL_SUM_CHECK_H

#include "sum_file.h"

void sum_check_list(struct sum_job *job, const char *name);

#endif /* CRYPTOCTL_SUM_CHECK_H */
