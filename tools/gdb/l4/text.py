# text.py -- numbers as people read them; the same as visualizer/model/text.cpp makes them.

import textwrap


def as_hex(word: int) -> str:
    """An address or word as "0x0000A000"."""
    return f"0x{word:08X}"


def as_word(word: int) -> str:
    """Small numbers as they are, large ones in hexadecimal."""
    return str(word) if word < 10_000 else as_hex(word)


def as_timeout(us: int | None) -> str:
    """Microseconds, None for never: "for ever", "not at all", "at most 3 ms"."""
    if us is None:
        return "for ever"
    if us == 0:
        return "not at all"
    return f"at most {us // 1000:,} ms" if us % 1000 == 0 else f"at most {us:,} µs"


def as_size(size: int) -> str:
    """Bytes: "4 KB", "12 MB"."""
    return f"{size >> 20:,} MB" if size % (1 << 20) == 0 else f"{size >> 10:,} KB"


def counted(count: int, noun: str) -> str:
    """"1 thread", "2,000 threads"."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def list_of(names: list[str]) -> str:
    """"a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def table(rows: list[tuple], head: tuple) -> list[str]:
    """Lines in columns; numbers stand on the right, the last column is as long as it likes."""
    cells = [tuple(map(str, row)) for row in [head, *rows]]
    widths = [max(map(len, column)) for column in zip(*cells)]
    right = [bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(head))]
    return ["  ".join(cell.rjust(width) if flush else cell.ljust(width)
                      for cell, width, flush in zip(row, widths, right)).rstrip() for row in cells]


def sentence(text: str, indent: str = "") -> str:
    """A text broken into lines of a terminal."""
    return textwrap.fill(text, 100, initial_indent=indent, subsequent_indent=indent,
                         break_long_words=False, break_on_hyphens=False)
