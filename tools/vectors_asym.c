// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of public-key algorithms, as published by RFCs, and the keys
 * that they are of: private ones too, which are nobody's secret.
 */
#include <stddef.h>

#include "asym.h"
#include "vectors.h"

static const unsigned int rsa_bits[] = { 512, 1024, 1536, 2048, 3072, 4096, 0 };

/* RFC 7515 A.2 */
const struct asym_keys asym_rsa = {
	.evp = "RSA",
	.private_form = "RSAPrivateKey in DER (RFC 8017)",
	.public_form = "RSAPublicKey in DER (RFC 8017)",
	.bits = rsa_bits,
	.private =
	"308204a30201000282010100a1f8160ae2e3c9b465ce8d2d656263362b927dbe"
	"29e1f02477fc1625cc90a136e38bd93497c5b6ea63dd7711e67c7429f956b0fb"
	"8a8f089adc4b69893cc1333f53edd019b87784252fec914fe4857769594bea42"
	"80d32c0f55bf62944f130396bc6e9bdf6ebdd2bda3678eeca0c668f701b38dbf"
	"fb38c8342ce2fe6d27fade4a5a4874979dd4b9cf9adec4c75b05852c2c0f5ef8"
	"a5c1750392f944e8ed64c110c6b647609aa4783aeb9c6c9ad755313050638b83"
	"665c6f6f7a82a396702a1f641b82d3ebf2392219491fb686872c5716f50af835"
	"8d9a8b9d17c340728f7f87d89a18d8fcab67ad84590c2ecf759339363c07034d"
	"6f606f9e21e05456cae5e9a102030100010282010012ae71a469cd0a2bc37e52"
	"6c4500571f1d61751d64e949707b62590f9d0ba57c963c401e3fcf2f2cd3bdec"
	"88e503bfc6439b0b28c82f7d3797671f5213eed8c15a25d8d5cea0025ee3ab2e"
	"8b7f79216fc63bea562753b40644c6a15127d9b2954540a0bbe1a30556982d4e"
	"9fde5f6425f14d4b713441b55dc73b9b4aedcc92ace3927e37f57d0cfd5e7581"
	"fa512c8f4961a9eb0b80f8a80746728a55ff46471f3425063b9d53642f5ede1e"
	"84d613081afa5c22d051285bd63b943b565d898a05685413e53c3c6c6525ff1f"
	"e34e3ddc70f0d56450fda48ba12e104e9deb9fb81881e1c4bdf25d9247f450c8"
	"65927968e77334f4414f75a750e139546e3a8a739d02818100e01cc410eb48a6"
	"655d54464d0aa4bb6da0b872b774a6a9d11ffe480778f0ddb7311a7e902ef9c4"
	"b5f75476262ba8176cb35979f014372a1a2829e4136bd001d07c3f3f2e4f25d4"
	"c934f63c7109fba2e67628a0dc9a73c6058e6def22dcd50950e711ddc16d5586"
	"f2a7fa75ea8494c18083e0b65742f8a0d5e73fb2d970f0194702818100b903c4"
	"7e0995b632f4532cb1f3c199145d5f3ae9c7dfeedc7a92a6b47e29c61b42a07a"
	"a95a64fc600999c5a7b01e01c08cb62ca756527bbcc56078fb0baba5ed38de2d"
	"07990ff6300faeadeb6c039a97bf1e507e4e7040fa78db8257c8b112ed5e59c3"
	"cd092fe5d4e5b51275d41281072a5e785ebaf3dae3709203133f5159d7028180"
	"07029f577024ab9fcc1590c56429d6fb0ce5f820a8f375a866f9cb430093783b"
	"fcbb396e4529e6ef52374022dd86ba84d9ef58931beec5d05fa53fcf23b633f8"
	"538a9eed51e87b097830a39f5d92937be6024b55db36f7e0c09dcbb72975387f"
	"615afbb6cb36bbabe7793c2b03ceab66dbb931baf50b55ec9af9311d001d628d"
	"0281810087ff7afa62b547fee0961b2e9bcd5d6718d39d8ca73db6691f38998d"
	"e78771762c5da68cc243a5383b166bb23dc570e84706ca801ef5f6bae6236a0a"
	"afa3770e8f54d1a8da1c5f8d2899f082331ddb0f5c8f3dfffa4c8d97102bdafe"
	"082a118da6633988880e4b55599ce67af26ebfa5b2c14a9de7b2c4dd96abddd2"
	"d2224c7502818021877b0c73a1ad6bf19303d0b11336b4e82b8db72b7efb5026"
	"2a5df8395cc7256eb8cf6c40b7608d5936a32dba174126a527062ead8ca305fb"
	"7e177f409437c9dcb9718ed82018bcef0f7720a2c475f9db26da0e3cb516d084"
	"eb25178e828d5cabd49bb3161ac0181fa7f821e80e7ad37936f9943054ad0929"
	"21ee2c592e4375",
	.public =
	"3082010a0282010100a1f8160ae2e3c9b465ce8d2d656263362b927dbe29e1f0"
	"2477fc1625cc90a136e38bd93497c5b6ea63dd7711e67c7429f956b0fb8a8f08"
	"9adc4b69893cc1333f53edd019b87784252fec914fe4857769594bea4280d32c"
	"0f55bf62944f130396bc6e9bdf6ebdd2bda3678eeca0c668f701b38dbffb38c8"
	"342ce2fe6d27fade4a5a4874979dd4b9cf9adec4c75b05852c2c0f5ef8a5c175"
	"0392f944e8ed64c110c6b647609aa4783aeb9c6c9ad755313050638b83665c6f"
	"6f7a82a396702a1f641b82d3ebf2392219491fb686872c5716f50af8358d9a8b"
	"9d17c340728f7f87d89a18d8fcab67ad84590c2ecf759339363c07034d6f606f"
	"9e21e05456cae5e9a10203010001",
};

