// SPDX-License-Identifier: GPL-2.0
/* Lengths that the agree_* programs test. */
#include "agree.h"

const uint32_t agree_long[] = {
	511, 512, 513, 2047, 2048, 2049, 4080, 4095, 4096, 4097, 4112, 8176,
	8191, 8192, 8193, 8208, 65520, 65535, 65536, 65537, 65552, 70000,
	262128, 262143, 262144, 262145, 262160, AGREE_MAX,
};
