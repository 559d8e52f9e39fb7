# gradebooks.py -- the marks of everybody as tables that learning platforms import: a table for each lab.
# Only who has a mark has a row. An empty field would be no way to say "none yet": Moodle and Canvas
# both take the grade away that was there.
# Source: RFC 4180; Moodle, "Grade import", "CSV import", and grade/import/csv/classes/load_data.php (a
# user who is not known ends the import; an empty field is no grade); Canvas, "How do I import grades in
# the Gradebook?", and lib/gradebook_importer.rb (the first columns, "Points Possible", whatever else
# has a column becomes an assignment).

import csv
import io
from urllib.parse import unquote_to_bytes

from results import FORMULA_STARTS, STATUS_WORDS, Result, printable


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
        for claim in claims or [[STATUS_WORDS[result.status], "", "", result.points if result.has_mark else "",
                             result.max_points]]:
            rows.append([name_of(result.student), result.lab, *claim])
    return table(rows)


def marked(results: list[Result]) -> list[Result]:
    """Those that a gradebook may hear of."""
    return [result for result in results if result.has_mark]


def title_of(results: list[Result]) -> str:
    """The name of the lab that these are of."""
    return next(iter(labs_of(results).values())).title


def moodle(results: list[Result]) -> str:
    """One lab. Map `Username` to the user, the second and third column to the grade item and its feedback,
    and the last one to nothing."""
    title = title_of(results)
    return table([["Username", title, f"Feedback: {title}", "Points before lateness"],
                  *[[name_of(result.student), result.mark, feedback(result), result.points]
                    for result in marked(results)]])


def feedback(result: Result) -> str:
    """A mark in a sentence or two."""
    if result.status != "graded":
        return STATUS_WORDS[result.status] + ". " + result.reason.partition("\n")[0]
    failed = [claim.name for claim in result.claims if claim.status == "failed"]
    text = "Complete." if not failed else f"Failed: {', '.join(failed)}."
    return f"{result.late} {text}".strip()


def canvas(results: list[Result]) -> str:
    """One lab. Canvas finds a student by the SIS Login ID if ID is empty; Section may be empty."""
    points = max(result.max_points for result in results)
    return table([["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title_of(results)],
                  ["    Points Possible", "", "", "", "", points],
                  *[[result.name or name_of(result.student), "", "", name_of(result.student), "", result.mark]
                    for result in marked(results)]])
