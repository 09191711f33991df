#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0
"""Prints the tables of a benchmark.

usage: report.py [--check] [--some] RESULTS BUDGETS

Exits with 1 if a figure is missing or, with --check, if a budget is missed. With
--some, figures may be missing.
"""

import sys

import report_scale
import report_throughput
from results import Results, modelled
from tables import Budgets, count, ratio, table, times


def operations(results, budgets):
    """The table of operations; budgets are of one machine, None for another."""
    budgets = budgets or Budgets()
    rows = []
    wanted = [(op, size) for op, size in results.pairs("bare")]
    wanted += [pair for pair in results.pairs("dev")
               if "," in pair[0] and pair not in wanted]
    for op, size in wanted:
        raw = results.get(op, size)
        dev = results.modelled(op, size)
        af_alg = results.get(op, size, "af_alg")
        bare = results.get(op.split(",")[0], size, "bare")
        above = None if dev is None or bare is None else dev - bare
        limited = {"instructions": dev, "above": above,
                   "alone": ratio(dev, bare)}[budgets.unit(op, size)]
        rows.append([op, str(size), count(raw), count(dev), count(af_alg),
                     count(bare), times(ratio(af_alg, dev)), count(above),
                     budgets.verdict(op, size, limited)])
    table("Instructions per operation, src != dst, in whole pages",
          ["operation", "bytes", "/dev/crypto", "modelled", "AF_ALG",
           "kernel alone", "AF_ALG is", "above alone", "budget"], rows,
          "'kernel alone' is the transform without a system call or a copy;"
          "\n'modelled' counts a byte of a string copy as 1/16 of an instruction, and"
          "\nthe budgets are for it; 'AF_ALG is' the cost of AF_ALG as a multiple of"
          "\nit; 'above alone' is the cost that it adds to the transform.")


def drivers(results):
    if not results.algorithms():
        return
    print("\nServed by: " + ", ".join(
        f"{op} {results.texts[op]}" for op in results.algorithms()
        if op in results.texts))
    print("The cheapest calls: " + ", ".join(
        f"{op} {count(results.get(op, size, 'floor'))}"
        for op, size in results.pairs("floor")
        if not op.startswith("two-")))


def dialects(results, budgets):
    rows = []
    for op, size in results.pairs("freebsd"):
        linux = results.get(op, size)
        for by in ("freebsd", "netbsd"):
            cost = results.get(op, size, by)
            over = ratio(cost, linux)
            rows.append([op, str(size), by, count(cost), count(linux),
                         "-" if over is None else f"{over:.3f} x",
                         budgets.verdict(f"{op},{by}", size, over)])
    table("Instructions per CIOCCRYPT of the BSDs' dialects",
          ["operation", "bytes", "dialect", "cost", "Linux's", "of Linux's",
           "budget"], rows)


def openssl(results, budgets):
    rows = []
    for op, size in results.pairs("provider"):
        ioctl, provider, engine = (results.get(op, size, by)
                                   for by in ("ioctl", "provider", "engine"))
        over = ratio(provider, ioctl)
        rows.append([op, str(size), count(ioctl), count(provider), count(engine),
                     "-" if over is None else f"{over:.3f} x",
                     budgets.verdict(f"{op},provider", size, over)])
    table("Instructions per operation of libcrypto on the device",
          ["operation", "bytes", "ioctl", "provider", "engine",
           "provider / ioctl", "budget"], rows,
          "An operation of aes-128-cbc is an EVP_CipherUpdate(); one of"
          "\naes-128-gcm is a message with its IV and tag, which OpenSSL's"
          "\nengine does not have.")


def copying(results):
    rows = []
    sizes = [size for op, size in results.pairs("pin") if op == "copy-threshold"]
    for size in sizes:
        copy, pin = (results.get("copy-threshold", size, by)
                     for by in ("copy", "pin"))
        strings = 2 * size if size > 128 else 0
        cost = copy and modelled(copy, strings)
        rows.append([str(size), count(results.get("copy-threshold", size)),
                     count(copy), count(cost), count(pin),
                     times(ratio(cost, pin))])
    table("Instructions per aes-128-cbc operation: copy, or pin?",
          ["bytes", "as it is", "copied", "modelled", "pinned",
           "modelled / pinned"], rows,
          "'as it is' has the default of copy_bytes. The model has no caches and no"
          "\nhuge pages: in these, pinning costs less from the second page on.")


