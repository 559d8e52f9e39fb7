# similarity.py -- which submissions of a lab share unusually much, and where.
# Its one idea: compare only what students added. Lines of the starter are taken away, and runs that
# many submissions share count as the usual way to write it, unless they share everything: those are
# listed together. The rest is listed in pairs, for people to read.
# The comparing is done by sim_c++ of Debian's similarity-tester, on token streams: names, numbers,
# comments and layout make no difference.
# Source: Grune and Huntjens, "Het detecteren van kopieën bij informatica-practica", Informatie 1989;
# similarity-tester's manual page, "How similarity is recognized".

import difflib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = "sim_c++"
SHORTEST_RUN = 24  # tokens, the program's own default
#: A line that more than this part of the others have, and at least so many of them, is usual.
USUAL_PART, USUAL_LEAST = 0.25, 5
LEAST_TOKENS, LEAST_PERCENT, MOST_PAIRS = 60, 40, 30
#: Two that share so much of the larger one are the same.
SAME_PERCENT = 95
LONGEST_LINE = 400  # characters; nobody writes longer ones by hand
PATIENCE = 600  # seconds
#: A hundred thousand equal tokens take the program minutes, twice as many four times as long. So who hands in
#: more than others is not compared: so many times as much as half of the class, and at least so many bytes.
LONGEST_TIMES, LONGEST_LEAST = 4, 20_000
RUN = re.compile(r"^(\d+)\.cpp: line (\d+)-(\d+)\s*\|(\d+)\.cpp: line (\d+)-(\d+)\s*\[(\d+)\]", re.M)
SIZE = re.compile(r"^File (\d+)\.cpp: (\d+) tokens", re.M)


@dataclass(frozen=True)
class Line:
    """A line that a student has added."""

    file: str
    number: int
    text: str


@dataclass(frozen=True)
class Match:
    """A run of tokens that two submissions share."""

    one: list[Line]
    other: list[Line]
    tokens: int


@dataclass
class Pair:
    """Two submissions that share unusually much, or more that are all the same: then the first two, and
    `more`. `page` is where the places are shown."""

    one: str
    other: str
    tokens: int
    percent: int  # of the smaller one
    matches: list[Match] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    page: str = ""

    @property
    def students(self) -> list[str]:
        """All of them."""
        return [self.one, self.other, *self.more]


def added_lines(own: Path, starter: Path) -> list[Line]:
    """The lines of a submission that its starter does not have."""
    lines = []
    for file in sorted(path for path in own.rglob("*") if path.is_file()):
        name = str(file.relative_to(own))
        given = text_lines(starter / name)
        written = text_lines(file)
        matcher = difflib.SequenceMatcher(None, given, written, autojunk=False)
        for kind, _, _, begin, end in matcher.get_opcodes():
            if kind in ("insert", "replace"):
                lines += [Line(name, i + 1, written[i]) for i in range(begin, end)]
    return lines


def too_long(names: list[str], sources: Path, starter: Path) -> list[str]:
    """Who has added far more than others."""
    def added_bytes(own: Path) -> int:
        files = [path for path in own.rglob("*") if path.is_file()]
        given = [starter / path.relative_to(own) for path in files]
        return sum(path.stat().st_size for path in files) - sum(path.stat().st_size for path in given if path.is_file())

    added = {name: added_bytes(sources / name) for name in names}
    limit = max(LONGEST_LEAST, LONGEST_TIMES * statistics.median(added.values())) if added else 0
    return [name for name in names if added[name] > limit]


def text_lines(file: Path) -> list[str]:
    """The lines of a file, which may hold anything; none if it is not there."""
    if not file.is_file():
        return []
    return [line[:LONGEST_LINE].rstrip() for line in file.read_text("ascii", "replace").split("\n")]


