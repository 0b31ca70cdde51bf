from __future__ import annotations

import json
import math
import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.history import History
from infotui.core.lesson import Snapshot, command, report
from infotui.core.reading import Unit, readings_by_name
from infotui.core.text_report import text_report
from infotui.data.count_table import CountTable
from infotui.data.counts import read_counts
from infotui.data.source import NOT_REOPENED
from infotui.lessons.entropy.model.counted_sample import CountedSample, SampleKind
from infotui.lessons.entropy.model.lesson import LESSON, readings
from infotui.lessons.entropy.model.sample_readings import above_maximum, left_out_note, sizes_in_bytes
from infotui.lessons.entropy.model.state import INITIAL, EntropyState
from infotui.maths.huffman import huffman_code
from infotui.maths.information import entropy
from support.inputs import read

COUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=60).filter(any)


def sample_of(counts: list[int], path: str = "-") -> CountedSample:
    labels = tuple(b"c%d" % i for i in range(len(counts)))
    return CountedSample(SampleKind.COUNTS, path, CountTable(labels, tuple(counts), 100))


def state_of(counts: list[int]) -> EntropyState:
    return INITIAL.with_sample(sample_of(counts))


@given(COUNTS, st.sampled_from(Unit))
def test_readings_agree_with_those_of_the_distribution(counts: list[int], unit: Unit) -> None:
    found = readings_by_name(readings(state_of(counts), unit))
    total = sum(counts)
    p = [n / total for n in counts]
    h = found["entropy"].number
    assert h == pytest.approx(entropy(p, base=unit.base), rel=1e-12, abs=1e-15)
    assert found["maximum_entropy"].number == pytest.approx(
        math.log(len(counts)) * (unit.one_bit / math.log(2))
    )
    assert (found["efficiency"].value is None) is (len(counts) == 1)
    assert found["n"].number == total
    assert found["total"].number == pytest.approx(total * entropy(p, base=2), rel=1e-12, abs=1e-9)
    huffman = found["huffman_total"].number
    assert found["total"].number <= huffman + 1e-6
    assert found["mean_code_length"].number == pytest.approx(huffman / total)
    assert huffman == pytest.approx(total * huffman_code(tuple(p)).mean_length)


@given(COUNTS, st.sampled_from(Unit))
def test_the_grouping_rule_holds(counts: list[int], unit: Unit) -> None:
    found = readings_by_name(readings(state_of(counts), unit))
    h = found["entropy"].number
    if len(counts) <= 26:
        assert math.fsum(found["terms"].numbers) == pytest.approx(h, abs=1e-12)
        assert len(found["code_lengths"].value) == len(counts)  # type: ignore[arg-type]
        assert "rest_entropy" not in found
    else:
        shown, rest = found["shown_entropy"].number, found["rest_entropy"].number
        assert shown + found["rest_probability"].number * rest == pytest.approx(h, abs=1e-12)


@given(COUNTS, st.integers(1, 30))
def test_top_lists_the_most_frequent_classes(counts: list[int], top: int) -> None:
    sample = CountedSample(SampleKind.COUNTS, "x", sample_of(counts).table, top=top)
    records = readings_by_name(readings(INITIAL.with_sample(sample), Unit.BITS))["top"].records
    assert [record.get("count") for record in records] == sorted(counts, reverse=True)[:top]
    rows = sample.rows(0, len(counts), 2)
    assert len(rows) == len(counts)
    if len(counts) > 26:
        assert [row.observed for row in rows] == sorted(counts, reverse=True)
    else:
        assert [row.observed for row in rows] == counts


@given(COUNTS)
def test_the_shown_bars_are_edited_and_undo_restores_the_data(counts: list[int]) -> None:
    state = state_of(counts)
    assert state.p.k == min(max(len(counts), 2), 26)
    assert math.fsum(state.p.p) == pytest.approx(1, abs=1e-12)
    history = History(Snapshot(state, Unit.BITS))
    edited = state.with_p(state.p.with_uniform())
    history.push(Snapshot(edited, Unit.BITS))
    assert edited.sample is (state.sample if edited.p.p == state.p.p else None)
    history.undo()
    assert history.present.state.sample is state.sample


def test_a_lock_and_a_selection_keep_the_sample() -> None:
    state = state_of([1, 2, 3])
    assert state.with_p(state.p.with_lock(1, True)).with_selected(2).sample is state.sample


def test_names_that_cannot_be_bars_are_made_so() -> None:
    labels = (b"\xff", b"\xfe", b"", b"  ", b"a" * 40, b"a" * 41, b"others", "語".encode() * 9)
    sample = CountedSample(SampleKind.SYMBOLS, "x", CountTable(labels, (1,) * len(labels)))
    names = sample.distribution.names
    assert names == (
        "\ufffd",
        "\ufffd~2",
        "(empty)",
        "(blank)",
        "aaaaaaaaaaa…",
        "aaaaaaaaaa~2",
        "others",
        "語語語語語…",
    )
    assert [sample.table.name(i) for i in (0, 3, 4)] == ["\ufffd", "  ", "a" * 40]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            [1] * 12 + [36] * 32 + [40],
            "1,204 symbols, 45 distinct: 5.11 bits each, 5.14 after correction; 12 occurred once,"
            " so about 1.0 % of the next symbols will be new.",
        ),
        ([1] * 8, "8 symbols; every symbol occurred once: no estimate can be trusted."),
        ([2, 2], "4 symbols, 2 distinct: 1.00 bits each, 1.18 after correction; none occurred once."),
        ([5], "5 symbols, 1 distinct: always c0, and H is 0."),
        ([0, 1], "1 symbol, 1 distinct: always c1, and H is 0."),
    ],
)
def test_the_summary_explains_the_numbers(counts: list[int], sentence: str) -> None:
    state = state_of(counts)
    assert LESSON.summarize(state, readings(state, Unit.BITS)) == sentence


