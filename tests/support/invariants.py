"""Invariants of every state and every screen, for randomised tests."""

from __future__ import annotations

import math
import re
from typing import Any

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading, readings_by_name
from infotui.ui.screens.lesson_screen import LessonScreen

_MALFORMED = re.compile(r"\bnan\b|(?<![\w.])[-−]0(?:\.0*)?(?![\d.,e])", re.IGNORECASE)
"""nan, and zeros with a sign."""
_CLIPPED = re.compile(r"[-−]0[\d.]*(?=[▌│╭╰]|$)")
"""The start of a number that may be covered by something else."""
_TOLERANCE = 1e-11
_CACHE_SIZE = 2_000


def assert_sound(snapshot: Snapshot[Any], readings: tuple[Reading, ...], lesson: str) -> None:
    """Σp = 1, 0 ≤ H ≤ log k, KL ≥ 0, H(p, q) = H(p) + KL(p‖q), and no nan."""
    by_name = readings_by_name(readings)
    for reading in readings:
        values = reading.value if isinstance(reading.value, tuple) else (reading.value,)
        assert not any(isinstance(value, float) and math.isnan(value) for value in values), reading
        assert not malformed_numbers(reading.text), reading
    {"entropy": _assert_entropy, "kl": _assert_divergences, "cross-entropy": _assert_losses}[lesson](
        snapshot.state, {name: reading.value for name, reading in by_name.items()}
    )


def _assert_entropy(state: Any, values: dict[str, Any]) -> None:
    _assert_distribution(state.p.p)
    if state.sample is not None:
        _assert_sample(state.sample, values)
        return
    assert 0 <= values["entropy"] <= values["maximum_entropy"] + _TOLERANCE
    assert 0 <= values["efficiency"] <= 1 + _TOLERANCE
    assert 1 <= values["perplexity"] <= state.p.k * (1 + _TOLERANCE)
    assert math.isclose(math.fsum(values["terms"]), values["entropy"], rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)


def _assert_sample(sample: Any, values: dict[str, Any]) -> None:
    table = sample.table
    assert values["n"] == table.total
    assert values["classes"] == table.classes
    assert 0 <= values["entropy"] <= values["maximum_entropy"] + _TOLERANCE
    assert values["efficiency"] is None or 0 <= values["efficiency"] <= 1 + _TOLERANCE
    assert 1 <= values["perplexity"] <= table.classes * (1 + _TOLERANCE)
    assert values["total"] <= values["huffman_total"] + _TOLERANCE * table.total
    assert values["mean_code_length"] < values["total"] / table.total + 1


def _assert_divergences(state: Any, values: dict[str, Any]) -> None:
    assert values["kl_pq"] >= 0
    assert values["kl_qp"] >= 0
    checks = {"gaussian": _assert_gaussians, "categorical": _assert_categorical, "mixture": _assert_mixture}
    checks[state.mode](state.pair, values)


def _assert_categorical(state: Any, values: dict[str, Any]) -> None:
    _assert_distribution(state.p.p)
    _assert_distribution(state.q.p)
    assert values["js"] >= 0
    total = values["kl_qp" if state.reverse else "kl_pq"]
    assert math.isclose(sum(values["terms"]), total, rel_tol=1e-9, abs_tol=_TOLERANCE)


def _assert_mixture(state: Any, values: dict[str, Any]) -> None:
    assert abs(math.fsum(state.p.weights) - 1) <= 1e-9
    assert values["kl_pq"] >= values["forward_best"].get("kl") - 1e-9
    assert values["reverse_minima"], "every mixture has a best fit"
    assert values["kl_qp"] >= values["reverse_minima"][0].get("kl") - 1e-9


def _assert_gaussians(state: Any, values: dict[str, Any]) -> None:
    # KL is half the square of a tiny shift, which may underflow to 0.
    underflows = state.p.sigma == state.q.sigma and abs(state.p.mu - state.q.mu) < 1e-150 * state.q.sigma
    assert values["kl_pq"] == 0 if state.p == state.q else values["kl_pq"] > 0 or underflows
    whole = values["entropy_p"] + values["kl_pq"]
    assert math.isclose(values["cross_entropy_pq"], whole, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)


