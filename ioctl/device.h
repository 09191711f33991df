/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The front door: the device node, its open files and its calls.
 */
#ifndef CRYPTODEV_DEVICE_H
#define CRYPTODEV_DEVICE_H

#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/xarray.h>
#include <crypto/cryptodev.h>

#include "crypto/stats/counters.h"
#include "crypto/user_limits.h"

struct cryptodev_queue;
struct cryptodev_request;
struct cryptodev_session;
struct io_uring_cmd;

/* What of a file's dialects has a queue of its own: results differ. */
enum cryptodev_queues {
	CRYPTODEV_LINUX_QUEUE,
	CRYPTODEV_NATIVE_QUEUE,
	CRYPTODEV_URING_QUEUE,
	CRYPTODEV_NR_QUEUES
};

/**
 * struct cryptodev_file - an open file
 * @user: who opened it, and is charged for its sessions
 * @sessions: its sessions, by id
 * @nr_sessions: how many
 * @nr_removed: how many have been removed
 * @kept: a request to be used again, or NULL; see session_table.h
 * @queue: results of requests that were not waited for, a queue a dialect;
 *	   each made when first used
 * @usage: what its requests have used
 * @id: a random number of 63 bits, for fdinfo
 * @next_id: where the search for a free id goes on, so that the id of a freed
 *	     session is not used again at once
 * @last_id: the highest id that has been given out
 */
struct cryptodev_file {
	struct cryptodev_user *user;
	struct xarray sessions;
	atomic_t nr_sessions;
	atomic_t nr_removed;
	struct cryptodev_request *kept;
	struct cryptodev_queue *queue[CRYPTODEV_NR_QUEUES];
	struct cryptodev_counters *usage;
	u64 id;
	u32 next_id;
	u32 last_id;
};

/* file.c */
extern const struct file_operations cryptodev_fops;
struct cryptodev_queue *cryptodev_file_queue(struct cryptodev_file *cf,
					     enum cryptodev_queues which);
long cryptodev_call_criget(struct file *file, void __user *arg);

/* session_table.c */
int cryptodev_file_add(struct cryptodev_file *cf, struct cryptodev_session *ses,
		       u32 *id);
int cryptodev_file_remove(struct cryptodev_file *cf, u32 id);
bool cryptodev_file_had(const struct cryptodev_file *cf, u32 id);
struct cryptodev_session *cryptodev_file_find(struct cryptodev_file *cf,
					      u32 id);
void cryptodev_file_drop_sessions(struct cryptodev_file *cf);
struct cryptodev_request *cryptodev_request_start(struct file *file, u32 id);

/* calls.c */
long cryptodev_ioctl(struct file *file, unsigned int cmd, unsigned long arg);

/* linux/calls32.c */
#ifdef CONFIG_COMPAT
long cryptodev_compat_ioctl(struct file *file, unsigned int cmd,
			    unsigned long arg);
#else
#define cryptodev_compat_ioctl	NULL
#endif

/* session_create.c */

/**
 * struct cryptodev_key_source - where a program has a key
 * @from: address in its memory
 * @len: bytes there
 * @serial: serial number of a key in the kernel's keyrings, or 0 if it is at @from
 */
struct cryptodev_key_source {
	const void __user *from;
	u32 len;
	s32 serial;
};

/**
 * struct cryptodev_session_spec - a session to be created, in no dialect
 * @cipher: number of a cipher, an AEAD or, with CRYPTODEV_SES_PUBKEY, a public-key
 *	    algorithm; 0 for none
 * @mac: number of a hash or mac, 0 for none
 * @flags: CRYPTODEV_SES_*
 * @key: the key of the cipher or of the public-key algorithm
 * @mackey: the key of the mac
 */
struct cryptodev_session_spec {
	u32 cipher;
	u32 mac;
	u32 flags;
	struct cryptodev_key_source key;
	struct cryptodev_key_source mackey;
};

long cryptodev_session_open(struct file *file,
			    const struct cryptodev_session_spec *spec,
			    u32 __user *id_out);

/* keyring.c */
#if IS_ENABLED(CONFIG_KEYS)
int cryptodev_keyring_read(s32 serial, u8 *to, u32 max);
#else
static inline int cryptodev_keyring_read(s32 serial, u8 *to, u32 max)
{
	return -EOPNOTSUPP;
}
#endif

/* linux/session_calls.c */
long cryptodev_call_gsession(struct file *file, void __user *arg);
long cryptodev_call_fsession(struct file *file, void __user *arg);
long cryptodev_call_bsd_fsession(struct file *file, void __user *arg);
long cryptodev_call_gsessinfo(struct file *file, void __user *arg);
long cryptodev_call_cphash(struct file *file, void __user *arg);

/* linux/crypt_calls.c */
long cryptodev_call_crypt(struct file *file, void __user *arg);
long cryptodev_call_authcrypt(struct file *file, void __user *arg);
int cryptodev_crypt_fill(struct cryptodev_request *req,
			 const struct crypt_op *cop);

/* linux/async_calls.c */
long cryptodev_call_asynccrypt(struct file *file, void __user *arg);
long cryptodev_call_asyncfetch(struct file *file, void __user *arg);

/* native/create_call.c */
long cryptodev_call_create(struct file *file, void __user *arg);

/* native/batch_calls.c */
long cryptodev_call_submit(struct file *file, void __user *arg);
long cryptodev_call_reap(struct file *file, void __user *arg);

/* uring.c */
int cryptodev_uring_cmd(struct io_uring_cmd *cmd, unsigned int issue_flags);

/* linux/key_calls.c */
long cryptodev_call_key(struct file *file, void __user *arg);
long cryptodev_call_asymfeat(struct file *file, void __user *arg);

/* limits.c */
extern unsigned int cryptodev_max_sessions;
int cryptodev_limits_init(void);
void cryptodev_limits_exit(void);

/* policy.c */
int cryptodev_policy_check(u32 cipher, u32 mac);
int cryptodev_policy_pubkey(void);
enum cryptodev_choice cryptodev_policy_driver(void);
int cryptodev_policy_init(void);
void cryptodev_policy_exit(void);

#endif /* CRYPTODEV_DEVICE_H */
