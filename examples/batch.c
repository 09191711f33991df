// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Encrypts many small messages in one call, and decrypts them in another:
 *
 *   batch KEYFILE <INPUT
 *
 * KEYFILE holds 64 hex digits. Each line of the input, up to its first 1024 bytes,
 * is a message, which AES-256-GCM encrypts. Its number is its nonce: a nonce must
 * never be used twice with a key. Between the calls, the program changes one
 * message. Each message has its own result, so only this one must be refused.
 * Prints the numbers of messages and of calls.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <crypto/cryptodev_native.h>

#include "hex.h"

#define KEY_LEN		32
#define NONCE_LEN	12
#define TAG_LEN		16
#define MESSAGES	64	/* of a batch */
#define LONGEST		1024

struct message {
	unsigned char nonce[NONCE_LEN];
	unsigned char text[LONGEST + 2];	/* with the end of fgets() */
	unsigned char sealed[LONGEST + TAG_LEN];
	unsigned char opened[LONGEST];
};

static struct message messages[MESSAGES];
static struct cryptodev_req reqs[MESSAGES];
static unsigned long calls;
static __u64 total;
static int fd;

static __u32 make_session(const char *key_file)
{
	unsigned char key[KEY_LEN];
	struct session_op sop = {
		.cipher = CRYPTO_AES_GCM,
		.key = key,
		.keylen = sizeof(key),
	};

	read_hex(key_file, key, sizeof(key));
	fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err(1, "/dev/crypto");
	if (ioctl(fd, CIOCGSESSION, &sop))
		err(1, "AES-GCM: CIOCGSESSION");
	explicit_bzero(key, sizeof(key));
	return sop.ses;
}

/* Submits requests and waits for all. The call returns how many it accepted. */
static void submit(unsigned int nr)
{
	struct cryptodev_submit submit = {
		.size = sizeof(submit),
		.flags = CRYPTODEV_SUBMIT_WAIT,
		.nr = nr,
		.req_size = sizeof(reqs[0]),
		.reqs = (__u64)(unsigned long)reqs,
	};
	int taken = ioctl(fd, CRYPTODEV_SUBMIT, &submit);

	if (taken < 0)
		err(1, "CRYPTODEV_SUBMIT");
	if ((unsigned int)taken != nr)
		errx(1, "the device accepted %d of %u messages", taken, nr);
	calls++;
}

static void seal(__u32 ses, unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < nr; i++) {
		struct message *m = &messages[i];

		memcpy(m->nonce, &(__u64){ total + i }, sizeof(__u64));
		reqs[i] = (struct cryptodev_req) {
			.ses = ses,
			.len = strlen((char *)m->text),
			.src = (__u64)(unsigned long)m->text,
			.dst = (__u64)(unsigned long)m->sealed,
			.iv = (__u64)(unsigned long)m->nonce,
		};
	}
	submit(nr);
	for (i = 0; i < nr; i++)
		if (reqs[i].result)
			errx(1, "sealing: %s", strerror(-reqs[i].result));
}

/* Decrypts all messages, after a change of the one with the number @forged. */
static void open_all(unsigned int nr, unsigned int forged)
{
	unsigned int i;

	messages[forged].sealed[0] ^= 1;
	for (i = 0; i < nr; i++) {
		reqs[i].flags = CRYPTODEV_REQ_DECRYPT;
		reqs[i].len = reqs[i].out_len;
		reqs[i].src = (__u64)(unsigned long)messages[i].sealed;
		reqs[i].dst = (__u64)(unsigned long)messages[i].opened;
	}
	submit(nr);
	for (i = 0; i < nr; i++) {
		if (reqs[i].result != (i == forged ? -EBADMSG : 0))
			errx(1, "message %llu: result %d", total + i,
			     reqs[i].result);
		if (i != forged && memcmp(messages[i].opened, messages[i].text,
					  reqs[i].out_len))
			errx(1, "message %llu differs", total + i);
	}
}

int main(int argc, char **argv)
{
	unsigned int nr;
	__u32 ses;

	if (argc != 2)
		errx(2, "usage: batch KEYFILE <INPUT");
	ses = make_session(argv[1]);
	do {
		for (nr = 0; nr < MESSAGES; nr++)
			if (!fgets((char *)messages[nr].text, LONGEST + 1,
				   stdin))
				break;
		if (!nr)
			break;
		seal(ses, nr);
		open_all(nr, nr / 2);
		total += nr;
	} while (nr == MESSAGES);
	printf("%llu messages in %lu calls\n", total, calls);
	return 0;
}
