// SPDX-License-Identifier: GPL-2.0
/*
 * Tries a driver of a public-key algorithm with a known answer, compares it with
 * libcrypto, and checks that it refuses wrong signatures, texts and public keys.
 *
 * The functions return NULL on success, otherwise a description of the failure.
 */
#include <errno.h>
#include <string.h>

#include "asym.h"
#include "pkey.h"
#include "trial.h"

static const char no_session[] = "no session with its key";

/**
 * struct pair - sessions with the published keys of an algorithm
 * @public: the session with the public key, unless it is key agreement
 * @private: the session with the private key, if the device accepts it
 */
struct pair {
	struct session public;
	struct session private;
};

static void end(struct pair *pair)
{
	if (pair->public.id)
		session_end(&pair->public);
	if (pair->private.id)
		session_end(&pair->private);
}

/* Call end() in either case. */
static bool begin(struct pair *pair, int fd, const struct alg *alg)
{
	memset(pair, 0, sizeof(*pair));
	return (alg->kind == ALG_KEX ||
		!asym_session_known(&pair->public, fd, alg, false)) &&
	       (!alg->asym->private ||
		!asym_session_known(&pair->private, fd, alg, true));
}

/* A number that is less than every modulus. */
static void fill(struct bytes *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		bytes->at[i] = i * 7;
	bytes->len = len;
}

/* A success is worse than another errno, and is described as @taken. */
static const char *refusal(int error, int wanted, const char *taken)
{
	if (error == wanted)
		return NULL;
	return error ? "refused with another error" : taken;
}

/* Any value of a number's last byte gives a number, in DER too. */
static const char *check_signature(const struct session *ses,
				   const struct bytes *digest,
				   const struct bytes *signature)
{
	struct bytes forged = *signature, other = *digest;
	int error = asym_verify(ses, digest, signature);

	if (error)
		return error == EBADMSG ? "a good signature does not verify" :
					  "verifying fails";
	forged.at[forged.len - 1] ^= 1;
	other.at[0] ^= 1;
	return refusal(asym_verify(ses, digest, &forged), EBADMSG,
		       "a forged signature verifies") ?:
	       refusal(asym_verify(ses, &other, signature), EBADMSG,
		       "a signature of another digest verifies");
}

static const char *signs(const struct session *ses, const struct bytes *digest,
			 const struct bytes *signature)
{
	struct bytes got;

	if (asym_run(ses, 0, digest, &got))
		return "signing fails";
	return bytes_equal(&got, signature) ? NULL : "a signature is wrong";
}

static const char *encrypts(const struct session *ses, const struct bytes *text,
			    const struct bytes *sealed)
{
	struct bytes got;

	if (asym_run(ses, 0, text, &got))
		return "encryption fails";
	return bytes_equal(&got, sealed) ? NULL : "encryption is wrong";
}

static const char *decrypts(const struct session *ses,
			    const struct bytes *sealed, const struct bytes *text)
{
	struct bytes got;

	if (asym_run(ses, CRYPTODEV_REQ_DECRYPT, sealed, &got))
		return "decryption fails";
	return bytes_equal(&got, text) ? NULL : "decryption is wrong";
}

/* RSA turns 1 into 1, which has no valid padding. */
static const char *refuses_text(const struct session *ses, size_t size)
{
	struct bytes one = { .len = size }, got;

	one.at[size - 1] = 1;
	return refusal(asym_run(ses, CRYPTODEV_REQ_DECRYPT, &one, &got),
		       EBADMSG, "a wrong padding is taken");
}

/* With a public key of zeros, the shared secret would be known to all. */
static const char *refuses_peer(const struct session *ses, size_t len)
{
	bool is_point = ses->alg->public_len > ses->alg->out_len;
	struct bytes zeros = { .len = len }, got;

	zeros.at[0] = is_point ? 4 : 0;
	return refusal(asym_run(ses, 0, &zeros, &got), EINVAL,
		       "an invalid public key is accepted");
}

static const char *agrees(const struct session *ses, const struct bytes *public,
			  const struct bytes *peer, const struct bytes *shared)
{
	struct bytes none = {}, got;

	if (asym_run(ses, CRYPTODEV_REQ_PUBLIC, &none, &got))
		return "no public key";
	if (!bytes_equal(&got, public))
		return "the public key is wrong";
	if (asym_run(ses, 0, peer, &got))
		return "agreement fails";
	if (!bytes_equal(&got, shared))
		return "the shared secret is wrong";
	return refuses_peer(ses, peer->len);
}

