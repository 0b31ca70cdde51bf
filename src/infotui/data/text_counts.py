"""Counting the letters of a text, alone and after the one, two and three letters before them."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from infotui.maths.estimators import CountProfile, plug_in_entropy

from .count_table import CountTable, check_size, make_table
from .slices import slices
from .source import Source

MAX_CONTEXT = 3
"""The most letters before the next one that are taken into account."""

UNRELIABLE_SHARE = 0.2
"""The share of contexts seen once above which a conditional entropy depends mostly on the text's length."""

_PIECE = 1 << 16
_BYTE_ORDER_MARK = "\ufeff"


class Alphabet(StrEnum):
    """What of a text is counted."""

    LETTERS = "letters"
    """Letters alone, in lower case."""
    LETTERS_AND_SPACE = "letters+space"
    """Letters in lower case; everything between two words is one space."""
    CHARACTERS = "characters"
    """Every character as it is."""


@dataclass(frozen=True, slots=True)
class TextOrder:
    """The entropy of the next letter, given as many letters before it.

    Attributes:
        context: how many letters before it are known.
        sequences: the profile of the sequences of context + 1 letters.
        shorter: that of the sequences of context letters; None where the context is 0.
        contexts: how many different contexts there are.
        contexts_once: how many of them occurred once.
    """

    context: int
    sequences: CountProfile
    shorter: CountProfile | None
    contexts: int
    contexts_once: int

    def entropy(self, *, base: float | None = None) -> float:
        """F = H(context + 1 letters) − H(context letters), plug-in (Shannon 1951, equation 1).

        The longer sequences are fewer by one, so that for a short or periodic text the difference can be a
        little below 0, which no conditional entropy is: it is 0 then.
        """
        h = plug_in_entropy(self.sequences, base=base)
        return h if self.shorter is None else max(0.0, h - plug_in_entropy(self.shorter, base=base))

    @property
    def is_reliable(self) -> bool:
        """Whether at most a fifth of the contexts were seen once."""
        return self.contexts_once <= UNRELIABLE_SHARE * self.contexts


def read_text(
    source: Source, alphabet: Alphabet = Alphabet.LETTERS
) -> tuple[CountTable, tuple[TextOrder, ...]]:
    """Count the letters of a UTF-8 text, and the orders 0 to 3 as far as it is long enough.

    Bytes that are not UTF-8 are no letters; among all characters they are counted apart.

    Raises:
        DataError: the input has no such letters, or too many different sequences of four.
    """
    sequences: Counter[str] = Counter()
    text, size = "", 0
    decoder = _Decoder(source)
    for piece in _letters(decoder.pieces(), alphabet):
        text += piece
        size += len(piece)
        sequences.update([text[i : i + MAX_CONTEXT + 1] for i in range(len(text) - MAX_CONTEXT)])
        text = text[-MAX_CONTEXT:]
        check_size(source, len(sequences))
    if not size:
        raise source.error(f"it has no {alphabet}: there is nothing to count")
    by_length = _shorter_sequences(sequences, text)
    orders = tuple(_order(m, by_length) for m in range(min(MAX_CONTEXT + 1, size)))
    labels, counts = tuple(map(_label, by_length[0])), tuple(by_length[0].values())
    return make_table(source, labels, counts, decoder.size, layout=str(alphabet)), orders


class _Decoder:
    """The text of a source, piece by piece, and how many bytes it had."""

    def __init__(self, source: Source) -> None:
        self.size = 0
        self._source = source

    def pieces(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        is_first = True
        for chunk in slices(self._source, _PIECE):
            self.size += len(chunk)
            text = decoder.decode(chunk)
            if text:
                yield text.removeprefix(_BYTE_ORDER_MARK) if is_first else text
                is_first = False
        yield decoder.decode(b"", True)


def _letters(texts: Iterator[str], alphabet: Alphabet) -> Iterator[str]:
    if alphabet is Alphabet.CHARACTERS:
        yield from texts
        return
    letters = _LetterTable(alphabet is Alphabet.LETTERS_AND_SPACE)
    begun, is_apart = False, False
    for text in texts:
        kept = text.translate(letters)
        if alphabet is Alphabet.LETTERS:
            yield kept
            continue
        words = " ".join(kept.split())
        is_apart = is_apart or kept.startswith(" ")
        if words:
            yield " " + words if begun and is_apart else words
            begun, is_apart = True, kept.endswith(" ")


class _LetterTable(dict[int, str | None]):
    """For `str.translate`: letters in lower case, no combining marks, and all else left out or a space."""

    def __init__(self, with_space: bool) -> None:
        super().__init__()
        self._between = " " if with_space else None

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        from unicodedata import category  # only a text needs it

        if character.isalpha():
            found: str | None = character.lower()[0]
        else:
            found = None if category(character).startswith("M") else self._between
        self[code] = found
        return found


def _shorter_sequences(longest: Counter[str], end: str) -> list[Counter[str]]:
    """The sequences of 1 to 4 letters: shorter ones begin the longer ones, or are at the text's end."""
    by_length = [longest]
    for length in range(MAX_CONTEXT, 0, -1):
        shorter: Counter[str] = Counter()
        for sequence, n in by_length[0].items():
            shorter[sequence[:length]] += n
        if len(end) >= length:
            shorter[end[-length:]] += 1
        by_length.insert(0, shorter)
    return by_length


def _order(context: int, by_length: list[Counter[str]]) -> TextOrder:
    sequences = by_length[context]
    contexts: Counter[str] = Counter()
    for sequence, n in sequences.items():
        contexts[sequence[:context]] += n
    return TextOrder(
        context,
        CountProfile.of(sequences.values()),
        CountProfile.of(by_length[context - 1].values()) if context else None,
        len(contexts),
        sum(n == 1 for n in contexts.values()),
    )


def _label(letter: str) -> bytes:
    """The label of a character: itself where it is visible, else its name or its code."""
    if letter == " ":
        return b"space"
    if "\udc80" <= letter <= "\udcff":
        return b"0x%02X" % (ord(letter) - 0xDC00)
    return letter.encode() if letter.isprintable() else b"U+%04X" % ord(letter)
