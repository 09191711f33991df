// SPDX-License-Identifier: GPL-2.0
/*
 * The KUnit module of cryptodev. Each other file here has one suite.
 */
#include <linux/module.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("KUnit tests of cryptodev's pure functions");
