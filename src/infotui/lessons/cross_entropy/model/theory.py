"""The theory of the cross-entropy lesson, and which section fits a state."""

from __future__ import annotations

from infotui.core.lesson import Section

from .predictions import PredictionState
from .state import ALL_LOGITS, CrossEntropyState, Mode, Multiclass

THEORY = (
    Section(
        "Cross-entropy",
        "H(p, q) = −Σ pᵢ log qᵢ is the expected code length when data from p are coded with a code for q, or"
        " the expected loss of a classifier that predicts q when the truth follows p. H(p, q) = H(p) +"
        " KL(p‖q): H(p) is the part nobody can save, KL(p‖q) the part a better q would save.",
    ),
    Section(
        "One example",
        "When the label is known, p is one-hot, H(p) = 0, and the loss is −log q[true], the surprisal of the"
        " truth. It goes to 0 as q[true] goes to 1, and grows without bound as q[true] goes to 0: being wrong"
        " is cheap, being certain and wrong costs infinitely much. A uniform guess costs log K. With two"
        " classes the label is y, 0 or 1, and q is the probability of label 1: q = 1/(1 + e^−z) with the"
        " logit z = log(q/(1 − q)).",
    ),
    Section(
        "Its gradient",
        "Through the softmax, ∂loss/∂z = q − p: prediction minus target (q − y with two classes). However"
        " large the loss, at T = 1 no component exceeds 1 in size, and the components sum to 0. The"
        " derivative with respect to q, −1/q for the true class, has no such bound; the softmax removes it."
        " At temperature T the gradient is (q − p)/T. It is in nats, as in every optimiser; in bits it would"
        " be 1/ln 2 times that.",
    ),
    Section(
        "Shift, not scale",
        "Adding the same number to all logits changes neither q nor loss nor gradient: the loss is"
        " shift-invariant. It is not scale-invariant: multiplying the logits by more than 1, as a temperature"
        " below 1 does, makes q more confident, unless all logits are equal.",
    ),
    Section(
        "Its minimum",
        "By Gibbs' inequality H(p, q) ≥ H(p), with equality only at q = p. The minimum is 0 only for hard"
        " labels, and then no finite logits reach it: the loss keeps falling, ever more slowly. With label"
        " smoothing, p = (1 − ε)·onehot + ε/K, the minimum H(p) is above 0 and is reached at finite logits;"
        " a q more confident than p raises the loss again.",
    ),
    Section(
        "One step",
        "g takes one gradient step: z ← z − η ∂loss/∂z, with the gradient shown, (q − p)/T. The curvature of"
        " the loss is at most 1/(2T²), so for η ≤ 4T² no step raises the loss. The preset “too large a step”"
        " (ε = 0.5, η = 10) overshoots and oscillates.",
    ),
    Section(
        "Softmax twice",
        "The cross-entropy of most frameworks takes logits and applies the softmax itself. Given"
        " probabilities, it applies a second softmax to numbers between 0 and 1: the loss cannot fall below"
        " log(e + K − 1) − 1 = 0.7437 nats at K = 4, however confident the first softmax is.",
    ),
    Section(
        "A test set",
        "On N examples the loss L is the mean of −log q[true]. Two yardsticks: log K, a uniform guess, and"
        " H(Y), a model that knows only how frequent the classes are. H(Y) − L is what the model saves a row,"
        " an estimate of a lower bound on the mutual information between input and label. A few rows often"
        " carry much of L: they head the list, and some of them may have wrong labels.",
    ),
    Section(
        "Overconfidence",
        "A calibrated model gets the loss that it expects: L is the mean of H(q). Overconfidence L − H(q) is"
        " −dL/d ln T. Above 0, a higher temperature lowers the loss; below 0 the model is underconfident; it"
        " is exactly 0 at the best temperature. No bins are needed to see it.",
    ),
    Section(
        "Temperature",
        "q = softmax(z/T). L is convex in 1/T, so there is one best T: infinite where no T beats guessing, 0"
        " where every row is right. T changes how confident the model is, never which class comes first:"
        " accuracy stays. The loss at the best T is a little too low where T was fitted on the same rows.",
    ),
    Section(
        "An infinite loss",
        "One row with q[true] = 0 makes the mean infinite: the model ruled out what happened. No temperature"
        " changes that. Some tools clip q first and print a finite number that depends on the type it is"
        " stored in: 36 for float64, 16 for float32. The mean over the other rows is given separately.",
    ),
    Section(
        "Two models",
        "Losses of two models on the same rows usually rise and fall together. Then the mean of the"
        " differences d has a narrower interval than that of two unrelated samples: pairing removes what the"
        " rows have in common."
        " KL(A‖B) compares the predictions themselves and needs no labels.",
    ),
    Section(
        "What to try",
        "Move q to the wrong end: the loss grows without bound, the derivative by z stays within ±1."
        " Press t at q = 0.99. In multi-class, press G and watch the loss; set ε = 0.1 and press G again: it"
        " converges to H(p). Find a loss below log K although the most likely class is the wrong one. Find a"
        " loss of exactly 1 bit.",
    ),
)

_CLOSE_TO_CERTAIN = 0.05


def theory_index(state: CrossEntropyState, is_running: bool) -> int:
    """Which section of `THEORY` fits the state; `is_running` says whether gradient steps are taken."""
    return next(i for i, section in enumerate(THEORY) if section.heading == _heading(state, is_running))


def _heading(state: CrossEntropyState, is_running: bool) -> str:
    if state.mode is Mode.BINARY:
        right = state.binary.p if state.binary.label else 1 - state.binary.p
        return "Its gradient" if right <= _CLOSE_TO_CERTAIN else "One example"
    if state.mode is Mode.DATA:
        return _data_heading(state.opened_data)
    return "One step" if is_running else _multiclass_heading(state.multiclass)


def _multiclass_heading(state: Multiclass) -> str:
    z = state.logits.z
    if sorted(z) == [*[0.0] * (state.k - 1), 1.0]:
        return "Softmax twice"
    if state.smoothing:
        return "Its minimum"
    if state.temperature != 1 or state.selected == ALL_LOGITS:
        return "Shift, not scale"
    return "Cross-entropy" if len(set(z)) == 1 else "Its gradient"


def _data_heading(state: PredictionState) -> str:
    if state.against is not None:
        return "Two models"
    if state.temperature != 1:
        return "Temperature"
    return "A test set"