def compare(students: list[list[Line]]) -> tuple[list[tuple[int, ...]], dict[int, int]]:
    """What sim_c++ finds: runs (one, begin, end, other, begin, end, tokens), and tokens by student."""
    with tempfile.TemporaryDirectory() as folder:
        for i, lines in enumerate(students):
            text = "".join(line.text.replace("\ufffd", "?") + "\n" for line in lines)
            Path(folder, f"{i}.cpp").write_text(text, encoding="ascii")
        names = "".join(f"{i}.cpp\n" for i in range(len(students)))
        done = subprocess.run([PROGRAM, "-n", "-s", "-e", "-i", "-w", "200", "-r", str(SHORTEST_RUN)],
                              cwd=folder, input=names, capture_output=True, text=True, check=True,
                              timeout=PATIENCE)
    return ([tuple(map(int, run)) for run in RUN.findall(done.stdout)],
            {int(i): int(tokens) for i, tokens in SIZE.findall(done.stdout)})


def usual_lines(runs: list[tuple[int, ...]], count: int) -> set[tuple[int, int]]:
    """The lines (student, number) that many others have as well."""
    having: dict[tuple[int, int], set[int]] = {}
    for one, begin, end, other, other_begin, other_end, _ in runs:
        for number in range(begin, end + 1):
            having.setdefault((one, number), set()).add(other)
        for number in range(other_begin, other_end + 1):
            having.setdefault((other, number), set()).add(one)
    limit = max(USUAL_LEAST, USUAL_PART * (count - 1))
    return {line for line, others in having.items() if len(others) >= limit}


def same_pairs(runs: list[tuple[int, ...]], sizes: dict[int, int]) -> set[tuple[int, int]]:
    """The pairs that are the same but for names, numbers, comments and layout."""
    shared: dict[tuple[int, int], int] = {}
    for one, _, _, other, _, _, tokens in runs:
        shared[one, other] = shared.get((one, other), 0) + tokens
    return {(one, other) for (one, other), tokens in shared.items()
            if tokens >= LEAST_TOKENS and 100 * tokens >= SAME_PERCENT * max(sizes.get(one, 0), sizes.get(other, 0))}


def with_groups(pairs: list[Pair], same: set[tuple[str, str]]) -> list[Pair]:
    """The pairs, but those that are all the same as one."""
    first: dict[str, Pair] = {}  # by student: the pair that stands for the group
    left = []
    for pair in pairs:
        if (pair.one, pair.other) not in same:
            left.append(pair)
        elif group := first.get(pair.one) or first.get(pair.other):
            for student in (pair.one, pair.other):
                if student not in group.students:
                    group.more.append(student)
                first[student] = group
        else:
            first[pair.one] = first[pair.other] = pair
            left.append(pair)
    return left


def pairs_among(sources: Path, starter: Path) -> list[Pair]:
    """The pairs of a lab that are most alike. `sources`: a folder for each student.
    Nothing if sim_c++ is not installed; who is not compared is named on stderr.
    Raises subprocess.SubprocessError if it fails."""
    if shutil.which(PROGRAM) is None:
        return []
    names = sorted(path.name for path in sources.iterdir() if path.is_dir()) if sources.is_dir() else []
    for name in too_long(names, sources, starter):
        print(f"{name} handed in too much to be compared with others ({sources.name}): look at it yourself.",
              file=sys.stderr)
        names.remove(name)
    if len(names) < 2:
        return []
    students = [added_lines(sources / name, starter) for name in names]
    runs, sizes = compare(students)
    usual, same = usual_lines(runs, len(names)), same_pairs(runs, sizes)
    found: dict[tuple[int, int], Pair] = {}
    for one, begin, end, other, other_begin, other_end, tokens in runs:
        unusual = [number for number in range(begin, end + 1) if (one, other) in same or (one, number) not in usual]
        if not unusual:
            continue
        pair = found.setdefault((one, other), Pair(names[one], names[other], 0, 0))
        pair.tokens += tokens * len(unusual) // (end - begin + 1)
        pair.matches.append(Match(students[one][begin - 1:end], students[other][other_begin - 1:other_end], tokens))
    for (one, other), pair in found.items():
        smaller = min(sizes.get(one, 0), sizes.get(other, 0))
        pair.percent = min(100, 100 * pair.tokens // smaller) if smaller else 0
    alike = [pair for pair in found.values() if pair.tokens >= LEAST_TOKENS and pair.percent >= LEAST_PERCENT]
    alike.sort(key=lambda pair: (-pair.percent, -pair.tokens, pair.one, pair.other))
    return with_groups(alike, {(names[one], names[other]) for one, other in same})[:MOST_PAIRS]
