"""The summary of the entropy lesson: what the entropy means, in a sentence or two."""

from __future__ import annotations

from infotui.core.reading import Reading, readings_by_name

from .state import EntropyState


def summarize(state: EntropyState, found: tuple[Reading, ...]) -> str:
    """What the entropy means, in words."""
    if state.sample is not None:
        from .sample_summary import summarize_sample

        return summarize_sample(state.sample, found)
    names, p = state.p.names, state.p.p
    by_name = readings_by_name(found)
    if by_name["entropy"].number == 0:
        return f"Certain: it is always {names[p.index(max(p))]}, and there is nothing left to learn."
    if len(set(p)) == 1:
        return f"As uncertain as possible: {len(p)} equally likely classes."
    return f"As uncertain as {by_name['perplexity'].text} equally likely classes; there are {len(p)}."
