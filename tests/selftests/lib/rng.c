// SPDX-License-Identifier: GPL-2.0
/* Sessions and requests of random number generators. */
#include "rng.h"

#include <unistd.h>

#include "accel.h"

bool drbg_is_available(void)
{
	int fd = dc_open();
	uint32_t ses;

	/* The first session loads the module. */
	if (!dc_create(fd, 0, RNG_DRBG, 0, NULL, 0, &ses))
		dc_free(fd, ses);
	close(fd);
	return kernel_has_driver("drbg_nopr_hmac_sha512");
}

int rng_test_session(int fd, uint32_t number, const void *entropy,
		     uint32_t entropylen, const void *nonce, uint32_t noncelen,
		     const void *pers, uint32_t perslen, uint32_t *ses)
{
	struct cryptodev_create create = {
		.size = sizeof(create), .cipher = number,
		.key = native_pointer(pers), .keylen = perslen,
		.entropy = native_pointer(entropy), .entropylen = entropylen,
		.nonce = native_pointer(nonce), .noncelen = noncelen,
	};
	int err = dc_ioctl(fd, CRYPTODEV_CREATE, &create);

	if (!err)
		*ses = create.ses;
	return err;
}

struct cryptodev_req rng_req(uint32_t ses, uint32_t flags, void *dst,
			     uint32_t len)
{
	return (struct cryptodev_req) {
		.ses = ses, .flags = flags, .len = len,
		.dst = native_pointer(dst),
	};
}

int rng_submit(int fd, struct cryptodev_req *r)
{
	int nr = dc_submit(fd, CRYPTODEV_SUBMIT_WAIT, r, 1);

	return nr == 1 ? r->result : nr ?: -EIO;
}

int rng_get(int fd, uint32_t ses, void *dst, uint32_t len)
{
	struct cryptodev_req r = rng_req(ses, 0, dst, len);
	int err = rng_submit(fd, &r);

	return err ?: r.out_len == len ? 0 : -EIO;
}
