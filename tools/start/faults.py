# faults.py -- lists of seeded faults: what is written wrong on purpose, and which test finds it.
# Paragraphs with empty lines between; # begins a comment.
#
#     fault: newest_sender_first
#     file: kernel/ipc/send_queue.cpp
#     bug: the newest sender is served first
#     killed by: conf-partners
#     - SendList::push_back(receiver.send_queue, sender);
#     + SendList::push_front(receiver.send_queue, sender);
#
# The text behind `-` must stand there exactly once; how it is broken into lines does not matter.
# A fault may have several such edits. Without `-` the lines behind `+` are the whole new text.

import re
from dataclasses import dataclass, field
from pathlib import Path


class FaultError(Exception):
    """Why a fault cannot be tried; a whole text for the developer."""


@dataclass
class Listed:
    """One paragraph of a list: its keys, and its edits in order, old text and new."""

    where: str  # the list and the fault's name, for messages
    keys: dict[str, str] = field(default_factory=dict)
    edits: list[tuple[str, str]] = field(default_factory=list)

    def applied_to(self, text: str, named: str) -> str:
        """The text with the fault in it. \\param named  what the text is, for messages"""
        places = []
        for old, new in self.edits:
            if not old:
                return new
            pattern = r"\s+".join(re.escape(word) for word in old.split())
            found = [match.span() for match in re.finditer(pattern, text)]
            if len(found) != 1:
                raise FaultError(f"{self.where} is stale. Its text stands {len(found)} times in "
                                 f"{named}, not once:\n    {old}\n"
                                 "Adapt it to what the kernel says now.")
            places.append((*found[0], new))
        for begin, end, new in sorted(places, reverse=True):
            text = text[:begin] + new + text[end:]
        return text


def edits_in(lines: list[str]) -> list[tuple[str, str]]:
    """The edits of a paragraph: each is a run of `-` lines and the run of `+` lines behind it."""
    edits: list[tuple[list[str], list[str]]] = []
    before = ""
    for line in lines:
        if line[0] == "-" and before != "-" or not edits:
            edits.append(([], []))
        edits[-1]["-+".index(line[0])].append(line[2:])
        before = line[0]
    return [("\n".join(old).strip("\n"), "\n".join(new).strip("\n")) for old, new in edits]


def faults_in(text: str, listed_in: str, keys: tuple[str, ...],
              optional: tuple[str, ...] = ()) -> list[Listed]:
    """The faults of one list, each with all the keys."""
    faults = []
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [line for line in paragraph.splitlines() if line.strip() and line[0] != "#"]
        fault = Listed(listed_in)
        for line in lines:
            key, _, value = line.partition(":")
            if key in keys + optional:
                fault.keys[key] = value.strip()
            elif line[0] not in "-+" or line[1:2].strip():
                raise FaultError(f"{listed_in}: I do not understand the line\n    {line}")
        if lines:
            fault.where = f"{listed_in}: the fault {fault.keys.get(keys[0], '?')}"
            missing = [key for key in keys if not fault.keys.get(key)]
            if missing:
                raise FaultError(f"{fault.where} has no line `{missing[0]}: …`.")
            fault.edits = edits_in([line for line in lines if line[0] in "-+"])
            if not fault.edits:
                raise FaultError(f"{fault.where} changes nothing: no line begins with - or +.")
            faults.append(fault)
    return faults


def faults_below(folder: Path, keys: tuple[str, ...], optional: tuple[str, ...] = ()) -> list[Listed]:
    """The faults of all lists in a folder."""
    return [fault for file in sorted(folder.glob("*.faults"))
            for fault in faults_in(file.read_text(), str(file), keys, optional)]
