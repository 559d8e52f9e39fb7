# reports_test.py -- what platforms, gradebooks and people get from results, also from hostile ones.
# Each checker names the page of the platform, or the platform's own source, that it was written from.

import base64
import csv
import io
import json
import re
import shutil
import unittest
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

from autograder import OUT, TREE
from sample_run import RESULTS, write_sample

from results import Result, ResultError, printable, results_below
from similarity import Line, pairs_among
from similarity_page import side
from student_page import student_page
from write_reports import write_all

RUN = OUT / "reports"
MARKED = [row for row in RESULTS if row["status"] != "infrastructure_error"]


def setUpModule():
    shutil.rmtree(RUN, ignore_errors=True)
    write_sample(RUN)
    write_all(RUN)


def of(row: dict, platform: str, ending: str) -> str:
    return (RUN / platform / "lab05" / (row["student"] + ending)).read_text(encoding="utf-8")


class Platforms(unittest.TestCase):
    """Each format, by its documentation."""

    def each(self, platform: str, ending: str) -> list[tuple[dict, str]]:
        """Every result with what the platform gets of it."""
        return [(row, of(row, platform, ending)) for row in MARKED]

    def test_nobody_gets_a_zero_for_an_infrastructure_error(self):
        for platform in ("gradescope", "autolab", "junit", "classroom"):
            self.assertEqual(list((RUN / platform).rglob("erin*")), [])
        for gradebook in ("moodle", "canvas"):
            self.assertNotIn("erin", (RUN / gradebook / "lab05.csv").read_text())

    def test_gradescope(self):
        """gradescope-autograders.readthedocs.io, "Autograder Specifications": "Output format", "Controlling
        Test Case Visibility"; also docs/specs.md in gradescope/autograder_samples."""
        allowed = {"score": (int, float), "max_score": (int, float), "status": str, "name": str, "name_format": str,
                   "number": str, "output": str, "output_format": str, "tags": list, "visibility": str,
                   "extra_data": dict}
        for row, text in self.each("gradescope", ".json"):
            data = json.loads(text)
            self.assertEqual(data["score"], row["points"])
            self.assertLessEqual(set(data), {"score", "output", "output_format", "visibility", "stdout_visibility",
                                             "extra_data", "tests", "leaderboard", "execution_time"})
            for test in data["tests"]:
                for key, value in test.items():
                    self.assertIsInstance(value, allowed[key], key)
                self.assertIn(test["status"], ("passed", "failed"))
                self.assertIn(test["visibility"], ("hidden", "after_due_date", "after_published", "visible"))
                self.assertIn(test["output_format"], ("text", "html", "simple_format", "md", "ansi"))
            self.assertEqual(sum(test["score"] for test in data["tests"]), row["points"])

    def test_autolab(self):
        """Autolab, "Guide for Lab Authors", "Writing Autograders" (docs/lab.md in autolab/Autolab): the last
        line is a JSON object whose "scores" has a number for each problem."""
        for row, text in self.each("autolab", ".txt"):
            self.assertEqual(text.count("\n"), 1)
            self.assertEqual(set(json.loads(text)), {"scores"})
            scores = json.loads(text)["scores"]
            self.assertTrue(all(isinstance(score, int) for score in scores.values()))
            self.assertEqual(sum(scores.values()), row["points"])
        self.assertEqual(json.loads(of(RESULTS[1], "autolab", ".txt")), {"scores": {"meeting": 3, "path": 2, "hidden": 0}})

    def test_classroom(self):
        """src/main.js and notify-classroom.js of classroom-resources/autograding-grading-reporter: base64 of JSON; the
        scores of the tests are added up."""
        for row, text in self.each("classroom", ".txt"):
            data = json.loads(base64.b64decode(text, validate=True))
            self.assertEqual((data["version"], data["max_score"]), (1, row["max_points"]))
            self.assertIn(data["status"], ("pass", "fail", "error"))
            self.assertEqual(data["status"] == "pass", row["points"] == row["max_points"])
            self.assertEqual(sum(test["score"] for test in data["tests"]), row["points"])
            for test in data["tests"]:
                self.assertEqual(set(test), {"name", "status", "score", "message", "test_code", "filename",
                                             "line_no", "duration"})

    def test_junit(self):
        """GitLab, "Unit test reports", "Parsing JUnit XML files"; junit-10.xsd of Jenkins' xunit plugin."""
        for row, text in self.each("junit", ".xml"):
            suite, = ET.fromstring(text)  # raises on what XML does not allow
            counts = {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error",
                      "skipped": "testcase/skipped"}
            self.assertEqual({key: int(suite.get(key)) for key in counts},
                             {key: len(suite.findall(path)) for key, path in counts.items()})
            names = [case.get("name") for case in suite]
            self.assertEqual(len(names), len(set(names)))
            self.assertTrue(all(case.get("classname") == "lab05" for case in suite))
            self.assertEqual(int(suite.get("failures")) > 0, row["points"] < row["max_points"])


