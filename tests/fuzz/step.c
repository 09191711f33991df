// SPDX-License-Identifier: GPL-2.0
/*
 * One step: makes its structure, and its call.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "../selftests/lib/accel.h"
#include "../selftests/lib/process.h"
#include "limits.h"
#include "memory.h"
#include "ring.h"
#include "run.h"

static uint64_t from_now(uint64_t us)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec + us * 1000;
}

static uint64_t value(struct running *run, const struct call *call,
		      const struct field *field, uint64_t arg)
{
	switch (field->kind) {
	case KIND_SESSION:
		return arg < NR_SESSIONS ? run->sessions[arg] : arg;
	case KIND_POINTER:
		return serial_of(memory_address(arg));
	case KIND_SIZE:
		return call->size + arg;
	case KIND_STAGED:
		return arg ? memory_address(arg) :
			     (uintptr_t)run->staged[call->store].at;
	case KIND_RESULTS:
		return arg ? memory_address(arg) : (uintptr_t)run->results;
	case KIND_DEADLINE:
		return arg ? from_now(arg % 20000) : 0;
	case KIND_OP:
		/* The BSDs count from 1. */
		return call->dialect == DIALECT_LINUX ? arg : arg + 1;
	default:
		return arg;
	}
}

/**
 * step_build() - make a step's structure
 * @run: the program's state
 * @step: the step
 * @arg: out: MAX_STRUCT bytes
 */
void step_build(struct running *run, const struct step *step, uint8_t *arg)
{
	const struct call *call = &calls[step->call];
	unsigned int i;

	memset(arg, 0, MAX_STRUCT);
	for (i = 0; i < call->nr; i++) {
		const struct field *field = &call->fields[i];
		uint64_t v = value(run, call, field, step->args[i]);

		/* The fuzzer runs on little-endian machines only. */
		memcpy(arg + field->offset, &v, field->width);
	}
}

static void keep_session(struct running *run, uint32_t id)
{
	unsigned int n = __atomic_fetch_add(&run->nr_sessions, 1,
					    __ATOMIC_RELAXED);

	run->sessions[n % NR_SESSIONS] = id;
}

/* Keeps the sessions that the elements of an array say they have created. */
static void keep_sessions(struct running *run, const struct call *call)
{
	const struct staged *staged = &run->staged[call->store];
	unsigned int i;
	uint32_t id;

	for (i = 0; i < staged->nr && i < NR_STAGED; i++) {
		memcpy(&id, staged->at + i * staged->size + call->result_at, 4);
		if (id && id != ~0u)
			keep_session(run, id);
	}
}

static void take_result(struct running *run, const struct call *call,
			const uint8_t *arg)
{
	uint32_t id;

	memcpy(&id, arg + call->result_at, 4);
	switch (call->result) {
	case RESULT_SESSION:
		keep_session(run, id);
		break;
	case RESULT_SESSIONS:
		keep_sessions(run, call);
		break;
	case RESULT_FD:
		close(id);
		break;
	}
}

static long run_ioctl(struct running *run, const struct step *step,
		      uint8_t *arg)
{
	const struct call *call = &calls[step->call];
	long ret = ioctl(run->fds[step->fd % NR_FDS], call->cmd, arg);

	if (ret < 0)
		return -errno;
	take_result(run, call, arg);
	return ret;
}

static long stage(struct running *run, const struct call *call,
		  const uint8_t *arg)
{
	struct staged *staged = &run->staged[call->store];
	unsigned int n = staged->nr++ % NR_STAGED;

	staged->size = call->size;
	memcpy(staged->at + n * call->size, arg, call->size);
	return 0;
}

static long run_ring(struct running *run, const struct step *step)
{
	unsigned int nr = step->args[1] % (NR_STAGED + 1);
	struct ring_work work = {
		.ring = step->args[0], .nr = nr,
		.reqs = (void *)run->staged[STORE_REQS].at,
		.fd = run->fds[step->fd % NR_FDS], .fixed = step->args[2],
		.flags = step->args[3], .then = step->args[4],
	};

	return ring_run(&work);
}

/* Sends the descriptor to itself: closing the socket releases it. */
static long pass(int fd)
{
	int sockets[2];

	if (socketpair(AF_UNIX, SOCK_DGRAM, 0, sockets))
		return -errno;
	send_fd(sockets[0], fd);
	close(sockets[0]);
	close(sockets[1]);
	return 0;
}

static long set_limit(const struct step *step)
{
	unsigned int n = step->args[0] % (NR_LIMITS + 1);
	struct rlimit limit = { 0, RLIM_INFINITY };

	if (n < NR_LIMITS)
		return limit_set(n, (uint32_t)step->args[1]);
	limit.rlim_cur = step->args[1] ? step->args[1] : 8 << 20;
	return setrlimit(RLIMIT_MEMLOCK, &limit) ? -errno : 0;
}

/* A setting that stalls the accelerator is left out: nothing would end it. */
static long set_device(const struct step *step)
{
	static const struct {
		const char *name;
		long most;
	} settings[] = {
		{ "latency_us", 5000 }, { "queue_depth", 64 },
		{ "out_of_order", 100 }, { "error_percent", 50 },
		{ "sync_percent", 100 }, { "early_percent", 100 },
		{ "error", ENOMEM },
	};
	unsigned int n = step->args[0] % 7;

	return accel_is_loaded() &&
	       accel_set(settings[n].name,
			 1 + step->args[1] % settings[n].most);
}

static long reopen(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	return *fd < 0 ? -errno : 0;
}

/**
 * step_run() - make a step's call
 * @run: the program's state
 * @step: the step
 * @arg: its structure, or any address
 *
 * May wait until a signal arrives.
 *
 * Return: the return value of the call, or a negative errno.
 */
long step_run(struct running *run, const struct step *step, uint8_t *arg)
{
	const struct call *call = &calls[step->call];
	int *fd = &run->fds[step->fd % NR_FDS];
	struct pollfd pfd = { .fd = *fd, .events = POLLIN };

	switch (call->act) {
	case ACT_IOCTL:
		return run_ioctl(run, step, arg);
	case ACT_STAGE:
		return stage(run, call, arg);
	case ACT_URING:
		return run_ring(run, step);
	case ACT_OPEN:
		return reopen(fd);
	case ACT_CLOSE:
		if (*fd >= 0)
			close(*fd);
		*fd = -1;
		return 0;
	case ACT_DUP:
		if (*fd < 0)
			return -EBADF;
		return dup2(*fd, 100 + step->args[0] % NR_FDS);
	case ACT_POLL:
		return poll(&pfd, 1, step->args[0] % 20);
	case ACT_PASS:
		return pass(*fd);
	case ACT_MAP:
		memory_change(POINTER_AREA(step->args[0]), step->args[1]);
		return 0;
	case ACT_LIMIT:
		return set_limit(step);
	case ACT_DEVICE:
		return set_device(step);
	case ACT_SLEEP:
		return usleep(step->args[0] % 10 * 1000);
	case ACT_WATCH:
		return watch(*fd, step->args[0]);
	case ACT_RAW:
		return ioctl(*fd, (uint32_t)step->args[0],
			     (uintptr_t)memory_address(step->args[1]));
	}
	return 0;
}
