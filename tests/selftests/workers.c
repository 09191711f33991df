// SPDX-License-Identifier: GPL-2.0
/*
 * Requests that worker threads process: a user's stuck requests do not delay
 * another user's; those of an exited process end; and requests of an ordered
 * session complete in order after one that was stuck.
 */
#include "../kselftest_harness.h"
#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "lib/accel.h"
#include "lib/async.h"
#include "lib/buffers.h"
#include "lib/cases.h"
#include "lib/cgroup.h"
#include "lib/process.h"
#include "lib/stalled_memory.h"
#include "lib/sysctl.h"

#define NOBODY	65534
#define STUCK	300	/* more than the threads of all users at one time */
#define WAITING	200	/* more than are delivered at once */
#define AGAIN	20	/* requests, one after the other */
#define HUGE	(1u << 30)
#define HASHED	(4u << 20)

FIXTURE(workers) {
	int fd;
	uint32_t cbc, sha;
	uint8_t key[16], iv[16], *in, *out;
	struct stalled_memory stalled;
};

FIXTURE_SETUP(workers)
{
	WORKER_SETUP(CRYPTODEV_REQ_WORKER);
	self->fd = dc_open();
	ASSERT_LE(0, self->fd);
	fill(self->key, 16, 1);
	fill(self->iv, 16, 2);
	self->in = pages(4096);
	self->out = pages(4096);
	ASSERT_EQ(0, dc_create(self->fd, CRYPTODEV_CREATE_ORDERED,
			       CRYPTO_AES_CBC, 0, self->key, 16, &self->cbc));
	ASSERT_EQ(0, dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
				&self->sha));
	if (!stalled_open(&self->stalled, 4096))
		SKIP(return, "no userfaultfd");
}

FIXTURE_TEARDOWN(workers)
{
	stalled_close(&self->stalled);
	close(self->fd);
}

static struct cryptodev_req cbc_session(FIXTURE_DATA(workers) * self,
					uint32_t ses, const void *src)
{
	return (struct cryptodev_req) {
		.ses = ses, .flags = CRYPTODEV_REQ_WORKER, .len = 16,
		.src = (uintptr_t)src, .dst = (uintptr_t)self->out,
		.iv = (uintptr_t)self->iv,
	};
}

/*
 * Another user's process: its requests wait for its memory until it is killed.
 */
static void submit_stuck_requests(FIXTURE_DATA(workers) *self, int told)
{
	struct cryptodev_req r;
	struct stalled_memory s;
	uint32_t ses;
	int fd, i;

	if (!stalled_open(&s, 4096) || seteuid(NOBODY))
		_exit(1);
	fd = dc_open();
	if (fd < 0 || dc_session(fd, CRYPTO_AES_CBC, self->key, 16, 0, NULL, 0,
				 &ses))
		_exit(2);
	r = cbc_session(self, ses, s.p);
	for (i = 0; i < STUCK; i++)
		if (dc_submit(fd, 0, &r, 1) != 1)
			_exit(3);
	if (dc_poll(fd, POLLIN, 200) || write(told, "", 1) != 1)
		_exit(4);
	pause();
}

static void read_line(const char *path, char *line, int size)
{
	FILE *f = fopen(path, "r");

	if (!f || !fgets(line, size, f))
		*line = 0;
	if (f)
		fclose(f);
}

/*
 * Returns this process's number of threads; *comm and *cgroup are the last
 * one's.
 */
static int my_threads(char comm[32], char cgroup[128])
{
	DIR *dir = opendir("/proc/self/task");
	char path[300];
	struct dirent *d;
	int n = 0;

	while ((d = readdir(dir))) {
		if (d->d_name[0] == '.')
			continue;
		n++;
		snprintf(path, sizeof(path), "/proc/self/task/%s/comm",
			 d->d_name);
		read_line(path, comm, 32);
		snprintf(path, sizeof(path), "/proc/self/task/%s/cgroup",
			 d->d_name);
		read_line(path, cgroup, 128);
	}
	closedir(dir);
	return n;
}

static bool threads_become(int want, char comm[32], char cgroup[128])
{
	double end = seconds() + WAIT_LIMIT;

	while (my_threads(comm, cgroup) != want) {
		if (seconds() > end)
			return false;
		usleep(2000);
	}
	return true;
}

