"""The presets of the cross-entropy lesson. Most of them apply to the mode that is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from infotui.core.lesson import Preset
from infotui.maths.distributions import Logits

from .predictions import PredictionRequest, PredictionState, load
from .state import INITIAL, Binary, CrossEntropyState, Mode, Multiclass

SHIPPED_PREDICTIONS = Path(__file__).parents[1] / "predictions.csv"
"""Predictions that come with the lesson."""

_CONFIDENT_LOGIT = 8.0
_EXACT_LOGIT = 1000.0


def _opening(state: CrossEntropyState) -> CrossEntropyState:
    if state.mode is Mode.BINARY:
        return state.with_binary(INITIAL.binary)
    if state.mode is Mode.DATA:
        return state.with_data(state.opened_data.with_temperature(1.0).with_true_class(None))
    return state.with_multiclass(INITIAL.multiclass)


def _guess(state: CrossEntropyState) -> CrossEntropyState:
    return _either(state, 0.5, lambda ours: (0.0,) * ours.k)


def _right(state: CrossEntropyState) -> CrossEntropyState:
    return _either(state, 0.999, lambda ours: _one(ours.true, ours.k, _CONFIDENT_LOGIT))


def _wrong(state: CrossEntropyState) -> CrossEntropyState:
    return _either(state, 0.001, lambda ours: _one(_wrong_class(ours), ours.k, _CONFIDENT_LOGIT))


def _beyond(state: CrossEntropyState) -> CrossEntropyState:
    return _either(state, 0.0, lambda ours: _one(_wrong_class(ours), ours.k, _EXACT_LOGIT))


def _smoothed(state: CrossEntropyState) -> CrossEntropyState:
    return state.with_multiclass(INITIAL.multiclass.with_smoothing(0.1))


def _overshooting(state: CrossEntropyState) -> CrossEntropyState:
    """A learning rate above 4T²: the loss rises at some steps."""
    return state.with_multiclass(INITIAL.multiclass.with_smoothing(0.5).with_rate(10.0))


def _twice(state: CrossEntropyState) -> CrossEntropyState:
    """The best output of a first softmax, one-hot on the true class, as the logits of a second."""
    ours = _sharp(state.multiclass)
    return state.with_multiclass(ours.with_logits(Logits(_one(ours.true, ours.k, 1.0))))


def _either(
    state: CrossEntropyState, chance: float, logits: Callable[[Multiclass], tuple[float, ...]]
) -> CrossEntropyState:
    """The true label with probability `chance`, or these logits with hard labels at T = 1."""
    if state.mode is Mode.BINARY:
        label = state.binary.label
        return state.with_binary(Binary(chance if label else 1 - chance, label))
    ours = _sharp(state.multiclass)
    return state.with_multiclass(ours.with_logits(Logits(logits(ours))))


def _sharp(ours: Multiclass) -> Multiclass:
    return ours.with_smoothing(0.0).with_temperature(1.0)


def _wrong_class(ours: Multiclass) -> int:
    return 1 if ours.true == 0 else 0


def _one(i: int, k: int, height: float) -> tuple[float, ...]:
    return tuple(height if j == i else 0.0 for j in range(k))


def _test_set(state: CrossEntropyState) -> CrossEntropyState:
    """The file of predictions that comes with the lesson: small enough to be read at once."""
    from infotui.data.source import open_quietly

    return state.with_data(load(PredictionState(PredictionRequest(str(SHIPPED_PREDICTIONS))), open_quietly))


def _best_temperature(state: CrossEntropyState) -> CrossEntropyState:
    """The file that is open, or the one that comes with the lesson, at its best temperature."""
    from .prediction_pictures import best_reachable_temperature

    found = state if state.mode is Mode.DATA else _test_set(state)
    data = found.opened_data
    return found.with_data(data.with_temperature(best_reachable_temperature(data)))


PRESETS = (
    Preset("opening", "how this mode opens", _opening),
    Preset("uniform guess", "all classes equally likely: the loss is log K, whatever is true", _guess),
    Preset("confident and right", "nearly all on the true class: the loss is close to 0", _right),
    Preset("confident and wrong", "nearly all on a wrong class: the loss is large", _wrong),
    Preset("certain and wrong", "∞ for a probability of 0, 1000 nats for a logit of 1000", _beyond),
    Preset("smoothed labels", "ε = 0.1: the minimum of the loss is H(p), above 0", _smoothed),
    Preset(
        "too large a step", "ε = 0.5 and η = 10, above 4T²: the loss overshoots and oscillates", _overshooting
    ),
    Preset(
        "a test set", "500 predictions of a classifier, ten of the labels wrong: mode data", _test_set, True
    ),
    Preset(
        "best temperature",
        "the temperature of least loss, on a file of predictions",
        _best_temperature,
        True,
    ),
    Preset("softmax twice", "a softmax of a softmax: never below 0.7437 nats at K = 4", _twice),
)
