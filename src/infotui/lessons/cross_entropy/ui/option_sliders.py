"""The sliders of the multi-class mode: smoothing, temperature and learning rate."""

from __future__ import annotations

from infotui.lessons.cross_entropy.model.state import (
    MAX_RATE,
    MAX_TEMPERATURE,
    MIN_RATE,
    MIN_TEMPERATURE,
    Multiclass,
    checked_rate,
    checked_smoothing,
    checked_temperature,
)
from infotui.ui.widgets.sliders import SliderSpec

OPTION_SLIDERS = (
    SliderSpec("smoothing", "ε", 0.0, 0.99, 0.01, checked_smoothing),
    SliderSpec("temperature", "T", MIN_TEMPERATURE, MAX_TEMPERATURE, 0.05, checked_temperature, True),
    SliderSpec("learning rate", "η", MIN_RATE, MAX_RATE, 0.01, checked_rate, True),
)


def option_values(state: Multiclass) -> tuple[float, ...]:
    """The values of the sliders, in their order."""
    return state.smoothing, state.temperature, state.rate


def with_options(state: Multiclass, values: tuple[float, ...]) -> Multiclass:
    """The state with these values of the sliders."""
    smoothing, temperature, rate = values
    return state.with_smoothing(smoothing).with_temperature(temperature).with_rate(rate)
