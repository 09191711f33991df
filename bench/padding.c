// SPDX-License-Identifier: GPL-2.0
/*
 * padding [N]: instructions to decrypt TLS records that differ only in secrets: the
 * length of the padding, and the fault of the record. The program measures all
 * paddings if N is 200, and a proportional number of them otherwise.
 *
 * The cost of a call also depends on the place of the kernel's memory, because the
 * direction of memcpy() does; the place can change with each call. Interrupts fall
 * into some calls. So the program counts each record twice, between two counts of
 * one reference record, and takes the median of several such differences.
 *
 * The program counts single calls, so it needs a clock that counts instructions:
 * the time stamp counter under QEMU's -icount.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

#include <crypto/cryptodev.h>

#include "measure.h"

#define ROUNDS_MAX	61
#define RECORD_MAX	16384
#define AAD_LEN		13	/* RFC 5246: sequence number, type, version, length */
#define PADS		256
#define ALL		200	/* the N that measures all paddings */
#define STRIDE		389	/* a prime: steps of it reach every record */
#define MAC_MAX		48

static int fd;
static uint8_t key[32], iv[16], aad[AAD_LEN];
static uint8_t *plain, *record, *reference, *buf;

/* The fault of a record, made before its encryption. */
enum fault { VALID, BAD_PAD, BAD_MAC, BAD_LENGTH, FAULTS };

/**
 * struct suite - records of one size and mac
 * @name: its name in the tables
 * @mac: CRYPTO_*_HMAC
 * @mac_len: bytes of the mac
 * @bytes: bytes of a record
 * @rounds: differences for the median; odd, and greater if there is more noise
 * @share: measure one of so many records: long records take long
 */
struct suite {
	const char *name;
	uint32_t mac;
	uint32_t mac_len;
	uint32_t bytes;
	unsigned int rounds;
	unsigned int share;
};

static const struct suite suites[] = {
	{ "tls-hmac-sha1", CRYPTO_SHA1_HMAC, 20, 128, 15, 1 },
	{ "tls-hmac-sha1", CRYPTO_SHA1_HMAC, 20, 512, 15, 1 },
	{ "tls-hmac-sha256", CRYPTO_SHA2_256_HMAC, 32, 512, 15, 1 },
	{ "tls-hmac-sha384", CRYPTO_SHA2_384_HMAC, 48, 512, 15, 1 },
	{ "tls-hmac-sha256", CRYPTO_SHA2_256_HMAC, 32, RECORD_MAX, 61, 40 },
};

static uint32_t session(uint32_t cipher, uint32_t mac)
{
	struct session_op sop = {
		.cipher = cipher, .keylen = cipher ? 16 : 0, .key = key,
		.mac = mac, .mackeylen = mac ? 32 : 0, .mackey = key,
	};

	if (ioctl(fd, CIOCGSESSION, &sop))
		fail("CIOCGSESSION");
	return sop.ses;
}

static void do_crypt(struct crypt_op cop)
{
	if (ioctl(fd, CIOCCRYPT, &cop))
		fail("CIOCCRYPT");
}

/* Returns a byte other than @byte. */
static uint8_t not(uint8_t byte)
{
	return byte ^ (1 + rand() % 255);
}

/* Makes a record at @to, with a session of the cipher and one of the mac. */
static void make_record(const struct suite *suite, uint32_t cipher,
			uint32_t mac, enum fault fault, uint32_t pad,
			uint8_t *to)
{
	uint32_t len = suite->bytes - suite->mac_len - 1 - pad;
	uint8_t *text = plain + AAD_LEN, *end = text + suite->bytes;
	uint8_t tag[MAC_MAX];

	do_crypt((struct crypt_op) {
		.ses = mac, .len = AAD_LEN + len, .src = plain, .mac = tag,
	});
	memcpy(text + len, tag, suite->mac_len);
	memset(end - 1 - pad, pad, pad + 1);
	if (fault == BAD_MAC)
		text[len + rand() % suite->mac_len] ^= 1 << rand() % 8;
	if (fault == BAD_PAD && pad)
		*(end - 2 - rand() % pad) = not(pad);
	if (fault == BAD_LENGTH || (fault == BAD_PAD && !pad))
		end[-1] = not(pad);
	do_crypt((struct crypt_op) {
		.ses = cipher, .len = suite->bytes, .src = text, .dst = to,
		.iv = iv,
	});
	memset(text, 0x5a, suite->bytes);
}

