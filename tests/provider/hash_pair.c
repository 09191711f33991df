// SPDX-License-Identifier: GPL-2.0
/* The same message in both library contexts. */
#include <string.h>

#include "hash_test.h"

unsigned char text[TEXT_SIZE];

bool open_both(const struct bench *bench, const struct algorithm *alg,
	       struct side *dev, struct side *ref)
{
	CHECK(side_open(dev, bench->device, DEVCRYPTO, alg));
	CHECK(side_open(ref, bench->reference, NULL, alg));
	return true;
}

void close_both(struct side *dev, struct side *ref)
{
	side_close(dev);
	side_close(ref);
}

bool finals_agree(struct side *dev, struct side *ref)
{
	unsigned char got[EVP_MAX_MD_SIZE] = { 0 }, wanted[EVP_MAX_MD_SIZE];
	size_t len = side_final(ref, wanted);

	CHECK(len);
	CHECK(side_final(dev, got) == len);
	CHECK(!memcmp(got, wanted, len));
	return true;
}

bool message_agrees(struct side *dev, struct side *ref,
		    const struct secret *secret, size_t len)
{
	CHECK(side_init(dev, secret) && side_update(dev, text, len));
	CHECK(side_init(ref, secret) && side_update(ref, text, len));
	return finals_agree(dev, ref);
}

size_t random_length(void)
{
	static const unsigned int limits[] = { 2, 40, 600, 3000, 70000, LONGEST };

	return random_below(limits[random_below(ARRAY_SIZE(limits))]);
}

bool add_pieces(struct side *dev, struct side *ref, size_t at, size_t end)
{
	size_t len;

	while (at < end) {
		len = random_length();
		if (len > end - at)
			len = end - at;
		CHECK(side_update(dev, text + at, len));
		CHECK(side_update(ref, text + at, len));
		at += len;
	}
	return true;
}

bool pieces_agree(struct side *dev, struct side *ref, const struct secret *secret,
		  size_t piece, size_t len)
{
	unsigned char got[EVP_MAX_MD_SIZE] = { 0 }, wanted[EVP_MAX_MD_SIZE];
	size_t at, size;

	CHECK(side_init(dev, secret));
	for (at = 0; at < len; at += piece)
		CHECK(side_update(dev, text + at,
				  len - at < piece ? len - at : piece));
	size = side_message(ref, secret, text, len, wanted);
	CHECK(size && side_final(dev, got) == size);
	CHECK(!memcmp(got, wanted, size));
	return true;
}
