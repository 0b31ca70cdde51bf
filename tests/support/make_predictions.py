"""Makes the predictions that infotui ships: an invented classifier of pictures of animals, overconfident.

It is a part of the tests and not of the program, since only the file it writes is shipped; a test proves
that the file is what it makes. Run `python -m support.make_predictions` in `tests/` to write it again.

Ten labels are wrong, those of `WRONG_ROWS`; the model is right about them. The first row is the example
that lectures use: 87 % dog, 11 % wolf, 2 % other.
"""

from __future__ import annotations

import math
from pathlib import Path
from random import Random

PATH = Path(__file__).parents[2] / "src/infotui/lessons/cross_entropy/predictions.csv"
CLASSES = ("cat", "dog", "wolf", "fox", "deer", "horse", "sheep", "goat", "owl", "other")
ROWS = 500
WRONG_ROWS = (31, 77, 118, 164, 209, 258, 301, 346, 402, 467)

_SEED = 20
_SHARPNESS = 3.0
_SIGNAL, _NOISE = 5.2, 1.5
_SIX_DECIMALS = 0.000005
_LEAST = 1e-7  # probabilities below are written as 0
_ALIKE = {
    ("dog", "wolf"): 2.2,
    ("dog", "fox"): 1.2,
    ("wolf", "fox"): 1.6,
    ("cat", "fox"): 1.2,
    ("sheep", "goat"): 2.6,
    ("deer", "horse"): 1.8,
    ("deer", "goat"): 1.5,
}
_LECTURE = {"dog": 0.87, "wolf": 0.11, "other": 0.02}


def make_predictions() -> str:
    """The text of the file."""
    random = Random(_SEED)
    lines = [",".join(("id", "label", *(f"p_{name}" for name in CLASSES)))]
    for row in range(ROWS):
        true = CLASSES[random.randrange(len(CLASSES))]
        q = _prediction(true, random)
        if row == 0:
            true, q = "dog", [_LECTURE.get(name, 0.0) for name in CLASSES]
        label = _another_class(true, random) if row in WRONG_ROWS else true
        lines.append(",".join((f"a{row:03d}", label, *map(_written, q))))
    return "\n".join(lines) + "\n"


def _prediction(true: str, random: Random) -> list[float]:
    z = []
    for name in CLASSES:
        alike = _ALIKE.get((true, name), _ALIKE.get((name, true), 0.0))
        mean = _SIGNAL if name == true else alike
        z.append(_SHARPNESS * random.gauss(mean, _NOISE))
    weights = [math.exp(value - max(z)) for value in z]
    return [weight / sum(weights) for weight in weights]


def _another_class(true: str, random: Random) -> str:
    return random.choice([name for name in CLASSES if name != true])


def _written(probability: float) -> str:
    """Six decimals without zeros at the end, or one digit of a small number."""
    if probability < _LEAST:
        return "0"
    if probability < _SIX_DECIMALS:
        return f"{probability:.0e}"
    return f"{probability:.6f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    PATH.write_text(make_predictions(), encoding="ascii")
