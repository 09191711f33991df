// SPDX-License-Identifier: GPL-2.0
/* Sealed files. */
#include "native.h"
#include "seal.h"
#include "usage.h"

int seal_file(int fd)
{
	struct cryptodev_seal seal = { .size = sizeof(seal) };

	return dc_ioctl(fd, CRYPTODEV_SEAL, &seal);
}

long long count_sessions(int fd)
{
	return usage_fdinfo(fd, "sessions");
}

int open_descriptors(void)
{
	int fd, n = 0;

	for (fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}