/* RFC 6979 A.2.5 */
const struct asym_keys asym_ecdsa_p256 = {
	.evp = "EC",
	.public_form = "uncompressed point (SEC 1)",
	.public =
	"0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29f"
	"b67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d44622"
	"99",
};

/* RFC 6979 A.2.6 */
const struct asym_keys asym_ecdsa_p384 = {
	.evp = "EC",
	.public_form = "uncompressed point (SEC 1)",
	.public =
	"04ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c"
	"64def8f0ea9055866064a254515480bc138015d9b72d7d57244ea8ef9ac0c621"
	"896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd25332647"
	"20",
};

/* RFC 6979 A.2.7 */
const struct asym_keys asym_ecdsa_p521 = {
	.evp = "EC",
	.public_form = "uncompressed point (SEC 1)",
	.public =
	"0401894550d0785932e00eaa23b694f213f8c3121f86dc97a04e5a7167db4e5b"
	"cd371123d46e45db6b5d5370a7f20fb633155d38ffa16d2bd761dcac474b9a2f"
	"5023a400493101c962cd4d2fddf782285e64584139c2f91b47f87ff82354d663"
	"0f746a28a0db25741b5b34a828008b22acc23f924faafbd4d33f81ea66956dfe"
	"aa2bfdfcf5",
};

/* RFC 5903 8.1 */
const struct asym_keys asym_ecdh_p256 = {
	.evp = "EC",
	.private_form = "most significant byte first",
	.public_form = "uncompressed point (SEC 1)",
	.private =
	"c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433",
	.public =
	"04dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c37725811"
	"805271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990b"
	"b3",
};

/* RFC 5903 8.2 */
const struct asym_keys asym_ecdh_p384 = {
	.evp = "EC",
	.private_form = "most significant byte first",
	.public_form = "uncompressed point (SEC 1)",
	.private =
	"099f3c7034d4a2c699884d73a375a67f7624ef7c6b3c0f160647b67414dce655"
	"e35b538041e649ee3faef896783ab194",
	.public =
	"04667842d7d180ac2cde6f74f37551f55755c7645c20ef73e31634fe72b4c55e"
	"e6de3ac808acb4bdb4c88732aee95f41aa9482ed1fc0eeb9cafc4984625ccfc2"
	"3f65032149e0e144ada024181535a0f38eeb9fcff3c2c947dae69b4c634573a8"
	"1c",
};

/* RFC 7748 6.1 */
const struct asym_keys asym_x25519 = {
	.evp = "X25519",
	.private_form = "as in RFC 7748",
	.public_form = "as in RFC 7748",
	.private =
	"77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
	.public =
	"8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
};

/* In every group, the one of RFC 5903 8.1. */
const struct asym_keys asym_ffdhe = {
	.evp = "DH",
	.private_form = "most significant byte first",
	.public_form = "most significant byte first",
	.private =
	"c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433",
};

