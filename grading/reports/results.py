# results.py -- the result of one submission, as reports and platforms read it.
# What a failed claim has to tell is put into words here once, so a page, a platform and
# `make grade` say the same. Half of the text comes from a hostile kernel: printable() makes it
# harmless for terminals and people, and each format escapes its own markup besides.
# What lateness leaves of the points, and the names of people, stand in marks.csv, which the
# autograder writes beside the results.
# Source of the format: grading/submission.schema.json.

import csv
import json
from dataclasses import dataclass
from pathlib import Path

#: What each status of a submission means, for people.
STATUS_WORDS = {"graded": "graded", "does_not_build": "does not build", "rejected": "rejected",
                "infrastructure_error": "no mark: the host failed"}
#: The same of many.
STATUS_COUNTED = STATUS_WORDS | {"does_not_build": "not building", "infrastructure_error": "without a mark"}
#: A spreadsheet takes a text that begins like this for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
UNSEEN = dict.fromkeys(map(ord, "\r"))


class ResultError(Exception):
    """A file is no result; the text says which and what to do."""


def printable(text: str) -> str:
    """The text without what steers terminals or turns the direction of writing."""
    return "".join(c if c == "\n" or c.isprintable()
                   else "".join(f"\\x{byte:02X}" for byte in c.encode("utf-8", "replace"))
                   for c in text.translate(UNSEEN))


@dataclass(frozen=True)
class Claim:
    """One claim of a grade; `told` are its words by label, in the order of `make grade`."""

    data: dict

    def __getattr__(self, key: str):
        return self.data[key]

    @property
    def has_passed(self) -> bool:
        return self.status == "passed"

    @property
    def mark(self) -> str:
        """A sign for the status, the one of `make grade`."""
        return {"passed": "✓", "failed": "✗", "not_run": "–"}.get(self.status, "?")

    @property
    def told(self) -> dict[str, str]:
        """Why it has not passed: label and text; empty if it has."""
        if self.has_passed:
            return {}
        if self.data.get("kind") == "hidden":
            return {"Rule": self.rule}
        if self.status == "not_run":
            return {"Not run": f"needs {self.needs}" if "needs" in self.data else "not tried"}
        source = f"  [{self.data['source']}]" if "source" in self.data else ""
        rows = {"Rule": self.rule + source}
        rows |= {label: self.data[key] for label, key in
                 (("Saw", "saw"), ("Chain", "chain"), ("So", "so")) if key in self.data}
        if self.data.get("kind") != "hole":  # an empty hole has itself said where, and what to read
            rows |= {"Where": self._where(), "Read": self.handout, "Hint": self.data.get("hint", "")}
        rows["Again"] = f"make grade TEST={self.name} NONCE={self.nonce}"
        if self.data.get("kind") != "hole":
            rows["Replay"] = f"make replay TEST={self.name} NONCE={self.nonce}: that run under GDB, backward too"
        return {label: printable(text) for label, text in rows.items() if text}

    def _where(self) -> str:
        hole = self.data.get("hole")
        look = f"{self.data.get('file', '')} (your hole \"{hole}\")".strip() if hole else ""
        parts = [part for part in (self.data.get("where"), look) if part]
        return "; look at ".join(parts)

    @property
    def cause(self) -> tuple:
        """Claims of one cause share it: the same empty hole, or the same broken rule."""
        kind = self.data.get("kind")
        same = {"hole": "saw", "rule": "so"}.get(kind)
        return (kind, self.data.get(same)) if same else (self.name,)