static const char *known(const struct pair *pair, const struct alg *alg,
			 const struct vector *v)
{
	struct bytes in, out, public;
	const char *wrong;

	bytes_from_hex(&in, v->in);
	bytes_from_hex(&out, v->out);
	switch (alg->kind) {
	case ALG_PKE:
		return encrypts(&pair->public, &in, &out) ?:
		       decrypts(&pair->private, &out, &in);
	case ALG_SIG:
		wrong = check_signature(&pair->public, &in, &out);
		return wrong || !pair->private.id ? wrong :
		       signs(&pair->private, &in, &out);
	default:
		bytes_from_hex(&public, alg->asym->public);
		return agrees(&pair->private, &public, &in, &out);
	}
}

/**
 * trial_asym() - try a driver with a known answer
 * @fd: the device
 * @alg: the public-key algorithm
 * @v: the answer
 *
 * Return: NULL if all results are right, otherwise a description of the failure.
 */
const char *trial_asym(int fd, const struct alg *alg, const struct vector *v)
{
	const char *wrong;
	struct pair pair;

	wrong = begin(&pair, fd, alg) ? known(&pair, alg, v) : no_session;
	end(&pair);
	return wrong;
}

/*
 * Padding is random, so the device decrypts the result of libcrypto, and libcrypto
 * that of the device. These functions set @compared if libcrypto has the algorithm.
 */
static const char *compare_pke(const struct pair *pair, const struct alg *alg,
			       EVP_PKEY *pkey, bool *compared)
{
	bool is_padded = alg->number == CRYPTODEV_RSA_PKCS1;
	size_t size = EVP_PKEY_get_size(pkey);
	struct bytes text, ours, theirs, opened;
	const char *wrong;

	fill(&text, is_padded ? 32 : size);
	if (asym_run(&pair->public, 0, &text, &ours))
		return "encryption fails";
	wrong = decrypts(&pair->private, &ours, &text);
	if (!wrong && is_padded)
		wrong = refuses_text(&pair->private, size);
	*compared = pkey_crypt(pkey, alg, false, &text, &theirs);
	if (wrong || !*compared)
		return wrong;
	if (!pkey_crypt(pkey, alg, true, &ours, &opened) ||
	    !bytes_equal(&opened, &text))
		return "encryption is wrong";
	return decrypts(&pair->private, &theirs, &text);
}

static const char *compare_rsa_signature(const struct pair *pair,
					 const struct alg *alg, EVP_PKEY *pkey,
					 bool *compared)
{
	struct bytes digest, signature, wanted;

	fill(&digest, alg->out_len);
	if (asym_run(&pair->private, 0, &digest, &signature))
		return "signing fails";
	*compared = pkey_sign(pkey, alg, &digest, &wanted);
	if (*compared && !bytes_equal(&signature, &wanted))
		return "a signature is wrong";
	return check_signature(&pair->public, &digest, &signature);
}

/* The device cannot sign, so it verifies a signature of libcrypto's new key. */
static const char *compare_ecdsa(int fd, const struct alg *alg, EVP_PKEY *pkey,
				 bool *compared)
{
	struct bytes digest, signature, public;
	struct session ses;
	const char *wrong;

	fill(&digest, 32);
	*compared = pkey_public(pkey, &public) &&
		    pkey_sign(pkey, alg, &digest, &signature);
	if (!*compared)
		return NULL;
	if (asym_session(&ses, fd, alg, false, &public))
		return no_session;
	wrong = check_signature(&ses, &digest, &signature);
	session_end(&ses);
	return wrong;
}

static const char *compare_kex(const struct pair *pair, EVP_PKEY *pkey,
			       bool *compared)
{
	struct bytes none = {}, own, peer, shared;

	if (asym_run(&pair->private, CRYPTODEV_REQ_PUBLIC, &none, &own))
		return "no public key";
	*compared = pkey_public(pkey, &peer);
	if (!*compared)
		return NULL;
	if (!pkey_agree(pkey, &own, &shared))
		return "the public key is wrong";
	return agrees(&pair->private, &own, &peer, &shared);
}

/**
 * trial_asym_libcrypto() - compare a driver with libcrypto
 * @fd: the device
 * @alg: the public-key algorithm
 * @compared: out: libcrypto has the algorithm
 *
 * Return: NULL if all results are right or libcrypto lacks the algorithm, otherwise
 * a description of the failure.
 */
const char *trial_asym_libcrypto(int fd, const struct alg *alg, bool *compared)
{
	EVP_PKEY *pkey = pkey_make(alg);
	const char *wrong = NULL;
	struct pair pair;

	*compared = false;
	if (!pkey)
		return NULL;
	if (!begin(&pair, fd, alg))
		wrong = no_session;
	else if (alg->kind == ALG_PKE)
		wrong = compare_pke(&pair, alg, pkey, compared);
	else if (alg->kind == ALG_KEX)
		wrong = compare_kex(&pair, pkey, compared);
	else if (alg->hash)
		wrong = compare_rsa_signature(&pair, alg, pkey, compared);
	else
		wrong = compare_ecdsa(fd, alg, pkey, compared);
	end(&pair);
	EVP_PKEY_free(pkey);
	return wrong;
}
