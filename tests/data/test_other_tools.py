"""Predictions as other tools write them: each opens, or one line says which option it needs."""

from __future__ import annotations

import io
import pickle
import zipfile
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from infotui.data.prediction_columns import ColumnChoice
from infotui.data.predictions import PredictionOptions, read_predictions
from infotui.data.score_kind import Kind
from infotui.data.source import DataError
from infotui.maths.batch import cross_entropy_losses

P = np.array([[0.9, 0.1], [0.25, 0.75]])
Z = np.log(P).astype(np.float32)
LOSS = float(-np.log([0.9, 0.75]).mean())


class Tool(NamedTuple):
    """A file as a tool writes it, what is said without an option (empty if it opens), and the option."""

    content: bytes
    said: str = ""
    options: PredictionOptions = PredictionOptions()


def npy(array: Any) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def npz(**arrays: Any) -> bytes:
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)
    return stream.getvalue()


def torch_save() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("logits/data.pkl", b"\x80\x02.")
        archive.writestr("logits/data/0", Z.tobytes())
    return stream.getvalue()


def columns(label: str | None = None, *classes: str) -> PredictionOptions:
    return PredictionOptions(columns=ColumnChoice(label=label, classes=classes))


LABELS = PredictionOptions(labels="labels.npy")
OPENED = {
    "sklearn-pandas": Tool(b",cat,dog,y\n0,0.9,0.1,cat\n1,0.25,0.75,dog\n"),
    "sklearn-y_pred": Tool(b"y_true,y_pred,0,1\n0,0,0.9,0.1\n1,1,0.25,0.75\n"),
    "sklearn-binary": Tool(b"y_true,y_prob\n0,0.1\n1,0.75\n"),
    "sklearn-savez": Tool(npz(y_prob=P, y_true=np.array([0, 1]))),
    "torch-savez": Tool(npz(logits=Z, labels=np.array([0, 1]))),
    "keras-savez": Tool(npz(predictions=P.astype(np.float32), y_true=np.eye(2))),
    "yardstick": Tool(b"truth,Class1,Class2,predicted\nClass1,0.9,0.1,Class1\nClass2,0.25,0.75,Class2\n"),
    "tidymodels-obs": Tool(
        b".row,.pred_class,.pred_no,.pred_yes,obs\n1,no,0.9,0.1,no\n2,yes,0.25,0.75,yes\n"
    ),
    "mlr": Tool(b'"id","truth","prob.a","prob.b","response"\n1,"a",0.9,0.1,"a"\n2,"b",0.25,0.75,"b"\n'),
    "mlr3": Tool(b"row_ids,truth,response,prob.a,prob.b\n1,a,a,0.9,0.1\n2,b,b,0.25,0.75\n"),
    "h2o-with-y": Tool(b'"predict","p0","p1","y"\n0,0.9,0.1,0\n1,0.25,0.75,1\n'),
    "rapidminer": Tool(b"label;prediction;confidence.a;confidence.b\na;a;0,9;0,1\nb;b;0,25;0,75\n"),
}
WITH_AN_OPTION = {
    "sklearn-savetxt": Tool(
        b"9.0e-01,1.0e-01\n2.5e-01,7.5e-01\n", "or --labels another file", LABELS._replace(kind=None)
    ),
    "torch-npy": Tool(npy(Z), "there are no labels: --labels FILE names a file of them", LABELS),
    "keras-predict": Tool(npy(P.astype(np.float32)), "there are no labels: --labels FILE", LABELS),
    "keras-sigmoid": Tool(
        npz(y_score=P[:, 1:], y=np.array([0, 1])),
        "one score a row, of label 1: --as logits or --as probabilities",
        PredictionOptions(kind=Kind.PROBABILITIES),
    ),
    "tidymodels": Tool(
        b".pred_class,.pred_no,.pred_yes,.row,churn\nno,0.9,0.1,1,no\nyes,0.25,0.75,2,yes\n",
        "no label column among '.pred_class', '.pred_no', '.pred_yes', '.row', 'churn': --label-column names",
        columns("churn"),
    ),
    "caret": Tool(
        b"pred,obs,a,b,rowIndex,mtry,Resample\na,a,0.9,0.1,1,2,Fold1\nb,b,0.25,0.75,2,2,Fold2\n",
        "column Resample: 'Fold1' is not a number; --columns names the class columns",
        columns(None, "a", "b"),
    ),
    "caret-numbers": Tool(
        b"pred,obs,a,b,mtry\na,a,0.9,0.1,2\nb,b,0.25,0.75,2\n",
        "'a', 'b' sum to 1 in every row, and 'mtry' are columns beside them: --columns names the classes",
        columns(None, "a", "b"),
    ),
    "h2o": Tool(b"predict,p0,p1\n0,0.9,0.1\n1,0.25,0.75\n", "--labels another file", LABELS),
    "h2o-named": Tool(
        b"predict,a,b,Species\na,0.9,0.1,a\nb,0.25,0.75,b\n",
        "no label column among 'predict', 'a', 'b', 'Species': --label-column names one",
        columns("Species"),
    ),
}
REFUSED = {
    "joblib": (
        pickle.dumps(P),
        "this is a pickle (.pkl, .joblib, or .pt of old), which is not read; in Python",
    ),
    "joblib-compressed": (zlib.compress(pickle.dumps(P)), "this is a compressed pickle (.joblib)"),
    "torch-save": (torch_save(), "this is a PyTorch file (.pt), which is not read; in Python, numpy.savez("),
    "keras-h5": (
        b"\x89HDF\r\n\x1a\n" + bytes(64),
        "this is an HDF5 file (.h5), which is not read; in Python",
    ),
}


def loss(content: bytes, options: PredictionOptions, folder: Path) -> float:
    (folder / "preds").write_bytes(content)
    np.save(folder / "labels.npy", np.array([0, 1]))
    if options.labels is not None:
        options = options._replace(labels=str(folder / options.labels))
    found = read_predictions(str(folder / "preds"), options)
    assert found.targets is not None
    return float(cross_entropy_losses(found.scores, found.targets).mean())


@pytest.mark.parametrize("name", OPENED)
def test_opens_without_an_option(name: str, tmp_path: Path) -> None:
    tool = OPENED[name]
    assert loss(tool.content, tool.options, tmp_path) == pytest.approx(LOSS, rel=1e-6)


@pytest.mark.parametrize("name", WITH_AN_OPTION)
def test_says_which_option_is_needed(name: str, tmp_path: Path) -> None:
    tool = WITH_AN_OPTION[name]
    with pytest.raises(DataError) as found:
        loss(tool.content, PredictionOptions(), tmp_path)
    assert tool.said in str(found.value)
    assert str(found.value).isprintable()
    assert loss(tool.content, tool.options, tmp_path) == pytest.approx(LOSS, rel=1e-6)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_says_what_to_do(name: str, tmp_path: Path) -> None:
    content, said = REFUSED[name]
    with pytest.raises(DataError) as found:
        loss(content, PredictionOptions(), tmp_path)
    assert said in str(found.value)
    assert "numpy.savez('preds.npz', logits=logits, labels=labels)" in str(found.value)
