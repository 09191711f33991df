// SPDX-License-Identifier: GPL-2.0
/*
 * A module that makes the mistake it is asked for, for tests/detectors to see
 * that a kernel which checks itself tells. It never stays loaded.
 */
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/refcount.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

static char *mistake = "";
module_param(mistake, charp, 0);
MODULE_PARM_DESC(mistake, "which one");

/* Read with READ_ONCE(), they are numbers that the compiler does not know. */
static int sixteen = 16, forty = 40;

static void out_of_bounds(void)
{
	char *p = kmalloc(16, GFP_KERNEL);

	if (p)
		p[READ_ONCE(sixteen)] = 1;
	kfree(p);
}

static void use_after_free(void)
{
	char *p = kmalloc(16, GFP_KERNEL);

	kfree(p);
	OPTIMIZER_HIDE_VAR(p);
	if (p)
		p[READ_ONCE(sixteen) / 2] = 1;
}

static void on_the_stack(void)
{
	char room[16];

	WRITE_ONCE(room[READ_ONCE(sixteen)], 1);
}

static void array_index(void)
{
	static int room[16];

	room[READ_ONCE(sixteen)] = 1;
	barrier_data(room);
}

static void shift(void)
{
	int one = 1 << READ_ONCE(forty);

	OPTIMIZER_HIDE_VAR(one);
}

static DEFINE_MUTEX(first);
static DEFINE_MUTEX(second);

static void lock_order(void)
{
	mutex_lock(&first);
	mutex_lock(&second);
	mutex_unlock(&second);
	mutex_unlock(&first);
	mutex_lock(&second);
	mutex_lock(&first);
	mutex_unlock(&first);
	mutex_unlock(&second);
}

static DEFINE_SPINLOCK(spin);

static void sleep_in_atomic(void)
{
	spin_lock(&spin);
	kfree(kmalloc(16, GFP_KERNEL));
	spin_unlock(&spin);
}

static void refcount(void)
{
	refcount_t count = REFCOUNT_INIT(0);

	refcount_inc(&count);
}

static void list_twice(void)
{
	LIST_HEAD(head);
	struct list_head entry;

	list_add(&entry, &head);
	list_del(&entry);
	list_del(&entry);
}

static void no_work(struct timer_list *timer)
{
}

static void active_timer(void)
{
	struct timer_list *timer = kmalloc(sizeof(*timer), GFP_KERNEL);

	if (!timer)
		return;
	timer_setup(timer, no_work, 0);
	mod_timer(timer, jiffies + 1000 * HZ);
	kfree(timer);
}

static void leak(void)
{
	int i;

	/* Some may have their addresses left on a stack. */
	for (i = 0; i < 100; i++)
		memset(kmalloc(1000, GFP_KERNEL | __GFP_NOFAIL), i, 1000);
}

static int shared;

static int racer(void *unused)
{
	while (!kthread_should_stop()) {
		shared++;
		barrier();
	}
	return 0;
}

static void two_writers(void)
{
	struct task_struct *task = kthread_run(racer, NULL, "racer");
	unsigned long end = jiffies + 2 * HZ;

	if (IS_ERR(task))
		return;
	while (time_before(jiffies, end)) {
		shared++;
		barrier();
		cond_resched();
	}
	kthread_stop(task);
}

/* This one is a BUG(). */
static void bare_scatterlist(void)
{
	struct scatterlist sg;

	memset(&sg, 0, sizeof(sg));
	sg_set_buf(&sg, &shared, sizeof(shared));
}

static const struct {
	const char *name;
	void (*make)(void);
} mistakes[] = {
	{ "out_of_bounds", out_of_bounds },
	{ "use_after_free", use_after_free },
	{ "on_the_stack", on_the_stack },
	{ "array_index", array_index },
	{ "shift", shift },
	{ "lock_order", lock_order },
	{ "sleep_in_atomic", sleep_in_atomic },
	{ "refcount", refcount },
	{ "list_twice", list_twice },
	{ "active_timer", active_timer },
	{ "leak", leak },
	{ "two_writers", two_writers },
	{ "bare_scatterlist", bare_scatterlist },
};

static int __init mistakes_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(mistakes); i++) {
		if (!strcmp(mistake, mistakes[i].name)) {
			mistakes[i].make();
			return -ECANCELED;
		}
	}
	return -EINVAL;
}
module_init(mistakes_init);

MODULE_DESCRIPTION("Mistakes for a kernel to find");
MODULE_LICENSE("GPL");
