"""The presets of the KL lesson, by mode. Each of them switches to its mode."""

from __future__ import annotations

from infotui.core.lesson import Preset
from infotui.maths.distributions import Categorical, Gaussian
from infotui.maths.mixture import Mixture

from .modes import INITIAL, KLState, Mode


def _gaussian(name: str, description: str, p: tuple[float, float], q: tuple[float, float]) -> Preset[KLState]:
    pair = Gaussian(*p), Gaussian(*q)
    return Preset(name, description, lambda state: state.with_gaussian(state.gaussian.with_pair(*pair)))


def _categorical(name: str, description: str, p: tuple[float, ...], q: tuple[float, ...]) -> Preset[KLState]:
    pair = Categorical(p), Categorical(q)
    return Preset(name, description, lambda state: state.with_categorical(state.categorical.with_pair(*pair)))


def _mixture(
    name: str, description: str, q: tuple[float, float], *parts: tuple[float, float, float]
) -> Preset[KLState]:
    p, target = Mixture.of(*parts), Gaussian(*q)
    return Preset(name, description, lambda state: state.with_mixture(state.mixture.with_p(p).with_q(target)))


_OPENING = INITIAL.gaussian

PRESETS: dict[Mode, tuple[Preset[KLState], ...]] = {
    Mode.GAUSSIAN: (
        Preset(
            "opening",
            "how this screen opens",
            lambda state: state.with_gaussian(state.gaussian.with_pair(_OPENING.p, _OPENING.q)),
        ),
        _gaussian("equal", "p = q: both divergences are exactly 0", (0.0, 1.0), (0.0, 1.0)),
        _gaussian(
            "same mean", "only the σ differ: the divergences are neither 0 nor equal", (0.0, 1.0), (0.0, 2.0)
        ),
        _gaussian(
            "same σ", "both divergences are equal, at any distance of the means", (-1.0, 1.0), (1.0, 1.0)
        ),
        _gaussian("far apart", "hardly any overlap", (-5.0, 1.0), (5.0, 1.5)),
        _gaussian(
            "narrow inside wide",
            "a small divergence one way, a large one the other way",
            (0.5, 0.3),
            (0.0, 3.0),
        ),
        _gaussian(
            "VAE posterior", "the KL term of a VAE: posterior p, prior q = N(0, 1)", (1.0, 0.5), (0.0, 1.0)
        ),
    ),
    Mode.CATEGORICAL: (
        _categorical("coins", "p is a fair coin, q shows heads ¾ of the time", (0.5, 0.5), (0.75, 0.25)),
        _categorical(
            "miscoding",
            "dyadic p and q: q's code wastes exactly ⅛ bit on data from p",
            (0.5, 0.25, 0.125, 0.0625, 0.0625),
            (0.5, 0.125, 0.125, 0.125, 0.125),
        ),
        _categorical(
            "equal both ways",
            "p ≠ q, and both divergences are exactly ¼ bit",
            (0.5, 0.25, 0.125, 0.125),
            (0.25, 0.25, 0.25, 0.25),
        ),
        _categorical(
            "∞ one way",
            "p rules out a class that q has: only KL(q‖p) is infinite",
            (0.5, 0.5, 0.0),
            (1 / 3, 1 / 3, 1 / 3),
        ),
    ),
    Mode.MIXTURE: (
        _mixture(
            "two modes", "6 σ apart: the best reverse fit sits on one", (1.0, 1.0), (0.5, -3, 1), (0.5, 3, 1)
        ),
        _mixture(
            "close modes", "4 σ apart: both fits stay in the middle", (1.0, 1.0), (0.5, -2, 1), (0.5, 2, 1)
        ),
        _mixture(
            "uneven modes", "the reverse fit takes the larger one", (0.0, 1.0), (0.7, -2, 1), (0.3, 3, 0.5)
        ),
        _mixture(
            "three modes",
            "three components, three local minima of the reverse KL",
            (0.0, 2.0),
            (0.2, -4, 1),
            (0.3, 0, 0.5),
            (0.5, 4, 1),
        ),
        _mixture(
            "one component",
            "p is a Gaussian: q can equal it, and both divergences can be 0",
            (2.0, 1.5),
            (1.0, 0, 1),
        ),
    ),
}
