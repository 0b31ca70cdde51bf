from __future__ import annotations

from argparse import ArgumentParser

import pytest

from infotui.core.lesson import AnyLesson, Snapshot
from infotui.core.reading import Unit
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


def test_the_entropy_screen_reads_aloud() -> None:
    assert said("entropy 1/2 1/2 0").splitlines() == [
        "Entropy: the entropy of a categorical distribution, in bits.",
        "p: 0.5, 0.5 and 0.",
        "entropy: 1.000 bits.",
        "maximum entropy: 1.585 bits.",
        "efficiency: 63.1 %.",
        "perplexity: 2.000.",
        "surprisal: 1.000, 1.000 and infinity bits, class by class.",
        "term of each class: 0.500, 0.500 and 0.000 bits, class by class.",
        "code lengths: 1, 1 and none bits, class by class.",
        "mean code length: 1.000 bits.",
        "As uncertain as 2.000 equally likely classes; there are 3.",
    ]


def test_both_gaussians_are_said_in_words() -> None:
    lines = said("kl").splitlines()
    assert "p: mean 0 and standard deviation 1." in lines
    assert "q: mean 2 and standard deviation 1.5." in lines
    assert "reverse: no." in lines
    assert "KL divergence of p from q: 1.0166 nats." in lines


def test_a_minus_is_a_word_and_so_is_infinity() -> None:
    lines = said("cross-entropy binary --p 1e-9 --label 1", Unit.BITS).splitlines()
    assert "p: 1 times ten to the minus 9." in lines
    assert "gradient of the loss by the logits: minus 1.0000 nats." in lines
    assert "loss: infinity nats." in said("cross-entropy binary --p 1 --label 0")


@pytest.mark.parametrize("lesson", BY_NAME.values(), ids=lambda lesson: lesson.name)
def test_every_preset_is_said_without_signs_and_columns(lesson: AnyLesson) -> None:
    for preset in lesson.presets:
        text = text_report(lesson, Snapshot(preset.apply(lesson.initial), lesson.unit))
        assert not set("−∞‖–\t|") & set(text)
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
        "Gaussian KL: the KL divergence between two distributions, in nats.",
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
    assert "KL divergence of q from p less that of p from q: none." in lines
    assert "Jensen-Shannon divergence of p and q: 1.0000 bits." in lines
