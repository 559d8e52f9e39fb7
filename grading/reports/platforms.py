# platforms.py -- a result in the words of the platforms that courses use.
# Each is made from the same result; what a platform cannot say is left out. A claim with a curve
# may have failed and have points nevertheless, so points never follow from a status.
# Source: Gradescope, "Autograder Specifications", "Output Format"; Autolab, "Guide for Lab
# Authors", "Autograders"; GitHub Classroom's autograding-grading-reporter, src/notify-classroom.js
# (it adds the scores up); JUnit XML as Jenkins' xunit plugin (junit-10.xsd) and GitLab, "Unit test reports", describe it.

import base64
import json
import xml.etree.ElementTree as ET

from results import STATUS_WORDS, Claim, Result, printable


def words(claim: Claim) -> str:
    """All that is told of a claim, a line each."""
    return "".join(f"{label}: {text}\n" for label, text in claim.told.items())


def gradescope(result: Result) -> str:
    """results.json of Gradescope."""
    return json.dumps({
        "score": result.points,
        "output": printable(result.reason),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [{
            "score": claim.points, "max_score": claim.max_points,
            "status": "passed" if claim.has_passed else "failed",
            "name": claim.name, "output": words(claim), "output_format": "text",
            "tags": [claim.stage], "visibility": "visible"} for claim in result.claims],
    }, indent=2) + "\n"


def autolab(result: Result) -> str:
    """The last line of output, which Autolab reads: the points of each stage."""
    scores = {stage: sum(claim.points for claim in claims) for stage, claims in result.stages.items()}
    return json.dumps({"scores": scores or {"submission": result.points}}) + "\n"


def classroom(result: Result) -> str:
    """What GitHub Classroom's reporter wants as the output `result` of a step: base64 of JSON."""
    tests = [{"name": claim.name, "status": "pass" if claim.has_passed else "fail",
              "score": claim.points, "message": words(claim), "test_code": claim.title,
              "filename": claim.data.get("file", ""), "line_no": 0, "duration": 0}
             for claim in result.claims]
    if not tests:
        tests = [{"name": STATUS_WORDS[result.status], "status": "error", "score": 0,
                  "message": printable(result.reason), "test_code": "", "filename": "",
                  "line_no": 0, "duration": 0}]
    everything = result.points == result.max_points and result.has_mark
    payload = {"version": 1, "status": "pass" if everything else "error" if not result.claims else "fail",
               "max_score": result.max_points, "tests": tests}
    return base64.b64encode(json.dumps(payload).encode()).decode()


def junit(result: Result) -> str:
    """One suite with a case for each claim, for GitLab and Jenkins. A submission without claims has
    a single case, named after its status."""
    name = f"lab{result.lab:02}"
    suite = ET.Element("testsuite", name=f"{name} {printable(result.student)}")
    for claim in result.claims:
        case = ET.SubElement(suite, "testcase", classname=name, name=claim.name)
        if claim.status == "not_run":
            ET.SubElement(case, "skipped", message=claim.told["Not run"])
        elif not claim.has_passed:
            saw = printable(claim.data.get("saw", ""))
            ET.SubElement(case, "failure", message=saw).text = words(claim)
    if not result.claims:
        case = ET.SubElement(suite, "testcase", classname=name, name=result.status)
        kind = "failure" if result.has_mark else "error"
        ET.SubElement(case, kind, message=printable(result.reason))
    for key, child in (("tests", "testcase"), ("failures", "testcase/failure"),
                       ("errors", "testcase/error"), ("skipped", "testcase/skipped")):
        suite.set(key, str(len(suite.findall(child))))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
