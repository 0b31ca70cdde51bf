"""The reference predictions of the specification: exact in float32 and in three decimals."""

from __future__ import annotations

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
