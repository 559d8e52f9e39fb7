# listing.py -- a recording as text: the same recording gives the same text, so two can be compared by `diff`.

from recording import Recording, Step

EXCEPTIONS = {6: "invalid instruction", 14: "page fault"}


def _ranges(accesses: list[dict]) -> str:
    """Accesses side by side as one: ">C01007CC..C01007EB"."""
    spans: list[list] = []
    for access in sorted(accesses, key=lambda a: (a["kind"], int(a["address"], 16))):
        begin, size = int(access["address"], 16), access["size"]
        if spans and spans[-1][0] == access["kind"] and spans[-1][2] == begin:
            spans[-1][2] = begin + size
            spans[-1][3] = None
        else:
            spans.append([access["kind"], begin, begin + size, access.get("value")])
    words = []
    for kind, begin, end, value in spans:
        sign = ">" if kind == "write" else "<"
        what = f" {value[2:]}" if value else f"..{end - 1:08X}"
        words.append(f"{sign}{begin:08X}{what}")
    return "  ".join(words)


def _first_touches(step: Step) -> str:
    """Which lines and pages it is the first to touch: "C", "D2", "T1"; nothing is a dot."""
    def mark(letter: str, count: int) -> str:
        return "." if count == 0 else letter if count == 1 else f"{letter}{count}"
    return " ".join(f"{mark(letter, count):<2}" for letter, count in
                    (("C", len(step.code_lines)), ("D", len(step.data_lines)),
                     ("T", len(step.row.get("misses", [])))))


def _changes(step: Step) -> str:
    registers = step.row.get("registers", {})
    return "  ".join(f"{name}={value[2:].lstrip('0') or '0'}" for name, value in registers.items()
                     if name not in ("cs", "ss", "eflags"))


def entry_words(vector: int) -> str:
    """"page fault (vector 14)"."""
    name = EXCEPTIONS.get(vector, "interrupt" if vector >= 32 else "exception")
    return f"{name} (vector {vector})"


def _lines_of(step: Step, last_place: str) -> list[str]:
    lines = []
    row = step.row
    if step.place != last_place and step.place:
        lines.append(f"{'':18}{row['file']}:{row['line']}  {step.source}".rstrip())
    memory = _ranges(step.memory("program"))
    lines.append(f"{step.number:5} {_first_touches(step)}  {step.address:08X}  {row['text']:<36} "
                 f"{_changes(step):<22} {memory}".rstrip())
    frame, descriptors = step.memory("frame"), step.memory("descriptor")
    if frame:
        lines.append(f"{'':28}by the processor: frame {_ranges(frame)}")
    if descriptors:
        lines.append(f"{'':28}by the processor: descriptors {_ranges(descriptors)}")
    return lines


def _totals(recording: Recording) -> list[str]:
    lines = ["", f"{'':10}instructions  lines of code  lines of data"]
    for part in recording.json["parts"]:
        more = f"{part['code_lines']:15}{part['data_lines']:15}" if "code_lines" in part else ""
        lines.append(f"{part['where']:<10}{part['instructions']:12}{more}")
    code, data = recording.lines
    lines.append(f"{'together':<10}{len(recording.steps):12}{code:15}{data:15}")
    lines += ["", "What it would have cost, by a model (cycles):",
              f"{'':32}{'times':>6}" +
              "".join(f"{m['processor']:>10} each" for m in recording.json["model"])]
    models = recording.json["model"]
    for i, term in enumerate(models[0]["terms"]):
        each = "".join(f"{m['terms'][i]['cycles_each']:15g}" for m in models)
        lines.append(f"  {term['what']:<30}{term['count']:6}{each}")
    lines.append(f"  {'together':<36}" + "".join(f"{m['cycles']:15}" for m in models))
    return lines


LEGEND = ("C, D, T: the first to touch a line of code, a line of data, a page since CR3 was loaded. "
          "< read, > written.")


def listing(recording: Recording) -> str:
    """The whole recording, one line for each instruction."""
    lines = [recording.json["title"], f"kernel: {recording.json['kernel']}", LEGEND]
    place, was_in_kernel = "", None
    for step in recording.steps:
        in_kernel = step.address >= 0xC0000000
        if in_kernel != was_in_kernel:
            lines += ["", "--- kernel" if in_kernel else "--- user"]
            was_in_kernel, place = in_kernel, ""
        if "entered_by" in step.row:
            lines.append(f"{'':18}here by {entry_words(step.row['entered_by'])}")
        lines += _lines_of(step, place)
        place = step.place or place
    return "\n".join(lines + _totals(recording)) + "\n"
