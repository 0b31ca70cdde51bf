"""Files that randomised tests open: counts, texts, predictions, and some that cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path

from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS

_TEXTS = {
    "counts.csv": "cat,5\ndog,3\nowl,2\n",
    "many.csv": "".join(f"class {n},{n * n % 17 + 1}\n" for n in range(60)),
    "wide.csv": "漢字,4\ncafé,2\nпривет,1\n",
    "words.txt": "a rose is a rose is a rose\n" * 40,
    "broken.csv": "cat,five\n",
    "three.csv": "p_a,p_b,p_c,label\n0.7,0.2,0.1,a\n0.1,0.8,0.1,b\n0,0.5,0.5,a\n0.2,0.3,0.5,c\n",
}
ENTROPY_FILES = ("counts.csv", "many.csv", "wide.csv", "--text words.txt", "words.txt", "broken.csv")
PREDICTION_FILES = (
    "predictions.csv",
    "predictions.csv --unit bits",
    "three.csv",
    "broken.csv",
    "no such file",
)


def write_files(folder: Path) -> None:
    """Write the files."""
    for name, text in _TEXTS.items():
        (folder / name).write_text(text)
    shutil.copy(SHIPPED_PREDICTIONS, folder / "predictions.csv")
