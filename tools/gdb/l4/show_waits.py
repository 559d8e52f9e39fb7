# show_waits.py -- `l4 waits`: who waits for whom, and whether they wait in a circle.
# Each thread waits for one other at most, so to find a circle it is enough to follow the arrows.
# Source: visualizer/model/find_circles.cpp, which finds the same in traces.

from typing import Iterator

from l4 import ids
from l4.command import command
from l4.kernel import Problem
from l4.show_threads import clock_us
from l4.text import as_timeout, list_of, sentence
from l4.threads import Wait, all_threads
from l4.trace import blocked_since

Waits = dict[int, Wait]


def circle_from(start: int, waits: Waits) -> list[int]:
    """The threads of the circle that a chain of waits ends in, the smallest first; empty: in none."""
    chain, here = [], start
    while here in waits and here not in chain:
        chain.append(here)
        here = waits[here].partner
    if here not in chain:
        return []
    circle = chain[chain.index(here):]
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]


def line_of(number: int, wait: Wait, width: int) -> str:
    since = blocked_since(number)
    left = None if wait.deadline_us is None else max(0, wait.deadline_us - clock_us())
    known = f"since t {since:,}, " if since is not None else ""
    return f"{ids.label(number):{width}}  {wait.words()}  ({known}{as_timeout(left)})"


def circle_words(circle: list[int], waits: Waits) -> Iterator[str]:
    yield sentence("circle: " + " → ".join(map(ids.label, [*circle, circle[0]])) + ".", "  ")
    sending = [number for number in circle if waits[number].sends]
    if all(waits[number].deadline_us is None for number in circle):
        both = "Both send first. " if len(sending) == len(circle) == 2 else ""
        yield sentence(f"{both}A circle without a timeout: none of them can ever go on.", "  ")
    else:
        yield sentence("One of them has a timeout, which will end this.", "  ")
    behind = [number for number in waits if number not in circle and circle_from(number, waits) == circle]
    if behind:
        yield sentence(f"{list_of([ids.label(number) for number in behind])} "
                       f"wait{'s' if len(behind) == 1 else ''} behind it.", "  ")


@command("waits")
def show_waits() -> Iterator[str]:
    """Who waits for whom, since when and how long, and the circles among them: deadlocks."""
    waits: Waits = {}
    for thread in all_threads():
        try:
            if wait := thread.wait():
                waits[thread.number] = wait
        except Problem as problem:
            yield sentence(f"{thread.label} is {thread.state}, but for what? {problem}")
    if not waits:
        yield "Nobody waits for anybody."
        return
    width = max(len(ids.label(number)) for number in waits)
    yield from (line_of(number, wait, width) for number, wait in waits.items())
    circles = {tuple(circle_from(number, waits)) for number in waits} - {()}
    for circle in sorted(circles):
        yield from circle_words(list(circle), waits)
