/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Declarations that the files of ioctl/ share: the open file, the ioctl
 * handlers, the limits and the policy. Relies on crypto/ for sessions,
 * requests and users.
 */
#ifndef CRYPTODEV_DEVICE_H
#define CRYPTODEV_DEVICE_H

#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/rwsem.h>
#include <linux/xarray.h>
#include <crypto/cryptodev.h>

#include "crypto/driver.h"
#include "crypto/stats/counters.h"
#include "crypto/user_limits.h"

struct cryptodev_queue;
struct cryptodev_request;
struct cryptodev_session;
struct io_uring_cmd;

/* Each asynchronous interface has its own queue: formats of results differ. */
enum cryptodev_queues {
	CRYPTODEV_LINUX_QUEUE,
	CRYPTODEV_NATIVE_QUEUE,
	CRYPTODEV_NETBSD_QUEUE,
	CRYPTODEV_URING_QUEUE,
	CRYPTODEV_NR_QUEUES
};

/**
 * struct cryptodev_file - an open file
 * @user: the user that opened it and is charged for its sessions
 * @sessions: its sessions, by id
 * @nr_sessions: number of sessions in @sessions
 * @nr_removed: number of sessions removed since the open
 * @kept: a request that an io_uring command can reuse, or NULL; see
 *	  session_table.h
 * @queue: queues of asynchronous requests, one for each interface; NULL until
 *	   the interface is first used
 * @usage: counters of its requests
 * @id: a random number of 63 bits, shown in fdinfo
 * @next_id: start of the search for a free id; it moves forward, so that a
 *	     freed id is not reused at once
 * @last_id: the highest id allocated so far
 * @removed_id: id of the session that was removed last, still reserved in
 *		@sessions; 0 for none
 * @last_reqid: number of request ids that NetBSD's dialect has given out
 * @seal_lock: protects @sealed; held for reading by each ioctl that a sealed file
 *	       refuses, until the ioctl has completed
 * @sealed: the file is sealed, for good; see seal.c
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
	u32 removed_id;
	atomic_t last_reqid;
	struct rw_semaphore seal_lock; /* protects @sealed */
	bool sealed;
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
u32 cryptodev_file_next_reqid(struct cryptodev_file *cf);
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
 * struct cryptodev_key_source - location of a key
 * @from: user address of the key, if @serial is 0
 * @len: bytes at @from
 * @serial: serial number of a key in the kernel's keyrings, or 0
 */
struct cryptodev_key_source {
	const void __user *from;
	u32 len;
	s32 serial;
};

/**
 * struct cryptodev_session_spec - a session to create, independent of dialect
 * @cipher: number of a cipher, an AEAD or, with CRYPTODEV_SES_PUBKEY, a
 *	    public-key algorithm, or with CRYPTODEV_SES_RANDOM, a random number
 *	    generator; 0 for none
 * @mac: number of a hash or mac, 0 for none
 * @flags: CRYPTODEV_SES_*
 * @ivlen: bytes of an IV, 0 for the algorithm's own length
 * @maclen: bytes of a mac or tag, 0 for all
 * @allowed: operations that requests may have: CRYPTODEV_MAY_*, 0 for all
 * @driver: drivers that may serve the session
 * @driver_id: set to the id of the driver that serves the session
 * @driver_name: a name that the driver must have, besides @driver; NULL for any
 * @key: the key of the cipher or of the public-key algorithm
 * @mackey: the key of the mac
 * @entropy: test entropy of a DRBG; its length is checked
 * @nonce: the nonce of a DRBG, which follows the entropy; its length is checked
 */
struct cryptodev_session_spec {
	u32 cipher;
	u32 mac;
	u32 flags;
	u32 ivlen;
	u32 maclen;
	u32 allowed;
	enum cryptodev_choice driver;
	s32 driver_id;
	const char *driver_name;
	struct cryptodev_key_source key;
	struct cryptodev_key_source mackey;
	struct cryptodev_key_source entropy;
	struct cryptodev_key_source nonce;
};

int cryptodev_request_rekey(struct cryptodev_request *req,
			    const struct cryptodev_key_source *key,
			    const struct cryptodev_key_source *mackey);
int cryptodev_spec_set_driver_id(struct cryptodev_session_spec *spec, s32 id);
long cryptodev_session_open(struct file *file,
			    struct cryptodev_session_spec *spec, u32 *id);
long cryptodev_session_open_user(struct file *file,
				 struct cryptodev_session_spec *spec,
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
