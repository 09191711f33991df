// SPDX-License-Identifier: GPL-2.0
/*
 * CRYPTODEV_CREATE, and the checks of structures and flags that all calls of
 * the native dialect share. Relies on session_create.c to create the session.
 */
#include <linux/capability.h>
#include <linux/compat.h>
#include <linux/uaccess.h>

#include "compat/kernel.h"
#include "crypto/pubkey/pubkey.h"
#include "crypto/random.h"
#include "crypto/session.h"
#include "ioctl/device.h"
#include "ioctl/native/native.h"
#include "zc/reject.h"
#include "zc/user_copy.h"

/**
 * cryptodev_native_read() - read the argument of a native ioctl
 * @to: a structure whose first field is its size as a u32
 * @size: bytes at @to
 * @first_size: bytes of the structure's first version
 * @from: user address of the program's structure, which may be longer, or as short
 *	  as its first version; missing bytes are 0
 *
 * May sleep and fault.
 *
 * Return: 0; -EINVAL if the program's size is invalid, -E2BIG if the program's
 * structure has a byte other than 0 after @size, -EFAULT.
 */
int cryptodev_native_read(void *to, size_t size, size_t first_size,
			  const void __user *from)
{
	u32 usize;

	if (cryptodev_get_user(usize, (const u32 __user *)from))
		return -EFAULT;
	if (usize < first_size || usize > CRYPTODEV_STRUCT_MAX)
		return cryptodev_reject(-EINVAL, "structure of size %u", usize);
	return copy_struct_from_user(to, size, from, usize);
}

static_assert(CRYPTODEV_REQ_FIRST_SIZE ==
	      offsetofend(struct cryptodev_req, out_len));

/**
 * cryptodev_native_check_size() - check the size of a program's requests
 * @size: bytes of one struct cryptodev_req of the program's version
 *
 * Does not sleep.
 *
 * Return: 0 or -EINVAL.
 */
int cryptodev_native_check_size(u32 size)
{
	if (size < CRYPTODEV_REQ_FIRST_SIZE || size > CRYPTODEV_STRUCT_MAX)
		return cryptodev_reject(-EINVAL, "request of size %u", size);
	return 0;
}

/**
 * cryptodev_native_check_tail() - check the end of a long request
 * @from: user address of a request
 * @size: its size in bytes, more than sizeof(struct cryptodev_req)
 *
 * May sleep and fault.
 *
 * Return: 0; -E2BIG if a byte after the known fields is not 0, -EFAULT.
 */
int cryptodev_native_check_tail(const struct cryptodev_req __user *from,
				u32 size)
{
	int zero = check_zeroed_user(from + 1, size - sizeof(*from));

	return zero > 0 ? 0 : zero ?: -E2BIG;
}

/* A program's flags are used as the request's flags without conversion. */
static_assert(CRYPTODEV_REQ_DECRYPT == CRYPTODEV_OP_DECRYPT);
static_assert(CRYPTODEV_REQ_UPDATE == CRYPTODEV_OP_UPDATE);
static_assert(CRYPTODEV_REQ_FINAL == CRYPTODEV_OP_FINAL);
static_assert(CRYPTODEV_REQ_RESET == CRYPTODEV_OP_RESET);
static_assert(CRYPTODEV_REQ_WRITE_IV == CRYPTODEV_OP_WRITE_IV);
static_assert(CRYPTODEV_REQ_NO_ZC == CRYPTODEV_OP_COPY);
static_assert(CRYPTODEV_REQ_VERIFY == CRYPTODEV_OP_VERIFY);
static_assert(CRYPTODEV_REQ_TLS == CRYPTODEV_OP_TLS);
static_assert(CRYPTODEV_REQ_SRTP == CRYPTODEV_OP_SRTP);
static_assert(CRYPTODEV_REQ_WORKER == CRYPTODEV_OP_WORKER);
static_assert(CRYPTODEV_REQ_PUBLIC == CRYPTODEV_OP_PUBLIC);
static_assert(CRYPTODEV_REQ_SRC_IOVEC == CRYPTODEV_OP_SRC_RANGES);
static_assert(CRYPTODEV_REQ_DST_IOVEC == CRYPTODEV_OP_DST_RANGES);
static_assert(CRYPTODEV_REQ_IV_RANDOM == CRYPTODEV_OP_RANDOM_IV);
static_assert(CRYPTODEV_REQ_IV_COUNTER == CRYPTODEV_OP_COUNTER_IV);
static_assert(CRYPTODEV_REQ_IV_IN_DATA == CRYPTODEV_OP_IV_IN_DATA);
static_assert(CRYPTODEV_REQ_ESN == CRYPTODEV_OP_ESN);

