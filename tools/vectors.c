// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers, as published: NIST's and the RFCs', and those of the ciphers'
 * own authors. What is published for a block alone is CBC's with an IV of zeros.
 */
#include "vectors.h"

const struct vector vectors[] = {
	{ .alg = "aes-cbc", .source = "SP 800-38A F.2.1",
	  .key = "2b7e151628aed2a6abf7158809cf4f3c",
	  .iv = "000102030405060708090a0b0c0d0e0f",
	  .in =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
	  .out =
	  "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
	  "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7",
	},
	{ .alg = "aes-cbc", .source = "SP 800-38A F.2.5",
	  .key =
	  "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
	  .iv = "000102030405060708090a0b0c0d0e0f",
	  .in =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
	  .out =
	  "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
	  "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b",
	},
	{ .alg = "aes-ctr", .source = "SP 800-38A F.5.1",
	  .key = "2b7e151628aed2a6abf7158809cf4f3c",
	  .iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
	  .in =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
	  .out =
	  "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
	  "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee",
	},
	{ .alg = "aes-ctr", .source = "SP 800-38A F.5.5",
	  .key =
	  "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
	  .iv = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
	  .in =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
	  .out =
	  "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
	  "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6",
	},
	{ .alg = "aes-xts", .source = "IEEE 1619 vector 2",
	  .key =
	  "1111111111111111111111111111111122222222222222222222222222222222",
	  .iv = "33333333330000000000000000000000",
	  .in =
	  "4444444444444444444444444444444444444444444444444444444444444444",
	  .out =
	  "c454185e6a16936e39334038acef838bfb186fff7480adc4289382ecd6d394f0",
	},
	{ .alg = "aes-ecb", .source = "FIPS 197 C.1",
	  .key = "000102030405060708090a0b0c0d0e0f",
	  .in = "00112233445566778899aabbccddeeff",
	  .out = "69c4e0d86a7b0430d8cdb78070b4c55a",
	},
	{ .alg = "aes-ecb", .source = "FIPS 197 C.3",
	  .key =
	  "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
	  .in = "00112233445566778899aabbccddeeff",
	  .out = "8ea2b7ca516745bfeafc49904b496089",
	},
	{ .alg = "aes-cfb", .source = "SP 800-38A F.3.13",
	  .key = "2b7e151628aed2a6abf7158809cf4f3c",
	  .iv = "000102030405060708090a0b0c0d0e0f",
	  .in =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
	  .out =
	  "3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b"
	  "26751f67a3cbb140b1808cf187a4f4dfc04b05357c5d1c0eeac4c66f9ff7f2e6",
	},
	{ .alg = "aes-ofb", .source = "SP 800-38A F.4.1",
	  .key = "2b7e151628aed2a6abf7158809cf4f3c",
	  .iv = "000102030405060708090a0b0c0d0e0f",
	  .in =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
	  .out =
	  "3b3fd92eb72dad20333449f8e83cfb4a7789508d16918f03f53c52dac54ed825"
	  "9740051e9c5fecf64344f7a82260edcc304c6528f659c77866a510d9c1d6ae5e",
	},
	{ .alg = "camellia-cbc", .source = "RFC 3713 A",
	  .key = "0123456789abcdeffedcba9876543210",
	  .iv = "00000000000000000000000000000000",
	  .in = "0123456789abcdeffedcba9876543210",
	  .out = "67673138549669730857065648eabe43",
	},
	{ .alg = "blowfish-cbc", .source = "Schneier vectors, CBC",
	  .key = "0123456789abcdeff0e1d2c3b4a59687",
	  .iv = "fedcba9876543210",
	  .in =
	  "37363534333231204e6f77206973207468652074696d6520666f722000000000",
	  .out =
	  "6b77b4d63006dee605b156e27403979358deb9e7154616d959f1652bd5ff92cc",
	},
	{ .alg = "cast5-cbc", .source = "RFC 2144 B.1",
	  .key = "0123456712345678234567893456789a",
	  .iv = "0000000000000000",
	  .in = "0123456789abcdef",
	  .out = "238b4fe5847e44b2",
	},
	{ .alg = "des-cbc", .source = "FIPS 81 C.1",
	  .key = "0123456789abcdef",
	  .iv = "1234567890abcdef",
	  .in = "4e6f77206973207468652074696d6520666f7220616c6c20",
	  .out = "e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6",
	},
	{ .alg = "3des-cbc", .source = "SP 800-67 B.1",
	  .key = "0123456789abcdef23456789abcdef01456789abcdef0123",
	  .iv = "0000000000000000",
	  .in = "5468652071756663",
	  .out = "a826fd8ce53b855f",
	},
	{ .alg = "null", .source = "identity",
	  .in =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
	  .out =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
	},
	{ .alg = "aes-gcm", .source = "GCM specification, case 4",
	  .key = "feffe9928665731c6d6a8f9467308308",
	  .iv = "cafebabefacedbaddecaf888",
	  .aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
	  .in =
	  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
	  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
	  .out =
	  "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
	  "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e0915bc94fbc"
	  "3221a5db94fae95ae7121a47",
	},
	{ .alg = "aes-gcm", .source = "GCM specification, case 16",
	  .key =
	  "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
	  .iv = "cafebabefacedbaddecaf888",
	  .aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
	  .in =
	  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
	  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
	  .out =
	  "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
	  "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece"
	  "0f4e1768cddf8853bb2d551b",
	},
	{ .alg = "aes-ccm", .source = "SP 800-38C example 3",
	  .key = "404142434445464748494a4b4c4d4e4f",
	  .iv = "101112131415161718191a1b",
	  .aad = "000102030405060708090a0b0c0d0e0f10111213",
	  .in = "202122232425262728292a2b2c2d2e2f3031323334353637",
	  .out =
	  "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951",
	},
	{ .alg = "chacha20-poly1305", .source = "RFC 8439 2.8.2",
	  .key =
	  "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
	  .iv = "070000004041424344454647",
	  .aad = "50515253c0c1c2c3c4c5c6c7",
	  .in =
	  "4c616469657320616e642047656e746c656d656e206f662074686520636c6173"
	  "73206f66202739393a204966204920636f756c64206f6666657220796f75206f"
	  "6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73"
	  "637265656e20776f756c642062652069742e",
	  .out =
	  "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
	  "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
	  "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
	  "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd060"
	  "0691",
	},
	{ .alg = "aes-gcm-16", .source = "draft-mcgrew-gcm-test-01",
	  .key = "4c80cdefbb5d10da906ac73c3613a6342e443b68",
	  .iv = "4956ed7e3b244cfe",
	  .aad = "000043218765432100000000",
	  .in =
	  "45000048699a000080114db7c0a80102c0a801010a9bf15638d3010000010000"
	  "00000000045f736970045f756470037369700963796265726369747902646b00"
	  "0021000101020201",
	  .out =
	  "fecf537e729d5b07dc30df528dd22b768d1b98736696a6fd348509fa13ceac34"
	  "cfa2436f14a3f3cf65925bf1f4a13c5d15b21e1884f5ff6247aeabb786b93bce"
	  "61bc17d768fd9732459018148f6cbe722fd04796562dfdb4",
	},
	{ .alg = "aes-gmac", .source = "draft-mcgrew-gcm-test-01",
	  .key = "4c80cdefbb5d10da906ac73c3613a63422433c64",
	  .iv = "0000000000000000",
	  .aad = "0000432100000007",
	  .in =
	  "45000030da3a00008001df3bc0a80005c0a800010800c6cd0200070061626364"
	  "65666768696a6b6c6d6e6f707172737401020201",
	  .out =
	  "45000030da3a00008001df3bc0a80005c0a800010800c6cd0200070061626364"
	  "65666768696a6b6c6d6e6f707172737401020201f2a9a836e155106aa8dcd618"
	  "e4099aaa",
	},
	{ .alg = "md5", .source = "RFC 1321 A.5",
	  .in = "616263",
	  .out = "900150983cd24fb0d6963f7d28e17f72",
	},
	{ .alg = "sha1", .source = "FIPS 180-4",
	  .in = "616263",
	  .out = "a9993e364706816aba3e25717850c26c9cd0d89d",
	},
	{ .alg = "ripemd160", .source = "RIPEMD-160 B",
	  .in = "616263",
	  .out = "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
	},
	{ .alg = "sha224", .source = "FIPS 180-4",
	  .in = "616263",
	  .out = "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
	},
	{ .alg = "sha256", .source = "FIPS 180-4",
	  .in = "616263",
	  .out =
	  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
	},
	{ .alg = "sha384", .source = "FIPS 180-4",
	  .in = "616263",
	  .out =
	  "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
	  "8086072ba1e7cc2358baeca134c825a7",
	},
	{ .alg = "sha512", .source = "FIPS 180-4",
	  .in = "616263",
	  .out =
	  "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
	  "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
	},
	{ .alg = "hmac-md5", .source = "RFC 2202 case 2",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out = "750c783e6ab0b503eaa86e310a5db738",
	},
	{ .alg = "hmac-sha1", .source = "RFC 2202 case 2",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
	},
	{ .alg = "hmac-ripemd160", .source = "RFC 2286 case 2",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out = "dda6c0213a485a9e24f4742064a7f033b43c4069",
	},
	{ .alg = "hmac-sha224", .source = "RFC 4231 case 2",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out = "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44",
	},
	{ .alg = "hmac-sha256", .source = "RFC 4231 case 2",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out =
	  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
	},
	{ .alg = "hmac-sha384", .source = "RFC 4231 case 2",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out =
	  "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
	  "8e2240ca5e69e2c78b3239ecfab21649",
	},
	{ .alg = "hmac-sha512", .source = "RFC 4231 case 2",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out =
	  "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
	  "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
	},
	{ .alg = "hmac-sha256", .source = "RFC 4231 case 6",
	  .key =
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	  "aaaaaa",
	  .in =
	  "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a"
	  "65204b6579202d2048617368204b6579204669727374",
	  .out =
	  "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
	},
	{ .alg = "aes-cmac", .source = "RFC 4493 example 3",
	  .key = "2b7e151628aed2a6abf7158809cf4f3c",
	  .in =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411",
	  .out = "dfa66747de9ae63030ca32611497c827",
	},
	{ .alg = "aes-cmac", .source = "SP 800-38B D.3 example 12",
	  .key =
	  "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
	  .in =
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
	  .out = "e1992190549f6ed5696a2c056c315410",
	},
	{ .alg = "aes-xcbc-mac", .source = "RFC 3566 case 4",
	  .key = "000102030405060708090a0b0c0d0e0f",
	  .in = "000102030405060708090a0b0c0d0e0f10111213",
	  .out = "47f51b4564966215b8985c63055ed308",
	},
	{ .alg = "aes-xcbc-mac-96", .source = "RFC 3566 case 4",
	  .key = "000102030405060708090a0b0c0d0e0f",
	  .in = "000102030405060708090a0b0c0d0e0f10111213",
	  .out = "47f51b4564966215b8985c63",
	},
	{ .alg = "aes-nist-gmac", .source = "CAVP GCM, 128-bit key",
	  .key = "77be63708971c4e240d1cb79e8d77feb",
	  .iv = "e0e00f19fed7ba0136a797f3",
	  .in = "7a43ec1d9c0a5a78a0b16533a6213cab",
	  .out = "209fcc8d3675ed938e9c7166709dd946",
	},
	{}
};
