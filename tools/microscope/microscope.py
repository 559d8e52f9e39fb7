#!/usr/bin/env python3
# microscope.py -- `make microscope`: one operation of the kernel as text, JSON and a page.
# Files: build/microscope/ipc.json, .txt, .html; with --base ipc-base.json and ipc-compared.txt as well. The JSON
# files are for the visualizer.
# Exit status: 0; 1 the kernel does not come so far; 2 wrong usage; 4 the emulator or the host is to blame.

import argparse
import subprocess
import sys
from pathlib import Path

from comparison import comparison
from listing import listing
from page import page
from recording import Recording, read_recording


def look(arguments: argparse.Namespace, kernel: Path | None, json_file: Path) -> Recording:
    """Run the recorder; end the program with its status if it fails."""
    command = [str(arguments.build / "tools/kumquat-microscope"), "--build", str(arguments.build),
               "--what", arguments.what, "--json", str(json_file)]
    if kernel:
        command += ["--kernel", str(kernel)]
    status = subprocess.run(command, check=False).returncode
    if status != 0:
        sys.exit(status)
    return read_recording(json_file, Path("."))


def main() -> int:
    """See the head of this file."""
    parser = argparse.ArgumentParser(description="Show one operation of the kernel, instruction by instruction.")
    parser.add_argument("--build", type=Path, default=Path("build"), help="the build directory")
    parser.add_argument("--what", default="ipc",
                        help="ipc, pagefault, switch, map, exception or interrupt (ipc)")
    parser.add_argument("--kernel", type=Path, help="the kernel; otherwise the one that `make bench` measures")
    parser.add_argument("--base", type=Path, help="another kernel, shown beside it")
    arguments = parser.parse_args()
    folder = arguments.build / "microscope"
    folder.mkdir(parents=True, exist_ok=True)
    name = folder / arguments.what
    this = look(arguments, arguments.kernel, name.with_suffix(".json"))
    base = None
    text = listing(this)
    name.with_suffix(".txt").write_text(text)
    if arguments.base:
        base = look(arguments, arguments.base, folder / f"{arguments.what}-base.json")
        text = comparison(base, this)
        (folder / f"{arguments.what}-compared.txt").write_text(text)
    name.with_suffix(".html").write_text(page(this, base))
    print(text, end="")
    print(f"\nas a page: {name}.html   in the visualizer: {name}.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
