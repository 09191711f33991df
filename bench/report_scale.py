# SPDX-License-Identifier: GPL-2.0
"""Tables of the memory of sessions, and of very many sessions, processes and
threads."""

from tables import count, ratio, table, times

# Rows of the table of costs: the name of the figure, and in the table; the figure of
# the memory of each session.
COSTS = [
    ("only-session", "the only session", None),
    ("million-oldest", "oldest of 1,000,000 sessions", "million-session"),
    ("million-newest", "newest of 1,000,000 sessions", "million-session"),
    ("one-of-1000-processes", "one of 1,000 processes, a session each",
     "process-session"),
    ("all-of-1000-processes", "mean of 1,000 processes that all run",
     "process-session"),
    ("all-of-64-threads", "mean of 64 threads on one session", None),
]


def memories(results):
    """Bytes of a new and of a used session: algorithm, and three owners' of each."""
    for op, size in results.pairs("block"):
        alg, _, what = op.partition(",")
        if what != "memory":
            continue
        used = alg + ",used-memory"
        yield [alg, results.texts.get(op, ""), results.get(op, size, "module"),
               results.get(used, size, "module"), results.get(op, size, "block"),
               results.get(op, size, "api")]


def costs(results):
    """Instructions per operation: figure, text, cost, that as a multiple, and bytes
    of slab memory of each session."""
    one = results.get("only-session", 16)
    for op, text, memory in COSTS:
        cost = results.get(op, 16)
        if cost is not None:
            yield (op, text, cost, ratio(cost, one),
                   memory and results.get(memory, 0))


def report(results, budgets):
    rows = [[alg, driver, count(new), count(used), count(block), count(api),
             budgets.verdict(alg + ",memory", 0, new)]
            for alg, driver, new, used, block, api in memories(results)]
    table("Bytes of a session, as slab objects",
          ["algorithm", "driver", "module", "after use", "charged for",
           "crypto API", "budget"], rows,
          "'charged for' is a block that only charges the memory of the crypto API"
          "\nto the user, which the kernel does not charge.")
    table("Instructions per aes-128-cbc operation of 16 bytes, on one CPU",
          ["operation", "/dev/crypto", "of one", "bytes", "budget"],
          [[text, count(cost), times(over), count(memory),
            budgets.verdict(op, 16, over)]
           for op, text, cost, over, memory in costs(results)],
          "'bytes' is the slab memory of each session, that of its transform"
          "\nincluded. In a process, it includes the open file and a request.")