def padding(results, budgets):
    rows = []
    for op, size in results.pairs("least"):
        least, most = (results.get(op, size, by) for by in ("least", "most"))
        apart = most - least
        rows.append([op, str(size), count(least), count(most), count(apart),
                     budgets.verdict(op, size, apart)])
    table("Instructions to decrypt a TLS record of aes-128-cbc",
          ["mac", "bytes", "least", "most", "apart", "budget"], rows,
          "The records have valid paddings of each length, or a wrong byte in"
          "\nthe padding, its length or the mac. Each is compared with the same"
          "\nreference record, because the place of the kernel's memory makes a"
          "\ndifference too.")


def sessions(results, budgets):
    rows = []
    one = results.get("oldest-of-1", 16)
    for op, size in results.pairs("dev"):
        if not op.startswith("oldest-of-"):
            continue
        cost = results.get(op, size)
        over = ratio(cost, one)
        rows.append([op.replace("-", " "), str(size), count(cost),
                     times(over), budgets.verdict(op, size, over)])
    if rows:
        rows.append(["make and free one", "",
                     count(results.get("open+close", 0)), "", ""])
    table("Instructions per aes-128-cbc operation on one of many sessions",
          ["session", "bytes", "/dev/crypto", "of 1", "budget"], rows)


def threads(results, budgets):
    rows = []
    for op, size in results.pairs("dev"):
        if "-threads-" not in op:
            continue
        value = results.get(op, size)
        able = results.get("two-threads-getppid", size, "floor")
        rows.append([op.replace("-", " "), str(size), times(value),
                     times(able), budgets.verdict(op, size, value, able)])
    table("Rate of aes-128-cbc of several threads on two CPUs, as a multiple of one's"
          " (timed)",
          ["threads", "bytes", "/dev/crypto", "getppid()", "budget"], rows,
          "getppid(), with two threads, shows the most that this machine can reach"
          " now.")


def unwaited(results, budgets):
    batch = results.get("batch-of-64", 16)
    workers = results.get("one-thread-and-workers", 65536)
    able = results.get("two-threads-getppid", 4096, "floor")
    if batch is None and workers is None:
        return
    rows = [["one of a batch of 64, instructions", "16", count(batch),
             budgets.verdict("batch-of-64", 16, batch)],
            ["one thread with workers, as a multiple (timed)", "65536",
             times(workers), budgets.verdict("one-thread-and-workers", 65536,
                                             workers, able)]]
    table("aes-128-cbc with many requests in flight",
          ["requests", "bytes", "figure", "budget"], rows)


def report(results, budgets):
    if "kernel" in results.texts:
        print(f"Linux {results.texts['kernel']},",
              results.texts.get("mitigations") or "mitigations on")
    operations(results, budgets)
    drivers(results)
    dialects(results, budgets)
    openssl(results, budgets)
    copying(results)
    padding(results, budgets)
    sessions(results, budgets)
    report_scale.report(results, budgets)
    threads(results, budgets)
    unwaited(results, budgets)
    report_throughput.report(results, budgets)


def main(args):
    check, some = "--check" in args, "--some" in args
    results_path, budgets_path = [arg for arg in args if arg[:2] != "--"]
    budgets = Budgets(budgets_path)

    report(Results(results_path), budgets)
    arm64 = Results(results_path, "arm64")
    if arm64.figures:
        print(f"\narm64, Linux {arm64.texts.get('kernel')}:")
        operations(arm64, None)
        drivers(arm64)

    # Budgets that no table contains.
    if not some:
        for op, size in list(budgets.limits):
            print(budgets.verdict(op, size, None), op, size)
    counts = [(budgets.missed, "missed"), (budgets.unknown, "not measured"),
              (budgets.untold, "not decided: the machine is too busy")]
    print("\nBudgets:", ", ".join(f"{number} {what}" for number, what in counts
                                  if number) or "all met")
    return bool((budgets.unknown and not some) or (check and budgets.missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
