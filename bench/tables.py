# SPDX-License-Identifier: GPL-2.0
"""Prints tables of figures with their budgets."""


class Budgets:
    """Limits by operation and bytes."""

    def __init__(self, path=None):
        self.limits = {}
        self.missed = 0
        self.unknown = 0
        self.untold = 0
        if path:
            self._read(path)

    def _read(self, path):
        with open(path, encoding="ascii") as lines:
            for line in lines:
                words = line.split("#")[0].split()
                if words:
                    op, size, sign, value, unit = words
                    self.limits[op, int(size)] = (sign, float(value), unit)

    def unit(self, operation, size):
        """The unit of a limit; instructions if there is none."""
        return self.limits.get((operation, size), ("", 0, "instructions"))[2]

    def verdict(self, operation, size, value, able=None):
        """The limit, and whether the value meets it, as text.

        A value below the limit proves nothing if the best value that this
        machine can reach is below the limit too.
        """
        if (operation, size) not in self.limits:
            return ""
        sign, limit, unit = self.limits.pop((operation, size))
        text = f"{sign} {limit:g} "
        if unit in ("above", "alone"):
            text += unit + " "
        if value is None:
            self.unknown += 1
            return text + "not measured"
        if value <= limit if sign == "<=" else value >= limit:
            return text + "met"
        if able is not None and able < limit:
            self.untold += 1
            return text + "undecided: machine busy"
        self.missed += 1
        return text + "MISSED"


def table(title, heads, rows, note=""):
    """Prints rows of strings and a note, unless there are no rows.

    The first and the last column are left-aligned.
    """
    if not rows:
        return
    rows = [heads] + rows
    widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    print(f"\n{title}\n")
    for number, row in enumerate(rows):
        cells = [cell.rjust(width) for cell, width in zip(row, widths)]
        cells[0] = row[0].ljust(widths[0])
        if heads[-1] in ("budget", ""):
            cells[-1] = row[-1]
        print("  ".join(cells).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
    if note:
        print("\n" + note)


def count(value):
    return "-" if value is None else f"{value:.0f}"


def times(value):
    return "-" if value is None else f"{value:.2f} x"


def ratio(a, b):
    return None if a is None or not b else a / b
