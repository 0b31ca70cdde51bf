from __future__ import annotations

from argparse import ArgumentParser

import pytest

from infotui.core.lesson import AnyLesson, Snapshot
from infotui.core.reading import Unit
from infotui.core.speech import spoken
from infotui.core.text_report import text_report
from infotui.lessons import LESSONS

BY_NAME = {entry.lesson.name: entry.lesson for entry in LESSONS}


def said(words: str, unit: Unit | None = None) -> str:
    """What is said of the state that `words` open."""
    name, *arguments = words.split()
    lesson: AnyLesson = BY_NAME[name]
    parser = ArgumentParser()
    lesson.command_line.add_arguments(parser)
    state = lesson.command_line.parse(parser.parse_args(arguments))
    return text_report(lesson, Snapshot(state, unit or lesson.unit))


def test_the_entropy_lesson_in_sentences() -> None:
    lines = said("entropy 1/2 1/2 0").splitlines()
    assert lines[:-1] == [
        "Entropy: the entropy of a categorical distribution, in bits.",
        "probabilities p: 0.5, 0.5 and 0.",
        "entropy: 1.000 bits.",
        "maximum entropy, log k: 1.585 bits.",
        "efficiency: 63.1 %.",
        "perplexity: 2.000.",
        "surprisal in bits: 1.000 for A, 1.000 for B and infinity for C.",
        "terms of the entropy in bits: 0.500 for A, 0.500 for B and 0.000 for C.",
        "lengths of the codewords in bits: 1 for A, 1 for B and none for C.",
        "mean length of the Huffman code: 1.000 bits.",
        "codewords: 0 for A and 1 for B.",
        "Huffman code, mean length L = 1.000 bits = H: p is dyadic.",
        "As uncertain as 2.000 equally likely classes; there are 3.",
    ]
    assert lines[-1].startswith("Theory, Entropy: H(p) = minus the sum of p i log p i is the expected")


def test_both_gaussians_in_sentences() -> None:
    lines = said("kl").splitlines()
    assert "p: mean 0 and standard deviation 1." in lines
    assert "q: mean 2 and standard deviation 1.5." in lines
    assert "reverse: no." in lines
    assert "KL divergence of p from q: 1.0166 nats." in lines


def test_minus_and_infinity_are_words() -> None:
    lines = said("cross-entropy binary --p 1e-9 --label 1", Unit.BITS).splitlines()
    assert "prediction q, the probability of label 1: 1 times ten to the minus 9." in lines
    assert "gradient of the loss in nats by the logit z, q minus y: minus 1.0000 nats." in lines
    assert "loss: infinity." in said("cross-entropy binary --p 1 --label 0")


@pytest.mark.parametrize("lesson", BY_NAME.values(), ids=lambda lesson: lesson.name)
def test_every_preset_is_plain_ascii_sentences(lesson: AnyLesson) -> None:
    for preset in lesson.presets:
        text = text_report(lesson, Snapshot(preset.apply(lesson.initial), lesson.unit))
        assert text.isascii()
        assert "  " not in text
        assert all(line.endswith(".") for line in text.splitlines())
        for reading in lesson.readings(preset.apply(lesson.initial), lesson.unit):
            assert (
                not isinstance(reading.value, float)
                or reading.text.lstrip("−").split("e")[0].rstrip(" %∞") in text
            )


def test_fits_are_read_out_with_their_parameters() -> None:
    lines = said("kl mixture --reverse --rate 0.5").splitlines()
    assert lines[:6] == [
        "KL divergence: the KL divergence between two distributions, in nats.",
        "mode: mixture.",
        "p: weight 0.5, mean minus 3 and standard deviation 1; weight 0.5, mean 3 and standard deviation 1.",
        "q: mean 1 and standard deviation 1.",
        "reverse: yes.",
        "learning rate: 0.5.",
    ]
    best = "mean 0.0000, standard deviation 3.1623 and KL divergence 0.4620 nats"
    assert f"best q for the KL divergence of p from q: {best}." in lines
    minima = next(line for line in lines if line.startswith("local minima"))
    assert minima.count(";") == 2
    assert minima.endswith("mean 0.0000, standard deviation 2.7438 and KL divergence 0.8406 nats.")


def test_a_gap_of_two_infinities_is_none() -> None:
    lines = said("kl categorical --p 1 0 --q 0 1 --lock-q 1", Unit.BITS).splitlines()
    assert "locked in q: 1." in lines
    assert "difference, KL of q from p minus KL of p from q: none." in lines
    assert "Jensen-Shannon divergence: 1.0000 bits." in lines


def test_both_divergences_are_given_in_both_units() -> None:
    lines = said("kl").splitlines()
    assert (
        "In bits: KL of p from q = 1.4666, KL of q from p = 3.2021, h(p) = 2.0471, h(q) = 2.6321,"
        " H of p and q = 3.5137." in lines
    )
    assert "area of the positive lobe, a: 1.1389 nats." in lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("−Σ pᵢ log pᵢ", "minus the sum of p i log p i"),
        ("KL(p‖q) = H(p, q) − h(p)", "KL of p from q = H of p and q minus h(p)"),
        ("1.5e−9", "1.5 times ten to the minus 9"),
        ("2e+16", "2 times ten to the 16"),
        ("−∞", "minus infinity"),
        ("z ← z − η ∂loss/∂z", "z becomes z minus eta d loss/d z"),
        ("σ_p²/(2σ_q²) − ½", "sigma p squared/(2 sigma q squared) minus one half"),
        ("2^H′, 0 ≤ ε < 1", "2 to the H prime, 0 is at most epsilon < 1"),
    ],
)
def test_formulas_are_spoken_in_words(text: str, words: str) -> None:
    assert spoken(text) == words