/* The same for the operations that a session allows. */
static_assert(CRYPTODEV_ALLOW_ENCRYPT == CRYPTODEV_MAY_ENCRYPT);
static_assert(CRYPTODEV_ALLOW_DECRYPT == CRYPTODEV_MAY_DECRYPT);
static_assert(CRYPTODEV_ALLOW_SIGN == CRYPTODEV_MAY_SIGN);
static_assert(CRYPTODEV_ALLOW_VERIFY == CRYPTODEV_MAY_VERIFY);
static_assert(CRYPTODEV_ALLOW_DERIVE == CRYPTODEV_MAY_DERIVE);
static_assert(CRYPTODEV_ALLOW_PUBLIC == CRYPTODEV_MAY_PUBLIC);

/* CRYPTODEV_REQ_WORKER needs kernel threads that share the caller's cgroups. */
#define REQ_IV		(CRYPTODEV_REQ_IV_RANDOM |			\
			 CRYPTODEV_REQ_IV_COUNTER | CRYPTODEV_REQ_IV_IN_DATA)
#define REQ_FLAGS	(((2 * CRYPTODEV_REQ_PUBLIC - 1) | REQ_IV) &	\
			 ~(CRYPTODEV_HAVE_THREADS ? 0 : CRYPTODEV_REQ_WORKER))
#define REQ_RUNNING	(CRYPTODEV_REQ_UPDATE | CRYPTODEV_REQ_FINAL | \
			 CRYPTODEV_REQ_RESET)
#define REQ_HASH	(CRYPTODEV_REQ_UPDATE | CRYPTODEV_REQ_FINAL)
/* These need fields after the first version of the structure. */
#define REQ_LONGER	(CRYPTODEV_REQ_SRC_IOVEC | CRYPTODEV_REQ_DST_IOVEC | \
			 CRYPTODEV_REQ_KEYS | CRYPTODEV_REQ_ESN)
#define REQ_RECORD	(CRYPTODEV_REQ_TLS | CRYPTODEV_REQ_SRTP)

/* Flags of the structure's first version. The flags of an IV change @req->op. */
static int check_flags(struct cryptodev_request *req, u32 flags)
{
	const struct cryptodev_session *ses = req->ses;

	if ((flags & REQ_RECORD) == REQ_RECORD)
		return cryptodev_reject(-EINVAL, "invalid flags %#x", flags);
	if ((flags & REQ_RECORD) && !ses->ops->record)
		return cryptodev_reject(-EOPNOTSUPP, "session without records");
	if ((flags & REQ_RUNNING) && !ses->ops->crypt &&
	    !(ses->random && !(flags & REQ_HASH)))
		return cryptodev_reject(-EINVAL, "flags %#x without hash",
					flags);
	if ((flags & CRYPTODEV_REQ_PUBLIC) && !ses->pubkey)
		return cryptodev_reject(-EINVAL, "session without public key");
	if ((flags & CRYPTODEV_REQ_VERIFY) && ses->cipher_alg)
		return cryptodev_reject(-EOPNOTSUPP, "verify with a cipher");
	return flags & REQ_IV ? cryptodev_native_iv(req) : 0;
}

static noinline int check_longer(struct cryptodev_request *req, u32 flags,
				 const struct cryptodev_native_source *from)
{
	if (flags & ~(REQ_FLAGS | REQ_LONGER))
		return cryptodev_reject(-EINVAL, "invalid flags %#x", flags);
	return check_flags(req, flags) ?:
	       cryptodev_native_longer(req, from);
}

/**
 * cryptodev_native_check() - check the flags of a native request
 * @req: the request; its flags are CRYPTODEV_REQ_*, and may be any number. With
 *	 CRYPTODEV_REQ_IV_*, its @op is changed
 * @file: as for cryptodev_native_fill()
 * @at: as for cryptodev_native_fill()
 * @size: as for cryptodev_native_fill()
 * @caller: as for cryptodev_native_fill()
 *
 * May sleep and fault, but only if a flag needs fields after the first version.
 *
 * Return: as cryptodev_native_fill().
 */
