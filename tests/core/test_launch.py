from __future__ import annotations

from argparse import Namespace

import pytest

from infotui.core.launch import snapshot_from_args
from infotui.lessons.gaussian_kl.model.lesson import LESSON


def test_an_option_is_not_a_value_of_the_argument_before_it() -> None:
    """What argparse of Python 3.13.18 makes of `--p 0 --json`."""
    namespace = Namespace(p=["0", "--json"], q=None, reverse=False, unit=None, json=False, text=False)
    with pytest.raises(ValueError, match=r"^argument --p: expected 2 arguments$"):
        snapshot_from_args(LESSON, namespace)