def _assert_losses(state: Any, values: dict[str, Any]) -> None:
    if state.mode == "data":
        _assert_predictions(values)
        return
    assert values["loss"] >= 0
    if state.mode == "binary":
        assert 0 <= state.binary.p <= 1
        return
    _assert_distribution(values["q"])
    _assert_distribution(values["target"])
    assert 0 <= values["entropy_p"] <= math.log2(state.multiclass.k) + _TOLERANCE
    assert values["kl_pq"] >= 0
    whole = values["entropy_p"] + values["kl_pq"]
    assert values["loss"] == whole or math.isclose(
        values["loss"], whole, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE
    )
    assert abs(math.fsum(values["gradient"])) <= 1e-12


def _assert_predictions(values: dict[str, Any]) -> None:
    if "accuracy" not in values:  # rows without labels, or a draft while the temperature moves
        return
    assert values["loss"] >= 0
    assert 0 <= values["base_rate_entropy"] <= values["uniform_loss"] + _TOLERANCE
    assert 0 <= values["accuracy"] <= 1
    assert 0 <= values["ece"] <= 1
    assert values["median"] <= values["p90"] <= values["p99"] <= values["max"]
    if values["best_loss"] is not None:
        assert values["best_loss"] <= values["loss"] + _TOLERANCE
    if "kl" in values:
        assert math.isclose(values["loss"], values["target_entropy"] + values["kl"], rel_tol=1e-9)


def _assert_distribution(p: tuple[float, ...]) -> None:
    assert all(0 <= x <= 1 for x in p)
    assert abs(math.fsum(p) - 1) <= 1e-12


def malformed_numbers(text: str) -> list[str]:
    """The parts of `text` that no screen may show: `nan`, and zeros with a sign."""
    return _MALFORMED.findall(text)


def bits(screen: LessonScreen[Any], snapshot: Snapshot[Any]) -> str:
    """The snapshot to the last bit, without the selection, which undo does not restore."""
    state = snapshot.state
    if hasattr(state, "with_selected"):
        state = state.with_selected(0)
    elif hasattr(state, "multiclass"):
        state = state.with_multiclass(state.multiclass.with_selected(0)).with_mode(state.mode)
    return f"{state!r} {snapshot.unit}"


class InvariantChecker:
    """Checks an app after each event. Rows and states that passed are not checked again."""

    def __init__(self) -> None:
        self._readable: set[str] = set()
        self._sound = ""
        self._oldest: object = None

    def assert_readable(self, rows: list[str]) -> None:
        """No row shows a malformed number."""
        for row in rows:
            if row not in self._readable:
                assert not malformed_numbers(_CLIPPED.sub("", row)), "\n".join(rows)
                self._readable.add(row)
        if len(self._readable) > _CACHE_SIZE:
            self._readable.clear()

    def assert_shown(self, screen: LessonScreen[Any]) -> None:
        """No edit is pending after a frame, and the panel of readings shows those of the state."""
        assert not any(editor.is_edited for editor in screen.editors), "edits are pending after a frame"
        assert not screen._is_outdated, "the views show an old state after a frame"

    def assert_sound(self, screen: LessonScreen[Any]) -> None:
        """The snapshot is sound, and undoing everything leads to the initial one."""
        snapshot = screen.snapshot
        key = f"{screen.LESSON.name} {snapshot!r}"
        if key != self._sound:
            assert_sound(snapshot, screen.LESSON.readings(snapshot.state, snapshot.unit), screen.LESSON.name)
            self._sound = key
        oldest = screen.history._past[0] if screen.history.can_undo else snapshot
        if oldest is not self._oldest:
            assert bits(screen, oldest) == bits(screen, screen.initial)
            self._oldest = oldest
