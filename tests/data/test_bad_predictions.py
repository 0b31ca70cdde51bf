from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from infotui.data import memory
from infotui.data.prediction_columns import ColumnChoice
from infotui.data.predictions import PredictionOptions, read_predictions
from infotui.data.source import DataError
from infotui.maths.batch import cross_entropy_losses
from support.reference_predictions import write_reference


def refusal(tmp_path: Path, text: str | bytes, **options: Any) -> str:
    path = tmp_path / "preds.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(DataError) as found:
        read_predictions(str(path), PredictionOptions(**options))
    line = str(found.value)
    assert line.isprintable()
    assert len(line) < 400
    return line.replace(str(tmp_path) + os.sep, "")


BAD: list[tuple[str, dict[str, Any], str]] = [
    (
        "y,z_a,z_b,z_c\n1,3,4,1\n2,1,2,1\n",
        {},
        "preds.csv: labels are 1 to 2 and may count from 0 or from 1: --labels-from 0",
    ),
    ("y,z_a,z_b\n0,3,4\n2,1,2\n", {}, "preds.csv:3: label '2' is no class: classes are 0 to 1"),
    ("y,z_a,z_b\n0,3,4\n-3,1,2\n", {}, "preds.csv:3: label '-3' is no class: classes are 0 to 1"),
    ("y,z_a,z_b\n0,3,4\n-1,1,2\n", {}, "preds.csv:3: label '-1' is no class: --ignore -1"),
    ("y,z_a,z_b\n0,3,4\n2.5,1,2\n", {}, "preds.csv:3: label '2.5' is no class: there are 'a', 'b'"),
    ("y,z_a,z_b\n0,3,4\n,1,2\n", {}, "preds.csv:3: the label is empty"),
    ("y,z_a,z_b\na,3,4\nbird,1,2\n", {}, "preds.csv:3: label 'bird' is no class: there are 'a', 'b'"),
    (
        "y,p_a,p_b\na,.5,.5\nb,.501,.501\na,1.0,0.0\n",
        {},
        "preds.csv:3: the probabilities sum to 1.002, not to 1",
    ),
    ("y,p_a,p_b\na,.9,.5\nb,.9,.8\n", {}, "independent sigmoids are not a distribution"),
    ("y,a,b\na,.9,.5\nb,.9,.8\n", {}, "preds.csv:3 sums to 1.7: --as logits or --as probabilities"),
    (
        "y,p_a,p_b\na,.5,.5\nb,-.5,1.5\n",
        {},
        "preds.csv:3: column p_a is -0.5: a probability must be from 0 to 1; --skip-bad",
    ),
    ("y,p_a,p_b\na,.5,.5\nb,-.5,1.5\na,2,-1\na,.5,.5\na,.5,.5\n", {}, "(1 more such row)"),
    ("y,p_a,p_b\na,3,-2\nb,4,1\n", {}, "are these --as logits?"),
    ("y,z_a,z_b\na,1,2\nb,nan,1\n", {}, "preds.csv:3: column z_a is nan: a logit must be finite"),
    ("y,z_a,z_b\na,1,2\nb,1,NA\n", {}, "preds.csv:3: column z_b is nan"),
    ("y,z_a,z_b\na,1,2\nb,1,inf\n", {}, "preds.csv:3: column z_b is inf"),
    ("y,z_a,z_b\na,-inf,-inf\n", {}, "preds.csv:2: every class is -inf"),
    ("y,z_a,z_b\na,1,2\nb,1\n", {}, "preds.csv:3: 2 fields, from 'b' on; the header names 3"),
    ("y,z_a,z_b\na,1,2\n\nb,1,2,3\n", {}, "preds.csv:4: 4 fields"),
    ("y,z_a,z_b\na,1,2\nb,1,abc\n", {}, "preds.csv:3: column z_b: 'abc' is not a number"),
    ("y,z_a,z_b\na,1,2\nb,1,1_0\n", {}, "preds.csv:3: column z_b: '1_0' is not a number"),
    ("y,z_a,z_b\na,1,2\nb,1,1e999\n", {}, "preds.csv:3: column z_b: '1e999' is too large for a number"),
    ('y,z_a,z_b\na,1,2\nb,1,"1,234"\n', {}, "'1,234' is not a number: write it without thousands separators"),
    ('y,z_a,z_b\na,1,2\nb,1,"0,5"\n', {}, "'0,5' is not a number: decimal commas are read where ; separates"),
    (
        "y;z_a;z_b\na;1,5;2\nb;1;1.5\n" + "a;1,5;2\n" * 25,
        {},
        "preds.csv:2: column z_a: '1,5' is not a number: decimal commas are read where",
    ),
    ("y,z_a,z_b\na,1,2\nb,1,\x1b[31m\n", {}, "'\ufffd[31m' is not a number"),
    ("y,z_a,z_b\n", {}, "preds.csv: there are no rows"),
    ("", {}, "preds.csv: the file is empty"),
    ("\n\n", {}, "preds.csv: there are no rows"),
    ("y,z_a\n0,1\n", {}, "preds.csv: one class column, 'z_a' among 'y', 'z_a': a classifier has at least 2"),
    ("a,b,c\n1,2,3\n", {}, "preds.csv: no label column among 'a', 'b', 'c': --label-column names one"),
    ("1,2,3\n0,2,3\n", {}, "preds.csv: there is no header: --label-column N"),
    ("y,label,a,b\n0,0,1,2\n", {}, "2 columns may be the label, 'y', 'label': --label-column"),
    ("y,a,a\na,1,2\n", {}, "two class columns are called 'a'"),
    ("y,z_a,p_a,z_b\na,1,2,3\n", {}, "class columns with prefixes 'p_', 'z_'"),
    ("y,a,b\n0,1,2\n", {"columns": ColumnChoice(label="z")}, "argument --label-column: 'z' is not a column"),
    ("y,z_a,z_b\n-100,1,2\n", {}, "preds.csv: every row is left out by its label"),
    ("y,z_a,z_b\na,nan,2\n", {"skip_bad": True}, "preds.csv: every row is left out"),
    (
        '{"y": 0, "logits": [1, 2]}\n{"y": 1, "logits": [1]}\n',
        {},
        "preds.csv:2: logits is 1 number: 2 numbers are expected",
    ),
    ('{"y": 0, "logits": [1, 2]}\n{"y": 1}\n', {}, "preds.csv:2: logits is 'null'"),
    ('{"y": 0, "logits": [1, 2]}\n{"logits": [1, 2]}\n', {}, "preds.csv:2: 'y' is missing"),
    ('{"y": 0, "logits": [1, "a"]}\n', {}, "preds.csv:1: logits[1] is '\"a\"', which is not a number"),
    ('{"y": 0, "logits": [1, 1e999]}\n', {}, "preds.csv:1: "),
    ('{"y": 0, "logits": [1, 2]\n', {}, "is not a JSON object"),
    ("[1, 2]\n", {}, "preds.csv:1: '[1, 2]' is not a JSON object"),
]


