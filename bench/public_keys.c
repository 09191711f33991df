// SPDX-License-Identifier: GPL-2.0
/*
 * public_keys: instructions per public-key operation through /dev/crypto, by
 * CIOCKEY and on a session that holds the key. The key and the number are those of
 * bare/rsa.c.
 */
#include <sys/ioctl.h>

#include <crypto/cryptodev_native.h>

#include "measure.h"
#include "rsa_key.h"

static int fd;

static int key_once(void *arg)
{
	return ioctl(fd, CIOCKEY, arg);
}

/* Parses a tag and a length of DER, and moves *der past both. */
static unsigned int der_length(const uint8_t **der)
{
	unsigned int bytes, len = (*der)[1];

	*der += 2;
	if (len < 0x80)
		return len;
	bytes = len & 0x7f;
	for (len = 0; bytes; bytes--)
		len = len << 8 | *(*der)++;
	return len;
}

/* Converts an integer of DER to the form of CIOCKEY. */
static void der_integer(const uint8_t **der, struct crparam *param)
{
	unsigned int i, len = der_length(der);
	uint8_t *number = buffer(len, 0);

	for (i = 0; i < len; i++)
		number[i] = (*der)[len - 1 - i];
	*der += len;
	while (len && !number[len - 1])
		len--;
	param->crp_p = number;
	param->crp_nbits = 8 * len;
}

/* Converts the integers of a sequence. */
static void der_integers(const uint8_t *der, struct crparam *param,
			 unsigned int nr)
{
	der_length(&der);
	while (nr--)
		der_integer(&der, param++);
}

static struct crparam number(unsigned int bytes)
{
	return (struct crparam) { buffer(bytes, 0x5a), 8 * bytes };
}

static int run(const char *name, struct crypt_kop *kop)
{
	struct figure figure = { name, BENCH_RSA_BYTES, "dev" };

	kop->crk_oparams = 1;
	kop->crk_param[kop->crk_iparams] = number(BENCH_RSA_BYTES);
	return measure(&figure, key_once, kop, BENCH_RSA_OPS);
}

static int session_once(void *arg)
{
	struct cryptodev_req *req = arg;
	struct cryptodev_submit submit = {
		.size = sizeof(submit), .flags = CRYPTODEV_SUBMIT_WAIT,
		.nr = 1, .req_size = sizeof(*req), .reqs = (uintptr_t)req,
	};

	if (ioctl(fd, CRYPTODEV_SUBMIT, &submit) != 1)
		return -1;
	return req->result;
}

static int run_session(const char *name, uint32_t create_flags,
		       const uint8_t *der, unsigned int der_len,
		       uint32_t flags)
{
	struct figure figure = { name, BENCH_RSA_BYTES, "dev" };
	struct cryptodev_create create = {
		.size = sizeof(create), .flags = create_flags,
		.cipher = CRYPTODEV_RSA, .key = (uintptr_t)der,
		.keylen = der_len,
	};
	struct cryptodev_req req = {
		.flags = flags, .len = BENCH_RSA_BYTES,
		.src = (uintptr_t)buffer(BENCH_RSA_BYTES, 0x5a),
		.dst = (uintptr_t)buffer(BENCH_RSA_BYTES, 0),
	};

	if (ioctl(fd, CRYPTODEV_CREATE, &create))
		fail("CRYPTODEV_CREATE");
	req.ses = create.ses;
	return measure(&figure, session_once, &req, BENCH_RSA_OPS);
}

int main(void)
{
	struct crypt_kop public = { .crk_op = CRK_MOD_EXP, .crk_iparams = 3 };
	struct crypt_kop private = {
		.crk_op = CRK_MOD_EXP_CRT, .crk_iparams = 6,
	};
	struct crparam key[9];

	fd = device_open();
	/* The sequence is the modulus and the exponent. */
	der_integers(bench_rsa_public, key, 2);
	public.crk_param[0] = number(BENCH_RSA_BYTES);
	public.crk_param[1] = key[1];
	public.crk_param[2] = key[0];
	/* Version, modulus and two exponents precede the numbers of CIOCKEY. */
	der_integers(bench_rsa_private, key, 9);
	private.crk_param[0] = key[4];
	private.crk_param[1] = key[5];
	private.crk_param[2] = number(BENCH_RSA_BYTES);
	private.crk_param[3] = key[6];
	private.crk_param[4] = key[7];
	private.crk_param[5] = key[8];
	return run("rsa-2048-public", &public) ||
	       run("rsa-2048-private", &private) ||
	       run_session("rsa-2048-public,session", 0, bench_rsa_public,
			   sizeof(bench_rsa_public), 0) ||
	       run_session("rsa-2048-private,session",
			   CRYPTODEV_CREATE_PRIVATE, bench_rsa_private,
			   sizeof(bench_rsa_private), CRYPTODEV_REQ_DECRYPT);
}