def test_what_editing_leaves_out_is_said() -> None:
    sample = sample_of([10] * 25 + [1, 1, 1, 1])
    note = left_out_note(sample, Unit.BITS)
    assert note == "the other 4 are one class: p(rest)·H(rest) = 0.031 bits is left out of H"
    assert left_out_note(sample_of([1, 2]), Unit.BITS) == ""


def test_sizes_are_compared_in_bytes() -> None:
    sizes = sizes_in_bytes(readings(state_of([4, 2, 1, 1] * 2), Unit.NATS))
    assert [size.text for size in sizes] == ["5.5", "6", "100"]


def test_an_estimate_above_log_k_is_known() -> None:
    assert above_maximum(readings(state_of([1] * 8), Unit.BITS)) == ("miller_madow", "chao_shen")
    assert above_maximum(readings(state_of([9, 90]), Unit.BITS)) == ()


def test_one_class_is_certain() -> None:
    found = readings_by_name(readings(state_of([5]), Unit.NATS))
    assert found["entropy"].text == found["maximum_entropy"].text == "0.000"
    assert found["perplexity"].number == 1
    assert found["efficiency"].text == "–"
    assert found["code_lengths"].value == (0,)


def test_a_class_that_never_occurred_is_a_class() -> None:
    found = readings_by_name(readings(state_of([2, 0]), Unit.BITS))
    assert found["classes"].number == 2
    assert found["maximum_entropy"].number == 1
    assert found["surprisal"].value == (0.0, math.inf)


def test_a_few_classes_are_reported_with_their_names() -> None:
    found = report(LESSON, Snapshot(state_of([3, 1]), Unit.BITS))
    assert found["state"] == {
        "counts": "-",
        "file": "-",
        "n": 4,
        "classes": 2,
        "p": [0.75, 0.25],
        "names": ["c0", "c1"],
    }
    json.dumps(found, allow_nan=False)
    many = report(LESSON, Snapshot(state_of([1] * 27), Unit.BITS))["state"]
    assert many == {"counts": "-", "file": "-", "n": 27, "classes": 27}


@given(COUNTS, st.sampled_from(Unit))
def test_the_spoken_report_has_a_sentence_for_everything(counts: list[int], unit: Unit) -> None:
    lines = text_report(LESSON, Snapshot(state_of(counts), unit)).splitlines()
    assert all(line.endswith(".") for line in lines)
    assert "counts: standard input." in lines
    assert not any(character in line for line in lines for character in "∞−")


LABEL = st.one_of(
    st.binary(max_size=8).filter(lambda b: b"\n" not in b and not b.endswith(b"\r")),
    st.sampled_from([b"total", b"it's", b"100%", rb"a\nb", b" x ", "é".encode(), b"16", b"count"]),
)


@given(
    st.dictionaries(LABEL, st.integers(1, 99), min_size=1, max_size=8).filter(
        lambda d: any(map(bytes.strip, d))
    )
)
def test_a_pipe_is_reopened_by_printing_its_counts(counts: dict[bytes, int]) -> None:
    sample = CountedSample(SampleKind.SYMBOLS, "-", CountTable(tuple(counts), tuple(counts.values())))
    line = command(LESSON, Snapshot(INITIAL.with_sample(sample), Unit.NATS))
    printer, _, rest = line.rpartition(" | ")
    assert rest == "infotui entropy --counts - --unit nats"
    assert line.isprintable()
    printed = subprocess.run(["sh", "-c", printer], capture_output=True, check=True).stdout
    table = read(printed, read_counts)
    assert dict(zip(table.labels, table.counts, strict=True)) == counts


def test_the_published_line_for_a_pipe() -> None:
    sample = CountedSample(SampleKind.COUNTS, "-", CountTable((b"alter", b"create"), (16, 17)))
    line = command(LESSON, Snapshot(INITIAL.with_sample(sample), Unit.BITS))
    assert line == r"printf '16 alter\n17 create\n' | infotui entropy --counts -"


def test_many_classes_from_a_pipe_are_not_reopened() -> None:
    assert command(LESSON, Snapshot(state_of([1] * 27), Unit.BITS)) == NOT_REOPENED


@pytest.mark.parametrize("label", [b"", b" \t", b"a\nb", b"a\r"])
def test_labels_that_no_line_can_hold_are_not_reopened(label: bytes) -> None:
    sample = CountedSample(SampleKind.SYMBOLS, "-", CountTable((label,), (3,)))
    assert command(LESSON, Snapshot(INITIAL.with_sample(sample), Unit.BITS)) == NOT_REOPENED


def test_a_file_is_reopened_by_its_path() -> None:
    state = INITIAL.with_sample(sample_of([1] * 27, path="my counts.txt"))
    assert shlex.split(command(LESSON, Snapshot(state, Unit.BITS)))[2:] == ["--counts", "my counts.txt"]


def test_an_estimate_above_log_k_is_said_aloud() -> None:
    lines = text_report(LESSON, Snapshot(state_of([1] * 8), Unit.BITS)).splitlines()
    assert "The entropy by Miller and Madow is above log K." in lines
    assert "The entropy by Chao and Shen is above log K." in lines
