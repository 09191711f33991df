#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0
"""Compares the table of doc/results.md with the measurements.

usage: results_table.py [--write] RESULTS README

Compares the table between "<!-- bench -->" and "<!-- /bench -->" with the
results, prints figures that differ by more than 3 %, and exits with 1 if there
are any. With --write, writes the table.
"""

import re
import sys

from results import Results

OPERATIONS = [
    ("null", 16), ("aes-128-cbc", 16), ("aes-128-cbc", 4096),
    ("aes-128-cbc", 65520), ("aes-256-ctr", 65520), ("aes-128-gcm", 16),
    ("aes-128-gcm", 65520), ("sha256", 16), ("hmac-sha256", 16),
    ("rsa-2048-public", 256), ("rsa-2048-private", 256),
]
BY = ["dev", "modelled", "af_alg", "bare"]
DRIFT = 0.03
TABLE = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.S)


def figures(results, operation, size):
    values = [results.modelled(operation, size) if by == "modelled" else
              results.get(operation, size, by) for by in BY]
    return ["" if value is None else f"{value:.0f}" for value in values]


def make_table(results):
    lines = ["| operation | bytes | /dev/crypto | modelled | AF_ALG | kernel alone |",
             "|---|---:|---:|---:|---:|---:|"]
    for operation, size in OPERATIONS:
        cells = [operation, str(size)] + figures(results, operation, size)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def differs(said, measured):
    if not said or not measured:
        return said != measured
    return abs(float(said) - float(measured)) > DRIFT * float(measured)


def compare(results, text):
    """Prints the figures of doc/results.md that differ, and returns their number."""
    wrong = 0
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")]
            for line in text.splitlines()[2:]]
    said = {(row[0], int(row[1])): row[2:] for row in rows}
    for operation, size in OPERATIONS:
        measured = figures(results, operation, size)
        for by, old, new in zip(BY, said.get((operation, size), [""] * len(BY)),
                                measured):
            if differs(old, new):
                print(f"doc/results.md: {operation} {size} {by} is {new or '-'},"
                      f" not {old or '-'}")
                wrong += 1
    return wrong


def main(args):
    write = args[:1] == ["--write"]
    results_path, readme_path = args[write:]
    results = Results(results_path)
    with open(readme_path, encoding="utf-8") as readme:
        text = readme.read()
    table = TABLE.search(text)
    if not table:
        sys.exit("doc/results.md has no table to compare with")
    if not write:
        return bool(compare(results, table.group()))
    with open(readme_path, "w", encoding="utf-8") as readme:
        readme.write(text[:table.start()] + make_table(results) +
                     text[table.end():])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
