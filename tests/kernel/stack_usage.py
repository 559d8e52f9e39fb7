#!/usr/bin/env python3
# stack_usage.py -- how deep can the kernel stack of a thread get?
# The compiler says how many bytes each function takes (-fstack-usage), the disassembly who
# calls whom. The deepest way from handle_trap, plus a page fault on the TCB array at the very
# bottom of it, plus both trap frames, must stay below the limit.
# in: LIMIT RESULT KERNEL_BUILD...
# Source: GCC manual, "-fstack-usage".
import pathlib
import re
import subprocess
import sys

TRAP_FRAME = 60 + 4  # and the argument of handle_trap
RETURN_ADDRESS = 4
# Calls through a table or a pointer, and what they can reach.
INDIRECT = {
    "handle_trap": r"system_call_",
    "handle_kernel_exception": r"(?!)",  # the hook of guest tests: not in a kernel in use
    "handle_system_call": r"system_call_",
}
# What never returns to user mode has the rest of the stack for itself.
LAST_WORDS = r"panic|assertion_failed|hole_reached|end_of_run"


def plain(name):
    """kumquat::(anonymous namespace)::f(int) [clone .x] -> f"""
    name = re.sub(r"\[clone.*|\(anonymous namespace\)::|kumquat::", "", name)
    name = re.sub(r"[(<].*", "", name)  # all instances of a template count as one
    return name.split()[-1] if name.split() else name


def frame_sizes(build):
    sizes = {}
    for file in pathlib.Path(build).rglob("*.su"):
        for line in file.read_text().splitlines():
            place, size, kind = line.split("\t")
            if kind not in ("static", "dynamic,bounded"):
                sys.exit(f"{place}: the stack it takes is not known ({kind})")
            name = plain(place.split(":", 3)[3])
            sizes[name] = max(sizes.get(name, 0), int(size))
    return sizes


def call_graph(elf):
    calls, function = {}, None
    text = subprocess.run(["objdump", "-dC", "--no-show-raw-insn", elf], check=True,
                          capture_output=True, text=True).stdout
    for line in text.splitlines():
        if match := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            function = plain(match[1])
            calls.setdefault(function, set())
        elif match := re.search(r"\t(?:call|jmp)\s+[0-9a-f]+ <(.*?)(?:\+0x[0-9a-f]+)?>$", line):
            if plain(match[1]) != function:
                calls[function].add(plain(match[1]))
        elif re.search(r"\tcall\s+\*", line):
            calls[function].add("*")
    return calls


def deepest(function, calls, sizes, path=()):
    """(bytes, way) of the deepest way from `function` down."""
    if function in path:
        sys.exit("recursion: " + " -> ".join(path + (function,)))
    if re.search(LAST_WORDS, function):
        return 0, ()
    below = set(calls.get(function, ()))
    if "*" in below:
        below.remove("*")
        if function not in INDIRECT:
            sys.exit(f"{function} calls through a pointer: say in stack_usage.py what it reaches")
        below |= {name for name in calls if re.match(INDIRECT[function], name)}
    best = max((deepest(name, calls, sizes, path + (function,)) for name in below),
               default=(0, ()))
    return sizes.get(function, 16) + RETURN_ADDRESS + best[0], (function,) + best[1]


def stack_suffices(build, limit):
    """Whether no way down takes more than `limit` bytes; prints the deepest."""
    sizes, calls = frame_sizes(build), call_graph(f"{build}/kumquat.elf")
    trap, way = deepest("handle_trap", calls, sizes)
    fault, fault_way = deepest("back_tcb_array", calls, sizes)
    fault += sum(sizes.get(name, 16) + RETURN_ADDRESS
                 for name in ("handle_trap", "handle_exception", "handle_page_fault"))
    total = trap + fault + 2 * TRAP_FRAME
    print(f"{build}: the deepest kernel stack takes {total} of {limit} bytes")
    print("  " + " -> ".join(way))
    print("  and a page fault there: " + " -> ".join(fault_way))
    return total <= limit


def main():
    limit, result, builds = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
    passed = sum([stack_suffices(build, limit) for build in builds])
    result.write_text(f"{passed} passed, {len(builds) - passed} failed\n")
    sys.exit(0 if passed == len(builds) else 1)


if __name__ == "__main__":
    main()
