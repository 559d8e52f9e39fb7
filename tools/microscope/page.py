# page.py -- a recording as one HTML file that needs nothing else: page.html, with the data in it.

import base64
import hashlib
import html
import json
import re
from pathlib import Path

from comparison import aligned, figures
from listing import entry_words
from recording import Recording, Step


def _step(step: Step) -> dict:
    """What the page's script needs of an instruction."""
    row = step.row
    result = {"n": step.number, "address": row["address"][2:], "text": row["text"],
              "function": row.get("function", ""), "place": step.place, "source": step.source,
              "kernel": step.address >= 0xC0000000, "bytes": row["bytes"],
              "registers": row.get("registers", {}), "memory": row.get("memory", []),
              "code": step.code_lines, "data": step.data_lines,
              "pages": [int(miss["address"], 16) for miss in row.get("misses", [])],
              "pageSizes": [miss["size"] for miss in row.get("misses", [])]}
    if "entered_by" in row:
        result["entry"] = entry_words(row["entered_by"])
    return result


def _data(this: Recording, base: Recording | None) -> dict:
    data = {"title": this.json["title"], "kernel": this.json["kernel"],
            "line": this.json["line_bytes"], "registers": this.json["registers"],
            "parts": this.json["parts"], "model": this.json["model"],
            "steps": [_step(step) for step in this.steps], "figures": figures(this)}
    if base:
        data["base"] = {"kernel": base.json["kernel"], "figures": figures(base),
                        "steps": [_step(step) for step in base.steps],
                        "pairs": [[left and left.number, right and right.number]
                                  for left, right in aligned(base, this)]}
    return data


def page(this: Recording, base: Recording | None) -> str:
    """The whole page. Nothing in the data can end the element that it stands in."""
    template = Path(__file__).with_name("page.html").read_text()
    script = re.search(r"<script>(.*?)</script>", template, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    data = json.dumps(_data(this, base), separators=(",", ":")).replace("<", "\\u003c")
    return (template.replace("@DIGEST@", digest)
            .replace("@TITLE@", html.escape(this.json["title"])).replace("@DATA@", data))
