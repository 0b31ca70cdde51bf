from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infotui.data import count_table
from infotui.data.count_table import CountTable
from infotui.data.source import DataError
from infotui.data.text_counts import Alphabet, TextOrder, read_text
from infotui.maths.estimators import plug_in_entropy
from support.inputs import assert_read_or_refused, read

ZEN = Path(__file__).with_name("zen.txt").read_bytes()
"""What `python3 -c "import this"` prints."""


def text(
    data: bytes, alphabet: Alphabet = Alphabet.LETTERS, chunk: int | None = None
) -> tuple[CountTable, tuple[TextOrder, ...]]:
    return read(data, lambda source: read_text(source, alphabet), chunk)


def names(data: bytes, alphabet: Alphabet) -> dict[str, int]:
    table, _ = text(data, alphabet)
    return {table.name(i): n for i, n in enumerate(table.counts)}


def test_letters_of_a_known_text() -> None:
    table, orders = text(ZEN)
    assert (table.total, table.bytes_read) == (677, 857)
    assert [round(order.entropy(base=2), 6) for order in orders[:2]] == [4.116506, 2.995347]
    assert [(order.contexts, order.contexts_once) for order in orders] == [
        (1, 0),
        (24, 1),
        (198, 74),
        (424, 299),
    ]
    assert [order.is_reliable for order in orders] == [True, True, False, False]


def test_letters_and_spaces_of_a_known_text() -> None:
    table, orders = text(ZEN, Alphabet.LETTERS_AND_SPACE)
    assert table.total == 823
    assert [round(order.entropy(base=2), 6) for order in orders[:2]] == [4.060594, 2.885317]


def test_characters_of_a_known_text() -> None:
    table, orders = text(ZEN, Alphabet.CHARACTERS)
    assert (table.total, table.classes) == (857, 45)
    assert round(orders[0].entropy(base=2), 6) == 4.486148


@pytest.mark.parametrize(
    ("data", "alphabet", "expected"),
    [
        ("Ää, ß!".encode(), Alphabet.LETTERS, {"ä": 2, "ß": 1}),
        ("e\u0301a".encode(), Alphabet.LETTERS_AND_SPACE, {"e": 1, "a": 1}),
        (b"  a -- b\n", Alphabet.LETTERS_AND_SPACE, {"a": 1, "space": 1, "b": 1}),
        (b"a\xff\n \x1b", Alphabet.CHARACTERS, {"a": 1, "0xFF": 1, "U+000A": 1, "space": 1, "U+001B": 1}),
        (b"\xef\xbb\xbfab", Alphabet.CHARACTERS, {"a": 1, "b": 1}),
    ],
)
def test_alphabets(data: bytes, alphabet: Alphabet, expected: dict[str, int]) -> None:
    assert names(data, alphabet) == expected


@given(st.text("abc", min_size=1, max_size=40))
def test_orders_are_those_of_all_sequences(letters: str) -> None:
    table, orders = text(letters.encode())
    assert dict(zip(table.labels, table.counts, strict=True)) == Counter(c.encode() for c in letters)
    assert len(orders) == min(4, len(letters))
    for order in orders:
        m = order.context
        longer = Counter(letters[i : i + m + 1] for i in range(len(letters) - m))
        shorter = Counter(letters[i : i + m] for i in range(len(letters) - m + 1))
        wanted = plug_in_entropy(longer.values()) - (plug_in_entropy(shorter.values()) if m else 0)
        assert order.entropy() == pytest.approx(max(0.0, wanted), abs=1e-12)
        contexts = Counter(letters[i : i + m] for i in range(len(letters) - m))
        assert order.contexts == len(contexts)
        assert order.contexts_once == sum(n == 1 for n in contexts.values())


def test_a_periodic_text_has_no_negative_entropy() -> None:
    _, orders = text(b"ab" * 50)
    assert [round(order.entropy(), 3) for order in orders] == [0.693, 0, 0, 0]
    assert orders[1].entropy() == 0  # H of the pairs is below H of the letters here
    assert math.copysign(1, orders[1].entropy()) == 1


@given(st.text("aB é\n\u0301ß-", max_size=30), st.sampled_from(Alphabet), st.integers(1, 5))
def test_how_the_bytes_arrive_makes_no_difference(letters: str, alphabet: Alphabet, chunk: int) -> None:
    found = []
    for size in (None, chunk):
        try:
            found.append(text(letters.encode(), alphabet, size))
        except DataError as error:
            found.append(str(error))  # type: ignore[arg-type]
    assert found[0] == found[1]


@pytest.mark.parametrize(("data", "alphabet"), [(b"", Alphabet.CHARACTERS), (b"123", Alphabet.LETTERS)])
def test_a_text_without_letters_is_refused(data: bytes, alphabet: Alphabet) -> None:
    with pytest.raises(DataError, match=r"data.txt: it has no (letters|characters)"):
        text(data, alphabet)


def test_too_many_sequences_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_table, "MAX_LABELS", 10)
    with pytest.raises(DataError, match="more than 10 distinct"):
        text(b"abcdefghijklmnopqrstuvwxyz")


@settings(max_examples=1000)
@given(st.binary(max_size=300), st.sampled_from(Alphabet))
def test_random_bytes_are_read_or_refused(data: bytes, alphabet: Alphabet) -> None:
    assert_read_or_refused(data, lambda source: read_text(source, alphabet)[0])
