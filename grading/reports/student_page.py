# student_page.py -- one submission for its student: marks by stage, then why each point is missing.
# The words are those of `make grade`; beside them stands what happened last, as a picture.

from collections.abc import Callable

from gradebooks import name_of
from html_page import bar, esc, page, table, terms
from results import STATUS_WORDS, Claim, Result, printable

#: Gives the picture of a claim as HTML, or nothing.
Pictures = Callable[[Claim], str]

WHAT_NOW = {
    "does_not_build": "The kernel does not build, so no claim was tried. Mend the first error first; the "
                      "others often follow from it. The compiler says:",
    "rejected": "The submission was not opened. If the dates of the course allow it, mend this and hand it in again:",
    "infrastructure_error": "The machine that grades has failed, which is nobody's zero: your teacher will "
                            "have it graded again. What happened:"}


def stages(result: Result) -> str:
    """The table of stages."""
    rows = []
    for name, claims in result.stages.items():
        points, most = sum(c.points for c in claims), sum(c.max_points for c in claims)
        signs = "".join(f'<span class="{"good" if c.has_passed else "bad" if c.mark == "✗" else "faint"}">'
                        f"{c.mark}</span>" for c in claims)
        passed = sum(claim.has_passed for claim in claims)
        rows.append([esc(name), f'<span class="signs" aria-hidden="true">{signs}</span> '
                                f'<span class="faint">{passed} of {len(claims)} claims</span>',
                     bar(points / most if most else 1, f"{points} of {most} points"), f"{points} of {most}"])
    return "<h2>Stages</h2>\n" + table(["Stage", "Claims", "", "Points"], rows, (3,))


def curve(claim: Claim) -> str:
    """What was counted, for a claim that gives points for a figure."""
    if "curve" not in claim.data:
        return ""
    scale = claim.curve
    others = ", ".join(f"{name} {value:,}" for name, value in scale["others"].items())
    return terms({"Counted": f"{scale['value']:,} {scale['figure']}",
                  "Scale": f"{scale['full']:,} and less: all points; {scale['none']:,}: none",
                  **({"Others": others} if others else {})})


def beside(claim: Claim) -> str:
    """A claim that failed for the reason of another one, and how to have it again."""
    return (f"{claim.name} ({claim.points} of {claim.max_points}"
            + (f", NONCE={claim.nonce}" if "nonce" in claim.data else "") + ")")


def failure(claim: Claim, also: list[Claim], picture: str) -> str:
    """One claim that has failed, with those that failed for the same reason."""
    console = printable(claim.data.get("console", "")).strip()
    return (f'<section id="{esc(claim.name)}">\n<h3><span><span class="bad">{claim.mark}</span> '
            f'<span class="name">{esc(claim.name)}</span></span><span>{claim.points} of {claim.max_points}</span></h3>\n'
            + terms(claim.told | ({"Also": ", ".join(map(beside, also))} if also else {})) + curve(claim) + picture
            + (f"<details><summary>What the kernel printed (it proves nothing)</summary>"
               f'<pre tabindex="0">{esc(console)}</pre></details>\n' if console else "") + "</section>\n")


def failures(result: Result, picture: Pictures) -> str:
    """Each failure once; claims that failed for one reason stand together."""
    causes: dict[tuple, list[Claim]] = {}
    for claim in result.claims:
        if claim.status not in ("passed", "not_run"):
            causes.setdefault(claim.cause, []).append(claim)
    text = "".join(failure(claims[0], claims[1:], picture(claims[0]))
                   for claims in causes.values())
    return f"<h2>What has failed</h2>\n{text}" if text else ""


def not_run(result: Result) -> str:
    """The claims that did not run, by what they wait for."""
    waiting: dict[str, list[Claim]] = {}
    for claim in result.claims:
        if claim.status == "not_run":
            waiting.setdefault(claim.data.get("needs", ""), []).append(claim)
    return "" if not waiting else (
        "<h2>Not run</h2>\n<p>Where a claim has failed, those that need it are not tried, and have no points.</p>\n"
        + table(["Needs", "Claims", "Points"],
                [[f'<span class="name">{esc(needs)}</span>', esc(", ".join(claim.name for claim in claims)),
                  f"0 of {sum(claim.max_points for claim in claims)}"] for needs, claims in waiting.items()], (2,)))


def passed_figures(result: Result) -> str:
    """What was counted where all points were reached."""
    text = "".join(f"<section><h3><span><span class=\"good\">✓</span> <span class=\"name\">{esc(claim.name)}</span></span>"
                   f"<span>{claim.points} of {claim.max_points}</span></h3>\n{curve(claim)}</section>\n"
                   for claim in result.claims if claim.has_passed and "curve" in claim.data)
    return f"<h2>Counted</h2>\n{text}" if text else ""


def footer(result: Result) -> str:
    """What the mark was made of, for an appeal."""
    rows = {"Sandbox": result.data.get("tier", ""), "Boots": str(result.data.get("boots", "")),
            "Digest": result.data.get("submission", ""), "Of the lab": result.data.get("course", ""),
            "Missing": ", ".join(result.missing)}
    return "<h2>For the record</h2>\n" + terms({label: text for label, text in rows.items() if text})


def student_page(result: Result, picture: Pictures = lambda claim: "") -> str:
    """The whole page."""
    title = f"{name_of(result.student)}: {result.title}"
    mark = f"{result.points} of {result.max_points} points" if result.has_mark else "No mark yet"
    body = f'<h1>{esc(name_of(result.student))}</h1>\n<p>{esc(result.title)}</p>\n<p class="mark">{mark}</p>\n'
    if result.dates:
        body += f'<p class="faint">{esc(result.dates)}</p>\n'
    if result.late:
        body += f"<p>{esc(result.late)}</p>\n"
    if result.status != "graded":
        body += (f"<section><h2>{esc(STATUS_WORDS[result.status])}</h2><p>{WHAT_NOW[result.status]}</p>"
                 f'<pre tabindex="0">{esc(result.reason)}</pre></section>\n')
    elif result.points == result.max_points:
        body += '<p class="good">Complete: every claim has passed.</p>\n'
    whole = result.data.get("whole")
    if whole:
        body += (f"<p>In your own kernel, with your files of all labs up to this one: {whole['points']} of "
                 f"{whole['max_points']} points. That does not count.</p>\n")
    if result.claims:
        body += stages(result) + failures(result, picture) + not_run(result) + passed_figures(result)
    return page(title, body + footer(result))
