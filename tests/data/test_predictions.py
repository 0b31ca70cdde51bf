from __future__ import annotations

import os
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from infotui.data.predictions import PredictionOptions, Predictions, read_predictions
from infotui.data.score_kind import Kind
from infotui.data.source import DataError
from infotui.maths.batch import cross_entropy_losses
from support.reference_predictions import reference_predictions, write_reference

FORMATS = ("csv", "tsv", "npy", "npz", "jsonl")


def read(tmp_path: Path, text: str | bytes, **options: Any) -> Predictions:
    path = tmp_path / "preds.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_predictions(str(path), PredictionOptions(**options))


def loss(found: Predictions) -> float:
    assert found.targets is not None
    return float(cross_entropy_losses(found.scores, found.targets).mean())


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("is_pipe", [False, True], ids=["file", "pipe"])
def test_every_format_gives_the_same_digits(suffix: str, is_pipe: bool, tmp_path: Path) -> None:
    path = tmp_path / f"reference.{suffix}"
    write_reference(path, 1000, 5)
    labels = str(path.with_suffix(".labels.npy")) if suffix == "npy" else None
    if is_pipe:
        data = path.read_bytes()
        path = tmp_path / "fifo"
        os.mkfifo(path)
        Thread(target=path.write_bytes, args=(data,)).start()
    found = read_predictions(str(path), PredictionOptions(labels=labels))
    z, y = reference_predictions(1000, 5)
    assert np.array_equal(np.asarray(found.scores.values, np.float64), z)
    assert found.targets is not None
    assert np.array_equal(found.targets, y)
    assert found.kind is Kind.LOGITS
    assert loss(found) == pytest.approx(1.0601754068088015, rel=4e-16)
    assert (found.n, found.k, found.classes) == (1000, 5, ("0", "1", "2", "3", "4"))


YARDSTICK = "truth,Class1,Class2,predicted\nClass1,0.9,0.1,Class1\nClass2,0.25,0.75,Class2\n"
MLR = (
    '"id","truth","prob.setosa","prob.virginica","response"\n'
    '1,"setosa",0.9,0.1,"setosa"\n2,"virginica",0.25,0.75,"x"\n'
)
H2O = "predict,p0,p1,y\n0,0.9,0.1,0\n1,0.25,0.75,1\n"
TIDYMODELS = ".row,.pred_class,.pred_no,.pred_yes,obs\n1,no,0.9,0.1,no\n2,yes,0.25,0.75,yes\n"
PANDAS = ",0,1,label\n0,0.9,0.1,0\n1,0.25,0.75,1\n"
PANDAS_NAMES = ",cat,dog,label\na,0.9,0.1,cat\nb,0.25,0.75,dog\n"
ORDER = "dog,cat,label\n0.1,0.9,cat\n0.75,0.25,dog\n"
SEMICOLON = "label;cat;dog\r\ncat;0,9;0,1\r\ndog;0,25;0,75\r\n"
BLANKS = "label  cat   dog\ncat   0.9  0.1 \n dog   0.25 0.75\n"
BARS = "label|cat|dog\ncat|0.9|0.1\ndog|0.25|0.75"
BOM = b"\xef\xbb\xbflabel,cat,dog\ncat,0.9,0.1\ndog,0.25,0.75\n"
HASH = "label,c#,f#\nc#,0.9,0.1\nf#,0.25,0.75\n"
BLANK_LINES = "\nlabel,cat,dog\n\ncat,0.9,0.1\n\n\ndog,0.25,0.75\n\n"
QUOTED_NUMBERS = '"label","cat","dog"\n"cat","0.9","0.1"\n"dog","0.25","0.75"\n'
QUOTED_COMMAS = 'label,"cat, big",dog\n"cat, big",0.9,0.1\ndog,0.25,0.75\n'
SPACED = "label, cat, dog\ncat, 0.9, 0.1\ndog, 0.25, 0.75\n"
SPLIT = "label,split,prob_cat,prob_dog\ncat,test,0.9,0.1\ndog,test,0.25,0.75\n"
BINARY = "y_true,y_prob\n0,0.1\n1,0.75\n"
BINARY_PREFIX = "y,prob_1\n0,0.1\n1,0.75\n"
SAVETXT = "# y, p_0, p_1\n0.0,9e-1,1e-1\n1.000000000000000000e+00,2.5e-1,7.5e-01\n"
JSON_LIST = '{"y": 0, "probs": [0.9, 0.1]}\n\n{"y": 1, "probs": [0.25, 0.75]}\n'
JSON_BY_CLASS = (
    '{"label": "cat", "probs": {"cat": 0.9, "dog": 0.1}}\n'
    '{"label": "dog", "probs": {"dog": 0.75, "cat": 0.25}}'
)
JSON_COLUMNS = '{"label": "cat", "cat": 0.9, "dog": 0.1}\n{"label": "dog", "dog": 0.75, "cat": 0.25}\n'