/* A worker is in the process's cgroups and cpuset, and exits with it. */
TEST_F(workers, threads_belong_to_callers_process)
{
	struct cryptodev_req r = cbc_session(self, self->cbc, self->stalled.p);
	char comm[32], cgroup[128], mine[128];
	struct cryptodev_result result;
	struct cgroup g;
	int i;

	if (!cgroup_make(&g, NULL) || !cgroup_enter(&g))
		SKIP(return, "no cgroup");
	read_line("/proc/self/cgroup", mine, sizeof(mine));
	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	ASSERT_TRUE(threads_become(2, comm, cgroup));
	EXPECT_STREQ("cryptodev\n", comm);
	EXPECT_STREQ(mine, cgroup);
	ASSERT_TRUE(stalled_release(&self->stalled));
	ASSERT_EQ(1, dc_reap(self->fd, &result, 1, 1,
			     deadline_in_ms(WAIT_LIMIT_MS)));
	EXPECT_EQ(0, result.result);
	/*
	 * It stays, and is used again. Another one is made if a request is
	 * submitted before one is idle, but not for most requests.
	 */
	r.src = (uintptr_t)self->in;
	for (i = 0; i < AGAIN; i++) {
		ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
		ASSERT_EQ(1, dc_reap(self->fd, &result, 1, 1,
				     deadline_in_ms(WAIT_LIMIT_MS)));
		EXPECT_EQ(0, result.result);
	}
	EXPECT_LE(2, my_threads(comm, cgroup));
	EXPECT_GE(2 + AGAIN / 2, my_threads(comm, cgroup));
	EXPECT_TRUE(cgroup_write(g.root, "cgroup.procs", "0"));
	cgroup_remove(&g);
}

static double cpu_seconds(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return u.ru_utime.tv_sec + u.ru_stime.tv_sec +
	       (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* Returns the number of kernel threads in uninterruptible sleep. */
static int stuck_kworkers(void)
{
	FILE *f = popen("cat /proc/[0-9]*/stat 2>/dev/null | "
			"grep -c '(kworker[^)]*) D '", "r");
	int n = -1;

	if (!f || fscanf(f, "%d", &n) != 1)
		n = -1;
	if (f)
		pclose(f);
	return n;
}

/*
 * Waits up to WAIT_LIMIT, because a kernel thread may sleep so for a moment; returns
 * true once none does.
 */
static bool no_kworker_is_stuck(void)
{
	double end = seconds() + WAIT_LIMIT;

	while (stuck_kworkers()) {
		if (seconds() > end)
			return false;
		usleep(10000);
	}
	return true;
}

/*
 * A process that stops itself, and with it its worker threads, during requests.
 */
TEST_F(workers, stopped_process_blocks_no_kernel_thread)
{
	struct cryptodev_req reqs[64];
	pid_t pid = fork();
	int i, status;

	ASSERT_LE(0, pid);
	for (i = 0; i < 64; i++)
		reqs[i] = cbc_session(self, self->cbc, self->in);
	if (!pid) {
		if (dc_submit(self->fd, 0, reqs, 64) != 64)
			_exit(1);
		raise(SIGSTOP);
		_exit(2);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, WUNTRACED));
	ASSERT_TRUE(WIFSTOPPED(status));
	usleep(300000);
	EXPECT_TRUE(no_kworker_is_stuck());
	ASSERT_EQ(0, kill(pid, SIGKILL));
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_TRUE(no_kworker_is_stuck());
}

/* Hashes in the caller; returns whether it succeeded. */
static bool hash_here(int fd, const struct cryptodev_req *r)
{
	struct cryptodev_req copy = *r;

	return dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, &copy, 1) == 1 &&
	       !copy.result;
}

/* Hashes in a worker; returns whether it succeeded. */
static bool hash_in_worker(int fd, const struct cryptodev_req *r)
{
	struct cryptodev_req copy = *r;
	struct cryptodev_result result;

	copy.flags = CRYPTODEV_REQ_WORKER;
	return dc_submit(fd, 0, &copy, 1) == 1 &&
	       dc_reap(fd, &result, 1, 1, deadline_in_ms(WAIT_LIMIT_MS)) == 1 &&
	       !result.result;
}

