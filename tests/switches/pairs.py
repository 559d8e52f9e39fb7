#!/usr/bin/env python3
# pairs.py -- combinations of the kernel's switches in which every pair of positions occurs.
#
# in: NAME=POSITION,POSITION,... for each switch; the first position is the default.
# out: one line for each combination, NAME=POSITION for each switch. The same input gives the same
# lines. The first is all defaults.
#
# The fast path knows one kind of kernel only (config.hpp): with IPC_FAST_PATH=on the switches in
# NEEDED_BY_FAST_PATH are in their first position, and other combinations do not occur. Nor do
# drivers that end interrupts themselves without the right to use ports.

import itertools
import sys

NEEDED_BY_FAST_PATH = ("SCHED", "TCB_LOOKUP", "IPC_DIRECT_SWITCH", "SEGMENT_RELOAD", "CLANS",
                       "IPC_STRING")


def is_possible(row, defaults):
    if row.get("IRQ_ACK") == "driver" and row.get("USER_IOPL") == "0":
        return False
    if row.get("IPC_FAST_PATH") != "on":
        return True
    return all(row.get(name, defaults[name]) == defaults[name]
               for name in NEEDED_BY_FAST_PATH if name in defaults)


def pairs_of(row):
    return {frozenset(pair) for pair in itertools.combinations(row.items(), 2)}


def best_row(switches, defaults, missing):
    """Grow a row from one missing pair, each switch in the position that covers most."""
    row = dict(min(missing, key=lambda pair: sorted(pair)))
    for name, positions in switches.items():
        if name in row:
            continue
        candidates = [p for p in positions if is_possible({**row, name: p}, defaults)]
        row[name] = max(candidates, key=lambda p: len(pairs_of({**row, name: p}) & missing))
    return {name: row[name] for name in switches}


def combinations(switches):
    defaults = {name: positions[0] for name, positions in switches.items()}
    missing = {frozenset(((a, p), (b, q)))
               for a, b in itertools.combinations(switches, 2)
               for p in switches[a] for q in switches[b]
               if is_possible({a: p, b: q}, defaults)}
    rows = [defaults]
    missing -= pairs_of(defaults)
    while missing:
        rows.append(best_row(switches, defaults, missing))
        missing -= pairs_of(rows[-1])
    return rows


def main():
    switches = {name: positions.split(",")
                for name, _, positions in (word.partition("=") for word in sys.argv[1:])}
    for row in combinations(switches):
        print(" ".join(f"{name}={position}" for name, position in row.items()))


main()
