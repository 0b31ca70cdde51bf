from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infotui.data.count_table import CountTable
from infotui.data.counts import read_counts
from infotui.data.source import DataError
from infotui.data.symbols import read_symbols
from support.inputs import assert_read_or_refused, read

RULE = "a count is a whole number from 0 up, without sign, point or separator"


def counts_of(table: CountTable) -> dict[str, int]:
    return {table.name(i): n for i, n in enumerate(table.counts)}


@pytest.mark.parametrize(
    ("data", "counts", "layout"),
    [
        (b"     16 alter\n     17 create\n", {"alter": 16, "create": 17}, "count label"),
        (b"16\tbig dog\n17\twolf", {"big dog": 16, "wolf": 17}, "count label"),
        (b"big dog 16\r\nwolf 17\r\n", {"big dog": 16, "wolf": 17}, "label count"),
        (b"big dog    16\nwolf        7\n", {"big dog": 16, "wolf": 7}, "label count"),
        (b"big dog,16\nwolf,17\n", {"big dog": 16, "wolf": 17}, "label,count"),
        (b"a, b,16\nwolf,17\n", {"a, b": 16, "wolf": 17}, "label,count"),
        (b'"a, ""b""",16\nwolf,17\n', {'a, "b"': 16, "wolf": 17}, "label,count"),
        (b"16,dog\n17,wolf\n", {"dog": 16, "wolf": 17}, "count,label"),
        (b"dog;16\nwolf;17\n", {"dog": 16, "wolf": 17}, "label;count"),
        (b"16\n17\n0\n", {"1": 16, "2": 17, "3": 0}, "counts alone"),
        (b"\xef\xbb\xbf5 a\n6 b\n", {"a": 5, "b": 6}, "count label"),
        (b"\n5 a\n\n6 b\n\n", {"a": 5, "b": 6}, "count label"),
        (b"      5 \n      4   indented\n", {"(empty)": 5, "  indented": 4}, "count label"),
        (b"5 # comment\n6 b\n", {"# comment": 5, "b": 6}, "count label"),
        (b"9007199254740991 a\n1 b\n", {"a": 2**53 - 1, "b": 1}, "count label"),
    ],
)
def test_layouts(data: bytes, counts: dict[str, int], layout: str) -> None:
    table = read(data, read_counts)
    assert counts_of(table) == counts
    assert table.layout == layout
    assert table.bytes_read == len(data)


