#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0
"""Draws figures of accelerators against the number of requests in flight, as SVG:
a row of panels for each device.

usage: plot_throughput.py RESULTS >throughput.svg
"""

import sys

from plot import Panel, begin, decades
from results import Results

DEVICES = [("accel", "simulated accelerator"), ("virtio", "virtio-crypto")]

FIGURES = [
    ("", "requests per second"),
    ("cpu", "CPU per request, µs"),
    ("p99", "latency of 99 %, µs"),
]

SERIES = [
    ("async", "CIOCASYNCCRYPT", "#c2410c", "6 4"),
    ("submit", "CRYPTODEV_SUBMIT", "#1d4ed8", ""),
    ("pinned", "the same, pinned", "#0891b2", "10 4"),
    ("uring", "io_uring", "#15803d", "8 3 2 3"),
    ("netbsd", "CIOCNCRYPTM", "#7e22ce", "3 3"),
    ("tcrypt", "tcrypt (kernel alone)", "#4b5563", "2 3"),
]


class Depth(Panel):
    """One figure of a device."""

    values = [1, 4, 16, 64, 256]
    caption = "requests of 4 KiB in flight"
    series = SERIES

    def __init__(self, results, device, what, title, number):
        self.device = device
        self.what = what
        drawn = [value for by, *_ in SERIES
                 for _, value in results.depths(device, by, what)]
        super().__init__(results, title, number, decades(drawn))

    def figures(self, by):
        return self.results.depths(self.device, by, self.what)


def main(path):
    results = Results(path)
    devices = [(device, text) for device, text in DEVICES
               if results.depths(device, "async")]
    if not devices:
        sys.exit("plot_throughput.py: nothing to draw")
    begin(len(devices), "aes-128-cbc on accelerators (all scales logarithmic)",
          SERIES)
    for row, (device, text) in enumerate(devices):
        for column, (what, caption) in enumerate(FIGURES):
            panel = Depth(results, device, what, f"{text}: {caption}",
                          row * len(FIGURES) + column)
            print("\n".join(panel.draw()))
    print("</svg>")


if __name__ == "__main__":
    main(sys.argv[1])