class Gradebooks(unittest.TestCase):
    """Tables."""

    def table(self, name: str) -> list[list[str]]:
        rows = list(csv.reader(io.StringIO((RUN / name).read_text(encoding="utf-8"), newline="")))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])}, "as many fields in each row")
        return rows

    def test_canvas(self):
        """lib/gradebook_importer.rb of instructure/canvas-lms: the columns that row_has_student_headers?,
        update_column_count and last_student_info_column want; each further column becomes an assignment, unless
        its title ends in an id or names a score; what is blank is a change."""
        head, points, *rows = self.table("canvas/lab05.csv")
        self.assertEqual(head, ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Lab 5 · Rendezvous"])
        self.assertNotRegex(head[5], r"\(\d+\)$|(Current|Final|Override) (Score|Points|Grade|Status)")
        self.assertTrue(all(float(row[5]) >= 0 for row in rows))
        self.assertEqual((points[0].strip(), points[5]), ("Points Possible", "18"))
        self.assertEqual({row[3]: row[5] for row in rows},
                         {"alice": "18", "bob": "4.5", "carol": "0", "'=<script>dave": "0"})
        self.assertIn("Bob, B.", [row[0] for row in rows])

    def test_moodle(self):
        """grade/import/csv/classes/load_data.php of moodle/moodle: a user who is not known ends the import; a
        grade is a number, and a blank one takes away what was there."""
        head, *rows = self.table("moodle/lab05.csv")
        self.assertEqual(head, ["Username", "Lab 5 · Rendezvous", "Feedback: Lab 5 · Rendezvous",
                                "Points before lateness"])
        self.assertTrue(all(row[0] and float(row[1]) >= 0 for row in rows))
        marks = {row[0]: row[1:] for row in rows}
        self.assertEqual(marks["alice"], ["18", "Complete.", "18"])
        self.assertEqual(marks["bob"][0::2], ["4.5", "5"])
        self.assertRegex(marks["bob"][1], "1 day late, which costs 10 % of 5 points: the mark is 4.5. Failed: meeting.breaks")

    def test_claims(self):
        head, *rows = self.table("claims.csv")
        self.assertEqual(head[-2:], ["points", "max_points"])
        self.assertEqual(sum(int(row[5] or 0) for row in rows), 23)
        self.assertFalse(any(field.startswith(tuple("=+-@\t")) for row in rows for field in row))


class Page(HTMLParser):
    """The tags, attributes and texts of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


class Pages(unittest.TestCase):
    """The reports in HTML; tests/browser opens them in a browser."""

    def pages(self) -> dict[str, Page]:
        return {str(file.relative_to(RUN / "reports")): Page(file.read_text(encoding="utf-8"))
                for file in (RUN / "reports").rglob("*.html")}

    def test_nothing_runs_and_nothing_is_loaded(self):
        for name, page in self.pages().items():
            with self.subTest(name):
                self.assertFalse([tag for tag, _ in page.tags if tag in ("script", "img", "iframe", "form", "b", "object")])
                self.assertFalse([key for _, attrs in page.tags for key in attrs
                                  if key.startswith("on") or key in ("style", "src")])
                self.assertFalse([char for char in page.text if not char.isprintable() and char != "\n"])
                for _, attrs in page.tags:
                    self.assertFalse(re.match(r"[a-z]+:|//", attrs.get("href", "")), attrs)

    def test_links_lead_to_files(self):
        from urllib.parse import unquote
        for name, page in self.pages().items():
            for _, attrs in page.tags:
                if "href" in attrs:
                    self.assertTrue((RUN / "reports" / name).parent.joinpath(unquote(attrs["href"])).is_file(), attrs)
        self.assertEqual(len(self.pages()), len(RESULTS) + 2)

    def test_a_failure_is_told_as_make_grade_tells_it(self):
        text = self.pages()["lab05/bob.html"].text
        for words in ("A rule.  [ABI 4]", "It hurts.", "f kernel/ipc/a.cpp:3; look at kernel/ipc/a.cpp (your hole \"a hole\")",
                      "Think.", "handouts/05-rendezvous.md#here", "make grade TEST=meeting.breaks NONCE=00000000000000AB",
                      "path.hole_too", "2 of 3", "2,100 instructions", "5 of 18 points", "ipc_transfer"):
            self.assertIn(words, text)
        self.assertEqual(text.count("hole \"b\" is still empty"), 1)

    def test_hidden_claims_stay_hidden_from_students(self):
        for row in RESULTS[:2]:
            told = [of(row, *place) for place in (("gradescope", ".json"), ("junit", ".xml"), ("reports", ".html"))]
            told.append(base64.b64decode(of(row, "classroom", ".txt")).decode())
            for text in told:
                self.assertNotIn("secret", text)
                self.assertIn("hidden", text)
        self.assertIn("secret.case", (RUN / "claims.csv").read_text())

    def test_what_lateness_costs_is_told(self):
        pages = self.pages()
        self.assertIn("1 day late, which costs 10 % of 5 points: the mark is 4.5.", pages["lab05/bob.html"].text)
        self.assertIn("Due 2027-02-12 22:59:00, handed in 2027-02-13 08:00:00 (UTC).", pages["lab05/bob.html"].text)
        self.assertNotIn("which costs", pages["lab05/alice.html"].text)
        self.assertNotIn("Due ", pages["lab05/alice.html"].text)

    def test_the_mark_of_the_whole_kernel_is_told(self):
        self.assertIn("7 of 18 points", self.pages()["lab05/alice.html"].text)

    def test_other_ends_are_told(self):
        pages = self.pages()
        self.assertIn("a.cpp:3: error:", pages["lab05/carol.html"].text)
        self.assertIn("Lab 5 · Rendezvous", pages["lab05/carol.html"].text)
        self.assertIn("is a symbolic link", pages["lab05/%3D%3Cscript%3Edave.html"].text)
        self.assertIn("No mark yet", pages["lab05/erin.html"].text)

    def test_the_class_is_counted(self):
        text = self.pages()["class.html"].text
        for words in ("2 graded, 1 not building, 1 rejected, 1 without a mark", "4 s at most", "bob and carol", "4.5"):
            self.assertIn(words, text)
        self.assertNotIn("alice and", text)


class Sample(unittest.TestCase):
    """What all these tests are made of is what the autograder writes."""

    def test_it_has_the_keys_that_the_schemas_name(self):
        submission, grade = (json.loads((TREE / f"grading/{name}.schema.json").read_text())
                             for name in ("submission", "grade"))
        claims = [claim for row in RESULTS for claim in (row["grade"] or {}).get("tests", [])]
        for schema, things in ((submission, RESULTS), (grade["definitions"]["test"], claims),
                               (grade["definitions"]["lab"], [row["grade"] for row in RESULTS if row["grade"]])):
            for thing in things:
                self.assertLessEqual(set(schema["required"]), set(thing))
                self.assertLessEqual(set(thing), set(schema["properties"]))


class Words(unittest.TestCase):
    """Results that are none, and texts that steer."""

    def test_what_is_no_result_is_refused(self):
        with self.assertRaises(ResultError):
            results_below(RUN / "logs")
        (RUN / "results/lab06").mkdir(exist_ok=True)
        (RUN / "results/lab06/x.json").write_text('{"format": "kumquat-grade", "version": 1}')
        with self.assertRaises(ResultError):
            results_below(RUN)
        shutil.rmtree(RUN / "results/lab06")

    def test_what_steers_is_spelt_out(self):
        self.assertEqual(printable("a\x1b\u202e\r\n\ud800é"), "a\\x1B\\xE2\\x80\\xAE\n\\x3Fé")

    def test_days_that_cost_nothing_are_told(self):
        def late(days: int, free: int, percent: int) -> str:
            row = {"days_late": str(days), "free_days": str(free), "percent_lost": str(percent), "mark": "40"}
            return Result({"status": "graded", "points": 50, "row": row}).late
        self.assertEqual(late(3, 3, 0), "Handed in 3 days late (3 of them free): that costs nothing.")
        self.assertIn("5 days late (3 of them free), which costs 20 % of 50 points: the mark is 40.", late(5, 3, 20))
        self.assertEqual(late(0, 0, 0), "")

    def test_what_failed_beside_another_and_what_was_not_tried_have_their_points(self):
        def claim(name: str, **more) -> dict:
            return {"name": name, "stage": "one", "points": 0, "max_points": 4, "nonce": name[0] * 16, "title": "T.",
                    "rule": "R.", "handout": "h.md", "status": "failed", "kind": "rule", "so": "same"} | more
        tests = [claim("a.one"), claim("b.two"), claim("c.three", status="not_run", needs="a.one")]
        text = student_page(Result({"student": "x", "lab": 5, "status": "graded", "points": 0, "max_points": 12, "missing": [],
                                    "grade": {"title": "T", "tests": tests}}))
        self.assertIn("b.two (0 of 4, NONCE=bbbbbbbbbbbbbbbb)", text)
        self.assertIn("make replay TEST=a.one NONCE=aaaaaaaaaaaaaaaa", text)
        self.assertIn("are not tried, and have no points", text)

    def test_a_place_names_each_file_that_it_goes_through(self):
        text = side("x", [Line("a.cpp", 8, "one"), Line("b.cpp", 7, "two"), Line("b.cpp", 8, "three")])
        self.assertIn("a.cpp:8", text)
        self.assertIn("\nb.cpp:7\n   7 two\n   8 three", text)

    def alike(self, more: list[str]) -> list[list[str]]:
        """Who is listed together, with so many more submissions."""
        folders = [RUN / f"sources/lab05/more{i}" for i in range(len(more))]
        for folder, text in zip(folders, more):
            (folder / "kernel/ipc").mkdir(parents=True)
            (folder / "kernel/ipc/a.cpp").write_text(text)
        try:
            return [pair.students for pair in pairs_among(RUN / "sources/lab05", RUN / "course/lab05")]
        finally:
            for folder in folders:
                shutil.rmtree(folder)

    def test_what_many_write_alike_is_usual(self):
        self.assertEqual(self.alike([]), [["bob", "carol"]])
        body = (RUN / "sources/lab05/bob/kernel/ipc/a.cpp").read_text()
        own = "".join("int own%d(int a) { return a * %s + a / 3; }\n" % (i, " + ".join(["a", "f(a)", "-a", "g(1, a)"] * (i + 1)))
                      for i in range(8))
        others = [body + "".join(line + "\n" for line in own.split("\n")[i:i + 4]) for i in range(5)]
        self.assertNotIn(["bob", "more0"], [students[:2] for students in self.alike(others)])

    def test_who_hands_in_what_takes_for_ever_is_left_out(self):
        self.assertEqual(self.alike(["E E E E\n" * 20_000] * 2), [["bob", "carol"]])

    def test_those_that_are_all_the_same_are_listed_together(self):
        body = (RUN / "sources/lab05/bob/kernel/ipc/a.cpp").read_text()
        self.assertEqual([sorted(students) for students in self.alike([body.replace("sum", f"sum{i}") for i in range(6)])],
                         [["bob", "carol", *(f"more{i}" for i in range(6))]])

    def test_a_claim_that_passed_tells_nothing(self):
        self.assertEqual(Result(RESULTS[0]).claims[0].told, {})
