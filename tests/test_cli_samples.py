"""A person's own counts, symbols, bytes and texts on the command line."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.cli import _parser, _with_default_lesson, main
from infotui.core.launch import load_snapshot, snapshot_from_args
from infotui.core.lesson import Snapshot, command
from infotui.data.source import open_quietly
from infotui.lessons import LESSONS
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.sample_command_line import mark_text_file
from support.sample_commands import report_of, values_of

ZEN = Path(__file__).parent / "data" / "zen.txt"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sample.txt"


def test_the_example_of_rs_entropy_package(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("\n".join(map(str, (4, 2, 3, 0, 2, 4, 0, 0, 2, 1, 1))))
    found = values_of(capsys, "--counts", str(file), "--unit", "nats")
    assert found["entropy"] == pytest.approx(1.96838240872838, abs=5e-15)
    assert found["miller_madow"] == pytest.approx(2.15259293504417, abs=5e-15)
    assert found["chao_shen"] == pytest.approx(2.20113710127958, abs=5e-15)
    assert found["standard_error"] == pytest.approx(0.10228713138448, abs=5e-15)
    assert found["coverage"] == 17 / 19
    assert (found["n"], found["classes"], found["singletons"]) == (19, 11, 2)


@pytest.mark.parametrize(
    ("symbols", "h", "miller_madow", "chao_shen", "coverage"),
    [
        ("abcdefgh", 3, 3.63117908038892, 6.33587406266779, 0),
        ("aaab", 0.811278124459133, 0.991615004570253, 1.28726969881076, 0.75),
        ("mississippi", 1.82306798227366, 2.01979912421306, 2.0512552386338, 10 / 11),
        ("abcd" * 25, 2, 2.02164042561333, None, 1),
    ],
)
def test_references_in_bits(
    symbols: str,
    h: float,
    miller_madow: float,
    chao_shen: float | None,
    coverage: float,
    file: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file.write_text("\n".join(symbols))
    for option in ("--symbols", "--text"):
        found = values_of(capsys, option, str(file))
        assert found["entropy"] == pytest.approx(h, abs=5e-15)
        assert found["miller_madow"] == pytest.approx(miller_madow, abs=5e-15)
        assert found["coverage"] == pytest.approx(coverage)
        if chao_shen is not None:
            assert found["chao_shen"] == pytest.approx(chao_shen, abs=5e-14)


def test_every_byte_once_is_eight_bits(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(bytes(range(256)))
    found = report_of(capsys, "--bytes", str(file))
    readings = found["readings"]
    assert found["state"] == {"bytes": str(file), "file": str(file), "n": 256, "classes": 256}
    assert readings["entropy"] == {"value": 8.0, "unit": "bits"}
    assert readings["total"] == {"value": 2048.0, "unit": "bits"}
    assert readings["huffman_total"] == {"value": 2048, "unit": "bits"}
    assert readings["bytes_read"] == {"value": 256, "unit": None}
    assert len(readings["top"]["value"]) == 25
    assert readings["shown_entropy"]["value"] < 8
    assert "surprisal" not in readings


@pytest.mark.parametrize(
    ("alphabet", "n", "orders"),
    [
        ("letters", 677, [4.116506, 2.995347]),
        ("letters+space", 823, [4.060594, 2.885317]),
        ("characters", 857, [4.486148]),
    ],
)
def test_orders_of_a_known_text(
    alphabet: str, n: int, orders: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    found = report_of(capsys, "--text", str(ZEN), "--alphabet", alphabet)
    rows = found["readings"]["orders"]["value"]
    assert found["state"]["alphabet"] == alphabet
    assert found["readings"]["n"]["value"] == n
    assert [round(row["entropy"], 6) for row in rows][: len(orders)] == orders
    assert [row["context"] for row in rows] == [0, 1, 2, 3]
    shannon = {"letters": [4.14, 3.56, 3.3, None], "letters+space": [4.03, 3.32, 3.1, None]}
    assert [row["shannon_1951"] for row in rows] == shannon.get(alphabet, [None] * 4)
    assert [row["reliable"] for row in rows][:1] == [True]


def test_a_column_and_a_length_of_the_list(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("id,verb\n1,GET\n2,PUT\n3,GET\n")
    found = report_of(capsys, "--symbols", str(file), "--column", "verb", "--top", "1")
    assert found["state"]["column"] == "verb"
    assert found["state"]["top"] == 1
    assert found["readings"]["top"]["value"] == [
        {"name": "GET", "count": 2, "p": 2 / 3, "surprisal": pytest.approx(0.5849625)}
    ]


def test_notes_are_told_in_json_and_aloud(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("3 GET\n2 PUT\n2 GET\n")
    note = "GET is on 2 lines: was it sorted? Added up"
    assert report_of(capsys, "--counts", str(file))["state"]["notes"] == [note]
    assert main(["entropy", "--counts", str(file), "--text"]) == 0
    assert f"notes: {note}." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--counts", "missing.txt"], "infotui entropy: missing.txt: No such file or directory"),
        (["--counts", "."], "infotui entropy: .: Is a directory"),
        (["--text", "missing.txt"], "infotui entropy: missing.txt: No such file or directory"),
        (
            ["--counts", "a", "--bytes", "b"],
            "argument --bytes: one input at a time; --counts names one already",
        ),
        (["-", "--counts", "a"], "argument -: one input at a time; --counts names one already"),
        (
            ["0.5", "0.5", "--counts", "a"],
            "argument P: probabilities come from --counts, so none can be given",
        ),
        (["--counts", "a", "--names", "x", "y"], "argument --names: your own data have names already"),
        (["--counts", "a", "--column", "1"], "argument --column: only symbols have columns"),
        (["--symbols", "a", "--alphabet", "letters"], "argument --alphabet: only a text has an alphabet"),
        (["--top", "3"], "argument --top: only your own data have most frequent classes"),
        (["--counts", "a", "--top", "0"], "argument --top: '0' is not a number of classes, from 1 up"),
        (["--counts", "a", "--top", "1e3"], "argument --top: '1e3' is not a number of classes"),
        (["--text", "a", "--alphabet", "runes"], "argument --alphabet: invalid choice: 'runes'"),
        (["-", "0.5"], "argument P: '-' is not a number"),
        (["--counts"], "argument --counts: expected at least one argument"),
    ],
)
def test_bad_arguments_are_one_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        raise SystemExit(main(["entropy", *words, "--json"]))
    assert caught.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert message in shown.err


def test_a_bad_line_is_named_with_its_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("4 a\n2.5 b\n")
    assert main(["entropy", "--counts", str(file), "--json"]) == 2
    assert f"infotui entropy: {file}:2: '2.5' is not a count" in capsys.readouterr().err


def test_without_a_terminal_a_sample_is_not_drawn(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("4 a\n2 b\n")
    assert main(["entropy", "--counts", str(file)]) == 2
    assert "is not a terminal" in capsys.readouterr().err


def test_missing_files_and_bad_arguments_are_refused_first(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["entropy", "--counts", str(file)]) == 2
    assert capsys.readouterr().err == f"infotui entropy: {file}: No such file or directory\n"
    file.write_text("4 a\n2 b\n")
    assert main(["entropy", "--counts", str(file), "--top", "x"]) == 2
    assert "argument --top" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        (["--text"], ["--text"]),
        (["--text", "0.5", "0.5"], ["--text", "0.5", "0.5"]),
        (["--text", "1/2", "1/2"], ["--text", "1/2", "1/2"]),
        (["--text", ".5", "5e-1"], ["--text", ".5", "5e-1"]),
        (["--text", "-0.5", "1.5"], ["--text", "-0.5", "1.5"]),
        (["--text", "nan", "1"], ["--text", "nan", "1"]),
        (["--text", "--names", "a", "b"], ["--text", "--names", "a", "b"]),
        (["0.5", "0.5", "--text"], ["0.5", "0.5", "--text"]),
        (["--text", "book.txt"], ["--text-file", "book.txt"]),
        (["--text", "-"], ["--text-file", "-"]),
        (["--text", "book.txt", "--text"], ["--text-file", "book.txt", "--text"]),
        (["--text", "--text", "book.txt"], ["--text", "--text-file", "book.txt"]),
        (["--text=1984"], ["--text-file=1984"]),
        (["--text", "1984.txt"], ["--text-file", "1984.txt"]),
    ],
)
def test_text_takes_a_file_where_the_line_meant_nothing_before(words: list[str], marked: list[str]) -> None:
    assert mark_text_file(words) == marked


@given(st.lists(st.floats(0, 1).map(repr), max_size=4), st.booleans())
def test_text_before_probabilities_prints_sentences(p: list[str], first: bool) -> None:
    words = ["--text", *p] if first else [*p, "--text"]
    assert mark_text_file(words) == words


def test_old_lines_with_text_keep_their_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for words in (
        ["--text", "0.5", "0.5"],
        ["0.5", "0.5", "--text"],
        ["--text", "--select", "1", "0.5", "0.5"],
    ):
        assert main(["entropy", *words]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] == said[2]
    assert "entropy: 1.000 bits." in said[0]


def test_a_text_can_be_read_and_reported_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entropy", "--text", str(ZEN), "--text"]) == 0
    said = capsys.readouterr().out
    assert f"text: {ZEN}." in said
    assert "context 1, entropy 2.995, contexts 24, contexts seen once 1, reliable yes" in said
    assert "so about 0.1 % of the next letters will be new.\n" in said
    assert "Theory, Entropy of a text: " in said


def test_help_says_how_text_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["entropy", "--help"])
    shown = capsys.readouterr().out
    assert "--text FILE|-" in shown
    assert "--text-file" not in shown


def test_counts_and_symbols_load_neither_textual_nor_numpy(file: Path) -> None:
    file.write_text("4 a\n2 b\n")
    for option in ("--counts", "--symbols", "--text"):
        code = (
            "import sys; from infotui.cli import main;"
            f"assert main(['entropy', {option!r}, {str(file)!r}, '--json']) == 0;"
            "assert not {'numpy', 'textual'} & set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    "words",
    [
        ["--counts", "counts.txt"],
        ["--counts", "my counts.txt", "--unit", "nats"],
        ["--symbols", "1984", "--top", "3"],
        ["--symbols", "table.csv", "--column", "verb"],
        ["--symbols=-x.txt"],
        ["--bytes", "1984"],
        ["--text", "my counts.txt", "--alphabet", "characters"],
        ["--text=1984"],
        ["--text=-x.txt", "--alphabet", "letters+space"],
        ["--counts", "counts.txt", "--select", "2", "--lock", "1"],
    ],
)
def test_the_command_reads_the_same_sample_again(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("counts.txt", "my counts.txt", "1984", "-x.txt"):
        Path(name).write_text("3 a\n4 b\n2 c\n")
    Path("table.csv").write_text("id,verb\n1,GET\n2,PUT\n")
    snapshot = snapshot_of(["entropy", *words])
    line = command(LESSON, snapshot)
    assert shlex.split(line)[2:] == words or "--unit" in line or "--lock" in line
    assert snapshot_of(shlex.split(line)[1:]) == snapshot


def snapshot_of(words: list[str]) -> Snapshot[object]:
    """The snapshot that the words open for a report."""
    given = _with_default_lesson([*words, "--json"], LESSONS)
    namespace = _parser(LESSONS, given).parse_args(given)
    return load_snapshot(LESSON, snapshot_from_args(LESSON, namespace), open_quietly, is_drawn=False)
