# comparison.py -- two recordings side by side: what each does that the other does not.
# Instructions are the same if they have the same text in the same function; addresses in it do not count, since
# two kernels are linked differently.
# Source: Ratcliff and Metzener, "Pattern Matching: The Gestalt Approach", Dr. Dobb's Journal, 1988 (difflib).

import difflib
import re

from recording import Recording, Step


def _key(step: Step) -> tuple[str, str]:
    return step.row.get("function", ""), re.sub(r"\b(0x)?[0-9a-f]{5,8}\b", "@", step.row["text"])


def aligned(base: Recording, this: Recording) -> list[tuple[Step | None, Step | None]]:
    """Both paths as pairs; None where the other one has nothing to put beside."""
    matcher = difflib.SequenceMatcher(None, [_key(s) for s in base.steps],
                                      [_key(s) for s in this.steps], autojunk=False)
    pairs: list[tuple[Step | None, Step | None]] = []
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            pairs += zip(base.steps[i:i_end], this.steps[j:j_end])
        else:
            pairs += [(step, None) for step in base.steps[i:i_end]]
            pairs += [(None, step) for step in this.steps[j:j_end]]
    return pairs


def figures(recording: Recording) -> dict[str, int]:
    """What is compared, by its name."""
    code, data = recording.lines
    cycles = {f"cycles on a {m['processor']}": m["cycles"] for m in recording.json["model"]}
    return {"instructions": len(recording.steps), "lines of code": code, "lines of data": data,
            "misses of the TLB": recording.misses} | cycles


def _cell(step: Step | None) -> str:
    if step is None:
        return ""
    return f"{step.number:5} {step.row.get('function', '')[:22]:<22} {step.row['text'][:34]}"


def comparison(base: Recording, this: Recording) -> str:
    """Two columns; "-" and "+" mark what only one of them does."""
    width = 64
    lines = [this.json["title"], f"  {base.json['kernel']:<{width}}  {this.json['kernel']}", ""]
    for left, right in aligned(base, this):
        mark = " " if left and right else "-" if left else "+"
        lines.append(f"{mark} {_cell(left):<{width}}  {_cell(right)}".rstrip())
    lines += ["", f"{'':<24}{'base':>8}{'this':>8}"]
    other = figures(base)
    for name, value in figures(this).items():
        lines.append(f"{name:<24}{other[name]:8}{value:8}{value - other[name]:+8}")
    return "\n".join(lines) + "\n"
