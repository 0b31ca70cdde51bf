from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infotui.data import count_table
from infotui.data.byte_counts import read_bytes
from infotui.data.count_table import CountTable
from infotui.data.counts import read_counts
from infotui.data.detect import read_counts_or_symbols
from infotui.data.source import Cancelled, DataError, Progress, ProgressReporter, open_source
from infotui.data.symbols import read_symbols
from support.inputs import assert_read_or_refused, read


def counts_of(table: CountTable) -> dict[str, int]:
    return {table.name(i): n for i, n in enumerate(table.counts)}


def symbols(data: bytes, column: str | None = None, chunk: int | None = None) -> CountTable:
    return read(data, lambda source: read_symbols(source, column), chunk)


def test_each_line_is_a_symbol_in_order_of_first_occurrence() -> None:
    table = symbols(b"git\nls\ngit\ncd x\ngit")
    assert list(counts_of(table).items()) == [("git", 3), ("ls", 1), ("cd x", 1)]
    assert table.notes == ()


def test_an_empty_line_is_a_symbol_and_said() -> None:
    table = symbols(b"\na\n\n")
    assert counts_of(table) == {"(empty)": 2, "a": 1}
    assert table.notes == ("2 empty lines are counted as a symbol, (empty)",)


def test_labels_that_are_shown_alike_are_counted_apart() -> None:
    table = symbols(b"\xff\n\xfe\n\xff\n")
    assert [table.name(i) for i in (0, 1)] == ["\ufffd", "\ufffd"]
    assert table.counts == (2, 1)


def test_long_lines_that_differ_at_their_end_are_counted_apart() -> None:
    line = b"x" * 1_000_000
    table = symbols(b"\n".join([line + b"a", line + b"b", line + b"a", "é".encode() * 5000]))
    assert table.counts == (2, 1, 1)
    assert all(len(label) <= 4096 for label in table.labels)
    assert table.notes == ("4 lines were longer than 4 KiB: the label is cut there",)


@given(st.integers(4085, 4110), st.integers(1, 5000), st.sampled_from([b"\n", b"\r\n", b""]))
def test_a_cut_does_not_depend_on_how_the_bytes_arrive(length: int, chunk: int, end: bytes) -> None:
    data = b"a\n" + b"y" * length + end
    assert symbols(data, chunk=chunk) == symbols(data)
    assert (symbols(data).notes == ()) is (length <= 4096)


@pytest.mark.parametrize(
    ("data", "column", "counts", "layout"),
    [
        (b"1 git x\n2 ls y\n3 git z\n", "2", {"git": 2, "ls": 1}, "column 2, columns apart by blanks"),
        (b"id,verb\n1,GET\n2,PUT\n3,GET\n", "verb", {"GET": 2, "PUT": 1}, "column 2, columns apart by ','"),
        (b"1\tbig dog\n2\tbig dog\n", "2", {"big dog": 2}, "column 2, columns apart by tabs"),
        (b'1,"a,b"\n2,"a,b"\n', "2", {"a,b": 2}, "column 2, columns apart by ','"),
    ],
)
def test_a_column_by_number_or_name(data: bytes, column: str, counts: dict[str, int], layout: str) -> None:
    table = symbols(data, column)
    assert counts_of(table) == counts
    assert table.layout == layout


@pytest.mark.parametrize(
    ("data", "column", "message"),
    [
        (b"", None, "data.txt: it is empty"),
        (b"", "2", "data.txt: it is empty"),
        (b"id,verb\n", "verb", "data.txt: it is empty"),
        (b"a,b\nc\n", "2", "data.txt:2: 'c' has no column 2"),
        (b"a,b\n", "3", "data.txt:1: there is no column 3: there are 2, apart by ',', counted from 1"),
        (b"a,b\n", "0", "data.txt:1: there is no column 0"),
        (b"a,b\n", "verb", "data.txt:1: no column is called 'verb': the first line has 'a', 'b'"),
        (b"a,a\n", "a", "data.txt:1: more than one column is called 'a'"),
    ],
)
def test_bad_columns(data: bytes, column: str | None, message: str) -> None:
    with pytest.raises(DataError) as caught:
        symbols(data, column)
    assert message in str(caught.value)