@pytest.mark.parametrize(("text", "options", "said"), BAD, ids=[said[:50] for _, _, said in BAD])
def test_bad_text_is_refused_in_one_line(
    text: str, options: dict[str, Any], said: str, tmp_path: Path
) -> None:
    assert said in refusal(tmp_path, text, **options)


@pytest.mark.parametrize(
    ("arrays", "said"),
    [
        ({"logits": np.zeros((3, 2)), "y": [0, 1]}, "preds.npz: 2 labels for 3 rows of scores"),
        ({"logits": np.zeros((2, 2, 2)), "y": [0, 1]}, "preds.npz: logits: the array has shape (2, 2, 2)"),
        (
            {"logits": np.zeros((2, 2), complex), "y": [0, 1]},
            "preds.npz: logits: the type complex is not read",
        ),
        ({"logits": np.zeros(2, [("a", "f4")]), "y": [0, 1]}, "logits: the type structured is not read"),
        ({"logits": np.array([[{}, 2]], object), "y": [0]}, "logits: the type object (a pickle) is not read"),
        ({"logits": np.array([["a", "b"]]), "y": [0]}, "logits: the type <U1 is no type of scores"),
        ({"scores": np.zeros((2, 2)), "y": [0, 1]}, "none of the arrays 'scores', 'y' is called 'logits'"),
        ({"logits": np.zeros((2, 2)), "probs": np.zeros((2, 2))}, "'logits', 'probs' are both scores"),
        (
            {"logits": np.zeros((2, 2)), "a": [0, 1]},
            "there are no labels beside 'logits', 'a': --labels FILE",
        ),
        ({"logits": np.zeros((0, 2)), "y": np.zeros(0, int)}, "there are no rows"),
        ({"logits": np.zeros((2, 1)), "y": [0, 5]}, "logits[1]: label '5' is no class"),
        ({"logits": np.array([[1, 2], [np.nan, 1]]), "y": [0, 1]}, "preds.npz: logits[1, 0] is nan"),
        ({"logits": np.zeros((2, 2)), "y": [0.5, 1]}, "preds.npz: logits[0]: label '0.5' is no class"),
        ({"logits": np.zeros((2, 2)), "y": ["a", "b"]}, "logits[0]: label 'a' is no class: a whole number"),
        ({"logits": np.zeros((2, 2)), "y": [[0.5, 0.6], [1, 0]]}, "logits[0]: the labels sum to 1.1"),
        ({"logits": np.zeros((2, 2)), "y": np.zeros((2, 3))}, "labels of 3 classes for scores of 2"),
        ({"logits": np.zeros((2, 2)), "y": [0, 1], "classes": ["a"]}, "1 class name for 2 classes"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_bad_arrays_are_refused_in_one_line(arrays: dict[str, Any], said: str, tmp_path: Path) -> None:
    path = tmp_path / "preds.npz"
    np.savez(path, **arrays)
    assert said in refusal(tmp_path, path.read_bytes()).replace("preds.csv", "preds.npz")


def npy_promising(shape: tuple[int, ...], data: bytes = b"") -> bytes:
    header = json.dumps({"descr": "<f4", "fortran_order": False, "shape": list(shape)})
    header = header.replace("[", "(").replace("]", ")").replace("false", "False")
    header += " " * (64 - (len(header) + 11) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() + data


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            npy_promising((10**12, 10)),
            "the file is truncated: shape (1000000000000, 10) of float32 needs 40,000,000,000,000 bytes",
        ),
        (npy_promising((2, 2), b"1234"), "the file is truncated"),
        (b"\x93NUMPY\x01\x00", "the NPY header is damaged or truncated"),
        (b"\x93NUMPY\x09\x00abcdefghijkl", "the NPY header is damaged or truncated"),
        (b"PK\x03\x04 and no more", "the NPZ file is damaged or truncated"),
        (b"PK\x05\x06" + bytes(18), "there is no array in this ZIP file"),
        (b"PAR1....", "this is a Parquet file, which is not read; in Python, numpy.savez('preds.npz'"),
        (b"\x89HDF\r\n\x1a\n", "this is an HDF5 file (.h5)"),
        (b"\x1f\x8b\x08", "this is a gzip file (.gz)"),
        (b"\x80\x04\x95", "this is a pickle (.pkl, .joblib, or .pt of old)"),
        (b"\xff\xfea\0b\0", "this is UTF-16 text"),
        (b"a\0b", "this is neither text nor a format that is known"),
    ],
)
def test_other_formats_are_named(content: bytes, said: str, tmp_path: Path) -> None:
    assert said in refusal(tmp_path, content)


def test_a_wrong_checksum_is_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "preds.npz"
    np.savez(path, logits=np.arange(8.0).reshape(4, 2), y=[0, 1, 0, 1])
    data = path.read_bytes()
    place = data.index(np.float64(7.0).tobytes())
    said = refusal(tmp_path, data[:place] + b"1" + data[place + 1 :])
    assert said == "preds.csv: the NPZ file is damaged or truncated: the checksum of logits.npy is wrong"


def test_pytorch_files_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.pt", "w") as archive:
        archive.writestr("archive/data.pkl", b"")
    assert "this is a PyTorch file (.pt)" in refusal(tmp_path, (tmp_path / "a.pt").read_bytes())


def test_a_promise_beyond_memory_is_refused_from_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    Thread(target=path.write_bytes, args=(npy_promising((10**12, 10)),)).start()
    with pytest.raises(DataError, match=r"37,252.9 GiB are needed, and .* GiB of memory are free"):
        read_predictions(str(path))


def test_a_text_beyond_memory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "free_memory", lambda: 2**20)
    line = "0,1.25,2.5\n"
    said = refusal(tmp_path, "y,z_a,z_b\n" + line * 200_000)
    assert "0.0 GiB are needed, and 0.0 GiB of memory are free" in said


