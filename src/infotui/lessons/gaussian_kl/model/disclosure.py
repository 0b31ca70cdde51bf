"""Where the quantities of the KL lesson can be seen, in each of its modes."""

from __future__ import annotations

from infotui.core.cover import SENTENCE, Disclosure

from .modes import KLState, Mode

_COMMON_VIEWS: dict[str, tuple[str, ...]] = {"headline": (), "table": (), SENTENCE: (), "theory": ()}
_SUMS = {
    "kl_pq": ("kl_gap", "cross_entropy_pq"),
    "kl_qp": ("kl_gap",),
    "kl_gap": ("kl_pq", "kl_qp"),
    "entropy_p": ("cross_entropy_pq",),
    "cross_entropy_pq": ("kl_pq",),
}
"""KL(p‖q) + H(p) = H(p, q): of three shown, two give the third away."""


def disclosure(state: KLState) -> Disclosure:
    """The views of the mode shown; the pictures show the divergence in the direction of the state."""
    shown = "kl_qp" if state.reverse else "kl_pq"
    if state.mode is Mode.GAUSSIAN:
        return _gaussian(shown)
    return _categorical(shown) if state.mode is Mode.CATEGORICAL else _mixture(shown)


def _gaussian(shown: str) -> Disclosure:
    lobes = "lobe_positive", "lobe_negative"
    return Disclosure(
        views={
            "plot": (),
            "integrand": (shown, *lobes),
            "formula": (shown,),
            "divergences": ("kl_pq", "kl_qp"),
            "sliders": (),
            **_COMMON_VIEWS,
        },
        implied={
            **_SUMS,
            shown: (*_SUMS[shown], *lobes),
            "p": ("entropy_p", "cross_entropy_pq", "integrand", "formula"),
            "q": ("entropy_q", "integrand", "formula"),
        },
        distributions=("p", "q"),
        controls=("sliders",),
    )


def _categorical(shown: str) -> Disclosure:
    return Disclosure(
        views={
            "bars": (),
            "terms": ("terms", shown),
            "divergences": ("kl_pq", "kl_qp"),
            "classes": (shown, "terms", "entropy_p", "cross_entropy_pq", "code_lengths", "mean_code_length"),
            **_COMMON_VIEWS,
        },
        implied={
            **_SUMS,
            "mean_code_length": ("code_lengths",),
            "p": ("entropy_p", "cross_entropy_pq", "terms", "classes"),
            "q": ("entropy_q", "code_lengths", "terms", "classes"),
        },
        distributions=("p", "q"),
        controls=("bars",),
    )


def _mixture(shown: str) -> Disclosure:
    optima = "forward_best", "reverse_minima"
    return Disclosure(
        views={
            **_COMMON_VIEWS,
            "plot": (),
            "integrand": (shown,),
            "trace": (shown, *optima),
            "sliders": (),
            "headline": optima,
            "table": ("kl_pq", "kl_qp", *optima),
        },
        implied={
            "forward_best": ("mean_p", "sd_p"),
            "mean_p": ("forward_best",),
            "sd_p": ("forward_best",),
            "p": ("entropy_p", "mean_p", "sd_p", "table", "trace", "integrand"),
        },
        distributions=("p",),
        controls=("sliders",),
    )
