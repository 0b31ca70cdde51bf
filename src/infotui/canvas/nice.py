"""Round numbers for scales and ticks: 1, 2 and 5 times a power of ten."""

from __future__ import annotations

from math import floor, log10

_FACTORS = (1, 2, 5, 10, 100)
"""The last is for a logarithm that was rounded down."""


def nice_ceil(value: float, tolerance: float = 0.0) -> float:
    """The least of 1, 2, 5, 10, 20, … and of 0.5, 0.2, 0.1, … that is not below `value`.

    A round number that is below `value` by no more than the share `tolerance` counts as large enough.

    >>> nice_ceil(3), nice_ceil(0.07), nice_ceil(100)
    (5.0, 0.1, 100.0)

    Raises:
        ValueError: `value` is not positive, or too large or too small for a round float near it.
    """
    if not value > 0:
        raise ValueError(f"value must be positive, got {value!r}")
    try:
        power = 10.0 ** floor(log10(value))
    except OverflowError as error:
        raise ValueError(f"no round number near {value!r}") from error
    least = value * (1 - tolerance)
    found = next((factor * power for factor in _FACTORS if factor * power >= least), 0.0)
    if not found:
        raise ValueError(f"no round number near {value!r}")
    return found
