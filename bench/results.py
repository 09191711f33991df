# SPDX-License-Identifier: GPL-2.0
"""Reads results.tsv."""

import collections

Figure = collections.namedtuple("Figure", "unit value")


# The emulator counts a string copy once per byte. A CPU copies 16 bytes and more in
# the time of an instruction.
STRING_COST = 1 / 16


def modelled(raw, copied):
    """The cost of so many instructions if string copies cost less."""
    return raw - copied * (1 - STRING_COST)


class Results:
    """Figures by operation, bytes and implementation, of one machine.

    The implementation of a figure of another machine has its name behind an "@".
    """

    def __init__(self, path, machine=""):
        self.machine = machine
        self.figures = {}
        self.texts = {}
        with open(path, encoding="ascii") as lines:
            for line in lines:
                self._add(*line.rstrip("\n").split("\t"))

    def _add(self, operation, size, by, unit, value):
        by, _, machine = by.partition("@")
        if machine != self.machine:
            return
        if unit in ("driver", "text"):
            self.texts[operation] = value
        else:
            key = (operation, int(size), by)
            self.figures[key] = Figure(unit, float(value))

    def get(self, operation, size, by="dev"):
        """The value, or None if it was not measured."""
        figure = self.figures.get((operation, size, by))
        return figure and figure.value

    def copied(self, operation, size):
        """Bytes that string instructions copy for the module."""
        return self.get(operation, size, "copied") or 0

    def modelled(self, operation, size):
        """The modelled cost on /dev/crypto, or None if it was not measured."""
        raw = self.get(operation, size)
        return raw and modelled(raw, self.copied(operation, size))

    def pairs(self, by):
        """The operations and sizes of an implementation, in order."""
        return [(op, size) for op, size, who in self.figures if who == by]

    def depths(self, device, by, what=""):
        """A device's figures by requests in flight: depth, value.

        Rates, or "cpu", "p50" or "p99" in microseconds.
        """
        end = "," + what if what else ""
        start = device + "-"
        return [(int(op[len(start):len(op) - len(end)]), self.get(op, size, by))
                for op, size in self.pairs(by)
                if op.startswith(start) and op.endswith(end) and
                bool(what) == ("," in op)]

    def algorithms(self):
        """The algorithms that have a bare transform, in order."""
        return list(dict.fromkeys(op for op, _ in self.pairs("bare")))