@pytest.mark.parametrize(
    ("data", "counts", "note"),
    [
        (b"3 GET\n2 PUT\n2 GET\n", {"GET": 5, "PUT": 2}, "GET is on 2 lines: was it sorted?"),
        (
            b"1 GET\n" * 14 + b"1 PUT\n" * 3,
            {"GET": 14, "PUT": 3},
            "GET is on 14 lines, and 1 more on several",
        ),
        (
            b"  3 a.py\n  4 b.py\n  7 total\n",
            {"a.py": 3, "b.py": 4},
            "total 7, is the sum of the others: left out",
        ),
        (b"count label\n3 a\n4 b\n", {"a": 3, "b": 4}, "line 1 is a header: count label"),
        (b"label,count\n404,160\n", {"404": 160}, "line 1 is a header: label,count"),
        (b"count\n3\n4\n", {"1": 3, "2": 4}, "line 1 is a header: count"),
        (b"16 404\n3 200\n", {"404": 16, "200": 3}, "both columns are numbers: the first one"),
        (b"404,16\n200,3\n", {"404": 16, "200": 3}, "both columns are numbers: the last one"),
        (b"3 a\n0 b\n", {"a": 3, "b": 0}, "1 of 2 labels has a count of 0"),
        (
            b"3 a\xff\n4 b\x1b[31m\n5 \x00\n",
            {"a\ufffd": 3, "b\ufffd[31m": 4, "\ufffd": 5},
            "3 labels are not printable",
        ),
    ],
)
def test_what_is_done_beside_counting_is_said(data: bytes, counts: dict[str, int], note: str) -> None:
    table = read(data, read_counts)
    assert counts_of(table) == counts
    assert len(table.notes) == 1
    assert note in table.notes[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "data.txt: it is empty"),
        (b"\n \n", "data.txt: it is empty"),
        (b"0 a\n0 b\n", "data.txt: every count is 0"),
        (b"4 a\n-3 b\n", f"data.txt:2: '-3' is not a count: {RULE}"),
        (b"4 a\n2.5 b\n", f"data.txt:2: '2.5' is not a count: {RULE}"),
        (b"4 a\n1e30 b\n", f"data.txt:2: '1e30' is not a count: {RULE}"),
        (b"4 a\nNaN b\n", f"data.txt:2: 'NaN' is not a count: {RULE}"),
        (b"4 a\n- b\n", f"data.txt:2: '-' is not a count: {RULE}"),
        (b"4 a\n1,234 b\n", f"data.txt:2: '1,234' is not a count: {RULE}"),
        (b"a 4\nb 1,234\n", f"data.txt:2: '1,234' is not a count: {RULE}"),
        (b"-3 a\n4 b\n", f"data.txt:1: '-3' is not a count: {RULE}"),
        (b"- a\n4 b\n", f"data.txt:1: '-' is not a count: {RULE}"),
        (b"2.5\n3\n", f"data.txt:1: '2.5' is not a count: {RULE}"),
        (b"1,234\n", "data.txt:1: '1,234' has a comma either before the count or in it"),
        (b"foo 1,234\nbar 2,345\n", "data.txt:1: 'foo 1,234' has a comma either before"),
        (b"1,234 foo\n2,345 bar\n", "data.txt:1: '1,234 foo' has a comma either before"),
        (b"5 cat\ndog 7\n", "data.txt:2: 'dog 7' has its count last, but line 1, '5 cat', has it first"),
        (
            b"5 cat\n6 cow\ndog 7\n",
            "data.txt:3: 'dog 7' has its count last, but line 1, '5 cat', has it first",
        ),
        (
            b"dog 7\n5 cat\n6 cow\n",
            "data.txt:1: 'dog 7' has its count last, but line 2, '5 cat', has it first",
        ),
        (b"9007199254740992 a\n1 b\n", "data.txt:2: the counts sum to 9,007,199,254,740,993: at most 2^53"),
        (b"1 a\n" + b"9" * 40 + b" b\n", "is too large: the counts may sum to 2^53"),
        (
            b"a 3\nb 4\nName: x, dtype: int64\n",
            "data.txt:3: 'Name: x, dtype: int64' ends a printed pandas series",
        ),
        (b"a 3\nb 4\ndtype: int64\n", "data.txt:3: 'dtype: int64' ends a printed pandas series"),
        (b"a 3\nb 4\nName: x, Length: 9, dtype: int64\n", "ends a printed pandas series"),
        (b"5\n5 a\n4 b\n", "data.txt:1: '5' is a count without a label"),
        (b"5 a\n4 b\nfoo\n", "data.txt:3: 'foo' has no count: each line must be 'count label'"),
        (b"5 a\nfoo bar\n", f"data.txt:2: 'foo' is not a count: {RULE}"),
        (b"hello\n", "data.txt:1: 'hello' has no count"),
        (b"\xff\xfe5\x00 \x00a\x00", "data.txt: it is UTF-16"),
    ],
)
def test_bad_input_is_one_line_that_names_the_line_and_the_text(data: bytes, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read(data, read_counts)
    assert message in str(caught.value)
    assert str(caught.value).isprintable()


def test_one_class_is_a_table() -> None:
    assert counts_of(read(b"5 a\n", read_counts)) == {"a": 5}


def test_a_long_label_is_cut_and_said() -> None:
    table = read(b"3 " + b"x" * 1_000_000 + b"\n4 b\n", read_counts)
    assert table.counts == (3, 4)
    assert len(table.labels[0]) <= 4096
    assert table.notes == ("1 line was longer than 4 KiB: the label is cut there",)


@given(
    st.lists(st.sampled_from([b"a", b"b", b"a b", b" x", b"y ", b"3", b"\xff", b""]), min_size=1, max_size=30)
)
def test_uniq_counts_what_symbols_counts(symbols: list[bytes]) -> None:
    lines = b"".join(symbol + b"\n" for symbol in sorted(symbols))
    printed = subprocess.run(
        ["uniq", "-c"], input=lines, capture_output=True, check=True, env={"LC_ALL": "C"}
    ).stdout
    if not any(symbol for symbol in symbols):
        return  # blank labels alone are counts alone
    of_counts, of_symbols = read(printed, read_counts), read(lines, read_symbols)
    assert dict(zip(of_counts.labels, of_counts.counts, strict=True)) == dict(
        zip(of_symbols.labels, of_symbols.counts, strict=True)
    )


LINES = st.lists(st.sampled_from([b"5 a", b"6 b", b"1 a b", b"x 4", b"", b"-1 c", b"7,8", b"9"]), max_size=12)


@given(LINES, st.integers(1, 9))
def test_how_the_bytes_arrive_makes_no_difference(lines: list[bytes], chunk: int) -> None:
    data = b"\r\n".join(lines)
    found = []
    for size in (None, chunk):
        try:
            found.append(str(read(data, read_counts, size)))
        except DataError as error:
            found.append(str(error))
    assert found[0] == found[1]


@settings(max_examples=1000)
@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    assert_read_or_refused(data, read_counts)


@pytest.mark.parametrize("chunk", [None, 700, 5000])
def test_a_bad_line_far_down_has_its_number(chunk: int | None) -> None:
    good = b"".join(b"%7d label-%d\n" % (i, i) for i in range(1, 2501))
    assert read(good, read_counts, chunk).total == 2500 * 2501 // 2
    with pytest.raises(DataError, match=r"data.txt:2501: 'x' is not a count"):
        read(good + b"x y\n", read_counts, chunk)
    with pytest.raises(
        DataError, match=r"data.txt:2501: 'y 7' has its count last, but line 1, '      1 label-1'"
    ):
        read(good + b"y 7\n", read_counts, chunk)
    table = read(good + b"3126250 total\n", read_counts, chunk)
    assert table.classes == 2500
    assert read(good + b"5 label-7\n", read_counts, chunk).notes == (
        "label-7 is on 2 lines: was it sorted? Added up",
    )