int cryptodev_native_check(struct cryptodev_request *req,
			   const struct file *file, const void __user *at,
			   u32 size, enum cryptodev_native_caller caller)
{
	u32 flags = req->op.flags;

	if (unlikely(flags & ~REQ_FLAGS)) {
		bool compat = caller == CRYPTODEV_CALLER_SYSCALL ?
			in_compat_syscall() : caller == CRYPTODEV_CALLER_COMPAT;
		struct cryptodev_native_source from = {
			.file = file, .at = at, .size = size, .compat = compat,
		};

		return check_longer(req, flags, &from);
	}
	return check_flags(req, flags);
}

#define CREATE_FLAGS	(CRYPTODEV_CREATE_ETM | CRYPTODEV_CREATE_ORDERED | \
			 CRYPTODEV_CREATE_PRIVATE | \
			 CRYPTODEV_CREATE_KEY_SERIAL | \
			 CRYPTODEV_CREATE_MACKEY_SERIAL | \
			 CRYPTODEV_CREATE_DRIVER_ID | CRYPTODEV_CREATE_ESN)

/* Bytes of the first version of the structure, which has no driver. */
#define CREATE_FIRST_SIZE	offsetof(struct cryptodev_create, driver)

static_assert(CREATE_FIRST_SIZE == 48);
static_assert(CRYPTODEV_DRIVER_NAME_MAX == CRYPTO_MAX_ALG_NAME);

static u32 session_flags(const struct cryptodev_create *create)
{
	u32 flags = create->flags, out = 0;

	if (cryptodev_pubkey_number(create->cipher))
		out |= CRYPTODEV_SES_PUBKEY;
	if (cryptodev_random_number(create->cipher))
		out |= CRYPTODEV_SES_RANDOM;
	if (flags & CRYPTODEV_CREATE_PRIVATE)
		out |= CRYPTODEV_SES_PRIVATE;
	if (flags & CRYPTODEV_CREATE_ETM)
		out |= CRYPTODEV_SES_ETM;
	if (flags & CRYPTODEV_CREATE_ORDERED)
		out |= CRYPTODEV_SES_ORDERED;
	if (flags & CRYPTODEV_CREATE_ESN)
		out |= CRYPTODEV_SES_ESN;
	return out;
}

/**
 * cryptodev_native_secret() - decode where a key is
 * @secret: the source of the key; set
 * @from: the key's serial number if @serial is true, else its user address
 * @len: bytes of the key, 0 if @serial is true
 * @serial: the key is in the kernel's keyrings
 *
 * Does not sleep.
 *
 * Return: 0 or -EINVAL.
 */
int cryptodev_native_secret(struct cryptodev_key_source *secret, u64 from,
			    u32 len, bool serial)
{
	if (!serial) {
		secret->from = u64_to_user_ptr(from);
		secret->len = len;
		return 0;
	}
	if (!from || from > S32_MAX || len)
		return cryptodev_reject(-EINVAL, "invalid key %llu", from);
	secret->serial = from;
	return 0;
}

/*
 * A program that knows the entropy knows the random numbers, and the kernel
 * mixes in none of its own.
 */
static int check_entropy(const struct cryptodev_create *create)
{
	u32 len = create->entropylen, nonce = create->noncelen;

	if (!len && !nonce)
		return 0;
	if (!cryptodev_random_is_drbg(create->cipher) || !len ||
	    len > CRYPTODEV_RNG_ENTROPY_MAX ||
	    nonce > CRYPTODEV_RNG_ENTROPY_MAX - len)
		return cryptodev_reject(-EINVAL, "entropy of %u bytes, nonce of %u",
					len, nonce);
	return capable(CAP_SYS_ADMIN) ?
		0 : cryptodev_reject(-EPERM, "entropy needs CAP_SYS_ADMIN");
}

static int check_create(const struct cryptodev_create *create)
{
	u32 flags = create->flags;

	if ((flags & ~CREATE_FLAGS) || create->reserved)
		return cryptodev_reject(-EINVAL, "invalid flags %#x", flags);
	if (!cryptodev_pubkey_number(create->cipher) &&
	    flags & CRYPTODEV_CREATE_PRIVATE)
		return cryptodev_reject(-EINVAL, "invalid flags %#x", flags);
	if ((cryptodev_pubkey_number(create->cipher) ||
	     cryptodev_random_number(create->cipher)) &&
	    flags & (CRYPTODEV_CREATE_ETM | CRYPTODEV_CREATE_MACKEY_SERIAL))
		return cryptodev_reject(-EINVAL, "invalid flags %#x", flags);
	if (flags & CRYPTODEV_CREATE_ESN && !(flags & CRYPTODEV_CREATE_ETM))
		return cryptodev_reject(-EINVAL, "invalid flags %#x", flags);
	return check_entropy(create);
}