@pytest.mark.parametrize(
    "text",
    [
        YARDSTICK,
        MLR,
        H2O,
        TIDYMODELS,
        PANDAS,
        PANDAS_NAMES,
        ORDER,
        SEMICOLON,
        BLANKS,
        BARS,
        BOM,
        HASH,
        BLANK_LINES,
        QUOTED_NUMBERS,
        QUOTED_COMMAS,
        SPACED,
        SPLIT,
        BINARY,
        BINARY_PREFIX,
        SAVETXT,
        JSON_LIST,
        JSON_BY_CLASS,
        JSON_COLUMNS,
    ],
)
def test_what_other_tools_write_opens_without_an_option(text: str | bytes, tmp_path: Path) -> None:
    found = read(tmp_path, text)
    assert found.kind is Kind.PROBABILITIES
    assert (found.n, found.k) == (2, 2)
    assert loss(found) == pytest.approx(-np.log([0.9, 0.75]).mean(), rel=1e-15)


def test_what_was_decided_is_said(tmp_path: Path) -> None:
    assert read(tmp_path, SPLIT).notes == ("columns left out: 'split'",)
    found = read(tmp_path, SEMICOLON)
    assert found.notes == ("numbers have decimal commas",)
    assert found.format == "CSV, semicolon, decimal comma"
    assert found.classes == ("cat", "dog")
    assert found.labels_from is None
    named = read(tmp_path, PANDAS_NAMES)
    assert [named.name_of(i) for i in range(2)] == ["a", "b"]


@pytest.mark.parametrize("dtype", ["<f2", ">f4", "<f8"])
@pytest.mark.parametrize(
    "key", ["logits", "log_probs", "probs", "probabilities", "predictions", "y_prob", "y_score"]
)
@pytest.mark.parametrize("label", ["labels", "y", "y_true", "targets", "ground_truth"])
def test_keys_of_arrays(dtype: str, key: str, label: str, tmp_path: Path) -> None:
    p = np.array([[0.75, 0.25], [0.5, 0.5]])
    scores = np.log(p) if "log" in key else p
    path = tmp_path / "preds.npz"
    np.savez_compressed(path, **{key: scores.astype(dtype), label: np.array([0, 1])})  # type: ignore[arg-type]
    found = read_predictions(str(path))
    assert found.kind in (Kind.LOG_PROBABILITIES, Kind.LOGITS, Kind.PROBABILITIES)
    assert loss(found) == pytest.approx(-np.log([0.75, 0.5]).mean(), rel=2e-3 if "2" in dtype else 1e-7)


@pytest.mark.parametrize(
    ("scores", "kind"),
    [
        ([[2.0, -1.0]], Kind.LOGITS),
        ([[0.2, 1.5]], Kind.LOGITS),
        ([[0.25, 0.75]], Kind.PROBABILITIES),
        (np.log([[0.25, 0.75]]), Kind.LOG_PROBABILITIES),
        ([[0.0, -np.inf]], Kind.LOG_PROBABILITIES),
        ([[-1.0, -2.0]], Kind.LOGITS),
    ],
)
def test_the_kind_is_told_by_the_values(scores: Any, kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "preds.npz"
    np.savez(path, predictions=np.array(scores), y=[0])
    assert read_predictions(str(path)).kind is kind


def test_binary_scores_are_those_of_label_1(tmp_path: Path) -> None:
    path = tmp_path / "preds.npz"
    scores, y = np.array([2, -1, 0.5, 3, -2, 1]), np.array([1, 0, 0, 1, 0, 1])
    for shape in ((6,), (6, 1)):
        np.savez(path, y_score=scores.reshape(shape), y=y)
        found = read_predictions(str(path), PredictionOptions(kind=Kind.LOGITS))
        assert found.classes == ("0", "1")
        assert loss(found) == pytest.approx(float(np.log1p(np.exp(np.where(y == 1, -scores, scores))).mean()))
    with pytest.raises(DataError, match="--as logits or --as probabilities"):
        read_predictions(str(path))


def test_soft_labels_are_distributions(tmp_path: Path) -> None:
    path = tmp_path / "preds.npz"
    np.savez(path, logits=np.zeros((2, 3)), labels=np.array([[0.5, 0.5, 0], [1, 0, 0]]))
    found = read_predictions(str(path))
    assert found.has_soft_labels
    np.savez(path, logits=np.zeros((2, 3)), labels=np.eye(3)[:2])
    hard = read_predictions(str(path))
    assert hard.targets is not None
    assert hard.targets.tolist() == [0, 1]
    assert hard.notes == ("labels are one-hot rows",)


def test_labels_from_a_file_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "labels.txt").write_text("dog\ncat\n")
    text = "cat,dog\n0.9,0.1\n0.25,0.75\n"
    assert loss(read(tmp_path, text, labels=str(tmp_path / "labels.txt"))) == pytest.approx(
        -np.log([0.1, 0.25]).mean()
    )


