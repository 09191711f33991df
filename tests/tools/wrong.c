// SPDX-License-Identifier: GPL-2.0
/*
 * Replaces libc's ioctl() and acts as a wrong driver of public-key algorithms.
 * WRONG in the environment selects the fault:
 *
 *   bit      one bit of each result is flipped
 *   taken    requests that must be rejected succeed
 *   refused  no signature verifies
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <crypto/cryptodev_native.h>

static void spoil(struct cryptodev_req *req, const char *how)
{
	unsigned char *dst = (unsigned char *)(unsigned long)req->dst;

	if (!strcmp(how, "bit") && !req->result && req->out_len)
		dst[req->out_len - 1] ^= 1;
	if (!strcmp(how, "taken") &&
	    (req->result == -EBADMSG || req->result == -EINVAL))
		req->result = 0;
	if (!strcmp(how, "refused") && (req->flags & CRYPTODEV_REQ_VERIFY))
		req->result = -EBADMSG;
}

int ioctl(int fd, unsigned long call, ...)
{
	const char *how = getenv("WRONG");
	struct cryptodev_submit *submit;
	va_list args;
	int ret, i;

	va_start(args, call);
	submit = va_arg(args, void *);
	va_end(args);
	ret = syscall(SYS_ioctl, fd, call, submit);
	for (i = 0; how && call == CRYPTODEV_SUBMIT && i < ret; i++)
		spoil((struct cryptodev_req *)(unsigned long)submit->reqs + i,
		      how);
	return ret;
}
