# class_page.py -- a course's marks on one page: how they lie, what was hard, what needs a look.
# It is for instructors; a student's own page is linked from the table at its end.

import statistics
from urllib.parse import quote

from gradebooks import labs_of, name_of
from html_page import bar, esc, page, table
from results import STATUS_COUNTED, STATUS_WORDS, Result
from similarity import Pair

COLUMNS = 10  # of the distribution
MOST_NAMES = 8  # of those that are all the same


def distribution(marks: list[float]) -> str:
    """How many marks lie in each tenth of the points; `marks` are 0 to 1."""
    counts = [0] * COLUMNS
    for mark in marks:
        counts[min(int(mark * COLUMNS), COLUMNS - 1)] += 1
    most = max(counts)
    columns = ""
    for i, count in enumerate(counts):
        height = round(110 * count / most) if most else 0
        columns += (f'<rect class="bar" x="{i * 56 + 8}" y="{136 - height}" width="48" height="{height}" rx="2"/>'
                    f'<text class="faint" x="{i * 56 + 32}" y="152" text-anchor="middle">{i * 10}–{i * 10 + 10}</text>'
                    + (f'<text x="{i * 56 + 32}" y="{130 - height}" text-anchor="middle">{count}</text>' if count else ""))
    words = "; ".join(f"{count} from {i * 10} to {i * 10 + 10} %" for i, count in enumerate(counts) if count)
    return ('<div class="scroll" tabindex="0" role="region" aria-label="Distribution of points">'
            f'<svg class="wide" width="576" height="160" viewBox="0 0 576 160" role="img" aria-label="Points in per cent: {words}">'
            f'{columns}<line class="axis" x1="4" y1="136" x2="572" y2="136"/></svg></div>\n'
            '<p class="faint">Points before lateness, in per cent of all, and how many submissions have them.</p>\n')


def figures(results: list[Result], seconds: list[float]) -> str:
    """Counts, and the middle mark."""
    words = [f"{sum(r.status == status for r in results)} {text}" for status, text in STATUS_COUNTED.items()
             if any(r.status == status for r in results)]
    marks = [r.points for r in results if r.has_mark]
    if marks:
        words.append(f"median {statistics.median(marks):g} of {results[0].max_points} points")
    boots = sum(r.data.get("boots", 0) for r in results)
    times = f" Grading took {sum(seconds):,.0f} s for all, {max(seconds):,.0f} s at most for one." if seconds else ""
    return f"<p>{esc(', '.join(words))}. {boots:,} boots.{times}</p>\n"


def hardest(results: list[Result]) -> str:
    """The claims that fewest have passed, and those that nobody has."""
    tried = [r for r in results if r.claims]
    if not tried:
        return ""
    passed: dict[str, int] = {}
    titles: dict[str, str] = {}
    for result in tried:
        for claim in result.every_claim:
            titles[claim.name] = claim.title
            passed[claim.name] = passed.get(claim.name, 0) + claim.has_passed
    hard = sorted((count, name) for name, count in passed.items() if count < len(tried))
    rows = [[f'<span class="name">{esc(name)}</span><br><span class="faint">{esc(titles[name])}</span>',
             bar(count / len(tried), f"{count} of {len(tried)}"), f"{count} of {len(tried)}"] for count, name in hard[:12]]
    nobody = [name for count, name in hard if count == 0]
    text = "<h3>Hardest claims</h3>\n" + (table(["Claim", "Passed", "By"], rows, (2,)) if rows else "<p>Every claim was passed by everybody.</p>\n")
    if nobody:
        text += ("<h3>Claims that nobody has passed</h3>\n<p>Look whether the handout says enough, and whether "
                 f"the claim is right: <span class=\"name\">{esc(', '.join(nobody))}</span>.</p>\n")
    return text


def names_of(pair: Pair) -> str:
    """Who is alike, in some words."""
    names = [name_of(student) for student in pair.students]
    if len(names) > MOST_NAMES:
        names = [*names[:MOST_NAMES], f"{len(names) - MOST_NAMES} more"]
    return ", ".join(names[:-1]) + " and " + names[-1]


def alike(pairs: list[Pair]) -> str:
    """Submissions that share unusually much. It accuses nobody."""
    if not pairs:
        return ""
    rows = [[f'<a href="{esc(quote(pair.page))}">{esc(names_of(pair))}</a>',
             str(pair.tokens), f"{pair.percent} %"] for pair in pairs]
    return ("<h3>Submissions that are alike</h3>\n<p>What two submissions share beyond the starter and beyond what "
            "many wrote the same way. Short functions have few right forms, and people may have learnt together "
            "as the rules allow: this is a list of places to read, and nothing more.</p>\n"
            + table(["Submissions", "Shared tokens", "Of the smaller"], rows, (1, 2)))


def students(results: list[Result]) -> str:
    """Everybody, with a link to the page of each."""
    return "<h3>Everybody</h3>\n" + table(["Student", "Status", "Points", "Mark"], [
        [f'<a href="lab{r.lab:02}/{esc(quote(r.student))}.html">{esc(name_of(r.student))}</a>'
         + (f' <span class="faint">{esc(r.name)}</span>' if r.name else ""),
         esc(STATUS_WORDS[r.status]), f"{r.points} of {r.max_points}" if r.has_mark else "no mark",
         esc(r.mark)] for r in results], (2, 3))


def class_page(results: list[Result], pairs: dict[int, list[Pair]],
               seconds: dict[int, list[float]]) -> str:
    """The whole page. \\param pairs, seconds: by lab"""
    body = "<h1>Results of the course</h1>\n"
    for number, lab in labs_of(results).items():
        of_lab = [result for result in results if result.lab == number]
        marks = [r.points / r.max_points for r in of_lab if r.has_mark and r.max_points]
        body += (f"<h2>{esc(lab.title)}</h2>\n" + figures(of_lab, seconds.get(number, []))
                 + (distribution(marks) if marks else "") + hardest(of_lab) + alike(pairs.get(number, []))
                 + students(of_lab))
    return page("Results of the course", body)
