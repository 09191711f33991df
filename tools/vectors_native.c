// SPDX-License-Identifier: GPL-2.0
/*
 * Known answers of the algorithms whose numbers only <crypto/cryptodev_native.h>
 * defines. Standards or the ciphers' authors have published the answers; if neither
 * has published a mode, its answers are from the kernel's self-tests.
 */
#include "vectors.h"

const struct vector native_vectors[] = {
	{ .alg = "des-ecb", .source = "FIPS 81 B",
	  .key = "0123456789abcdef",
	  .in = "4e6f77206973207468652074696d6520666f7220616c6c20",
	  .out = "3fa40e8a984d48156a271787ab8883f9893d51ec4b563b53",
	},
	{ .alg = "3des-ecb", .source = "SP 800-67 B.1",
	  .key = "0123456789abcdef23456789abcdef01456789abcdef0123",
	  .in = "54686520717566636b2062726f776e20666f78206a756d70",
	  .out = "a826fd8ce53b855fcce21c8112256fe668d5c05dd9b6b900",
	},
	{ .alg = "aes-cbc-cts", .source = "RFC 3962 B",
	  .key = "636869636b656e207465726979616b69",
	  .iv = "00000000000000000000000000000000",
	  .in = "4920776f756c64206c696b652074686520",
	  .out = "c6353568f2bf8cb4d8a580362da7ff7f97",
	},
	{ .alg = "aes-cbc-cts", .source = "RFC 3962 B",
	  .key = "636869636b656e207465726979616b69",
	  .iv = "00000000000000000000000000000000",
	  .in = "4920776f756c64206c696b65207468652047656e6572616c20476175277320",
	  .out =
	  "fc00783e0efdb2c1d445d4c8eff7ed2297687268d6ecccc0c07b25e25ecfe5",
	},
	{ .alg = "aes-cbc-cts", .source = "RFC 3962 B",
	  .key = "636869636b656e207465726979616b69",
	  .iv = "00000000000000000000000000000000",
	  .in =
	  "4920776f756c64206c696b65207468652047656e6572616c2047617527732043",
	  .out =
	  "39312523a78662d5be7fcbcc98ebf5a897687268d6ecccc0c07b25e25ecfe584",
	},
	{ .alg = "aes-cbc-cts", .source = "RFC 3962 B",
	  .key = "636869636b656e207465726979616b69",
	  .iv = "00000000000000000000000000000000",
	  .in =
	  "4920776f756c64206c696b65207468652047656e6572616c2047617527732043"
	  "6869636b656e2c20706c656173652c20616e6420776f6e746f6e20736f75702e",
	  .out =
	  "97687268d6ecccc0c07b25e25ecfe58439312523a78662d5be7fcbcc98ebf5a8"
	  "4807efe836ee89a526730dbc2f7bc8409dad8bbb96c4cdc03bc103e1a194bbd8",
	},
	{ .alg = "aes-hctr2", .source = "HCTR2 authors",
	  .key = "e115663c8dc63affef41d747a2cc8aba",
	  .iv =
	  "c3be2acbb53986f191ad6cf4de7445635c7ad5cc8b76ef0ecf2c606937fd0796",
	  .in = "6575aed3e2bc435cb31ad805c3d05629",
	  .out = "1191ea7458ccd5a2d0559e3dfe7fc8fe",
	},
	{ .alg = "aes-hctr2", .source = "HCTR2 authors",
	  .key = "59653b1d435ec0aeb89d9bdd2203bfca",
	  .iv =
	  "ec95fa5acf5ed293a3b5e5bef3017b01d1ca6c0682f0bd67d96ca4dcb4380f74",
	  .in =
	  "45df7587bc72ce55c9facbfc9f40822bc64f4f5b8b3b6d67a69362898c19f4e3"
	  "08929cc9472c6ed0a3022bdb2cf28d46cdb09d26634c406b7943e5ce42a8ec3b"
	  "5bd0eaa4e6db66557a76ecab7d2a2bbda9ab22641aa1ae84867967e9b250be12"
	  "2fb214f0db71d8a7418a88a06a6e9d2afa11374032094c47410731853da8f764",
	  .out =
	  "2d4b9f93ca5a482601cc54e4315012f049ff594268bd878f9e6296cdb92457a4"
	  "0b7bf52e0ea86507ab05d5cae79c6c345d4234a462e975483d9e8ffa42e97508"
	  "4e54912bbd110f8ef082f524f1c4fcae42547fce15a8b233c086b62be844ce1f"
	  "685766946eadebf330f811bd6000c6d54c81f1202b4a5b99793bc95c7423e65d",
	},
	{ .alg = "aes-hctr2", .source = "HCTR2 authors",
	  .key = "24f6e162e5af99da84ec41b0a30bd5a8a03e7ba6dd6c8fa8",
	  .iv =
	  "7f80246232ddab66f2872924ecd24b9f0c3352d9e0cc6ee490854397c4621433",
	  .in = "ef58e77fa9d9b8d7a2919707279ebae8aa",
	  .out = "d7c38191f24017733e3b1c2a8e119c17f1",
	},
	{ .alg = "aes-hctr2", .source = "HCTR2 authors",
	  .key =
	  "362b5797f85dcd995f1a5a441d920f27cc16d72b856399d3ba96a1dbd26068da",
	  .iv =
	  "ef5869b12c5e9a4724c1b169e112938f433d6d00db5ed8d9129afed9ff2daac4",
	  .in = "5ea8681985981223260accdb0a04b9df4db3487bb0e3c819435a4606942df2",
	  .out =
	  "dbfdc803d0ecc1febd6437b88243624e7e54a3e224a727e8a4d5b36cb226b4",
	},
	{ .alg = "adiantum", .source = "Adiantum authors",
	  .key =
	  "9eebb2493c1cf5f46a99c2c4dfb1f4dd752057ea2c4fcdb2a53d7b491eabfd0f",
	  .iv =
	  "df63d4abd249f3d8338137607dfa7308d8496d80e82f6254eb0ea9395b457f8a",
	  .in = "67c9f23084418e43fbf3b33e79367fe8",
	  .out = "6d32861867860f3f967c9d280d53ec9f",
	},
	{ .alg = "adiantum", .source = "Adiantum authors",
	  .key =
	  "362b5797f85dcd995f1a5a441d920f27cc16d72b856399d3ba96a1dbd26068da",
	  .iv =
	  "ef5869b12c5e9a4724c1b169e112938f433d6d00db5ed8d9129afed9ff2daac4",
	  .in = "5ea8681985981223260accdb0a04b9df4db3487bb0e3c819435a4606942df2",
	  .out =
	  "c7c6f1738fc4ff4a39be78be8d28c8894663e70c7d87e84ec9187bbe186050",
	},
	{ .alg = "adiantum", .source = "Adiantum authors",
	  .key =
	  "a52824341a3cd8f705918fee851f357f803dfc9b94f6fc9e190900a904314f11",
	  .iv =
	  "a1ba4995ff346db8cd875d5efdea85db8a7b5eb25d57dd62aca98c41429475b7",
	  .in =
	  "69b4e88c37e86782f1ec5d04e5149113dff2871b69811d71709e9c3bde497011"
	  "a0a3db0d544f6669d7db80a7709268ce81042cc6abaee56015e96fefaa8fa7a7"
	  "638ff2f077f1a8eae1b71f9eab9e4b3f07875b6fcda8afb9fa700b52b8a8a79e"
	  "075fa60eb39b791379c33e8d1c2c68c8511d3c7b7d79772a5665c5542328b003",
	  .out =
	  "9e16abed4ba7425ac6fb4e76ffbe03a00fe3adbae4982b0e2148a0b865482748"
	  "845454b29a947be64b29e9cf0591801a3af34196851d9f74515663fa7c288549"
	  "f72ff9f21846f53380a33cceb25793f5aebda9f57b30c49366e0307716e4a031"
	  "ba70bc6813f5b09ac1fc7efe55805c4874a6aaa3acdcc2f58dde34867860758d",
	},
	{ .alg = "sm4-ecb", .source = "GB/T 32907 A.1",
	  .key = "0123456789abcdeffedcba9876543210",
	  .in = "0123456789abcdeffedcba9876543210",
	  .out = "681edf34d206965e86b3e94f536e4246",
	},
	{ .alg = "sm4-ecb", .source = "draft-ribose-cfrg-sm4 A.2.1",
	  .key = "0123456789abcdeffedcba9876543210",
	  .in =
	  "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb",
	  .out =
	  "5ec8143de509cff7b5179f8f474b86192f1d305a7fb17df985f81c8482192304",
	},
	{ .alg = "sm4-cbc", .source = "draft-ribose-cfrg-sm4 A.2.2",
	  .key = "0123456789abcdeffedcba9876543210",
	  .iv = "000102030405060708090a0b0c0d0e0f",
	  .in =
	  "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb",
	  .out =
	  "78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d",
	},
	{ .alg = "sm4-ctr", .source = "draft-ribose-cfrg-sm4 A.2.5",
	  .key = "0123456789abcdeffedcba9876543210",
	  .iv = "000102030405060708090a0b0c0d0e0f",
	  .in =
	  "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
	  "eeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb",
	  .out =
	  "ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7"
	  "f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514",
	},
	{ .alg = "sm4-xts", .source = "Linux testmgr.h",
	  .key =
	  "1111111111111111111111111111111122222222222222222222222222222222",
	  .iv = "33333333330000000000000000000000",
	  .in =
	  "4444444444444444444444444444444444444444444444444444444444444444",
	  .out =
	  "a74d726c11196a32be04e001ff29d0c7932f9f3ec29bfcb64dd17f63cbd3ea31",
	},
	{ .alg = "sm4-gcm", .source = "RFC 8998 A.1",
	  .key = "0123456789abcdeffedcba9876543210",
	  .iv = "00001234567800000000abcd",
	  .aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
	  .in =
	  "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
	  "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
	  .out =
	  "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
	  "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
	  "83de3541e4c2b58177e065a9bf7b62ec",
	},
	{ .alg = "sm4-ccm", .source = "RFC 8998 A.2",
	  .key = "0123456789abcdeffedcba9876543210",
	  .iv = "00001234567800000000abcd",
	  .aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2",
	  .in =
	  "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
	  "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
	  .out =
	  "48af93501fa62adbcd414cce6034d895dda1bf8f132f042098661572e7483094"
	  "fd12e518ce062c98acee28d95df4416bed31a2f04476c18bb40c84a74b97dc5b"
	  "16842d4fa186f56ab33256971fa110f4",
	},
	{ .alg = "aria-ecb", .source = "RFC 5794 A",
	  .key = "000102030405060708090a0b0c0d0e0f",
	  .in = "00112233445566778899aabbccddeeff",
	  .out = "d718fbd6ab644c739da95f3be6451778",
	},
	{ .alg = "aria-ecb", .source = "RFC 5794 A",
	  .key = "000102030405060708090a0b0c0d0e0f1011121314151617",
	  .in = "00112233445566778899aabbccddeeff",
	  .out = "26449c1805dbe7aa25a468ce263a9e79",
	},
	{ .alg = "aria-ecb", .source = "RFC 5794 A",
	  .key =
	  "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
	  .in = "00112233445566778899aabbccddeeff",
	  .out = "f92bd7c79fb72e2f2b8f80c1972d24fc",
	},
	{ .alg = "aria-cbc", .source = "KISA",
	  .key = "c1198a7bc9af00b3923cd7ede776c598",
	  .iv = "ca62821a5bb1cfc1fb50b7fcb03b15cb",
	  .in =
	  "cb925674c9ee807878f573c55b2c702d4e0dd7176d5a357433b07df5df5f967b"
	  "1c7916d0e0294e949546867a772889b43dbb65abfbd16cf447bd7e7f9b1d8b12",
	  .out =
	  "69d256dfa81a97bd69b5bb6b291d5f0fdf5f63c0830bd7b1312dbf73e1e55d0e"
	  "0c8dc48aa9bd5fc7b561a02b90641aded2e161b9cef40b1c9c43696db2329844",
	},
	{ .alg = "aria-cbc", .source = "KISA",
	  .key =
	  "7f92d506306bc02387a88e6dc7c5d7f15fce89b3d57f7ff0fdab56a66eda7c57",
	  .iv = "36368909cda8d391483e3c11cfd04fc0",
	  .in = "51e38ce976cdff37d61a182f682fb6fe",
	  .out = "0531466db8f4926446fd0d966001d794",
	},
	{ .alg = "aria-ctr", .source = "KISA",
	  .key = "8ee55fe23980f52b77b5ca90da1d2217",
	  .iv = "d9a05780c8967086072cf4617909018f",
	  .in =
	  "373298d4862b3b800760baf02ec34a57f5b5d7bfd22a9b4ae608f0be77d16240"
	  "a082096047bb1656501fab8b10fef05c0532631ac4466f5532de415af752d7fa",
	  .out =
	  "293155d2e50b8139f9bc63e2fa2699dede189368817b0a4df603e1eef90e1fe8"
	  "a8808146dc24433ffffe8c3e170a6da2475562a0034e4867a264c09b6ca4fd6a",
	},
	{ .alg = "aria-ctr", .source = "KISA",
	  .key =
	  "9c5dd76636fa0220996162860f432e05258bfbf1ae4cde180bf8d09daad45604",
	  .iv = "cda861898dbb72b61efe0334548823e2",
	  .in =
	  "66426024f3e4e97e4220f461ce1c5e44022691f741a4ab342949dd78198f1010"
	  "f061cf77181761dfc4a8350e751b846bc33f31595a9cf4c343a9b7f8654040ba",
	  .out =
	  "b641558feb161e4c81a0856cf007a52a1991ed3ed6308cca5d0f58cad28aaca2"
	  "2b864fb5854dac6de5391b0223894e4f0200e81b4085212bc6b198ed70b3f8c3",
	},
	{ .alg = "aria-gcm", .source = "KISA",
	  .key = "e91e5e75da65554a48181f3846349562",
	  .iv = "000020e8f5eb00000000315e",
	  .aad = "8008315ebf2e6fe020e8f5eb",
	  .in =
	  "f57af5fd4ae19562976ec57a5a7ad55a5af5c5e5c5fdf5c55ad57a4a7272d572"
	  "62e9729566ed66e97ac54a4a5a7ad5e15ae5fdd5fd5ac5d56ae56ad5c572d54a"
	  "e54ac55a956afd6aed5a4ac562957a9516991691d572fd14e97ae962ed7a9f4a"
	  "955af572e162f57a956666e17ae1f54a95f566d54a66e16e4afd6a9f7ae1c5c5"
	  "5ae5d56afde916c5e94a6ec56695e14afde1148416e94ad57ac5146ed59d1cc5",
	  .out =
	  "4d8a9a0675550c704b17d8c9ddc81a5cd6f7da34f2fe1b3db7cb3dfb9697102e"
	  "a0f3c1fc2dbc873d44bceeae8e4442974ba21ff6789d3272613fb9631a7cf3f1"
	  "4bacbeb421633a90ffbe58c2fa6bdca534f10d0de0502ce1d531b6336e588782"
	  "78531e5c22bc6c85bbd784d78d9e680aa19031aaf89101d669d7a3965c1f7e16"
	  "229d7463e0535f4e253f5d18187d40b8ae0f564bd970b5e7e2adfb211e89a953"
	  "5abace3f37f5a736f4be984bbffbedc1",
	},
	{ .alg = "aria-gcm", .source = "KISA",
	  .key =
	  "0c5ffd37a11edc42c325287fc0604f2e3e8cd5671a00fe3216aa5eb105783b54",
	  .iv = "000020e8f5eb00000000315e",
	  .aad = "8008315ebf2e6fe020e8f5eb",
	  .in =
	  "f57af5fd4ae19562976ec57a5a7ad55a5af5c5e5c5fdf5c55ad57a4a7272d572"
	  "62e9729566ed66e97ac54a4a5a7ad5e15ae5fdd5fd5ac5d56ae56ad5c572d54a"
	  "e54ac55a956afd6aed5a4ac562957a9516991691d572fd14e97ae962ed7a9f4a"
	  "955af572e162f57a956666e17ae1f54a95f566d54a66e16e4afd6a9f7ae1c5c5"
	  "5ae5d56afde916c5e94a6ec56695e14afde1148416e94ad57ac5146ed59d1cc5",
	  .out =
	  "6f9e4bcbc8c85fc0128fb1e4a0a20cb9932ff74581f54fc013dd054b19f99371"
	  "425b352d97d3f337b90b63d1b082adeeea9d2d7391897d591b985e55fb50cb53"
	  "50cf7d38dc27dda127c078a149c8eb98083d66363a46e3726af217d3a00275ad"
	  "5bf772c7610ea4c23006878f0ee69a8397703169a419303f40b72e4573714d19"
	  "e2697df61e7c7252e5abc6bade876ac4961bfac4d5e867afca351a48aed52822"
	  "e210d6ced2cf430ff841472915e7ef48",
	},
	{ .alg = "serpent-cbc", .source = "Linux testmgr.h",
	  .key =
	  "85623f1cf9d61cf9d6b3906d4a906d4a2704e12704e1be9b78be9b7855320f55",
	  .iv = "e22489ee53b81d5fc4298ef3359aff64",
	  .in =
	  "56ed841b8f26bd31c85ff66a01980ca33ad145dc730a7e15ac20b74ee559f087"
	  "1e9229c034cb62f96d049b0fa63dd448df760d8118af23ba51e85cf38a21952c"
	  "c337ce65fc70079e12a940d74be27910841bb226bd54eb5ff68d01982fc63ad1",
	  .out =
	  "80cf11411ab94b9cffb76ceaf0af776e7175959d4e1ccfad8134e98fae5a911c"
	  "3863357e79180ae8670676d5ff222fdab62d5713b63cbc97fe537535977f51ea"
	  "df5de89dccd9aee76267ff04c218225f2e06c1e226cdc61ee52c4e8723ddf041",
	},
	{ .alg = "serpent-ctr", .source = "Linux testmgr.h",
	  .key =
	  "85623f1cf9d61cf9d6b3906d4a906d4a2704e12704e1be9b78be9b7855320f55",
	  .iv = "e22489ee53b81d5fc4298ef3359aff64",
	  .in =
	  "56ed841b8f26bd31c85ff66a01980ca33ad145dc730a7e15ac20b74ee559f087"
	  "1e9229c034cb62f96d049b0fa63dd448df760d8118af23ba51e85cf38a21952c"
	  "c337ce65fc70079e12a940d74be27910841bb226bd54eb5ff68d01982fc63ad1",
	  .out =
	  "8468ecf21c8820ca3769e33a2285484670aa25b4cd8b044e8d152b98df7b6db9"
	  "e04a730065b61a0d5c60df34dc604cdfb51f268cdac111a880fa377a89aaae7b"
	  "926eb9dcc9624f880a5d972f6bac037c22f6555afa35a517a15c5e2b632db991",
	},
	{ .alg = "serpent-xts", .source = "Linux testmgr.h",
	  .key =
	  "1111111111111111111111111111111122222222222222222222222222222222",
	  .iv = "33333333330000000000000000000000",
	  .in =
	  "4444444444444444444444444444444444444444444444444444444444444444",
	  .out =
	  "1a0a095fcd070798418612afb3d76813ed81cd0687431abb133dd61e2be177be",
	},
	{ .alg = "serpent-xts", .source = "Linux testmgr.h",
	  .key =
	  "2718281828459045235360287471352662497757247093699959574966967627"
	  "3141592653589793238462643383279502884197169399375105820974944592",
	  .iv = "ff000000000000000000000000000000",
	  .in =
	  "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	  "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
	  "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f",
	  .out =
	  "2bc9b46b1094a932aab020c6443d741f7501a7f6f5f7621b801b82cb0159917f"
	  "803a98f0d2cac4c334fde611f933451248c58c25f1c5c523d344b473d504c0b7"
	  "ca2ff5cdc5b4ddb0f460e8fbc69cc578cdec7ddc199c7264630b382e76dd2d36",
	},
	{ .alg = "twofish-cbc", .source = "Linux testmgr.h",
	  .key = "00000000000000000000000000000000",
	  .iv = "00000000000000000000000000000000",
	  .in =
	  "0000000000000000000000000000000000000000000000000000000000000000"
	  "00000000000000000000000000000000",
	  .out =
	  "9f589f5cf6122c32b6bfec2f2ae8c35ad491db16e7b1c39e86cb086b789f5419"
	  "05ef8c61a811582634ba5cb7106aa641",
	},
	{ .alg = "twofish-cbc", .source = "Linux testmgr.h",
	  .key =
	  "85623f1cf9d61cf9d6b3906d4a906d4a2704e12704e1be9b78be9b7855320f55",
	  .iv = "e22489ee53b81d5fc4298ef3359aff64",
	  .in =
	  "56ed841b8f26bd31c85ff66a01980ca33ad145dc730a7e15ac20b74ee559f087"
	  "1e9229c034cb62f96d049b0fa63dd448df760d8118af23ba51e85cf38a21952c"
	  "c337ce65fc70079e12a940d74be27910841bb226bd54eb5ff68d01982fc63ad1",
	  .out =
	  "c8fff253a62709d13338c2c00c147eb5261b050c05123fc0f91c022840966fd0"
	  "3d32dfda56006eee5b2a729dc24d19bc8c53fa876fdd81a3b1d34465dfe76338"
	  "4afcdcec3f268eb843fcfe18b5116d31818b0d75f680ec8404b9e60963ed39db",
	},
	{ .alg = "twofish-ctr", .source = "Linux testmgr.h",
	  .key =
	  "85623f1cf9d61cf9d6b3906d4a906d4a2704e12704e1be9b78be9b7855320f55",
	  .iv = "e22489ee53b81d5fc4298ef3359aff64",
	  .in =
	  "56ed841b8f26bd31c85ff66a01980ca33ad145dc730a7e15ac20b74ee559f087"
	  "1e9229c034cb62f96d049b0fa63dd448df760d8118af23ba51e85cf38a21952c"
	  "c337ce65fc70079e12a940d74be27910841bb226bd54eb5ff68d01982fc63ad1",
	  .out =
	  "dfdd69fab02efdfe709ec54bc9d4a130269b89a1ee43e05255174ec70e331ff1"
	  "9f8d409f24fd92a0bc8f35dd6738d8aacff848cafbe45c600141211238ab524f"
	  "a85720e0216a170d0ef98e4942003c9414c0d08d8a98eb29ecae9644c03c48dc",
	},
	{ .alg = "twofish-xts", .source = "Linux testmgr.h",
	  .key =
	  "1111111111111111111111111111111122222222222222222222222222222222",
	  .iv = "33333333330000000000000000000000",
	  .in =
	  "4444444444444444444444444444444444444444444444444444444444444444",
	  .out =
	  "570e8fe52a35614f32d3bd360515442c5806f7f800a8b6d5c62892dbd834a2e9",
	},
	{ .alg = "twofish-xts", .source = "Linux testmgr.h",
	  .key =
	  "2718281828459045235360287471352662497757247093699959574966967627"
	  "3141592653589793238462643383279502884197169399375105820974944592",
	  .iv = "ff000000000000000000000000000000",
	  .in =
	  "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	  "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
	  "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f",
	  .out =
	  "d74b937d13a2a2e135397188761ec9ea86adf314483d5ee9e92db25659359dec"
	  "84fa7e9d6d33368fcef4a9210b5f96eccbf95768338839bf2fbb5903bd668b11"
	  "1165512eb86705d127115cd4cc97c2b3a955af0756d1dcf585dc46e6f024eb93",
	},
	{ .alg = "sha3-224", .source = "FIPS 202 example",
	  .in = "616263",
	  .out = "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
	},
	{ .alg = "sha3-256", .source = "FIPS 202 example",
	  .in = "616263",
	  .out =
	  "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
	},
	{ .alg = "sha3-384", .source = "FIPS 202 example",
	  .in = "616263",
	  .out =
	  "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b2"
	  "98d88cea927ac7f539f1edf228376d25",
	},
	{ .alg = "sha3-512", .source = "FIPS 202 example",
	  .in = "616263",
	  .out =
	  "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e"
	  "10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
	},
	{ .alg = "hmac-sha3-224", .source = "Linux testmgr.h",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out = "7fdb8dd88bd2f60d1b798634ad386811c2cfc85bfaf5d52bbace5e66",
	},
	{ .alg = "hmac-sha3-224", .source = "Linux testmgr.h",
	  .key =
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	  "aaaaaa",
	  .in =
	  "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a"
	  "65204b6579202d2048617368204b6579204669727374",
	  .out = "b4a1f04c00287a9b7f6075b313d279b833bc8f75124352d05fb9995f",
	},
	{ .alg = "hmac-sha3-256", .source = "Linux testmgr.h",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out =
	  "c7d4072e788877ae3596bbb0da73b887c9171f93095b294ae857fbe2645e1ba5",
	},
	{ .alg = "hmac-sha3-256", .source = "Linux testmgr.h",
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
	  "ed73a374b96c005235f948032f09674a58c0ce555cfc1f223b02356560312c3b",
	},
	{ .alg = "hmac-sha3-384", .source = "Linux testmgr.h",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out =
	  "f1101f8cbf9766fd6764d2ed61903f21ca9b18f57cf3e1a23ca13508a93243ce"
	  "48c045dc007f26a21b3f5e0e9df4c20a",
	},
	{ .alg = "hmac-sha3-384", .source = "Linux testmgr.h",
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
	  "0fc19513bf6bd878037016706a0e57bc528139836b9a42c3d419e498e0e1fb96"
	  "16fd669138d33a1105e07c72b6953bcc",
	},
	{ .alg = "hmac-sha3-512", .source = "Linux testmgr.h",
	  .key = "4a656665",
	  .in = "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	  .out =
	  "5a4bfeab6166427c7a3647b747292b8384537cdb89afb3bf5665e4c5e709350b"
	  "287baec921fd7ca0ee7a0c31d022a95e1fc92ba9d77df883960275beb4e62024",
	},
	{ .alg = "hmac-sha3-512", .source = "Linux testmgr.h",
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
	  "00f751a9e50695b090ed6911a4b65524951cdc15a73a5d58bb55215ea2cd839a"
	  "c79d2b44a39bafab27e83fde9e11f6340b11d991b1b91bf2eee7fc872426c3a4",
	},
	{ .alg = "sm3", .source = "GB/T 32905 A.1",
	  .in = "616263",
	  .out =
	  "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
	},
	{ .alg = "sm3", .source = "GB/T 32905 A.2",
	  .in =
	  "6162636461626364616263646162636461626364616263646162636461626364"
	  "6162636461626364616263646162636461626364616263646162636461626364",
	  .out =
	  "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
	},
	{ .alg = "hmac-sm3", .source = "GM/T 0042 D.3",
	  .key =
	  "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
	  .in =
	  "6162636462636465636465666465666765666768666768696768696a68696a6b"
	  "696a6b6c6a6b6c6d6b6c6d6e6c6d6e6f6d6e6f706e6f70716162636462636465"
	  "636465666465666765666768666768696768696a68696a6b696a6b6c6a6b6c6d"
	  "6b6c6d6e6c6d6e6f6d6e6f706e6f7071",
	  .out =
	  "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a",
	},
	{ .alg = "hmac-sm3", .source = "GM/T 0042 D.3",
	  .key =
	  "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
	  "2122232425",
	  .in =
	  "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
	  "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
	  .out =
	  "220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae",
	},
	{ .alg = "streebog-256", .source = "RFC 6986 10.1",
	  .in =
	  "3031323334353637383930313233343536373839303132333435363738393031"
	  "32333435363738393031323334353637383930313233343536373839303132",
	  .out =
	  "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500",
	},
	{ .alg = "streebog-256", .source = "RFC 6986 10.2",
	  .in =
	  "d1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20"
	  "f120eceef0ff20f1f2f0e5ebe0ece820ede020f5f0e0e1f0fbff20efebfaeafb"
	  "20c8e3eef0e5e2fb",
	  .out =
	  "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50",
	},
	{ .alg = "hmac-streebog-256", .source = "RFC 7836 A",
	  .key =
	  "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
	  .in = "0126bdb87800af214341456563780100",
	  .out =
	  "a1aa5f7de402d7b3d323f2991c8d4534013137010a83754fd0af6d7cd4922ed9",
	},
	{ .alg = "streebog-512", .source = "RFC 6986 10.1",
	  .in =
	  "3031323334353637383930313233343536373839303132333435363738393031"
	  "32333435363738393031323334353637383930313233343536373839303132",
	  .out =
	  "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
	  "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48",
	},
	{ .alg = "streebog-512", .source = "RFC 6986 10.2",
	  .in =
	  "d1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20"
	  "f120eceef0ff20f1f2f0e5ebe0ece820ede020f5f0e0e1f0fbff20efebfaeafb"
	  "20c8e3eef0e5e2fb",
	  .out =
	  "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
	  "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28",
	},
	{ .alg = "hmac-streebog-512", .source = "RFC 7836 A",
	  .key =
	  "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
	  .in = "0126bdb87800af214341456563780100",
	  .out =
	  "a59bab22ecae19c65fbde6e5f4e9f5d8549d31f037f9df9b905500e171923a77"
	  "3d5f1530f2ed7e964cb2eedc29e9ad2f3afe93b2814f79f5000ffc0366c251e6",
	},
	{}
};
