# SPDX-License-Identifier: GPL-2.0
"""The table of requests in flight on accelerators."""

from tables import count, ratio, table, times

DEVICES = [
    ("accel", "the simulated accelerator, which takes 200 us, on one CPU whose "
              "clock counts instructions"),
    ("virtio", "virtio-crypto, on one CPU with a real clock"),
]

# Figures of the paths in results.tsv, and their names in the tables.
PATHS = [
    ("async", "CIOCASYNCCRYPT"),
    ("submit", "CRYPTODEV_SUBMIT"),
    ("pinned", "CRYPTODEV_SUBMIT, pinned"),
    ("uring", "io_uring"),
    ("netbsd", "CIOCNCRYPTM"),
    ("tcrypt", "tcrypt (kernel alone)"),
]

NOTE = ("'CPU us' is the submitting thread's CPU time per request. tcrypt is the"
        "\nkernel's own benchmark: no system calls, and only memory of the kernel. It"
        "\nsubmits all requests, waits for all, and begins again; the other paths"
        "\nsubmit a request for each fetched result.")


def rows(results, device):
    """Figures: path, its text, depth, requests per second, and microseconds of CPU
    time, and of latency: half, and 99 %; None if they were not measured."""
    for by, text in PATHS:
        columns = [dict(results.depths(device, by, what))
                   for what in ("", "cpu", "p50", "p99")]
        for depth in columns[0]:
            yield [by, text, depth] + [column.get(depth) for column in columns]


def microseconds(value):
    if value is None:
        return ""
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def report(results, budgets):
    for device, text in DEVICES:
        lines = []
        for by, path, depth, rate, *times_us in rows(results, device):
            one = results.get(f"{device}-1", 4096, by)
            over = ratio(rate, one)
            tcrypt = results.get(f"{device}-{depth}", 4096, "tcrypt")
            lines.append([path, str(depth), count(rate), times(over),
                          times(ratio(rate, tcrypt))] +
                         [microseconds(value) for value in times_us] +
                         [budgets.verdict(f"{device}-{depth},{by}", 4096, over)])
        table(f"aes-128-cbc requests of 4 KiB on {text}",
              ["path", "in flight", "per second", "of 1", "of tcrypt",
               "CPU us", "p50 us", "p99 us", "budget"], lines, NOTE)
