# sample_run.py -- the folder of a run as the autograder leaves it, with everything in it that a report
# has to bear: all statuses, a figure that is worth some points, markup, escapes, and copied work.
# Usage: sample_run.py OUT   (also writes the reports, as a browser's test wants them)

import json
import sys
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TREE / "grading/reports"))

HOSTILE = "\"]]></failure><script>alert(1)</script>\x1b[2J\u202e&'\x00<img src=x onerror=alert(1)>"
#: Long enough to make all three look alike, if it counted.
GIVEN = "".join(f"int part{i}(int a) {{\n    return a > {i} ? part(a - 1, a * 2) : other(a, a + {i}, 7);\n}}\n" for i in range(9))
STARTER = GIVEN + "namespace kumquat {\n\nint given(int a) {\n    // LAB 5 BEGIN a\n    KUMQUAT_HOLE();\n    // LAB 5 END\n}\n\n}\n"
#: One way to write the function, and another that does the same.
LOOP = ("    int sum = 0;\n    for (int i = 0; i < a; ++i) {\n        if (i % 3 == 1) { sum += i * i; } else { sum -= i; }\n"
        "        while (sum > 1000) { sum = sum / 2 + helper(sum, i, a) * 3; }\n    }\n    return sum > a ? sum : a;\n")
RECURSION = ("    switch (a) {\n    case 0: return 0;\n    case 1: return helper(1, 2, 3);\n    default: break;\n    }\n"
             "    const auto rest = [&](auto self, int b) -> int { return b < 2 ? b : self(self, b - 1) + b; };\n"
             "    do { a = rest(rest, a) & 0xFF; } while (a > 77);\n    return a ^ 5;\n")
SOURCES = {"bob": LOOP, "carol": LOOP.replace("sum", "total").replace("1000", "999"), "alice": RECURSION}


def claim(name: str, status: str, points: int, **more: object) -> dict:
    """A claim of three points as grade.json tells it."""
    return {"name": name, "title": f"Title of {name}.", "stage": name.split(".")[0], "status": status,
            "points": points, "max_points": 3, "nonce": "00000000000000AB", "instructions": 5,
            "rule": "A rule.", "handout": "handouts/05-rendezvous.md#here", **more}


FIGURE = {"figure": "instructions", "value": 2100, "full": 1000, "none": 3000, "others": {"the reference": 900}}
CLAIMS = [
    claim("meeting.passes", "passed", 3),
    claim("meeting.breaks", "failed", 0, kind="verdict", saw=HOSTILE, so="It hurts.", hole="a hole",
          file="kernel/ipc/a.cpp", hint="Think.", source="ABI 4", where="f kernel/ipc/a.cpp:3", console=HOSTILE),
    claim("path.is_short", "failed", 2, kind="figure", saw="2100 instructions.", curve=FIGURE, hole="a hole"),
    claim("path.hole", "failed", 0, kind="hole", saw="Lab 5, hole \"b\" is still empty."),
    claim("path.hole_too", "failed", 0, kind="hole", saw="Lab 5, hole \"b\" is still empty."),
    claim("path.waits", "not_run", 0, needs="meeting.breaks")]
TRACE = {"format": "kumquat-trace", "version": 1,
         "kinds": [["context_switch", "thread", "next"], ["ipc_block", "thread", "partner", "phase", "timeout_us"],
                   ["ipc_transfer", "thread", "partner", "w0", "w1", "flags"], ["ready_insert", "thread", "priority"], ["timer", "thread", "clock_us"]],
         "threads": [{"id": "0.0", "name": "idle"}, {"id": "2.0", "name": "<b>a"}, {"id": "2.1", "name": "b"}],
         "events": [[10, 0, 0, 1], [20, 1, 1, 2, 1, 4294967295], [30, 0, 1, 2], [40, 2, 2, 1, 7, 8, 0],
                    [50, 3, 1, 16], [60, 1, 2, 1, 0, 5000], [70, 0, 2, 1], *([1000 * tick, 4, 0, tick] for tick in range(1, 99))]}


def hidden(test: dict) -> dict:
    """A lab of one claim that students do not have."""
    return {"lab": 5, "title": "Rendezvous", "hidden": True, "points": test["points"], "max_points": 3, "tests": [test]}


def result(student: str, status: str, points: int, reason: str = "", claims: list[dict] | None = None) -> dict:
    """One submission's result as a file holds it."""
    grade = claims and {"lab": 5, "title": "Rendezvous", "points": points, "max_points": 18, "tests": claims}
    return {"format": "kumquat-submission", "version": 1, "student": student, "lab": 5, "status": status,
            "reason": reason, "points": points, "max_points": 18, "boots": 4, "tier": "namespaces",
            "submission": "ab" * 32, "course": "cd" * 32, "missing": [], "grade": grade}


RESULTS = [
    result("alice", "graded", 18, claims=[claim(row["name"], "passed", 3) for row in CLAIMS[1:]]) | {
        "hidden": hidden(claim("secret.case", "passed", 3)),
        "whole": {"lab": 5, "title": "Rendezvous", "points": 7, "max_points": 18, "tests": []}},
    result("bob", "graded", 5, claims=CLAIMS) | {"hidden": hidden(claim("secret.case", "failed", 0, saw="The secret."))},
    result("carol", "does_not_build", 0, f"kernel/ipc/a.cpp:3: error: {HOSTILE}"),
    result("%3D%3Cscript%3Edave", "rejected", 0, f"The entry {HOSTILE} is a symbolic link."),
    result("erin", "infrastructure_error", 0, "The host was too slow.")]


def write_sample(out: Path) -> None:
    """Write the folder."""
    files = {f"results/lab05/{row['student']}.json": json.dumps(row) for row in RESULTS}
    files |= {"traces/lab05/bob/meeting.breaks.json": json.dumps(TRACE), "course/lab05/kernel/ipc/a.cpp": STARTER,
              "course/lab05/labs/lab05-rendezvous/lab.json": json.dumps({"lab": 5, "title": "Rendezvous"}),
              "traces/lab05/bob/path.is_short.json": json.dumps(TRACE | {"events": [[1, 99]]}),
              "logs/lab05/bob.log": "…\ntook 4.5 s\n"}
    files["marks.csv"] = ("student,name,lab,status,points,max_points,due,handed_in,days_late,free_days,"
                          "percent_lost,mark,reason\r\n"
                          'bob,"Bob, B.",5,graded,5,18,2027-02-12T22:59:00Z,2027-02-13T08:00:00Z,1,0,10,4.5,\r\n'
                          'carol,,5,does_not_build,0,18,,,2,0,20,0,no\r\n')
    files |= {f"sources/lab05/{student}/kernel/ipc/a.cpp": STARTER.replace("    KUMQUAT_HOLE();\n", body)
              for student, body in SOURCES.items()}
    for name, text in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    from write_reports import write_all
    write_sample(Path(sys.argv[1]))
    write_all(Path(sys.argv[1]))
