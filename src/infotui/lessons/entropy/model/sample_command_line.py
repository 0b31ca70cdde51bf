"""A user's own sample on the command line: the options that read it, and the words that read it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from infotui.core.number_parsing import quoted
from infotui.core.reading import Json

from .sample_request import DEFAULT_TOP, SampleRequest

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from .counted_sample import CountedSample, SampleKind

_STANDARD_INPUT = "-"
_KINDS = ("counts", "symbols", "bytes", "text")
_ALPHABETS = ("letters", "letters+space", "characters")
_TEXT_OPTION = "--text-file"
_MAX_DIGITS = 9

_ABOUT = """\
Read a sample from a file, or from standard input (-), and estimate the entropy of its source.
  -                 alone: lines of an integer, a blank and a label are counts, others symbols
  --text FILE|-     letters of a text, and the entropy of the next one given those before it.
                    --text with a file reads it; --text alone, or before a number, prints
                    sentences as for every lesson. Both may be given: --text FILE --text.
                    A file named like a number or an option is given as --text=FILE.
Readings of more than 26 classes: shown_entropy + rest_probability · rest_entropy = entropy, in place
of those of each class. Readings of a text: orders, the entropy of the next letter.
"""


def add_sample_arguments(parser: ArgumentParser) -> None:
    """Declare the options that read a sample."""
    from argparse import SUPPRESS

    own = parser.add_argument_group("your own data", _ABOUT)
    own.add_argument(
        "--counts",
        metavar=("FILE|-", "N"),
        nargs="+",
        help="a count and a label in each line, or counts alone: uniq -c; or two or more counts: 12 5 3",
    )
    own.add_argument("--symbols", metavar="FILE|-", help="one symbol in each line")
    own.add_argument("--bytes", metavar="FILE|-", help="the bytes of any file")
    own.add_argument(_TEXT_OPTION, metavar="FILE|-", dest="text_file", help=SUPPRESS)
    own.add_argument("--column", metavar="N|NAME", help="the column of the symbols, by number or header")
    own.add_argument("--alphabet", choices=_ALPHABETS, help="what of a text is counted (letters)")
    own.add_argument("--top", metavar="N", help="how many of the most frequent classes are listed (25)")


def mark_text_file(words: Sequence[str]) -> list[str]:
    """The words with `--text FILE` marked, to distinguish it from `--text`, which prints sentences.

    A word after `--text` is a file unless it begins with a minus (`-` alone is standard input) or is written
    like a number: such lines had a meaning before `--text` took files.
    """
    found: list[str] = []
    for word in words:
        if word.startswith("--text="):
            word = _TEXT_OPTION + word.removeprefix("--text")
        elif found and found[-1] == "--text" and not (_is_option(word) or _is_number(word)):
            found[-1] = _TEXT_OPTION
        found.append(word)
    return found


def parse_sample(namespace: Namespace) -> SampleRequest | None:
    """The input that the arguments name, unread; None if they name none.

    Raises:
        ValueError: the arguments do not go together.
    """
    counts = _typed_counts(namespace)
    given = [kind for kind in _KINDS if _path(namespace, kind) is not None]
    detects = namespace.probabilities == [_STANDARD_INPUT]
    if len(given) + detects > 1:
        names = [f"--{kind}" for kind in given] + ["-"] * detects
        raise ValueError(f"argument {names[-1]}: one input at a time; {names[0]} names one already")
    kind = given[0] if given else None
    _check_companions(namespace, kind, detects, counts)
    if kind is None and not detects:
        return None
    return SampleRequest(
        path=_STANDARD_INPUT if kind is None else "" if counts else _path(namespace, kind) or "",
        kind=kind,
        column=namespace.column,
        alphabet=namespace.alphabet,
        counts=counts,
        names=tuple(namespace.names or ()) if counts else (),
        top=_top(namespace.top),
        lock=tuple(namespace.lock or ()),
        select=tuple(namespace.select or ()),
    )


def _typed_counts(namespace: Namespace) -> tuple[int, ...]:
    """The counts that are typed after --counts; none if it has one word, the path of a file.

    Words after the path of a file count as probabilities, which are refused beside it.
    """
    words = namespace.counts or []
    if len(words) < 2:
        return ()
    if not words[0].strip().isdigit():
        namespace.probabilities = [*words[1:], *namespace.probabilities]
        return ()
    from .typed_counts import parse_counts

    return parse_counts(words)


def format_sample(sample: CountedSample) -> list[str]:
    """The words that read the sample again; of one from a pipe, those that read its counts."""
    top = ["--top", str(sample.top)] if sample.top != DEFAULT_TOP else []
    if sample.path == _STANDARD_INPUT:
        return ["--counts", _STANDARD_INPUT, *top]
    if not sample.path:
        from .typed_counts import typed_words

        return [*typed_words(sample), *top]
    words = _option(sample.kind, sample.path)
    if sample.column is not None:
        words += ["--column", sample.column]
    if sample.alphabet is not None and sample.alphabet != _ALPHABETS[0]:
        words += ["--alphabet", sample.alphabet]
    return words + top


def sample_to_json(sample: CountedSample) -> dict[str, Json]:
    """The sample by the names of the arguments, and what was read."""
    from infotui.maths.distributions import MAX_CLASSES

    table = sample.table
    found: dict[str, Json] = {"counts": list(table.counts)}
    if sample.path:
        found = {sample.kind.value: sample.path, "file": sample.path}
    if sample.column is not None:
        found["column"] = sample.column
    if sample.alphabet is not None:
        found["alphabet"] = sample.alphabet.value
    if sample.top != DEFAULT_TOP:
        found["top"] = sample.top
    found |= {"n": table.total, "classes": table.classes}
    if table.classes <= MAX_CLASSES:
        found["p"] = [n / table.total for n in table.counts]
        found["names"] = [table.name(i) for i in range(table.classes)]
    if table.layout:
        found["layout"] = table.layout
    if table.notes:
        found["notes"] = list(table.notes)
    return found


def _check_companions(namespace: Namespace, kind: str | None, detects: bool, counts: tuple[int, ...]) -> None:
    """Refuse arguments that do not apply to this input, and probabilities beside it."""
    has_data = kind is not None or detects
    if namespace.column is not None and kind != "symbols":
        raise ValueError("argument --column: only symbols have columns: --symbols FILE --column N")
    if namespace.alphabet is not None and kind != "text":
        raise ValueError("argument --alphabet: only a text has an alphabet: --text FILE --alphabet letters")
    if namespace.top is not None and not has_data:
        raise ValueError(
            "argument --top: only your own data have most frequent classes: --counts FILE --top N"
        )
    if kind is not None and namespace.probabilities:
        raise ValueError(f"argument P: probabilities come from --{kind}, so none can be given")
    if counts and namespace.names:
        from .typed_counts import check_names

        check_names(namespace.names, counts)
    elif has_data and namespace.names:
        raise ValueError("argument --names: your own data have names already")


def _path(namespace: Namespace, kind: str) -> str | None:
    """The path that an option names; of counts the first word, which may be a typed count."""
    given = vars(namespace)["text_file" if kind == "text" else kind]
    path: str | None = given[0] if kind == "counts" and given else given
    return path


def _top(word: str | None) -> int:
    if word is None:
        return DEFAULT_TOP
    if not (word.isascii() and word.isdigit() and len(word) <= _MAX_DIGITS and int(word) > 0):
        raise ValueError(f"argument --top: {quoted(word)} is not a number of classes, from 1 up")
    return int(word)


def _option(kind: SampleKind, path: str) -> list[str]:
    name = f"--{kind.value}"
    is_separate = not (_is_option(path) or (kind == "text" and _is_number(path)))
    return [name, path] if is_separate else [f"{name}={path}"]


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _is_number(word: str) -> bool:
    """Whether a word is written like a number, so that it could be a probability."""
    text = word.strip().lstrip("+-").lower()
    return text in ("nan", "inf", "infinity") or (
        text[:1] in tuple(".0123456789") and not text.strip("0123456789./e+-")
    )
