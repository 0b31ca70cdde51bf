"""What the views of the cross-entropy screen show, as functions of the state and its readings."""

from __future__ import annotations

from infotui.canvas.nice import nice_ceil
from infotui.core.descent import loss_trace
from infotui.core.reading import Reading, Unit, format_number
from infotui.lessons.cross_entropy.model.binary import loss_curve, loss_stops
from infotui.lessons.cross_entropy.model.gradient_descent import DescentRun
from infotui.lessons.cross_entropy.model.multiclass import gradient_sum, true_class_cost, uniform_guess
from infotui.lessons.cross_entropy.model.state import Binary, Multiclass
from infotui.ui.widgets.gauge import LabelledValue
from infotui.ui.widgets.headline import HeadlineView
from infotui.ui.widgets.notes import Note
from infotui.ui.widgets.signed_bars import SignedBarsView, SignedRow
from infotui.ui.widgets.trace_plot import TraceView

from .logit_painter import SoftmaxView
from .loss_bar import LossBreakdown
from .loss_reading import LossView
from .true_class_plot import TrueClassView

Readings = dict[str, Reading]

_CEILING = {Unit.NATS: 5.0, Unit.BITS: 7.0}
"""The top of the plot of the binary loss; larger losses are drawn there."""
_DRAWN = 1.25
"""How far the curves go, in these tops: an axis with ticks at even rows may be longer than was asked for."""
_CURVE_SAMPLES = 201
_GUESSES_ON_GAUGE = 2


def guess(k: int, unit: Unit) -> LabelledValue:
    """The loss of a uniform guess."""
    reading = uniform_guess(k, unit)
    return LabelledValue(reading.number, f"log {k}", reading.text_with_unit)


def loss_view(state: Binary, readings: Readings, unit: Unit) -> LossView:
    """The curve and the present loss."""
    ceiling = _CEILING[unit]
    chance = "q" if state.label else "(1 − q)"
    return LossView(
        loss_curve(state.label, _DRAWN * ceiling, _CURVE_SAMPLES, unit),
        loss_curve(1 - state.label, _DRAWN * ceiling, _CURVE_SAMPLES, unit),
        loss_stops(state.label, unit),
        ceiling,
        readings["loss"].number,
        readings["derivative_p"].number * unit.per_nat,
        guess(2, unit),
        f"−log {chance} in {unit}",
    )


def binary_headline(state: Binary, readings: Readings) -> HeadlineView:
    """The loss, with q and the derivative by the logit beside it."""
    loss, gradient = readings["loss"], readings["gradient"]
    q = format_number(state.p)
    return HeadlineView(
        "loss −log q" if state.label else "loss −log(1 − q)",
        loss.text,
        str(loss.unit),
        (
            (f"at q = {q}", f"q = {q}", f"q {q}"),
            (f"{gradient.symbol} {gradient.text}", f"d/dz {gradient.text}"),
        ),
    )


def multiclass_headline(state: Multiclass, readings: Readings) -> HeadlineView:
    """The loss, with its two parts beside it, and what it is computed from."""
    chance = readings["q"].numbers[state.true]
    known = f"= −log {format_number(chance)}" if chance else f"= −log q[{state.true + 1}]"
    loss, floor, excess = (readings[name] for name in ("loss", "entropy_p", "kl_pq"))
    return HeadlineView(
        "loss H(p, q)",
        loss.text,
        str(loss.unit),
        (
            (f"minimum H(p) {floor.text}", f"H(p) {floor.text}", floor.text),
            (f"excess KL(p‖q) {excess.text}", f"KL {excess.text}", excess.text),
        ),
        "= −Σ p log q" if state.smoothing else known,
    )


def binary_panel(state: Binary, readings: Readings) -> tuple[Reading, ...]:
    """The loss, the prediction q and its logit, and the two derivatives."""
    return (
        readings["loss"]._replace(symbol="−log q" if state.label else "−log(1 − q)"),
        readings["q"]._replace(symbol="of label 1"),
        readings["logit"]._replace(symbol="log q/(1−q)"),
        readings["gradient"],
        readings["derivative_p"],
    )


def binary_notes(state: Binary) -> tuple[Note, ...]:
    """The identity with its number, and the two limits, marked where they are reached."""
    shown = format_number(state.p)
    right, wrong = (1, 0) if state.label else (0, 1)
    return (
        Note(f"loss = −log {shown}" if state.label else f"loss = −log(1 − {shown})"),
        Note(f"q → {right}: the loss goes to 0", state.p == right),
        Note(f"q → {wrong}: it grows to ∞", state.p == wrong),
    )


