// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions of public-key algorithms, and requests on them.
 */
#include <errno.h>
#include <sys/ioctl.h>

#include "asym.h"

/**
 * asym_session() - make a session
 * @ses: out: the session
 * @fd: the device
 * @alg: its algorithm
 * @private: the key is a private one
 * @key: the key
 *
 * Return: 0 or an errno.
 */
int asym_session(struct session *ses, int fd, const struct alg *alg,
		 bool private, const struct bytes *key)
{
	struct cryptodev_create create = {
		.cipher = alg->number,
		.mac = alg->hash,
		.keylen = key->len,
		.key = address(key->at),
	};

	/* A key of key agreement is always a private one. */
	if (private && alg->kind != ALG_KEX)
		create.flags = CRYPTODEV_CREATE_PRIVATE;
	return session_create(ses, fd, alg, &create);
}

/**
 * asym_session_known() - make a session with the published key of asym_keys
 * @ses: out: the session
 * @fd: the device
 * @alg: its algorithm, which has such a key
 * @private: use the private key
 *
 * Return: 0 or an errno.
 */
int asym_session_known(struct session *ses, int fd, const struct alg *alg,
		       bool private)
{
	struct bytes key;

	bytes_from_hex(&key, private ? alg->asym->private : alg->asym->public);
	return asym_session(ses, fd, alg, private, &key);
}

/**
 * asym_session_try() - make a session with any key, to learn whether it works
 * @ses: out: the session
 * @fd: the device
 * @alg: its algorithm
 *
 * Return: 0 or an errno.
 */
int asym_session_try(struct session *ses, int fd, const struct alg *alg)
{
	return asym_session_known(ses, fd, alg, alg->kind == ALG_KEX);
}

/**
 * asym_run() - encrypt, decrypt, sign or agree
 * @ses: the session
 * @flags: CRYPTODEV_REQ_*
 * @in: the input
 * @out: out: the result
 *
 * Return: 0 or an errno.
 */
int asym_run(const struct session *ses, unsigned int flags,
	     const struct bytes *in, struct bytes *out)
{
	struct cryptodev_req req = {
		.ses = ses->id,
		.flags = flags,
		.len = in->len,
		.src = address(in->at),
		.dst = address(out->at),
	};
	int error = device_submit(ses->fd, &req, 1) ?: -req.result;

	out->len = error ? 0 : req.out_len;
	return error;
}

/**
 * asym_verify() - verify a signature
 * @ses: a session with a public key
 * @digest: the digest that was signed
 * @signature: the signature
 *
 * Return: 0, EBADMSG if another key made the signature or for another digest, or
 * another errno.
 */
int asym_verify(const struct session *ses, const struct bytes *digest,
		const struct bytes *signature)
{
	struct cryptodev_req req = {
		.ses = ses->id,
		.flags = CRYPTODEV_REQ_VERIFY,
		.len = digest->len,
		.src = address(digest->at),
		.tag_len = signature->len,
		.mac = address(signature->at),
	};

	return device_submit(ses->fd, &req, 1) ?: -req.result;
}
