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
#include <openssl/rand.h>
#include <openssl/store.h>
#include <openssl/x509.h>

#define LIBCRYPTO_FUNCTIONS(X)						\
	X(ASYNC_get_current_job)					\
	X(ASYNC_get_wait_ctx)						\
	X(ASYNC_pause_job)						\
	X(ASYNC_WAIT_CTX_clear_fd)					\
	X(ASYNC_WAIT_CTX_set_wait_fd)					\
	X(BN_bn2binpad)							\
	X(BN_clear_free)						\
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
	X(EVP_Digest)							\
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
	X(EVP_MD_CTX_get_params)					\
	X(EVP_MD_CTX_new)						\
	X(EVP_MD_CTX_set_params)					\
	X(EVP_MD_fetch)							\
	X(EVP_MD_free)							\
	X(EVP_MD_get0_name)						\
	X(EVP_MD_get_size)						\
	X(EVP_MD_gettable_ctx_params)					\
	X(EVP_MD_is_a)							\
	X(EVP_MD_settable_ctx_params)					\
	X(EVP_MD_up_ref)						\
	X(EVP_PKEY_CTX_dup)						\
	X(EVP_PKEY_CTX_free)						\
	X(EVP_PKEY_CTX_get_params)					\
	X(EVP_PKEY_CTX_new_from_name)					\
	X(EVP_PKEY_CTX_new_from_pkey)					\
	X(EVP_PKEY_CTX_set_params)					\
	X(EVP_PKEY_CTX_settable_params)					\
	X(EVP_PKEY_decrypt)						\
	X(EVP_PKEY_decrypt_init_ex)					\
	X(EVP_PKEY_derive)						\
	X(EVP_PKEY_derive_init_ex)					\
	X(EVP_PKEY_derive_set_peer_ex)					\
	X(EVP_PKEY_encrypt)						\
	X(EVP_PKEY_encrypt_init_ex)					\
	X(EVP_PKEY_eq)							\
	X(EVP_PKEY_export)						\
	X(EVP_PKEY_free)						\
	X(EVP_PKEY_fromdata)						\
	X(EVP_PKEY_fromdata_init)					\
	X(EVP_PKEY_generate)						\
	X(EVP_PKEY_get_bits)						\
	X(EVP_PKEY_get_bn_param)					\
	X(EVP_PKEY_get_octet_string_param)				\
	X(EVP_PKEY_get_params)						\
	X(EVP_PKEY_get_size)						\
	X(EVP_PKEY_get_utf8_string_param)				\
	X(EVP_PKEY_is_a)						\
	X(EVP_PKEY_keygen_init)						\
	X(EVP_PKEY_pairwise_check)					\
	X(EVP_PKEY_param_check)						\
	X(EVP_PKEY_param_check_quick)					\
	X(EVP_PKEY_parameters_eq)					\
	X(EVP_PKEY_paramgen_init)					\
	X(EVP_PKEY_private_check)					\
	X(EVP_PKEY_public_check)					\
	X(EVP_PKEY_public_check_quick)					\
	X(EVP_PKEY_set_params)						\
	X(EVP_PKEY_sign)						\
	X(EVP_PKEY_sign_init)						\
	X(EVP_PKEY_sign_init_ex)					\
	X(EVP_PKEY_up_ref)						\
	X(EVP_PKEY_verify)						\
	X(EVP_PKEY_verify_init)						\
	X(EVP_PKEY_verify_init_ex)					\
	X(EVP_PKEY_verify_recover)					\
	X(EVP_PKEY_verify_recover_init)					\
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
	X(OSSL_PARAM_get_utf8_string_ptr)				\
	X(OSSL_PARAM_locate)						\
	X(OSSL_PARAM_locate_const)					\
	X(OSSL_PARAM_set_int)						\
	X(OSSL_PARAM_set_octet_ptr)					\
	X(OSSL_PARAM_set_octet_string)					\
	X(OSSL_PARAM_set_size_t)					\
	X(OSSL_PARAM_set_uint)						\
	X(OSSL_PARAM_set_utf8_ptr)					\
	X(OSSL_PARAM_set_utf8_string)					\
	X(OSSL_PROVIDER_get_capabilities)				\
	X(OSSL_PROVIDER_try_load)					\
	X(OSSL_PROVIDER_unload)						\
	X(OSSL_STORE_close)						\
	X(OSSL_STORE_eof)						\
	X(OSSL_STORE_error)						\
	X(OSSL_STORE_INFO_free)						\
	X(OSSL_STORE_INFO_get1_CERT)					\
	X(OSSL_STORE_INFO_get1_PUBKEY)					\
	X(OSSL_STORE_INFO_get_type)					\
	X(OSSL_STORE_load)						\
	X(OSSL_STORE_open_ex)						\
	X(RAND_bytes_ex)						\
	X(RAND_priv_bytes_ex)						\
	X(X509_free)							\
	X(X509_get_pubkey)						\
	X(i2d_PrivateKey)						\
	X(i2d_PublicKey)

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
