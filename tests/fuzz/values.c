// SPDX-License-Identifier: GPL-2.0
/*
 * Values of fields: most are valid, or nearly valid.
 */
#include <string.h>

#include "memory.h"
#include "mutate.h"

static const uint32_t lens[] = {
	0, 1, 15, 16, 17, 32, 48, 64, 100, 256, 511, 512, 1008, 1023, 1024,
	1025, 1040, 2048, 4080, 4096, 4097, 8192, 16384, 20000, 65520, 65536,
	65552, 65537, 98304, 131072, 262144, 1048576, 1048592, 0x7fffffff,
	0x80000000, 0xfffffff0, 0xffffffff,
};

/* One more than the algorithms' numbers in the BSDs' dialects. */
#define BSD_ALGS	44

/* The number of entries at the start of lens[] that take little time. */
#define SHORT_LENS	24

static const uint32_t shorts[] = {
	0, 0, 0, 4, 5, 8, 10, 12, 13, 16, 16, 17, 20, 32, 64, 65, 256, 257,
	1024, 1025, 4096, 65536, 70000, 0xffffffff,
};

static const uint64_t numbers[] = {
	0, 1, 2, 3, 8, 72, 80, 96, 4096, 0x6368, 0xc0306368, 0x7fffffff,
	0x80000000, 0xffffffff,
};

/* Mostly in a plain area, near its beginning or its end. */
static uint64_t choose_pointer(struct random *r)
{
	static const uint32_t offsets[] = {
		0, 0, 0, 1, 7, 64, 100, 1024, 2048, 4080, 4095, 4096, 8190,
		16384, 40000,
	};
	static const uint32_t from_end[] = { 0, 1, 16, 32, 64, 100, 1024, 4096 };
	unsigned int area;
	uint32_t offset;

	switch (random_below(r, 8)) {
	case 0:
	case 1:
	case 2:
		area = AREA_PLAIN;
		break;
	case 3:
		area = AREA_BIG;
		break;
	case 4:
		area = AREA_KEYS;
		break;
	default:
		area = random_below(r, NR_AREAS);
	}
	if (area == AREA_NULL)
		return random_below(r, 4) ? 0 : random_below(r, 4096);
	offset = CHOOSE(r, offsets);
	if (area == AREA_EDGE || random_once_in(r, 10))
		offset = memory_len(area) - CHOOSE(r, from_end);
	return POINTER(area, offset);
}

static uint64_t choose_flags(struct random *r, uint32_t bits)
{
	uint32_t flags = 0;
	unsigned int i, nr = random_below(r, 3);

	if (random_once_in(r, 40))
		return random_next(r) & 0xffffffff;
	while (nr-- && bits) {
		do {
			i = random_below(r, 32);
		} while (!(bits >> i & 1));
		flags |= 1u << i;
	}
	return flags;
}

/* The beginning of a driver's name, or any bytes. */
static uint64_t choose_text(struct random *r)
{
	static const char * const texts[] = {
		"", "cbc-aes", "aes-gene", "sha", "software", "cryptode",
	};
	const char *text = CHOOSE(r, texts);
	uint64_t value = 0;

	if (random_once_in(r, 8))
		return random_next(r);
	memcpy(&value, text, strlen(text));
	return value;
}

/**
 * value_choose() - choose an argument for a field
 * @r: the source of random numbers
 * @field: the field
 */
uint64_t value_choose(struct random *r, const struct field *field)
{
	switch (field->kind) {
	case KIND_NUMBER:
		return CHOOSE(r, numbers);
	case KIND_COUNT:
		return random_once_in(r, 20) ? CHOOSE(r, lens) :
					       random_below(r, 9);
	case KIND_SIZE:
		return random_once_in(r, 20) ? CHOOSE(r, numbers) : 0;
	case KIND_OP:
		return random_once_in(r, 30) ? random_below(r, 4) :
					       random_below(r, 2);
	case KIND_FLAGS:
		return choose_flags(r, field->bits);
	case KIND_CIPHER:
		return keyed_cipher(r);
	case KIND_MAC:
		return random_below(r, 2) ? keyed_mac(r) : 0;
	case KIND_BSD_ALG:
		return random_below(r, 3) ? random_below(r, BSD_ALGS) : 0;
	case KIND_KEYLEN:
		return random_once_in(r, 3) ? random_below(r, 600) :
					      keyed_length(r);
	case KIND_LEN:
		/* Great lengths take long. */
		return random_once_in(r, 12) ? CHOOSE(r, lens) :
					lens[random_below(r, SHORT_LENS)];
	case KIND_SHORT:
		return CHOOSE(r, shorts);
	case KIND_SESSION:
		return random_once_in(r, 40) ? CHOOSE(r, lens) :
					       random_below(r, 3);
	case KIND_POINTER:
		return choose_pointer(r);
	case KIND_STAGED:
	case KIND_RESULTS:
		return random_once_in(r, 15) ? choose_pointer(r) : 0;
	case KIND_DEADLINE:
		return random_below(r, 3) ? random_below(r, 3000) + 1 : 0;
	case KIND_TEXT:
		return choose_text(r);
	}
	return 0;
}

/**
 * value_change() - choose another argument for a field
 * @r: the source of random numbers
 * @field: the field
 * @was: the present argument
 */
uint64_t value_change(struct random *r, const struct field *field,
		      uint64_t was)
{
	uint64_t off = 1ull << random_below(r, 5);

	switch (random_below(r, 6)) {
	case 0:
		return was + off;
	case 1:
		return was - off;
	case 2:
		if (field->kind == KIND_FLAGS)
			return was ^ (1ull << random_below(r, 21));
		/* fall through */
	default:
		return value_choose(r, field);
	}
}
