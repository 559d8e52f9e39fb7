# picture.py -- what happened last in a run, as a small timeline and as words.
# States, colours and patterns are the visualizer's (visualizer/model/record_states.cpp). A step to the right is one event, not a time: around a failure most of
# the time is idle.
# The trace comes from a kernel that may be hostile: what makes no sense in it is passed over.

import json
import re
from bisect import bisect_right
from pathlib import Path

from html_page import esc
from results import Claim

BEFORE, AFTER = 44, 4  # events shown, seen from the one to look at
MOST_LANES = 10
MOST_BYTES = 32 << 20
LABEL, WIDTH, LANE, TOP = 116, 720, 26, 8  # units of the picture
SEND_PHASE = 0
#: Of a machine that waits for ever, they would be all that is shown.
TELL_NOTHING = ("timer",)
NEVER = 0xFFFFFFFF
WAIT_ENDS = ("ipc_wake", "ipc_timeout", "ipc_cancel", "interrupt_deliver")
STATE_WORDS = {"running": "running", "ready": "ready: could run", "send": "waits to send",
               "receive": "waits to receive"}
HEXADECIMAL = ("w0", "w1", "address", "eip", "esp", "fpage", "descriptor", "flags", "source_address", "frame")
AT_EVENT = re.compile(r"The event was t (\d+) ")


class Trace:
    """The events of a run and, after each, what every thread does."""

    def __init__(self, data: dict):
        self.kinds = data["kinds"]
        self.threads = data["threads"]
        self.events = [event for event in data["events"] if self.kinds[event[1]][0] not in TELL_NOTHING]
        self.states: list[dict[int, str]] = []
        self.running = 0
        now = {0: "running"}
        for event in self.events:
            now = dict(now)
            self._apply(self.kinds[event[1]][0], event[2:], now)
            self.states.append(now)

    def _apply(self, kind: str, columns: list[int], now: dict[int, str]) -> None:
        def awake(thread: int) -> None:
            if now.get(thread) in ("send", "receive"):
                now[thread] = "running" if thread == self.running else "ready"
        thread = columns[0] if columns else -1
        if kind == "context_switch":
            if now.get(self.running) == "running":
                now[self.running] = "ready"
            self.running = columns[1]
            now[self.running] = "running"
        elif kind == "ready_insert":
            now[thread] = "ready"
        elif kind == "ready_remove" and thread == self.running:
            now[thread] = "running"
        elif kind == "ipc_block":
            now[thread] = "send" if columns[2] == SEND_PHASE else "receive"
        elif kind == "ipc_transfer":
            awake(thread)
            awake(columns[1])
        elif kind in WAIT_ENDS:
            awake(thread)
        elif kind in ("thread_create", "thread_dead", "thread_delete"):
            now[thread] = "dead"

    def name(self, thread: int) -> str:
        """The id and name of a thread, or "nobody"."""
        if not 0 <= thread < len(self.threads):
            return "nobody"
        row = self.threads[thread]
        return f"{row['id']} {row['name']}".strip()

    def words(self, number: int) -> str:
        """An event as one line."""
        time, kind, *columns = self.events[number]
        name, *labels = self.kinds[kind]
        values = [self.name(value).split(" ")[0] if label in ("thread", "partner", "next", "owner", "by", "pager")
                  else "never" if label == "timeout_us" and value == NEVER
                  else f"0x{value & 0xFFFFFFFF:X}" if label in HEXADECIMAL else str(value)
                  for label, value in zip(labels, columns)]
        return f"t {time:>12,}  {name:<16} " + " ".join(f"{label} {value}" for label, value in zip(labels, values))

    def event_at(self, saw: str) -> int:
        """The event that a failure names by its time, or the last one."""
        named = AT_EVENT.search(saw)
        until = int(named[1]) if named else self.events[-1][0]
        return max(0, bisect_right(self.events, until, key=lambda event: event[0]) - 1)


