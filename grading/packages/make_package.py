#!/usr/bin/env python3
# make_package.py -- an autograder as a platform takes it: `make gradescope LAB=n`, `make autolab LAB=n`,
# `make github-classroom LAB=n`.
# Each holds the starter of the lab, so no solution of it leaves this tree; what the platform has to run
# is a few lines that lie beside this file.
# Source: Gradescope, "Autograder Specifications"; Autolab, "Guide for Lab Authors", and what its importer
# asks for; GitHub Classroom, "Use autograding", "Creating an autograding test with a custom workflow".

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TREE = HERE.parents[1]
sys.path.insert(0, str(TREE / "tools/start"))

from holes import HoleError  # noqa: E402
from start import StartError, write_starter  # noqa: E402

FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # the same tree gives the same package


def scripts(platform: str, lab: int) -> dict[str, str]:
    """The files of a platform by name, for one lab."""
    return {str(file.relative_to(HERE / platform)): file.read_text().replace("@LAB@", str(lab))
            for file in sorted((HERE / platform).rglob("*")) if file.is_file()}


def write_scripts(platform: str, lab: int, folder: Path) -> None:
    """The same, as files that can be run if they are scripts."""
    for name, text in scripts(platform, lab).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        (folder / name).chmod(0o755 if text.startswith("#!") else 0o644)


def gradescope(starter: Path, lab: int, out: Path) -> None:
    """A zip with setup.sh and run_autograder at its top."""
    write_scripts("gradescope", lab, starter.parent)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(starter.parent.rglob("*")):
            if file.is_file():
                entry = zipfile.ZipInfo(str(file.relative_to(starter.parent)), FIXED_DATE)
                entry.external_attr = file.stat().st_mode << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, file.read_bytes())


def assessment(lab: int, name: str) -> str:
    """What Autolab is to know of a lab: a problem for each stage, with its points."""
    description = json.loads(next((TREE / "labs").glob(f"lab{lab:02}-*/lab.json")).read_text())
    problems = [{"name": stage["name"], "description": "", "optional": False,
                 "max_score": sum(claim["points"] for claim in stage["claims"])} for stage in description["stages"]]
    general = {"name": name, "display_name": f"Lab {lab}: {description['title']}", "category_name": "Kumquat",
               "description": "", "handin_filename": "handin.tar.gz", "handin_directory": "handin", "max_size": 8,
               "max_submissions": -1, "max_grace_days": 0, "disable_handins": False}
    autograder = {"autograde_timeout": 600, "autograde_image": "kumquat", "release_score": True}
    return json.dumps({"general": general, "problems": problems, "autograder": autograder}, indent=2) + "\n"


def autolab(starter: Path, lab: int, out: Path) -> None:
    """An assessment to be imported. JSON is YAML as well; a name has letters and digits only."""
    name = f"kumquatlab{lab}"
    folder = starter.parent / name
    write_scripts("autolab", lab, folder)
    (folder / "assessment.rb").rename(folder / f"{name}.rb")
    (folder / f"{name}.yml").write_text(assessment(lab, name))
    with tarfile.open(folder / "autograde.tar", "w", format=tarfile.USTAR_FORMAT) as archive:
        archive.add(starter, starter.name)
    with tarfile.open(out, "w", format=tarfile.USTAR_FORMAT) as archive:
        archive.add(folder, name)


def github_classroom(starter: Path, lab: int, out: Path) -> None:
    """A repository to be made a template."""
    write_scripts("github-classroom", lab, starter)
    shutil.copytree(starter, out)
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"],
                  ["-c", "user.name=Kumquat", "-c", "user.email=kumquat@localhost", "commit", "--quiet",
                   f"--message=Starter of lab {lab}"]):
        subprocess.run(["git", "-C", str(out), *words], check=True)


PLATFORMS = {"gradescope": (gradescope, "gradescope-lab{:02}.zip"),
             "autolab": (autolab, "autolab-lab{:02}.tar"),
             "github-classroom": (github_classroom, "github-classroom-lab{:02}")}


def main() -> int:
    """0: written; 2: not, and the message says why."""
    parser = argparse.ArgumentParser(description="Pack an autograder for a platform.",
                                     epilog="Exit status: 0 written, 2 not.")
    parser.add_argument("platform", choices=PLATFORMS)
    parser.add_argument("--lab", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the folder that gets the package")
    arguments = parser.parse_args()
    pack, name = PLATFORMS[arguments.platform]
    out = arguments.out.resolve() / name.format(arguments.lab)
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.is_dir():
        shutil.rmtree(out)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            starter = Path(scratch, "package/kumquat")
            write_starter(TREE, arguments.lab, starter, None)
            pack(starter, arguments.lab, out)
    except (StartError, HoleError, OSError, subprocess.SubprocessError) as error:
        print(f"No package was written. {error}", file=sys.stderr)
        return 2
    print(f"Package  {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
