/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pad and mac of a decrypted CBC record of TLS.
 */
#ifndef CRYPTODEV_TLS_CBC_H
#define CRYPTODEV_TLS_CBC_H

#include <linux/types.h>

struct cryptodev_hmac_ct;

int cryptodev_tls_cbc_check(const struct cryptodev_hmac_ct *h, const u8 *text,
			    u32 head_len, u32 len, u32 tag_len, u32 *ok,
			    u32 *text_len);

#endif /* CRYPTODEV_TLS_CBC_H */
