// SPDX-License-Identifier: GPL-2.0
/*
 * Accounts: what an open file has used of a driver. They are made with the
 * file's first session of the driver, or its first use without one, and go with
 * the file and its last session; what they have counted stays with the driver.
 */
#include <linux/slab.h>

#include "crypto/session.h"
#include "crypto/usage_driver.h"

DEFINE_PER_CPU(struct cryptodev_counts, cryptodev_unaccounted);

/* Of 64 bits, which a CPU of 32 changes one half after the other. */
static u64 read_count(const u64 *count)
{
	u64 value;

	do
		value = READ_ONCE(*count);
	while (value != READ_ONCE(*count));
	return value;
}

static void add_counts(struct cryptodev_counts *sum,
		       const struct cryptodev_counts *more)
{
	sum->requests += read_count(&more->requests);
	sum->bytes += read_count(&more->bytes);
	sum->errors += read_count(&more->errors);
}

static void add_account(struct cryptodev_counts *sum,
			const struct cryptodev_account *account)
{
	int cpu;

	for_each_possible_cpu(cpu)
		add_counts(sum, per_cpu_ptr(account->counts, cpu));
}

/**
 * cryptodev_driver_sum() - how much a driver has been used
 * @driver: the driver; the caller holds the lock
 * @sum: out: by all files since the module's load
 */
void cryptodev_driver_sum(const struct cryptodev_driver *driver,
			  struct cryptodev_counts *sum)
{
	const struct cryptodev_account *account;

	lockdep_assert_held(&cryptodev_usage_lock);
	*sum = driver->gone;
	list_for_each_entry(account, &driver->accounts, of_driver)
		add_account(sum, account);
}

/**
 * cryptodev_usage_sum() - how much an open file has used
 * @usage: the open file's
 * @sum: out: of all drivers
 *
 * May sleep.
 */
void cryptodev_usage_sum(struct cryptodev_usage *usage,
			 struct cryptodev_counts *sum)
{
	const struct cryptodev_account *account;

	memset(sum, 0, sizeof(*sum));
	mutex_lock(&cryptodev_usage_lock);
	list_for_each_entry(account, &usage->accounts, of_usage)
		add_account(sum, account);
	mutex_unlock(&cryptodev_usage_lock);
}

static struct cryptodev_account *new_account(struct cryptodev_driver *driver)
{
	struct cryptodev_account *account;

	account = kzalloc(sizeof(*account), GFP_KERNEL_ACCOUNT);
	if (!account)
		return NULL;
	account->counts = alloc_percpu_gfp(struct cryptodev_counts,
					   GFP_KERNEL_ACCOUNT);
	if (!account->counts) {
		kfree(account);
		return NULL;
	}
	account->driver = driver;
	return account;
}

static void free_account(struct cryptodev_account *account)
{
	free_percpu(account->counts);
	kfree(account);
}

static void put_account(struct cryptodev_account *account)
{
	lockdep_assert_held(&cryptodev_usage_lock);
	if (--account->refs)
		return;
	add_account(&account->driver->gone, account);
	list_del(&account->of_driver);
	free_account(account);
}

static struct cryptodev_account *find_account(struct cryptodev_usage *usage,
					      struct cryptodev_driver *driver)
{
	struct cryptodev_account *account;

	list_for_each_entry(account, &usage->accounts, of_usage)
		if (account->driver == driver)
			return account;
	return NULL;
}

/*
 * The file's account with the driver, which has so many more sessions now. If
 * there is none, @fresh becomes it, unless that is NULL too.
 */
static struct cryptodev_account *
take_account(struct cryptodev_usage *usage, struct cryptodev_driver *driver,
	     struct cryptodev_account *fresh, unsigned int sessions)
{
	struct cryptodev_account *account;

	mutex_lock(&cryptodev_usage_lock);
	account = find_account(usage, driver);
	if (!account && fresh) {
		account = fresh;
		account->refs = 1;
		list_add(&account->of_driver, &driver->accounts);
		list_add(&account->of_usage, &usage->accounts);
	}
	if (account) {
		account->refs += sessions;
		driver->sessions += sessions;
	}
	mutex_unlock(&cryptodev_usage_lock);
	return account;
}

