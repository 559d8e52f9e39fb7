#!/usr/bin/env bash
# setup.sh -- Gradescope runs this once, as root, when the autograder's image is built.
# The tree installs what it needs itself; then all that submissions share is built.
set -eu
cd "${KUMQUAT:-/autograder/source/kumquat}"
command -v make git >/dev/null || { apt-get update && apt-get install --yes --no-install-recommends make git; }
make autograder
chmod go= .
python3 -B grading/packages/grade_one.py --tree . --lab @LAB@ --prepare