/*
 * A kernel may count CPU time in ticks, and charge a whole one or none; and it may
 * count the time that its machine's host gives to others. So both are measured in
 * turn until they have taken many ticks, and longer if they differ much. An
 * accelerator takes no CPU time, so a software driver computes.
 */
TEST_F(workers, cpu_time_is_charged_to_caller)
{
	uint8_t *text = pages(HASHED), digest[32];
	struct cryptodev_req r = {
		.len = HASHED, .src = (uintptr_t)text,
		.mac = (uintptr_t)digest,
	};
	double begun, alone = 0, worked = 0, end = seconds() + WAIT_LIMIT;
	long soft = sysctl_get("cryptodevallowsoft");
	int err;

	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	err = dc_session(self->fd, 0, NULL, 0, CRYPTO_SHA2_256, NULL, 0,
			 &r.ses);
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", soft));
	ASSERT_EQ(0, err);
	memset(text, 1, HASHED);
	do {
		begun = cpu_seconds();
		ASSERT_TRUE(hash_here(self->fd, &r));
		alone += cpu_seconds() - begun;
		begun = cpu_seconds();
		ASSERT_TRUE(hash_in_worker(self->fd, &r));
		worked += cpu_seconds() - begun;
	} while ((alone < 0.5 || worked <= alone / 2) && seconds() < end);
	EXPECT_LT(alone / 2, worked);
	munmap(text, HASHED);
}

TEST_F(workers, stuck_user_does_not_delay_others)
{
	struct cryptodev_req r = cbc_session(self, self->cbc, self->in);
	struct cryptodev_result result;
	int i, status, told[2];
	uint8_t byte;
	pid_t pid;

	ASSERT_EQ(0, pipe(told));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		submit_stuck_requests(self, told[1]);
	close(told[1]);
	ASSERT_EQ(1, read(told[0], &byte, 1));
	for (i = 0; i < 8; i++) {
		ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
		EXPECT_EQ(1, dc_reap(self->fd, &result, 1, 1,
				     deadline_in_ms(WAIT_LIMIT_MS)));
		EXPECT_EQ(0, result.result);
	}
	ASSERT_EQ(0, kill(pid, SIGKILL));
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_EQ(SIGKILL, status);
}