@dataclass(frozen=True)
class Result:
    """One submission. The attributes are the keys of its file."""

    data: dict

    def __getattr__(self, key: str):
        return self.data[key]

    @property
    def has_mark(self) -> bool:
        """False if nobody knows yet what it is worth: that is no zero."""
        return self.status != "infrastructure_error"

    @property
    def mark(self) -> str:
        """What counts: the points less what lateness costs; empty if there is no mark."""
        if not self.has_mark:
            return ""
        return self.data.get("row", {}).get("mark") or str(self.points)

    @property
    def late(self) -> str:
        """How late it came and what that has cost, as a sentence; empty if it came in time."""
        row = self.data.get("row", {})
        days, percent = int(row.get("days_late") or 0), int(row.get("percent_lost") or 0)
        free = int(row.get("free_days") or 0)
        if not days or not self.has_mark:
            return ""
        text = f"Handed in {days} {'day' if days == 1 else 'days'} late"
        if free:
            text += f" ({free} of them free)"
        return text + (f", which costs {percent} % of {self.points} points: the mark is {self.mark}." if percent
                       else ": that costs nothing.")

    @property
    def dates(self) -> str:
        """When it was due and when it came, of Greenwich; empty if there was no date."""
        row = self.data.get("row", {})
        due, came = (row.get(key, "").replace("T", " ").rstrip("Z") for key in ("due", "handed_in"))
        return f"Due {due}, handed in {came} (UTC)." if due and came else ""

    @property
    def name(self) -> str:
        """The person's name, if a roster says it."""
        return self.data.get("row", {}).get("name", "")

    @property
    def title(self) -> str:
        """The lab's name, as far as it is known."""
        name = (self.grade or self.data).get("title")
        return f"Lab {self.lab} · {name}" if name else f"Lab {self.lab}"

    @property
    def claims(self) -> list[Claim]:
        """What a student is told of: hidden claims are one, which keeps them hidden."""
        claims = [Claim(claim) for claim in (self.grade or {}).get("tests", [])]
        hidden = self.data.get("hidden")
        if hidden:
            points, most = hidden["points"], hidden["max_points"]
            claims.append(Claim({
                "name": "hidden.claims", "title": "Claims that are not shown.", "stage": "hidden",
                "status": "passed" if points == most else "failed", "points": points, "max_points": most,
                "kind": "hidden", "rule": "Claims beyond those of make grade: the handout's rules, in other cases."}))
        return claims

    @property
    def every_claim(self) -> list[Claim]:
        """All claims one by one, for instructors."""
        return [Claim(claim) for part in (self.grade, self.data.get("hidden"))
                for claim in (part or {}).get("tests", [])]

    @property
    def stages(self) -> dict[str, list[Claim]]:
        """The claims by their stage, both in their order."""
        stages: dict[str, list[Claim]] = {}
        for claim in self.claims:
            stages.setdefault(claim.stage, []).append(claim)
        return stages


def read_result(file: Path) -> Result:
    """The result in a file. Raises ResultError if it holds none."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["format"] == "kumquat-submission" and data["version"] == 1:
            return Result(data)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise ResultError(f"{file} is no result of a submission. make autograde writes it again.")


def result_of_grade(file: Path, student: str) -> Result:
    """What `make grade` has written for one lab (build/grade.json), as a student's result."""
    try:
        lab = json.loads(file.read_text(encoding="utf-8"))["labs"][0]
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise ResultError(f"{file} is no grade. make grade writes one.") from error
    error = lab.get("build_error", "")
    return Result({"student": student, "lab": lab["lab"], "points": lab["points"],
                   "max_points": lab["max_points"], "reason": printable(error), "missing": [],
                   "status": "does_not_build" if error else "graded",
                   "grade": None if error else lab})


def rows_of_marks(out: Path) -> dict[tuple[str, int], dict[str, str]]:
    """The lines of a run's marks.csv, by student and lab. None if it was not written yet."""
    file = out / "marks.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as table:
        return {(unspelt(row["student"]), int(row["lab"])): row | {"name": unspelt(row["name"])}
                for row in csv.DictReader(table)}


def unspelt(text: str) -> str:
    """A field without the ' that keeps a spreadsheet from taking it for a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def titles_below(out: Path) -> dict[int, str]:
    """What the labs of a run are called, as the trees say that submissions are put into."""
    labs = [json.loads(file.read_text(encoding="utf-8")) for file in out.glob("course/lab*/labs/lab*/lab.json")]
    return {lab["lab"]: lab["title"] for lab in labs}


def results_below(out: Path) -> list[Result]:
    """All results of a run, by lab and student. Raises ResultError if there is none."""
    files = sorted(out.glob("results/lab*/*.json"))
    if not files:
        raise ResultError(f"{out} holds no results. Name the folder OUT= of make autograde.")
    rows, titles = rows_of_marks(out), titles_below(out)
    results = [read_result(file) for file in files]
    return [Result(result.data | {"row": rows.get((result.student, result.lab), {}),
                                  "title": titles.get(result.lab, "")}) for result in results]