MAGIC = {
    "csv": b"label,a,b\n0,1,2\n",
    "npy": npy_promising((2, 2)),
    "npz": b"PK\x03\x04",
    "jsonl": b'{"y": 0, "logits": [1, 2]}\n',
}


@pytest.mark.parametrize("suffix", list(MAGIC))
@pytest.mark.parametrize("is_damaged", [False, True], ids=["random", "damaged"])
def test_random_bytes_never_make_a_traceback(suffix: str, is_damaged: bool, tmp_path: Path) -> None:
    random = np.random.default_rng(len(suffix))
    whole = tmp_path / f"whole.{suffix}"
    write_reference(whole, 8, 3)
    valid = whole.read_bytes()
    path = tmp_path / "preds"
    lines = set()
    for _ in range(500):
        noise = random.bytes(int(random.integers(1, 200)))
        if is_damaged:
            start = int(random.integers(0, len(valid)))
            data = valid[:start] + noise + valid[start + len(noise) :]
        else:
            data = MAGIC[suffix] + noise
        path.write_bytes(data)
        try:
            found = read_predictions(str(path))
        except DataError as error:
            lines.add(str(error))
        else:
            assert found.targets is not None
            assert not np.isnan(cross_entropy_losses(found.scores, found.targets)).any()
    assert all(line.isprintable() for line in lines)
