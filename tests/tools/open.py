#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Opens files that "cryptoctl enc" has sealed, written from the description of
the format in cryptoctl(1), without code of cryptoctl.

usage: open.py NAME...

NAME.key has a key; the text of each NAME.* goes to NAME.*.opened.
"""

import glob
import hmac
import struct
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import aead
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

AEADS = {50: aead.AESGCM, 51: aead.AESCCM, 200: aead.ChaCha20Poly1305}


def text_of(key, sealed):
    """The text of a sealed file."""
    header, rest = sealed[:80], sealed[80:]
    magic, version, key_len, alg, size, salt, check = struct.unpack(
        ">8sBBHI32s32s", header)
    assert (magic, version, key_len) == (b"CRYPTCTL", 1, len(key))
    derived = HKDF(hashes.SHA256(), key_len + 7 + 32, salt,
                   header[:16]).derive(key)
    assert hmac.compare_digest(derived[key_len + 7:], check)
    cipher = AEADS[alg](derived[:key_len])
    prefix = derived[key_len:key_len + 7]
    chunks = [rest[at:at + size + 16]
              for at in range(0, len(rest), size + 16)]
    text = b""
    for number, chunk in enumerate(chunks):
        nonce = prefix + struct.pack(">IB", number, number == len(chunks) - 1)
        text += cipher.decrypt(nonce, chunk, header)
    return text


for name in sys.argv[1:]:
    with open(name + ".key", encoding="ascii") as file:
        secret = bytes.fromhex(file.read())
    for path in glob.glob(name + ".*"):
        if path.endswith(".key"):
            continue
        with open(path, "rb") as file:
            opened = text_of(secret, file.read())
        with open(path + ".opened", "wb") as file:
            file.write(opened)
