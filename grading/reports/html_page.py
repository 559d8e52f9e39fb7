# html_page.py -- the frame of every report: one file that needs nothing else, and runs nothing.
# Texts of students and of their kernels stand in it, so everything that is not markup of ours goes
# through esc(), and a policy in the page forbids the browser scripts, forms, and all that would be
# loaded. Styles are allowed by the digest of the one style sheet.
# Source: W3C, "Content Security Policy Level 3", "Delivery via a HTML meta element".

import base64
import hashlib
from html import escape

from results import printable

STYLE = """
:root { color-scheme: light dark; --ground: #fbfaf6; --panel: #fff; --ink: #1c1f24; --faint: #5a606a;
  --line: #d5d8de; --good: #1b6e3c; --bad: #a8321c; --accent: #0b5c8a; --bar: #cfe0ea; --running: #009e73; --ready: #2e8fcb;
  --send: #d55e00; --receive: #b4568c; }
@media (prefers-color-scheme: dark) { :root { --ground: #1d2026; --panel: #262a31; --ink: #eceef1;
  --faint: #a9b0bb; --line: #444a53; --good: #7fd09a; --bad: #ff9c85; --accent: #7cc4f0; --bar: #2f4a5c;
  --running: #1db386; --ready: #56b4e9; --send: #e8743b; --receive: #cc79a7; } }
@media print { :root { color-scheme: light; --ground: #fff; --panel: #fff; --ink: #000; --faint: #444;
  --line: #999; --good: #064; --bad: #800; --accent: #036; --bar: #ccd; --running: #009e73; --ready: #2e8fcb; --send: #d55e00; --receive: #b4568c; }
  section { break-inside: avoid; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 16px 48px; max-width: 60rem; background: var(--ground); color: var(--ink);
  font: 15px/1.5 Inter, system-ui, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.5rem; margin: 0 0 4px; } h2 { font-size: 1.15rem; margin: 32px 0 8px; }
h1, h2, h3, p, dd, a { overflow-wrap: anywhere; } h3 { font-size: 1rem; margin: 24px 0 8px; }
a { color: var(--accent); } .faint { color: var(--faint); } .good { color: var(--good); } .bad { color: var(--bad); }
.mark { font-size: 1.25rem; font-weight: 600; margin: 0 0 8px; }
code, pre, .name { font-family: "JetBrains Mono", ui-monospace, monospace; font-size: 0.87em; }
pre { background: var(--ground); border: 1px solid var(--line); padding: 8px; margin: 8px 0 0; overflow: auto;
  max-height: 24rem; white-space: pre-wrap; overflow-wrap: anywhere; }
section { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 12px 16px; margin: 12px 0; }
section > :first-child { margin-top: 0; } section > h3, section > h2 { display: flex; font-size: 1rem; justify-content: space-between; gap: 12px; }
dl { display: grid; grid-template-columns: 5rem 1fr; gap: 4px 12px; margin: 0; } dt { color: var(--faint); } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 4px 12px 4px 0;
  border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; } th { font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; } .scroll svg.wide { max-width: none; }
.scroll { --under: var(--ground); overflow-x: auto; margin: 12px 0;  /* a shadow at a side says that there is more */
  background: linear-gradient(to right, var(--under) 40%, transparent) left / 48px 100% no-repeat local,
    linear-gradient(to left, var(--under) 40%, transparent) right / 48px 100% no-repeat local,
    linear-gradient(to right, var(--line), transparent) left / 16px 100% no-repeat scroll,
    linear-gradient(to left, var(--line), transparent) right / 16px 100% no-repeat scroll; }
section .scroll { --under: var(--panel); }
.signs { letter-spacing: 2px; } details { margin-top: 8px; } summary { cursor: pointer; color: var(--accent); }
svg { display: block; max-width: 100%; height: auto; } svg text { fill: var(--ink); font: 12px Inter, system-ui, sans-serif; }
svg .faint { fill: var(--faint); } svg .bar { fill: var(--accent); } svg .track { fill: var(--bar); } svg .axis { stroke: var(--line); }
svg .running { fill: var(--running); } svg .ready { fill: var(--ready); } svg .dead { fill: none; stroke: var(--line); }
svg .send { fill: none; stroke: var(--send); stroke-width: 2; } svg .receive { fill: none; stroke: var(--receive); stroke-dasharray: 2 3; }
svg .message { stroke: var(--ink); stroke-width: 1.5; fill: none; } svg .here { stroke: var(--bad); stroke-width: 2; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; } .pair mark { background: var(--bar); color: inherit; }
@media (max-width: 40rem) { .pair, dl { grid-template-columns: 1fr; } dt { margin-top: 4px; } }
"""

POLICY = ("default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
          + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode() + "'")


def esc(text: object) -> str:
    """A text as HTML shows it: no markup, no control characters."""
    return escape(printable(str(text)))


def page(title: str, body: str) -> str:
    """A whole page. `body` is HTML; `title` is text."""
    return (f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="referrer" content="no-referrer">\n<title>{esc(title)}</title>\n'
            f'<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n')


def table(head: list[str], rows: list[list[str]], numbers: tuple[int, ...] = ()) -> str:
    """A table of HTML cells. `numbers`: the columns that stand at the right"""
    def row(kind: str, cells: list[str], scope: str = "") -> str:
        return "<tr>" + "".join(
            f'<{kind}{scope}{" class=number" if i in numbers else ""}>{cell}</{kind}>' if cell else "<td></td>"
            for i, cell in enumerate(cells)) + "</tr>"
    return ('<div class="scroll" tabindex="0" role="region" aria-label="' + esc(head[0]) + ' table"><table>\n<thead>'
            + row("th", head, ' scope="col"') + "</thead>\n<tbody>\n"
            + "\n".join(row("td", cells) for cells in rows) + "\n</tbody></table></div>\n")


def terms(rows: dict[str, str]) -> str:
    """Labels and texts."""
    return "<dl>" + "".join(f"<dt>{esc(label)}</dt><dd>{esc(text)}</dd>"
                            for label, text in rows.items()) + "</dl>\n"


def bar(part: float, words: str) -> str:
    """A part of a whole, 0 to 1, as a bar. `words`: the same for who does not see it"""
    width = round(120 * min(max(part, 0), 1))
    return (f'<svg width="120" height="12" viewBox="0 0 120 12" role="img" aria-label="{esc(words)}">'
            f'<rect class="track" width="120" height="12" rx="2"/>'
            f'<rect class="bar" width="{width}" height="12" rx="2"/></svg>')