/*
 * The file's account with a transform's driver, for so many more sessions, or
 * NULL. Memory is allocated without the lock: its cgroup may make a user wait
 * for it.
 */
static struct cryptodev_account *get_account(struct cryptodev_usage *usage,
					     struct crypto_tfm *tfm,
					     unsigned int sessions)
{
	struct cryptodev_driver *driver = cryptodev_driver_find(tfm);
	struct cryptodev_account *account, *fresh;

	if (!driver)
		return NULL;
	account = take_account(usage, driver, NULL, sessions);
	if (account)
		return account;
	fresh = new_account(driver);
	if (!fresh)
		return NULL;
	account = take_account(usage, driver, fresh, sessions);
	if (account != fresh)
		free_account(fresh);
	return account;
}

/**
 * cryptodev_usage_account() - where to count what has no session
 * @usage: of the open file that asks
 * @tfm: as for cryptodev_driver_find()
 *
 * May sleep.
 *
 * Return: the account, which stays as long as the file is open, or NULL if
 * there is no memory.
 */
struct cryptodev_account *
cryptodev_usage_account(struct cryptodev_usage *usage, struct crypto_tfm *tfm)
{
	return get_account(usage, tfm, 0);
}

/**
 * cryptodev_usage_add() - count a session and its requests
 * @usage: of the open file that will own it
 * @ses: the session, with its transforms, still private to its maker
 *
 * May sleep.
 *
 * Return: 0, or -ENOMEM; cryptodev_session_free() undoes it either way.
 */
int cryptodev_usage_add(struct cryptodev_usage *usage,
			struct cryptodev_session *ses)
{
	struct crypto_tfm *tfm[] = {
		cryptodev_session_cipher_tfm(ses),
		cryptodev_session_hash_tfm(ses),
	};
	unsigned int i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(tfm); i++) {
		if (!tfm[i])
			continue;
		ses->account[nr] = get_account(usage, tfm[i], 1);
		if (!ses->account[nr])
			return -ENOMEM;
		nr++;
	}
	if (nr)
		ses->counts = ses->account[0]->counts;
	if (nr > 1) {
		ses->more_counts = ses->account[1]->counts;
		ses->two_drivers = true;
	}
	return 0;
}

/**
 * cryptodev_usage_remove() - a session is no more
 * @ses: the session, with or without an account
 *
 * May sleep.
 */
void cryptodev_usage_remove(struct cryptodev_session *ses)
{
	unsigned int i;

	if (!ses->account[0])
		return;
	mutex_lock(&cryptodev_usage_lock);
	for (i = 0; i < ARRAY_SIZE(ses->account); i++) {
		if (!ses->account[i])
			continue;
		ses->account[i]->driver->sessions--;
		put_account(ses->account[i]);
	}
	mutex_unlock(&cryptodev_usage_lock);
}

/**
 * cryptodev_count_errors() - requests have ended
 * @ses: their session
 * @nr: how many of them with an error: 1 or 0, which takes as long
 *
 * Runs in any context.
 */
void cryptodev_count_errors(struct cryptodev_session *ses, u32 nr)
{
	this_cpu_add(ses->counts->errors, nr);
	if (ses->two_drivers)
		this_cpu_add(ses->more_counts->errors, nr);
}

/**
 * cryptodev_account_driver() - a driver's name
 * @account: an account, or NULL
 */
const char *cryptodev_account_driver(const struct cryptodev_account *account)
{
	return account ? account->driver->name : "none";
}

/**
 * cryptodev_usage_init() - a file is opened
 * @usage: the open file's
 */
void cryptodev_usage_init(struct cryptodev_usage *usage)
{
	INIT_LIST_HEAD(&usage->accounts);
}

/**
 * cryptodev_usage_exit() - an open file is no more
 * @usage: the open file's; sessions in flight may still count
 *
 * May sleep.
 */
void cryptodev_usage_exit(struct cryptodev_usage *usage)
{
	struct cryptodev_account *account, *next;

	mutex_lock(&cryptodev_usage_lock);
	list_for_each_entry_safe(account, next, &usage->accounts, of_usage) {
		list_del(&account->of_usage);
		put_account(account);
	}
	mutex_unlock(&cryptodev_usage_lock);
}
