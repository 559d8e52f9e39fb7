#!/usr/bin/env python3
# kill_matrix.py -- which claim finds which wrong solution: build/mutants.json as a page.
# Usage: kill_matrix.py build/mutants.json build/mutants.html
# One table for each lab, claims beside mutants. A claim that alone finds a mutant is worth its
# place; a claim that finds none is marked, and so is a mutant that nobody finds.

import json
import sys
from html import escape
from pathlib import Path

STYLE = """
body { font: 14px/1.4 Inter, "Helvetica Neue", Arial, sans-serif; margin: 24px; color: #1c1f24; background: #fbfaf6; }
table { border-collapse: collapse; margin: 12px 0 32px; } td, th { border: 1px solid #c9ccd2; padding: 0 4px; text-align: center; }
th { font-weight: 400; text-align: left; white-space: nowrap; } thead th { writing-mode: vertical-rl; transform: rotate(180deg); padding: 4px 0; }
.alone { background: #0b5c8a; color: #fff; } .one { background: #cfe6f5; } .none th { color: #8a3a00; font-weight: 600; }
@media (prefers-color-scheme: dark) { body { color: #eceef1; background: #1d2026; } td, th { border-color: #4a4f57; }
.one { background: #123e57; } .none th { color: #f0bd63; } }
"""


def cell(claim: str, killers: list[str]) -> str:
    """One field of the table."""
    if claim not in killers:
        return "<td></td>"
    kind, sign, says = ("alone", "●", "alone") if len(killers) == 1 else ("one", "○", "with others")
    return f'<td class="{kind}" title="{escape(claim)}, {says}">{sign}</td>'


def table(lab: dict) -> str:
    """The matrix of one lab."""
    kills = lab["kills"]
    heads = "".join(f'<th title="{escape(lab["bugs"][mutant])}">{escape(mutant)}</th>'
                    for mutant in kills)
    rows = []
    for claim in lab["claims"]:
        cells = "".join(cell(claim, killers) for killers in kills.values())
        mark = "" if any(claim in killers for killers in kills.values()) else ' class="none"'
        rows.append(f"<tr{mark}><th>{escape(claim)}</th>{cells}</tr>")
    return (f"<h2>Lab {lab['lab']}</h2>\n<p>{lab['killed']} of {lab['mutants']} wrong solutions are "
            f"found; liar and forgers get {lab['liar_points']} points; {lab['alternatives']} other "
            f"right solutions get full marks. Not found: {names(lab['survivors'])}. "
            "Claims that find no wrong solution which no other claim finds: "
            f"{names(lab['never_alone'])}. {lab['located']} reports name the hole that is wrong "
            f"before all others; {names(misled(lab))} another.</p>\n"
            f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>\n"
            + "\n".join(rows) + "\n</tbody></table>")


def misled(lab: dict) -> list[str]:
    """The wrong solutions whose reports begin with another hole, and which."""
    return [f"{mutant} ({hole or 'none'})" for mutant, hole in lab["misled"].items()]


def names(what: list[str]) -> str:
    """A list in a sentence."""
    return escape(", ".join(what)) or "none"


def page(result: dict) -> str:
    """The whole page."""
    return ("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Which claim finds which "
            f"mutant</title>\n<style>{STYLE}</style>\n<h1>Which claim finds which wrong solution</h1>\n"
            "<p>● the only claim that fails; ○ one of several. Claims that need a failed one are not "
            "run, and count as not failed. What a "
            "solution does wrong is shown when the pointer rests on its name.</p>\n"
            + "\n".join(table(lab) for lab in result["labs"]) + "\n</html>\n")


def main() -> int:
    """0: written."""
    source, target = sys.argv[1:]
    Path(target).write_text(page(json.loads(Path(source).read_text())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
