# gradebooks.py -- the marks of everybody as tables that learning platforms import.
# Who has no mark has an empty field, which every platform leaves alone; a zero would be a lie.
# Source: RFC 4180; Moodle, "Grade import", "CSV grade import"; Canvas, "How do I import grades in
# the Gradebook?": the columns Student, ID, SIS Login ID and Section, then a column for each
# assignment, and a second row "Points Possible".

import csv
import io
from urllib.parse import unquote_to_bytes

from results import STATUS_WORDS, Result, printable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def field(value: object) -> str:
    """One field. A spreadsheet takes =, +, - or @ for the start of a formula, and a student may have
    chosen the text: a ' before it says that it is none."""
    text = printable(str(value)).replace("\n", " ")
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def name_of(student: str) -> str:
    """A student's own name: the autograder writes other bytes than plain letters as %XX."""
    return unquote_to_bytes(student).decode("utf-8", "replace")


def table(rows: list[list[object]]) -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows([[field(value) for value in row] for row in rows])
    return text.getvalue()


def marks_by_student(results: list[Result]) -> dict[str, dict[int, Result]]:
    """Each student's results by lab."""
    students: dict[str, dict[int, Result]] = {}
    for result in results:
        students.setdefault(result.student, {})[result.lab] = result
    return students


def mark(result: Result | None) -> object:
    """The points, or nothing."""
    return result.points if result and result.has_mark else ""


def labs_of(results: list[Result]) -> dict[int, Result]:
    """The labs in a run, each with a result that knows its title if there is one."""
    labs: dict[int, Result] = {}
    for result in results:
        if result.lab not in labs or not labs[result.lab].grade:
            labs[result.lab] = result
    return dict(sorted(labs.items()))


def plain(results: list[Result]) -> str:
    """A line for each claim of each submission, for whoever wants to count."""
    rows: list[list[object]] = [["student", "lab", "status", "stage", "claim", "points", "max_points"]]
    for result in results:
        claims = [[claim.status, claim.stage, claim.name, claim.points, claim.max_points]
                  for claim in result.every_claim]
        for claim in claims or [[STATUS_WORDS[result.status], "", "", mark(result), result.max_points]]:
            rows.append([name_of(result.student), result.lab, *claim])
    return table(rows)


def moodle(results: list[Result]) -> str:
    """Map `Username` to the user and each further column to a grade item."""
    labs = labs_of(results)
    head = ["Username", *[title for lab in labs.values() for title in (lab.title, f"Feedback: {lab.title}")]]
    rows = [[name_of(student), *[text for lab in labs for text in
                                 (mark(marks.get(lab)), feedback(marks.get(lab)))]]
            for student, marks in marks_by_student(results).items()]
    return table([head, *rows])


def feedback(result: Result | None) -> str:
    """A mark in one sentence."""
    if result is None:
        return ""
    if result.status != "graded":
        return STATUS_WORDS[result.status] + ". " + result.reason.partition("\n")[0]
    failed = [claim.name for claim in result.claims if claim.status == "failed"]
    return "Complete." if not failed else f"Failed: {', '.join(failed)}."


def canvas(results: list[Result]) -> str:
    """Canvas finds a student by the SIS Login ID if ID is empty; Section may be empty."""
    labs = labs_of(results)
    fixed = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    rows = [[name_of(student), "", "", name_of(student), "", *[mark(marks.get(lab)) for lab in labs]]
            for student, marks in marks_by_student(results).items()]
    return table([[*fixed, *[lab.title for lab in labs.values()]],
                  ["    Points Possible", "", "", "", "", *[lab.max_points for lab in labs.values()]], *rows])
