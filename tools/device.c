// SPDX-License-Identifier: GPL-2.0
/*
 * Access to /dev/crypto. Most errors end the program with advice.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cryptoctl.h"
#include "device.h"
#include "message.h"

#define DEVICE "/dev/crypto"

static void __noreturn not_permitted(void)
{
	const struct group *group = NULL;
	struct stat st;

	if (!stat(DEVICE, &st) && (st.st_mode & 0060) == 0060)
		group = getgrgid(st.st_gid);
	if (!group)
		die(NO_DEVICE, "%s is not for this user: run this as root",
		    DEVICE);
	die(NO_DEVICE,
	    "%s is for group %s: \"usermod -aG %s USER\", and a new login",
	    DEVICE, group->gr_name, group->gr_name);
}

/**
 * device_open() - open the device
 *
 * Return: a descriptor. Ends the program if the device cannot be opened.
 */
int device_open(void)
{
	int fd = open(DEVICE, O_RDWR | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	if (errno == ENOENT || errno == ENXIO || errno == ENODEV)
		die(NO_DEVICE,
		    "no %s: module not loaded? \"modprobe cryptodev\", as root, loads it",
		    DEVICE);
	if (errno == EACCES || errno == EPERM)
		not_permitted();
	die(NO_DEVICE, "%s: %s", DEVICE, strerror(errno));
}

/* The sysctl that admits drivers in software, hardware or both; 0: both. */
static int allow_soft(void)
{
	FILE *f = fopen("/proc/sys/dev/crypto/cryptodevallowsoft", "re");
	int allow = 0;

	if (!f)
		return 0;
	if (fscanf(f, "%d", &allow) != 1)
		allow = 0;
	fclose(f);
	return allow;
}

/**
 * device_absence() - explain why no driver serves an algorithm
 *
 * Return: a few words for a table.
 */
const char *device_absence(void)
{
	int allow = allow_soft();

	if (driver_advice())
		return driver_advice();
	if (allow > 0)
		return "not in hardware: see sysctl dev.crypto.cryptodevallowsoft";
	if (allow < 0)
		return "not in software: see sysctl dev.crypto.cryptodevallowsoft";
	return "not in this kernel";
}

/**
 * device_advice() - explain an error of the device
 * @error: its errno
 *
 * Return: the explanation, with advice.
 */
const char *device_advice(int error)
{
	switch (error) {
	case ENOENT:
		return allow_soft() || driver_advice() ? device_absence() :
			"this kernel has no driver for it";
	case EMFILE:
		return "too many sessions: see sysctl dev.crypto.max_sessions, max_user_sessions";
	case E2BIG:
		return "too long: see sysctl dev.crypto.max_request_bytes, max_aad_bytes";
	case EBUSY:
		return "too much in flight: see sysctl dev.crypto.max_in_flight, max_pinned_bytes";
	case ENOMEM:
		return "no memory, or more in flight than \"ulimit -l\" lets be locked";
	case EPERM:
		return "not allowed here: see sysctl dev.crypto.usercrypto, allow_legacy";
	case ENOTTY:
		return "the module does not know this call: load a newer one";
	default:
		return strerror(error);
	}
}

/**
 * session_advice() - explain why a session cannot be made
 * @alg: the algorithm
 * @error: the errno
 *
 * Return: the explanation, with advice.
 */
const char *session_advice(const struct alg *alg, int error)
{
	if (error != EPERM || !alg->asym)
		return device_advice(error);
	return "not allowed here: see sysctl dev.crypto.userasymcrypto, usercrypto, allow_legacy";
}

/**
 * session_create() - make a session with the driver that the command line chooses
 * @ses: out: the session
 * @fd: the device
 * @alg: its algorithm
 * @create: the parameters, without @size and the driver
 *
 * Return: 0 or an errno.
 */
int session_create(struct session *ses, int fd, const struct alg *alg,
		   struct cryptodev_create *create)
{
	create->size = sizeof(*create);
	driver_fill(create);
	if (ioctl(fd, CRYPTODEV_CREATE, create))
		return errno;
	*ses = (struct session) {
		.fd = fd, .id = create->ses, .alg = alg,
		.driver_id = create->driver_id,
	};
	return 0;
}

/**
 * session_try() - make a session, or return an error
 * @ses: out: the session
 * @fd: the device
 * @alg: its algorithm, but not a public-key algorithm
 * @key: the key; NULL for a hash
 * @len: bytes of the key
 *
 * Return: 0 or an errno.
 */
int session_try(struct session *ses, int fd, const struct alg *alg,
		const unsigned char *key, size_t len)
{
	struct cryptodev_create create = {};

	if (alg->kind == ALG_HASH || alg->kind == ALG_MAC) {
		create.mac = alg->number;
		create.mackey = address(key);
		create.mackeylen = len;
	} else {
		create.cipher = alg->number;
		create.key = address(key);
		create.keylen = len;
	}
	return session_create(ses, fd, alg, &create);
}

/**
 * session_make() - make a session, or end the program
 * @ses: out: the session
 * @fd: the device
 * @alg: its algorithm
 * @key: the key; NULL for a hash
 * @len: bytes of the key
 */
void session_make(struct session *ses, int fd, const struct alg *alg,
		  const unsigned char *key, size_t len)
{
	int error = session_try(ses, fd, alg, key, len);

	if (error == EINVAL)
		die(FAILED, "%s: unknown to the device, or not with a key of %zu bytes",
		    alg->name, len);
	if (error)
		die(error == ENOENT ? NO_ALGORITHM : FAILED, "%s: %s",
		    alg->name, device_advice(error));
}

/**
 * session_end() - free a session
 * @ses: the session
 */
void session_end(struct session *ses)
{
	ioctl(ses->fd, CIOCFSESSION, &ses->id);
}

/**
 * session_info() - ask for the drivers of a session
 * @ses: the session
 * @info: out: the result of CIOCGSESSINFO
 */
void session_info(const struct session *ses, struct session_info_op *info)
{
	memset(info, 0, sizeof(*info));
	info->ses = ses->id;
	if (ioctl(ses->fd, CIOCGSESSINFO, info))
		die(FAILED, "CIOCGSESSINFO: %s", device_advice(errno));
}

/**
 * session_driver() - the driver of a session with one algorithm
 * @info: from session_info()
 */
const char *session_driver(const struct session_info_op *info)
{
	return *info->cipher_info.cra_driver_name ?
		info->cipher_info.cra_driver_name :
		info->hash_info.cra_driver_name;
}

/**
 * session_transform() - the kernel's name of that algorithm
 * @info: from session_info()
 */
const char *session_transform(const struct session_info_op *info)
{
	return *info->cipher_info.cra_name ? info->cipher_info.cra_name :
					     info->hash_info.cra_name;
}

/**
 * session_crypt() - run one CIOCCRYPT
 * @ses: the session
 * @cop: its argument, without the session
 *
 * Ends the program if the call fails.
 */
void session_crypt(const struct session *ses, struct crypt_op *cop)
{
	cop->ses = ses->id;
	if (ioctl(ses->fd, CIOCCRYPT, cop))
		die(FAILED, "%s of %u bytes: %s", ses->alg->name, cop->len,
		    device_advice(errno));
}

/**
 * session_request() - fill in a request to encrypt, hash or authenticate
 * @ses: the session
 * @req: out: the request
 * @src: the input
 * @len: bytes of the input
 * @dst: the output: the ciphertext, with an AEAD's tag, or the digest
 * @iv: the IV or nonce, of the algorithm's own length, or NULL
 */
void session_request(const struct session *ses, struct cryptodev_req *req,
		     const void *src, size_t len, void *dst, const void *iv)
{
	/* The SPI and the sequence number of an invented packet. */
	static const unsigned char esp[8];
	const struct alg *alg = ses->alg;
	bool is_aead = alg->kind == ALG_AEAD;
	bool is_esp = alg->flags & ALG_ESP;

	*req = (struct cryptodev_req) {
		.ses = ses->id,
		.len = len,
		.src = address(src),
		.dst = address(dst),
		.aad = is_esp ? address(esp) : 0,
		.aad_len = is_esp ? sizeof(esp) : 0,
		.mac = is_aead ? 0 : address(dst),
		.iv = alg->iv_len ? address(iv) : 0,
		.iv_len = is_aead ? alg->iv_len : 0,
	};
}

/**
 * device_submit() - submit requests together, and wait for all of them
 * @fd: the device
 * @reqs: the requests; out: their results
 * @nr: how many, at least one
 *
 * Return: 0 if all requests have completed, each with its own result, or the
 * errno of the call.
 */
int device_submit(int fd, struct cryptodev_req *reqs, unsigned int nr)
{
	struct cryptodev_submit submit = {
		.size = sizeof(submit),
		.flags = CRYPTODEV_SUBMIT_WAIT,
		.req_size = sizeof(*reqs),
	};
	int taken;

	for (; nr; reqs += taken, nr -= taken) {
		submit.nr = nr;
		submit.reqs = address(reqs);
		taken = ioctl(fd, CRYPTODEV_SUBMIT, &submit);
		if (taken < 0 && errno == EINTR)
			taken = 0;
		else if (taken < 0)
			return errno;
	}
	return 0;
}
