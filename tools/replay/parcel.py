#!/usr/bin/env python3
"""parcel.py -- a recorded run in one file, to be replayed on another machine: make record, make replay FILE=.

Usage: parcel.py pack FOLDER FILE    FOLDER: a run as tools/machine/kept_run.hpp keeps it
       parcel.py open FILE FOLDER    what was in FOLDER before is gone
Exit status: 0 done, 1 the file cannot be used or written, 2 wrong use.
"""

# The file is a ZIP archive: what boots, the recording, the trace, the sources for GDB to show, and a manifest
# with the digest of each. It may come from anybody: so nothing is taken out but files with plain names, and
# QEMU is started with no word that we would not have written ourselves.

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path, PurePosixPath

FORMAT, VERSION = "kumquat-recording", 1
MANIFEST, COMMAND = "manifest.json", "replay_command"
LEFT_BEHIND = re.compile(r"console\.txt|exit|port_e9|command|writes|.*\.log|sources")
PLAIN = r"[\w+-][\w.+-]*"
SOURCES = ("kernel", "user")  # of the tree that it was made in
SUFFIXES = (".cpp", ".hpp", ".S", ".h")
SIZE_MAX = 256 << 20  # bytes, unpacked
ALLOWED = [re.compile(pattern) for pattern in (  # of the words behind the name of QEMU, two by two
    r"-machine pc,memory-backend=ram", r"-accel tcg", r"-cpu pentium,-apic", r"-display none", r"-vga none",
    r"-net none", r"-rtc base=2026-01-01,clock=vm", r"-icount shift=0,sleep=off,rr=replay,rrfile=replay",
    r"-m \d+M", r"-bios bios-microvm\.bin", rf"-kernel {PLAIN}", r"-append [^\n]*",
    rf"-initrd {PLAIN}( ([^,\n]|,,)*)?(,{PLAIN}( ([^,\n]|,,)*)?)*",
    r"-object memory-backend-ram,id=ram,size=\d+M", r"-serial chardev:console",
    r"-chardev file,id=console,path=console\.txt", r"-chardev file,id=exit,path=exit",
    r"-device isa-debugcon,iobase=0xf4,chardev=exit",
    r"-chardev file,id=e9,path=port_e9", r"-device isa-debugcon,iobase=0xe9,chardev=e9",
    r"-action reboot=shutdown,shutdown=pause")]
ALONE = {"-nodefaults", "-no-user-config"}


class Unusable(Exception):
    """Why, and what to do; whole sentences."""


def qemu_version() -> str:
    """Its first line; "" if there is none."""
    try:
        return subprocess.run(["qemu-system-i386", "--version"], capture_output=True, text=True,
                              check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return ""


def files_of(folder: Path) -> dict[str, Path]:
    """What goes into the parcel: name, and where it lies."""
    kept = folder / "sources"
    tree = kept if kept.is_dir() else Path(".")
    found = {file.name: file for file in folder.iterdir() if not LEFT_BEHIND.fullmatch(file.name)}
    for top in SOURCES:
        for file in sorted((tree / top).rglob("*")):
            if file.is_file() and file.suffix in SUFFIXES:
                found[f"sources/{file.relative_to(tree)}"] = file
    return found


def pack(folder: Path, parcel: Path) -> str:
    files = {name: file.read_bytes() for name, file in files_of(folder).items()}
    manifest = {"format": FORMAT, "version": VERSION, "qemu": qemu_version(),
                "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}}
    with zipfile.ZipFile(parcel, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        for name, data in sorted(files.items()):
            archive.writestr(name, data)
    return f"{parcel}  ({parcel.stat().st_size >> 10} KB). Elsewhere: make replay FILE={parcel.name}"


def is_plain(name: str) -> bool:
    """Whether a file of this name stays in the folder."""
    path = PurePosixPath(name)
    in_sources = path.parts[:1] == ("sources",) and path.suffix in SUFFIXES
    return all(re.fullmatch(PLAIN, part) for part in path.parts) and (len(path.parts) == 1 or in_sources)


def contents(parcel: Path) -> tuple[dict, dict[str, bytes]]:
    """Manifest and files. Raises Unusable."""
    if not parcel.is_file():
        raise Unusable(f"There is no file {parcel}. make record TEST=claim OUT=file makes one.")
    try:
        with zipfile.ZipFile(parcel) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > SIZE_MAX:
                raise Unusable(f"{parcel} would unpack to more than {SIZE_MAX >> 20} MB. No recording is so large.")
            manifest = json.loads(archive.read(MANIFEST))
            if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
                raise Unusable(f"{parcel} is no recording: its manifest does not say {FORMAT}.")
            if manifest.get("version") != VERSION:
                raise Unusable(f"{parcel} has version {manifest.get('version')}; this Kumquat reads {VERSION}. "
                               "Use a Kumquat as new as the one that made it.")
            return manifest, {name: archive.read(name) for name in map(str, manifest["files"])}
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, TypeError, NotImplementedError, zlib.error) as error:
        raise Unusable(f"{parcel} is no file of make record, or was damaged on its way ({error}). Make it, or copy it, "
                       "once more.") from None


def check(parcel: Path, manifest: dict, files: dict[str, bytes]) -> None:
    """Raises Unusable unless everything is as it was packed, and harmless."""
    for name, data in files.items():
        if not is_plain(name):
            raise Unusable(f"{parcel} holds the name {name!r}, which no recording has. It was not made by make record.")
        if hashlib.sha256(data).hexdigest() != manifest["files"][name]:
            raise Unusable(f"{parcel}: {name} was damaged. Copy the file once more.")
    missing = {COMMAND, "replay", "kumquat.elf"} - files.keys()
    if missing:
        raise Unusable(f"{parcel} lacks {', '.join(sorted(missing))}: it is no complete recording.")
    check_command(parcel, files[COMMAND].decode(errors="replace").splitlines())


def check_command(parcel: Path, words: list[str]) -> None:
    rest = [word for word in words[1:] if word not in ALONE]
    pairs = [f"{option} {value}" for option, value in zip(rest[::2], rest[1::2])]
    strange = [pair for pair in pairs if not any(pattern.fullmatch(pair) for pattern in ALLOWED)]
    if words[:1] != ["qemu-system-i386"] or len(rest) % 2 or strange:
        raise Unusable(f"{parcel} wants QEMU to be started with \"{(strange or words[:1] or [''])[0]}\". make record "
                       "writes no such thing, so the file is not opened.")


def open_parcel(parcel: Path, folder: Path) -> str:
    manifest, files = contents(parcel)
    check(parcel, manifest, files)
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    theirs, ours = manifest.get("qemu"), qemu_version()
    return "" if theirs == ours else (
        f"This was recorded by {theirs}, and here is {ours or 'none'}. If it is not replayed to its end, use that one.")


def main() -> int:
    actions = {"pack": pack, "open": open_parcel}
    if len(sys.argv) != 4 or sys.argv[1] not in actions:
        print(__doc__)
        return 0 if "--help" in sys.argv else 2
    try:
        said = actions[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    except (Unusable, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    if said:
        print(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