/* @create holds the name as long as @spec is used. */
static int set_driver(struct cryptodev_session_spec *spec,
		      struct cryptodev_create *create)
{
	char *name = create->driver;

	if (strnlen(name, sizeof(create->driver)) == sizeof(create->driver))
		return cryptodev_reject(-EINVAL, "name of driver has no end");
	if (create->flags & CRYPTODEV_CREATE_DRIVER_ID) {
		if (*name)
			return cryptodev_reject(-EINVAL, "driver %d and a name",
						create->driver_id);
		return cryptodev_spec_set_driver_id(spec, create->driver_id);
	}
	if (!*name)
		return 0;
	if (cryptodev_driver_is_software(name))
		spec->driver = CRYPTODEV_SOFTWARE;
	else
		spec->driver_name = name;
	return 0;
}

/* True if the program's version of the structure has the driver's id. */
static bool takes_driver_id(const struct cryptodev_create *create)
{
	return create->size >= offsetofend(struct cryptodev_create, driver_id);
}

/*
 * Writes the ids of the session and of its driver, or frees the session. The
 * driver's id was writable before the session was created.
 */
static long write_ids(struct file *file, struct cryptodev_create __user *to,
		      bool with_driver, u32 id, s32 driver_id)
{
	if (!cryptodev_put_user(id, &to->ses) &&
	    (!with_driver || !cryptodev_put_user(driver_id, &to->driver_id)))
		return 0;
	cryptodev_file_remove(file->private_data, id);
	return cryptodev_reject(-EFAULT, "argument is not writable");
}

static long create_session(struct file *file,
			   struct cryptodev_session_spec *spec,
			   const struct cryptodev_create *create,
			   struct cryptodev_create __user *ucreate)
{
	bool with_driver = takes_driver_id(create);
	u32 id = 0;
	long err;

	/* Writes the same value: if it cannot be written, nothing changes. */
	if (with_driver &&
	    cryptodev_put_user(create->driver_id, &ucreate->driver_id))
		return cryptodev_reject(-EFAULT, "argument is not writable");
	err = cryptodev_session_open(file, spec, &id);
	return err ?: write_ids(file, ucreate, with_driver, id,
				spec->driver_id);
}

/**
 * cryptodev_call_create() - CRYPTODEV_CREATE: create a session
 * @file: the open file that will own the session
 * @arg: user address of a struct cryptodev_create, which 32-bit and 64-bit
 *	 programs lay out in the same way; the ioctl writes the session's id
 *	 to ses, and the driver's to driver_id if the structure has it
 *
 * May sleep, fault and load modules.
 *
 * Return: as cryptodev_session_open() and cryptodev_native_read().
 */
long cryptodev_call_create(struct file *file, void __user *arg)
{
	struct cryptodev_create create;
	struct cryptodev_session_spec spec = {};
	int err;

	err = cryptodev_native_read(&create, sizeof(create), CREATE_FIRST_SIZE,
				    arg) ?:
	      check_create(&create) ?: set_driver(&spec, &create);
	if (err)
		return err;
	spec.cipher = create.cipher;
	spec.mac = create.mac;
	spec.flags = session_flags(&create);
	spec.allowed = create.allowed;
	spec.entropy.from = u64_to_user_ptr(create.entropy);
	spec.entropy.len = create.entropylen;
	spec.nonce.from = u64_to_user_ptr(create.nonce);
	spec.nonce.len = create.noncelen;
	err = cryptodev_native_secret(&spec.key, create.key, create.keylen,
				      create.flags &
				      CRYPTODEV_CREATE_KEY_SERIAL) ?:
	      cryptodev_native_secret(&spec.mackey, create.mackey,
				      create.mackeylen, create.flags &
				      CRYPTODEV_CREATE_MACKEY_SERIAL);
	if (err)
		return err;
	return create_session(file, &spec, &create, arg);
}
