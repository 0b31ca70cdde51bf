"""Where the quantities of the cross-entropy lesson can be seen, in each of its modes."""

from __future__ import annotations

from infotui.core.cover import SENTENCE, Disclosure

from .state import CrossEntropyState, Mode

_COMMON_VIEWS: dict[str, tuple[str, ...]] = {SENTENCE: (), "theory": ()}
_BINARY = Disclosure(
    views={
        "curve": ("q", "loss", "uniform_guess", "gradient", "derivative_p"),
        "headline": ("q", "loss", "gradient"),
        "readings": (),
        "notes": ("q", "loss"),
        "gauge": ("loss", "uniform_guess"),
        "derivatives": ("gradient", "derivative_p"),
        **_COMMON_VIEWS,
    },
    implied={
        "q": ("loss", "gradient", "derivative_p", "logit"),
        "logit": ("q",),
        "gradient": ("derivative_p",),
        "derivative_p": ("gradient",),
    },
    controls=("q",),
)
_MULTICLASS = Disclosure(
    views={
        "prediction": ("q", "target", "gradient"),
        "curve": ("q", "target", "loss", "gradient", "uniform_guess"),
        "options": (),
        "trace": ("loss", "entropy_p"),
        "headline": ("loss", "q", "entropy_p", "kl_pq"),
        "readings": (),
        "notes": ("loss", "q", "target"),
        "gauge": ("loss", "entropy_p", "kl_pq", "uniform_guess"),
        **_COMMON_VIEWS,
    },
    implied={
        "loss": ("kl_pq",),
        "kl_pq": ("loss",),
        "q": ("gradient", "loss", "kl_pq"),
        "target": ("gradient", "entropy_p"),
    },
    controls=("options",),
)
_PICTURES = ("losses", "temperature", "reliability", "classes", "checks", "against")
_LOSSES = ("loss", "finite_loss", "perplexity", "saved", "skill", "best_loss", "overconfidence", "others")
_DATA = Disclosure(
    views={
        "losses": (*_LOSSES, "uniform_loss", "median", "p90", "p99", "max", "worst", "worst_share"),
        "temperature": (*_LOSSES, "uniform_loss", "best_temperature"),
        "reliability": ("ece", "accuracy"),
        "classes": ("classes", "accuracy", *_LOSSES),
        "checks": ("row_sums", "notes", "ties", "skipped", *_LOSSES),
        "against": ("against", *_LOSSES),
        "rows": ("worst", "selected"),
        "options": (),
        "headline": (*_LOSSES, "standard_error"),
        "readings": (),
        "notes": (*_LOSSES, "best_temperature", "accuracy"),
        **_COMMON_VIEWS,
    },
    implied={name: tuple(other for other in _LOSSES if other != name) for name in _LOSSES}
    | {"best_temperature": ("best_loss",)},
    controls=("options", "rows"),
)


def disclosure(state: CrossEntropyState) -> Disclosure:
    """The views of the mode shown."""
    return {Mode.BINARY: _BINARY, Mode.MULTICLASS: _MULTICLASS, Mode.DATA: _DATA}[state.mode]