@pytest.mark.parametrize(
    "labels",
    [
        "golden retriever\nwolf, grey\n",
        "label\ngolden retriever\nwolf, grey\n",
        '"golden retriever"\n"wolf, grey"\n',
        'id,label\n7,golden retriever\n8,"wolf, grey"\n',
        "id\ty\n7\tgolden retriever\n8\twolf, grey\n",
        "\ufeffgolden retriever\r\n\r\nwolf, grey\r\n",
    ],
)
def test_labels_may_have_blanks_and_commas(labels: str, tmp_path: Path) -> None:
    (tmp_path / "labels.txt").write_text(labels)
    text = 'golden retriever,"wolf, grey"\n0.9,0.1\n0.25,0.75\n'
    assert loss(read(tmp_path, text, labels=str(tmp_path / "labels.txt"))) == pytest.approx(
        -np.log([0.9, 0.75]).mean()
    )


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("1,cat\n2,dog\n", "this one has 2 columns and no header"),
        ("id,species\n1,cat\n2,dog\n", "2 columns and its header 'id', 'species'"),
        ("cat\ndog\ncat\n", "3 labels for 2 rows"),
        ("cat\ngolden retriever\n", "'golden retriever' is no class: there are 'cat', 'dog'"),
        ("\n", "there are no rows"),
    ],
)
def test_bad_files_of_labels(labels: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "labels.txt").write_text(labels)
    with pytest.raises(DataError) as found:
        read(tmp_path, "cat,dog\n0.9,0.1\n0.25,0.75\n", labels=str(tmp_path / "labels.txt"))
    assert said in str(found.value)


def test_rows_left_out_keep_their_places(tmp_path: Path) -> None:
    text = "id,label,0,1\na,0,1,2\nb,-100,3,4\nc,1,nan,1\nd,1,5,6\ne,-1,1,1\n"
    found = read(tmp_path, text, skip_bad=True, ignore=("-1",))
    assert (found.n, found.skipped, found.ignored) == (2, 1, 2)
    assert [found.row_in_file(i) for i in range(2)] == [0, 3]
    assert [found.name_of(i) for i in range(2)] == ["a", "d"]
    assert "2 rows left out by label" in found.notes


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("y,z_a,z_b\n1,3,4\n2,1,2\n", "labels count from 1: 2 occurs and 0 does not"),
        ("y,p_a,p_b\na,0.3333334,0.6666667\n", "row sums are from 1.0000001 to 1.0000001"),
        ("y,p_a,p_b\na,0.33,0.66\n", "row sums are from 0.99 to 0.99"),
        ("y,p_a,p_b\na,0.4,0.6\n", "looks like softmax applied twice: no probability can exceed 0.731"),
        ("y,logit_a,logit_b\na,0.9,0.1\n", "is this already a softmax? the loss of that is 0.1054 nats"),
    ],
)
def test_what_looks_wrong_is_a_note(text: str, note: str, tmp_path: Path) -> None:
    assert note in "; ".join(read(tmp_path, text).notes)


def test_class_names_of_arrays(tmp_path: Path) -> None:
    path = tmp_path / "preds.npz"
    np.savez(
        path,
        logits=np.eye(3),
        labels=np.array(["dog", "cat", "dog"]),
        classes=np.array(["dog", "cat", "owl"]),
    )
    found = read_predictions(str(path))
    assert found.targets is not None
    assert (found.classes, found.targets.tolist()) == (("dog", "cat", "owl"), [0, 1, 0])
