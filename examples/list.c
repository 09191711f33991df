// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Lists the algorithms of /dev/crypto and their drivers on the running kernel:
 * makes a session with each algorithm, and asks for the session's driver.
 *
 *   list
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <crypto/cryptodev.h>

struct algorithm {
	const char *name;
	__u32 number;
	__u32 keylen;		/* bytes of a key for the trial */
};

#define ALGORITHM(name, keylen)	{ #name, CRYPTO_##name, keylen }

static const struct algorithm ciphers[] = {
	ALGORITHM(AES_CBC, 32),
	ALGORITHM(AES_CTR, 32),
	ALGORITHM(AES_XTS, 64),
	ALGORITHM(AES_ECB, 32),
	ALGORITHM(AES_CFB, 32),
	ALGORITHM(AES_OFB, 32),
	ALGORITHM(AES_GCM, 32),
	ALGORITHM(AES_CCM, 32),
	ALGORITHM(CAMELLIA_CBC, 32),
	ALGORITHM(BLF_CBC, 16),
	ALGORITHM(CAST_CBC, 16),
	ALGORITHM(DES_CBC, 8),
	ALGORITHM(3DES_CBC, 24),
	ALGORITHM(NULL, 0),
	{}
};

static const struct algorithm macs[] = {
	ALGORITHM(MD5, 0),
	ALGORITHM(SHA1, 0),
	ALGORITHM(RIPEMD160, 0),
	ALGORITHM(SHA2_224, 0),
	ALGORITHM(SHA2_256, 0),
	ALGORITHM(SHA2_384, 0),
	ALGORITHM(SHA2_512, 0),
	ALGORITHM(MD5_HMAC, 32),
	ALGORITHM(SHA1_HMAC, 32),
	ALGORITHM(RIPEMD160_HMAC, 32),
	ALGORITHM(SHA2_224_HMAC, 32),
	ALGORITHM(SHA2_256_HMAC, 32),
	ALGORITHM(SHA2_384_HMAC, 32),
	ALGORITHM(SHA2_512_HMAC, 32),
	{}
};

static void describe(int fd, __u32 ses, int is_mac)
{
	struct session_info_op info = { .ses = ses };
	const struct alg_info *alg;

	if (ioctl(fd, CIOCGSESSINFO, &info))
		err(1, "CIOCGSESSINFO");
	alg = is_mac ? &info.hash_info : &info.cipher_info;
	printf("%-16s %s%s\n", alg->cra_name, alg->cra_driver_name,
	       info.flags & SIOP_FLAG_KERNEL_DRIVER_ONLY ? "  (hardware)" : "");
}

static void list(int fd, const struct algorithm *alg, int is_mac)
{
	/* XTS needs two different halves, 3DES three different thirds. */
	static __u8 key[CRYPTO_CIPHER_MAX_KEY_LEN] =
		"a key to try with, sixty-four bytes of it, and none is secret!";
	struct session_op sop = {};

	if (is_mac) {
		sop.mac = alg->number;
		sop.mackey = key;
		sop.mackeylen = alg->keylen;
	} else {
		sop.cipher = alg->number;
		sop.key = key;
		sop.keylen = alg->keylen;
	}
	printf("%3u %-16s ", alg->number, alg->name);
	if (!ioctl(fd, CIOCGSESSION, &sop)) {
		describe(fd, sop.ses, is_mac);
		if (ioctl(fd, CIOCFSESSION, &sop.ses))
			err(1, "CIOCFSESSION");
	} else if (errno == ENOENT) {
		puts("not in this kernel");
	} else if (errno == EINVAL) {
		puts("not known to this device");
	} else {
		puts(strerror(errno));
	}
}

int main(void)
{
	const struct algorithm *alg;
	int fd;

	fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err(1, "/dev/crypto");
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("%3s %-16s %-16s %s\n", "", "CRYPTO_", "transform", "driver");
	for (alg = ciphers; alg->name; alg++)
		list(fd, alg, 0);
	for (alg = macs; alg->name; alg++)
		list(fd, alg, 1);
	close(fd);
	return 0;
}
