#include "mac.h"
const struct mac_alg mac_algs[MACS];
