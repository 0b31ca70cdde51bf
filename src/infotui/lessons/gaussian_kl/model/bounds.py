"""The limits of every quantity of the KL lesson, in any of its modes: what exercises can ask for."""

from __future__ import annotations

import math

from infotui.core.lesson import Limits
from infotui.core.reading import Unit
from infotui.maths.distributions import MAX_CLASSES, MIN_CLASSES
from infotui.maths.information import gaussian_entropy
from infotui.maths.mixture import MAX_COMPONENTS

from .mixture import MAX_RATE, MIN_RATE
from .state import Parameter


def bounds(unit: Unit, classes: int | None) -> dict[str, Limits]:
    """The limits of the quantities, for a number of classes or for any."""
    mean, sigma = ((parameter.least, parameter.most) for parameter in Parameter)
    most, fewest = classes or MAX_CLASSES, classes or MIN_CLASSES
    narrow = gaussian_entropy(sigma[0], base=unit.base)
    # Components at both limits of the mean, as wide as can be, have the largest standard deviation.
    widest = math.hypot(sigma[1], mean[1])
    wide = gaussian_entropy(widest, base=unit.base)
    return {
        **{f"{name}.mu": mean for name in "pq"},
        **{f"{name}.sigma": sigma for name in "pq"},
        **{name: (min(0.0, mean[0]), max(1.0, mean[1])) for name in "pq"},
        "p.count": (min(fewest, 1) if classes is None else fewest, max(most, MAX_COMPONENTS)),
        "q.count": (fewest, most),
        "rate": (MIN_RATE, MAX_RATE),
        "kl_pq": (0.0, math.inf),
        "kl_qp": (0.0, math.inf),
        "js": (0.0, unit.one_bit),
        "entropy_p": (narrow, wide),
        "entropy_q": (narrow, gaussian_entropy(sigma[1], base=unit.base)),
        "cross_entropy_pq": (narrow, math.inf),
        "code_lengths": (0.0, most - 1),
        "mean_code_length": (0.0, math.inf),
        "mean_p": mean,
        "sd_p": (sigma[0], widest),
        "lobe_positive": (0.0, math.inf),
        "lobe_negative": (0.0, math.inf),
    }
