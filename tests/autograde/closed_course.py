# closed_course.py -- a course as it lies on an instructor's machine: nobody else may look into the folder
# in which all of it lies. The weaker tier of the sandbox asks for that.

from autograder import AUTOGRADER, OUT, TREE
from start import mirror
from submissions_of import Lab, run_git

LAB = Lab(5, OUT)
CLOSED = OUT / "closed"
COURSE = CLOSED / "course"


def make_course() -> None:
    """The course's tree, without what was built, and without a history."""
    for folder in (CLOSED, AUTOGRADER.parent):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    mirror(TREE, COURSE)
    run_git(COURSE, "init", "--quiet")
    run_git(COURSE, "add", "--all")
