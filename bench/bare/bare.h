/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Declarations that the files of this module share.
 */
#ifndef BENCH_BARE_H
#define BENCH_BARE_H

struct seq_file;

/* An operation to measure. Returns 0 or an error. */
typedef int bare_once_t(void *arg);

/* main.c */
extern unsigned int bare_batch; /* small operations in a batch */
int bare_measure(struct seq_file *m, const char *name, unsigned int bytes,
		 unsigned int ops, bare_once_t *once, void *arg);

/* transforms.c */
int bare_transforms(struct seq_file *m);

/* rsa.c */
int bare_rsa(struct seq_file *m);

/* zlib.c */
int bare_zlib(struct seq_file *m);

#endif /* BENCH_BARE_H */
