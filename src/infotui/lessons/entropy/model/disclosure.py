"""Where the quantities of the entropy lesson can be seen."""

from __future__ import annotations

from infotui.core.cover import SENTENCE, Disclosure

from .state import EntropyState

_OWN = Disclosure(
    views={
        "bars": (),
        "headline": ("maximum_entropy",),
        "readings": (),
        "gauge": ("entropy", "maximum_entropy", "terms"),
        "table": ("entropy", "surprisal", "terms", "code_lengths"),
        "code": ("code_lengths", "mean_code_length"),
        "curve": ("entropy", "maximum_entropy"),
        "sample": ("entropy",),
        SENTENCE: (),
        "theory": (),
    },
    implied={
        "entropy": ("efficiency", "perplexity"),
        "efficiency": ("entropy", "perplexity"),
        "perplexity": ("entropy", "efficiency"),
        "surprisal": ("terms",),
        "terms": ("surprisal",),
        "mean_code_length": ("code_lengths",),
    },
    controls=("bars",),
)
_ESTIMATES = ("entropy", "standard_error", "miller_madow", "chao_shen", "efficiency", "perplexity", "total")
_SAMPLE = Disclosure(
    views={
        "bars": ("top",),
        "headline": _ESTIMATES,
        "readings": (*_ESTIMATES, "coverage", "huffman_total", "mean_code_length", "singletons"),
        "table": ("top", "surprisal", "terms", "code_lengths"),
        "sample": ("entropy",),
        SENTENCE: (),
        "theory": (),
    },
    implied={
        "entropy": (*_ESTIMATES, "terms"),
        "miller_madow": ("chao_shen",),
        "mean_code_length": ("huffman_total", "code_lengths"),
        "huffman_total": ("mean_code_length",),
    },
    controls=("bars",),
)


def disclosure(state: EntropyState) -> Disclosure:
    """The views of a distribution that is set by hand, or of a sample."""
    return _OWN if state.sample is None else _SAMPLE