def test_too_many_labels_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_table, "MAX_LABELS", 10)
    data = b"".join(b"%d x\n" % i for i in range(11))
    for reader in (read_symbols, read_counts_or_symbols):
        with pytest.raises(DataError, match="more than 10 distinct labels"):
            read(data, reader)
    data = b"".join(b"1 %d\n" % i for i in range(11))
    with pytest.raises(DataError, match="more than 10 distinct labels"):
        read(data, read_counts)


def test_reading_reports_and_can_be_cancelled(tmp_path: Path) -> None:
    file = tmp_path / "symbols.txt"
    file.write_bytes(b"abc\n" * 1_000_000)
    path = str(file)
    seen: list[Progress] = []
    with open_source(path, ProgressReporter(seen.append, interval=0)) as source:
        read_symbols(source)
    assert seen[-1].rows > 500_000

    def cancel(progress: Progress) -> None:
        if progress.rows:
            raise Cancelled

    with open_source(path, ProgressReporter(cancel, interval=0)) as source, pytest.raises(Cancelled):
        read_symbols(source)


@pytest.mark.parametrize(
    ("data", "kind", "counts"),
    [
        (b"     16 alter\n     17 create\n", "counts", {"alter": 16, "create": 17}),
        (b"3 a\n4 b\n3 a\n", "counts", {"a": 6, "b": 4}),
        (b"3 a\n4 b\n7 total\n", "counts", {"a": 3, "b": 4}),
        (b"3 a\n6 total\n3 a\n", "counts", {"a": 6, "total": 6}),
        (b"3 a\n4 b\nls\n", "symbols", {"3 a": 1, "4 b": 1, "ls": 1}),
        (b"git\nls\ngit\n", "symbols", {"git": 2, "ls": 1}),
        (b"1\n2\nx\n", "symbols", {"1": 1, "2": 1, "x": 1}),
    ],
)
def test_an_input_alone_is_read_by_its_content(data: bytes, kind: str, counts: dict[str, int]) -> None:
    found, table = read(data, read_counts_or_symbols)
    assert found == kind
    assert counts_of(table) == counts


@pytest.mark.parametrize("data", [b"1\n2\n", b"16\n", b"0.5\n0.5\n", b" 3 \n1e3\n\n"])
def test_bare_numbers_are_refused_with_a_question(data: bytes) -> None:
    with pytest.raises(DataError, match=r"counts or symbols\? --counts or --symbols"):
        read(data, read_counts_or_symbols)


def test_a_pandas_series_is_refused_by_name() -> None:
    with pytest.raises(DataError, match="'Name: x, dtype: int64' ends a printed pandas series"):
        read(b"a 3\nb 4\nName: x, dtype: int64\n", read_counts_or_symbols)


def test_counts_that_come_last_are_symbols_and_it_is_said() -> None:
    kind, table = read(b"a 3\nb 4\n", read_counts_or_symbols)
    assert kind == "symbols"
    assert table.notes == (
        "every line ends in a number, and is taken as one symbol: --counts reads it as a count",
    )


def test_repeated_counts_are_added_and_named() -> None:
    _, table = read(b"1 GET\n" * 14 + b"2 PUT\n", read_counts_or_symbols)
    assert counts_of(table) == {"GET": 14, "PUT": 2}
    assert "GET is on 14 lines" in table.notes[0]


@settings(max_examples=1000)
@given(st.binary(max_size=300), st.sampled_from([None, "1", "2", "a"]))
def test_random_bytes_are_read_or_refused(data: bytes, column: str | None) -> None:
    assert_read_or_refused(data, lambda source: read_symbols(source, column))
    assert_read_or_refused(data, lambda source: read_counts_or_symbols(source)[1])


@given(st.binary(min_size=1, max_size=500))
def test_bytes_are_counted(data: bytes) -> None:
    table = read(data, read_bytes)
    assert table.total == table.bytes_read == len(data)
    assert table.classes == len(set(data))


def test_bytes_have_names_that_can_be_seen() -> None:
    table = read(bytes(range(256)), read_bytes)
    assert [table.name(i) for i in (0, 10, 32, 33, 65, 127, 255)] == [
        "0x00",
        "0x0A",
        "0x20",
        "!",
        "A",
        "0x7F",
        "0xFF",
    ]
    assert set(table.counts) == {1}


def test_bytes_across_blocks_are_counted() -> None:
    assert read(b"ab" * 100_000, read_bytes).counts == (100_000, 100_000)


def test_no_bytes_are_refused() -> None:
    with pytest.raises(DataError, match="it is empty"):
        read(b"", read_bytes)