/* The descriptor outlives the process: it is the parent's. */
static void submit_much(FIXTURE_DATA(workers) *self)
{
	void *much = mmap(NULL, HUGE, PROT_READ,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	struct cryptodev_req r = {
		.ses = self->sha, .flags = CRYPTODEV_REQ_WORKER, .len = HUGE,
		.src = (uintptr_t)much, .mac = (uintptr_t)self->out,
	};

	if (much == MAP_FAILED || dc_submit(self->fd, 0, &r, 1) != 1)
		_exit(1);
	usleep(300000);
	raise(SIGKILL);
}

TEST_F(workers, requests_of_exited_process_end)
{
	struct cryptodev_result result;
	int status;
	pid_t pid;

	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		submit_much(self);
	ASSERT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	ASSERT_EQ(SIGKILL, status);
	/* It would take minutes. No process fetches its result. */
	EXPECT_EQ(POLLIN, dc_poll(self->fd, POLLIN, WAIT_LIMIT_MS));
	EXPECT_EQ(0, dc_reap(self->fd, &result, 0, 1, 0));
	EXPECT_EQ(0, dc_poll(self->fd, POLLIN, 0));
}

/*
 * The threads of the module must not keep a process alive whose own threads have
 * all exited. exit_group(2), with which libraries end a process, would end any.
 */
TEST_F(workers, process_ends_with_its_last_own_thread)
{
	struct cryptodev_req r = cbc_session(self, self->cbc, self->in);
	struct cryptodev_result result;
	pid_t pid = fork();
	int status;

	ASSERT_LE(0, pid);
	if (!pid) {
		bool done = dc_submit(self->fd, 0, &r, 1) == 1 &&
			    dc_reap(self->fd, &result, 1, 1, 0) == 1;

		syscall(SYS_exit, done ? 7 : 1);
	}
	EXPECT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_EQ(7 << 8, status);
}

TEST_F(workers, ordered_session_resumes_after_stuck_request)
{
	struct cryptodev_req r = cbc_session(self, self->cbc, self->stalled.p);
	struct cryptodev_result results[WAITING + 1];
	int i;

	ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	r.src = (uintptr_t)self->in;
	r.flags = 0;
	for (i = 1; i <= WAITING; i++) {
		r.user_data = i;
		ASSERT_EQ(1, dc_submit(self->fd, 0, &r, 1));
	}
	EXPECT_EQ(0, dc_poll(self->fd, POLLIN, 100));
	ASSERT_TRUE(stalled_release(&self->stalled));
	ASSERT_EQ(WAITING + 1,
		  dc_reap(self->fd, results, WAITING + 1, WAITING + 1,
			  deadline_in_ms(WAIT_LIMIT_MS)));
	for (i = 0; i <= WAITING; i++) {
		EXPECT_EQ(0, results[i].result);
		EXPECT_EQ(i, results[i].user_data);
	}
	EXPECT_EQ(0, dc_poll(self->fd, POLLIN, 0));
}

#define LEFT	64	/* requests that wait for the thread of another one */

/**
 * struct left_case - two threads of a process that can make no third
 * @self: the fixture
 * @stalled: the memory of the first request
 * @fd: the device
 * @req: a request
 * @out: outputs of the other requests
 * @told: a pipe to the parent
 */
struct left_case {
	FIXTURE_DATA(workers) *self;
	struct stalled_memory stalled;
	int fd;
	struct cryptodev_req req;
	uint8_t *out;
	int told;
};

/* The first thread processes the request, and those that come meanwhile. */
static void *leave_requests(void *arg)
{
	struct left_case *c = arg;
	struct cryptodev_req r = c->req;
	int i;

	if (!stalled_is_accessed(&c->stalled))
		_exit(4);
	r.src = (uintptr_t)c->self->in;
	for (i = 0; i < LEFT; i++) {
		r.dst = (uintptr_t)(c->out + 16 * i);
		if (dc_submit(c->fd, 0, &r, 1) != 1)
			_exit(5);
	}
	if (write(c->told, "", 1) != 1)
		_exit(6);
	pause();
	return NULL;
}

static void process_without_workers(struct left_case *c)
{
	struct rlimit none = { 0 };
	pthread_t thread;

	if (!stalled_open(&c->stalled, 4096) ||
	    setresuid(NOBODY, NOBODY, NOBODY))
		_exit(1);
	c->fd = dc_open();
	if (c->fd < 0 || dc_session(c->fd, CRYPTO_AES_CBC, c->self->key, 16, 0,
				    NULL, 0, &c->req.ses))
		_exit(2);
	c->req = cbc_session(c->self, c->req.ses, c->stalled.p);
	memset(c->out, 0, 16 * LEFT);
	if (pthread_create(&thread, NULL, leave_requests, c) ||
	    setrlimit(RLIMIT_NPROC, &none))
		_exit(3);
	dc_submit(c->fd, 0, &c->req, 1);
	pause();
}

TEST_F(workers, killed_caller_processes_no_more_requests)
{
	struct left_case c = { .self = self };
	uint8_t zeros[16 * LEFT] = { 0 }, byte;
	long soft = sysctl_get("cryptodevallowsoft");
	int status, told[2];
	pid_t pid;

	c.out = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, c.out);
	ASSERT_EQ(0, pipe(told));
	c.told = told[1];
	/* An accelerator may process a request of a killed caller. */
	ASSERT_TRUE(sysctl_set("cryptodevallowsoft", -1));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		process_without_workers(&c);
	close(told[1]);
	EXPECT_EQ(1, read(told[0], &byte, 1));
	kill(pid, SIGKILL);
	EXPECT_TRUE(ends_within(pid, WAIT_LIMIT, &status));
	EXPECT_EQ(SIGKILL, status);
	EXPECT_TRUE(sysctl_set("cryptodevallowsoft", soft));
	EXPECT_EQ(0, memcmp(c.out, zeros, sizeof(zeros)));
	munmap(c.out, 4096);
	close(told[0]);
}

TEST_HARNESS_MAIN
