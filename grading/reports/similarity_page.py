# similarity_page.py -- the places that two submissions share, side by side.

from gradebooks import name_of
from html_page import esc, page
from similarity import Line, Pair


def side(student: str, lines: list[Line]) -> str:
    """One half: where it stands, and the lines. A place may go on in the next file."""
    head = f"{lines[0].file}:{lines[0].number}" if lines else ""
    text = ""
    for line, before in zip(lines, [*lines[:1], *lines]):
        text += f"\n{line.file}:{line.number}\n" if line.file != before.file else ""
        text += f"{line.number:4} {line.text}\n"
    return (f'<div><p><strong>{esc(name_of(student))}</strong> <span class="name">{esc(head)}</span></p>'
            f'<pre tabindex="0">{esc(text)}</pre></div>')


def similarity_page(pair: Pair) -> str:
    """The whole page."""
    title = f"{name_of(pair.one)} and {name_of(pair.other)}"
    more = (f"<p>The same as these two: {esc(', '.join(map(name_of, pair.more)))}.</p>\n" if pair.more else "")
    body = (f"<h1>{esc(title)}</h1>\n{more}<p>They share {pair.tokens} tokens that are neither the starter's nor "
            f"usual, {pair.percent} % of the smaller of the two. Names, numbers, comments and layout were not "
            "compared. The longest places come first.</p>\n")
    for number, match in enumerate(sorted(pair.matches, key=lambda match: -match.tokens), 1):
        body += (f"<section><h2><span>Place {number}</span><span>{match.tokens} tokens</span></h2>\n"
                 f'<div class="pair">{side(pair.one, match.one)}{side(pair.other, match.other)}</div></section>\n')
    return page(title, body)
