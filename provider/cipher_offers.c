#include "offer.h"
const struct offer_list cipher_offers = { OSSL_OP_CIPHER, NULL, 0 };