def lanes_in(trace: Trace, begin: int, end: int) -> list[int]:
    """The threads that the events of a window are about; of too many, the latest."""
    seen: dict[int, int] = {}
    for number in range(begin, end):
        _, kind, *columns = trace.events[number]
        for label, value in zip(trace.kinds[kind][1:], columns):
            if label in ("thread", "partner", "next") and 0 <= value < len(trace.threads):
                seen[value] = number
    latest = sorted(seen, key=lambda thread: -seen[thread])[:MOST_LANES]
    return sorted(latest)


def lane(trace: Trace, thread: int, y: int, begin: int, end: int, step: float) -> str:
    """One row: the thread's name, and a bar for each state."""
    text = f'<text x="0" y="{y + 15}">{esc(trace.name(thread)[:17])}</text>'
    start = begin
    for number in range(begin, end):
        state = trace.states[number].get(thread, "")
        if number + 1 == end or trace.states[number + 1].get(thread, "") != state:
            x, width = LABEL + (start - begin) * step, (number + 1 - start) * step
            if state:
                text += (f'<rect class="{state}" x="{x:.1f}" y="{y + 4}" width="{width:.1f}" height="14">'
                         f"<title>{esc(trace.name(thread))}: {STATE_WORDS.get(state, state)}</title></rect>")
            start = number + 1
    return text


def drawing(trace: Trace, at: int) -> str:
    """The timeline around an event."""
    begin, end = max(0, at - BEFORE), min(len(trace.events), at + AFTER + 1)
    step = (WIDTH - LABEL) / (end - begin)
    lanes = lanes_in(trace, begin, end)
    middle = {thread: TOP + i * LANE + 11 for i, thread in enumerate(lanes)}
    text = "".join(lane(trace, thread, TOP + i * LANE, begin, end, step) for i, thread in enumerate(lanes))
    for number in range(begin, end):
        _, kind, *columns = trace.events[number]
        if trace.kinds[kind][0] == "ipc_transfer" and columns[0] in middle and columns[1] in middle:
            x, y0, y1 = LABEL + (number - begin + 0.5) * step, middle[columns[0]], middle[columns[1]]
            head = 5 if y1 < y0 else -5
            text += f'<path class="message" d="M{x:.1f} {y0}V{y1}m-4 {head}l4 {-head}l4 {head}"/>'
    x, height = LABEL + (at - begin + 0.5) * step, TOP + len(lanes) * LANE
    text += f'<line class="here" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{height}"/>'
    text += (f'<text class="faint" x="{LABEL}" y="{height + 16}">t {trace.events[begin][0]:,}</text>'
             f'<text class="faint" x="{WIDTH}" y="{height + 16}" text-anchor="end">t {trace.events[end - 1][0]:,}</text>')
    return (f'<svg class="wide" width="{WIDTH}" height="{height + 24}" viewBox="0 0 {WIDTH} {height + 24}" role="img" '
            f'aria-label="Timeline of the last events before the failure">{text}</svg>\n')


def picture_of(claim: Claim, file: Path, link: str) -> str:
    """The end of a run as HTML, with a link to its trace; nothing if the trace was not kept."""
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        return ""
    try:
        trace = Trace(json.loads(file.read_text(encoding="utf-8")))
        at = trace.event_at(claim.data.get("saw", ""))
        words = "\n".join(trace.words(number) for number in range(max(0, at - 11), at + 1))
        return (f'<div class="scroll" tabindex="0" role="region" aria-label="Timeline of {esc(claim.name)}">{drawing(trace, at)}</div>'
                '<p class="faint">Each step is one event, ticks of the clock apart; the upright line is the one to look at. Filled green: running; '
                "blue: ready; framed: waits to send; dotted: waits to receive; an arrow is a message.</p>\n"
                f'<details open><summary>The last events</summary><pre tabindex="0">{esc(words)}</pre></details>\n'
                f'<p><a href="{esc(link)}">The whole trace</a>, for the visualizer.</p>\n')
    except (ValueError, KeyError, IndexError, TypeError):
        return ""  # a kernel has told nonsense; the claim's words say what was seen