def binary_cost(readings: Readings, unit: Unit) -> LossBreakdown:
    """The loss on the scale of its plot."""
    return LossBreakdown(0.0, readings["loss"].number, guess(2, unit), _CEILING[unit], ("", "loss"))


def binary_slopes(state: Binary, readings: Readings) -> SignedBarsView:
    """The bounded derivative and the unbounded one, on one scale."""
    rows = (
        SignedRow("∂/∂z", readings["gradient"].number),
        SignedRow("∂/∂q", readings["derivative_p"].number),
    )
    return SignedBarsView("derivatives in nats, −1 to 1", rows, 1.0, None, -1)


def softmax_view(state: Multiclass, readings: Readings) -> SoftmaxView:
    """q, p, the true class, and the gradient by z on a scale that it never leaves."""
    gradient = readings["gradient"].numbers
    plain = state.temperature == 1
    return SoftmaxView(
        readings["q"].numbers,
        readings["target"].numbers,
        state.true,
        gradient,
        1 / state.temperature,
        gradient_sum(gradient, state.temperature),
        "∂loss/∂z = q − p" if plain else "∂loss/∂z = (q − p)/T",
    )


def multiclass_panel(readings: Readings) -> tuple[Reading, ...]:
    """The loss and its two parts."""
    return (
        readings["loss"]._replace(symbol=""),
        readings["entropy_p"]._replace(symbol=""),
        readings["kl_pq"]._replace(symbol=""),
    )


def multiclass_notes(state: Multiclass, readings: Readings) -> tuple[Note, ...]:
    """The identity of the loss, and the target written out."""
    true, others = state.true + 1, (state.true + 1) % state.k
    chance = readings["q"].numbers[state.true]
    # With finite logits no q is 0: one that is too small for a float is not shown.
    value = f" = −log {format_number(chance)}" if chance else ""
    most, least = (format_number(state.target[i]) for i in (state.true, others))
    return (
        Note("loss = −Σ p log q" if state.smoothing else f"loss: −log q[{true}]{value}"),
        Note(f"p = (1 − ε)·onehot({true}) + ε/{state.k}"),
        Note(f"= {most} on {true}, {least} elsewhere"),
    )


def multiclass_cost(state: Multiclass, readings: Readings, unit: Unit) -> LossBreakdown:
    """H(p) + KL(p‖q) = H(p, q), on a scale that a uniform guess divides evenly."""
    level = guess(state.k, unit)
    return LossBreakdown(
        readings["entropy_p"].number,
        readings["kl_pq"].number,
        level,
        _GUESSES_ON_GAUGE * level.value,
        ("H(p) +", "KL(p‖q) = H(p, q)"),
    )


def true_class_view(state: Multiclass, readings: Readings, unit: Unit) -> TrueClassView:
    """What the true class costs, which is the loss unless the target is smoothed."""
    ceiling = _CEILING[unit]
    return TrueClassView(
        loss_curve(1, _DRAWN * ceiling, _CURVE_SAMPLES, unit),
        ceiling,
        readings["q"].numbers[state.true],
        true_class_cost(state, unit),
        guess(state.k, unit),
        "the loss without smoothing" if state.smoothing else "the loss",
    )


def trace_view(run: DescentRun | None, readings: Readings, unit: Unit) -> TraceView:
    """The run so far, or the present loss where one would begin."""
    floor = LabelledValue(readings["entropy_p"].number, "minimum H(p)", readings["entropy_p"].text_with_unit)
    now = readings["loss"].number
    if run is None:
        return TraceView((), (), (0, now), floor, nice_ceil(max(now, 1.0)))
    values = loss_trace(run, unit)
    return TraceView(run.losses.steps, values, (run.steps, now), floor, nice_ceil(max(1.0, *values)))


def class_names(state: Multiclass) -> tuple[tuple[int, str], ...]:
    """The number and the name of each class: the true one, then the others from the largest logit down."""
    if not state.names:
        return ()
    others = sorted((i for i in range(state.k) if i != state.true), key=lambda i: -state.logits.z[i])
    return tuple((i + 1, state.names[i]) for i in (state.true, *others))
