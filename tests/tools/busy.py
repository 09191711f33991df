#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Uses /dev/crypto by known amounts, while a test reads the usage.

usage: busy.py REQUESTS BYTES [FAILING]

Creates two SHA-256 sessions, computes REQUESTS digests of BYTES each, makes
FAILING more requests fail, prints "done", and keeps the device open until its
input ends. With REQUESTS of 0 it computes digests until it is killed.
"""

import ctypes
import fcntl
import sys

CRYPTO_SHA2_256 = 104


class SessionOp(ctypes.Structure):
    _fields_ = [("cipher", ctypes.c_uint32), ("mac", ctypes.c_uint32),
                ("keylen", ctypes.c_uint32), ("key", ctypes.c_void_p),
                ("mackeylen", ctypes.c_uint32), ("mackey", ctypes.c_void_p),
                ("ses", ctypes.c_uint32)]


class CryptOp(ctypes.Structure):
    _fields_ = [("ses", ctypes.c_uint32), ("op", ctypes.c_uint16),
                ("flags", ctypes.c_uint16), ("len", ctypes.c_uint32),
                ("src", ctypes.c_void_p), ("dst", ctypes.c_void_p),
                ("mac", ctypes.c_void_p), ("iv", ctypes.c_void_p)]


def iowr(number, structure):
    return 3 << 30 | ctypes.sizeof(structure) << 16 | ord("c") << 8 | number


CIOCGSESSION = iowr(102, SessionOp)
CIOCCRYPT = iowr(104, CryptOp)


def main(args):
    requests, size, failing = ([int(arg) for arg in args] + [0])[:3]
    digest = ctypes.create_string_buffer(32)
    text = ctypes.create_string_buffer(size)
    with open("/dev/crypto", "r+b", buffering=0) as device:
        for _ in range(2):
            session = SessionOp(mac=CRYPTO_SHA2_256)
            fcntl.ioctl(device, CIOCGSESSION, session)
        op = CryptOp(ses=session.ses, len=size, src=ctypes.addressof(text),
                     mac=ctypes.addressof(digest))
        for _ in range(requests):
            fcntl.ioctl(device, CIOCCRYPT, op)
        op.mac = 0
        for _ in range(failing):
            try:
                fcntl.ioctl(device, CIOCCRYPT, op)
            except OSError:
                pass
        print("done", flush=True)
        op.mac = ctypes.addressof(digest)
        while not requests:
            fcntl.ioctl(device, CIOCCRYPT, op)
        sys.stdin.read()


main(sys.argv[1:])
