/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sealed files. Includes no dialect's header, whose structures have the same
 * names in each dialect.
 */
#ifndef SELFTESTS_SEAL_H
#define SELFTESTS_SEAL_H

/* CRYPTODEV_SEAL; returns 0 or a negative errno. */
int seal_file(int fd);

/* Returns the number of sessions of an open file. */
long long count_sessions(int fd);

/* Returns the number of open descriptors of this process. */
int open_descriptors(void);

/* Expects that the call fails with EPERM and changes no byte of its argument. */
#define EXPECT_SEALED(fd, cmd, arg) do {				\
	unsigned char __was[sizeof(*(arg))];				\
	long long __sessions = count_sessions(fd);		\
	int __open = open_descriptors();				\
									\
	memcpy(__was, arg, sizeof(__was));				\
	EXPECT_EQ(-1, ioctl(fd, cmd, arg)) {				\
		TH_LOG("%s succeeds", #cmd);				\
	}								\
	EXPECT_EQ(EPERM, errno) {					\
		TH_LOG("%s", #cmd);					\
	}								\
	EXPECT_EQ(0, memcmp(__was, arg, sizeof(__was))) {		\
		TH_LOG("%s writes", #cmd);				\
	}								\
	EXPECT_EQ(-1, ioctl(fd, cmd, NULL));				\
	EXPECT_EQ(EPERM, errno);					\
	EXPECT_EQ(__sessions, count_sessions(fd));		\
	EXPECT_EQ(__open, open_descriptors());				\
} while (0)

#endif /* SELFTESTS_SEAL_H */
