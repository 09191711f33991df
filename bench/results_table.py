#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0
"""Compares the tables of doc/results.md with the measurements.

usage: results_table.py [--write] RESULTS README

A table is between "<!-- NAME -->" and "<!-- /NAME -->". Compares those whose
figures do not depend on the machine, prints figures that differ by more than 3 %,
and exits with 1 if there are any. With --write, writes all tables that the results
have figures for.
"""

import re
import sys

import report_scale
import report_throughput
from results import Results

OPERATIONS = [
    ("null", 16), ("aes-128-cbc", 16), ("aes-128-cbc", 4096),
    ("aes-128-cbc", 65520), ("aes-256-ctr", 65520), ("aes-128-gcm", 16),
    ("aes-128-gcm", 65520), ("sha256", 16), ("hmac-sha256", 16),
    ("rsa-2048-public", 256), ("rsa-2048-private", 256),
]
COLUMNS = {"dev": "/dev/crypto", "modelled": "modelled", "af_alg": "AF_ALG",
           "bare": "kernel alone"}
DRIFT = 0.03


def number(value):
    return "" if value is None else f"{value:.0f}"


def figure(results, operation, size, by):
    return number(results.modelled(operation, size) if by == "modelled" else
                  results.get(operation, size, by))


def operation_rows(results, columns):
    if not results.algorithms():
        return []
    return [[operation, str(size)] +
            [figure(results, operation, size, by) for by in columns]
            for operation, size in OPERATIONS]


def memory_rows(results):
    return [[alg, f"`{driver}`"] + [number(value) for value in values]
            for alg, driver, *values in report_scale.memories(results)]


def scale_rows(results):
    return [[text, number(cost), f"{over:.2f}" if over else "", number(memory)]
            for _, text, cost, over, memory in report_scale.costs(results)]


def throughput_rows(results, device):
    return [[path, str(depth), number(rate)] +
            [report_throughput.microseconds(value) for value in times]
            for _, path, depth, rate, *times in
            report_throughput.rows(results, device)]


class Table:
    """A table of doc/results.md: its name, heads, and rows of cells.

    The first @keys cells of a row name it. A table with @compare has figures that
    do not depend on the machine.
    """

    def __init__(self, name, heads, rows, keys, compare=True):
        self.name = name
        self.heads = heads
        self.rows = rows
        self.keys = keys
        self.compare = compare

    def text(self):
        align = ["---:" if self.is_number(i) else "---"
                 for i in range(len(self.heads))]
        lines = [f"| {' | '.join(self.heads)} |", f"|{'|'.join(align)}|"]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        return "\n".join(lines) + "\n"

    def is_number(self, column):
        return all(re.fullmatch("[0-9.]*", row[column]) for row in self.rows)

    def differences(self, text):
        """Prints the figures of a table that differ, and returns their number."""
        wrong = 0
        said = [[cell.strip() for cell in line.strip("|\n").split("|")]
                for line in text.splitlines()[2:]]
        said = {tuple(row[:self.keys]): row[self.keys:] for row in said}
        for row in self.rows:
            name, cells = tuple(row[:self.keys]), row[self.keys:]
            for head, old, new in zip(self.heads[self.keys:],
                                      said.get(name, [""] * len(cells)), cells):
                if differs(old, new):
                    print(f"doc/results.md: {' '.join(name)}, {head}: is "
                          f"{new or '-'}, not {old or '-'}")
                    wrong += 1
        return wrong


def differs(said, measured):
    if not said or not measured:
        return said != measured
    return abs(float(said) - float(measured)) > DRIFT * float(measured)


def tables(path):
    results = Results(path)
    # The emulator counts the copies of arm64 as its CPUs execute them.
    no_model = {by: head for by, head in COLUMNS.items() if by != "modelled"}
    depths = ["path", "in flight", "requests per second", "CPU, µs", "p50, µs",
              "p99, µs"]

    for name, machine, columns in (("bench", "", COLUMNS),
                                   ("arm64", "arm64", no_model)):
        yield Table(name, ["operation", "bytes"] + list(columns.values()),
                    operation_rows(Results(path, machine), columns), 2)
    yield Table("memory", ["algorithm", "driver", "module", "after use",
                           "charged for", "crypto API"],
                memory_rows(results), 2)
    yield Table("scale", ["operation", "instructions", "of one",
                          "bytes per session"],
                scale_rows(results), 1)
    yield Table("accel", depths, throughput_rows(results, "accel"), 2, False)
    yield Table("virtio", depths, throughput_rows(results, "virtio"), 2, False)


def place(name):
    """The expression that finds a table."""
    return re.compile(f"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.S)


def main(args):
    write = args[:1] == ["--write"]
    results_path, readme_path = args[write:]
    wrong = 0

    with open(readme_path, encoding="utf-8") as readme:
        text = readme.read()
    for table in tables(results_path):
        found = place(table.name).search(text)
        if not found:
            sys.exit(f"doc/results.md has no table {table.name}")
        if write and table.rows:
            text = text[:found.start()] + table.text() + text[found.end():]
        elif table.compare:
            wrong += table.differences(found.group())
    if write:
        with open(readme_path, "w", encoding="utf-8") as readme:
            readme.write(text)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
