# attack_table.py -- which attack, at which tier, was stopped by what: for people, and for the instructor's
# guide. Each run of a suite writes its part below build/attacks/, and prints it.

from pathlib import Path

from autograder import TREE

FOLDER = TREE / "build/attacks"


def write_table(suite: str, rows: list[tuple[str, str, str, str]]) -> None:
    """`rows`: attack, tier, status that it got, what stopped it"""
    text = "".join(f"{attack:<32} {tier:<11} {status:<15} {stops}\n" for attack, tier, status, stops in rows)
    FOLDER.mkdir(parents=True, exist_ok=True)
    path: Path = FOLDER / f"{suite}-{rows[0][1]}.txt"
    path.write_text(text)
    print(f"\n{text}{len(rows)} attacks; the table is {path.relative_to(TREE)}")
