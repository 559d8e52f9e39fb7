#!/usr/bin/env python3
# classroom_step.py -- the line that a step of GitHub Classroom's workflow adds to its outputs.
# Usage: classroom_step.py build/grade.json >> "$GITHUB_OUTPUT"

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reports"))

from platforms import classroom  # noqa: E402
from results import ResultError, result_of_grade  # noqa: E402


def main() -> int:
    """0: printed; 2: there is no grade."""
    try:
        print("result=" + classroom(result_of_grade(Path(sys.argv[1]), "student")))
    except (IndexError, ResultError) as error:
        print(f"{error} Usage: classroom_step.py build/grade.json", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
