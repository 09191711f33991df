#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0
"""Draws cost against size, with a panel for each algorithm, as SVG.

usage: plot.py RESULTS >cost.svg
"""

import math
import sys

from results import Results

COLUMNS = 3
WIDTH, HEIGHT = 300, 230        # of the plane of a panel
LEFT, TOP, RIGHT, BOTTOM = 74, 34, 14, 46   # around it
HEAD = 76                       # above all panels

SIZES = [16, 64, 256, 1024, 4096, 16384, 65536]
DECADES = range(0, 9)           # 10^0 to 10^8 at most

SERIES = [
    ("af_alg", "AF_ALG", "#c2410c", "6 4"),
    ("dev", "/dev/crypto", "#1d4ed8", ""),
    ("bare", "kernel alone (no call, no copy)", "#4b5563", "2 3"),
]

STYLE = """
text { font: 12px "DejaVu Sans", Verdana, sans-serif; fill: #111827 }
.title { font-size: 17px; font-weight: bold }
.name { font-size: 13px; font-weight: bold }
.tick { font-size: 11px; fill: #374151 }
.grid { stroke: #e5e7eb; stroke-width: 1 }
.frame { fill: none; stroke: #6b7280; stroke-width: 1 }
"""


def short(number):
    """Formats a number of bytes for an axis."""
    return str(number) if number < 1024 else f"{number // 1024}K"


def power(decade):
    """Formats a power of ten for an axis."""
    names = {0: "1", 1: "10", 2: "100", 3: "1,000", 4: "10,000", 5: "100,000",
             6: "1 million", 7: "10 million", 8: "100 million"}
    return names[decade]


class Panel:
    """The panel of one algorithm."""

    values = SIZES
    caption = "bytes per operation"
    series = SERIES

    def __init__(self, results, name, number, decades):
        self.results = results
        self.name = name
        self.low, self.high = decades
        row, column = divmod(number, COLUMNS)
        self.left = column * (LEFT + WIDTH + RIGHT) + LEFT
        self.top = HEAD + row * (TOP + HEIGHT + BOTTOM) + TOP

    def x(self, size):
        first, last = self.values[0], self.values[-1]
        span = math.log2(last / first)
        return self.left + WIDTH * math.log2(size / first) / span

    def y(self, cost):
        part = (math.log10(cost) - self.low) / (self.high - self.low)
        return self.top + HEIGHT * (1 - part)

    def axes(self):
        right, bottom = self.left + WIDTH, self.top + HEIGHT
        for size in self.values:
            x = self.x(size)
            yield (f'<line class="grid" x1="{x:.1f}" y1="{self.top}"'
                   f' x2="{x:.1f}" y2="{bottom}"/>')
            yield (f'<text class="tick" x="{x:.1f}" y="{bottom + 16}"'
                   f' text-anchor="middle">{short(size)}</text>')
        for decade in range(self.low, self.high + 1):
            y = self.y(10 ** decade)
            yield (f'<line class="grid" x1="{self.left}" y1="{y:.1f}"'
                   f' x2="{right}" y2="{y:.1f}"/>')
            yield (f'<text class="tick" x="{self.left - 5}" y="{y + 4:.1f}"'
                   f' text-anchor="end">{power(decade)}</text>')
        yield (f'<rect class="frame" x="{self.left}" y="{self.top}"'
               f' width="{WIDTH}" height="{HEIGHT}"/>')
        yield (f'<text class="name" x="{self.left}" y="{self.top - 8}">'
               f'{self.name}</text>')
        yield (f'<text class="tick" x="{self.left + WIDTH / 2}"'
               f' y="{bottom + 33}" text-anchor="middle">'
               f'{self.caption}</text>')

    def figures(self, by):
        """The points: values of the horizontal and the vertical axis."""
        return [(size, self.results.get(self.name, size, by))
                for op, size in self.results.pairs(by) if op == self.name]

    def curve(self, by, colour, dash):
        points = [(self.x(at), self.y(value))
                  for at, value in self.figures(by)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield (f'<polyline points="{path}" fill="none" stroke="{colour}"'
               f' stroke-width="2" stroke-dasharray="{dash}"/>')
        for x, y in points:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'

    def draw(self):
        yield from self.axes()
        for by, _, colour, dash in self.series:
            yield from self.curve(by, colour, dash)


def legend(series):
    x = LEFT
    for _, label, colour, dash in series:
        yield (f'<line x1="{x}" y1="58" x2="{x + 34}" y2="58"'
               f' stroke="{colour}" stroke-width="2"'
               f' stroke-dasharray="{dash}"/>')
        yield f'<circle cx="{x + 17}" cy="58" r="3" fill="{colour}"/>'
        yield f'<text x="{x + 41}" y="62">{label}</text>'
        x += 70 + 7 * len(label)


def begin(rows, title, series):
    """Prints the start of a drawing with so many rows of panels."""
    width = COLUMNS * (LEFT + WIDTH + RIGHT)
    height = HEAD + rows * (TOP + HEIGHT + BOTTOM)

    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}"'
          f' height="{height}" viewBox="0 0 {width} {height}">')
    print(f"<style>{STYLE}</style>")
    print(f'<rect width="{width}" height="{height}" fill="white"/>')
    print(f'<text class="title" x="{LEFT}" y="30">{title}</text>')
    print("\n".join(legend(series)))


def drawn_costs(results, names):
    """The costs in all panels."""
    drawn = {by for by, *_ in SERIES}
    return [figure.value for (op, _, by), figure in results.figures.items()
            if op in names and by in drawn]


def decades(costs):
    """The powers of ten below and above all costs."""
    low = max(math.floor(math.log10(min(costs))), min(DECADES))
    return low, min(math.ceil(math.log10(max(costs))), max(DECADES))


def main(path):
    results = Results(path)
    names = results.algorithms()
    if not names:
        sys.exit("plot.py: nothing to draw")
    rows = -(-len(names) // COLUMNS)
    limits = decades(drawn_costs(results, names))

    begin(rows, 'Instructions per operation (both scales logarithmic), '
          f'Linux {results.texts.get("kernel")}', SERIES)
    for number, name in enumerate(names):
        print("\n".join(Panel(results, name, number, limits).draw()))
    print("</svg>")


if __name__ == "__main__":
    main(sys.argv[1])