const struct vector asym_vectors[] = {
	/* The signature of the next one, and what is in it. */
	{ .alg = "rsa", .source = "RFC 7515 A.2",
	  .in =
	  "702e218943e88fd11eb5d82dbf7845f34106ae1b81fff7731116add1717d8365"
	  "6d420afd3c96eedd73a2663e5166687b000b87226e0187ed1073f945e582adfc"
	  "ef16d85a798ee8c66ddb3db8975b17d09402beedd5d9d97007108db28160d5f8"
	  "040ca7445762b81fbe7ff9d92e0ae76f24f25b33bbe6f44ae61eb1040acb2004"
	  "4d3ef9128ed40130795bd4bd3b41eecad066ab651981fde48df77f372dc38b9f"
	  "afdd3befb18b5da3cc3c2eb02f9e3a41d612caad15911273a05f23b9e838faaf"
	  "849d698429ef5a1e88798236c3d40e604522a544c8f27a7a2db80663d16cf7ca"
	  "ea56de405cb2215a45b2c25566b55ac1a748a070dfc8a32a469543d019eefb47",
	  .out =
	  "0001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
	  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
	  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
	  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
	  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
	  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
	  "ffffffffffffffffffffffff003031300d060960864801650304020105000420"
	  "c88a34847b4ffb12a9326e540f144b3dcc4d5515f18701e7d6e0ee7866c9c705",
	},
	{ .alg = "rsa-sha256", .source = "RFC 7515 A.2",
	  .in =
	  "c88a34847b4ffb12a9326e540f144b3dcc4d5515f18701e7d6e0ee7866c9c705",
	  .out =
	  "702e218943e88fd11eb5d82dbf7845f34106ae1b81fff7731116add1717d8365"
	  "6d420afd3c96eedd73a2663e5166687b000b87226e0187ed1073f945e582adfc"
	  "ef16d85a798ee8c66ddb3db8975b17d09402beedd5d9d97007108db28160d5f8"
	  "040ca7445762b81fbe7ff9d92e0ae76f24f25b33bbe6f44ae61eb1040acb2004"
	  "4d3ef9128ed40130795bd4bd3b41eecad066ab651981fde48df77f372dc38b9f"
	  "afdd3befb18b5da3cc3c2eb02f9e3a41d612caad15911273a05f23b9e838faaf"
	  "849d698429ef5a1e88798236c3d40e604522a544c8f27a7a2db80663d16cf7ca"
	  "ea56de405cb2215a45b2c25566b55ac1a748a070dfc8a32a469543d019eefb47",
	},
	{ .alg = "ecdsa-p256", .source = "RFC 6979 A.2.5",
	  .in =
	  "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf",
	  .out =
	  "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0e"
	  "a84eaf3716022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff406"
	  "4dc4ab2f843acda8",
	},
	{ .alg = "ecdsa-p384", .source = "RFC 6979 A.2.6",
	  .in =
	  "9a9083505bc92276aec4be312696ef7bf3bf603f4bbd381196a029f340585312"
	  "313bca4a9b5b890efee42c77b1ee25fe",
	  .out =
	  "306602310094edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4"
	  "ea95ad133c81a648152e44acf96e36dd1e80fabe4602310099ef4aeb15f178ce"
	  "a1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e"
	  "7b82c71a38628ac8",
	},
	{ .alg = "ecdsa-p521", .source = "RFC 6979 A.2.7",
	  .in =
	  "39a5e04aaff7455d9850c605364f514c11324ce64016960d23d5dc57d3ffd8f4"
	  "9a739468ab8049bf18eef820cdb1ad6c9015f838556bc7fad4138b23fdf986c7",
	  .out =
	  "308187024200c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53"
	  "950e6d4c5f174e25a1ee9017b5d450606add152b534931d7d4e8455cc91f9b15"
	  "bf05ec36e377fa0241617cce7cf5064806c467f678d3b4080d6f1cc50af26ca2"
	  "09417308281b68af282623eaa63e5b5c0723d8b8c37ff0777b1a20f8ccb1dccc"
	  "43997f1ee0e44da4a67a",
	},
	{ .alg = "ecdh-p256", .source = "RFC 5903 8.1",
	  .in =
	  "04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf"
	  "6356fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872"
	  "ab",
	  .out =
	  "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de",
	},
	{ .alg = "ecdh-p384", .source = "RFC 5903 8.2",
	  .in =
	  "04e558dbef53eecde3d3fccfc1aea08a89a987475d12fd950d83cfa41732bc50"
	  "9d0d1ac43a0336def96fda41d0774a3571dcfbec7aacf3196472169e83843036"
	  "7f66eebe3c6e70c416dd5f0c68759dd1fff83fa40142209dff5eaad96db9e638"
	  "6c",
	  .out =
	  "11187331c279962d93d604243fd592cb9d0a926f422e47187521287e7156c5c4"
	  "d603135569b9e9d09cf5d4a270f59746",
	},
	{ .alg = "x25519", .source = "RFC 7748 6.1",
	  .in =
	  "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
	  .out =
	  "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
	},
	{}
};
