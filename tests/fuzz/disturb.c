// SPDX-License-Identifier: GPL-2.0
/*
 * A thread that writes to memory, unmaps it and maps it again; a thread that
 * resolves the faults of stalled memory, late; and a process that writes to shared
 * memory. Each is idle unless the program uses its area.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "../selftests/lib/buffers.h"
#include "disturb.h"

/**
 * struct disturbers - the memory that they share
 * @racing: the thread must work
 * @neighbour: the process must work
 */
struct disturbers {
	volatile bool racing;
	volatile bool neighbour;
};

static struct disturbers *disturbers;
static uint8_t *racing_at;
static uint8_t *neighbour_at;
static size_t area_len;
static int uffd = -1;

static void change_mapping(unsigned int n)
{
	size_t half = area_len / 2;
	uint8_t *p = racing_at + (n / 4 % 2) * half;

	switch (n % 4) {
	case 0:
		/* Another thread's mmap() could fill a real hole. */
		mmap(p, half, PROT_NONE, MAP_FIXED | MAP_PRIVATE |
		     MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		usleep(50);
		/* fall through */
	case 1:
		mmap(p, half, PROT_READ | PROT_WRITE,
		     MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		break;
	case 2:
		madvise(p, half, MADV_DONTNEED);
		break;
	case 3:
		mprotect(p, half, PROT_READ);
		usleep(50);
		mprotect(p, half, PROT_READ | PROT_WRITE);
		break;
	}
}

static void *race(void *arg)
{
	volatile uint8_t *p = racing_at;
	unsigned int n = 0, i;

	for (;;) {
		if (!disturbers->racing) {
			usleep(1000);
			continue;
		}
		for (i = 0; i < 64; i++)
			p[(n * 997 + i * 4093) % area_len] ^= n;
		if (n++ % 16 == 0)
			change_mapping(n / 16);
	}
	return arg;
}

static void *let_come(void *arg)
{
	struct pollfd pfd = { .fd = uffd, .events = POLLIN };
	static uint8_t page[4096];
	struct uffd_msg msg;
	unsigned int n = 0;

	while (poll(&pfd, 1, -1) >= 0) {
		struct uffdio_copy copy = { .len = 4096 };

		if (read(uffd, &msg, sizeof(msg)) != sizeof(msg))
			continue;
		usleep(n++ % 8 ? 300 : 20000);
		copy.dst = msg.arg.pagefault.address & ~4095ull;
		copy.src = (uintptr_t)page;
		ioctl(uffd, UFFDIO_COPY, &copy);
	}
	return arg;
}

static void be_neighbour(void)
{
	unsigned int n = 0;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		if (!disturbers->neighbour) {
			usleep(2000);
			continue;
		}
		fill(neighbour_at + n % 16 * (area_len / 16), 256, n);
		n++;
	}
}

static bool start_thread(void *(*run)(void *))
{
	sigset_t all, before;
	pthread_t thread;
	int err;

	/* Signals are for the thread that calls the device. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	err = pthread_create(&thread, NULL, run, NULL);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return !err;
}

/* Some kernels do not allow it: then this is ordinary memory. */
static void stall(uint8_t *p)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = {
		.range = { (uintptr_t)p, area_len },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};

	uffd = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	if (uffd < 0)
		return;
	if (ioctl(uffd, UFFDIO_API, &api) ||
	    ioctl(uffd, UFFDIO_REGISTER, &range)) {
		close(uffd);
		uffd = -1;
	}
}

/**
 * disturb_start() - start the threads and the process
 * @racing: the thread's area
 * @neighbour: the process's area, mapped shared
 * @stalled: the area whose faults the other thread resolves
 * @len: the size of each area in bytes
 *
 * Return: whether all could be started.
 */
bool disturb_start(uint8_t *racing, uint8_t *neighbour, uint8_t *stalled,
		   size_t len)
{
	pid_t pid;

	disturbers = mmap(NULL, sizeof(*disturbers), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (disturbers == MAP_FAILED)
		return false;
	racing_at = racing;
	neighbour_at = neighbour;
	area_len = len;
	stall(stalled);
	pid = fork();
	if (!pid)
		be_neighbour();
	return pid > 0 && start_thread(race) &&
	       (uffd < 0 || start_thread(let_come));
}

/**
 * disturb() - set which of them work while the program runs
 * @racing: whether the thread works
 * @neighbour: whether the process works
 */
void disturb(bool racing, bool neighbour)
{
	disturbers->racing = racing;
	disturbers->neighbour = neighbour;
}

/**
 * disturb_adopt() - take over a child that will be reaped later
 * @pid: the child; the function reaps another that has ended
 */
void disturb_adopt(pid_t pid)
{
	static pid_t last;

	if (last)
		waitpid(last, NULL, 0);
	last = pid;
}
