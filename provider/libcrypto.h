/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * The libcrypto that loaded the provider. The provider is not linked with a
 * libcrypto: OpenSSL 3 and 4 have different ones, and a process must not get a
 * second. libcrypto_find() looks up the public functions that the provider calls.
 */
#ifndef PROVIDER_LIBCRYPTO_H
#define PROVIDER_LIBCRYPTO_H

#include <openssl/async.h>
#include <openssl/conf.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/provider.h>

#define LIBCRYPTO_FUNCTIONS(X)						\
	X(ASYNC_get_current_job)					\
	X(ASYNC_get_wait_ctx)						\
	X(ASYNC_pause_job)						\
	X(ASYNC_WAIT_CTX_clear_fd)					\
	X(ASYNC_WAIT_CTX_set_wait_fd)					\
	X(CONF_get1_default_config_file)				\
	X(CRYPTO_clear_free)						\
	X(CRYPTO_free)							\
	X(CRYPTO_malloc)						\
	X(CRYPTO_memcmp)						\
	X(CRYPTO_memdup)						\
	X(CRYPTO_strdup)						\
	X(CRYPTO_zalloc)						\
	X(EVP_CIPHER_CTX_copy)						\
	X(EVP_CIPHER_CTX_free)						\
	X(EVP_CIPHER_CTX_get_params)					\
	X(EVP_CIPHER_CTX_new)						\
	X(EVP_CIPHER_CTX_set_params)					\
	X(EVP_CIPHER_fetch)						\
	X(EVP_CIPHER_free)						\
	X(EVP_CipherFinal_ex)						\
	X(EVP_CipherInit_ex2)						\
	X(EVP_CipherUpdate)						\
	X(EVP_DigestFinal_ex)						\
	X(EVP_DigestInit_ex2)						\
	X(EVP_DigestUpdate)						\
	X(EVP_MAC_CTX_dup)						\
	X(EVP_MAC_CTX_free)						\
	X(EVP_MAC_CTX_get_block_size)					\
	X(EVP_MAC_CTX_get_mac_size)					\
	X(EVP_MAC_CTX_new)						\
	X(EVP_MAC_CTX_set_params)					\
	X(EVP_MAC_fetch)						\
	X(EVP_MAC_final)						\
	X(EVP_MAC_free)							\
	X(EVP_MAC_init)							\
	X(EVP_MAC_update)						\
	X(EVP_MD_CTX_copy_ex)						\
	X(EVP_MD_CTX_free)						\
	X(EVP_MD_CTX_new)						\
	X(EVP_MD_fetch)							\
	X(EVP_MD_free)							\
	X(NCONF_free)							\
	X(NCONF_get_section)						\
	X(NCONF_get_string)						\
	X(NCONF_load)							\
	X(NCONF_new_ex)							\
	X(OPENSSL_cleanse)						\
	X(OPENSSL_sk_num)						\
	X(OPENSSL_sk_value)						\
	X(OSSL_LIB_CTX_free)						\
	X(OSSL_LIB_CTX_new)						\
	X(OSSL_PARAM_get_int)						\
	X(OSSL_PARAM_get_octet_string)					\
	X(OSSL_PARAM_get_size_t)					\
	X(OSSL_PARAM_get_uint)						\
	X(OSSL_PARAM_get_utf8_string)					\
	X(OSSL_PARAM_get_utf8_string_ptr)				\
	X(OSSL_PARAM_locate)						\
	X(OSSL_PARAM_locate_const)					\
	X(OSSL_PARAM_set_int)						\
	X(OSSL_PARAM_set_octet_ptr)					\
	X(OSSL_PARAM_set_octet_string)					\
	X(OSSL_PARAM_set_size_t)					\
	X(OSSL_PARAM_set_uint)						\
	X(OSSL_PARAM_set_utf8_ptr)					\
	X(OSSL_PROVIDER_load)						\
	X(OSSL_PROVIDER_unload)

#define LIBCRYPTO_MEMBER(name) __typeof__(name) *name;
struct libcrypto {
	LIBCRYPTO_FUNCTIONS(LIBCRYPTO_MEMBER)
};
#undef LIBCRYPTO_MEMBER

/* The functions. Valid after libcrypto_find() has succeeded. */
extern struct libcrypto lib;

/**
 * libcrypto_find() - look up the functions of the libcrypto that calls
 * @function: a function of that libcrypto
 *
 * Return: NULL, or the name of a function that it lacks. The name is
 * "one libcrypto" if the process has used the provider with another one.
 */
const char *libcrypto_find(void *function);

#endif /* PROVIDER_LIBCRYPTO_H */
