#!/usr/bin/env python3
# write_reports.py -- everything that people and platforms read, from the results of a run:
# `make reports OUT=folder`, and the end of every `make autograde`.
# Writes into OUT: reports/class.html and a page for each student; gradescope/, autolab/, junit/ and
# classroom/ with a file for each; moodle/ and canvas/ with a table for each lab; claims.csv. All can be
# written anew at any time: nothing here decides about a mark.

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from class_page import class_page
from gradebooks import canvas, moodle, plain
from picture import picture_of
from platforms import autolab, classroom, gradescope, junit
from results import Claim, Result, ResultError, results_below
from similarity import Pair, pairs_among
from similarity_page import similarity_page
from student_page import student_page

FOR_PLATFORMS = {"gradescope": (".json", gradescope), "autolab": (".txt", autolab),
                 "junit": (".xml", junit), "classroom": (".txt", classroom)}
FOR_GRADEBOOKS = {"moodle": moodle, "canvas": canvas}
TOOK = re.compile(r"^took ([0-9.]+) s$", re.M)


def write(file: Path, text: str) -> None:
    """Write a text; its folder is made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")


def place(result: Result, ending: str) -> str:
    """Where something on a submission lies in its folder: lab05/alice.json."""
    return f"lab{result.lab:02}/{result.student}{ending}"


def write_for_platforms(results: list[Result], out: Path) -> None:
    """A file for each platform. Who has no mark has none: a platform would take it for a zero."""
    for name, (ending, convert) in FOR_PLATFORMS.items():
        for result in results:
            file = out / name / place(result, ending)
            if result.has_mark:
                write(file, convert(result))
            else:
                file.unlink(missing_ok=True)


def write_for_gradebooks(results: list[Result], out: Path) -> None:
    """A table of each lab for each gradebook."""
    for name, convert in FOR_GRADEBOOKS.items():
        for lab in sorted({result.lab for result in results}):
            write(out / name / f"lab{lab:02}.csv", convert([result for result in results if result.lab == lab]))


def seconds_by_lab(results: list[Result], out: Path) -> dict[int, list[float]]:
    """How long each submission took, as its log says."""
    seconds: dict[int, list[float]] = {}
    for result in results:
        log = out / "logs" / place(result, ".log")
        took = TOOK.findall(log.read_text("utf-8", "replace")) if log.exists() else []
        if took:
            seconds.setdefault(result.lab, []).append(float(took[-1]))
    return seconds


def write_pairs(lab: int, out: Path) -> list[Pair]:
    """The submissions of a lab that are alike, each pair with a page of its own."""
    try:
        pairs = pairs_among(out / f"sources/lab{lab:02}", out / f"course/lab{lab:02}")
    except subprocess.SubprocessError as error:
        print(f"Lab {lab}: submissions were not compared. {error}", file=sys.stderr)
        return []
    for number, pair in enumerate(pairs, 1):
        pair.page = f"alike/lab{lab:02}-{number}.html"
        write(out / "reports" / pair.page, similarity_page(pair))
    return pairs


def write_pages(results: list[Result], out: Path) -> None:
    """The pages of the class, of each student, and of submissions that are alike."""
    shutil.rmtree(out / "reports", ignore_errors=True)
    for result in results:
        def picture(claim: Claim, traces: str = "traces/" + place(result, "")) -> str:
            file = f"{traces}/{claim.name}.json"
            return picture_of(claim, out / file, quote("../../" + file))
        write(out / "reports" / place(result, ".html"), student_page(result, picture))
    labs = sorted({result.lab for result in results})
    write(out / "reports/class.html", class_page(results, {lab: write_pairs(lab, out) for lab in labs},
                                                 seconds_by_lab(results, out)))


def write_all(out: Path) -> None:
    """All of it. Raises ResultError if there are no results, OSError if the disk is full."""
    results = results_below(out)
    write_for_platforms(results, out)
    write_for_gradebooks(results, out)
    write(out / "claims.csv", plain(results))
    write_pages(results, out)


def main() -> int:
    """0: written; 2: there are no results, or the disk is full."""
    parser = argparse.ArgumentParser(description="Write reports and tables from the results of a run.",
                                     epilog="Exit status: 0 written, 2 not.")
    parser.add_argument("out", type=Path, help="the folder OUT= of make autograde")
    arguments = parser.parse_args()
    try:
        write_all(arguments.out)
    except (ResultError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Reports  {arguments.out / 'reports/class.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
