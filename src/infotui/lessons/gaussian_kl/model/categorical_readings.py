"""The numbers of two categorical distributions: divergences, entropies, terms, code lengths."""

from __future__ import annotations

import math

from infotui.core.reading import Reading, Unit
from infotui.maths.categorical_divergence import kl_gap, kl_terms, log_ratios, mean_length
from infotui.maths.distributions import Categorical
from infotui.maths.huffman import huffman_code
from infotui.maths.information import cross_entropy, entropy, js_divergence, kl_divergence

from . import spoken_names as spoken
from .categorical import CategoricalKLState

DIVERGENCES = ("kl_pq", "kl_qp", "kl_gap", "js", "entropy_p", "entropy_q", "cross_entropy_pq")
"""The names of the readings that need no term of a class and no code."""


def categorical_readings(state: CategoricalKLState, unit: Unit) -> tuple[Reading, ...]:
    """Both divergences and their difference, JS, entropies, terms and the code of the shown direction.

    The code is the Huffman code of the second distribution, used for data from the first: KL(p‖q) is shown
    with q's code at p's frequencies. Code lengths are in bits in either unit.

    Divergences and entropies of counts are over all classes; terms and code are of what is shown, where the
    term of the rest is the sum of its classes' terms.
    """
    if state.counts is None:
        return _readings(state, unit)
    known, key = state.counts.readings, (unit, state.reverse)
    if key not in known:
        known[key] = _readings(state, unit)
    return known[key]


def divergence_readings(state: CategoricalKLState, unit: Unit) -> tuple[Reading, ...]:
    """The readings called `DIVERGENCES`, which are the first."""
    if state.counts is None:
        return _divergences(state, unit)
    return categorical_readings(state, unit)[: len(DIVERGENCES)]


def _divergences(state: CategoricalKLState, unit: Unit) -> tuple[Reading, ...]:
    p, q, base = state.all_p, state.all_q, unit.base
    return (
        Reading("kl_pq", "KL(p‖q)", kl_divergence(p, q, base=base), unit, spoken=spoken.KL_PQ),
        Reading("kl_qp", "KL(q‖p)", kl_divergence(q, p, base=base), unit, spoken=spoken.KL_QP),
        Reading("kl_gap", "diff.", kl_gap(p, q, base=base), unit, label="difference", spoken=spoken.KL_GAP),
        Reading("js", "JS(p, q)", js_divergence(p, q, base=base), unit, spoken="Jensen-Shannon divergence"),
        Reading("entropy_p", "H(p)", entropy(p, base=base), unit, spoken="entropy of p"),
        Reading("entropy_q", "H(q)", entropy(q, base=base), unit, spoken="entropy of q"),
        Reading(
            "cross_entropy_pq", "H(p, q)", cross_entropy(p, q, base=base), unit, spoken=spoken.CROSS_ENTROPY
        ),
    )


def _readings(state: CategoricalKLState, unit: Unit) -> tuple[Reading, ...]:
    data, model = state.names
    code = huffman_code(state.model.p)
    return (
        *_divergences(state, unit),
        Reading(
            "terms",
            f"{data} log({data}/{model})",
            _terms(state, unit.base),
            unit,
            spoken="terms of the divergence shown",
        ),
        Reading(
            "code_lengths",
            "ℓ",
            code.lengths,
            Unit.BITS,
            ".0f",
            spoken=f"lengths of the codewords for {model}",
        ),
        Reading(
            "mean_code_length",
            "L",
            _mean_length(state.data, state.model, Unit.BITS),
            Unit.BITS,
            ".3f",
            spoken=f"mean length of the code for {model} on data from {data}",
        ),
    )


def class_log_ratios(state: CategoricalKLState, unit: Unit) -> Reading:
    """The log ratio of each class in the shown direction; None where neither distribution has it."""
    data, model = state.names
    ratios = log_ratios(state.data.p, state.model.p, base=unit.base)
    return Reading("log_ratios", f"log({data}/{model})", ratios, unit, ".3f")


def _terms(state: CategoricalKLState, base: float | None) -> tuple[float, ...]:
    """The terms of the classes shown. Their sum is the divergence also where the last class is the rest."""
    if state.counts is None or not state.counts.joined.has_rest:
        return kl_terms(state.data.p, state.model.p, base=base)
    joined = state.counts.joined
    data, model = (joined.q, joined.p) if state.reverse else (joined.p, joined.q)
    terms = kl_terms(data, model, base=base)
    own = set(joined.shown)
    rest = math.fsum(term for i, term in enumerate(terms) if i not in own)
    return (*(terms[i] for i in joined.shown), rest)


def own_code_length(state: CategoricalKLState, unit: Unit) -> Reading:
    """The mean length of the code that is built for the data themselves, the shortest there is."""
    return Reading("own_code_length", "L", _mean_length(state.data, state.data, unit), unit, ".3f")


def rounding_excess(state: CategoricalKLState, unit: Unit) -> Reading:
    """L − H(data, model): what whole bits cost beyond the divergence; 0 for a dyadic model, ∞ as L is."""
    length = _mean_length(state.data, state.model, unit)
    ideal = cross_entropy(state.data.p, state.model.p, base=unit.base)
    is_free = math.isinf(length) or huffman_code(state.model.p).is_dyadic
    return Reading("rounding_excess", "L − H(p, q)", 0.0 if is_free else length - ideal, unit)


def _mean_length(data: Categorical, model: Categorical, unit: Unit) -> float:
    return mean_length(huffman_code(model.p), data.p) * unit.one_bit
