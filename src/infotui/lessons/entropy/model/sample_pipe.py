"""The command that reopens a sample from a pipe: `printf` prints its counts into the program."""

from __future__ import annotations

import shlex

from infotui.data.source import NOT_REOPENED, STANDARD_INPUT
from infotui.maths.distributions import MAX_CLASSES

from .counted_sample import CountedSample


def pipe_command(sample: CountedSample) -> str:
    """The command whose output the sample's command reads; empty for a file.

    Raises:
        ValueError: there are too many classes, or a label cannot be in a line; the text says what to do.
    """
    if sample.path != STANDARD_INPUT:
        return ""
    table = sample.table
    lines = list(zip(table.counts, table.labels, strict=True))
    is_blank = not any(label.strip() for label in table.labels)  # would be read as counts alone
    if len(lines) > MAX_CLASSES or is_blank or any(map(_breaks_line, table.labels)):
        raise ValueError(NOT_REOPENED)
    if lines[-1][1] == b"total":  # as a last line it could be taken for a sum
        lines.insert(0, lines.pop())
    printed = "".join(rf"{n} {_escaped(label)}\n" for n, label in lines)
    return f"printf {shlex.quote(printed)}"


def _breaks_line(label: bytes) -> bool:
    return b"\n" in label or label.endswith(b"\r")


def _escaped(label: bytes) -> str:
    """The label for the format of `printf`: bytes that are no printable text in octal."""
    found = []
    for character in label.decode("utf-8", "surrogateescape"):
        if character in "%\\":
            found.append("%%" if character == "%" else r"\\")
        elif character.isprintable():
            found.append(character)
        else:
            found += [rf"\{byte:03o}" for byte in character.encode("utf-8", "surrogateescape")]
    return "".join(found)
