"""The reference predictions of the specification: exact in float32 and in three decimals."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
LabelArray = NDArray[np.int64]


def reference_predictions(n: int, k: int) -> tuple[FloatArray, LabelArray]:
    """Logits z[i,k] = ((7i + 13k + 5ik) mod 41 − 20)/8; three labels of four are the first argmax."""
    i, c = np.arange(n, dtype=np.int64)[:, None], np.arange(k, dtype=np.int64)
    z = ((7 * i + 13 * c + 5 * i * c) % 41 - 20) / 8
    rows = np.arange(n, dtype=np.int64)
    return z, np.where(rows % 4 != 0, z.argmax(axis=1), (3 * rows + 1) % k)


def write_reference(path: Path, n: int, k: int) -> None:
    """Write the reference predictions in the format that the name ends in."""
    z, y = reference_predictions(n, k)
    if path.suffix == ".npz":
        np.savez(path, logits=z.astype(np.float32), labels=y)
    elif path.suffix == ".npy":
        np.save(path, np.asfortranarray(z))
        np.save(path.with_suffix(".labels.npy"), y.astype(np.uint8))
    elif path.suffix == ".jsonl":
        rows = [{"label": int(c), "logits": row} for row, c in zip(z.tolist(), y, strict=True)]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        mark = "\t" if path.suffix == ".tsv" else ","
        lines = [["label", *(f"logit_{c}" for c in range(k))]]
        lines += [[str(c), *(f"{x:.3f}" for x in row)] for row, c in zip(z, y, strict=True)]
        path.write_text("".join(mark.join(line) + "\n" for line in lines))