static uint64_t instructions(void)
{
	return __builtin_ia32_rdtsc();
}

/* Excludes libc's treatment of an error from the measurement. */
static long raw_ioctl(unsigned long request, void *arg)
{
	long ret = SYS_ioctl;

	__asm__ volatile("syscall" : "+a" (ret)
			 : "D" ((long)fd), "S" (request), "d" (arg)
			 : "rcx", "r11", "memory");
	return ret;
}

/* Counts the instructions of one call, which must return @want. */
static uint64_t count(uint32_t ses, const uint8_t *from, uint32_t bytes,
		      long want)
{
	struct crypt_auth_op caop = {
		.ses = ses, .op = COP_DECRYPT,
		.flags = COP_FLAG_AEAD_TLS_TYPE, .len = bytes,
		.src = buf, .dst = buf, .auth_src = aad,
		.auth_len = AAD_LEN, .iv = iv,
	};
	uint64_t start, took;
	long ret;

	memcpy(buf, from, bytes);
	start = instructions();
	ret = raw_ioctl(CIOCAUTHCRYPT, &caop);
	took = instructions() - start;
	if (ret != want) {
		fprintf(stderr, "record: %ld, not %ld\n", ret, want);
		exit(EXIT_FAILURE);
	}
	return took;
}

/* Returns the additional cost of the record; @usual gets that of the reference. */
static double difference(const struct suite *suite, uint32_t ses, long want,
			 double *usual)
{
	double other[ROUNDS_MAX], more[ROUNDS_MAX];
	unsigned int i;

	for (i = 0; i < suite->rounds; i++) {
		other[i] = count(ses, reference, suite->bytes, 0);
		more[i] = count(ses, record, suite->bytes, want);
		more[i] += count(ses, record, suite->bytes, want);
		more[i] -= count(ses, reference, suite->bytes, 0);
		more[i] = (more[i] - other[i]) / 2;
	}
	*usual = median(other, suite->rounds);
	return median(more, suite->rounds);
}

static void print_counts(const struct suite *suite, double least, double most)
{
	struct figure figure = { suite->name, suite->bytes, "least" };

	print_figure(&figure, "instructions", least);
	figure.by = "most";
	print_figure(&figure, "instructions", most);
}

/* Measures @records combinations of a fault and a padding. */
static void measure_suite(const struct suite *suite, unsigned int records)
{
	uint32_t both = session(CRYPTO_AES_CBC, suite->mac);
	uint32_t cipher = session(CRYPTO_AES_CBC, 0);
	uint32_t mac = session(0, suite->mac);
	uint32_t pads = suite->bytes - suite->mac_len;
	double more, usual = 0, least = 0, most = 0;
	unsigned int i, nr;

	if (pads > PADS)
		pads = PADS;
	make_record(suite, cipher, mac, VALID, 0, reference);
	for (i = 0; i < records; i++) {
		nr = i * STRIDE % records;
		make_record(suite, cipher, mac, nr % FAULTS,
			    nr * pads / records, record);
		more = difference(suite, both,
				  nr % FAULTS == VALID ? 0 : -EBADMSG, &usual);
		if (more < least)
			least = more;
		if (more > most)
			most = more;
	}
	print_counts(suite, usual + least, usual + most);
	session_close(fd, both);
	session_close(fd, cipher);
	session_close(fd, mac);
}

int main(int argc, char **argv)
{
	unsigned int i, n = argc > 1 ? atoi(argv[1]) : ALL;

	fd = device_open();
	plain = buffer(AAD_LEN + RECORD_MAX, 0x5a);
	record = buffer(RECORD_MAX, 0);
	reference = buffer(RECORD_MAX, 0);
	buf = buffer(RECORD_MAX, 0);
	memcpy(aad, plain, AAD_LEN);
	for (i = 0; i < ARRAY_SIZE(suites); i++)
		measure_suite(&suites[i],
			      FAULTS * PADS * n / ALL / suites[i].share);
	return 0;
}
